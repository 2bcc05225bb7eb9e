"""What the demo leaves behind: every document as .docx and .pdf, in folders that a clerk would recognise."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from models.accounts import Scope
from models.awards.dossiers import DossierId
from models.documents import CampaignId, DocumentKind, DocumentRecord, EntryState
from models.organisation import Directory
from models.ports import DocumentFilter
from models.text import slug
from workflows.services import Services
from workflows.steps.awards.certificates import certificates_file
from workflows.steps.awards.dossier_parts import DossierView

FOLDERS: dict[DocumentKind, str] = {
    DocumentKind.CAMPAIGN_PLAN: "1. Kế hoạch của tỉnh",
    DocumentKind.SUB_PLAN: "2. Kế hoạch triển khai",
    DocumentKind.UNIT_FINAL_REPORT: "3. Báo cáo tổng kết của đơn vị",
    DocumentKind.REMINDER_LETTER: "4. Công văn đôn đốc",
    DocumentKind.OUTGOING_REGISTER: "5. Sổ đăng ký văn bản đi",
    DocumentKind.FINAL_REPORT: "6. Báo cáo tổng kết của tỉnh",
    DocumentKind.ACHIEVEMENT_REPORT: "7. Báo cáo thành tích",
    DocumentKind.COUNCIL_MINUTES: "8. Biên bản họp Hội đồng",
    DocumentKind.AWARD_PROPOSAL: "9. Tờ trình",
    DocumentKind.DOSSIER_INDEX: "10. Hồ sơ đề nghị khen thưởng",
    DocumentKind.AWARD_DECISION: "11. Quyết định khen thưởng",
    DocumentKind.CERTIFICATE: "12. Bằng khen",
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
    name = slug(directory.unit(record.issuer).name)
    if record.number is not None:
        name = f"{record.number:02d}-{slug(record.symbol).upper()}_{name}"
    elif "/" in (nominee := record.key.split(":")[2]):
        name = f"{name}_{slug(nominee.partition('.')[2])}"
    return f"{FOLDERS[record.kind]}/{record.issued_on:%Y-%m-%d}_{name}"


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
        stem = file_stem(record, directory=directory)
        stems[record.id] = f"{stem}_{record.id}" if stem in stems.values() else stem
        _write(services, record.sha256, out / f"{stems[record.id]}.docx")
        _write(services, record.pdf_sha256, out / f"{stems[record.id]}.pdf")
        if record.kind is DocumentKind.AWARD_DECISION:
            printed = certificates_file(services, decision_id=record.id, scope=Scope())
            _put(printed.data, out / FOLDERS[DocumentKind.CERTIFICATE] / f"In tất cả - {printed.name}")
    return stems


def export_dossiers(
    services: Services, *, dossiers: Sequence[DossierView], directory: Directory, out: Path
) -> dict[DossierId, dict[str, str | None]]:
    """Write each dossier's ZIP and bookmarked PDF; return their paths relative to ``out``, None where none was made."""
    paths: dict[DossierId, dict[str, str | None]] = {}
    for view in dossiers:
        held = view.dossier
        stem = f"{FOLDERS[DocumentKind.DOSSIER_INDEX]}/ho-so_{slug(directory.unit(held.unit).name)}"
        paths[held.id] = {"zip": None, "pdf": None}
        for ending, sha256 in (("zip", held.zip_sha256), ("pdf", held.pdf_sha256)):
            if sha256 is not None:
                _write(services, sha256, out / f"{stem}.{ending}")
                paths[held.id][ending] = f"{stem}.{ending}"
    return paths


def _write(services: Services, sha256: str | None, file: Path) -> None:
    if sha256 is not None:
        _put(services.documents.get(sha256), file)


def _put(data: bytes, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
