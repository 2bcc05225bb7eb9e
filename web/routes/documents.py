"""Documents: a campaign's list, one with its preview, and its files."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from models.documents import CampaignId, DocumentKind
from models.ports import DocumentFilter
from web.access import Right, User, allow
from web.days import AskedDay, kept
from web.paging import neighbours
from web.rendering import download, page
from web.state import State
from workflows.steps.files import document_bytes, document_pdf
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
    row = document_view(state.services, record_id=record_id, scope=person.scope)
    text = "" if row.record.pdf_sha256 else document_text(state.services, record_id=record_id, scope=person.scope)
    return page(request, "document.html", row=row, text=text)


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
