"""A campaign with more events than any page shows: its day, and what one unit did, are told as in a short one."""

from datetime import date

from models.awards.dossiers import DossierId
from models.events import NewEvent
from models.organisation import UnitId
from tests.workflows.conftest import CLERK, DONG_NAI, PLAN_DAY, plan_text, prepared
from workflows.services import Services
from workflows.steps.archive.archive_copies import obstacles_of
from workflows.steps.campaigns.plan_renewal import renew_plan
from workflows.steps.pages.campaigns import campaign_head
from workflows.steps.pages.history import history_in

TODAY, SWEPT = date(2026, 11, 23), date(2024, 8, 1)
JUSTICE, CAM_MY = UnitId("dong-nai.stp"), UnitId("dong-nai.cam-my")
MANY = 320


def tell(services: Services, kind: str, subject: str, *, times: int = 1, as_of: date = SWEPT, **data: object) -> None:
    data = {"kind" if name == "kind_of" else name: value for name, value in data.items()}
    with services.registry.begin() as tx:
        for _ in range(times):
            tx.events.append(
                NewEvent(kind=kind, campaign_id=DONG_NAI, subject=subject, as_of=as_of, actor=CLERK, data=data)
            )


def working_day(services: Services) -> date:
    return campaign_head(services, campaign_id=DONG_NAI, today=TODAY).work_day


def test_a_replayed_campaign_stays_on_its_day(services: Services) -> None:
    """However many answers are given after what happened, the story's last day is that of what happened."""
    prepared(services)
    tell(services, "deadlines.swept", DONG_NAI)
    tell(services, "gap.filled", f"obligations.O3.due.{CAM_MY}", times=MANY, as_of=TODAY, value="2024-09-01")
    assert working_day(services) == SWEPT


def test_a_mended_plan_file_moves_no_replayed_campaign(services: Services) -> None:
    """The file is replaced today, in a campaign of 2024: its pages stay at the plan's day."""
    prepared(services)
    mended = plan_text("dong_nai_2024.yaml") + "\n"
    renew_plan(services, campaign_id=DONG_NAI, plan_text=mended, file_name="sua.yaml", actor=CLERK, as_of=TODAY)
    assert working_day(services) == PLAN_DAY


def test_a_units_history_reaches_back_behind_all_others(services: Services) -> None:
    """What concerns the unit is looked for in all events, not among the newest of everybody."""
    prepared(services)
    tell(services, "gap.filled", f"obligations.O3.due.{JUSTICE}", value="2024-09-01", note="")
    tell(services, "dossier.submitted", f"{DONG_NAI}/{JUSTICE}", unit=JUSTICE)
    tell(services, "progress.recorded", CAM_MY, times=MANY)
    with services.registry.begin() as tx:
        told = [one.text for one in history_in(tx, DONG_NAI, unit=JUSTICE)]
    assert [one.split(" của ")[0] for one in told] == ["Nộp hồ sơ khen thưởng", "Đặt ngày riêng 01/9/2024"]


def test_what_keeps_a_dossier_from_the_archives_form_is_its_newest_binding(services: Services) -> None:
    """Other dossiers' bindings, however many, are not looked through; nor is an older one of its own taken."""
    prepared(services)
    tell(services, "dossier.assembled", "hồ sơ 1", not_archival=["cũ"])
    tell(services, "dossier.assembled", "hồ sơ 1", not_archival=["Biên bản: phông chữ"])
    tell(services, "dossier.assembled", "hồ sơ 2", times=MANY, not_archival=["khác"])
    with services.registry.begin() as tx:
        assert obstacles_of(tx, DossierId("hồ sơ 1"), campaign_id=DONG_NAI) == ("Biên bản: phông chữ",)
        assert obstacles_of(tx, DossierId("hồ sơ 3"), campaign_id=DONG_NAI) == ()


def test_papers_without_a_number_are_told_apart_by_their_unit(services: Services) -> None:
    """Registers, dossier indexes and reports bear no number: the history says whose each is."""
    prepared(services)
    tell(
        services, "document.issued", f"{DONG_NAI}:outgoing_register:{JUSTICE}:2024-08-01:1", kind_of="outgoing_register"
    )
    tell(services, "document.issued", f"{DONG_NAI}:achievement_report:{CAM_MY}/cn-01:x:1", kind_of="achievement_report")
    tell(services, "document.issued", f"{DONG_NAI}:campaign_plan:-:-:1", kind_of="campaign_plan", code="210/KH-UBND")
    with services.registry.begin() as tx:
        told = [one.text for one in history_in(tx, DONG_NAI, unit=None)][:3]
    assert told == [
        "Ban hành Kế hoạch phát động 210/KH-UBND",
        "Ban hành Báo cáo thành tích của UBND huyện Cẩm Mỹ",
        "Ban hành Sổ đăng ký văn bản đi của Sở Tư pháp",
    ]
