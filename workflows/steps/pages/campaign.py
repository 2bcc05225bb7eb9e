"""One campaign's page: where it stands on a day, what comes next, what needs an eye."""

from datetime import date

from models.accounts import Scope
from models.base import Value
from models.deadlines import DeadlineStatus
from models.documents import CampaignId
from models.plan_checks import PlanWarning, check_plan
from workflows.services import Services
from workflows.steps.campaigns.campaigns import effective_plan
from workflows.steps.campaigns.windows import sweep_start
from workflows.steps.pages.campaigns import CampaignHead, head_in
from workflows.steps.pages.deadlines import count_statuses, seen_deadlines
from workflows.steps.pages.gaps import gaps_in, groups_in
from workflows.steps.pages.next_steps import NextStep, facts_in, next_steps
from workflows.steps.pages.operations import OperationView, campaign_operations
from workflows.steps.pages.plan_format import plan_format_page
from workflows.steps.pages.timeline import TimelineItem, timeline_in


class CampaignPage(Value):
    """What every reader of a campaign sees."""

    head: CampaignHead
    counts: tuple[tuple[DeadlineStatus, int], ...]
    timeline: tuple[TimelineItem, ...]


class OfficePage(CampaignPage):
    """What the office and the Board see besides."""

    steps: tuple[NextStep, ...]
    operations: tuple[OperationView, ...]
    warnings: tuple[PlanWarning, ...]
    plan_number: str
    """What stands in the number's field when the plan is to be issued: an answer given, or nothing."""
    plan_date: str
    """What stands in the date's field: the plan's date where it is known, as 25/06/2024."""
    sweep_from: date
    """Where the next sweep begins: the last one's end, else the plan's date."""


def campaign_page(
    services: Services, *, campaign_id: CampaignId, today: date, day: date | None, scope: Scope
) -> CampaignPage:
    """Return a campaign as it stood on a day, with what the reader may see of deadlines and documents."""
    with services.registry.begin() as tx:
        head = head_in(tx, campaign_id, today=today, day=day)
        plan = effective_plan(tx, campaign_id)
        known = seen_deadlines(tx, campaign_id, as_of=head.work_day, scope=scope)
        return CampaignPage(
            head=head,
            counts=count_statuses(known),
            timeline=timeline_in(tx, campaign_id, plan=plan, deadlines=known, as_of=head.work_day, scope=scope),
        )


def office_page(services: Services, *, campaign_id: CampaignId, today: date, day: date | None) -> OfficePage:
    """Return the same with the steps, the operations and the plan's warnings."""
    seen = campaign_page(services, campaign_id=campaign_id, today=today, day=day, scope=Scope())
    plan_format = plan_format_page(services, campaign_id=campaign_id, as_of=seen.head.work_day)
    with services.registry.begin() as tx:
        plan = effective_plan(tx, campaign_id)
        facts = facts_in(
            tx,
            campaign_id,
            plan=plan,
            as_of=seen.head.work_day,
            gaps=gaps_in(tx, campaign_id),
            groups=groups_in(tx, campaign_id, day=seen.head.work_day),
            templates=services.templates,
            plan_format=plan_format.told,
        )
        return OfficePage(
            head=seen.head,
            counts=seen.counts,
            timeline=seen.timeline,
            steps=next_steps(tx, facts),
            operations=campaign_operations(tx, campaign_id),
            warnings=check_plan(plan, directory=tx.units.directory()),
            plan_number=str(plan.document.number) if isinstance(plan.document.number, int) else "",
            plan_date=plan.dated.strftime("%d/%m/%Y") if plan.dated else "",
            sweep_from=sweep_start(tx, campaign_id, today=seen.head.work_day),
        )
