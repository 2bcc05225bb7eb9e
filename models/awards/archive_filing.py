"""The archive data of a register entry and of a closed dossier, taken from what the registry knows."""

from collections.abc import Sequence
from datetime import date

from models.awards.archive import RETENTION_NAMES, RetentionClass
from models.awards.archive_data import DocumentData, FileData, Receiver
from models.awards.dossiers import Dossier
from models.awards.nominations import SHORT_AWARD_NAMES
from models.documents import DocumentRecord, printed_number
from models.organisation import Unit
from models.text import squeeze


def document_data(
    record: DocumentRecord, *, issuer: Unit, file_notation: str = "", ordinal: int | None = None, description: str = ""
) -> DocumentData:
    """Return the data of an issued document under the lengths of Appendix VI; raises ``DataTooLong``.

    What the registry does not know (codes of receivers, number of copies, urgency) stays empty.
    """
    data = DocumentData(
        organ_id=issuer.organ_id or "",
        file_catalog=record.issued_on.year,
        file_notation=file_notation,
        doc_ordinal=ordinal,
        type_name=record.type_name,
        code_number="" if record.number is None else printed_number(record.number),
        code_notation=record.symbol,
        issued_on=record.issued_on,
        organ_name=issuer.name,
        subject=squeeze(record.title),
        page_amount=record.page_count,
        description=description,
        signer_position=_position(record.signer.authority) if record.signer else "",
        signer_name=record.signer.name if record.signer else "",
        to=tuple(Receiver(name=name) for name in record.recipients),
    )
    data.check_lengths()
    return data


def file_data(
    dossier: Dossier,
    *,
    unit: Unit,
    campaign_name: str,
    days: Sequence[date],
    closed_on: date,
    pages: int | None = None,
    retention: RetentionClass = RetentionClass.PERMANENT,
) -> FileData:
    """Return the data of a closed dossier; ``days`` are those of its papers. Raises ``DataTooLong``."""
    data = FileData(
        organ_id=unit.organ_id or "",
        file_catalog=closed_on.year,
        title=f"Hồ sơ đề nghị tặng {SHORT_AWARD_NAMES[dossier.form]} của {unit.name}: {squeeze(campaign_name)}",
        maintenance=RETENTION_NAMES[retention],
        creator=unit.abbreviation,
        start=min(days, default=closed_on),
        end=max(days, default=closed_on),
        doc_total=len([part for part in dossier.parts if part.is_there]),
        page_total=pages,
    )
    data.check_lengths()
    return data


def _position(authority: Sequence[str]) -> str:
    return squeeze(", ".join(authority))
