"""Work step: issued documents and closed dossiers go to the locked store, each with its data; then their list.

Bytes first, then the row that names them. A death between the two leaves an object that the next run finds by its
hash, so nothing is stored twice; what has its row is not touched again.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from models.awards.archive import ArchiveRecord
from models.awards.dossiers import DossierId
from models.errors import Conflict, ThiduaError, Unavailable
from models.events import NewEvent
from models.text import sort_key
from workflows.services import ArchiveRules, Services
from workflows.steps.archive.archive_copies import not_archival, noted, obstacles_of
from workflows.steps.archive.archive_items import ArchiveItem, items_of
from workflows.steps.archive.archive_lists import (
    LIST_TYPE,
    list_bytes,
    list_data,
    list_id,
    list_number,
    list_title,
    unlisted,
)
from workflows.steps.documents.pdfs import PDF
from workflows.steps.operations.preconditions import BadParameter
from workflows.steps.operations.progress import Work

LONGEST_DAYS = 36_500
_TELL_EVERY = 10
_NAMED = 5
"""How many PDFs, or bodies, a sentence names; of a PDF the reason stands in its own data."""


class ArchiveRefused(ThiduaError):
    """Nothing may be archived here: the store's lock does not hold, or was never tried."""

    code = "archive-refused"
    http_status = 503
    exit_code = 5


class LockDaysMissing(ThiduaError):
    """The installation has not said how long archived objects are locked, and a lock cannot be taken back."""

    code = "lock-days-missing"


class SomeNotArchived(Conflict):
    """Some things could not be archived; the others were."""

    code = "some-not-archived"


def archive_campaign(work: Work) -> str:
    """Archive what of the campaign is issued or closed and not archived yet; return the sentence that says so.

    ``params["lock_days"]`` asks for a lock of that many days, on the local stack's own store only. Raises
    ``ArchiveRefused``, ``LockDaysMissing`` or ``BadParameter`` before anything is stored; ``SomeNotArchived`` after
    the others were.
    """
    services = work.services
    days = lock_days(services.archive_rules, work.operation.params)
    require_lock(services)
    with services.registry.begin() as tx:
        items = items_of(services, tx, work.campaign_id, as_of=work.as_of)
    faults, others = [], []
    for done, item in enumerate(items):
        if done % _TELL_EVERY == 0:
            work.progress(done, len(items), f"Đang lưu trữ: {done}/{len(items)}.")
        try:
            if not _archive(work, item, days=days):
                others.append(item.title)
        except Unavailable:
            raise
        except ThiduaError as error:
            faults.append(f"{item.title} ({error.message})")
    _seal(work, days=days)
    work.progress(len(items), len(items), f"Đã lưu trữ {len(items) - len(faults)}/{len(items)}.")
    if faults:
        raise SomeNotArchived(
            f"{len(faults)} mục chưa lưu trữ được: {'; '.join(faults)}.",
            remedy="sửa theo lý do của từng mục rồi thực hiện lại; các mục khác đã lưu trữ.",
        )
    if not items:
        return "Mọi văn bản đã ban hành và hồ sơ đã kết thúc đều đã lưu trữ."
    return f"Đã lưu trữ {len(items)} tệp, khóa {days} ngày.{_told(others)}{_without_code(items)}"


def _told(others: list[str]) -> str:
    """Return the sentence about the PDFs that are no archive copies, the first few by name; empty without any."""
    if not others:
        return ""
    more = f" và {len(others) - _NAMED} bản khác" if len(others) > _NAMED else ""
    named = "; ".join(others[:_NAMED])
    return f" {len(others)} bản PDF không theo PDF/A-2b, lý do ghi ở từng mục: {named}{more}."


def _without_code(items: Iterable[ArchiveItem]) -> str:
    """Return the sentence about the bodies whose code the data lack, the first few by name; empty without any."""
    names = sorted({item.organ.name for item in items if item.organ.organ_id is None}, key=sort_key)
    if not names:
        return ""
    more = f" và {len(names) - _NAMED} cơ quan khác" if len(names) > _NAMED else ""
    named = ", ".join(names[:_NAMED])
    return f" Để trống mã định danh (OrganId), vì danh mục tổ chức chưa ghi organ_id, của {named}{more}."


def lock_days(rules: ArchiveRules, params: Mapping[str, Any]) -> int:
    """Return how many days objects are to be locked; raises as ``archive_campaign`` says."""
    if not rules.allowed:
        raise ArchiveRefused(
            "Chưa được lưu trữ ở đây: khóa của kho chưa được thử, hoặc không giữ được.",
            remedy="chạy “thidua up” để thử khóa; kho phải có khóa đối tượng (object lock).",
        )
    asked = params.get("lock_days")
    if asked is None:
        return _days_of(rules)
    if not isinstance(asked, int) or isinstance(asked, bool) or not 1 <= asked <= LONGEST_DAYS:
        raise BadParameter(f"Số ngày khóa “{asked}” không hợp lệ.", remedy=f"nhập từ 1 đến {LONGEST_DAYS}.")
    if not rules.own_store:
        raise BadParameter(
            "Kho này không phải kho của hệ thống tại chỗ nên không nhận số ngày khóa riêng.",
            remedy="bỏ số ngày khóa; kho dùng THIDUA_ARCHIVE_LOCK_DAYS.",
        )
    return asked


def require_lock(services: Services) -> None:
    """Try the store's lock now; raise ``ArchiveRefused`` where it does not hold."""
    probe = services.archive.probe_lock()
    if not probe.holds:
        raise ArchiveRefused(probe.reason, remedy="không lưu trữ vào kho này; dùng kho S3 có khóa đối tượng.")


def _days_of(rules: ArchiveRules) -> int:
    if rules.lock_days is not None:
        return rules.lock_days
    if rules.own_store:
        return 1
    raise LockDaysMissing(
        "Chưa đặt thời gian khóa tệp lưu trữ, mà khóa rồi thì không ai rút ngắn được.",
        remedy="đặt THIDUA_ARCHIVE_LOCK_DAYS theo thời hạn bảo quản của cơ quan rồi khởi động lại.",
    )


def _archive(work: Work, item: ArchiveItem, *, days: int) -> bool:
    """Store one thing's bytes and its row; False for a PDF that is no archive copy, which its row then says."""
    services = work.services
    data, held = item.data(), services.documents.get(item.sha256)
    note = _note(work, item, held)
    if note:
        data = noted(data, note)
    stored = _put(services, held, content_type=item.content_type, days=days)
    record = ArchiveRecord(
        **stored,
        id=item.id,
        campaign_id=work.campaign_id,
        document=item.document,
        dossier=item.dossier,
        content_type=item.content_type,
        title=item.title,
        metadata=data,
        retention=item.retention,
        archived_on=work.as_of,
    )
    with services.registry.begin() as tx:
        tx.archive.add(record)
    return not note


def _note(work: Work, item: ArchiveItem, held: bytes) -> str:
    """Return what is to be noted of a PDF that is no archive copy; empty for one that is, and for any other file."""
    if item.content_type != PDF:
        return ""
    parts: tuple[str, ...] = ()
    if item.dossier is not None:
        with work.services.registry.begin() as tx:
            parts = obstacles_of(tx, DossierId(item.dossier), campaign_id=work.campaign_id)
    return not_archival(held, parts=parts)


def _seal(work: Work, *, days: int) -> None:
    """Archive the list of the campaign's records where something came after the last one, and tell the log."""
    services = work.services
    with services.registry.begin() as tx:
        rows = unlisted(tx, work.campaign_id)
        campaign = tx.campaigns.get(work.campaign_id)
        organ_id = tx.units.directory().unit(campaign.issuer).organ_id or ""
        settled = tx.archive.settled(work.campaign_id, place=rows[-1].place) if rows else {}
    if not rows:
        return
    stored = _put(services, list_bytes(rows, settled=settled), content_type=LIST_TYPE, days=days)
    record = ArchiveRecord(
        **stored,
        id=list_id(work.campaign_id, number=list_number(rows)),
        campaign_id=work.campaign_id,
        content_type=LIST_TYPE,
        title=list_title(campaign.name),
        metadata=list_data(rows, name=campaign.name, organ_id=organ_id),
        archived_on=work.as_of,
    )
    with services.registry.begin() as tx:
        tx.archive.add(record)
        tx.events.append(
            NewEvent(
                kind="campaign.archived",
                campaign_id=work.campaign_id,
                subject=record.id,
                as_of=work.as_of,
                actor=work.actor,
                data={"records": len(rows), "list": record.sha256},
                unique_key=f"campaign.archived:{record.id}",
            )
        )


def _put(services: Services, data: bytes, *, content_type: str, days: int) -> dict[str, Any]:
    """Store bytes locked for so many days from now on; return what the record says of them."""
    with services.registry.begin() as tx:
        until = tx.now() + timedelta(days=days)
    stored = services.archive.put(data, content_type=content_type, until=until)
    return {
        "sha256": stored.sha256,
        "size": stored.size,
        "version": stored.version,
        "locked_until": stored.locked_until or until,
    }
