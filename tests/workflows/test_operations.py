"""Operations: what is missing is told at once, what stops halfway goes on, what fails says why."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from models.campaign import Clock
from models.documents import DocumentKind, DocumentRequest, SeriesKey, TemplateVersion
from models.errors import Unavailable
from models.operations import Operation, OperationKind, OperationState
from models.organisation import UnitId
from tests.workflows.conftest import (
    CLERK,
    DONG_NAI,
    PLAN_DAY,
    all_drafts,
    all_entries,
    doing,
    issued_plan,
    plan_text,
    prepared,
    report,
)
from workflows.services import Services
from workflows.steps.campaigns.campaigns import (
    PlanAlreadyIssued,
    UnknownGroup,
    assign_group,
    create_campaign,
    fill_gap,
    import_directory,
)
from workflows.steps.campaigns.templates_in_use import TemplatesMissing
from workflows.steps.confirming import confirm_draft
from workflows.steps.documents.requests import OtherUnderWay, request_operation
from workflows.steps.documents.retrying import retry_operation
from workflows.steps.documents.series import open_series
from workflows.steps.files.plan_files import PlanFileFaults
from workflows.steps.operations.preconditions import BadParameter, NotReady, OpenGaps
from workflows.steps.operations.progress import WorkerStopping
from workflows.steps.reporting.reports import (
    EmptyReport,
    NotOwed,
    ReportContent,
    WrongWay,
    hand_in_report,
    record_progress,
)
from workflows.steps.work import run_operation

HANDED_OUT = date(2024, 6, 26)


def ask(services: Services, kind: OperationKind, as_of: date, **params: object) -> Operation:
    return request_operation(services, kind=kind, campaign_id=DONG_NAI, as_of=as_of, params=params, actor=CLERK)


def test_issuing_names_every_gap_that_is_still_open(services: Services) -> None:
    """Without date and signature block the plan is not issued, and both are named with their questions."""
    prepared(services, answers={})
    with pytest.raises(OpenGaps) as told:
        ask(services, OperationKind.ISSUE_PLAN, PLAN_DAY)
    assert [gap.split(" ")[0] for gap in told.value.gaps] == ["document.date", "signature.authority"]
    assert "Quyền hạn, chức vụ của người ký" in str(told.value)


def test_steps_in_a_faulty_order_say_what_is_missing(services: Services) -> None:
    """Sub-plans, sweep, registers and PDFs want the issued plan; issuing wants templates."""
    with pytest.raises(TemplatesMissing, match="Kế hoạch phát động"):
        request_operation(
            replace(services, templates=EmptyStore()),
            kind=OperationKind.ISSUE_PLAN,
            campaign_id=DONG_NAI,
            as_of=PLAN_DAY,
            actor=CLERK,
        )
    prepared(services)
    for kind in (
        OperationKind.DISTRIBUTE_SUB_PLANS,
        OperationKind.SWEEP_DEADLINES,
        OperationKind.PRINT_REGISTERS,
        OperationKind.MAKE_PDFS,
    ):
        with pytest.raises(NotReady, match="ban hành"):
            ask(services, kind, HANDED_OUT)
    with pytest.raises(NotReady, match="Không có văn bản nào"):
        ask(services, OperationKind.ISSUE_CONFIRMED, HANDED_OUT)


class EmptyStore:
    """A template store without templates."""

    def publish(self, kind: DocumentKind, data: bytes) -> TemplateVersion:
        """Take nothing."""
        raise Unavailable("Kho không nhận.")

    def get(self, version: TemplateVersion) -> bytes:
        """Have nothing."""
        raise Unavailable("Kho trống.")

    def latest(self, kind: DocumentKind) -> TemplateVersion | None:
        """Have nothing."""

    def history(self, kind: DocumentKind) -> tuple[TemplateVersion, ...]:
        """Have nothing."""
        return ()


def test_a_plan_that_bears_its_number_is_entered_with_it(services: Services) -> None:
    """A number and date typed in are kept as they are; the series goes on after them."""
    prepared(services)
    ended = doing(services)(OperationKind.ISSUE_PLAN, PLAN_DAY, number=240, date="2024-06-15")
    assert ended.state is OperationState.SUCCEEDED
    (plan,) = all_entries(services, DocumentKind.CAMPAIGN_PLAN)
    assert (plan.code, plan.issued_on, plan.entered_by) == ("240/KH-UBND", date(2024, 6, 15), CLERK)


def test_tuyen_quang_is_entered_with_the_number_it_was_issued_with(services: Services) -> None:
    """A plan whose source states number and date is entered: 230/KH-UBND of 16/12/2022."""
    prepared(services)
    import_directory(
        services,
        text=plan_text("directories/tuyen_quang.yaml"),
        file_name="tuyen_quang.yaml",
        actor=CLERK,
        as_of=PLAN_DAY,
    )
    plan = create_campaign(
        services,
        plan_text=plan_text("tuyen_quang_2022.yaml"),
        file_name="tuyen_quang_2022.yaml",
        clock=Clock.REPLAY,
        sample=True,
        actor=CLERK,
        as_of=PLAN_DAY,
    )
    ended = doing(services, plan.id)(OperationKind.ISSUE_PLAN, date(2022, 12, 16))
    assert ended.message == "Đã ban hành Kế hoạch số 230/KH-UBND ngày 16/12/2022."
    given = doing(services, plan.id)(OperationKind.DISTRIBUTE_SUB_PLANS, date(2022, 12, 20))
    assert given.state is OperationState.SUCCEEDED


def test_what_stops_between_two_documents_goes_on_there(services: Services) -> None:
    """An attempt that ends after three sub-plans leaves three; the next makes the other ten, none twice."""
    issued_plan(services)
    asked = ask(services, OperationKind.DISTRIBUTE_SUB_PLANS, HANDED_OUT)
    seen = iter([False, False, True])
    stopped = run_operation(services, operation_id=asked.id, attempt=1, stopping=lambda: next(seen))
    assert stopped is not None
    assert (stopped.state, stopped.attempt, stopped.error_code) == (OperationState.WAITING, 2, WorkerStopping.code)
    assert len(all_drafts(services, DocumentKind.SUB_PLAN)) == 3
    assert run_operation(services, operation_id=asked.id, attempt=1) is None
    ended = run_operation(services, operation_id=asked.id, attempt=2)
    assert ended is not None
    assert (ended.state, ended.done) == (OperationState.SUCCEEDED, 13)
    assert len(all_drafts(services, DocumentKind.SUB_PLAN)) == 13


def test_a_store_that_is_down_is_told_and_tried_again(services: Services) -> None:
    """While the template store does not answer nothing is lost: three attempts, the reason, then a person's retry."""
    prepared(services)
    asked = ask(services, OperationKind.ISSUE_PLAN, PLAN_DAY)
    broken = replace(services, templates=DownStore())
    for attempt in (1, 2, 3):
        failed = run_operation(broken, operation_id=asked.id, attempt=attempt)
    assert failed is not None
    assert (failed.state, failed.error_code) == (OperationState.FAILED, "unavailable")
    assert "Kho mẫu không trả lời" in failed.message
    again = retry_operation(services, operation_id=asked.id, actor=CLERK)
    ended = run_operation(services, operation_id=again.id, attempt=again.attempt)
    assert ended is not None
    assert ended.state is OperationState.SUCCEEDED
    assert len(all_entries(services)) == 1


class DownStore(EmptyStore):
    """A template store that does not answer."""

    def latest(self, kind: DocumentKind) -> TemplateVersion | None:
        """Say why nothing comes."""
        raise Unavailable("Kho mẫu không trả lời.", remedy="kiểm tra kho rồi thử lại.")


def test_a_fault_nobody_foresaw_is_written_down_and_raised(services: Services) -> None:
    """A bug in a step leaves its words on the operation and the next attempt waiting."""
    issued_plan(services)
    asked = ask(services, OperationKind.MAKE_PDFS, HANDED_OUT)
    with pytest.raises(ZeroDivisionError):
        run_operation(replace(services, pdf=Broken()), operation_id=asked.id, attempt=1)
    with services.registry.begin() as tx:
        told = tx.operations.get(asked.id)
    assert (told.state, told.attempt, told.error_code) == (OperationState.WAITING, 2, "unexpected")
    assert "ZeroDivisionError" in told.message


class Broken:
    """A converter with a bug."""

    def convert_each(self, documents: Sequence[bytes], **_: object) -> None:
        """Fail."""
        raise ZeroDivisionError(len(documents))


def test_one_document_that_cannot_be_issued_stops_no_other(services: Services) -> None:
    """A date before the series' last one is told with its document; the others are issued all the same."""
    do = issued_plan(services)
    do(OperationKind.DISTRIBUTE_SUB_PLANS, HANDED_OUT)
    series = UnitId("dong-nai.stp")
    open_series(services, agency=series, scheme="BC", year=2024, opening=5, actor=CLERK, as_of=HANDED_OUT)
    report("dong-nai.stp", date(2024, 10, 30), services)
    do(OperationKind.ISSUE_CONFIRMED, date(2024, 10, 30))
    give_number(services, series, on=date(2024, 11, 20))
    drafts = {draft.issuer: draft.key for draft in all_drafts(services, DocumentKind.SUB_PLAN)}
    for unit in ("dong-nai.stp", "dong-nai.cat"):
        confirm_draft(services, key=drafts[UnitId(unit)], dated=date(2024, 11, 1), actor=CLERK)
    ended = do(OperationKind.ISSUE_CONFIRMED, date(2024, 11, 1))
    assert (ended.state, ended.error_code) == (OperationState.FAILED, "some-not-issued")
    assert "Đã ban hành 1 văn bản; 1 văn bản chưa ban hành được" in ended.message
    assert "dong-nai" not in ended.message, "people read names, not keys"
    assert [entry.issuer for entry in all_entries(services, DocumentKind.SUB_PLAN)] == ["dong-nai.cat"]


def give_number(services: Services, agency: UnitId, *, on: date) -> None:
    """Let another document of the agency's KH series have a number on a later day."""
    (report_entry,) = all_entries(services, DocumentKind.UNIT_FINAL_REPORT)
    fields = report_entry.model_dump(include=set(DocumentRequest.model_fields))
    other = {
        "key": "khac:sub_plan:-:-:1",
        "series": SeriesKey(agency=agency, scheme="KH", year=on.year),
        "issued_on": on,
        "obligation_id": None,
    }
    with services.registry.begin() as tx:
        tx.register.number(DocumentRequest.model_validate(fields | other))


def test_what_is_confirmed_while_the_step_ends_is_not_left_behind(services: Services) -> None:
    """A confirmation that joins a running operation is issued by it."""
    issued_plan(services)
    report("dong-nai.snv", date(2024, 10, 30), services)
    (waiting,) = waiting_operations(services)
    late = LateComer(services)
    ended = run_operation(services, operation_id=waiting.id, attempt=1, stopping=late.confirm_once)
    assert ended is not None
    assert ended.state is OperationState.SUCCEEDED
    assert len(all_entries(services, DocumentKind.UNIT_FINAL_REPORT)) == 2
    assert not waiting_operations(services)


class LateComer:
    """Hands in another unit's report at the step's first sign of progress."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._done = False

    def confirm_once(self) -> bool:
        """Hand in once; never ask the step to stop."""
        if not self._done:
            self._done = True
            report("dong-nai.stc", date(2024, 10, 30), self._services)
        return False


def waiting_operations(services: Services) -> list[Operation]:
    with services.registry.begin() as tx:
        return [one for one in tx.operations.waiting() if one.kind is OperationKind.ISSUE_CONFIRMED]


def test_the_same_work_with_other_parameters_waits_its_turn(services: Services) -> None:
    """Two windows asked for on one day do not silently become one."""
    issued_plan(services)
    ask(services, OperationKind.SWEEP_DEADLINES, HANDED_OUT, **{"from": "2024-06-25", "to": "2024-06-26"})
    with pytest.raises(OtherUnderWay):
        ask(services, OperationKind.SWEEP_DEADLINES, HANDED_OUT, **{"from": "2024-06-26", "to": "2024-06-26"})
    with pytest.raises(BadParameter, match="sau ngày làm việc"):
        ask(services, OperationKind.SWEEP_DEADLINES, HANDED_OUT, to="2024-06-27")


def test_hand_ins_that_nobody_owes_are_refused(services: Services) -> None:
    """Another unit's duty, the wrong way to fulfil it, and an empty report are each told."""
    issued_plan(services)
    with pytest.raises(NotOwed, match=r"^Văn phòng Sở Tư pháp không phải nộp việc này hạn 31/10/2024"):
        report("dong-nai.stp-vp", date(2024, 10, 30), services)
    with pytest.raises(WrongWay):
        record_progress(
            services,
            campaign_id=DONG_NAI,
            obligation_id="O4",
            unit=UnitId("dong-nai.snv"),
            due=date(2024, 10, 31),
            handed_in=date(2024, 10, 30),
            note="",
            actor=CLERK,
        )
    with pytest.raises(EmptyReport):
        hand_in_report(
            services,
            campaign_id=DONG_NAI,
            obligation_id="O4",
            unit=UnitId("dong-nai.snv"),
            due=date(2024, 10, 31),
            dated=date(2024, 10, 30),
            content=ReportContent(results=(" ",)),
            actor=CLERK,
        )


def test_what_stands_on_issued_paper_cannot_be_answered_anew(services: Services) -> None:
    """After the plan is issued its date is fixed; a weekday for a weekly duty can still be given."""
    issued_plan(services)
    with pytest.raises(PlanAlreadyIssued):
        fill_gap(
            services,
            campaign_id=DONG_NAI,
            path="document.date",
            value="2024-06-15",
            actor=CLERK,
            as_of=HANDED_OUT,
        )
    fill_gap(
        services, campaign_id=DONG_NAI, path="obligations.O1.weekday", value="friday", actor=CLERK, as_of=HANDED_OUT
    )


def test_a_report_confirmed_anew_while_its_turn_comes_is_issued_with_its_last_words(services: Services) -> None:
    """Read by the run, then handed in again with other words: those words get the number, none is lost or skipped."""
    issued_plan(services)
    day = date(2024, 10, 30)
    for unit in ("dong-nai.snv", "dong-nai.stp"):
        report(unit, day, services, issue=False)

    def corrected() -> bool:
        if has_number(services, "dong-nai.stp"):
            return False
        hand_in_report(
            services,
            campaign_id=DONG_NAI,
            obligation_id="O4",
            unit=UnitId("dong-nai.stp"),
            due=date(2024, 10, 31),
            dated=day,
            content=ReportContent(results=("Số liệu đã sửa.",)),
            actor=CLERK,
            request_issue=False,
        )
        return False

    asked = request_operation(
        services, kind=OperationKind.ISSUE_CONFIRMED, campaign_id=DONG_NAI, as_of=day, actor=CLERK
    )
    ended = run_operation(services, operation_id=asked.id, attempt=1, stopping=corrected)
    assert ended is not None
    assert ended.state is OperationState.SUCCEEDED
    issued = {record.issuer: record for record in all_entries(services, DocumentKind.UNIT_FINAL_REPORT)}
    assert issued["dong-nai.stp"].context["results"] == ["Số liệu đã sửa."]
    assert {unit: record.number for unit, record in issued.items()} == {"dong-nai.snv": 1, "dong-nai.stp": 1}


def has_number(services: Services, unit: str) -> bool:
    return any(record.issuer == unit for record in all_entries(services, DocumentKind.UNIT_FINAL_REPORT))


def test_a_group_must_be_one_of_the_plan(services: Services) -> None:
    """A unit cannot join a group that the plan does not have."""
    prepared(services)
    with pytest.raises(UnknownGroup, match=r"III\.1\.a"):
        assign_group(
            services, campaign_id=DONG_NAI, unit=UnitId("dong-nai.cam-my"), group="III.9", start=PLAN_DAY, actor=CLERK
        )


def test_a_plan_that_names_an_unknown_unit_becomes_no_campaign(services: Services) -> None:
    """Units that the directory lacks are told by line, and nothing is kept."""
    prepared(services)
    broken = (
        plan_text("dong_nai_2024.yaml")
        .replace("id: dong-nai-2024", "id: thu")
        .replace("lead: dong-nai.stp", "lead: dong-nai.khong-co")
    )
    with pytest.raises(PlanFileFaults, match="khong-co"):
        create_campaign(
            services,
            plan_text=broken,
            file_name="thu.yaml",
            clock=Clock.REPLAY,
            sample=True,
            actor=CLERK,
            as_of=PLAN_DAY,
        )
