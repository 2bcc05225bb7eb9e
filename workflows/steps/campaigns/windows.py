"""From which day a sweep looks, when nobody says it."""

from datetime import date

from models.documents import CampaignId
from models.events import Event
from models.ports import Transaction

MOVING = ("gap.filled", "group.joined", "plan.launched")
"""What may make a day of the past a turning day after all."""


def last_sweep(tx: Transaction, campaign_id: CampaignId) -> Event | None:
    """Return the last sweep's event, None where there was none."""
    return next(iter(tx.events.list(campaign_id, kinds=("deadlines.swept",), limit=1)), None)


def plan_moved_since(tx: Transaction, campaign_id: CampaignId, event: Event) -> bool:
    """Tell whether answers or groups changed after an event."""
    moved = tx.events.list(campaign_id, kinds=MOVING, limit=1)
    return bool(moved) and moved[0].id > event.id


def sweep_start(tx: Transaction, campaign_id: CampaignId, *, today: date) -> date:
    """Return the last sweep's last day, which is looked at again: findings are kept once and nothing falls between.

    Before the first sweep, and after the plan moved, it is the day of the plan.
    """
    swept = last_sweep(tx, campaign_id)
    if swept is not None and not plan_moved_since(tx, campaign_id, swept):
        return min(date.fromisoformat(swept.data["to"]), today)
    launched = next(iter(tx.events.list(campaign_id, kinds=("plan.launched",), limit=1)), None)
    return min(launched.as_of, today) if launched else today
