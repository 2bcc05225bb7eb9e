"""A unit's nominations as a list copied out of a spreadsheet and pasted."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from models.errors import ThiduaError
from web.access import Right, User, allow, refuse_other_unit
from web.awards import ActedOnAwards, AwardsAddress, ShownAwards
from web.days import act_day, kept
from web.forms import Form
from web.rendering import go_to, page
from web.state import State
from workflows.steps.awards.nominations import record_nominations
from workflows.steps.awards.pasted_nominees import COLUMNS, PastedListFaults, read_pasted
from workflows.steps.pages.nominations import UnitAwards

router = APIRouter(prefix="/phong-trao/{campaign_id}/khen-thuong/{unit}/{award}/nhap-danh-sach")


@router.get("", dependencies=[allow(Right.HAND_IN)])
def list_form(request: Request, state: State, person: User, at: ShownAwards) -> Response:
    """Show where a list is pasted."""
    refuse_other_unit(person, at.unit)
    return _form(request, at, at.awards(state))


@router.post("", dependencies=[allow(Right.HAND_IN)])
def take_list(request: Request, state: State, person: User, form: Form, at: ActedOnAwards) -> Response:
    """Keep every row of a pasted list, or none and tell every fault."""
    refuse_other_unit(person, at.unit)
    view = at.awards(state)
    try:
        recorded = record_nominations(
            state.services,
            **at.subject,
            entries=read_pasted(form.optional("danh_sach")),
            actor=person.name,
            as_of=act_day(view.head, form),
        )
    except ThiduaError as error:
        return _form(request, at, view, typed=form.optional("danh_sach"), error=error)
    return go_to(request, at.home, note=f"Đã ghi {len(recorded)} đề nghị khen thưởng.")


def _form(
    request: Request, at: AwardsAddress, view: UnitAwards, *, typed: str = "", error: ThiduaError | None = None
) -> Response:
    return page(
        request,
        "nominees_pasted.html",
        error=error,
        view=view,
        head=view.head,
        columns=COLUMNS,
        typed=typed,
        faults=error.faults if isinstance(error, PastedListFaults) else (),
        home=at.home,
        keep=kept(at.day),
    )
