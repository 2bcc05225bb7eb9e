"""One campaign on a chosen day: its timeline, its deadlines, and a button per step."""

from datetime import date

from fastapi import APIRouter, Request
from starlette.responses import Response

from models.deadlines import DeadlineStatus
from models.documents import CampaignId
from models.errors import ThiduaError
from models.operations import OperationKind
from models.organisation import UnitId
from web.access import Right, User, allow
from web.days import AskedDay, act_day, kept, past_day
from web.errors import PageNotFound
from web.forms import Fields, Form
from web.paging import neighbours
from web.rendering import go_to, page
from web.state import State, WebState
from workflows.steps.documents.requests import request_operation
from workflows.steps.pages.campaign import campaign_page, office_page
from workflows.steps.pages.campaigns import CampaignHead, campaign_head
from workflows.steps.pages.deadlines import DeadlineFilter, deadline_list
from workflows.steps.pages.directory import unit_names
from workflows.steps.pages.history import campaign_history

router = APIRouter(prefix="/phong-trao/{campaign_id}")


@router.get("", dependencies=[allow(Right.OWN)])
def campaign(request: Request, state: State, person: User, campaign_id: CampaignId, day: AskedDay) -> Response:
    """Show a campaign; the office also sees what comes next and what needs an eye."""
    if not person.may(Right.OVERSEE):
        seen = campaign_page(state.services, campaign_id=campaign_id, today=state.today, day=day, scope=person.scope)
        return page(request, "campaign.html", view=seen, office=None, head=seen.head, keep=kept(day))
    return _office(request, state, campaign_id, day)


@router.post("/buoc/{kind}", dependencies=[allow(Right.RUN)])
def start_step(
    request: Request, state: State, person: User, form: Form, campaign_id: CampaignId, kind: str
) -> Response:
    """Ask for a step's work and lead to its progress; a refusal is told on the campaign's page."""
    head = campaign_head(state.services, campaign_id=campaign_id, today=state.today)
    try:
        as_of, params = _step_order(OperationKind(_known(kind)), form, head)
        operation = request_operation(
            state.services,
            kind=OperationKind(kind),
            campaign_id=campaign_id if kind != OperationKind.PUBLISH_TEMPLATES else None,
            as_of=as_of,
            params=params,
            actor=person.name,
        )
    except ThiduaError as error:
        return _office(request, state, campaign_id, None, error=error)
    return go_to(request, f"/cong-viec/{operation.id}")


@router.get("/nhat-ky", dependencies=[allow(Right.OVERSEE)])
def history(request: Request, state: State, campaign_id: CampaignId, day: AskedDay) -> Response:
    """Show what happened in the campaign, newest first."""
    head = campaign_head(state.services, campaign_id=campaign_id, today=state.today, day=day)
    rows = campaign_history(state.services, campaign_id=campaign_id)
    return page(request, "history.html", head=head, rows=rows, keep=kept(day))


@router.get("/thoi-han", dependencies=[allow(Right.OWN)])
def deadlines(
    request: Request,
    state: State,
    person: User,
    campaign_id: CampaignId,
    day: AskedDay,
    don_vi: str = "",
    trang_thai: str = "",
    viec: str = "",
    trang: int = 1,
) -> Response:
    """List a campaign's deadlines as they stood on the day, filtered and paged."""
    head = campaign_head(state.services, campaign_id=campaign_id, today=state.today, day=day)
    status = DeadlineStatus(trang_thai) if trang_thai in tuple(DeadlineStatus) else None
    where = DeadlineFilter(unit=UnitId(don_vi) if don_vi else None, status=status, obligation_id=viec or None)
    found = deadline_list(
        state.services,
        campaign_id=campaign_id,
        as_of=head.work_day,
        scope=person.scope,
        where=where,
        page=trang,
    )
    return page(
        request,
        "deadlines.html",
        head=head,
        found=found,
        pages=neighbours(request, found.pages),
        where=where,
        units=unit_names(state.services) if person.may(Right.OVERSEE) else {},
        keep=kept(day),
    )


def _known(kind: str) -> str:
    if kind not in tuple(OperationKind):
        raise PageNotFound("Không có bước này.", place=kind, remedy="quay lại trang phong trào và chọn bước.")
    return kind


def _step_order(kind: OperationKind, form: Fields, head: CampaignHead) -> tuple[date, dict[str, object]]:
    """Return the business date and the parameters that a step's form asks for."""
    day = act_day(head, form)
    if kind is OperationKind.ISSUE_PLAN:
        label = "Ngày ban hành"
        dated = past_day(head, form.day("ngay_van_ban", label=label), label=label)
        number = {"number": form.number("so", label="Số văn bản")} if form.optional("so") else {}
        return max(dated, day), {"date": dated.isoformat(), **number}
    if kind is OperationKind.SWEEP_DEADLINES:
        start = form.day("tu", label="Từ ngày")
        end = past_day(head, form.day("den", label="Đến ngày"), label="Đến ngày")
        return max(end, day), {"from": start.isoformat(), "to": end.isoformat()}
    return day, {}


def _office(
    request: Request,
    state: WebState,
    campaign_id: CampaignId,
    day: date | None,
    *,
    error: ThiduaError | None = None,
) -> Response:
    view = office_page(state.services, campaign_id=campaign_id, today=state.today, day=day)
    return page(request, "campaign.html", error=error, view=view, office=view, head=view.head, keep=kept(day))
