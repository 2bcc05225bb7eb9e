"""Drafts: the unit looks at what it will issue, changes its words, and confirms it with the date it will bear."""

from contextlib import suppress

from fastapi import APIRouter, Request
from starlette.responses import Response

from models.accounts import Scope
from models.documents import CampaignId, DocumentKind, Draft, IssueKey
from models.errors import ThiduaError
from web.access import Right, User, allow, refuse_other_unit
from web.days import AskedDay, kept, past_day
from web.forms import Fields, Form
from web.rendering import download, go_to, page
from web.state import State, WebState
from workflows.steps.confirming import DraftChanges, StandardRow, confirm_draft, draft_words
from workflows.steps.pages.campaigns import campaign_head
from workflows.steps.pages.documents import draft_list, draft_view
from workflows.steps.pages.papers import paper_form
from workflows.steps.pages.previews import PDF, DraftLook, changed_look, draft_look, draft_pdf

router = APIRouter()
_AWARD_PAPERS = (DocumentKind.COUNCIL_MINUTES, DocumentKind.ACHIEVEMENT_REPORT, DocumentKind.AWARD_PROPOSAL)
_NEW_ROWS = 2
"""Empty rows under a table, for standards that the unit adds."""


@router.get("/phong-trao/{campaign_id}/du-thao", dependencies=[allow(Right.OWN)])
def drafts(request: Request, state: State, person: User, campaign_id: CampaignId, day: AskedDay) -> Response:
    """List a campaign's drafts; a unit sees its own."""
    head = campaign_head(state.services, campaign_id=campaign_id, today=state.today, day=day)
    rows = draft_list(state.services, campaign_id=campaign_id, scope=_draft_scope(person))
    return page(request, "drafts.html", head=head, rows=rows, keep=kept(day))


@router.get("/du-thao/{key:path}/xem.pdf", dependencies=[allow(Right.OWN)])
def preview(state: State, person: User, key: IssueKey) -> Response:
    """Return the draft as it would look, with DỰ THẢO in place of its number."""
    row = draft_view(state.services, key=key, scope=_draft_scope(person))
    name = f"Dự thảo {row.draft.title}.pdf"
    return download(draft_pdf(state.services, key=key), name=name, content_type=PDF, inline=True)


@router.get("/du-thao/{key:path}", dependencies=[allow(Right.OWN)])
def draft(request: Request, state: State, person: User, key: IssueKey) -> Response:
    """Show one draft with a preview and, while it is open, the form to change and confirm it."""
    return _draft(request, state, person, key)


@router.post("/du-thao/{key:path}", dependencies=[allow(Right.HAND_IN)])
def confirm(request: Request, state: State, person: User, form: Form, key: IssueKey) -> Response:
    """Confirm the draft with its changes, or only look at their format; only its unit or the office may."""
    row = draft_view(state.services, key=key, scope=_draft_scope(person))
    refuse_other_unit(person, row.draft.issuer)
    head = campaign_head(state.services, campaign_id=row.draft.campaign_id, today=state.today)
    try:
        if form.ticked("kiem_tra"):
            look = changed_look(state.services, draft=row.draft, changes=_changes(form))
            return _draft(request, state, person, key, typed=form, look=look)
        confirmed = confirm_draft(
            state.services,
            key=key,
            dated=past_day(head, form.day("ngay_van_ban", label="Ngày văn bản"), label="Ngày văn bản"),
            changes=_changes(form),
            actor=person.name,
        )
    except ThiduaError as error:
        return _draft(request, state, person, key, error=error, typed=form)
    what = "được cấp số và ban hành" if confirmed.scheme else "được lập"
    note = f"Đã xác nhận “{confirmed.title}”. Văn bản đang {what}."
    back = _awards_home(confirmed) or f"/phong-trao/{confirmed.campaign_id}/du-thao"
    return go_to(request, back, note=note)


def _awards_home(draft: Draft) -> str:
    """Return the address of the page of awards that the paper belongs to; empty for other drafts."""
    if draft.kind is DocumentKind.AWARD_DECISION:
        return f"/phong-trao/{draft.campaign_id}/khen-thuong/quyet-dinh"
    if draft.kind is DocumentKind.FINAL_REPORT:
        return f"/phong-trao/{draft.campaign_id}/khen-thuong"
    if draft.kind not in _AWARD_PAPERS:
        return ""
    day = f"?ngay={draft.dated.isoformat()}" if draft.dated else ""
    return f"/phong-trao/{draft.campaign_id}/khen-thuong/{draft.issuer}/{paper_form(draft)}{day}"


def _draft_scope(person: User) -> Scope:
    """Return whose drafts a person may see; the archivist, who keeps what is issued, sees none."""
    if person.may(Right.OVERSEE) or person.may(Right.HAND_IN):
        return person.scope
    return Scope(units=())


def _changes(form: Fields) -> DraftChanges:
    awards, subjects, standards = form.every("hinh_thuc"), form.every("doi_tuong"), form.every("tieu_chuan")
    rows = tuple(
        StandardRow(award=award, subjects=who, standard=what)
        for award, who, what in zip(awards, subjects, standards, strict=False)
        if award or what
    )
    return DraftChanges(
        subject=form.text("trich_yeu", label="Trích yếu"),
        body=form.optional("noi_dung") or None,
        standards=rows if awards else None,
        recipients=form.lines("noi_nhan"),
        signer_name=form.optional("nguoi_ky") or None,
        new_deadline=form.optional_day("han_moi", label="Hạn mới đề nghị"),
        reporter_name=form.optional("nguoi_bao_cao") or None,
        results=_part(form, "ket_qua_thuc_hien"),
        limits=_part(form, "han_che"),
        causes=_part(form, "nguyen_nhan"),
        lessons=_part(form, "bai_hoc"),
        directions=_part(form, "phuong_huong"),
    )


def _part(form: Fields, name: str) -> tuple[str, ...] | None:
    """Return the paragraphs of one part of a report; None where the form does not ask for it."""
    return form.lines(name) if form.ticked(name) else None


def _draft(
    request: Request,
    state: WebState,
    person: User,
    key: IssueKey,
    *,
    error: ThiduaError | None = None,
    typed: Fields | None = None,
    look: DraftLook | None = None,
) -> Response:
    row = draft_view(state.services, key=key, scope=_draft_scope(person))
    head = campaign_head(state.services, campaign_id=row.draft.campaign_id, today=state.today)
    words = draft_words(row.draft)
    return page(
        request,
        "draft.html",
        error=error,
        head=head,
        row=row,
        words=words,
        rows=_shown_rows(words.standards, typed),
        typed=typed.typed() if typed else {},
        may_confirm=row.open_for_change and person.may_act_for(row.draft.issuer),
        look=look or _look(state, row.draft, typed),
        checked=look is not None,
        awards_home=_awards_home(row.draft),
        keep="",
    )


def _look(state: WebState, draft: Draft, typed: Fields | None) -> DraftLook:
    """Return the draft as it is typed; where nothing is, or it cannot be taken at all, as it is kept."""
    if typed is not None:
        with suppress(ThiduaError):
            return changed_look(state.services, draft=draft, changes=_changes(typed))
    return draft_look(state.services, draft=draft)


def _shown_rows(standards: tuple[StandardRow, ...], typed: Fields | None) -> tuple[StandardRow, ...]:
    if typed is not None:
        standards = _changes(typed).standards or ()
    empty = StandardRow(award="", subjects="", standard="")
    return standards + (empty,) * _NEW_ROWS if standards else ()
