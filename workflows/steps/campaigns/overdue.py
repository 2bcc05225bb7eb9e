"""Who had not handed in by the end of a last day on time."""

from datetime import date

from models.deadlines import Deadline
from models.documents import CampaignId
from models.ports import Transaction
from workflows.steps.campaigns.deadlines import campaign_deadlines


def missing_at_end_of(tx: Transaction, campaign_id: CampaignId, due: date) -> tuple[Deadline, ...]:
    """Return the deadlines of that last day on time for which nothing dated up to it has been recorded."""
    handed = {
        (one.obligation_id, one.unit, one.due) for one in tx.submissions.list(campaign_id) if one.handed_in <= due
    }
    return tuple(
        one
        for one in campaign_deadlines(tx, campaign_id, until=due)
        if one.due == due and one.exempt_reason is None and (one.obligation_id, one.unit, one.due) not in handed
    )
