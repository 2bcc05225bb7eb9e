"""What must not be issued is refused before a number is taken, with every fault named by its check."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from doc_templates.word.extract import text_of
from models.award_checks import check_award
from models.awards.dossiers import dossier_id
from models.documents import DocumentKind, DraftState, IssueKey
from models.operations import OperationKind, OperationState
from models.organisation import UnitId
from tests.workflows.awards.conftest import (
    DECIDED,
    FORM,
    MET,
    PROPOSED,
    SUBMITTED,
    Ending,
    confirmed_decision,
    person,
    submit_all,
)
from tests.workflows.conftest import CLERK, DONG_NAI, all_drafts, all_entries
from workflows.services import Services
from workflows.steps.awards.award_case import award_case
from workflows.steps.awards.decisions import (
    AwardsRefused,
    confirm_decision,
    decision_in,
    draft_decision,
    plan_in,
    review_decision,
    tell_apart,
)
from workflows.steps.awards.dossiers import return_dossier, submit_dossier
from workflows.steps.awards.nominations import record_nomination
from workflows.steps.documents.composing import request_from
from workflows.steps.documents.issuing import rehearse

Context = dict[str, Any]
CAM_MY = UnitId("dong-nai.cam-my")
STP = UnitId("dong-nai.stp")


def _of(row: Context, **changes: object) -> Context:
    return row | changes


FAULTS: dict[str, tuple[str, Callable[[Context], Context]]] = {
    "one collective more in Điều 1": (
        "award-counts",
        lambda c: {"counts": c["counts"] | {"collectives": c["counts"]["collectives"] + 1}},
    ),
    "the sum is wrong": ("award-total", lambda c: {"total": c["total"] + 10_000}),
    "the sum in words is wrong": ("award-total-words", lambda _: {"total_words": "Một đồng"}),
    "an amount is wrong": (
        "award-amount",
        lambda c: {"nominees": [_of(c["nominees"][0], amount=3_510_000), *c["nominees"][1:]]},
    ),
    "somebody whom nobody proposed": (
        "award-not-proposed",
        lambda c: {"nominees": [*c["nominees"], _of(c["nominees"][-1], nominee=f"{STP}/cn-77", text="Ông Lạ")]},
    ),
    "a person twice": ("award-twice", lambda c: {"nominees": [*c["nominees"], c["nominees"][-1]]}),
    "a name written otherwise": (
        "award-list",
        lambda c: {"nominees": [*c["nominees"][:-1], _of(c["nominees"][-1], text="Ông Nguyễn Văn Khác")]},
    ),
    "somebody left out": ("award-list", lambda c: {"nominees": c["nominees"][:-1]}),
    "a decree out of force": (
        "award-basis-not-in-force",
        lambda c: {
            "bases": [
                *c["bases"],
                "Căn cứ Nghị định số 91/2017/NĐ-CP ngày 31 tháng 7 năm 2017 của Chính phủ quy định chi tiết thi hành"
                " một số điều của Luật Thi đua, khen thưởng",
            ]
        },
    ),
    "a proposal cited by another number": (
        "award-proposal-citation",
        lambda c: {"proposals": [_of(c["proposals"][0], code="99/TTr-STP"), *c["proposals"][1:]]},
    ),
}


@pytest.mark.stage("submitted")
def test_each_planted_fault_is_named_and_stops_the_issue(ending: Ending) -> None:
    """Every fault put into the frozen decision is found by its own check; no number is taken for any of them."""
    key = confirmed_decision(ending).key
    (clean,) = all_drafts(ending.services, DocumentKind.AWARD_DECISION)
    assert review_decision(ending.services, key=key).findings == ()
    for name, (code, plant) in FAULTS.items():
        put(ending.services, key, clean.context | plant(clean.context))
        found = {one.code for one in review_decision(ending.services, key=key).findings if one.refuses}
        assert code in found, name
    ended = ending.do(OperationKind.ISSUE_AWARDS, DECIDED)
    assert (ended.state, ended.error_code) == (OperationState.FAILED, "awards-refused")
    assert "99/TTr-STP" in ended.message
    assert all_entries(ending.services, DocumentKind.AWARD_DECISION) == ()


@pytest.mark.stage("submitted")
def test_a_template_that_prints_another_decisions_number_is_found(ending: Ending) -> None:
    """The caption is read off what the template prints, not off what it was given."""
    draft = confirmed_decision(ending)
    printed = text_of(rehearse(ending.services, request_from(draft, as_of=DECIDED)))
    with ending.services.registry.begin() as tx:
        plan = plan_in(tx, campaign_id=DONG_NAI, form=FORM, decided_on=DECIDED)
        context = decision_in(draft)
        cases = [
            award_case(tx, key=draft.key, context=context, plan=plan, text=text)
            for text in (printed, printed.replace("(Kèm theo Quyết định số 99999/", "(Kèm theo Quyết định số 1267/"))
        ]
    codes = [[one.code for one in check_award(case)] for case in cases]
    assert codes == [[], ["award-caption"]]


@pytest.mark.stage("submitted")
def test_a_dossier_sent_back_after_the_confirmation_stops_the_issue(ending: Ending) -> None:
    """What was confirmed on a dossier that has gone back to its unit is not issued."""
    confirmed_decision(ending)
    return_dossier(
        ending.services,
        dossier=dossier_id(campaign=DONG_NAI, unit=CAM_MY, form=FORM),
        reason="thiếu xác nhận",
        actor=CLERK,
        as_of=SUBMITTED,
    )
    ended = ending.do(OperationKind.ISSUE_AWARDS, DECIDED)
    assert ended.error_code == "dossiers-gone-back"
    assert "huyện Cẩm Mỹ (bị trả lại: thiếu xác nhận)" in ended.message
    assert all_entries(ending.services, DocumentKind.AWARD_DECISION) == ()


@pytest.mark.stage("papers")
def test_an_achievement_rewarded_already_is_refused(ending: Ending) -> None:
    """Whom an earlier decision awarded is not awarded again under another unit's name for him."""
    submit_all(ending, but=(CAM_MY,))
    confirmed_decision(ending)
    ending.do(OperationKind.ISSUE_AWARDS, DECIDED)
    again = person(STP, 1).model_copy(update={"name": "Nguyễn Văn Ân 1"})
    _propose_anew(ending, again)
    draft = draft_decision(ending.services, campaign_id=DONG_NAI, form=FORM, decided_on=DECIDED, actor=CLERK)
    with pytest.raises(AwardsRefused) as refused:
        confirm_decision(ending.services, key=draft.key, dated=DECIDED, actor=CLERK)
    assert [one.code for one in refused.value.findings] == ["award-rewarded-already"]


@pytest.mark.stage("papers")
def test_like_names_are_one_until_a_person_tells_them_apart(ending: Ending) -> None:
    """A name with other accents stops the decision; a person's word that they are two lets it go."""
    again = person(CAM_MY, 1).model_copy(update={"name": "Nguyễn Văn Mậu 1"})
    _propose_anew(ending, again)
    submit_all(ending, but=(CAM_MY,))
    draft = draft_decision(ending.services, campaign_id=DONG_NAI, form=FORM, decided_on=DECIDED, actor=CLERK)
    (finding,) = review_decision(ending.services, key=draft.key).findings
    assert finding.code == "award-twice"
    names = ("Nguyễn Văn Mẫu 1,", "Nguyễn Văn Mậu 1,")
    one, other = (row["nominee"] for row in draft.context["nominees"] if row["text"].startswith(names, len("Ông ")))
    tell_apart(ending.services, campaign_id=DONG_NAI, one=one, other=other, actor=CLERK, as_of=DECIDED)
    assert confirmed_decision(ending).state is DraftState.CONFIRMED


def put(services: Services, key: IssueKey, context: Context) -> None:
    with services.registry.begin() as tx:
        tx.drafts.replace(tx.drafts.get(key).model_copy(update={"context": context}))


def _propose_anew(ending: Ending, entry: Any, *, on: date = PROPOSED) -> None:
    """Let Cẩm Mỹ propose one more and bring its papers to the newest list."""
    record_nomination(
        ending.services, campaign_id=DONG_NAI, unit=CAM_MY, form=FORM, entry=entry, actor=CLERK, as_of=MET
    )
    ending.meet(CAM_MY, held_on=on)
    ending.report(CAM_MY)
    ending.confirm(DocumentKind.COUNCIL_MINUTES, on)
    ending.confirm(DocumentKind.ACHIEVEMENT_REPORT, on)
    ending.issue(on)
    ending.propose(CAM_MY)
    ending.confirm(DocumentKind.AWARD_PROPOSAL, on)
    ending.issue(on)
    submit_dossier(ending.services, campaign_id=DONG_NAI, unit=CAM_MY, form=FORM, actor=CLERK, as_of=SUBMITTED)
