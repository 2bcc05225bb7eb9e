"""Reading the whole archive: every object against its hash and lock, every row against its seal and the lists."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from itertools import islice

from models.awards.archive import ArchiveId
from models.awards.archive_faults import ArchiveFault, ArchiveFaultKind
from models.base import Value
from models.documents import CampaignId
from models.errors import NotFound, ThiduaError
from models.ports import NamedObject, RowFaultKind, StoredObject, Transaction
from workflows.services import Services
from workflows.steps.archive.archive_lists import is_list, listed_rows, listed_settled

Told = Callable[[int, int], None]
"""Called with how many objects have been read, and of how many."""

_OF_ROW = {
    RowFaultKind.ROW_CHANGED: ArchiveFaultKind.ROW_CHANGED,
    RowFaultKind.ROW_GONE: ArchiveFaultKind.ROW_GONE,
    RowFaultKind.SOURCE_CHANGED: ArchiveFaultKind.SOURCE_CHANGED,
}


class ArchiveReport(Value):
    """What a verification saw."""

    records: int
    """Rows of the archive."""
    objects: int
    """Different objects that they name."""
    verified: int
    """Objects that were read and are what they were, locked and with nothing laid over them."""
    locked_until: datetime | None
    """The earliest end of a lock; absent for an empty archive."""
    expired: int = 0
    """Rows whose lock has come to its end by now: nothing but the hashes protects those objects any more."""
    faults: tuple[ArchiveFault, ...] = ()

    @property
    def sound(self) -> bool:
        """Tell whether nothing is wrong."""
        return not self.faults


class ArchivedObject(Value):
    """One object of the archive and the rows that name it."""

    rows: tuple[NamedObject, ...]
    """In the order of the chain, at least one."""

    @property
    def sha256(self) -> str:
        """Return the hash it is stored under."""
        return self.rows[0].sha256

    @property
    def place(self) -> int:
        """Return the place of the first row that names it; rows that come later leave it as it is."""
        return self.rows[0].place


def verify_archive(
    services: Services, *, campaign_id: CampaignId | None = None, told: Told | None = None
) -> ArchiveReport:
    """Read every object and every row of the archive, or of one campaign's; raises only where a server is away."""
    with services.registry.begin() as tx:
        objects = objects_in(tx, campaign_id=campaign_id)
        now = tx.now()
    rows = [row for one in objects for row in one.rows]
    faults: list[ArchiveFault] = []
    verified = 0
    for done, one in enumerate(objects):
        if told is not None:
            told(done, len(objects))
        found = object_faults(services, one, now=now)
        faults += found
        verified += not found
    return ArchiveReport(
        records=len(rows),
        objects=len(objects),
        verified=verified,
        locked_until=min((row.locked_until for row in rows), default=None),
        expired=sum(row.locked_until <= now for row in rows),
        faults=(*faults, *row_faults(services, campaign_id=campaign_id)),
    )


def objects_in(tx: Transaction, *, campaign_id: CampaignId | None = None) -> tuple[ArchivedObject, ...]:
    """Return the objects that the archive's rows name, or one campaign's rows; those named first come first."""
    by_hash: dict[str, list[NamedObject]] = {}
    for row in tx.archive.named(campaign_id=campaign_id):
        by_hash.setdefault(row.sha256, []).append(row)
    return tuple(ArchivedObject(rows=tuple(rows)) for rows in by_hash.values())


def object_faults(services: Services, one: ArchivedObject, *, now: datetime) -> tuple[ArchiveFault, ...]:
    """Read an object; return what is wrong with it under each of its rows."""
    until = max(row.locked_until for row in one.rows)
    kinds = _kinds_of(services, one.sha256, until=until if until > now else None)
    return tuple(ArchiveFault(kind=kind, id=row.id, title=row.title) for row in one.rows for kind in kinds)


def row_faults(services: Services, *, campaign_id: CampaignId | None = None) -> tuple[ArchiveFault, ...]:
    """Return what is wrong with the rows, by themselves, against the lists, and against what the store holds."""
    stored = set(services.archive.list())  # before the rows: what comes in meanwhile is not taken for unregistered
    with services.registry.begin() as tx:
        rows = tx.archive.named(campaign_id=campaign_id)
        everywhere = {row.sha256 for row in tx.archive.named()}
        found = tx.archive.row_faults()
    titles = {row.id: row.title for row in rows}
    changed = (
        ArchiveFault(kind=_OF_ROW[one.kind], id=one.id, title=titles[one.id]) for one in found if one.id in titles
    )
    unregistered = [] if campaign_id else sorted(stored - everywhere)
    return (
        *changed,
        *_list_faults(services, rows),
        *(ArchiveFault(kind=ArchiveFaultKind.UNREGISTERED, id=digest) for digest in unregistered),
    )


def _kinds_of(services: Services, digest: str, *, until: datetime | None) -> tuple[ArchiveFaultKind, ...]:
    """Return what is wrong with an object; ``until`` is absent where its lock may have come to its end."""
    try:
        found = services.archive.stat(digest)
    except NotFound:
        found = None
    except ThiduaError:
        list(islice(services.archive.list(), 1))  # raises where it is the whole store that does not answer
        return (ArchiveFaultKind.UNREADABLE,)
    if found is None:
        return (ArchiveFaultKind.MISSING,)
    return tuple(_faults_of(found, digest, until=until))


def _faults_of(found: StoredObject, digest: str, *, until: datetime | None) -> Iterator[ArchiveFaultKind]:
    if found.sha256 != digest:
        yield ArchiveFaultKind.ALTERED
    if until is not None and (found.locked_until is None or found.locked_until < until):
        yield ArchiveFaultKind.UNLOCKED
    if found.covered:
        yield ArchiveFaultKind.COVERED


def _list_faults(services: Services, rows: tuple[NamedObject, ...]) -> Iterator[ArchiveFault]:
    """Compare the rows with each list that can be read; a list that cannot is told with the other objects."""
    now = {row.id: row for row in rows}
    told: set[str] = set()
    for row in reversed([row for row in rows if is_list(row.id)]):
        try:
            data = services.archive.get(row.sha256)
        except ThiduaError:
            continue
        for fault in (*_unlike_list(data, now), *_unsettled(services, data, campaign_id=row.campaign_id)):
            if fault.id not in told:
                told.add(fault.id)
                yield fault


def _unlike_list(data: bytes, now: Mapping[ArchiveId, NamedObject]) -> Iterator[ArchiveFault]:
    for archive_id, row_sha256 in listed_rows(data).items():
        row = now.get(archive_id)
        if row is None or row.row_sha256 != row_sha256:
            title = row.title if row else ""
            yield ArchiveFault(kind=ArchiveFaultKind.LIST_DIFFERS, id=archive_id, title=title)


def _unsettled(services: Services, data: bytes, *, campaign_id: CampaignId) -> Iterator[ArchiveFault]:
    """Return the rows that were settled when the list was made and are another, or gone, now."""
    place, settled = listed_settled(data)
    with services.registry.begin() as tx:
        now = tx.archive.settled(campaign_id, place=place)
    if not now:
        return  # the row that says when is gone, which is told already
    for name, row_sha256 in settled.items():
        if now.get(name) != row_sha256:
            yield ArchiveFault(kind=ArchiveFaultKind.SETTLED_CHANGED, id=name)
