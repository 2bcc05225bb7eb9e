"""The bytes of documents for whoever may see them, and previews of drafts."""

from doc_templates.catalogue import read_context
from doc_templates.rendering import compiled
from models.accounts import Scope
from models.base import Value
from models.documents import DocumentRecord, Draft, IssueKey
from models.errors import Conflict, NotFound
from models.ports import DocumentFilter
from models.text import slug
from workflows.services import Services
from workflows.steps.documents.pdfs import bind_pdfs

_TITLE_LENGTH = 60


class UnknownDocument(NotFound):
    """There is no such document, or the reader may not know of it."""

    code = "unknown-document"


class NoBytesYet(Conflict):
    """The entry has its number, but its bytes are still being made."""

    code = "no-bytes-yet"


class DocumentFile(Value):
    """A file to hand out: a name that a clerk recognises, and its bytes."""

    name: str
    data: bytes


def visible_record(services: Services, *, record_id: int, scope: Scope) -> DocumentRecord:
    """Return the register entry where the reader may see it, else raise ``UnknownDocument``."""
    with services.registry.begin() as tx:
        found = tx.register.list(DocumentFilter(ids=(record_id,)), scope=scope, limit=1)
    if not found:
        raise UnknownDocument(
            f"Không có văn bản số thứ tự {record_id}, hoặc tài khoản không được xem văn bản này.",
            remedy="tìm lại văn bản, hoặc đăng nhập bằng tài khoản được xem.",
        )
    return found[0]


def document_bytes(services: Services, *, record_id: int, scope: Scope) -> DocumentFile:
    """Return the Word file of a document that the reader may see."""
    record = visible_record(services, record_id=record_id, scope=scope)
    return DocumentFile(name=f"{file_stem(record)}.docx", data=services.documents.get(_stored(record)))


def document_pdf(services: Services, *, record_id: int, scope: Scope) -> DocumentFile:
    """Return the PDF of a document, made and kept at the first asking; ``Unavailable`` without a converter."""
    record = visible_record(services, record_id=record_id, scope=scope)
    _stored(record)
    if record.pdf_sha256 is None:
        (record,) = bind_pdfs(services, (record,))
    data = services.documents.get(record.pdf_sha256 or "")
    return DocumentFile(name=f"{file_stem(record)}.pdf", data=data)


def draft_preview(services: Services, *, key: IssueKey) -> bytes:
    """Return a draft as a Word file, number blank and missing values marked."""
    with services.registry.begin() as tx:
        draft = tx.drafts.get(key)
    return preview_of(services, draft)


def preview_of(services: Services, draft: Draft) -> bytes:
    """Return the same for a draft that is kept nowhere yet."""
    context = read_context(draft.kind, draft.context | ({"issued_on": draft.dated} if draft.dated else {}))
    return compiled(services.templates.get(draft.template)).render(context, draft=True)


def preview_pdf(services: Services, docx: bytes) -> bytes:
    """Return a preview as PDF, kept nowhere."""
    (pdf,) = services.pdf.convert((docx,))
    return pdf


def file_stem(record: DocumentRecord) -> str:
    """Return a file name without ending: ``2024-06-25 210-KH-UBND phat-dong-phong-trao``."""
    title = slug(record.title)[:_TITLE_LENGTH].rstrip("-")
    code = record.code.replace("/", "-")
    return " ".join(part for part in (record.issued_on.isoformat(), code, title) if part)


def _stored(record: DocumentRecord) -> str:
    if record.sha256 is None:
        raise NoBytesYet(f"Văn bản {record.code} đã có số nhưng tệp chưa lập xong.", remedy="chờ một phút rồi tải lại.")
    return record.sha256
