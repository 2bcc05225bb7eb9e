"""Sub-plans: the plan's own words for each unit, the unit's own changes, and who may confirm."""

from datetime import date

import pytest

from models.accounts import Account, Role
from models.documents import DocumentKind, Draft, DraftState
from models.errors import Conflict, Forbidden
from models.operations import OperationKind, OperationState
from models.organisation import UnitId
from tests.workflows.conftest import CLERK, DONG_NAI, PLAN_DAY, all_drafts, all_entries, issued_plan
from workflows.services import Services
from workflows.steps.campaigns.campaigns import assign_group
from workflows.steps.confirming import DraftChanges, SampleStandards, StandardRow, confirm_draft, draft_words
from workflows.steps.documents.drafts import BeforePlan, SignerMissing

HANDED_OUT = date(2024, 6, 26)


def drafts_by_unit(services: Services) -> dict[str, Draft]:
    return {draft.issuer: draft for draft in all_drafts(services, DocumentKind.SUB_PLAN)}


def test_each_unit_gets_its_tasks_in_the_plans_own_words(services: Services) -> None:
    """A department, the police and a district each read their own items of part V, and cite the issued plan."""
    assign_later = ("dong-nai.cam-my", "III.1.a")
    do = issued_plan(services)
    unit, group = assign_later
    assign_group(services, campaign_id=DONG_NAI, unit=UnitId(unit), group=group, start=PLAN_DAY, actor=CLERK)
    do(OperationKind.DISTRIBUTE_SUB_PLANS, HANDED_OUT)
    drafts = drafts_by_unit(services)
    words = {unit: draft_words(draft).body for unit, draft in drafts.items()}
    assert "Thực hiện đôn đốc, hướng dẫn địa phương tháo gỡ vướng mắc" in words["dong-nai.stp"]
    assert "trên nền cơ sở dữ liệu quốc gia về dân cư" in words["dong-nai.cat"]
    assert "trên nền cơ sở dữ liệu quốc gia về dân cư" not in words["dong-nai.stp"]
    assert "Báo cáo nghiệm thu, bảo đảm tính chính xác" in words["dong-nai.cam-my"]
    assert "về cơ quan đầu mối của Sở Tư pháp (Văn phòng Sở) hàng tuần" in words["dong-nai.cam-my"]
    assert "hàng tuần" not in words["dong-nai.bien-hoa"]
    assert not any("⟦" in text for text in words.values())
    times = words["dong-nai.cam-my"].split("THỜI GIAN THỰC HIỆN")[1]
    assert "Báo cáo tổng kết" in times
    assert "Kế hoạch triển khai" not in times.split("TỔ CHỨC THỰC HIỆN")[0]
    assert (
        "Kế hoạch số 210/KH-UBND ngày 25 tháng 6 năm 2024 của Ủy ban nhân dân tỉnh Đồng Nai"
        in drafts["dong-nai.cat"].context["opening"][0]
    )
    assert [row.subjects for row in draft_words(drafts["dong-nai.cam-my"]).standards] == ["Tập thể", "Cá nhân"]
    assert not draft_words(drafts["dong-nai.stp"]).standards


def test_a_unit_confirms_for_itself_alone(services: Services) -> None:
    """A unit's account may confirm its own sub-plan, not another's; the board may confirm none."""
    do = issued_plan(services)
    do(OperationKind.DISTRIBUTE_SUB_PLANS, HANDED_OUT)
    drafts = drafts_by_unit(services)
    with services.registry.begin() as tx:
        tx.accounts.add(account("camy", Role.UNIT, unit="dong-nai.cam-my"))
        tx.accounts.add(account("hoidong", Role.BOARD))
    for actor in ("camy", "hoidong"):
        with pytest.raises(Forbidden):
            confirm_draft(services, key=drafts["dong-nai.bien-hoa"].key, dated=HANDED_OUT, actor=actor)
    own = confirm_draft(services, key=drafts["dong-nai.cam-my"].key, dated=HANDED_OUT, actor="camy")
    assert (own.state, own.confirmed_by) == (DraftState.CONFIRMED, "camy")


def test_a_units_changes_are_what_is_issued(services: Services) -> None:
    """Body, standards and signer of the confirmation are printed; confirming again after issue is refused."""
    do = issued_plan(services, sample=False)
    do(OperationKind.DISTRIBUTE_SUB_PLANS, HANDED_OUT)
    key = drafts_by_unit(services)["dong-nai.cam-my"].key
    changes = DraftChanges(
        body="# I. NHIỆM VỤ\n- Việc của huyện.\nHết.",
        standards=(StandardRow(award="Giấy khen", subjects="Tập thể", standard="Xong trước hạn."),),
        signer_name="Nguyễn Văn Mẫu",
    )
    dated = date(2024, 7, 1)
    confirm_draft(services, key=key, dated=dated, changes=changes, actor=CLERK)
    assert do(OperationKind.ISSUE_CONFIRMED, dated).state is OperationState.SUCCEEDED
    (entry,) = all_entries(services, DocumentKind.SUB_PLAN)
    assert entry.context["criteria"][0]["standard"] == "Xong trước hạn."
    assert entry.signer is not None
    assert entry.signer.name == "Nguyễn Văn Mẫu"
    confirm_draft(services, key=key, dated=dated, changes=changes, actor=CLERK, request_issue=False)
    with pytest.raises(Conflict):
        confirm_draft(services, key=key, dated=date(2024, 7, 2), changes=changes, actor=CLERK)


def test_a_real_sub_plan_needs_a_signer_and_standards_of_its_own(services: Services) -> None:
    """Outside a show nobody signs by default, and sample standards are not issued."""
    do = issued_plan(services, sample=False)
    do(OperationKind.DISTRIBUTE_SUB_PLANS, HANDED_OUT)
    drafts = drafts_by_unit(services)
    with pytest.raises(SignerMissing):
        confirm_draft(services, key=drafts["dong-nai.stp"].key, dated=HANDED_OUT, actor=CLERK)
    with pytest.raises(SampleStandards, match="tiêu chuẩn mẫu"):
        confirm_draft(
            services,
            key=drafts["dong-nai.cam-my"].key,
            dated=HANDED_OUT,
            changes=DraftChanges(signer_name="Nguyễn Văn Mẫu"),
            actor=CLERK,
        )


def test_a_sub_plan_is_not_older_than_the_plan(services: Services) -> None:
    """A document that cites the plan cannot bear a date before it."""
    do = issued_plan(services)
    do(OperationKind.DISTRIBUTE_SUB_PLANS, HANDED_OUT)
    with pytest.raises(BeforePlan, match="24/06/2024"):
        confirm_draft(services, key=drafts_by_unit(services)["dong-nai.stp"].key, dated=date(2024, 6, 24), actor=CLERK)


def test_units_that_have_ended_are_given_nothing(services: Services) -> None:
    """After 30/6/2025 the district units are gone: only the department and the police get a draft."""
    do = issued_plan(services)
    do(OperationKind.DISTRIBUTE_SUB_PLANS, date(2025, 7, 1))
    assert set(drafts_by_unit(services)) == {"dong-nai.stp", "dong-nai.cat"}


def account(name: str, role: Role, *, unit: str | None = None) -> Account:
    return Account(name=name, display_name=name, role=role, unit=UnitId(unit) if unit else None, password_hash="-")
