"""A unit's own work: what it owes, its final report, and the note that something was sent."""

from datetime import date

from fastapi import APIRouter, Request
from starlette.responses import Response

from models.documents import CampaignId
from models.errors import ThiduaError
from models.organisation import UnitId
from web.access import Right, User, allow, refuse_other_unit, refuse_unseen_unit
from web.days import AskedDay, kept, page_day, past_day
from web.errors import PageNotFound
from web.forms import BadForm, Fields, Form, read_day
from web.rendering import go_to, page
from web.state import State, WebState
from workflows.steps.documents.draft_words import DraftChanges
from workflows.steps.pages.campaigns import campaign_head, campaign_heads
from workflows.steps.pages.previews import DraftLook, changed_look
from workflows.steps.pages.units import find_task, unit_page, unit_rows
from workflows.steps.reporting.reports import FigureLine, ReportContent, draft_report, hand_in_report, record_progress

router = APIRouter()
_UNIT = "/phong-trao/{campaign_id}/don-vi/{unit}"
_FIGURES = 6
"""Rows of the figures' table."""


@router.get("/viec-cua-toi", dependencies=[allow(Right.OWN)])
def own_work(request: Request, state: State, person: User) -> Response:
    """Lead a clerk to their unit's work: straight to it where there is one campaign, else by a choice."""
    unit = person.account.unit
    heads = campaign_heads(state.services, today=state.today)
    if unit is not None and len(heads) == 1:
        return go_to(request, f"/phong-trao/{heads[0].campaign.id}/don-vi/{unit}")
    return page(request, "own_work.html", heads=heads, unit=unit)


@router.get("/phong-trao/{campaign_id}/don-vi", dependencies=[allow(Right.OVERSEE)])
def units(request: Request, state: State, campaign_id: CampaignId, day: AskedDay) -> Response:
    """List the campaign's units and how their deadlines stand."""
    head = campaign_head(state.services, campaign_id=campaign_id, today=state.today, day=day)
    rows = unit_rows(state.services, campaign_id=campaign_id, as_of=head.work_day)
    return page(request, "units.html", head=head, rows=rows, keep=kept(day))


@router.get(_UNIT, dependencies=[allow(Right.OWN)])
def unit_work(
    request: Request, state: State, person: User, campaign_id: CampaignId, unit: UnitId, day: AskedDay
) -> Response:
    """Show what a unit owes, its drafts, documents and notices."""
    return _unit(request, state, person, campaign_id, unit, day)


@router.post(f"{_UNIT}/da-gui", dependencies=[allow(Right.HAND_IN)])
def note_sent(
    request: Request, state: State, person: User, form: Form, campaign_id: CampaignId, unit: UnitId
) -> Response:
    """Note that a periodic report was sent, and on which day."""
    refuse_other_unit(person, unit)
    head = campaign_head(state.services, campaign_id=campaign_id, today=state.today)
    try:
        handed_in = past_day(head, form.day("ngay_gui", label="Ngày gửi"), label="Ngày gửi")
        added = record_progress(
            state.services,
            campaign_id=campaign_id,
            obligation_id=form.text("viec", label="Việc"),
            unit=unit,
            due=form.optional_day("han", label="Hạn"),
            handed_in=handed_in,
            note=form.optional("ghi_chu"),
            actor=person.name,
        )
    except ThiduaError as error:
        return _unit(request, state, person, campaign_id, unit, None, error=error)
    note = "Đã ghi nhận." if added else "Việc này đã được ghi nhận từ trước."
    return go_to(request, f"/phong-trao/{campaign_id}/don-vi/{unit}{kept(handed_in)}", note=note)


@router.get(f"{_UNIT}/bao-cao/{{obligation_id}}", dependencies=[allow(Right.HAND_IN)])
def report_form(
    request: Request,
    state: State,
    person: User,
    campaign_id: CampaignId,
    unit: UnitId,
    obligation_id: str,
    day: AskedDay,
    han: str = "",
) -> Response:
    """Show the form of a unit's final report."""
    refuse_other_unit(person, unit)
    return _report(request, state, campaign_id, unit, obligation_id, han, day=day)


@router.post(f"{_UNIT}/bao-cao/{{obligation_id}}", dependencies=[allow(Right.HAND_IN)])
def hand_in(
    request: Request,
    state: State,
    person: User,
    form: Form,
    campaign_id: CampaignId,
    unit: UnitId,
    obligation_id: str,
) -> Response:
    """Hand the report in with the date it bears; a refusal shows the form again as it was filled in."""
    refuse_other_unit(person, unit)
    head = campaign_head(state.services, campaign_id=campaign_id, today=state.today)
    due = form.optional("han")
    try:
        dated = past_day(head, form.day("ngay_van_ban", label="Ngày báo cáo"), label="Ngày báo cáo")
        if form.ticked("kiem_tra"):
            look = _look(state, person, form, campaign_id, unit, obligation_id, dated)
            return _report(
                request, state, campaign_id, unit, obligation_id, due, look=look, typed=form, day=page_day(form)
            )
        draft = hand_in_report(
            state.services,
            campaign_id=campaign_id,
            obligation_id=obligation_id,
            unit=unit,
            due=_due(due),
            dated=dated,
            content=_content(form),
            actor=person.name,
        )
    except ThiduaError as error:
        return _report(
            request, state, campaign_id, unit, obligation_id, due, error=error, typed=form, day=page_day(form)
        )
    note = f"Đã nộp “{draft.title}”. Báo cáo đang được cấp số và ban hành."
    return go_to(request, f"/phong-trao/{campaign_id}/don-vi/{unit}{kept(draft.dated)}", note=note)


def _look(
    state: WebState,
    person: User,
    form: Fields,
    campaign_id: CampaignId,
    unit: UnitId,
    obligation_id: str,
    dated: date,
) -> DraftLook:
    """Return what the format check says of the report as it is typed; nothing is kept."""
    content = _content(form)
    draft = draft_report(
        state.services,
        campaign_id=campaign_id,
        obligation_id=obligation_id,
        unit=unit,
        due=_due(form.optional("han")),
        as_of=dated,
        content=content,
        actor=person.name,
    )
    return changed_look(state.services, draft=draft, changes=DraftChanges(signer_name=content.signer_name))


def _due(text: str) -> date | None:
    return read_day(text, label="Hạn") if text else None


def _content(form: Fields) -> ReportContent:
    figures = _figures(form)
    for figure in figures:
        if not figure.result or not figure.name:
            raise BadForm(
                f"Dòng “{figure.name or figure.result}” của bảng số liệu thiếu tên chỉ tiêu hoặc kết quả.",
                place="bảng Số liệu theo chỉ tiêu",
                remedy="nhập đủ hai ô, hoặc xóa trắng cả dòng.",
            )
    return ReportContent(
        results=form.lines("ket_qua_thuc_hien"),
        figures=figures,
        limits=form.lines("han_che"),
        causes=form.lines("nguyen_nhan"),
        lessons=form.lines("bai_hoc"),
        proposals=form.lines("kien_nghi"),
        signer_name=form.optional("nguoi_ky") or None,
    )


def _figures(form: Fields) -> tuple[FigureLine, ...]:
    columns = (form.every(name) for name in ("chi_tieu", "giao", "ket_qua", "chi_tieu_ghi_chu"))
    return tuple(
        FigureLine(name=name, target=target, result=result, note=note)
        for name, target, result, note in zip(*columns, strict=False)
        if name or result
    )


def _unit(
    request: Request,
    state: WebState,
    person: User,
    campaign_id: CampaignId,
    unit: UnitId,
    day: date | None,
    *,
    error: ThiduaError | None = None,
) -> Response:
    refuse_unseen_unit(person, unit)
    view = unit_page(state.services, campaign_id=campaign_id, unit=unit, today=state.today, day=day)
    return page(
        request,
        "unit.html",
        error=error,
        view=view,
        head=view.head,
        may_act=person.may_act_for(unit),
        keep=kept(day),
    )


def _report(
    request: Request,
    state: WebState,
    campaign_id: CampaignId,
    unit: UnitId,
    obligation_id: str,
    due: str,
    *,
    day: date | None,
    error: ThiduaError | None = None,
    typed: Fields | None = None,
    look: DraftLook | None = None,
) -> Response:
    view = unit_page(state.services, campaign_id=campaign_id, unit=unit, today=state.today, day=day)
    task = find_task(view, obligation_id=obligation_id, due=_due(due))
    if task is None:
        raise PageNotFound(
            "Đơn vị không có báo cáo này trong phong trào.",
            place=view.unit.name,
            remedy="mở trang việc của đơn vị và chọn báo cáo trong danh sách.",
        )
    return page(
        request,
        "report.html",
        error=error,
        view=view,
        head=view.head,
        task=task,
        typed=typed.typed() if typed else {},
        figures=_shown_figures(typed),
        look=look,
        keep=kept(day),
    )


def _shown_figures(typed: Fields | None) -> tuple[FigureLine, ...]:
    filled = _figures(typed) if typed else ()
    return filled + (FigureLine(name="", result=""),) * max(1, _FIGURES - len(filled))
