"""The rule set that a campaign's awards go by: what another one would change is looked at first, then it is set."""

from datetime import date

from fastapi import APIRouter, Request
from starlette.responses import Response

from models.documents import CampaignId
from models.errors import ThiduaError
from web.access import Right, User, allow
from web.days import AskedDay, act_day, kept, page_day
from web.forms import BadForm, Fields, Form
from web.rendering import go_to, page
from web.state import State, WebState
from workflows.steps.campaigns.campaign_law import SeenPin, pin_regulation
from workflows.steps.pages.regulation import (
    RegulationPage,
    RegulationPreview,
    pin_of,
    preview_regulation,
    regulation_page,
)

router = APIRouter(prefix="/phong-trao/{campaign_id}/quy-dinh")


@router.get("", dependencies=[allow(Right.OVERSEE)])
def regulation(request: Request, state: State, campaign_id: CampaignId, day: AskedDay) -> Response:
    """Show the rule set in force for the campaign, and the others to choose from."""
    return _page(request, _view(state, campaign_id, day), day=day)


@router.post("", dependencies=[allow(Right.RUN)])
def change_regulation(request: Request, state: State, person: User, form: Form, campaign_id: CampaignId) -> Response:
    """Show what the chosen rule set would change, or set it as it was shown."""
    day = page_day(form)
    view = _view(state, campaign_id, day)
    try:
        chosen = form.text("quy_dinh", label="Quy định áp dụng")
        note = form.text("can_cu", label="Căn cứ")
        if form.chosen("lam") != "luu":
            _refuse_same(view, chosen)
            preview = preview_regulation(state.services, page=view, chosen=chosen)
            return _page(request, view, day=day, typed=form, preview=preview)
        pin_regulation(
            state.services,
            campaign_id=campaign_id,
            regulation=pin_of(chosen),
            actor=person.name,
            as_of=act_day(view.head, form),
            note=note,
            seen=SeenPin(regulation=pin_of(form.text("truoc", label="Quy định hiện nay"))),
        )
    except ThiduaError as error:
        return _page(request, view, day=day, typed=form, error=error)
    now = _view(state, campaign_id, day)
    return go_to(
        request, f"/phong-trao/{campaign_id}/quy-dinh{kept(day)}", note=f"Phong trào áp dụng {now.current.title}."
    )


def _view(state: WebState, campaign_id: CampaignId, day: date | None) -> RegulationPage:
    return regulation_page(state.services, campaign_id=campaign_id, today=state.today, day=day)


def _refuse_same(view: RegulationPage, chosen: str) -> None:
    if chosen == view.chosen:
        raise BadForm(
            "Phong trào đang áp dụng đúng lựa chọn này.", place="ô Quy định áp dụng", remedy="chọn quy định khác."
        )


def _page(
    request: Request,
    view: RegulationPage,
    *,
    day: date | None,
    typed: Fields | None = None,
    preview: RegulationPreview | None = None,
    error: ThiduaError | None = None,
) -> Response:
    return page(
        request,
        "regulation.html",
        error=error,
        head=view.head,
        view=view,
        typed=typed.typed() if typed else {},
        preview=preview,
        keep=kept(day),
    )
