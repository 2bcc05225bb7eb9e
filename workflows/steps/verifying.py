"""Reading the whole archive: every object against its hash and lock, every row against its seal and the lists."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from itertools import islice

from models.awards.archive import ArchiveId
from models.base import Value
from models.documents import CampaignId
from models.errors import NotFound, ThiduaError
from models.ports import NamedObject, RowFault, RowFaultKind, StoredObject
from workflows.services import Services
from workflows.steps.archive_lists import is_list, listed_rows, listed_settled

Told = Callable[[int, int], None]
"""Called with how many objects have been read, and of how many."""


class ArchiveFaultKind(StrEnum):
    """What can be wrong with the archive."""

    MISSING = "missing"
    ALTERED = "altered"
    UNREADABLE = "unreadable"
    UNLOCKED = "unlocked"
    COVERED = "covered"
    UNREGISTERED = "unregistered"
    ROW_CHANGED = "row_changed"
    ROW_GONE = "row_gone"
    SOURCE_CHANGED = "source_changed"
    LIST_DIFFERS = "list_differs"
    SETTLED_CHANGED = "settled_changed"


_RESTORE = "khôi phục tệp từ bản sao lưu của kho, đối chiếu mã băm, rồi chạy lại"
_ROWS = "khôi phục dòng đó từ bản sao lưu của sổ đăng ký và tìm người đã sửa"

_WORDS: dict[ArchiveFaultKind, tuple[str, str]] = {
    ArchiveFaultKind.MISSING: ("tệp không còn trong kho lưu trữ", _RESTORE),
    ArchiveFaultKind.ALTERED: ("tệp trong kho đã bị sửa, không còn đúng mã băm", _RESTORE),
    ArchiveFaultKind.UNREADABLE: ("tệp còn trong kho nhưng không đọc được, nội dung đã hỏng", _RESTORE),
    ArchiveFaultKind.UNLOCKED: ("tệp không được khóa đến hạn đã ghi", "khóa lại tệp và xem ai đã mở khóa"),
    ArchiveFaultKind.COVERED: (
        "có tệp khác hoặc dấu xóa đặt đè lên; bản lưu trữ bên dưới còn nguyên",
        "gỡ phiên bản đặt đè khi hết hạn khóa và xem ai đã đặt",
    ),
    ArchiveFaultKind.UNREGISTERED: (
        "tệp có trong kho nhưng sổ lưu trữ không có dòng nào ghi",
        "nếu việc lưu trữ đang dở thì thực hiện lại việc đó; nếu không, dòng sổ đã bị xóa: khôi phục sổ",
    ),
    ArchiveFaultKind.ROW_CHANGED: ("dòng trong sổ lưu trữ đã bị sửa", _ROWS),
    ArchiveFaultKind.ROW_GONE: ("dòng ngay trước dòng này trong sổ lưu trữ đã bị xóa hoặc sửa", _ROWS),
    ArchiveFaultKind.SOURCE_CHANGED: ("văn bản hoặc hồ sơ trong sổ đăng ký đã bị sửa sau khi lưu trữ", _ROWS),
    ArchiveFaultKind.SETTLED_CHANGED: ("dòng trong sổ đăng ký đã bị sửa hoặc xóa sau lần lưu trữ", _ROWS),
    ArchiveFaultKind.LIST_DIFFERS: ("dòng trong sổ lưu trữ khác với mục lục đã khóa trong kho", _ROWS),
}
_OF_ROW = {
    RowFaultKind.ROW_CHANGED: ArchiveFaultKind.ROW_CHANGED,
    RowFaultKind.ROW_GONE: ArchiveFaultKind.ROW_GONE,
    RowFaultKind.SOURCE_CHANGED: ArchiveFaultKind.SOURCE_CHANGED,
}


class ArchiveFault(Value):
    """One thing that is wrong, and whose it is."""

    kind: ArchiveFaultKind
    id: str
    """The archive record; for an object without one, its hash."""
    title: str = ""

    def __str__(self) -> str:
        """Return the fault as staff read it, with the way out."""
        words, remedy = _WORDS[self.kind]
        name = f"{self.title} ({self.id})" if self.title else self.id
        return f"{name}: {words}. Cách xử lý: {remedy}."


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


def verify_archive(
    services: Services, *, campaign_id: CampaignId | None = None, told: Told | None = None
) -> ArchiveReport:
    """Read every object and every row of the archive, or of one campaign's; raises only where a server is away."""
    stored = set(services.archive.list())  # before the rows: what comes in meanwhile is not taken for unregistered
    with services.registry.begin() as tx:
        rows = tx.archive.named(campaign_id=campaign_id)
        everywhere = {row.sha256 for row in tx.archive.named()}
        row_faults = tx.archive.row_faults()
        now = tx.now()
    bytes_faults, sound = _read_objects(services, rows, now=now, told=told)
    unregistered = [] if campaign_id else sorted(stored - everywhere)
    faults = [
        *_row_faults(row_faults, rows),
        *_list_faults(services, rows),
        *bytes_faults,
        *(ArchiveFault(kind=ArchiveFaultKind.UNREGISTERED, id=digest) for digest in unregistered),
    ]
    return ArchiveReport(
        records=len(rows),
        objects=len({row.sha256 for row in rows}),
        verified=sound,
        locked_until=min((row.locked_until for row in rows), default=None),
        expired=sum(row.locked_until <= now for row in rows),
        faults=tuple(faults),
    )


def _read_objects(
    services: Services, rows: tuple[NamedObject, ...], *, now: datetime, told: Told | None
) -> tuple[list[ArchiveFault], int]:
    """Read each object once; return what is wrong with it under each of its rows, and how many are sound."""
    by_hash: dict[str, list[NamedObject]] = {}
    for row in rows:
        by_hash.setdefault(row.sha256, []).append(row)
    faults: list[ArchiveFault] = []
    sound = 0
    for done, (digest, named) in enumerate(by_hash.items()):
        if told is not None:
            told(done, len(by_hash))
        until = max(row.locked_until for row in named)
        kinds = _object_faults(services, digest, until=until if until > now else None)
        faults += [ArchiveFault(kind=kind, id=row.id, title=row.title) for row in named for kind in kinds]
        sound += not kinds
    return faults, sound


def _object_faults(services: Services, digest: str, *, until: datetime | None) -> tuple[ArchiveFaultKind, ...]:
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


def _row_faults(found: tuple[RowFault, ...], rows: tuple[NamedObject, ...]) -> Iterator[ArchiveFault]:
    titles = {row.id: row.title for row in rows}
    for fault in found:
        if fault.id in titles:
            yield ArchiveFault(kind=_OF_ROW[fault.kind], id=fault.id, title=titles[fault.id])


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
