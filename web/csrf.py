"""A form is taken only from a page of ours: its token is bound to the session, or to the visit before it."""

import hashlib
import hmac

from fastapi import Request

from models.errors import Forbidden
from web import cookies
from web.bodies import posted_form

FIELD = "_the"
HEADER = "X-Thidua-The"
KEPT = "_giu"
"""The field by which a form says under which name the browser keeps what is written in it."""
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class ForgedForm(Forbidden):
    """A form came without the token of its page, or with one of another session."""

    code = "forged-form"


def token_for(request: Request) -> str:
    """Return the token that forms shown to this browser carry."""
    secret = request.cookies.get(cookies.SESSION) or cookies.visit_token(request)
    return hmac.new(secret.encode(), b"thidua form", hashlib.sha256).hexdigest()


async def refuse_forged(request: Request) -> None:
    """Raise ``ForgedForm`` for an unsafe request without the right token.

    The token stands in the form, so this is where the body is read.
    """
    if request.method in _SAFE:
        return
    form = await posted_form(request)
    given = request.headers.get(HEADER) or form.get(FIELD)
    if not isinstance(given, str) or not hmac.compare_digest(given, token_for(request)):
        raise ForgedForm(
            "Biểu mẫu gửi lên không thuộc phiên làm việc hiện tại nên đã bị từ chối.",
            remedy="tải lại trang, kiểm tra mình còn đăng nhập rồi gửi lại biểu mẫu.",
        )
    kept = form.get(KEPT)
    request.state.written = kept if isinstance(kept, str) else ""
