"""The archive: search over what is laid away, download, and reading it whole against its hashes."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from models.awards.archive import ArchiveId
from models.documents import CampaignId
from models.errors import ThiduaError
from web.access import Person, Right, User, allow
from web.filters import AskedFilters, filter_fields
from web.forms import Form
from web.paging import neighbours
from web.rendering import download, go_to, page, progress_part
from web.state import State, WebState
from workflows.steps.archive.verifications import request_verification
from workflows.steps.documents.finding import FindFilters
from workflows.steps.documents.retrying import retry_operation
from workflows.steps.pages.archive import archive_page, archived_file
from workflows.steps.pages.verifications import verification_page

router = APIRouter(prefix="/luu-tru")


@router.get("", dependencies=[allow(Right.OWN)])
def archive(
    request: Request, state: State, person: User, filters: AskedFilters, q: str = "", trang: int = 1
) -> Response:
    """Show what is archived within what the person may see, filtered and paged."""
    return _archive(request, state, person, query=q, filters=filters, number=trang)


@router.post("/doi-chieu", dependencies=[allow(Right.VERIFY)])
def verify(request: Request, state: State, person: User, form: Form) -> Response:
    """Ask for the archive, or one campaign's, to be read; lead to the reading under way where there is one."""
    chosen = form.optional("phong_trao")
    try:
        operation = request_verification(
            state.services,
            campaign_id=CampaignId(chosen) if chosen else None,
            actor=person.name,
            as_of=state.today,
        )
    except ThiduaError as error:
        return _archive(request, state, person, query="", filters=FindFilters(), number=1, error=error)
    return go_to(request, f"/luu-tru/doi-chieu/{operation.id}")


@router.get("/doi-chieu/{operation_id}", dependencies=[allow(Right.SEE_VERIFICATIONS)])
def verification(request: Request, state: State, operation_id: str, trang: int = 1) -> Response:
    """Show one reading of the archive: how far it is, and everything that is wrong by its name."""
    seen = verification_page(state.services, operation_id=operation_id, page=trang)
    return page(request, "verification.html", seen=seen, view=seen.view, pages=neighbours(request, seen.pages))


@router.get("/doi-chieu/{operation_id}/tien-do", dependencies=[allow(Right.SEE_VERIFICATIONS)])
def progress(request: Request, state: State, operation_id: str) -> Response:
    """Return a reading's progress alone."""
    return progress_part(request, verification_page(state.services, operation_id=operation_id).view)


@router.post("/doi-chieu/{operation_id}/chay-lai", dependencies=[allow(Right.VERIFY)])
def read_on(request: Request, state: State, person: User, operation_id: str) -> Response:
    """Let a reading that failed go on behind what it has read."""
    retry_operation(state.services, operation_id=operation_id, actor=person.name)
    return go_to(request, f"/luu-tru/doi-chieu/{operation_id}", note="Đã yêu cầu đọc tiếp.")


@router.get("/tai/{archive_id:path}", dependencies=[allow(Right.OWN)])
def archived(state: State, person: User, archive_id: ArchiveId) -> Response:
    """Return an archived file to keep, out of the locked store."""
    file, content_type = archived_file(state.services, archive_id=archive_id, scope=person.scope)
    return download(file.data, name=file.name, content_type=content_type)


def _archive(
    request: Request,
    state: WebState,
    person: Person,
    *,
    query: str,
    filters: FindFilters,
    number: int,
    error: ThiduaError | None = None,
) -> Response:
    view = archive_page(
        state.services, query=query, filters=filters, scope=person.scope, today=state.today, page=number
    )
    return page(
        request,
        "archive.html",
        error=error,
        view=view,
        pages=neighbours(request, view.pages),
        **filter_fields(state, person, query=query, filters=filters),
    )
