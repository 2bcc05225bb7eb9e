"""A campaign's deadlines: computed from plan, answers, directory and groups, never stored."""

from collections.abc import Iterable
from datetime import date

from models.campaign import Filling, Submission
from models.deadlines import AssessedDeadline, Deadline, assess, expand, horizon
from models.documents import CampaignId
from models.ports import Transaction
from workflows.services import Services
from workflows.steps.campaigns.campaigns import printed_plan


def campaign_deadlines(
    tx: Transaction, campaign_id: CampaignId, *, until: date | None = None, answers: Iterable[Filling] = ()
) -> tuple[Deadline, ...]:
    """Return every deadline up to ``until``, all that the plan will ever ask where it is absent.

    ``answers`` count as if they were given already.
    """
    plan = printed_plan(tx, campaign_id, answers=answers)
    return expand(
        plan,
        directory=tx.units.directory(),
        memberships=tx.campaigns.memberships(campaign_id),
        until=until or horizon(plan),
    )


def assess_campaign(
    services: Services, *, campaign_id: CampaignId, as_of: date, until: date | None = None
) -> tuple[AssessedDeadline, ...]:
    """Return a campaign's deadlines as they stood on ``as_of``, each with its status and the reason."""
    with services.registry.begin() as tx:
        return assessed_in(tx, campaign_id=campaign_id, as_of=as_of, until=until)


def assessed_in(
    tx: Transaction, *, campaign_id: CampaignId, as_of: date, until: date | None = None, answers: Iterable[Filling] = ()
) -> tuple[AssessedDeadline, ...]:
    """Return the same within an act's transaction, with ``answers`` as if they were given already."""
    deadlines = campaign_deadlines(tx, campaign_id, until=until, answers=answers)
    submissions: tuple[Submission, ...] = tx.submissions.list(campaign_id)
    return assess(deadlines, submissions=submissions, as_of=as_of)
