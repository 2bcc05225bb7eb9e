"""What is laid away for good, as pages list it: what, locked until when, and how it was found at the last reading."""

from datetime import date, datetime

from models.accounts import Scope
from models.awards.archive import RETENTION_NAMES, ArchiveId, document_archive_id
from models.base import Value
from models.documents import CampaignId
from models.errors import NotFound
from models.ports import ArchiveFilter, DocumentFilter, SealedRecord, Transaction
from models.text import slug
from workflows.services import Services
from workflows.steps.archive.verifications import Verification, last_verifications, latest_in
from workflows.steps.documents.files import DocumentFile
from workflows.steps.documents.finding import FindFilters, find_documents
from workflows.steps.pages.operations import OperationView, views_in
from workflows.steps.pages.paging import Pages, page_of
from workflows.steps.pages.previews import DOCX, PDF, ZIP
from workflows.steps.pages.search import catch_up

_MOST = 2000
_ENDINGS = {DOCX: "docx", PDF: "pdf", ZIP: "zip"}
_FIRST_YEAR = 2020


class UnseenArchived(NotFound):
    """Nothing is archived under that id, or the reader may not see it."""

    code = "unseen-archived"


class ArchivedRow(Value):
    """One archived thing with the names a page shows."""

    record: SealedRecord
    campaign_name: str
    ending: str
    """What the file is: docx, pdf, zip, json."""

    @property
    def retention(self) -> str:
        """Return how long it is kept."""
        return RETENTION_NAMES[self.record.retention]


class ArchivePage(Value):
    """One page of what was found in the archive."""

    rows: tuple[ArchivedRow, ...]
    pages: Pages
    campaigns: tuple[tuple[CampaignId, str], ...]
    years: tuple[int, ...]
    verifications: tuple[tuple[str, Verification], ...]
    """The last reading of each campaign's archive, with the campaign's name."""
    last_run: OperationView | None
    """The newest operation that reads the archive; for those who see everything."""
    now: datetime


def archive_page(
    services: Services, *, query: str, filters: FindFilters, scope: Scope, today: date, page: int = 1
) -> ArchivePage:
    """Return one page of archived things that a reader may see; words are looked for inside documents."""
    where = ArchiveFilter(
        campaign_id=filters.campaign_id,
        kind=filters.kind,
        unit=filters.unit,
        year=filters.year,
        documents=_with_words(services, query, filters, scope) if query.strip() else None,
    )
    with services.registry.begin() as tx:
        names = {campaign.id: campaign.name for campaign in tx.campaigns.list()}
        pages = page_of(tx.archive.count(where, scope=scope), wanted=page)
        records = tx.archive.list(where, scope=scope, offset=pages.offset, limit=pages.per_page)
        told = last_verifications(tx, names) if scope.units is None else ()
        newest = latest_in(tx) if scope.units is None else None
        return ArchivePage(
            rows=tuple(_row(one, names) for one in records),
            pages=pages,
            campaigns=tuple(names.items()),
            years=tuple(range(today.year, _FIRST_YEAR - 1, -1)),
            verifications=tuple((names.get(one.campaign_id, ""), one) for one in told),
            last_run=next(iter(views_in(tx, [newest]))) if newest else None,
            now=tx.now(),
        )


def archived_file(services: Services, *, archive_id: ArchiveId, scope: Scope) -> tuple[DocumentFile, str]:
    """Return an archived file out of the locked store with its content type; raises ``UnseenArchived``."""
    with services.registry.begin() as tx:
        record = tx.archive.find(archive_id)
        if record is None or not _seen(tx, record, scope):
            raise UnseenArchived(
                f"Không có mục lưu trữ “{archive_id}”, hoặc tài khoản không được xem.",
                remedy="tìm lại trong trang Lưu trữ.",
            )
    name = f"{slug(record.title)[:80].rstrip('-')}.{_ending(record)}"
    return DocumentFile(name=name, data=services.archive.get(record.sha256)), record.content_type


def archived_document(services: Services, *, record_id: int) -> SealedRecord | None:
    """Return the archive record of a document's Word file, None while it is not archived."""
    with services.registry.begin() as tx:
        return tx.archive.find(document_archive_id(record_id))


def _with_words(services: Services, query: str, filters: FindFilters, scope: Scope) -> tuple[int, ...]:
    catch_up(services)
    found = find_documents(services, query=query, scope=scope, filters=filters, limit=_MOST)
    return tuple(one.record.id for one in found)


def _seen(tx: Transaction, record: SealedRecord, scope: Scope) -> bool:
    if scope.units is None:
        return True
    if record.document is not None:
        return bool(tx.register.list(DocumentFilter(ids=(record.document,)), scope=scope, limit=1))
    own = [one.id for unit in scope.units for one in tx.dossiers.list(record.campaign_id, unit=unit)]
    return record.dossier in own


def _row(record: SealedRecord, names: dict[CampaignId, str]) -> ArchivedRow:
    return ArchivedRow(
        record=record, campaign_name=names.get(record.campaign_id, record.campaign_id), ending=_ending(record)
    )


def _ending(record: SealedRecord) -> str:
    return _ENDINGS.get(record.content_type, "json")
