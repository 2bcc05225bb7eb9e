"""A campaign under a rule set that a person set for it: money, papers and warnings follow, until it is decided."""

from datetime import date

import pytest

from models.awards.nominees import NomineeKind
from models.awards.regulations import NoRule
from models.operations import OperationKind
from tests.workflows.awards.conftest import DECIDED, FORM, LATE, SUBMITTED, Ending, confirmed_decision
from tests.workflows.conftest import CLERK, DONG_NAI
from workflows.steps.awards.decisions import draft_decision, plan_in, review_decision
from workflows.steps.awards.dossiers import campaign_dossiers
from workflows.steps.campaigns.campaign_law import AlreadyDecided, pin_regulation, regulation_for

OLD, OF_DAY = "nd-91-2017", "nd-98-2023"


def pin(ending: Ending, regulation: str | None) -> None:
    pin_regulation(
        ending.services,
        campaign_id=DONG_NAI,
        regulation=regulation,
        actor=CLERK,
        as_of=SUBMITTED,
        note="điều khoản chuyển tiếp",
    )


def each(ending: Ending, kind: NomineeKind) -> int:
    """Return the money of one award as a decision of the day would state it."""
    draft = draft_decision(ending.services, campaign_id=DONG_NAI, form=FORM, decided_on=DECIDED, actor=CLERK)
    review = review_decision(ending.services, key=draft.key)
    warned = [one.code for one in (*review.findings, *review.notes)]
    assert ("regulation-pinned" in warned) == (in_force(ending)[0] == OLD)
    assert [one for one in review.findings if one.refuses] == []
    with ending.services.registry.begin() as tx:
        plan = plan_in(tx, campaign_id=DONG_NAI, form=FORM, decided_on=DECIDED)
    return next(line.each for line in plan.money if line.kind is kind)


def in_force(ending: Ending, day: date = DECIDED) -> tuple[str, bool]:
    regulation, pinned = regulation_for(ending.services, campaign_id=DONG_NAI, as_of=day)
    return regulation.id, pinned


@pytest.mark.stage("submitted")
def test_money_and_papers_follow_the_pinned_rule_set(ending: Ending) -> None:
    """The pinned coefficients are taken with the base salary of the day, and the decision says so; unpinned, not."""
    assert in_force(ending) == (OF_DAY, False)
    assert each(ending, NomineeKind.PERSON) == 3_510_000
    pin(ending, OLD)
    assert in_force(ending) == (OLD, True)
    assert each(ending, NomineeKind.PERSON) == 2_340_000
    views = campaign_dossiers(ending.services, campaign_id=DONG_NAI, as_of=SUBMITTED)
    assert {view.regulation for view in views} == {OLD}
    pin(ending, None)
    assert each(ending, NomineeKind.PERSON) == 3_510_000


@pytest.mark.stage("one report late")
def test_a_campaign_keeps_its_rule_set_when_the_law_changes(ending: Ending) -> None:
    """Pinned to the decree of its beginning, a dossier handed in under the next one still goes by the first."""
    after = date(2025, 8, 1)
    assert in_force(ending, after) == ("nd-152-2025", False)
    pin(ending, OF_DAY)
    assert in_force(ending, after) == (OF_DAY, True)
    views = campaign_dossiers(ending.services, campaign_id=DONG_NAI, as_of=after)
    assert {view.regulation for view in views} == {OF_DAY}
    assert any(str(item.nominee) == LATE for view in views for item in view.items if item.is_open)


@pytest.mark.stage("submitted")
def test_what_was_decided_is_past_changing(ending: Ending) -> None:
    """Once the decision has its number another rule set is refused; the same one again is no news."""
    pin(ending, OF_DAY)
    confirmed_decision(ending)
    ending.do(OperationKind.ISSUE_AWARDS, DECIDED)
    pin(ending, OF_DAY)
    with pytest.raises(AlreadyDecided):
        pin(ending, OLD)
    with ending.services.registry.begin() as tx:
        told = [one.data for one in tx.events.list(DONG_NAI, kinds=("regulation.pinned",))]
    assert told == [{"regulation": OF_DAY, "before": None, "note": "điều khoản chuyển tiếp"}]


def test_an_unknown_rule_set_is_refused_with_those_there_are(ending: Ending) -> None:
    """A slip of the pen pins nothing."""
    with pytest.raises(NoRule, match="nd-91-2017, nd-98-2023, nd-152-2025"):
        pin(ending, "nd-98")
    assert in_force(ending) == (OF_DAY, False)
