"""What the demo leaves behind: every document as .docx and .pdf, in folders that a clerk would recognise."""

import shutil
from pathlib import Path

from models.accounts import Scope
from models.documents import CampaignId, DocumentKind, DocumentRecord, EntryState
from models.organisation import Directory
from models.ports import DocumentFilter
from models.text import slug
from workflows.services import Services

FOLDERS: dict[DocumentKind, str] = {
    DocumentKind.CAMPAIGN_PLAN: "1. Kế hoạch của tỉnh",
    DocumentKind.SUB_PLAN: "2. Kế hoạch triển khai",
    DocumentKind.UNIT_FINAL_REPORT: "3. Báo cáo tổng kết của đơn vị",
    DocumentKind.REMINDER_LETTER: "4. Công văn đôn đốc",
    DocumentKind.OUTGOING_REGISTER: "5. Sổ đăng ký văn bản đi",
}


def issued_documents(services: Services, *, campaign_id: CampaignId) -> tuple[DocumentRecord, ...]:
    """Return every issued document of the campaign by kind, date and number."""
    where = DocumentFilter(campaign_id=campaign_id, state=EntryState.ISSUED)
    with services.registry.begin() as tx:
        total = tx.register.count(where, scope=Scope())
        found = tx.register.list(where, scope=Scope(), limit=max(total, 1))
    order = list(DocumentKind)
    return tuple(sorted(found, key=lambda r: (order.index(r.kind), r.issued_on, r.issuer, r.number or 0)))


def file_stem(record: DocumentRecord, *, directory: Directory) -> str:
    """Return a document's path below the export folder, without its ending."""
    unit = directory.unit(record.issuer)
    number = f"{record.number:02d}-{slug(record.symbol).upper()}_" if record.number is not None else ""
    return f"{FOLDERS[record.kind]}/{record.issued_on:%Y-%m-%d}_{number}{slug(unit.name)}"


def export(services: Services, *, campaign_id: CampaignId, out: Path) -> dict[int, str]:
    """Write every issued document below ``out``; return each entry's path without ending, relative to ``out``.

    What an earlier export left in those folders is replaced.
    """
    with services.registry.begin() as tx:
        directory = tx.units.directory()
    for folder in FOLDERS.values():
        shutil.rmtree(out / folder, ignore_errors=True)
    stems: dict[int, str] = {}
    for record in issued_documents(services, campaign_id=campaign_id):
        stems[record.id] = file_stem(record, directory=directory)
        _write(services, record.sha256, out / f"{stems[record.id]}.docx")
        _write(services, record.pdf_sha256, out / f"{stems[record.id]}.pdf")
    return stems


def _write(services: Services, sha256: str | None, file: Path) -> None:
    if sha256 is None:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(services.documents.get(sha256))
