"""What a page shows of a document's inside: its PDF, or its words where no PDF can be made."""

from doc_templates.extract import text_of
from models.accounts import Scope
from models.documents import IssueKey
from workflows.services import Services
from workflows.steps.files import document_bytes, draft_preview, preview_pdf

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
ZIP = "application/zip"


def document_text(services: Services, *, record_id: int, scope: Scope) -> str:
    """Return an issued document's words; raises what ``document_bytes`` raises."""
    return text_of(document_bytes(services, record_id=record_id, scope=scope).data)


def draft_text(services: Services, *, key: IssueKey) -> str:
    """Return a draft's words as its document would hold them."""
    return text_of(draft_preview(services, key=key))


def draft_pdf(services: Services, *, key: IssueKey) -> bytes:
    """Return a draft as PDF; ``Unavailable`` where no converter is installed."""
    return preview_pdf(services, draft_preview(services, key=key))
