"""The receipt check: whether a PDF that is laid away is PDF/A-2b, and what is noted where it is not."""

from doc_templates.pdf import PdfUnreadable, archival_faults
from models.awards.archive_data import DocumentData, FileData
from models.awards.dossiers import DossierId
from models.documents import CampaignId
from models.ports import Transaction

_NOTED = "Bản PDF không theo PDF/A-2b"
_KIND = "dossier.assembled"


def not_archival(pdf: bytes, *, parts: tuple[str, ...] = ()) -> str:
    """Return one sentence on why a PDF is no archive copy, empty where it is one.

    ``parts`` are the papers of a bound dossier that keep it from being one; they say more than the whole does.
    """
    try:
        faults = archival_faults(pdf)
    except PdfUnreadable as error:
        return f"{_NOTED}: {_lowered(error.message).rstrip('.')}."
    if not faults:
        return ""
    return f"{_NOTED}: {'; '.join(parts or [fault.message for fault in faults])}."


def noted(data: DocumentData | FileData, note: str) -> DocumentData | FileData:
    """Return archive data with a note in their description, cut to its length where it is longer."""
    longest = data.LENGTHS["description"][1]
    whole = " ".join(filter(None, (data.description, note)))
    return data.model_copy(update={"description": whole if len(whole) <= longest else f"{whole[: longest - 1]}…"})


def obstacles_of(tx: Transaction, dossier: DossierId, *, campaign_id: CampaignId) -> tuple[str, ...]:
    """Return which papers keep a dossier's newest bound PDF from being PDF/A, each with its reason."""
    newest = next(iter(tx.events.list(campaign_id, kinds=(_KIND,), subject=dossier, limit=1)), None)
    return tuple(newest.data.get("not_archival", ())) if newest else ()


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]
