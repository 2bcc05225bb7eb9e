"""What breaks the State's format gets no number until it is mended, and stops nothing else."""

from datetime import date

import pytest

from models.documents import DocumentKind, Draft, DraftState
from models.errors import Conflict, Unavailable
from models.operations import OperationKind, OperationState, StaleAttempt
from models.organisation import UnitId
from tests.workflows.conftest import CLERK, Do, all_drafts, all_entries, issued_plan, report
from workflows.services import Services
from workflows.steps.confirming import DraftChanges, confirm_draft
from workflows.steps.documents.draft_words import changed_context
from workflows.steps.files.format_files import FormatRefused
from workflows.steps.operations.held_up import HeldUp, SomeNotIssued, apart

HANDED_OUT, DAY = date(2024, 6, 26), date(2024, 7, 1)
POLICE, JUSTICE = UnitId("dong-nai.cat"), UnitId("dong-nai.stp")
FAULTY = DraftChanges(body="# I. NHIỆM VỤ\na) Một việc;\nd) Hai việc.\nHết.")
MENDED = DraftChanges(body="# I. NHIỆM VỤ\na) Một việc;\nb) Hai việc.\nHết.")


@pytest.fixture
def do(services: Services) -> Do:
    """Return how to go on after the sub-plans were handed out."""
    done = issued_plan(services)
    done(OperationKind.DISTRIBUTE_SUB_PLANS, HANDED_OUT)
    return done


def drafted(services: Services, unit: UnitId) -> Draft:
    return next(draft for draft in all_drafts(services, DocumentKind.SUB_PLAN) if draft.issuer == unit)


def test_no_fault_is_confirmed(services: Services, do: Do) -> None:
    """Every fault of words and of fields is told at once with where it is mended; the draft stays as it was."""
    before = drafted(services, JUSTICE)
    both = FAULTY.model_copy(update={"signer_name": "TS. Nguyễn Văn Mẫu"})
    with pytest.raises(FormatRefused) as refused:
        confirm_draft(services, key=before.key, dated=DAY, changes=both, actor=CLERK)
    told = {one.rule: (one.words, one.mend) for one in refused.value.notes}
    assert told == {
        "nd30.ladder.points": ("d) Hai việc.", "phần nội dung của dự thảo"),
        "nd30.signer.title": ("TS. Nguyễn Văn Mẫu", "ô “Họ và tên người ký”"),
    }
    assert drafted(services, JUSTICE) == before
    first = confirm_draft(services, key=before.key, dated=DAY, changes=MENDED, actor=CLERK)
    assert confirm_draft(services, key=before.key, dated=DAY, changes=MENDED, actor=CLERK) == first
    assert do(OperationKind.ISSUE_CONFIRMED, DAY).state is OperationState.SUCCEEDED
    assert [entry.key for entry in all_entries(services, DocumentKind.SUB_PLAN)] == [before.key]


def test_a_confirmed_draft_that_is_held_up_stops_no_other(services: Services, do: Do) -> None:
    """A draft confirmed before its fault was known takes no number; the run issues the others and tells it."""
    for unit in (POLICE, JUSTICE):
        confirm_draft(services, key=drafted(services, unit).key, dated=DAY, actor=CLERK)
    with services.registry.begin() as tx:
        held = drafted(services, POLICE)
        tx.drafts.replace(held.model_copy(update={"context": changed_context(held, FAULTY)}))
    ended = do(OperationKind.ISSUE_CONFIRMED, DAY)
    assert (ended.state, ended.error_code) == (OperationState.FAILED, "some-not-issued")
    assert "Đã ban hành 1 văn bản; 1 văn bản chưa ban hành được:\n- Công an tỉnh" in ended.message
    assert "“d” đứng sau “a)”" in ended.message
    assert [entry.issuer for entry in all_entries(services, DocumentKind.SUB_PLAN)] == [JUSTICE]
    assert drafted(services, POLICE).state is DraftState.CONFIRMED
    confirm_draft(services, key=held.key, dated=DAY, changes=MENDED, actor=CLERK)
    assert do(OperationKind.ISSUE_CONFIRMED, DAY).state is OperationState.SUCCEEDED
    assert {entry.issuer for entry in all_entries(services, DocumentKind.SUB_PLAN)} == {POLICE, JUSTICE}


def test_a_register_that_is_held_up_stops_no_other(services: Services, do: Do) -> None:
    """An agency whose name is faulty in the directory gets no register; the others get theirs, and it is named."""
    for unit in (POLICE, JUSTICE):
        report(unit, date(2024, 10, 30), services)
    do(OperationKind.ISSUE_CONFIRMED, date(2024, 10, 30))
    with services.registry.begin() as tx:
        unit = tx.units.directory().unit(POLICE)
        tx.units.keep([unit.model_copy(update={"letterhead": ("Công an tỉnh Đồng Nai",)})])
    ended = do(OperationKind.PRINT_REGISTERS, date(2024, 10, 30))
    assert (ended.state, ended.error_code) == (OperationState.FAILED, "some-not-issued")
    assert "Có sổ đăng ký văn bản đi của 2/3 cơ quan; 1 văn bản chưa ban hành được:\n- Công an tỉnh" in ended.message
    assert "Sửa tại: Danh mục đơn vị" in ended.message
    with services.registry.begin() as tx:
        tx.units.keep([unit])
    assert do(OperationKind.PRINT_REGISTERS, date(2024, 10, 30)).message.endswith("của 3 cơ quan; lập mới 1 sổ.")


def test_what_is_the_same_for_all_is_raised() -> None:
    """A store that does not answer and a newer attempt stop the run; what a person mends is put on the list."""
    held: list[HeldUp] = []
    with apart(held, "một"):
        raise Conflict("trùng", remedy="đổi ngày.")
    for error in (Unavailable("không trả lời"), StaleAttempt("có lần chạy mới")):
        with pytest.raises(type(error)), apart(held, "hai"):
            raise error
    told = SomeNotIssued("Đã ban hành 0 văn bản;", held)
    assert told.message == "Đã ban hành 0 văn bản; 1 văn bản chưa ban hành được:\n- một: trùng\n"
    assert told.remedy == "Đổi ngày."
