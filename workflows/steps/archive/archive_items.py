"""What is to be archived of a campaign, each thing with its data of NĐ 30/2020/NĐ-CP, Phụ lục VI."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from doc_templates.pdf import page_count
from models.accounts import Scope
from models.awards.archive import ArchiveId, RetentionClass, document_archive_id, dossier_archive_id
from models.awards.archive_data import DocumentData, FileData
from models.awards.archive_filing import document_data, file_data
from models.awards.dossiers import Dossier, DossierState
from models.awards.nominations import SHORT_AWARD_NAMES
from models.documents import CampaignId, DocumentRecord, EntryState
from models.organisation import Directory, Unit
from models.ports import ArchiveFilter, DocumentFilter, Transaction
from workflows.services import Services
from workflows.steps.documents.issuing import DOCX
from workflows.steps.documents.pdfs import PDF

ZIP = "application/zip"
SAMPLE = "Bản mẫu từ dữ liệu thử, không có giá trị pháp lý."
_PAGE = 500


@dataclass(frozen=True)
class ArchiveItem:
    """One object to be: which bytes, and what describes them."""

    id: ArchiveId
    sha256: str
    content_type: str
    title: str
    organ: Unit
    """The body whose paper or dossier it is."""
    data: Callable[[], DocumentData | FileData]
    """Gathers the data; raises ``DataTooLong``, or what reading raises."""
    document: int | None = None
    dossier: str | None = None
    retention: RetentionClass = RetentionClass.PERMANENT
    """No period was found for these papers in an official text, so they are kept for good."""


def items_of(services: Services, tx: Transaction, campaign_id: CampaignId, *, as_of: date) -> tuple[ArchiveItem, ...]:
    """Return what of the campaign is issued or closed and not archived yet, in the order of dates and numbers.

    ``as_of`` is the day that counts as the one on which a dossier's file was closed.
    """
    archived = tx.archive.list(ArchiveFilter(campaign_id=campaign_id), scope=Scope(), limit=None)
    known = {row.id for row in archived}
    ordinals = {
        row.document: row.metadata.doc_ordinal
        for row in archived
        if row.document is not None and isinstance(row.metadata, DocumentData)
    }
    last = max((ordinal for ordinal in ordinals.values() if ordinal is not None), default=0)
    directory, name = tx.units.directory(), tx.campaigns.get(campaign_id).name
    found: list[ArchiveItem] = []
    for record in _issued(tx, campaign_id):
        if record.id not in ordinals:
            last += 1
            ordinals[record.id] = last if last <= 999 else None
        found += _of_document(record, directory=directory, ordinal=ordinals[record.id])
    for dossier in tx.dossiers.list(campaign_id, state=DossierState.CLOSED):
        found += _of_dossier(services, dossier, directory=directory, campaign_name=name, as_of=as_of)
    return tuple(item for item in found if item.id not in known)


def archive_title(record: DocumentRecord) -> str:
    """Return how a document is listed, its type said once: ``Kế hoạch số 210/KH-UBND: Phát động phong trào ...``."""
    told, kind = record.title, record.type_name
    if not record.code:
        return told if told.startswith(kind) else f"{kind}: {told}"
    about = told.removeprefix(kind).strip()
    return f"{kind} số {record.code}: {about[:1].upper()}{about[1:]}"


def _issued(tx: Transaction, campaign_id: CampaignId) -> Iterator[DocumentRecord]:
    where = DocumentFilter(campaign_id=campaign_id, state=EntryState.ISSUED)
    for offset in range(0, tx.register.count(where, scope=Scope()), _PAGE):
        yield from tx.register.list(where, scope=Scope(), offset=offset, limit=_PAGE)


def _of_document(record: DocumentRecord, *, directory: Directory, ordinal: int | None) -> Iterator[ArchiveItem]:
    issuer = directory.unit(record.issuer)
    for rendition, digest, content_type in (("docx", record.sha256, DOCX), ("pdf", record.pdf_sha256, PDF)):
        if digest is not None:
            yield ArchiveItem(
                id=document_archive_id(record.id, rendition=rendition),
                sha256=digest,
                content_type=content_type,
                title=archive_title(record),
                organ=issuer,
                data=lambda: document_data(
                    record,
                    issuer=issuer,
                    ordinal=ordinal,
                    description=SAMPLE if record.context.get("sample") else "",
                ),
                document=record.id,
            )


def _of_dossier(
    services: Services, dossier: Dossier, *, directory: Directory, campaign_name: str, as_of: date
) -> Iterator[ArchiveItem]:
    unit = directory.unit(dossier.unit)

    def data() -> FileData:
        pdf = dossier.pdf_sha256
        return file_data(
            dossier,
            unit=unit,
            campaign_name=campaign_name,
            days=[day for day in (*(part.received_on for part in dossier.parts), dossier.submitted_on) if day],
            closed_on=as_of,
            pages=page_count(services.documents.get(pdf)) if pdf else None,
        )

    for rendition, digest, content_type in (("zip", dossier.zip_sha256, ZIP), ("pdf", dossier.pdf_sha256, PDF)):
        if digest is not None:
            yield ArchiveItem(
                id=dossier_archive_id(dossier.id, edition=dossier.edition, rendition=rendition),
                sha256=digest,
                content_type=content_type,
                title=f"Hồ sơ {SHORT_AWARD_NAMES[dossier.form]} của {unit.name}",
                organ=unit,
                data=data,
                dossier=dossier.id,
            )
