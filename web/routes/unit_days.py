"""Days that single units have for a duty which the plan gives no day: looked at first, then kept."""

from datetime import date

from fastapi import APIRouter, Request
from starlette.responses import Response

from models.documents import CampaignId
from models.errors import ThiduaError
from models.organisation import UnitId
from web.access import Right, User, allow
from web.days import AskedDay, act_day, kept, page_day
from web.forms import BadForm, Fields, Form, read_day
from web.rendering import go_to, page
from web.state import State, WebState
from workflows.steps.campaigns.unit_days import UnitDayChange, change_unit_days
from workflows.steps.pages.campaigns import campaign_head
from workflows.steps.pages.unit_days import UnitDaysPage, UnitDaysPreview, preview_unit_days, unit_days_page

router = APIRouter(prefix="/phong-trao/{campaign_id}/ngay-rieng")
_NO_FAULTS: dict[UnitId, ThiduaError] = {}


@router.get("", dependencies=[allow(Right.OVERSEE)])
def unit_days(request: Request, state: State, campaign_id: CampaignId, day: AskedDay, viec: str = "") -> Response:
    """Show who owes the duty, by which day, with a field for each unit's own day."""
    return _page(request, _view(state, campaign_id, viec, day), day=day)


@router.post("", dependencies=[allow(Right.RUN)])
def change_days(request: Request, state: State, person: User, form: Form, campaign_id: CampaignId) -> Response:
    """Show what the typed days would move, or keep what was shown; a refusal shows the form as it was filled in."""
    day = page_day(form)
    as_of = act_day(campaign_head(state.services, campaign_id=campaign_id, today=state.today, day=day), form)
    view = _view(state, campaign_id, form.optional("viec"), day)
    if view.duty is None or view.duty.id != form.optional("viec"):
        return _page(request, view, day=day, error=_gone(form.optional("viec")))
    changes, faults = _changes(form, view)
    duty = view.duty.id
    if faults:
        return _page(request, view, day=day, typed=form, faults=faults)
    try:
        note = form.text("can_cu", label="Căn cứ")
        if not changes:
            raise BadForm("Chưa có ngày nào đổi.", place="bảng Ngày riêng", remedy="nhập hoặc xóa ngày của đơn vị.")
        if form.chosen("lam") != "luu":
            preview = preview_unit_days(
                state.services,
                campaign_id=campaign_id,
                obligation_id=duty,
                changes=changes,
                actor=person.name,
                as_of=view.head.work_day,
            )
            return _page(request, view, day=day, typed=form, preview=preview)
        changed = change_unit_days(
            state.services,
            campaign_id=campaign_id,
            obligation_id=duty,
            changes=changes,
            actor=person.name,
            as_of=as_of,
            note=note,
        )
    except ThiduaError as error:
        return _page(request, view, day=day, typed=form, error=error)
    shown = f"?ngay={view.head.work_day.isoformat()}&viec={duty}"
    return go_to(
        request, f"/phong-trao/{campaign_id}/ngay-rieng{shown}", note=f"Đã lưu ngày riêng của {changed} đơn vị."
    )


def _gone(duty: str) -> ThiduaError:
    return BadForm(
        f"Kế hoạch không có việc “{duty}”, hoặc việc đó đã có ngày trong kế hoạch.",
        place="ô Việc",
        remedy="chọn việc trong danh sách rồi đặt ngày.",
    )


def _view(state: WebState, campaign_id: CampaignId, duty: str, day: date | None) -> UnitDaysPage:
    return unit_days_page(state.services, campaign_id=campaign_id, obligation_id=duty, today=state.today, day=day)


def _changes(form: Fields, view: UnitDaysPage) -> tuple[list[UnitDayChange], dict[UnitId, ThiduaError]]:
    """Return the days that differ from those the form was shown with, and each that cannot be read."""
    changes, faults = [], dict(_NO_FAULTS)
    for row in view.rows:
        typed = form.chosen(f"ngay:{row.unit}")
        if typed is None:
            continue
        try:
            after = read_day(typed, label=row.name) if typed else None
            before = form.optional_day(f"truoc:{row.unit}", label=row.name)
        except ThiduaError as error:
            faults[row.unit] = error
            continue
        if after != before:
            changes.append(UnitDayChange(unit=row.unit, before=before, after=after))
    return changes, faults


def _page(
    request: Request,
    view: UnitDaysPage,
    *,
    day: date | None,
    typed: Fields | None = None,
    faults: dict[UnitId, ThiduaError] = _NO_FAULTS,
    preview: UnitDaysPreview | None = None,
    error: ThiduaError | None = None,
) -> Response:
    return page(
        request,
        "unit_days.html",
        status=422 if faults else 200,
        error=error,
        head=view.head,
        view=view,
        typed=typed.typed() if typed else {},
        faults=faults,
        preview=preview,
        keep=kept(day),
    )
