"""Dossiers: all of a campaign's, one with its checklist, handing in, sending back, and the bound package."""

from datetime import date

from fastapi import APIRouter, Request
from starlette.responses import Response

from models.awards.dossiers import DossierState
from models.awards.nominations import AwardForm
from models.documents import CampaignId
from models.errors import ThiduaError
from models.organisation import UnitId
from models.selection import province_of
from web.access import Person, Right, User, allow, refuse_other_unit, refuse_unseen_unit
from web.awards import ActedOnAwards, AwardsAddress, ShownAwards
from web.bodies import TAKES_DOCUMENTS
from web.days import AskedDay, act_day, kept
from web.forms import BadForm, Form
from web.paging import neighbours
from web.rendering import download, go_to, page
from web.state import State, WebState
from workflows.steps.awards.dossiers import receive_part, return_dossier, submit_dossier
from workflows.steps.pages.campaign_end import campaign_end
from workflows.steps.pages.campaigns import CampaignHead
from workflows.steps.pages.directory import unit_choices
from workflows.steps.pages.dossiers import DossierFilter, dossier_list, package_of
from workflows.steps.pages.previews import PDF, ZIP

router = APIRouter(prefix="/phong-trao/{campaign_id}/khen-thuong")
_ONE = "/{unit}/{award}"
_FILE = "/ho-so"


@router.get("", dependencies=[allow(Right.AWARDS)])
def dossiers(
    request: Request,
    state: State,
    person: User,
    campaign_id: CampaignId,
    day: AskedDay,
    don_vi: str = "",
    hinh_thuc: str = "",
    trang_thai: str = "",
    trang: int = 1,
) -> Response:
    """List a campaign's dossiers; a unit's clerk is led to their own."""
    if not person.may(Right.OVERSEE):
        return _to_unit(request, campaign_id, UnitId(person.account.unit or ""), AwardForm.BANG_KHEN_TINH, day)
    where = DossierFilter(
        state=DossierState(trang_thai) if trang_thai in tuple(DossierState) else None,
        form=AwardForm(hinh_thuc) if hinh_thuc in tuple(AwardForm) else None,
        unit=UnitId(don_vi) if don_vi else None,
    )
    found = dossier_list(state.services, campaign_id=campaign_id, today=state.today, day=day, where=where, page=trang)
    return page(
        request,
        "dossiers.html",
        head=found.head,
        office=None,
        end=campaign_end(state.services, campaign_id=campaign_id, as_of=found.head.work_day),
        found=found,
        pages=neighbours(request, found.pages),
        where=where,
        forms=tuple(AwardForm),
        states=tuple(DossierState),
        choices=_choices(state, found.head),
        keep=kept(day),
    )


@router.get("/don-vi", dependencies=[allow(Right.RUN)])
def to_unit(request: Request, campaign_id: CampaignId, day: AskedDay, don_vi: str, hinh_thuc: AwardForm) -> Response:
    """Lead the office to a unit's page, to nominate in its place."""
    return _to_unit(request, campaign_id, UnitId(don_vi), hinh_thuc, day)


@router.get(f"{_ONE}/ho-so", dependencies=[allow(Right.AWARDS)])
def dossier(request: Request, state: State, person: User, at: ShownAwards) -> Response:
    """Show one dossier with its checklist and its package."""
    return _dossier(request, state, person, at)


@router.post(f"{_ONE}/nop", dependencies=[allow(Right.HAND_IN)])
def submit(request: Request, state: State, person: User, form: Form, at: ActedOnAwards) -> Response:
    """Hand the dossier in; a refusal names every paper that stops it."""
    refuse_other_unit(person, at.unit)
    try:
        submit_dossier(
            state.services,
            **at.subject,
            actor=person.name,
            as_of=act_day(at.dossier(state).head, form),
        )
    except ThiduaError as error:
        return _dossier(request, state, person, at, error=error)
    return go_to(request, at.at(_FILE), note="Đã nộp hồ sơ.")


@router.post(f"{_ONE}/thanh-phan", dependencies=[allow(Right.HAND_IN), TAKES_DOCUMENTS])
def bring_part(request: Request, state: State, person: User, form: Form, at: ActedOnAwards) -> Response:
    """Put a paper into the dossier that was made outside this service."""
    refuse_other_unit(person, at.unit)
    file = at.dossier(state)
    try:
        chosen = form.text("phan", label="Thành phần")
        upload = form.file("tep", label="Tệp PDF hoặc Word", kind=".pdf hoặc .docx")
        item = next((row.item for row in file.rows if row.key == chosen), None)
        if item is None:
            raise BadForm(
                "Thành phần đã chọn không có trong hồ sơ.", place="ô Thành phần", remedy="chọn lại thành phần rồi gửi."
            )
        receive_part(
            state.services,
            **at.subject,
            part=item.part,
            nominee=item.nominee,
            data=upload.data,
            confirmed=form.ticked("da_xac_nhan"),
            actor=person.name,
            as_of=act_day(file.head, form),
        )
    except ThiduaError as error:
        return _dossier(request, state, person, at, error=error)
    return go_to(request, at.at(_FILE), note=f"Đã đưa vào hồ sơ: {item.what}.")


@router.post(f"{_ONE}/tra-lai", dependencies=[allow(Right.APPRAISE)])
def send_back(request: Request, state: State, person: User, form: Form, at: ActedOnAwards) -> Response:
    """Send a dossier back to its unit with the reason."""
    file = at.dossier(state)
    reason = form.optional("ly_do")
    try:
        return_dossier(
            state.services,
            dossier=file.dossier.id,
            reason=reason,
            actor=person.name,
            as_of=act_day(file.head, form),
        )
    except ThiduaError as error:
        return _dossier(request, state, person, at, error=error, typed=reason)
    return go_to(request, at.at(_FILE), note=f"Đã trả lại hồ sơ cho {file.unit.name}.")


@router.get(f"{_ONE}/ho-so.zip", dependencies=[allow(Right.AWARDS)])
def zip_file(state: State, person: User, at: ShownAwards) -> Response:
    """Return the dossier's ZIP to keep."""
    return _package(state, person, at, ending="zip", content_type=ZIP)


@router.get(f"{_ONE}/ho-so.pdf", dependencies=[allow(Right.AWARDS)])
def pdf_file(state: State, person: User, at: ShownAwards) -> Response:
    """Return the bookmarked PDF to keep."""
    return _package(state, person, at, ending="pdf", content_type=PDF)


@router.get(f"{_ONE}/xem.pdf", dependencies=[allow(Right.AWARDS)])
def pdf_view(state: State, person: User, at: ShownAwards) -> Response:
    """Return the bookmarked PDF to look at in the page."""
    return _package(state, person, at, ending="pdf", content_type=PDF, inline=True)


def _package(
    state: WebState, person: Person, at: AwardsAddress, *, ending: str, content_type: str, inline: bool = False
) -> Response:
    refuse_unseen_unit(person, at.unit)
    file = package_of(
        state.services,
        **at.subject,
        ending=ending,
        scope=person.scope,
    )
    return download(file.data, name=file.name, content_type=content_type, inline=inline)


def _to_unit(request: Request, campaign_id: CampaignId, unit: UnitId, award: AwardForm, day: date | None) -> Response:
    return go_to(request, AwardsAddress(campaign_id=campaign_id, unit=unit, award=award, day=day).home)


def _choices(state: WebState, head: CampaignHead) -> dict[UnitId, str]:
    """Return the units of the campaign's province that exist on the day."""
    home = province_of(head.campaign.issuer)
    known = unit_choices(state.services, as_of=head.work_day)
    return {unit: name for unit, name in known.items() if province_of(unit) == home}


def _dossier(
    request: Request,
    state: WebState,
    person: Person,
    at: AwardsAddress,
    *,
    error: ThiduaError | None = None,
    typed: str = "",
) -> Response:
    refuse_unseen_unit(person, at.unit)
    file = at.dossier(state)
    return page(
        request,
        "dossier.html",
        error=error,
        file=file,
        view=file,
        head=file.head,
        may_act=person.may_act_for(at.unit),
        upload_limit_mb=state.settings.upload_limit_mb,
        typed=typed,
        home=at.home,
        keep=kept(at.day),
    )
