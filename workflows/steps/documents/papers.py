"""Papers of a campaign's end that are drafted more than once: each new edition is a document of its own."""

from datetime import date
from itertools import count
from typing import Any

from models.awards.nominations import AwardForm
from models.documents import (
    CampaignId,
    DocumentKind,
    DocumentRecord,
    Draft,
    DraftState,
    EntryState,
    IssueKey,
    issue_key,
)
from models.events import NewEvent
from models.ports import Transaction

_OF_WHO_CONFIRMS = frozenset(
    {"issued_on", "authority", "signer_name", "confirmer_name", "subject", "recipients", "directions"}
    | {"limits", "causes", "lessons"}
)
"""What the person who confirms may change: two drafts that differ in nothing else say the same."""


def paper_key(
    campaign_id: CampaignId, kind: DocumentKind, *, subject: str, form: AwardForm, edition: int = 1
) -> IssueKey:
    """Return the issue key of a paper about a unit or nominee for one form of award."""
    return issue_key(campaign_id, kind, subject=subject, period=form.value, edition=edition)


def another_edition(key: IssueKey, edition: int) -> IssueKey:
    """Return the key of another edition of the same paper."""
    return IssueKey(f"{key.rsplit(':', 1)[0]}:{edition}")


def standing_key(tx: Transaction, first: IssueKey) -> IssueKey:
    """Return the key of the paper's first edition that was not withdrawn: after a voided number it begins anew."""
    campaign_id, kind = first.split(":")[:2]
    withdrawn = tx.drafts.list(CampaignId(campaign_id), kind=DocumentKind(kind), state=DraftState.WITHDRAWN)
    gone = {draft.key for draft in withdrawn}
    return next(key for edition in count(1) if (key := another_edition(first, edition)) not in gone)


def open_key(tx: Transaction, first: IssueKey) -> IssueKey:
    """Return the key of the first edition that was not voided, of a paper that is issued without a draft."""
    edition = 1
    while (found := tx.register.find(another_edition(first, edition))) and found.state is EntryState.VOIDED:
        edition += 1
    return another_edition(first, edition)


def keep_draft(tx: Transaction, draft: Draft, *, actor: str, as_of: date) -> Draft:
    """Return the draft as it is kept now: the very one where it says the same, else renewed.

    What was issued or withdrawn stays as it is; other words after that are the next edition. A confirmed draft
    that says something else by now goes back to being a draft.
    """
    edition = 1
    while True:
        offered = draft.model_copy(update={"key": another_edition(draft.key, edition)})
        if tx.drafts.add(offered):
            tell_made(tx, offered, actor=actor, as_of=as_of)
            return offered
        known = tx.drafts.get(offered.key)
        if known.state is not DraftState.WITHDRAWN and says_the_same(known.context, offered.context):
            return known
        if known.state in (DraftState.DRAFTED, DraftState.CONFIRMED):
            tx.drafts.replace(offered)
            return offered
        edition += 1


def says_the_same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Tell whether two contexts differ in nothing but what the person who confirms may change."""
    return _facts(one) == _facts(other)


def _facts(context: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in context.items() if name not in _OF_WHO_CONFIRMS}


def newest_issued(tx: Transaction, first: IssueKey) -> DocumentRecord | None:
    """Return the newest issued edition of the paper whose first edition has that key, None where there is none."""
    newest = None
    edition = 1
    while found := tx.register.find(another_edition(first, edition)):
        if found.state is EntryState.ISSUED:
            newest = found
        edition += 1
    return newest


def newest_draft(tx: Transaction, first: IssueKey) -> Draft | None:
    """Return the newest draft of the paper, issued or not, None where there is none."""
    campaign_id, kind = first.split(":")[:2]
    base = first.rsplit(":", 1)[0]
    drafts = tx.drafts.list(CampaignId(campaign_id), kind=DocumentKind(kind))
    mine = [draft for draft in drafts if draft.key.rsplit(":", 1)[0] == base]
    return max(mine, key=lambda draft: int(draft.key.rsplit(":", 1)[1]), default=None)


def listed_nominees(context: dict[str, Any]) -> tuple[str, ...]:
    """Return the ids of the nominees that a paper lists, in its order."""
    return tuple(row["nominee"] for row in context.get("nominees", ()))


def tell_made(tx: Transaction, draft: Draft, *, actor: str, as_of: date) -> None:
    """Write that a draft was made, once for its key."""
    tx.events.append(
        NewEvent(
            kind="draft.made",
            campaign_id=draft.campaign_id,
            subject=draft.key,
            as_of=as_of,
            actor=actor,
            data={"kind": draft.kind.value, "unit": draft.issuer},
            unique_key=f"draft.made:{draft.key}",
        )
    )
