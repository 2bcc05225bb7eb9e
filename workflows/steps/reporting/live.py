"""Which live campaigns want a sweep today. Replay campaigns are never touched here."""

from datetime import date

from models.campaign import Campaign, CampaignState, Clock
from models.events import Event
from models.operations import Operation, OperationKind
from models.ports import Transaction
from workflows.services import Services
from workflows.steps.campaigns import windows
from workflows.steps.documents.requests import request_in

SCHEDULE = "lịch tự động"
"""Who asks, in the log."""


def request_live_sweeps(services: Services, *, today: date) -> tuple[Operation, ...]:
    """Ask for a sweep up to ``today`` of each live campaign that had none today, or whose plan moved since."""
    with services.registry.begin() as tx:
        return tuple(
            _request(tx, campaign, today)
            for campaign in tx.campaigns.list(state=CampaignState.LAUNCHED)
            if campaign.clock is Clock.LIVE and _wants_sweep(tx, campaign, today)
        )


def last_sweep(tx: Transaction, campaign: Campaign) -> Event | None:
    """Return the last sweep's event, None where there was none."""
    return windows.last_sweep(tx, campaign.id)


def _wants_sweep(tx: Transaction, campaign: Campaign, today: date) -> bool:
    swept = last_sweep(tx, campaign)
    if swept is None or date.fromisoformat(swept.data["to"]) < today:
        return True
    return windows.plan_moved_since(tx, campaign.id, swept)


def _request(tx: Transaction, campaign: Campaign, today: date) -> Operation:
    start = windows.sweep_start(tx, campaign.id, today=today)
    return request_in(
        tx,
        kind=OperationKind.SWEEP_DEADLINES,
        campaign_id=campaign.id,
        as_of=today,
        params={"from": start.isoformat(), "to": today.isoformat()},
        actor=SCHEDULE,
    )
