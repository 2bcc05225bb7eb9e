"""The award decision: drafted from the dossiers handed in, checked, confirmed; and its certificates to print."""

from datetime import date

from fastapi import APIRouter, Request
from starlette.responses import Response

from models.awards.nominations import AwardForm
from models.awards.nominees import NomineeId
from models.documents import CampaignId, IssueKey
from models.errors import ThiduaError
from web.access import Right, User, allow
from web.days import AskedDay, act_day, kept, page_day
from web.forms import Fields, Form
from web.rendering import download, go_to, page
from web.state import State, WebState
from workflows.steps.awards.certificates import certificates_file
from workflows.steps.awards.decisions import confirm_decision, draft_decision, tell_apart
from workflows.steps.pages.decisions import decision_page
from workflows.steps.pages.previews import PDF

router = APIRouter(prefix="/phong-trao/{campaign_id}/khen-thuong/quyet-dinh")
_FORM = AwardForm.BANG_KHEN_TINH
"""The only form that the province's chairman decides on."""


@router.get("", dependencies=[allow(Right.OVERSEE)])
def decision(request: Request, state: State, campaign_id: CampaignId, day: AskedDay) -> Response:
    """Show where the decision stands."""
    return _decision(request, state, campaign_id, day)


@router.post("/du-thao", dependencies=[allow(Right.RUN)])
def draft(request: Request, state: State, person: User, form: Form, campaign_id: CampaignId) -> Response:
    """Draft the decision on every dossier that lies with the Board, or draft it anew."""
    day = page_day(form)
    try:
        dated = form.day("ngay_quyet_dinh", label="Ngày quyết định")
        draft_decision(state.services, campaign_id=campaign_id, form=_FORM, decided_on=dated, actor=person.name)
    except ThiduaError as error:
        return _decision(request, state, campaign_id, day, error=error, typed=form)
    return go_to(request, _address(campaign_id, dated), note="Đã lập dự thảo quyết định và kiểm tra.")


@router.post("/khac-nhau", dependencies=[allow(Right.RUN)])
def tell_two_apart(request: Request, state: State, person: User, form: Form, campaign_id: CampaignId) -> Response:
    """Keep a person's word that two nominees with like names are two."""
    day = page_day(form)
    view = decision_page(state.services, campaign_id=campaign_id, form=_FORM, today=state.today, day=day)
    try:
        tell_apart(
            state.services,
            campaign_id=campaign_id,
            one=NomineeId(form.text("mot", label="Đối tượng thứ nhất")),
            other=NomineeId(form.text("hai", label="Đối tượng thứ hai")),
            actor=person.name,
            as_of=act_day(view.head, form),
        )
    except ThiduaError as error:
        return _decision(request, state, campaign_id, day, error=error)
    return go_to(request, _address(campaign_id, day), note="Đã ghi nhận hai đối tượng là hai người khác nhau.")


@router.post("/xac-nhan", dependencies=[allow(Right.RUN)])
def confirm(request: Request, state: State, person: User, form: Form, campaign_id: CampaignId) -> Response:
    """Confirm the decision; it is issued with its certificates, or every check that fails is told."""
    day = page_day(form)
    try:
        dated = form.day("ngay_quyet_dinh", label="Ngày quyết định")
        confirm_decision(
            state.services,
            key=IssueKey(form.text("du_thao", label="Dự thảo")),
            dated=dated,
            signer_name=form.optional("nguoi_ky") or None,
            actor=person.name,
        )
    except ThiduaError as error:
        return _decision(request, state, campaign_id, day, error=error, typed=form)
    note = "Đã xác nhận quyết định. Quyết định đang được kiểm tra lần cuối, cấp số và lập bằng."
    return go_to(request, _address(campaign_id, dated), note=note)


@router.get("/{record_id}/bang-de-in.pdf", dependencies=[allow(Right.OVERSEE)])
def print_file(state: State, person: User, record_id: int) -> Response:
    """Return all certificates of a decision as one PDF to print, in the order of its list."""
    file = certificates_file(state.services, decision_id=record_id, scope=person.scope)
    return download(file.data, name=file.name, content_type=PDF)


@router.get("/{record_id}/xem-bang.pdf", dependencies=[allow(Right.OVERSEE)])
def print_view(state: State, person: User, record_id: int) -> Response:
    """Return the same to look at in the page."""
    file = certificates_file(state.services, decision_id=record_id, scope=person.scope)
    return download(file.data, name=file.name, content_type=PDF, inline=True)


def _address(campaign_id: CampaignId, day: date | None) -> str:
    return f"/phong-trao/{campaign_id}/khen-thuong/quyet-dinh{kept(day)}"


def _decision(
    request: Request,
    state: WebState,
    campaign_id: CampaignId,
    day: date | None,
    *,
    error: ThiduaError | None = None,
    typed: Fields | None = None,
) -> Response:
    view = decision_page(state.services, campaign_id=campaign_id, form=_FORM, today=state.today, day=day)
    return page(
        request,
        "decision.html",
        error=error,
        page_view=view,
        head=view.head,
        typed=typed.typed() if typed else {},
        keep=kept(day),
    )
