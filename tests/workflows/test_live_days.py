"""A live campaign takes no day that has not come, whoever asks; a replay takes any day."""

from datetime import date, datetime, timedelta

import pytest

from models.campaign import Clock
from models.documents import DocumentKind
from models.operations import OperationKind
from models.organisation import UnitId
from tests.workflows.conftest import (
    ANSWERS,
    CLERK,
    DONG_NAI,
    PLAN_DAY,
    all_drafts,
    all_entries,
    doing,
    issued_plan,
    prepared,
    report,
)
from workflows.services import Services
from workflows.steps.campaigns.live_days import VIET_NAM, DayAhead
from workflows.steps.confirming import confirm_draft
from workflows.steps.reporting.reports import record_progress


def ahead() -> date:
    """Return the day after tomorrow, so that a midnight during the test changes nothing."""
    return datetime.now(VIET_NAM).date() + timedelta(days=2)


def note_progress(services: Services, day: date) -> None:
    record_progress(
        services,
        campaign_id=DONG_NAI,
        obligation_id="O1",
        unit=UnitId("dong-nai.stp"),
        due=None,
        handed_in=day,
        note="",
        actor=CLERK,
    )


@pytest.mark.parametrize("params", [{"date": ahead().isoformat()}, {}], ids=["given now", "stated by the plan"])
def test_a_live_plan_bears_no_day_to_come(services: Services, params: dict[str, str]) -> None:
    """Neither the day given with the step nor the one filled into the plan may lie ahead; nothing is numbered."""
    stated = {} if params else {"document.date": ahead().isoformat()}
    prepared(services, clock=Clock.LIVE, answers=ANSWERS | stated)
    with pytest.raises(DayAhead, match="chưa đến"):
        doing(services)(OperationKind.ISSUE_PLAN, PLAN_DAY, **params)
    assert all_entries(services) == ()


def test_a_live_campaign_takes_no_day_to_come(services: Services) -> None:
    """A sub-plan, a report, a hand-in and a sweep are refused alike, and none of them leaves anything behind."""
    do = issued_plan(services, clock=Clock.LIVE)
    do(OperationKind.DISTRIBUTE_SUB_PLANS, date(2024, 6, 26))
    draft = all_drafts(services, DocumentKind.SUB_PLAN)[0]
    with pytest.raises(DayAhead):
        confirm_draft(services, key=draft.key, dated=ahead(), actor=CLERK)
    with pytest.raises(DayAhead):
        report("dong-nai.snv", ahead(), services)
    with pytest.raises(DayAhead):
        note_progress(services, ahead())
    with pytest.raises(DayAhead):
        do(OperationKind.SWEEP_DEADLINES, ahead())
    assert all_drafts(services, DocumentKind.UNIT_FINAL_REPORT) == ()
    assert draft in all_drafts(services, DocumentKind.SUB_PLAN)


def test_a_replay_takes_any_day(services: Services) -> None:
    """A story may be told ahead of its time."""
    issued_plan(services)
    assert report("dong-nai.snv", ahead(), services).dated == ahead()
