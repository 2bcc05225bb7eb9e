"""The plan's format before it is issued: what is wrong, where in the plan file, and the mended file in its place."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from models.documents import CampaignId
from models.errors import ThiduaError
from web.access import Right, User, allow
from web.days import act_day
from web.forms import Form
from web.rendering import download, go_to, page
from web.state import State, WebState
from workflows.steps.campaigns.plan_renewal import renew_plan
from workflows.steps.files.plan_files import PlanFileFaults
from workflows.steps.pages.campaigns import campaign_head
from workflows.steps.pages.plan_format import plan_file_text, plan_format_page

router = APIRouter(prefix="/phong-trao/{campaign_id}/the-thuc")


@router.get("", dependencies=[allow(Right.OVERSEE)])
def plan_format(request: Request, state: State, campaign_id: CampaignId) -> Response:
    """Show what the format check says of the plan."""
    return _page(request, state, campaign_id)


@router.get("/tep", dependencies=[allow(Right.OVERSEE)])
def plan_file(state: State, campaign_id: CampaignId) -> Response:
    """Return the plan file as it was given, to be mended by the lines that the findings name."""
    data = plan_file_text(state.services, campaign_id=campaign_id).encode()
    return download(data, name=f"{campaign_id}.yaml", content_type="application/yaml")


@router.post("/tep", dependencies=[allow(Right.RUN)])
def renew(request: Request, state: State, person: User, form: Form, campaign_id: CampaignId) -> Response:
    """Replace the plan file by a mended one, or show every fault of it at once."""
    head = campaign_head(state.services, campaign_id=campaign_id, today=state.today)
    try:
        upload = form.file("tep", label="Tệp kế hoạch đã sửa", kind=".yaml")
        renew_plan(
            state.services,
            campaign_id=campaign_id,
            plan_text=upload.text(label="Tệp kế hoạch"),
            file_name=upload.name,
            actor=person.name,
            as_of=act_day(head, form),
        )
    except ThiduaError as error:
        return _page(request, state, campaign_id, error=error)
    return go_to(request, f"/phong-trao/{campaign_id}/the-thuc", note=f"Đã thay tệp kế hoạch bằng “{upload.name}”.")


def _page(request: Request, state: WebState, campaign_id: CampaignId, *, error: ThiduaError | None = None) -> Response:
    head = campaign_head(state.services, campaign_id=campaign_id, today=state.today)
    return page(
        request,
        "plan_format.html",
        error=error,
        head=head,
        view=plan_format_page(state.services, campaign_id=campaign_id, as_of=head.work_day),
        faults=error.faults if isinstance(error, PlanFileFaults) else (),
        keep="",
    )
