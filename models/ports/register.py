"""Series of numbers and the entries in them."""

from datetime import date, datetime
from typing import Protocol

from models.accounts import Scope
from models.base import Value
from models.documents import CampaignId, DocumentKind, DocumentRecord, DocumentRequest, EntryState, IssueKey, SeriesKey
from models.organisation import UnitId


class DocumentFilter(Value):
    """Which documents; absent means any."""

    campaign_id: CampaignId | None = None
    kind: DocumentKind | None = None
    issuer: UnitId | None = None
    unit: UnitId | None = None
    """Its issuer or its subject."""
    number: int | None = None
    code: str | None = None
    """Number and symbol as printed: ``210/KH-UBND``."""
    year: int | None = None
    issued_from: date | None = None
    issued_to: date | None = None
    """The last day, included."""
    state: EntryState | None = None
    ids: tuple[int, ...] | None = None


class Register(Protocol):
    """Series of numbers and the entries in them."""

    def open_series(self, series: SeriesKey, *, opening: int, instead_of: int | None = None) -> bool:
        """Set where a series starts (1, or where the office's book stands); tell whether that is news.

        ``Conflict`` once it has numbers, and where somebody has set another opening that ``instead_of`` does not name.
        """

    def number(self, request: DocumentRequest) -> DocumentRecord:
        """Return the entry of the request's key, making it with the next number where there is none.

        Raises ``DateBeforeLast`` or ``NumberTaken``; ``Conflict`` for a draft that is not confirmed, ``DraftChanged``
        where it was confirmed with other words than the request's. Step 2 of the issuing protocol, alone in its
        transaction: question, lock of the series, question again, number, event.
        """

    def find(self, key: IssueKey) -> DocumentRecord | None:
        """Return the entry with that key, if any."""

    def get(self, record_id: int) -> DocumentRecord:
        """Return the entry, or raise ``NotFound``."""

    def bind(self, key: IssueKey, *, sha256: str) -> DocumentRecord:
        """Point a ``numbered`` entry at its bytes (``stored``); the first wins. Return the entry as it stands."""

    def issue(self, key: IssueKey, *, actor: str) -> DocumentRecord:
        """Turn a ``stored`` entry into an ``issued`` one and write ``document.issued``; twice is once."""

    def bind_pdf(self, key: IssueKey, *, sha256: str, page_count: int) -> DocumentRecord:
        """Keep the PDF rendition; the first to come wins."""

    def void(self, key: IssueKey, *, reason: str, actor: str) -> DocumentRecord:
        """Void an entry that must not be finished; it keeps its number."""

    def unfinished(
        self, *, older_than: datetime, states: tuple[EntryState, ...] = (EntryState.NUMBERED,)
    ) -> tuple[DocumentRecord, ...]:
        """Return entries in those states made before a moment, oldest first."""

    def list(
        self, where: DocumentFilter, *, scope: Scope, offset: int = 0, limit: int = 50
    ) -> tuple[DocumentRecord, ...]:
        """Return entries by date, number; a limited scope sees what its units issued or are subject of, and plans."""

    def count(self, where: DocumentFilter, *, scope: Scope) -> int:
        """Return how many ``list`` would give without a limit."""

    def bound_hashes(self) -> set[str]:
        """Return every sha256 that an entry, a dossier or a part of one points at: those bytes are kept."""
