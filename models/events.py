"""The append-only log: what happened, in order; the search index follows it."""

from datetime import date, datetime
from typing import Any

from models.base import Value
from models.documents import CampaignId


class NewEvent(Value):
    """Something that happened, before the registry gives it its place in the log."""

    kind: str
    """Dotted, past tense: ``document.issued``, ``gap.filled``, ``deadline.overdue``."""
    campaign_id: CampaignId | None = None
    subject: str
    as_of: date
    actor: str
    data: dict[str, Any] = {}
    unique_key: str | None = None
    """Where set, a second event with the same key is not written."""


class Event(NewEvent):
    """One entry of the log."""

    id: int
    at: datetime
