"""What breaks the State's format gets no number and stops nothing else; what a person keeps of it, and what never."""

from datetime import date

import pytest

from models.accounts import Account, Role
from models.documents import DocumentKind, Draft, DraftState
from models.errors import Conflict, Forbidden, Unavailable
from models.operations import OperationKind, OperationState, StaleAttempt
from models.organisation import UnitId
from models.waivers import NoReasonToKeep, WaiverWish
from tests.workflows.conftest import CLERK, DONG_NAI, PLAN_DAY, Do, all_drafts, all_entries, issued_plan, report
from workflows.services import Services
from workflows.steps.confirming import DraftChanges, confirm_draft
from workflows.steps.documents.plan_format import keep_plan_wording
from workflows.steps.files.format_files import FormatRefused
from workflows.steps.operations.held_up import HeldUp, SomeNotIssued, apart
from workflows.steps.pages.previews import draft_look

HANDED_OUT, DAY = date(2024, 6, 26), date(2024, 7, 1)
POLICE, JUSTICE = UnitId("dong-nai.cat"), UnitId("dong-nai.stp")
FAULTY = DraftChanges(body="# I. NHIỆM VỤ\na) Một việc;\nd) Hai việc.\nHết.")
REASON = WaiverWish(reason="Giữ cách đánh số của văn bản gốc.")


@pytest.fixture
def do(services: Services) -> Do:
    """Return how to go on after the sub-plans were handed out."""
    done = issued_plan(services)
    done(OperationKind.DISTRIBUTE_SUB_PLANS, HANDED_OUT)
    return done


def drafted(services: Services, unit: UnitId) -> Draft:
    return next(draft for draft in all_drafts(services, DocumentKind.SUB_PLAN) if draft.issuer == unit)


def test_a_fault_of_words_is_kept_only_with_a_reason(services: Services, do: Do) -> None:
    """Without a reason nothing is confirmed; with one the draft says who keeps which fault, and so does the entry."""
    key = drafted(services, POLICE).key
    with pytest.raises(FormatRefused):
        confirm_draft(services, key=key, dated=DAY, changes=FAULTY, actor=CLERK)
    with pytest.raises(NoReasonToKeep):
        confirm_draft(services, key=key, dated=DAY, changes=FAULTY, keep=WaiverWish(reason=" ./"), actor=CLERK)
    assert drafted(services, POLICE).state is DraftState.DRAFTED
    first = confirm_draft(services, key=key, dated=DAY, changes=FAULTY, keep=REASON, actor=CLERK)
    again = confirm_draft(services, key=key, dated=DAY, changes=FAULTY, keep=REASON, actor=CLERK)
    assert first == again
    assert first.waiver is not None
    assert [(one.rule, one.words) for one in first.waiver.faults] == [("nd30.ladder.points", "d) Hai việc.")]
    assert do(OperationKind.ISSUE_CONFIRMED, DAY).state is OperationState.SUCCEEDED
    (entry,) = all_entries(services, DocumentKind.SUB_PLAN)
    assert entry.waiver == first.waiver
    assert confirm_draft(services, key=key, dated=DAY, changes=FAULTY, actor=CLERK).state is DraftState.ISSUED
    with services.registry.begin() as tx:
        told = [one for one in tx.events.list(DONG_NAI) if one.kind == "draft.confirmed"]
    assert [one.data["waiver"]["reason"] for one in told] == ["Giữ cách đánh số của văn bản gốc."]


def test_only_the_very_fault_is_kept(services: Services, do: Do) -> None:
    """Other words, a second fault, or a fault of a field are not covered by what was ticked before."""
    key = drafted(services, JUSTICE).key
    with pytest.raises(FormatRefused) as refused:
        confirm_draft(services, key=key, dated=DAY, changes=FAULTY, actor=CLERK)
    marks = tuple(one.wording.mark for one in refused.value.notes if one.wording)
    ticked = WaiverWish(reason=REASON.reason, marks=marks)
    for changed in (
        FAULTY.model_copy(update={"body": "# I. NHIỆM VỤ\na) Một việc;\nd) Ba việc.\nHết."}),
        FAULTY.model_copy(update={"body": f"{FAULTY.body}\n# III. KẾT\nXong."}),
        FAULTY.model_copy(update={"signer_name": "TS. Nguyễn Văn Mẫu"}),
    ):
        with pytest.raises(FormatRefused) as still:
            confirm_draft(services, key=key, dated=DAY, changes=changed, keep=ticked, actor=CLERK)
        assert len(still.value.notes) == 1
    learned = FAULTY.model_copy(update={"signer_name": "TS. Nguyễn Văn Mẫu"})
    with pytest.raises(FormatRefused, match="học hàm"):
        confirm_draft(services, key=key, dated=DAY, changes=learned, keep=REASON, actor=CLERK)


def test_nobody_else_may_keep_it(services: Services, do: Do) -> None:
    """Only who may confirm the draft may keep its words; only the office those of the plan."""
    with services.registry.begin() as tx:
        tx.accounts.add(
            Account(name="camy", display_name="camy", role=Role.UNIT, unit=UnitId("dong-nai.cam-my"), password_hash="x")
        )
    with pytest.raises(Forbidden):
        confirm_draft(services, key=drafted(services, POLICE).key, dated=DAY, changes=FAULTY, keep=REASON, actor="camy")
    with pytest.raises(Forbidden):
        keep_plan_wording(services, campaign_id=DONG_NAI, keep=REASON, actor="camy", as_of=PLAN_DAY)


def test_a_confirmed_draft_that_is_held_up_stops_no_other(services: Services, do: Do) -> None:
    """A draft confirmed before its fault was known takes no number; the run issues the others and tells it."""
    for unit in (POLICE, JUSTICE):
        confirm_draft(services, key=drafted(services, unit).key, dated=DAY, changes=FAULTY, keep=REASON, actor=CLERK)
    with services.registry.begin() as tx:
        tx.drafts.replace(drafted(services, POLICE).model_copy(update={"waiver": None}))
    ended = do(OperationKind.ISSUE_CONFIRMED, DAY)
    assert (ended.state, ended.error_code) == (OperationState.FAILED, "some-not-issued")
    assert "Đã ban hành 1 văn bản; 1 văn bản chưa ban hành được:\n- Công an tỉnh" in ended.message
    assert "“d” đứng sau “a)”" in ended.message
    assert [entry.issuer for entry in all_entries(services, DocumentKind.SUB_PLAN)] == [JUSTICE]
    held = drafted(services, POLICE)
    confirm_draft(services, key=held.key, dated=DAY, changes=FAULTY, keep=REASON, actor=CLERK)
    assert do(OperationKind.ISSUE_CONFIRMED, DAY).state is OperationState.SUCCEEDED


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


def test_what_was_kept_is_offered_again(services: Services, do: Do) -> None:
    """A confirmed draft that is looked at again has its earlier faults ticked and the reason beside them."""
    draft = confirm_draft(
        services, key=drafted(services, POLICE).key, dated=DAY, changes=FAULTY, keep=REASON, actor=CLERK
    )
    look = draft_look(services, draft=draft)
    assert (look.must_mend, look.open_wording) == ((), ())
    assert look.chosen == tuple(one.wording.mark for one in look.wording if one.wording)
    assert draft_look(services, draft=drafted(services, JUSTICE)).chosen == ()


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
