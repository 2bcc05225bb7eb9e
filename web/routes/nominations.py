"""A unit's nominations, one by one: who is proposed, with which achievement and report."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from models.awards.nominations import Nomination, NominationId
from models.awards.nominees import NomineeId, NomineeKind
from models.errors import ThiduaError
from web.access import Right, User, allow, refuse_other_unit
from web.awards import ActedOnAwards, AwardsAddress, ShownAwards
from web.days import act_day, kept
from web.forms import Fields, Form
from web.nominee_forms import earlier_rows, entry_of, kind_of, values_of
from web.rendering import go_to, page
from web.state import State, WebState
from workflows.steps.awards.nominations import record_nomination, withdraw_nomination
from workflows.steps.pages.nominations import UnitAwards, nomination_of, usual_achievement

router = APIRouter(prefix="/phong-trao/{campaign_id}/khen-thuong/{unit}/{award}")


@router.get("/de-nghi", dependencies=[allow(Right.HAND_IN)])
def nomination_form(
    request: Request, state: State, person: User, at: ShownAwards, doi_tuong: str = "", loai: str = ""
) -> Response:
    """Show the form of a new nomination of one kind, or that of a nominee already proposed."""
    refuse_other_unit(person, at.unit)
    view = at.awards(state)
    known = nomination_of(view, nominee=NomineeId(doi_tuong)) if doi_tuong else None
    kind = known.nominee.kind if known else kind_of(loai)
    return _form(request, state, at, view, kind, known)


@router.post("/de-nghi", dependencies=[allow(Right.HAND_IN)])
def record(request: Request, state: State, person: User, form: Form, at: ActedOnAwards) -> Response:
    """Keep a nomination; a refusal shows the form again as it was filled in."""
    refuse_other_unit(person, at.unit)
    view = at.awards(state)
    nominee = NomineeId(form.optional("doi_tuong")) or None
    kind = kind_of(form.optional("loai"))
    try:
        recorded = record_nomination(
            state.services,
            **at.subject,
            entry=entry_of(form, kind=kind, nominee=nominee),
            actor=person.name,
            as_of=act_day(view.head, form),
        )
    except ThiduaError as error:
        known = nomination_of(view, nominee=nominee) if nominee else None
        return _form(request, state, at, view, kind, known, error=error, typed=form)
    return go_to(request, at.home, note=f"Đã ghi đề nghị khen thưởng: {recorded.nominee.full_name}.")


@router.post("/rut", dependencies=[allow(Right.HAND_IN)])
def withdraw(request: Request, state: State, person: User, form: Form, at: ActedOnAwards) -> Response:
    """Take a nomination back, with the reason."""
    refuse_other_unit(person, at.unit)
    view = at.awards(state)
    known = nomination_of(view, nominee=NomineeId(form.text("doi_tuong", label="Đối tượng")))
    try:
        withdrawn = withdraw_nomination(
            state.services,
            nomination=NominationId(known.id),
            reason=form.text("ly_do", label="Lý do rút"),
            actor=person.name,
            as_of=act_day(view.head, form),
        )
    except ThiduaError as error:
        return _form(request, state, at, view, known.nominee.kind, known, error=error)
    return go_to(request, at.home, note=f"Đã rút đề nghị: {withdrawn.nominee.full_name}.")


def _form(
    request: Request,
    state: WebState,
    at: AwardsAddress,
    view: UnitAwards,
    kind: NomineeKind,
    known: Nomination | None,
    *,
    error: ThiduaError | None = None,
    typed: Fields | None = None,
) -> Response:
    return page(
        request,
        "nomination.html",
        error=error,
        view=view,
        head=view.head,
        kind=kind,
        known=known,
        typed=typed.typed() if typed else values_of(known),
        earlier=earlier_rows(known, typed=typed),
        usual=usual_achievement(state.services, campaign_id=at.campaign_id),
        home=at.home,
        keep=kept(at.day),
    )
