"""Documents: a campaign's list, one with its preview, and its files."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from models.documents import CampaignId, DocumentKind
from models.errors import ThiduaError, Unavailable
from models.ports import DocumentFilter
from web.access import Person, Right, User, allow
from web.days import AskedDay, kept
from web.paging import neighbours
from web.rendering import download, go_to, page
from web.state import State, WebState
from workflows.steps.documents.files import document_bytes, document_pdf
from workflows.steps.pages.archive import archived_document
from workflows.steps.pages.campaigns import campaign_head
from workflows.steps.pages.documents import document_list, document_view
from workflows.steps.pages.previews import DOCX, PDF, document_text

router = APIRouter(dependencies=[allow(Right.OWN)])


@router.get("/phong-trao/{campaign_id}/van-ban")
def documents(
    request: Request,
    state: State,
    person: User,
    campaign_id: CampaignId,
    day: AskedDay,
    loai: str = "",
    trang: int = 1,
) -> Response:
    """List a campaign's documents that the person may see."""
    kind = DocumentKind(loai) if loai in tuple(DocumentKind) else None
    where = DocumentFilter(campaign_id=campaign_id, kind=kind)
    found = document_list(state.services, where=where, scope=person.scope, page=trang)
    return page(
        request,
        "documents.html",
        head=campaign_head(state.services, campaign_id=campaign_id, today=state.today, day=day),
        found=found,
        pages=neighbours(request, found.pages),
        kind=kind,
        kinds=tuple(DocumentKind),
        keep=kept(day),
    )


@router.get("/van-ban/{record_id}")
def document(request: Request, state: State, person: User, record_id: int) -> Response:
    """Show one document: its entry, a preview, its files."""
    return _document(request, state, person, record_id)


@router.post("/van-ban/{record_id}/pdf")
def make_pdf(request: Request, state: State, person: User, record_id: int) -> Response:
    """Make the PDF rendition, once for all readers; where that cannot be done the page says why."""
    try:
        document_pdf(state.services, record_id=record_id, scope=person.scope)
    except Unavailable as error:
        return _document(request, state, person, record_id, error=error)
    return go_to(request, f"/van-ban/{record_id}", note="Đã tạo bản PDF.")


@router.get("/van-ban/{record_id}/tai.docx")
def word_file(state: State, person: User, record_id: int) -> Response:
    """Return the Word file to keep."""
    file = document_bytes(state.services, record_id=record_id, scope=person.scope)
    return download(file.data, name=file.name, content_type=DOCX)


@router.get("/van-ban/{record_id}/tai.pdf")
def pdf_file(state: State, person: User, record_id: int) -> Response:
    """Return the PDF rendition to keep; it is made at the first wish."""
    file = document_pdf(state.services, record_id=record_id, scope=person.scope)
    return download(file.data, name=file.name, content_type=PDF)


@router.get("/van-ban/{record_id}/xem.pdf")
def pdf_view(state: State, person: User, record_id: int) -> Response:
    """Return the PDF rendition to look at in the page."""
    file = document_pdf(state.services, record_id=record_id, scope=person.scope)
    return download(file.data, name=file.name, content_type=PDF, inline=True)


def _document(
    request: Request, state: WebState, person: Person, record_id: int, *, error: ThiduaError | None = None
) -> Response:
    row = document_view(state.services, record_id=record_id, scope=person.scope)
    readable = row.issued and row.record.pdf_sha256 is None
    text = document_text(state.services, record_id=record_id, scope=person.scope) if readable else ""
    archived = archived_document(state.services, record_id=record_id)
    return page(request, "document.html", error=error, row=row, text=text, archived=archived)
