"""A unit's page for one form of award: its list, its council's session, the reports and the proposal."""

from fastapi import APIRouter, Request
from pydantic import ValidationError
from starlette.responses import Response

from models.awards.councils import CouncilSession, VoteMethod
from models.awards.nominations import AwardForm
from models.errors import ThiduaError
from web.access import Person, Right, User, allow, refuse_other_unit, refuse_unseen_unit
from web.awards import ActedOnAwards, AwardsAddress, ShownAwards
from web.days import act_day, kept
from web.forms import BadForm, Fields, Form
from web.rendering import go_to, page
from web.state import State, WebState
from workflows.steps.awards.achievements import draft_achievement_reports
from workflows.steps.awards.councils import record_council
from workflows.steps.awards.proposals import draft_proposal

router = APIRouter(prefix="/phong-trao/{campaign_id}/khen-thuong/{unit}/{award}")


@router.get("", dependencies=[allow(Right.AWARDS)])
def unit_home(request: Request, state: State, person: User, at: ShownAwards) -> Response:
    """Show whom a unit proposes and how far its papers are."""
    return _home(request, state, person, at)


@router.get("/hop-hoi-dong", dependencies=[allow(Right.HAND_IN)])
def council_form(request: Request, state: State, person: User, at: ShownAwards) -> Response:
    """Show the form of the council's session."""
    refuse_other_unit(person, at.unit)
    return _council(request, state, at)


@router.post("/hop-hoi-dong", dependencies=[allow(Right.HAND_IN)])
def record_session(request: Request, state: State, person: User, form: Form, at: ActedOnAwards) -> Response:
    """Record the session and draft its minutes; a refusal shows the form again."""
    refuse_other_unit(person, at.unit)
    try:
        draft = record_council(
            state.services,
            session=_session(form, at),
            actor=person.name,
            as_of=act_day(at.awards(state).head, form),
        )
    except ThiduaError as error:
        return _council(request, state, at, error=error, typed=form)
    note = f"Đã ghi phiên họp và lập dự thảo “{draft.title}”. Xem trước và xác nhận để ban hành biên bản."
    return go_to(request, at.home, note=note)


@router.post("/bao-cao", dependencies=[allow(Right.HAND_IN)])
def draft_reports(request: Request, state: State, person: User, form: Form, at: ActedOnAwards) -> Response:
    """Draft the report of every nominee whose words are written."""
    refuse_other_unit(person, at.unit)
    try:
        drafts = draft_achievement_reports(
            state.services,
            **at.subject,
            actor=person.name,
            as_of=act_day(at.awards(state).head, form),
        )
    except ThiduaError as error:
        return _home(request, state, person, at, error=error)
    note = f"Đã lập {len(drafts)} báo cáo thành tích. Xem trước và xác nhận từng báo cáo."
    return go_to(request, at.home, note=note)


@router.post("/to-trinh", dependencies=[allow(Right.HAND_IN)])
def draft_the_proposal(request: Request, state: State, person: User, form: Form, at: ActedOnAwards) -> Response:
    """Draft the proposal that cites the minutes."""
    refuse_other_unit(person, at.unit)
    try:
        draft_proposal(
            state.services,
            **at.subject,
            actor=person.name,
            as_of=act_day(at.awards(state).head, form),
        )
    except ThiduaError as error:
        return _home(request, state, person, at, error=error)
    return go_to(request, at.home, note="Đã lập dự thảo tờ trình. Xem trước và xác nhận để ban hành.")


def _home(
    request: Request, state: WebState, person: Person, at: AwardsAddress, *, error: ThiduaError | None = None
) -> Response:
    refuse_unseen_unit(person, at.unit)
    view = at.awards(state)
    return page(
        request,
        "unit_awards.html",
        error=error,
        view=view,
        file=at.dossier(state),
        head=view.head,
        may_act=person.may_act_for(at.unit),
        forms=tuple(AwardForm),
        home=at.home,
        keep=kept(at.day),
    )


def _session(form: Fields, at: AwardsAddress) -> CouncilSession:
    try:
        return CouncilSession(
            **at.subject,
            held_on=form.day("ngay_hop", label="Ngày họp"),
            start=form.moment("bat_dau", label="Giờ bắt đầu"),
            end=form.moment("ket_thuc", label="Giờ kết thúc"),
            place=form.text("dia_diem", label="Địa điểm"),
            members_total=form.number("thanh_vien", label="Tổng số thành viên"),
            present=form.number("co_mat", label="Số có mặt"),
            absent=form.lines("vang"),
            attending=form.lines("thanh_phan"),
            chair=form.text("chu_toa", label="Chủ tọa"),
            chair_role=form.text("chu_toa_chuc_vu", label="Chức vụ của chủ tọa"),
            secretary=form.text("thu_ky", label="Thư ký"),
            secretary_role=form.optional("thu_ky_chuc_vu") or "Thư ký Hội đồng",
            votes_for=form.number("phieu_thuan", label="Số phiếu đồng ý"),
            votes_base=form.number("phieu_tong", label="Trên tổng số"),
            method=form.choice("hinh_thuc", VoteMethod, label="Hình thức biểu quyết"),
            opinion=form.optional("y_kien"),
        )
    except ValidationError as error:
        raise BadForm(
            "Số thành viên và số phiếu phải lớn hơn 0.",
            place="mục Biểu quyết",
            remedy="kiểm tra lại các con số rồi gửi lại.",
        ) from error


def _council(
    request: Request,
    state: WebState,
    at: AwardsAddress,
    *,
    error: ThiduaError | None = None,
    typed: Fields | None = None,
) -> Response:
    view = at.awards(state)
    return page(
        request,
        "council.html",
        error=error,
        view=view,
        head=view.head,
        typed=typed.typed() if typed else _known(view.session),
        methods=[(one.value, one.value.capitalize()) for one in VoteMethod],
        home=at.home,
        keep=kept(at.day),
    )


def _known(session: CouncilSession | None) -> dict[str, str]:
    if session is None:
        return {}
    return {
        "ngay_hop": session.held_on.strftime("%d/%m/%Y"),
        "bat_dau": session.start.strftime("%H:%M"),
        "ket_thuc": session.end.strftime("%H:%M"),
        "dia_diem": session.place,
        "thanh_vien": str(session.members_total),
        "co_mat": str(session.present),
        "vang": "\n".join(session.absent),
        "thanh_phan": "\n".join(session.attending),
        "chu_toa": session.chair,
        "chu_toa_chuc_vu": session.chair_role,
        "thu_ky": session.secretary,
        "thu_ky_chuc_vu": session.secretary_role,
        "phieu_thuan": str(session.votes_for),
        "phieu_tong": str(session.votes_base),
        "hinh_thuc": session.method.value,
        "y_kien": session.opinion,
    }
