"""What all campaigns share: the organisation directory."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from models.errors import ThiduaError
from web.access import Right, User, allow
from web.forms import Form
from web.rendering import go_to, page
from web.state import State, WebState
from workflows.steps.campaigns.campaigns import import_directory
from workflows.steps.campaigns.shipped import keep_shipped_directories
from workflows.steps.files.plan_files import PlanFileFaults
from workflows.steps.pages.directory import all_units

router = APIRouter(dependencies=[allow(Right.OVERSEE)])


@router.get("/danh-muc-don-vi")
def directory(request: Request, state: State) -> Response:
    """Show the organisation directory."""
    return _directory(request, state)


@router.post("/danh-muc-don-vi", dependencies=[allow(Right.RUN)])
def take_directory(request: Request, state: State, person: User, form: Form) -> Response:
    """Take in a directory file, or the directories that come with the service."""
    try:
        if form.ticked("kem_theo"):
            changed = keep_shipped_directories(state.services, actor=person.name, as_of=state.today)
        else:
            upload = form.file("tep", label="Tệp danh mục", kind=".yaml")
            changed = import_directory(
                state.services,
                text=upload.text(label="Tệp danh mục"),
                file_name=upload.name,
                actor=person.name,
                as_of=state.today,
            )
    except ThiduaError as error:
        return _directory(request, state, error=error)
    return go_to(request, "/danh-muc-don-vi", note=f"Đã thêm hoặc cập nhật {changed} đơn vị.")


def _directory(request: Request, state: WebState, *, error: ThiduaError | None = None) -> Response:
    return page(
        request,
        "directory.html",
        error=error,
        faults=error.faults if isinstance(error, PlanFileFaults) else (),
        units=all_units(state.services),
    )
