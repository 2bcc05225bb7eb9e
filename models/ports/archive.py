"""The archive: the registry's rows, chained one to the next, and the locked store of their bytes."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from models.accounts import Scope
from models.awards.archive import ArchiveId, ArchiveRecord
from models.awards.archive_faults import ArchiveReading
from models.base import Value
from models.documents import CampaignId, DocumentKind
from models.organisation import UnitId


class ArchiveFilter(Value):
    """Which archived things; absent means any."""

    campaign_id: CampaignId | None = None
    kind: DocumentKind | None = None
    """Documents of that kind; dossiers have none."""
    unit: UnitId | None = None
    """Who issued the document, whom it is about, or whose dossier it is."""
    year: int | None = None
    """The year the document bears, or in which the dossier was submitted."""
    documents: tuple[int, ...] | None = None
    """Register entries, as a search by words gives them."""


class SealedRecord(ArchiveRecord):
    """An archive record as the registry keeps it: each row carries its own hash and that of the row before."""

    place: int
    """1 for the first row of the archive, no gaps."""
    source_sha256: str | None
    """What the entry, or the dossier with its parts, nominations and council session, was when it was archived."""
    previous_sha256: str
    row_sha256: str


class RowFaultKind(StrEnum):
    """What is wrong with a row of the registry."""

    ROW_CHANGED = "row_changed"
    ROW_GONE = "row_gone"
    SOURCE_CHANGED = "source_changed"


class RowFault(Value):
    """One row of the registry that is not what was sealed."""

    kind: RowFaultKind
    place: int
    """The place in the chain."""
    id: ArchiveId
    """The record; for a row that is gone, the one that follows."""


class NamedObject(Value):
    """What a row of the archive names, read without trusting the row."""

    place: int
    id: ArchiveId
    campaign_id: CampaignId
    title: str
    sha256: str
    locked_until: datetime
    row_sha256: str


class Archive(Protocol):
    """The registry's rows about archived objects; they are only ever added."""

    def add(self, record: ArchiveRecord) -> SealedRecord:
        """Chain a record to the last one; the same id with the same bytes again changes nothing.

        ``Conflict`` where the id is there with other bytes.
        """

    def find(self, archive_id: ArchiveId) -> SealedRecord | None:
        """Return the record, if any."""

    def list(
        self, where: ArchiveFilter, *, scope: Scope, offset: int = 0, limit: int | None = 50
    ) -> tuple[SealedRecord, ...]:
        """Return records in the order of the chain; a limited scope sees its units' documents, dossiers, and plans."""

    def count(self, where: ArchiveFilter, *, scope: Scope) -> int:
        """Return how many ``list`` would give without a limit."""

    def named(self, *, campaign_id: CampaignId | None = None) -> tuple[NamedObject, ...]:
        """Return what every row names, in the order of the chain, also where a row was changed by hand."""

    def settled(self, campaign_id: CampaignId, *, place: int) -> Mapping[str, str]:
        """Return the hash of each row of the campaign that was settled when the row at ``place`` was written.

        The plan as given, answers, hand-ins, voided entries and the log, by table and id: ``submissions:12``.
        """

    def row_faults(self) -> tuple[RowFault, ...]:
        """Return every row that was changed or taken away behind the program's back, in the order of the chain."""


class Readings(Protocol):
    """What verifications that run as operations have seen so far; only ever added to."""

    def add(self, reading: ArchiveReading) -> bool:
        """Keep a stretch; False where the operation has one that ends there already."""

    def of(self, operation_id: str) -> tuple[ArchiveReading, ...]:
        """Return an operation's stretches in the order in which they were read."""


class StoredObject(Value):
    """What the locked store holds under a hash."""

    sha256: str
    """The name it is stored under; in ``stat`` the hash of what was read."""
    size: int
    version: str
    locked_until: datetime | None
    """Absent where the store says that nothing locks it."""
    covered: bool = False
    """Something was put over it, or it was marked as deleted, behind the program's back; the bytes are still there."""


class LockProbe(Value):
    """What became of the attempt to delete a locked object."""

    holds: bool
    reason: str
    """A Vietnamese sentence for the person who looks at the stack's health."""
    tried: bool = True
    """False where the store could not be asked at all, which may pass."""


class ArchiveStore(Protocol):
    """Bytes under their hash, locked until a date; nothing is ever deleted or overwritten."""

    def put(self, data: bytes, *, content_type: str, until: datetime) -> StoredObject:
        """Store ``data`` locked until a moment (whole seconds), or lengthen the lock of what is there already.

        The same bytes again add nothing. A damaged object's error where other bytes lie under that hash.
        """

    def get(self, sha256: str) -> bytes:
        """Return the bytes that were archived, whatever was put over them; ``NotFound`` or a damaged object's error."""

    def stat(self, sha256: str) -> StoredObject | None:
        """Return what is there, its hash taken by reading every byte; None where nothing is."""

    def list(self) -> Iterable[str]:
        """Return the hash each object is stored under."""

    def probe_lock(self) -> LockProbe:
        """Try to delete something locked; nothing may be archived where that works."""
