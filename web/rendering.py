"""Page templates into answers."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, RedirectResponse, Response

from models.errors import ThiduaError
from models.operations import SILENT_AFTER_SECONDS
from web import cookies, csrf, words
from web.clock import VIET_NAM
from web.menu import menu
from workflows.steps.pages.operations import OperationView

_FOLDER = Path(__file__).parent


def page(
    request: Request,
    template: str,
    *,
    status: int = 200,
    error: ThiduaError | None = None,
    **context: Any,
) -> Response:
    """Return a whole page: its frame, the person's menu, the sentence left by the act before, and the content."""
    frame = {
        "person": getattr(request.state, "person", None),
        "form_token": csrf.token_for(request),
        "note": cookies.take_note(request),
        "written": cookies.take_written(request),
        "error": error,
        "here": request.url.path,
    }
    text = _pages().get_template(template).render({**frame, **context})
    answer = HTMLResponse(text, status_code=error.http_status if error else status)
    cookies.keep_visit(request, answer)
    cookies.drop_note(request, answer)
    return answer


def part(request: Request, template: str, **context: Any) -> Response:
    """Return a piece of a page, for htmx to swap in."""
    frame = {"person": getattr(request.state, "person", None), "form_token": csrf.token_for(request)}
    return HTMLResponse(_pages().get_template(template).render({**frame, **context}))


def progress_part(request: Request, view: OperationView) -> Response:
    """Return an operation's progress alone, for htmx; once it is over the whole page is asked for again."""
    answer = part(request, "operation_progress.html", view=view)
    if not view.open:
        answer.headers["HX-Refresh"] = "true"
    return answer


def go_to(request: Request, address: str, *, note: str = "") -> Response:
    """Return the redirect that follows an act, leaving a sentence for the next page."""
    answer = RedirectResponse(address, status_code=303)
    if note:
        cookies.leave_note(request, answer, note)
    cookies.leave_written(request, answer)
    return answer


def download(data: bytes, *, name: str, content_type: str, inline: bool = False) -> Response:
    """Return bytes under a Vietnamese file name (RFC 6266, RFC 5987), to keep or to show in place."""
    way = "inline" if inline else "attachment"
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", words.plain(name)).strip("-") or "van-ban"
    headers = {
        "Content-Disposition": f"{way}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}",
        "Content-Security-Policy": "frame-ancestors 'self'",
    }
    return Response(data, media_type=content_type, headers=headers)


@cache
def _pages() -> Environment:
    pages = Environment(
        loader=FileSystemLoader(_FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.filters.update({"ngay": _day, "luc": _moment, "dia_chi": _address_part, "menu": menu, **words.FILTERS})
    pages.globals.update(_globals())
    return pages


def _globals() -> Mapping[str, Any]:
    return {"static_version": _static_version(), "form_field": csrf.FIELD, "silent_after": SILENT_AFTER_SECONDS}


@cache
def _static_version() -> str:
    """Return a mark that changes with the style sheet, so that browsers take the new one."""
    newest = max(file.stat().st_mtime_ns for file in (_FOLDER / "static").rglob("*") if file.is_file())
    return f"{newest:x}"


def _day(value: date | None) -> str:
    return value.strftime("%d/%m/%Y") if value else "chưa có"


def _moment(value: datetime) -> str:
    return value.astimezone(VIET_NAM).strftime("%H:%M ngày %d/%m/%Y")


def _address_part(value: str) -> str:
    return quote(value, safe="")
