"""A unit's nominations: who is proposed, with which achievement and report, one by one or a pasted list."""

from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from models.awards.nominations import (
    AwardForm,
    CollectiveWords,
    EarlierAward,
    Nomination,
    NominationId,
    PersonWords,
    ReportWords,
)
from models.awards.nominees import NomineeId, NomineeKind
from models.documents import CampaignId
from models.errors import ThiduaError
from models.organisation import UnitId
from web.access import Person, Right, User, allow, refuse_other_unit, refuse_unseen_unit
from web.days import AskedDay, act_day, asked_day, kept
from web.forms import BadForm, Fields, Form
from web.rendering import go_to, page
from web.state import State, WebState
from workflows.steps.nominations import NomineeEntry, record_nomination, record_nominations, withdraw_nomination
from workflows.steps.pages.nominations import UnitAwards, nomination_of, unit_awards, usual_achievement
from workflows.steps.pasted_nominees import COLUMNS, PastedListFaults, read_pasted

router = APIRouter(prefix="/phong-trao/{campaign_id}/khen-thuong/{unit}/{award}")
_EARLIER_ROWS = 3


@router.get("/de-nghi", dependencies=[allow(Right.HAND_IN)])
def nomination_form(
    request: Request,
    state: State,
    person: User,
    campaign_id: CampaignId,
    unit: UnitId,
    award: AwardForm,
    day: AskedDay,
    doi_tuong: str = "",
    loai: str = "",
) -> Response:
    """Show the form of a new nomination of one kind, or that of a nominee already proposed."""
    view = _view(state, person, campaign_id, unit, award, day)
    known = nomination_of(view, nominee=NomineeId(doi_tuong)) if doi_tuong else None
    kind = known.nominee.kind if known else _kind(loai)
    return _form(request, state, view, kind, known, day=day)


@router.post("/de-nghi", dependencies=[allow(Right.HAND_IN)])
def record(
    request: Request,
    state: State,
    person: User,
    form: Form,
    campaign_id: CampaignId,
    unit: UnitId,
    award: AwardForm,
) -> Response:
    """Keep a nomination; a refusal shows the form again as it was filled in."""
    day = asked_day(form.optional("ngay"))
    view = _view(state, person, campaign_id, unit, award, day)
    nominee, kind = form.optional("doi_tuong"), _kind(form.optional("loai"))
    try:
        kept_as = record_nomination(
            state.services,
            campaign_id=campaign_id,
            unit=unit,
            form=award,
            entry=_entry(form, kind, NomineeId(nominee) if nominee else None),
            actor=person.name,
            as_of=act_day(view.head, form),
        )
    except ThiduaError as error:
        known = nomination_of(view, nominee=NomineeId(nominee)) if nominee else None
        return _form(request, state, view, kind, known, day=day, error=error, typed=form)
    return go_to(request, _home(view, day), note=f"Đã ghi đề nghị khen thưởng: {kept_as.nominee.full_name}.")


@router.post("/rut", dependencies=[allow(Right.HAND_IN)])
def withdraw(
    request: Request,
    state: State,
    person: User,
    form: Form,
    campaign_id: CampaignId,
    unit: UnitId,
    award: AwardForm,
) -> Response:
    """Take a nomination back, with the reason."""
    day = asked_day(form.optional("ngay"))
    view = _view(state, person, campaign_id, unit, award, day)
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
        return _form(request, state, view, known.nominee.kind, known, day=day, error=error)
    return go_to(request, _home(view, day), note=f"Đã rút đề nghị: {withdrawn.nominee.full_name}.")


@router.get("/nhap-danh-sach", dependencies=[allow(Right.HAND_IN)])
def list_form(
    request: Request,
    state: State,
    person: User,
    campaign_id: CampaignId,
    unit: UnitId,
    award: AwardForm,
    day: AskedDay,
) -> Response:
    """Show where a list is pasted."""
    view = _view(state, person, campaign_id, unit, award, day)
    return page(request, "nominees_pasted.html", **_list_context(view, day))


@router.post("/nhap-danh-sach", dependencies=[allow(Right.HAND_IN)])
def take_list(
    request: Request,
    state: State,
    person: User,
    form: Form,
    campaign_id: CampaignId,
    unit: UnitId,
    award: AwardForm,
) -> Response:
    """Keep every row of a pasted list, or none and tell every fault."""
    day = asked_day(form.optional("ngay"))
    view = _view(state, person, campaign_id, unit, award, day)
    try:
        recorded = record_nominations(
            state.services,
            campaign_id=campaign_id,
            unit=unit,
            form=award,
            entries=read_pasted(form.optional("danh_sach")),
            actor=person.name,
            as_of=act_day(view.head, form),
        )
    except ThiduaError as error:
        context = _list_context(view, day, typed=form.optional("danh_sach"), error=error)
        return page(request, "nominees_pasted.html", error=error, **context)
    return go_to(request, _home(view, day), note=f"Đã ghi {len(recorded)} đề nghị khen thưởng.")


def _view(
    state: WebState, person: Person, campaign_id: CampaignId, unit: UnitId, award: AwardForm, day: date | None
) -> UnitAwards:
    refuse_unseen_unit(person, unit)
    refuse_other_unit(person, unit)
    return unit_awards(state.services, campaign_id=campaign_id, unit=unit, form=award, today=state.today, day=day)


def _home(view: UnitAwards, day: date | None) -> str:
    return f"/phong-trao/{view.head.campaign.id}/khen-thuong/{view.unit.id}/{view.form}{kept(day)}"


def _kind(typed: str) -> NomineeKind:
    return NomineeKind(typed) if typed in tuple(NomineeKind) else NomineeKind.COLLECTIVE


def _entry(form: Fields, kind: NomineeKind, nominee: NomineeId | None) -> NomineeEntry:
    return NomineeEntry(
        kind=kind,
        name=form.text("ten", label="Tên"),
        honorific=form.optional("danh_xung"),
        position=form.optional("chuc_vu"),
        organisation=form.optional("noi_cong_tac"),
        achievement=form.optional("thanh_tich"),
        report=_report(form, kind),
        nominee=nominee,
    )


def _report(form: Fields, kind: NomineeKind) -> ReportWords | None:
    """Return the words of the report, None while nothing of it is written."""
    achievements = form.lines("ket_qua")
    if not achievements:
        return None
    earlier = _earlier(form)
    if kind is NomineeKind.COLLECTIVE:
        return CollectiveWords(
            characteristics=form.lines("dac_diem"),
            functions=form.lines("nhiem_vu"),
            achievements=achievements,
            earlier_awards=earlier,
        )
    return PersonWords(
        born=form.optional_day("ngay_sinh", label="Ngày sinh"),
        gender=form.optional("gioi_tinh"),
        home_town=form.optional("que_quan"),
        residence=form.optional("tru_quan"),
        qualification=form.optional("trinh_do"),
        posts=form.optional("cac_chuc_vu"),
        achievements=achievements,
        earlier_awards=earlier,
    )


def _earlier(form: Fields) -> tuple[EarlierAward, ...]:
    columns = zip(form.every("nam_kt"), form.every("hinh_thuc_kt"), form.every("quyet_dinh_kt"), strict=False)
    rows = []
    for year, title, decision in columns:
        if not (year or title or decision):
            continue
        if not (year.isascii() and year.isdigit() and len(year) == 4 and title):
            raise BadForm(
                f"Dòng khen thưởng đã có “{title or decision or year}” thiếu năm hoặc hình thức.",
                place="bảng Các hình thức đã được khen thưởng",
                remedy="ghi năm bằng bốn chữ số và tên hình thức, hoặc xóa trắng cả dòng.",
            )
        rows.append(EarlierAward(year=int(year), title=title, decision=decision))
    return tuple(rows)


def _form(
    request: Request,
    state: WebState,
    view: UnitAwards,
    kind: NomineeKind,
    known: Nomination | None,
    *,
    day: date | None,
    error: ThiduaError | None = None,
    typed: Fields | None = None,
) -> Response:
    values = typed.typed() if typed else _known_values(known)
    earlier = known.report.earlier_awards if known and known.report else ()
    shown = (*((each.year, each.title, each.decision) for each in earlier), *(("", "", ""),) * _EARLIER_ROWS)
    if typed:
        columns = (typed.every(name) for name in ("nam_kt", "hinh_thuc_kt", "quyet_dinh_kt"))
        shown = tuple(zip(*columns, strict=False))
    return page(
        request,
        "nomination.html",
        error=error,
        view=view,
        head=view.head,
        kind=kind,
        known=known,
        typed=values,
        earlier=shown,
        usual=usual_achievement(state.services, campaign_id=view.head.campaign.id),
        home=_home(view, day),
        keep=kept(day),
    )


def _known_values(known: Nomination | None) -> dict[str, str]:
    if known is None:
        return {}
    nominee, report = known.nominee, known.report
    values = {
        "ten": nominee.name,
        "danh_xung": nominee.honorific,
        "chuc_vu": nominee.position,
        "noi_cong_tac": nominee.organisation,
        "thanh_tich": known.achievement,
    }
    if isinstance(report, CollectiveWords):
        values |= {"dac_diem": "\n".join(report.characteristics), "nhiem_vu": "\n".join(report.functions)}
    if isinstance(report, PersonWords):
        values |= {
            "ngay_sinh": report.born.strftime("%d/%m/%Y") if report.born else "",
            "gioi_tinh": report.gender,
            "que_quan": report.home_town,
            "tru_quan": report.residence,
            "trinh_do": report.qualification,
            "cac_chuc_vu": report.posts,
        }
    return values | ({"ket_qua": "\n".join(report.achievements)} if report else {})


def _list_context(
    view: UnitAwards, day: date | None, *, typed: str = "", error: ThiduaError | None = None
) -> dict[str, Any]:
    return {
        "view": view,
        "head": view.head,
        "columns": COLUMNS,
        "typed": typed,
        "faults": error.faults if isinstance(error, PastedListFaults) else (),
        "home": _home(view, day),
        "keep": kept(day),
    }
