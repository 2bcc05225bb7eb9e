"""The decision and its certificates: drafted from what was handed in, checked, issued once, printed in order."""

import io
from datetime import date

import pytest
from pypdf import PdfReader

from models.accounts import Scope
from models.awards.dossiers import DossierState
from models.documents import DocumentKind, DraftState
from models.operations import OperationKind, OperationState
from models.organisation import UnitId
from tests.workflows.awards.conftest import (
    DECIDED,
    FORM,
    SIX,
    Ending,
    confirmed_decision,
    submit_all,
)
from tests.workflows.conftest import CLERK, DONG_NAI, all_entries
from workflows.steps.awards.certificates import certificates_file
from workflows.steps.awards.decisions import NothingSubmitted, confirm_decision, draft_decision, review_decision
from workflows.steps.documents.requests import request_operation
from workflows.steps.documents.series import open_series
from workflows.steps.operations.progress import Work, WorkerStopping
from workflows.steps.work import STEPS

CAM_MY = UnitId("dong-nai.cam-my")
UBND = UnitId("dong-nai.ubnd")


@pytest.mark.stage("submitted")
def test_a_decision_awards_whom_the_dossiers_propose_in_order_with_money(ending: Ending) -> None:
    """Collectives first, amounts of the date, every proposal cited; the clean decision raises nothing."""
    draft = draft_decision(ending.services, campaign_id=DONG_NAI, form=FORM, decided_on=DECIDED, actor=CLERK)
    context = draft.context
    assert [row["kind"] for row in context["nominees"]] == ["collective"] * 8 + ["person"] * 12
    assert {row["amount"] for row in context["nominees"][:8]} == {7_020_000}
    assert context["total"] == 8 * 7_020_000 + 12 * 3_510_000
    assert context["total_words"] == "Chín mươi tám triệu hai trăm tám mươi nghìn đồng"
    assert len(context["proposals"]) == 6
    assert context["authority"] == ["CHỦ TỊCH"]
    assert context["authority_line"] == "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH ĐỒNG NAI"
    review = review_decision(ending.services, key=draft.key)
    assert review.findings == ()
    assert "no-provincial-basis" in {one.code for one in review.notes}


@pytest.mark.stage("submitted")
def test_decision_certificates_and_print_run_come_in_one_run(ending: Ending) -> None:
    """One decision of the committee's QĐ series, twenty certificates that show it, one file to print, all closed."""
    open_series(ending.services, agency=UBND, scheme="QĐ", year=2024, opening=3512, actor=CLERK, as_of=DECIDED)
    confirmed_decision(ending)
    ended = ending.do(OperationKind.ISSUE_AWARDS, DECIDED)
    assert ended.state is OperationState.SUCCEEDED
    assert ended.message == "Đã ban hành Quyết định số 3512/QĐ-UBND; có 20 bằng."
    (decision,) = all_entries(ending.services, DocumentKind.AWARD_DECISION)
    certificates = all_entries(ending.services, DocumentKind.CERTIFICATE)
    assert len(certificates) == 20
    assert {one.context["decision_code"] for one in certificates} == {"3512/QĐ-UBND"}
    assert {one.issued_on for one in certificates} == {DECIDED}
    places = {one.context["nominee"]: one.context["golden_book"] for one in certificates}
    assert [places[row["nominee"]] for row in decision.context["nominees"]] == list(range(1, 21))
    printed = certificates_file(ending.services, decision_id=decision.id, scope=Scope())
    assert len(PdfReader(io.BytesIO(printed.data)).pages) == 20
    with ending.services.registry.begin() as tx:
        assert {one.state for one in tx.dossiers.list(DONG_NAI)} == {DossierState.CLOSED}


@pytest.mark.stage("submitted")
def test_issuing_again_adds_nothing(ending: Ending) -> None:
    """The same confirmation and the same run a second time leave the register as it was."""
    confirmed_decision(ending)
    ending.do(OperationKind.ISSUE_AWARDS, DECIDED)
    before = all_entries(ending.services)
    assert confirmed_decision(ending).state is DraftState.ISSUED
    ending.do(OperationKind.ISSUE_AWARDS, DECIDED)
    assert all_entries(ending.services) == before


@pytest.mark.stage("submitted")
def test_killed_between_two_certificates_it_goes_on(ending: Ending) -> None:
    """The next attempt keeps the decision's number and makes the certificates that are missing."""
    confirmed_decision(ending)
    asked = request_operation(
        ending.services, kind=OperationKind.ISSUE_AWARDS, campaign_id=DONG_NAI, as_of=DECIDED, actor=CLERK
    )
    with ending.services.registry.begin() as tx:
        operation = tx.operations.start(asked.id, attempt=asked.attempt)
    looks = iter(range(1000))
    with pytest.raises(WorkerStopping):
        STEPS[OperationKind.ISSUE_AWARDS](
            Work(services=ending.services, operation=operation, stopping=lambda: next(looks) >= 8)
        )
    (decision,) = all_entries(ending.services, DocumentKind.AWARD_DECISION)
    assert 0 < len(all_entries(ending.services, DocumentKind.CERTIFICATE)) < 20
    STEPS[OperationKind.ISSUE_AWARDS](Work(services=ending.services, operation=operation))
    assert len(all_entries(ending.services, DocumentKind.CERTIFICATE)) == 20
    assert all_entries(ending.services, DocumentKind.AWARD_DECISION) == (decision,)


@pytest.mark.stage("papers")
def test_a_late_dossier_gets_a_decision_of_its_own(ending: Ending) -> None:
    """Who was handed in after the first decision is awarded by a second one, and nobody twice."""
    submit_all(ending, but=(CAM_MY,))
    confirmed_decision(ending)
    ending.do(OperationKind.ISSUE_AWARDS, DECIDED)
    submit_all(ending)
    later = date(2024, 12, 27)
    confirmed_decision(ending, dated=later)
    ending.do(OperationKind.ISSUE_AWARDS, later)
    first, second = all_entries(ending.services, DocumentKind.AWARD_DECISION)
    assert (len(first.context["nominees"]), len(second.context["nominees"])) == (17, 3)
    assert len(all_entries(ending.services, DocumentKind.CERTIFICATE)) == 20


@pytest.mark.stage("submitted")
def test_money_and_bases_follow_the_date_that_is_confirmed(ending: Ending) -> None:
    """A draft of June 2025 confirmed for July 2025 takes the rule set and bases of July."""
    draft = draft_decision(ending.services, campaign_id=DONG_NAI, form=FORM, decided_on=date(2025, 6, 30), actor=CLERK)
    confirmed = confirm_decision(
        ending.services, key=draft.key, dated=date(2025, 7, 1), actor=CLERK, request_issue=False
    )
    assert any("98/2023/NĐ-CP" in basis for basis in draft.context["bases"])
    assert any("152/2025/NĐ-CP" in basis for basis in confirmed.context["bases"])


def test_without_a_dossier_there_is_nothing_to_decide(ending: Ending) -> None:
    """No draft is made before the first dossier is handed in."""
    ending.nominate(next(iter(SIX)))
    with pytest.raises(NothingSubmitted):
        draft_decision(ending.services, campaign_id=DONG_NAI, form=FORM, decided_on=DECIDED, actor=CLERK)
