"""What the house needs from the outside, as Protocols; each has one contract suite in ``tests/contracts/``.

A transaction holds everything of one act. Errors of a driver never come through a port: what comes
out is one of ``models.errors`` (``Unavailable`` when a server does not answer).
"""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Protocol

from models.accounts import Account, Scope
from models.base import Value
from models.campaign import Campaign, CampaignState, Filling, Membership, Submission
from models.documents import (
    CampaignId,
    DocumentKind,
    DocumentRecord,
    DocumentRequest,
    Draft,
    DraftState,
    EntryState,
    IssueKey,
    SeriesKey,
    TemplateVersion,
)
from models.events import Event, NewEvent
from models.operations import Operation, OperationRequest
from models.organisation import Directory, Unit, UnitId


class DocumentStore(Protocol):
    """Produced bytes, named by their hash; the same bytes are stored once."""

    def put(self, data: bytes, *, content_type: str) -> str:
        """Store ``data`` under ``sha256/<aa>/<sha256>`` unless it is there; return the sha256 in hex."""

    def get(self, sha256: str) -> bytes:
        """Return the bytes, or raise ``NotFound``."""

    def exists(self, sha256: str) -> bool:
        """Tell whether the bytes are there."""

    def delete_unbound(self, *, bound: set[str], older_than: datetime) -> tuple[str, ...]:
        """Delete objects that no record names and that are older than a moment; return their hashes."""


class TemplateStore(Protocol):
    """Templates under named keys, every version kept."""

    def publish(self, kind: DocumentKind, data: bytes) -> TemplateVersion:
        """Store a version and return it; bytes equal to the newest version add none."""

    def get(self, version: TemplateVersion) -> bytes:
        """Return that very version's bytes, or raise ``NotFound``."""

    def latest(self, kind: DocumentKind) -> TemplateVersion | None:
        """Return the newest version of the kind's template, if any."""

    def history(self, kind: DocumentKind) -> tuple[TemplateVersion, ...]:
        """Return every version, newest first."""


class CampaignFilter(Value):
    """Which campaigns; absent means any."""

    state: CampaignState | None = None


class Campaigns(Protocol):
    """Campaigns, their plans, and what people added."""

    def add(self, campaign: Campaign, *, plan_text: str) -> None:
        """Keep a new campaign; ``Conflict`` where its id is taken by another plan text."""

    def get(self, campaign_id: CampaignId) -> Campaign:
        """Return it, or raise ``NotFound``."""

    def plan_text(self, campaign_id: CampaignId) -> str:
        """Return the plan file's text as it was given."""

    def update(self, campaign: Campaign) -> None:
        """Keep the campaign's new state."""

    def list(self, *, state: CampaignState | None = None) -> tuple[Campaign, ...]:
        """Return campaigns, newest first."""

    def fill(self, campaign_id: CampaignId, filling: Filling) -> None:
        """Keep an answer; a later one for the same path takes its place, both stay in the log."""

    def fillings(self, campaign_id: CampaignId) -> tuple[Filling, ...]:
        """Return the answers in force."""

    def join_group(self, campaign_id: CampaignId, membership: Membership) -> None:
        """Put a unit into a group; an earlier membership of that unit ends the day before."""

    def memberships(self, campaign_id: CampaignId) -> tuple[Membership, ...]:
        """Return every membership, past and present."""


class Units(Protocol):
    """The organisation directory."""

    def keep(self, units: Iterable[Unit]) -> int:
        """Add or renew units; return how many changed."""

    def directory(self) -> Directory:
        """Return all of them."""


class DocumentFilter(Value):
    """Which documents; absent means any. ``text`` is matched against title and code, without diacritics."""

    campaign_id: CampaignId | None = None
    kind: DocumentKind | None = None
    issuer: UnitId | None = None
    code: str | None = None
    """Number and symbol as printed: ``210/KH-UBND``."""
    year: int | None = None
    state: EntryState | None = None
    ids: tuple[int, ...] | None = None


class Register(Protocol):
    """Series of numbers and the entries in them."""

    def open_series(self, series: SeriesKey, *, opening: int) -> None:
        """Set where a series starts (1, or where the office's book stands); ``Conflict`` once it has numbers."""

    def number(self, request: DocumentRequest) -> DocumentRecord:
        """Return the entry of the request's key, making it with the next number where there is none.

        Raises ``DateBeforeLast`` or ``NumberTaken``. Step 2 of the issuing protocol, alone in its
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

    def unfinished(self, *, older_than: datetime) -> tuple[DocumentRecord, ...]:
        """Return ``numbered`` entries made before a moment, oldest first."""

    def list(
        self, where: DocumentFilter, *, scope: Scope, offset: int = 0, limit: int = 50
    ) -> tuple[DocumentRecord, ...]:
        """Return entries by date, number; a limited scope sees what its units issued or are subject of, and plans."""

    def count(self, where: DocumentFilter, *, scope: Scope) -> int:
        """Return how many ``list`` would give without a limit."""

    def bound_hashes(self) -> set[str]:
        """Return every sha256 that an entry points at."""


class Drafts(Protocol):
    """Documents before their number."""

    def add(self, draft: Draft) -> bool:
        """Keep a draft unless its key is there already; tell whether it was added."""

    def get(self, key: IssueKey) -> Draft:
        """Return it, or raise ``NotFound``."""

    def replace(self, draft: Draft) -> None:
        """Keep the draft's new content or state."""

    def list(
        self,
        campaign_id: CampaignId,
        *,
        state: DraftState | None = None,
        kind: DocumentKind | None = None,
        issuer: UnitId | None = None,
    ) -> tuple[Draft, ...]:
        """Return drafts in the order of their keys."""


class Submissions(Protocol):
    """What units handed in."""

    def record(self, submission: Submission) -> bool:
        """Keep a hand-in; the first for a unit's deadline counts, a second is told by False."""

    def list(
        self, campaign_id: CampaignId, *, unit: UnitId | None = None, obligation_id: str | None = None
    ) -> tuple[Submission, ...]:
        """Return hand-ins by date."""


class Operations(Protocol):
    """Acts that need work done."""

    def request(self, request: OperationRequest) -> Operation:
        """Return the open operation of that kind, subject and day, or a new one in state ``waiting``."""

    def get(self, operation_id: str) -> Operation:
        """Return it, or raise ``NotFound``."""

    def waiting(self, *, limit: int = 20) -> tuple[Operation, ...]:
        """Return operations that need a run, oldest first."""

    def dispatched(self, operation_id: str, *, attempt: int, run_id: str) -> None:
        """Note the run of an attempt; nothing happens where the attempt is no longer the current one."""

    def start(self, operation_id: str, *, attempt: int) -> Operation:
        """Take the attempt up (state ``running``); ``StaleAttempt`` where another is current or it is over."""

    def progress(self, operation_id: str, *, attempt: int, done: int, total: int, message: str) -> None:
        """Keep progress and touch the heartbeat; ``StaleAttempt`` as above."""

    def touch(self, operation_id: str, *, attempt: int) -> None:
        """Touch the heartbeat alone; ``StaleAttempt`` as above."""

    def succeed(self, operation_id: str, *, attempt: int, message: str) -> None:
        """End the operation well."""

    def fail(self, operation_id: str, *, attempt: int, message: str, code: str, final: bool) -> Operation:
        """End the attempt badly: the next one waits, or a person is told (``final``, or attempts used up)."""

    def silent(self, *, seconds: int) -> tuple[Operation, ...]:
        """Return dispatched or running operations whose heartbeat is older than that."""

    def retry(self, operation_id: str, *, actor: str) -> Operation:
        """Set a failed operation waiting again, by a person's wish, with fresh attempts."""

    def list(self, *, campaign_id: CampaignId | None = None, limit: int = 20) -> tuple[Operation, ...]:
        """Return operations, newest first."""


class Accounts(Protocol):
    """Accounts and their sessions; only a hash of a session's token is kept."""

    def add(self, account: Account) -> None:
        """Keep a new account; ``Conflict`` where the name is taken."""

    def find(self, name: str) -> Account | None:
        """Return the account with that name, if any."""

    def update(self, account: Account) -> None:
        """Keep the account's new state."""

    def list(self) -> tuple[Account, ...]:
        """Return all accounts by name."""

    def open_session(self, *, token_hash: str, account: str, expires_at: datetime) -> None:
        """Keep a session."""

    def session_account(self, *, token_hash: str, now: datetime) -> Account | None:
        """Return whose session it is while it lasts."""

    def close_session(self, *, token_hash: str) -> None:
        """Forget a session."""

    def close_sessions(self, *, account: str) -> None:
        """Forget every session of an account (new password, account switched off)."""


class Events(Protocol):
    """The append-only log."""

    def append(self, event: NewEvent) -> bool:
        """Write an event; False where its unique key is there already."""

    def after(self, event_id: int, *, limit: int = 500) -> tuple[Event, ...]:
        """Return the events that follow one, oldest first."""

    def list(
        self, campaign_id: CampaignId, *, kinds: Sequence[str] | None = None, limit: int = 200
    ) -> tuple[Event, ...]:
        """Return a campaign's events, newest first."""


class Notice(Value):
    """One notice in the outbox: to a unit, once per key."""

    key: str
    campaign_id: CampaignId
    unit: UnitId
    subject: str
    text: str
    as_of: date
    delivered_at: datetime | None = None


class Outbox(Protocol):
    """Notices to units, each once."""

    def post(self, notice: Notice) -> bool:
        """Keep a notice; False where its key is there already."""

    def for_unit(self, unit: UnitId, *, limit: int = 50) -> tuple[Notice, ...]:
        """Return a unit's notices, newest first."""


class Transaction(Protocol):
    """Everything one act may read and write; it is kept whole or not at all."""

    @property
    def campaigns(self) -> Campaigns:
        """Campaigns and plans."""

    @property
    def units(self) -> Units:
        """The organisation directory."""

    @property
    def register(self) -> Register:
        """Series and entries."""

    @property
    def drafts(self) -> Drafts:
        """Documents before their number."""

    @property
    def submissions(self) -> Submissions:
        """What units handed in."""

    @property
    def operations(self) -> Operations:
        """Work asked for."""

    @property
    def accounts(self) -> Accounts:
        """People and sessions."""

    @property
    def events(self) -> Events:
        """The log."""

    @property
    def outbox(self) -> Outbox:
        """Notices."""


class Registry(Protocol):
    """The database of records: the truth."""

    def begin(self) -> AbstractContextManager[Transaction]:
        """Open one transaction: committed at the end of the block, rolled back when an error leaves it."""

    def check(self) -> None:
        """Raise ``Unavailable`` with the reason when the database does not answer or is not migrated."""


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


class PdfConverter(Protocol):
    """Word documents into PDF."""

    def convert(self, documents: Sequence[bytes]) -> tuple[bytes, ...]:
        """Return a PDF per document in the same order; ``Unavailable`` where no converter is installed."""
