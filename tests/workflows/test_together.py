"""Acts at the same moment: what one person writes never takes away what another one wrote."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from datetime import date
from threading import Barrier

import pytest

from models.campaign import CampaignState
from models.documents import DocumentKind
from models.operations import OperationKind, OperationState
from models.organisation import UnitId
from models.ports import Transaction
from tests.workflows.conftest import CLERK, DONG_NAI, PLAN_DAY, all_entries, doing, plan_text, prepared
from workflows.services import Services
from workflows.steps.campaigns.campaign_law import pin_regulation
from workflows.steps.campaigns.campaigns import PlanAlreadyIssued, fill_gap
from workflows.steps.campaigns.plan_renewal import renew_plan
from workflows.steps.campaigns.unit_days import ChangedMeanwhile, UnitDayChange, change_unit_days
from workflows.steps.documents.requests import request_operation
from workflows.steps.pages.gaps import gaps_page
from workflows.steps.work import run_operation

JUSTICE = UnitId("dong-nai.stp")
LONG_ENOUGH = 1.0
"""Seconds in which an act that waits for nobody has long read what it goes by."""


@contextmanager
def meanwhile(services: Services, act: Callable[[], object]) -> Iterator[tuple[Transaction, Future[object]]]:
    """Begin an act in a transaction that holds the campaign, while another one is asked for by somebody else."""
    with ThreadPoolExecutor(1) as other:
        with services.registry.begin() as tx:
            tx.campaigns.get(DONG_NAI, to_change=True)
            asked = other.submit(act)
            wait([asked], timeout=LONG_ENOUGH)
            yield tx, asked
        wait([asked], timeout=30)


def pin(services: Services) -> None:
    pin_regulation(services, campaign_id=DONG_NAI, regulation="nd-98-2023", actor=CLERK, as_of=PLAN_DAY, note="thử")


def renew(services: Services) -> None:
    text = plan_text("dong_nai_2024.yaml").replace("  - Các sở, ban, ngành\n", "  - Các sở, ban, ngành tỉnh\n", 1)
    renew_plan(services, campaign_id=DONG_NAI, plan_text=text, file_name="sua.yaml", actor=CLERK, as_of=PLAN_DAY)


def test_a_rule_set_that_is_pinned_takes_no_other_change_back(services: Services) -> None:
    """A campaign that is launched while its rule set is pinned stays launched, and the rule set stands."""
    prepared(services)
    with meanwhile(services, lambda: pin(services)) as (tx, asked):
        campaign = tx.campaigns.get(DONG_NAI)
        tx.campaigns.update(campaign.model_copy(update={"state": CampaignState.LAUNCHED}))
    asked.result()
    with services.registry.begin() as tx:
        campaign = tx.campaigns.get(DONG_NAI)
    assert (campaign.state, campaign.regulation) == (CampaignState.LAUNCHED, "nd-98-2023")


def test_a_plan_with_its_number_is_past_changing(services: Services) -> None:
    """Between the plan's number and its launch no file takes its place, and nothing that it prints is answered anew."""
    prepared(services)
    doing(services)(OperationKind.ISSUE_PLAN, PLAN_DAY)
    with services.registry.begin() as tx:  # as a worker leaves it that dies before the launch
        campaign = tx.campaigns.get(DONG_NAI)
        tx.campaigns.update(campaign.model_copy(update={"state": CampaignState.PREPARING}))
    with pytest.raises(PlanAlreadyIssued):
        renew(services)
    with pytest.raises(PlanAlreadyIssued):
        fill_gap(
            services, campaign_id=DONG_NAI, path="document.date", value=date(2024, 6, 26), actor=CLERK, as_of=PLAN_DAY
        )


def test_a_plan_mended_while_it_is_issued_is_printed_as_mended(services: Services) -> None:
    """What is renewed between the composition and the number is what gets the number: paper and file say the same."""
    prepared(services)
    told: list[int] = []

    def meanwhile_renewed() -> bool:
        told.append(1)
        if len(told) == 2:  # composed, and not numbered yet
            renew(services)
        return False

    run = request_operation(services, kind=OperationKind.ISSUE_PLAN, campaign_id=DONG_NAI, as_of=PLAN_DAY, actor=CLERK)
    ended = run_operation(services, operation_id=run.id, attempt=run.attempt, stopping=meanwhile_renewed)
    assert ended is not None
    assert ended.state is OperationState.SUCCEEDED
    (entry,) = all_entries(services, DocumentKind.CAMPAIGN_PLAN)
    assert "Các sở, ban, ngành tỉnh" in entry.recipients


def test_two_who_set_one_units_day_are_told_apart(services: Services) -> None:
    """Who waited for another one's day of the same unit is told of it instead of replacing it unseen."""
    prepared(services)

    def set_day(day: date) -> int:
        return change_unit_days(
            services,
            campaign_id=DONG_NAI,
            obligation_id="O6",
            changes=[UnitDayChange(unit=JUSTICE, before=None, after=day)],
            actor=CLERK,
            as_of=PLAN_DAY,
            note="thử",
        )

    start = Barrier(2)

    def clerk(day: date) -> str:
        start.wait(30)
        try:
            return f"{set_day(day)} ngày"
        except ChangedMeanwhile:
            return "đã đổi"

    with ThreadPoolExecutor(2) as clerks:
        told = sorted(clerks.map(clerk, (date(2024, 9, 1), date(2024, 9, 2))))
    assert told == ["1 ngày", "đã đổi"]


def test_an_issued_plan_is_asked_for_no_number(services: Services) -> None:
    """Its number stands in the register: nobody is asked for one any more, and none is taken in."""
    prepared(services)
    doing(services)(OperationKind.ISSUE_PLAN, PLAN_DAY)
    page = gaps_page(services, campaign_id=DONG_NAI)
    assert "document.number" not in {one.gap.path for group in page.groups for one in group.gaps}
    with pytest.raises(PlanAlreadyIssued):
        fill_gap(services, campaign_id=DONG_NAI, path="document.number", value="55", actor=CLERK, as_of=PLAN_DAY)
