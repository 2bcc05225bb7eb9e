"""The search copy."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from models.accounts import Scope
from models.base import Value
from models.documents import CampaignId, DocumentKind
from models.organisation import UnitId


class SearchEntry(Value):
    """One document as the index knows it."""

    document: int
    campaign_id: CampaignId
    kind: DocumentKind
    code: str
    title: str
    text: str
    issuer: UnitId
    units: tuple[UnitId, ...]
    """Who may find it besides readers of everything."""
    issued_on: date


class Hit(Value):
    """One found document and why it was found."""

    document: int
    score: float
    excerpt: str
    """Plain text around the words."""


class SearchIndex(Protocol):
    """A copy of what can be found; it can be thrown away and built again from the log."""

    def add(self, entries: Iterable[SearchEntry], *, up_to: int) -> None:
        """Take entries in (an entry of the same document is replaced) and remember the event they reach up to."""

    def position(self) -> int:
        """Return the last event taken in; 0 for an empty index."""

    def search(self, query: str, *, scope: Scope, limit: int = 20) -> tuple[Hit, ...]:
        """Return the best hits for words with or without diacritics, exact accents first."""

    def clear(self) -> None:
        """Forget everything."""
