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


class HitFilter(Value):
    """Which documents are looked through; absent means any."""

    campaign_id: CampaignId | None = None
    kind: DocumentKind | None = None
    unit: UnitId | None = None
    """Its issuer or one of its ``units``."""
    issued_from: date | None = None
    issued_to: date | None = None
    """The last day, included."""


ANY = HitFilter()


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

    def search(self, query: str, *, scope: Scope, where: HitFilter = ANY, limit: int = 20) -> tuple[Hit, ...]:
        """Return the best hits among those the filter lets through, for words with or without diacritics.

        Exact accents come first. No hit is lost to documents that the filter leaves out, however many they are.
        """

    def clear(self) -> None:
        """Forget everything."""
