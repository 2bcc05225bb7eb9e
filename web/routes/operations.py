"""Work that was asked for: how far it is, what came of it, and another try."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from web.access import Right, User, allow
from web.rendering import go_to, page, progress_part
from web.state import State
from workflows.steps.documents.retrying import retry_operation
from workflows.steps.pages.operations import latest_operations, operation_view

router = APIRouter(prefix="/cong-viec", dependencies=[allow(Right.OVERSEE)])


@router.get("")
def operation_list(request: Request, state: State) -> Response:
    """List the newest operations."""
    return page(request, "operations.html", operations=latest_operations(state.services))


@router.get("/{operation_id}")
def operation(request: Request, state: State, operation_id: str) -> Response:
    """Show one operation; the page looks again by itself while it is open."""
    return page(request, "operation.html", view=operation_view(state.services, operation_id=operation_id))


@router.get("/{operation_id}/tien-do")
def progress(request: Request, state: State, operation_id: str) -> Response:
    """Return the operation's progress alone."""
    return progress_part(request, operation_view(state.services, operation_id=operation_id))


@router.post("/{operation_id}/chay-lai", dependencies=[allow(Right.RUN)])
def retry(request: Request, state: State, person: User, operation_id: str) -> Response:
    """Set a failed operation waiting again, with fresh attempts."""
    retry_operation(state.services, operation_id=operation_id, actor=person.name)
    return go_to(request, f"/cong-viec/{operation_id}", note="Đã yêu cầu thực hiện lại.")
