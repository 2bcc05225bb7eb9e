"""How much a request may bring: a form's text, or, where a route takes documents from people signed in, a file.

Files are written to disk while they come in once they are larger than a megabyte (Starlette's own limit).
"""

from dataclasses import dataclass
from typing import cast

from fastapi import Depends, Request
from fastapi.routing import APIRoute
from starlette.datastructures import FormData
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from models.errors import ThiduaError
from web.access import current_person
from web.state import web_state

MEGABYTE = 1024 * 1024
_DRAINED_TIMES = 8
"""So many limits are read and thrown away of a body that is too large, so that the browser comes to the answer."""
_LIMIT = "thidua.body_limit"


@dataclass(frozen=True)
class Limit:
    """How much a body may have."""

    megabytes: int
    of_document: bool = False

    @property
    def size(self) -> int:
        """Return the limit in bytes."""
        return self.megabytes * MEGABYTE


class BodyTooLarge(ThiduaError):
    """More bytes came than a form of ours, or a file for it, may have."""

    code = "body-too-large"
    http_status = 413


def _documents() -> None:
    """Mark a route; ``allow_documents`` looks for it."""


TAKES_DOCUMENTS = Depends(_documents)
"""The route dependency of a form that brings a document: a scan has more bytes than words have."""


def allow_documents(request: Request) -> None:
    """Let somebody who is signed in bring a document where the route takes one; asked before the body is read."""
    route = request.scope.get("route")
    if isinstance(route, APIRoute) and TAKES_DOCUMENTS in route.dependencies:
        state = web_state(request)
        if current_person(request, state) is not None:
            request.scope[_LIMIT] = Limit(state.settings.upload_limit_mb, of_document=True)


async def posted_form(request: Request) -> FormData:
    """Return the form that came with the request, read once."""
    return await request.form(max_part_size=cast("Limit", request.scope[_LIMIT]).size)


class BodyLimit:
    """Refuses bodies above the limit, announced or not, at the moment an endpoint reads them."""

    def __init__(self, app: ASGIApp, *, form_limit_mb: int) -> None:
        self.app = app
        self._form_limit_mb = form_limit_mb

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; reading too large a body raises ``BodyTooLarge``."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        body = _Body(scope, receive, send)
        scope[_LIMIT] = Limit(self._form_limit_mb)
        await self.app(scope, body.receive, body.send)


class _Body:
    """One request's body, counted while it is read."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._scope, self._receive, self._send = scope, receive, send
        announced = dict(scope["headers"]).get(b"content-length", b"0")
        self._announced = int(announced) if announced.isdigit() else 0
        self._seen = 0
        self._ended = False
        self._refused = False

    async def receive(self) -> Message:
        """Return the next piece, or raise ``BodyTooLarge``."""
        limit: Limit = self._scope[_LIMIT]
        if self._announced > limit.size:
            raise self._refusal(limit)
        message = await self._next()
        if self._seen > limit.size:
            raise self._refusal(limit)
        return message

    async def send(self, message: Message) -> None:
        """Pass a piece of the answer on; before the answer to a refused body, what is still coming is thrown away."""
        if self._refused and message["type"] == "http.response.start":
            await self._drain()
        await self._send(message)

    async def _drain(self) -> None:
        most = self._scope[_LIMIT].size * _DRAINED_TIMES
        while not self._ended and self._seen <= most:
            await self._next()

    async def _next(self) -> Message:
        message = await self._receive()
        self._seen += len(message.get("body", b""))
        self._ended = not message.get("more_body")  # also where the browser has gone
        return message

    def _refusal(self, limit: Limit) -> BodyTooLarge:
        self._refused = True
        if limit.of_document:
            return BodyTooLarge(
                f"Tệp gửi lên lớn hơn {limit.megabytes} MB, mức lớn nhất mà hệ thống nhận.",
                place="ô Tệp",
                remedy="quét lại ở 150-200 điểm ảnh mỗi inch, hoặc nhờ quản trị viên nâng THIDUA_UPLOAD_LIMIT_MB.",
            )
        return BodyTooLarge(
            f"Nội dung gửi lên lớn hơn {limit.megabytes} MB, mức lớn nhất của một biểu mẫu chữ.",
            remedy="rút ngắn nội dung hoặc chọn tệp nhỏ hơn rồi gửi lại.",
        )
