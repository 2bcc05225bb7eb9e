"""The plan's place in the register: what is its entry now, and which one it would get next."""

from models.accounts import Scope
from models.documents import CampaignId, DocumentKind, DocumentRecord, EntryState, IssueKey, issue_key
from models.ports import DocumentFilter, Transaction

_MOST = 100


def plan_entry(tx: Transaction, campaign_id: CampaignId) -> DocumentRecord | None:
    """Return the plan's register entry from its number on, None before that; one whose number is void counts not."""
    return next((one for one in _entries(tx, campaign_id) if one.state is not EntryState.VOIDED), None)


def plan_key(tx: Transaction, campaign_id: CampaignId) -> IssueKey:
    """Return the issue key of the plan; after each number that was voided it is the next edition's."""
    voided = sum(one.state is EntryState.VOIDED for one in _entries(tx, campaign_id))
    return issue_key(campaign_id, DocumentKind.CAMPAIGN_PLAN, edition=voided + 1)


def _entries(tx: Transaction, campaign_id: CampaignId) -> tuple[DocumentRecord, ...]:
    where = DocumentFilter(campaign_id=campaign_id, kind=DocumentKind.CAMPAIGN_PLAN)
    return tx.register.list(where, scope=Scope(), limit=_MOST)
