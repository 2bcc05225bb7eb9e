"""What people add to a plan: answers to its gaps, confirmed readings, groups, where a series starts."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from models.documents import CampaignId
from models.errors import ThiduaError
from models.organisation import UnitId
from web.access import Right, User, allow
from web.days import AskedDay, act_day, kept
from web.forms import Fields, Form
from web.rendering import go_to, page
from web.state import State, WebState
from workflows.steps.campaigns.campaigns import assign_group, fill_gap
from workflows.steps.documents.series import SCHEME_NAMES, open_series
from workflows.steps.pages.campaigns import campaign_head
from workflows.steps.pages.directory import unit_choices
from workflows.steps.pages.gaps import gaps_page, groups_page

router = APIRouter(prefix="/phong-trao/{campaign_id}")


@router.get("/bo-sung", dependencies=[allow(Right.OVERSEE)])
def gaps(request: Request, state: State, campaign_id: CampaignId) -> Response:
    """Show the plan's gaps and uncertain readings, with a field for each."""
    return _gaps(request, state, campaign_id, faults={}, typed={})


@router.post("/bo-sung", dependencies=[allow(Right.RUN)])
def fill_gaps(request: Request, state: State, person: User, form: Form, campaign_id: CampaignId) -> Response:
    """Keep every answer that was given; those that do not fit are shown again, each with its reason."""
    head = campaign_head(state.services, campaign_id=campaign_id, today=state.today)
    as_of, faults, kept_count = act_day(head, form), {}, 0
    for path, value in _answers(state, form, campaign_id).items():
        try:
            fill_gap(
                state.services,
                campaign_id=campaign_id,
                path=path,
                value=value,
                actor=person.name,
                as_of=as_of,
                note=form.optional("ghi_chu"),
            )
            kept_count += 1
        except ThiduaError as error:
            faults[path] = error
    if faults:
        return _gaps(request, state, campaign_id, faults=faults, typed=form.typed())
    note = f"Đã lưu {kept_count} câu trả lời." if kept_count else "Chưa có câu trả lời nào được nhập."
    return go_to(request, f"/phong-trao/{campaign_id}/bo-sung", note=note)


@router.get("/nhom", dependencies=[allow(Right.OVERSEE)])
def groups(request: Request, state: State, campaign_id: CampaignId, day: AskedDay) -> Response:
    """Show the plan's groups and which unit is in which on the day."""
    return _groups(request, state, campaign_id, day)


@router.post("/nhom", dependencies=[allow(Right.RUN)])
def assign_groups(request: Request, state: State, person: User, form: Form, campaign_id: CampaignId) -> Response:
    """Put each unit whose group was changed into its new one from the chosen day on."""
    head = campaign_head(state.services, campaign_id=campaign_id, today=state.today)
    try:
        start = form.day("tu_ngay", label="Tính từ ngày")
        changed = 0
        for member in groups_page(state.services, campaign_id=campaign_id, day=start).members:
            group = form.optional(f"nhom:{member.unit}")
            if group and group != member.group:
                assign_group(
                    state.services,
                    campaign_id=campaign_id,
                    unit=member.unit,
                    group=group,
                    start=start,
                    actor=person.name,
                )
                changed += 1
    except ThiduaError as error:
        return _groups(request, state, campaign_id, head.work_day, error=error)
    return go_to(request, f"/phong-trao/{campaign_id}/nhom{kept(start)}", note=f"Đã xếp nhóm cho {changed} đơn vị.")


@router.get("/so-van-ban", dependencies=[allow(Right.OVERSEE)])
def series(request: Request, state: State, campaign_id: CampaignId) -> Response:
    """Show the form that sets where a series of numbers starts."""
    return _series(request, state, campaign_id, typed={})


@router.post("/so-van-ban", dependencies=[allow(Right.RUN)])
def set_opening(request: Request, state: State, person: User, form: Form, campaign_id: CampaignId) -> Response:
    """Let a series start where the office's book stands."""
    head = campaign_head(state.services, campaign_id=campaign_id, today=state.today)
    try:
        opening = form.number("so_dau", label="Số bắt đầu")
        scheme = form.text("loai", label="Loại văn bản")
        open_series(
            state.services,
            agency=UnitId(form.text("co_quan", label="Cơ quan")),
            scheme=scheme,
            year=form.number("nam", label="Năm"),
            opening=opening,
            actor=person.name,
            as_of=act_day(head, form),
            instead_of=form.number("thay", label="Thay cho số") if form.optional("thay") else None,
        )
    except ThiduaError as error:
        return _series(request, state, campaign_id, typed=form.typed(), error=error)
    told = f"Dãy số {scheme} sẽ bắt đầu từ số {opening:02d}."
    return go_to(request, f"/phong-trao/{campaign_id}/so-van-ban", note=told)


def _answers(state: WebState, form: Fields, campaign_id: CampaignId) -> dict[str, str]:
    """Return what was typed or chosen, by path; typed words win over a chosen candidate.

    An empty answer takes the earlier one back, where that is ticked and nothing else is typed.
    """
    view = gaps_page(state.services, campaign_id=campaign_id)
    paths = [each.gap.path for group in view.groups for each in group.gaps]
    answers = {}
    for path in paths:
        given = form.optional(f"nhap:{path}") or form.chosen(f"chon:{path}") or ""
        if given or form.ticked(f"bo:{path}"):
            answers[path] = given
    for reading in view.readings:
        path = reading.reading.path
        read_as = form.optional(f"nhap:{path}") or form.chosen(f"chon:{path}")
        if read_as is not None and read_as != reading.reading.confirmed:
            answers[path] = read_as
    return answers


def _gaps(
    request: Request,
    state: WebState,
    campaign_id: CampaignId,
    *,
    faults: dict[str, ThiduaError],
    typed: dict[str, str],
) -> Response:
    head = campaign_head(state.services, campaign_id=campaign_id, today=state.today)
    return page(
        request,
        "gaps.html",
        status=422 if faults else 200,
        head=head,
        view=gaps_page(state.services, campaign_id=campaign_id),
        units=unit_choices(state.services, as_of=head.work_day),
        faults=faults,
        typed=typed,
        keep="",
    )


def _groups(
    request: Request, state: WebState, campaign_id: CampaignId, day: AskedDay, *, error: ThiduaError | None = None
) -> Response:
    head = campaign_head(state.services, campaign_id=campaign_id, today=state.today, day=day)
    view = groups_page(state.services, campaign_id=campaign_id, day=head.work_day)
    return page(request, "groups.html", error=error, head=head, view=view, keep=kept(day))


def _series(
    request: Request,
    state: WebState,
    campaign_id: CampaignId,
    *,
    typed: dict[str, str],
    error: ThiduaError | None = None,
) -> Response:
    head = campaign_head(state.services, campaign_id=campaign_id, today=state.today)
    return page(
        request,
        "series.html",
        error=error,
        head=head,
        units=unit_choices(state.services, as_of=head.work_day),
        schemes={code: f"{name} ({code})" for code, name in SCHEME_NAMES.items()},
        typed=typed,
        keep="",
    )
