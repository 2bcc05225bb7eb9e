"""The archive is read and what was seen is written in the log: at once for a command, as an operation for a page.

The operation keeps what it has seen a few objects at a time; its next attempt goes on behind the last of them.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from models.awards.archive_faults import ArchiveFault, ArchiveReading
from models.base import Value
from models.documents import CampaignId
from models.events import Event, NewEvent
from models.operations import OPEN_STATES, Operation, OperationKind
from models.ports import Transaction
from workflows.services import Services
from workflows.steps.accounts.rights import require_may_ask
from workflows.steps.archive.verifying import (
    ArchivedObject,
    ArchiveReport,
    Told,
    object_faults,
    objects_in,
    row_faults,
    verify_archive,
)
from workflows.steps.documents.requests import OtherUnderWay, request_in
from workflows.steps.operations.progress import Work

VERIFIED = "archive.verified"
_MOST_FAULTS = 50
_AT_ONCE = 10
"""Objects that are read before what was seen is kept."""


class Verification(Value):
    """One reading of a campaign's archive, as the log keeps it."""

    campaign_id: CampaignId
    at: datetime
    actor: str
    records: int
    verified: int
    faults: tuple[str, ...]
    """As staff read them; the first fifty."""
    fault_count: int
    operation: str | None = None
    """The operation that read it and keeps every fault; absent for a reading by command."""

    @property
    def sound(self) -> bool:
        """Tell whether nothing was wrong."""
        return not self.fault_count


def verify_and_tell(
    services: Services, *, campaign_id: CampaignId | None, actor: str, as_of: date, told: Told | None = None
) -> ArchiveReport:
    """Return what reading the archive (one campaign's, or all of it) saw, and write it in the log.

    A reading of everything is written for every campaign that has something archived.
    """
    report = verify_archive(services, campaign_id=campaign_id, told=told)
    with services.registry.begin() as tx:
        _tell(tx, campaign_id, verified=report.verified, faults=report.faults, actor=actor, as_of=as_of)
    return report


def request_verification(services: Services, *, campaign_id: CampaignId | None, as_of: date, actor: str) -> Operation:
    """Return the operation that reads the archive, or one campaign's: the one under way, of whatever day, or a new one.

    Raises ``OtherUnderWay`` where another part of the archive is being read, ``NotFound``, ``Forbidden``.
    """
    kind = OperationKind.VERIFY_ARCHIVE
    with services.registry.begin() as tx:
        require_may_ask(tx, actor=actor, kind=kind)
        newest = latest_in(tx)
        if newest is None or newest.state not in OPEN_STATES:
            if campaign_id is not None:
                tx.campaigns.get(campaign_id)
            return request_in(tx, kind=kind, campaign_id=campaign_id, as_of=as_of, params={}, actor=actor)
        if newest.campaign_id != campaign_id:
            what = tx.campaigns.get(newest.campaign_id).name if newest.campaign_id else "toàn bộ kho"
            raise OtherUnderWay(
                f"Kho lưu trữ đang được đối chiếu: {what}.", remedy="chờ lần đối chiếu đó xong rồi thực hiện lại."
            )
        return newest


def latest_in(tx: Transaction) -> Operation | None:
    """Return the newest operation that reads the archive, if there ever was one."""
    return next(iter(tx.operations.list(kind=OperationKind.VERIFY_ARCHIVE, limit=1)), None)


def read_archive(work: Work) -> str:
    """Read every object that no earlier attempt has read, then rows and lists; return the sentence that says so."""
    campaign_id = work.operation.campaign_id
    with work.services.registry.begin() as tx:
        seen = tx.readings.of(work.operation.id)
        objects = objects_in(tx, campaign_id=campaign_id)
    read_to = max((one.read_to or 0 for one in seen), default=0)
    left = [one for one in objects if one.place > read_to]
    done, wrong = len(objects) - len(left), sum(len(one.faults) for one in seen)
    for start in range(0, len(left), _AT_ONCE):
        reading = _read(work, left[start : start + _AT_ONCE])
        done, wrong = done + reading.read, wrong + len(reading.faults)
        work.progress(done, len(objects), f"Đã đọc {done}/{len(objects)} tệp, {wrong} sai lệch.")
    if all(one.read_to is not None for one in seen):
        faults = row_faults(work.services, campaign_id=campaign_id)
        _keep(work, ArchiveReading(operation=work.operation.id, read_to=None, faults=faults))
    return _conclude(work)


def _read(work: Work, some: Sequence[ArchivedObject]) -> ArchiveReading:
    with work.services.registry.begin() as tx:
        now = tx.now()
    found = [object_faults(work.services, one, now=now) for one in some]
    return _keep(
        work,
        ArchiveReading(
            operation=work.operation.id,
            read_to=some[-1].place,
            read=len(some),
            sound=sum(not faults for faults in found),
            faults=tuple(fault for faults in found for fault in faults),
        ),
    )


def _keep(work: Work, reading: ArchiveReading) -> ArchiveReading:
    """Keep what was seen; an attempt that another has taken over from keeps nothing."""
    with work.services.registry.begin() as tx:
        tx.operations.touch(work.operation.id, attempt=work.operation.attempt)
        tx.readings.add(reading)
    return reading


def _conclude(work: Work) -> str:
    with work.services.registry.begin() as tx:
        seen = tx.readings.of(work.operation.id)
        faults = tuple(fault for one in seen for fault in one.faults)
        read, sound = sum(one.read for one in seen), sum(one.sound for one in seen)
        _tell(
            tx,
            work.operation.campaign_id,
            verified=sound,
            faults=faults,
            actor=work.actor,
            as_of=work.as_of,
            operation=work.operation.id,
        )
    told = f"{len(faults)} sai lệch, xem kết quả đối chiếu" if faults else "không có sai lệch"
    return f"Đã đọc lại {read} tệp, {sound} tệp nguyên vẹn; {told}."


def last_verifications(tx: Transaction, campaigns: Iterable[CampaignId]) -> tuple[Verification, ...]:
    """Return the newest reading of each campaign that was ever read."""
    found = (next(iter(tx.events.list(one, kinds=(VERIFIED,), limit=1)), None) for one in campaigns)
    return tuple(_verification(event) for event in found if event is not None)


def _tell(
    tx: Transaction,
    campaign_id: CampaignId | None,
    *,
    verified: int,
    faults: tuple[ArchiveFault, ...],
    actor: str,
    as_of: date,
    operation: str | None = None,
) -> None:
    """Write what was seen in the log of each campaign that was read."""
    named = tx.archive.named(campaign_id=campaign_id)
    told = {
        "records": len(named),
        "verified": verified,
        "faults": [str(fault) for fault in faults[:_MOST_FAULTS]],
        "fault_count": len(faults),
        "operation": operation,
    }
    for one in sorted({row.campaign_id for row in named}):
        tx.events.append(
            NewEvent(
                kind=VERIFIED,
                campaign_id=one,
                subject=one,
                as_of=as_of,
                actor=actor,
                data=told,
                unique_key=f"{VERIFIED}:{operation}:{one}" if operation else None,
            )
        )


def _verification(event: Event) -> Verification:
    return Verification(
        campaign_id=CampaignId(event.subject),
        at=event.at,
        actor=event.actor,
        **event.data,
    )
