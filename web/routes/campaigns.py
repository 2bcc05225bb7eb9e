"""Campaigns: the list, and a new one from a plan file."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from models.campaign import Clock
from models.errors import ThiduaError
from web.access import Right, User, allow
from web.forms import Fields, Form
from web.rendering import go_to, page
from web.state import State
from workflows.steps.campaigns.shipped import shipped_plans, shipped_text, start_campaign
from workflows.steps.files.plan_files import PlanFileFaults
from workflows.steps.pages.campaigns import campaign_heads

router = APIRouter(prefix="/phong-trao")
OWN_FILE = "tep-rieng"


@router.get("", dependencies=[allow(Right.OWN)])
def campaign_list(request: Request, state: State) -> Response:
    """List the campaigns, newest first."""
    return page(request, "campaigns.html", heads=campaign_heads(state.services, today=state.today))


@router.get("/moi", dependencies=[allow(Right.RUN)])
def new_campaign_form(request: Request) -> Response:
    """Show the form for a new campaign."""
    return _form_page(request)


@router.post("/moi", dependencies=[allow(Right.RUN)])
def create_campaign(request: Request, state: State, form: Form, person: User) -> Response:
    """Create a campaign, or show every fault of its plan file at once."""
    try:
        text, file_name = _plan_file(form)
        campaign = start_campaign(
            state.services,
            plan_text=text,
            file_name=file_name,
            clock=form.choice("dong_ho", Clock, label="Cách tính ngày"),
            sample=form.ticked("mau"),
            actor=person.name,
            as_of=state.today,
        )
    except ThiduaError as error:
        return _form_page(request, error=error, typed=form.typed())
    return go_to(request, f"/phong-trao/{campaign.id}", note=f"Đã tạo phong trào “{campaign.name}”.")


def _plan_file(form: Fields) -> tuple[str, str]:
    chosen = form.text("ke_hoach", label="Kế hoạch")
    if chosen != OWN_FILE:
        return shipped_text(chosen), chosen
    upload = form.file("tep", label="Tệp kế hoạch", kind=".yaml")
    return upload.text(label="Tệp kế hoạch"), upload.name


def _form_page(request: Request, *, error: ThiduaError | None = None, typed: dict[str, str] | None = None) -> Response:
    return page(
        request,
        "new_campaign.html",
        error=error,
        faults=error.faults if isinstance(error, PlanFileFaults) else (),
        plans=shipped_plans(),
        own_file=OWN_FILE,
        typed=typed or {},
    )
