"""Templates: what the store holds, an office's own put in after its check, and which version a campaign uses."""

from base64 import b64encode
from datetime import date
from pathlib import PurePath

from fastapi import APIRouter, Request
from starlette.responses import Response

from models.documents import KIND_NAMES, CampaignId, DocumentKind
from models.errors import ThiduaError, Unavailable
from models.operations import OperationKind
from web.access import Right, User, allow
from web.bodies import TAKES_DOCUMENTS
from web.days import AskedDay, act_day, kept
from web.forms import Fields, Form
from web.rendering import download, go_to, page
from web.state import State, WebState
from workflows.steps.documents.requests import request_operation
from workflows.steps.pages.campaigns import campaign_head
from workflows.steps.pages.previews import DOCX, PDF
from workflows.steps.pages.templates import template_page, templates_page
from workflows.steps.templates.publishing import publish_own_template, revert_template
from workflows.steps.templates.template_checks import (
    MOST_MEGABYTES,
    Judged,
    TemplateRefused,
    check_template,
    kind_fields,
)
from workflows.steps.templates.template_pins import campaign_templates, use_template
from workflows.steps.templates.template_versions import edition_file, sample_file, sample_pdf

router = APIRouter(prefix="/mau-van-ban", dependencies=[allow(Right.OVERSEE)])
_PUBLISH, _MARK = "dua-vao-kho", "nhan-xet"
_MOST_SHOWN = 3 * 1024 * 1024
"""Bytes of a marked file that the page itself may carry; a larger one is asked for by a button."""
campaign_router = APIRouter(prefix="/phong-trao/{campaign_id}/mau", dependencies=[allow(Right.OVERSEE)])


@router.get("")
def templates(request: Request, state: State) -> Response:
    """Show which templates the store holds."""
    return page(request, "templates.html", view=templates_page(state.services))


@router.post("", dependencies=[allow(Right.RUN)])
def publish_shipped(request: Request, state: State, person: User) -> Response:
    """Ask for the service's own templates to be taken into the store."""
    operation = request_operation(
        state.services,
        kind=OperationKind.PUBLISH_TEMPLATES,
        campaign_id=None,
        as_of=state.today,
        actor=person.name,
    )
    return go_to(request, f"/cong-viec/{operation.id}")


@router.get("/{kind}")
def template(request: Request, state: State, kind: DocumentKind) -> Response:
    """Show one kind's versions."""
    return _template(request, state, kind)


@router.post("/{kind}", dependencies=[allow(Right.RUN), TAKES_DOCUMENTS])
def take(request: Request, state: State, person: User, form: Form, kind: DocumentKind) -> Response:
    """Check an uploaded template and show what was found; one without faults is put into the store where asked."""
    note = form.optional("ghi_chu")
    try:
        upload = form.file("tep", label="Tệp mẫu", kind=".docx")
        if form.chosen("viec") != _PUBLISH:
            judged = check_template(upload.data, kind=kind, mark=True)
            if form.chosen("viec") == _MARK and judged.marked is not None:
                return download(judged.marked, name=_marked_name(upload.name), content_type=DOCX)
            return _template(request, state, kind, judged=judged, file_name=upload.name, note=note)
        done = publish_own_template(
            state.services,
            kind=kind,
            data=upload.data,
            name=upload.name,
            actor=person.name,
            as_of=state.today,
            note=note,
        )
    except TemplateRefused as refused:
        return _template(request, state, kind, judged=refused.judged, file_name=upload.name, note=note)
    except ThiduaError as error:
        return _template(request, state, kind, error=error, note=note)
    told = "Đã đưa vào kho" if done.is_new else "Kho đã có đúng tệp này"
    warned = f" Có {len(done.warnings)} điểm lưu ý; bấm “Chỉ kiểm tra” để xem." if done.warnings else ""
    return go_to(request, f"/mau-van-ban/{kind.value}", note=f"{told}: phiên bản {done.edition.number}.{warned}")


@router.get("/{kind}/truong")
def fields(request: Request, kind: DocumentKind) -> Response:
    """Show what a template of the kind may print."""
    return page(request, "template_fields.html", kind=kind, title=KIND_NAMES[kind], fields=kind_fields(kind))


@router.get("/{kind}/{number}/tai.docx")
def word_file(state: State, kind: DocumentKind, number: int) -> Response:
    """Return a version to edit in Word."""
    file = edition_file(state.services, kind=kind, number=number)
    return download(file.data, name=file.name, content_type=DOCX)


@router.get("/{kind}/{number}/xem-thu.docx")
def sample_word(state: State, kind: DocumentKind, number: int) -> Response:
    """Return a version filled with made-up values."""
    file = sample_file(state.services, kind=kind, number=number)
    return download(file.data, name=file.name, content_type=DOCX)


@router.get("/{kind}/{number}/xem-thu.pdf")
def sample_view(request: Request, state: State, kind: DocumentKind, number: int) -> Response:
    """Show the same as PDF in place; without a converter the page says so and offers the Word file."""
    try:
        file = sample_pdf(state.services, kind=kind, number=number)
    except Unavailable as error:
        return _template(request, state, kind, error=error)
    return download(file.data, name=file.name, content_type=PDF, inline=True)


@router.post("/{kind}/{number}/dung-lai", dependencies=[allow(Right.RUN)])
def revert(request: Request, state: State, person: User, form: Form, kind: DocumentKind, number: int) -> Response:
    """Make an earlier version the newest again."""
    try:
        done = revert_template(
            state.services,
            kind=kind,
            number=number,
            actor=person.name,
            as_of=state.today,
            note=form.optional("ghi_chu"),
        )
    except ThiduaError as error:
        return _template(request, state, kind, error=error)
    note = f"Phiên bản {number} được dùng lại thành phiên bản {done.edition.number}."
    return go_to(request, f"/mau-van-ban/{kind.value}", note=note)


@campaign_router.get("")
def in_use(request: Request, state: State, campaign_id: CampaignId, day: AskedDay) -> Response:
    """Show which version of each template a campaign uses."""
    return page(
        request,
        "campaign_templates.html",
        head=campaign_head(state.services, campaign_id=campaign_id, today=state.today, day=day),
        rows=campaign_templates(state.services, campaign_id=campaign_id),
        keep=kept(day),
    )


@campaign_router.post("/{kind}", dependencies=[allow(Right.RUN)])
def use_newest(
    request: Request, state: State, person: User, form: Form, campaign_id: CampaignId, kind: DocumentKind
) -> Response:
    """Have a campaign use the newest version from now on."""
    moved = use_template(
        state.services,
        campaign_id=campaign_id,
        kind=kind,
        actor=person.name,
        as_of=_act_day(state, form, campaign_id),
    )
    told = (
        f"Phong trào dùng phiên bản {moved.edition.number} của mẫu {KIND_NAMES[kind]}; {moved.drafts} dự thảo đổi theo"
    )
    rest = f"; {moved.confirmed} dự thảo đã xác nhận giữ phiên bản đã đọc." if moved.confirmed else "."
    return go_to(request, f"/phong-trao/{campaign_id}/mau", note=told + rest)


def _act_day(state: WebState, form: Fields, campaign_id: CampaignId) -> date:
    return act_day(campaign_head(state.services, campaign_id=campaign_id, today=state.today), form)


def _template(
    request: Request,
    state: WebState,
    kind: DocumentKind,
    *,
    judged: Judged | None = None,
    file_name: str = "",
    note: str = "",
    error: ThiduaError | None = None,
) -> Response:
    found = judged.marked if judged and judged.report.findings else None
    marked = b64encode(found).decode() if found and len(found) <= _MOST_SHOWN else ""
    return page(
        request,
        "template.html",
        error=error,
        view=template_page(state.services, kind=kind),
        report=judged.report if judged else None,
        file_name=file_name,
        typed_note=note,
        marked=f"data:{DOCX};base64,{marked}" if marked else "",
        marked_name=_marked_name(file_name),
        most_megabytes=min(MOST_MEGABYTES, state.settings.upload_limit_mb),
    )


def _marked_name(file_name: str) -> str:
    return f"{PurePath(file_name).stem}-co-nhan-xet.docx"
