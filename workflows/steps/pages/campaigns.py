"""Campaigns as pages list and head them."""

from datetime import date

from models.accounts import Scope
from models.base import Value
from models.campaign import Campaign, CampaignState, Clock
from models.documents import CampaignId, DocumentKind, DocumentRecord, EntryState
from models.organisation import UnitId
from models.plan import Plan, printed
from models.plan.days import PartialDate
from models.ports import DocumentFilter, Transaction
from workflows.services import Services
from workflows.steps.campaigns.campaigns import effective_plan

_PREPARATION = (
    "campaign.created",
    "gap.filled",
    "operation.requested",
    "series.opened",
    "group.joined",
    "regulation.pinned",
    "plan.renewed",
    "template.chosen",
    "archive.verified",
)


class CampaignHead(Value):
    """What stands at the head of every page of a campaign."""

    campaign: Campaign
    issuer_name: str
    lead_name: str
    subject: str
    """The plan's trích yếu."""
    period: str
    """From when to when the movement runs, as the plan says it."""
    plan_record: DocumentRecord | None
    """The plan's register entry once it is issued."""
    work_day: date
    """The business date that the page is about."""
    today: date

    @property
    def replay(self) -> bool:
        """Tell whether only given dates move the campaign."""
        return self.campaign.clock is Clock.REPLAY

    @property
    def launched(self) -> bool:
        """Tell whether the plan has been issued."""
        return self.campaign.state is not CampaignState.PREPARING


def campaign_heads(services: Services, *, today: date) -> tuple[CampaignHead, ...]:
    """Return every campaign, newest first."""
    with services.registry.begin() as tx:
        return tuple(head_in(tx, campaign.id, today=today) for campaign in tx.campaigns.list())


def campaign_head(services: Services, *, campaign_id: CampaignId, today: date, day: date | None = None) -> CampaignHead:
    """Return one campaign's head for a day (its own working day where none is asked for)."""
    with services.registry.begin() as tx:
        return head_in(tx, campaign_id, today=today, day=day)


def head_in(tx: Transaction, campaign_id: CampaignId, *, today: date, day: date | None = None) -> CampaignHead:
    """Return the head within a transaction that is already open."""
    campaign = tx.campaigns.get(campaign_id)
    plan = effective_plan(tx, campaign_id)
    names = {unit.id: unit.name for unit in tx.units.directory()}
    return CampaignHead(
        campaign=campaign,
        issuer_name=names.get(campaign.issuer, campaign.issuer),
        lead_name=names.get(campaign.lead, campaign.lead),
        subject=printed(plan).document.subject,
        period=spoken_period(plan.movement.start, plan.movement.end),
        plan_record=plan_record(tx, campaign_id),
        work_day=day or working_day(tx, campaign, plan, today=today),
        today=today,
    )


def plan_record(tx: Transaction, campaign_id: CampaignId) -> DocumentRecord | None:
    """Return the register entry of the campaign's plan, if it is issued."""
    where = DocumentFilter(campaign_id=campaign_id, kind=DocumentKind.CAMPAIGN_PLAN, state=EntryState.ISSUED)
    return next(iter(tx.register.list(where, scope=Scope(), limit=1)), None)


def working_day(tx: Transaction, campaign: Campaign, plan: Plan, *, today: date) -> date:
    """Return the business date to start from: today for a live campaign, else the last day of its replayed story.

    Before anything has happened in a replay that is the plan's date, or the day its words are read on.
    """
    if campaign.clock is Clock.LIVE:
        return today
    happened = tx.events.last_day(campaign.id, but=_PREPARATION)
    if happened is not None:
        return happened
    return min(today, plan.reference_day) if plan.reference_day > date.min else today


def spoken_period(start: PartialDate | None, end: PartialDate | None) -> str:
    """Return ``từ tháng 6/2024 đến 31/10/2024``, with what is known."""
    parts = [f"từ {start.spoken}" if start else "", f"đến {end.spoken}" if end else ""]
    return " ".join(part for part in parts if part) or "văn bản gốc không nêu"


def unit_name_in(tx: Transaction, unit: UnitId) -> str:
    """Return a unit's name, or its id where the directory does not have it."""
    return next((known.name for known in tx.units.directory() if known.id == unit), unit)
