"""Cookies: the session, the visit before it, and what a redirect carries over to the next page."""

import secrets
from urllib.parse import quote, unquote

from fastapi import Request, Response

from workflows.steps.accounts.signing_in import SESSION_LASTS, SignedIn

SESSION = "thidua_session"
VISIT = "thidua_visit"
NOTE = "thidua_note"
WRITTEN = "thidua_giu"
_LONGEST_NOTE = 400


def keep_session(request: Request, response: Response, signed_in: SignedIn) -> None:
    """Hand the fresh session token to the browser."""
    _keep(request, response, SESSION, signed_in.token, int(SESSION_LASTS.total_seconds()))


def forget_session(response: Response) -> None:
    """Take the session token away from the browser."""
    response.delete_cookie(SESSION, path="/")


def visit_token(request: Request) -> str:
    """Return the browser's token from before sign-in, or a new one to be kept with ``keep_visit``."""
    known = request.cookies.get(VISIT)
    token: str = known or getattr(request.state, "visit", "") or secrets.token_urlsafe(24)
    request.state.visit = token
    return token


def keep_visit(request: Request, response: Response) -> None:
    """Hand the token from before sign-in to a browser that has none."""
    if VISIT not in request.cookies:
        _keep(request, response, VISIT, visit_token(request), 3600)


def leave_note(request: Request, response: Response, text: str) -> None:
    """Leave one sentence for the next page: what has just been done."""
    _keep(request, response, NOTE, quote(text[:_LONGEST_NOTE]), 120)


def take_note(request: Request) -> str:
    """Return the sentence left for this page, if any."""
    return unquote(request.cookies.get(NOTE, ""))[:_LONGEST_NOTE]


def drop_note(request: Request, response: Response) -> None:
    """Forget sentence and form once a page has told them."""
    for name in (NOTE, WRITTEN):
        if name in request.cookies:
            response.delete_cookie(name, path="/")


def leave_written(request: Request, response: Response) -> None:
    """Tell the next page which kept form has just been taken in, so that the browser forgets its copy of it."""
    written = getattr(request.state, "written", "")
    if written:
        _keep(request, response, WRITTEN, quote(written[:_LONGEST_NOTE]), 120)


def take_written(request: Request) -> str:
    """Return which form was taken in before this page, if one was that the browser kept."""
    return unquote(request.cookies.get(WRITTEN, ""))[:_LONGEST_NOTE]


def _keep(request: Request, response: Response, name: str, value: str, seconds: int) -> None:
    secure = request.url.scheme == "https"
    response.set_cookie(name, value, max_age=seconds, path="/", httponly=True, samesite="lax", secure=secure)
