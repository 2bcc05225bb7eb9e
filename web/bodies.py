"""How much a request may bring: a form's text, or, where a route takes documents from people signed in, a file.

Whoever is not signed in may bring little: what a sign-in form needs. Files are written to disk while they come in once
they are larger than a megabyte (Starlette's own limit); a few at a time are then taken into memory.
"""

import asyncio
from contextlib import AbstractAsyncContextManager, nullcontext, suppress
from dataclasses import dataclass
from typing import cast

from fastapi import Depends, Request
from fastapi.routing import APIRoute
from starlette.datastructures import FormData
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from models.errors import ThiduaError
from web.access import asked_right, current_person, sign_in_needed
from web.state import web_state

MEGABYTE = 1024 * 1024
_OF_STRANGERS = 64
"""Kilobytes."""
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_DRAINED_TIMES = 8
"""So many limits are read and thrown away of a body that is too large, so that the browser comes to the answer."""
_LIMIT = "thidua.body_limit"
_PATIENCE = 60.0
"""Seconds that a body may take in any case."""
_SLOWEST = 10_000
"""Bytes a second: a body may take a second more for so many of them."""


@dataclass(frozen=True)
class Limit:
    """How much a body may have, and what is told of more."""

    size: int
    """In bytes."""
    refusal: ThiduaError
    of_document: bool = False


class BodyTooLarge(ThiduaError):
    """More bytes came than a form of ours, or a file for it, may have."""

    code = "body-too-large"
    http_status = 413


class BodyTooSlow(ThiduaError):
    """A body comes in so slowly that whoever sends it only keeps the connection."""

    code = "body-too-slow"
    http_status = 408


def _documents() -> None:
    """Mark a route; ``limit_body`` looks for it."""


TAKES_DOCUMENTS = Depends(_documents)
"""The route dependency of a form that brings a document: a scan has more bytes than words have."""


def limit_body(request: Request) -> None:
    """Allow a stranger little, and somebody signed in a document where the route takes one; before the body is read."""
    route, state = request.scope.get("route"), web_state(request)
    if request.method in _SAFE or not isinstance(route, APIRoute):
        return
    if current_person(request, state) is None:
        request.scope[_LIMIT] = _of_stranger(route)
    elif TAKES_DOCUMENTS in route.dependencies:
        request.scope[_LIMIT] = _of_document(state.settings.upload_limit_mb)


def room_for(request: Request) -> AbstractAsyncContextManager[object]:
    """Return the room that a request takes while it holds its document in memory; words take none."""
    limit: Limit = request.scope[_LIMIT]
    return web_state(request).documents if limit.of_document else nullcontext()


def _of_stranger(route: APIRoute) -> Limit:
    """Return the limit before signing in; where the route is for people signed in, more leads there."""
    if any(asked_right(each.dependency) for each in route.dependencies):
        return Limit(_OF_STRANGERS * 1024, refusal=sign_in_needed())
    refusal = BodyTooLarge(
        f"Nội dung gửi lên lớn hơn {_OF_STRANGERS} kB, mức lớn nhất khi chưa đăng nhập.",
        remedy="đăng nhập rồi gửi lại.",
    )
    return Limit(_OF_STRANGERS * 1024, refusal=refusal)


def _of_document(megabytes: int) -> Limit:
    refusal = BodyTooLarge(
        f"Tệp gửi lên lớn hơn {megabytes} MB, mức lớn nhất mà hệ thống nhận.",
        place="ô Tệp",
        remedy="quét lại ở 150-200 điểm ảnh mỗi inch, hoặc nhờ quản trị viên nâng THIDUA_UPLOAD_LIMIT_MB.",
    )
    return Limit(megabytes * MEGABYTE, refusal=refusal, of_document=True)


def _of_words(megabytes: int) -> Limit:
    refusal = BodyTooLarge(
        f"Nội dung gửi lên lớn hơn {megabytes} MB, mức lớn nhất của một biểu mẫu chữ.",
        remedy="rút ngắn nội dung hoặc chọn tệp nhỏ hơn rồi gửi lại.",
    )
    return Limit(megabytes * MEGABYTE, refusal=refusal)


async def posted_form(request: Request) -> FormData:
    """Return the form that came with the request, read once."""
    return await request.form(max_part_size=cast("Limit", request.scope[_LIMIT]).size)


class BodyLimit:
    """Refuses bodies above the limit, announced or not, and endless ones, at the moment an endpoint reads them."""

    def __init__(self, app: ASGIApp, *, form_limit_mb: int, patience: float = _PATIENCE) -> None:
        self.app = app
        self._form_limit_mb = form_limit_mb
        self._patience = patience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; reading too large a body raises ``BodyTooLarge``, too slow a one ``BodyTooSlow``."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        scope[_LIMIT] = words = _of_words(self._form_limit_mb)
        body = _Body(scope, receive, send, drained=words.size * _DRAINED_TIMES, patience=self._patience)
        await self.app(scope, body.receive, body.send)


class _Body:
    """One request's body, counted while it is read."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, *, drained: int, patience: float) -> None:
        self._scope, self._receive, self._send = scope, receive, send
        self._drained = drained
        self._patience = patience
        self._began: float | None = None
        announced = dict(scope["headers"]).get(b"content-length", b"0")
        self._announced = int(announced) if announced.isdigit() else 0
        self._seen = 0
        self._ended = False
        self._refused = False

    async def receive(self) -> Message:
        """Return the next piece, or raise ``BodyTooLarge`` or ``BodyTooSlow``; nothing comes after the end."""
        if self._ended:
            return await self._receive()  # whether the browser has gone
        limit: Limit = self._scope[_LIMIT]
        message = await self._next() if self._announced <= limit.size else None
        if message is None or self._seen > limit.size:
            self._refused = True
            raise limit.refusal
        return message

    async def send(self, message: Message) -> None:
        """Pass a piece of the answer on; before the answer to a refused body, what is still coming is thrown away."""
        if self._refused and message["type"] == "http.response.start":
            await self._drain()
        await self._send(message)

    async def _drain(self) -> None:
        most = max(self._drained, self._scope[_LIMIT].size * _DRAINED_TIMES)
        with suppress(BodyTooSlow):
            while not self._ended and self._seen <= most:
                await self._next()

    async def _next(self) -> Message:
        if self._began is None:
            self._began = asyncio.get_running_loop().time()
        try:
            async with asyncio.timeout_at(self._began + self._patience + self._seen / _SLOWEST):
                message = await self._receive()
        except TimeoutError:
            self._ended = True
            raise BodyTooSlow(
                "Nội dung gửi lên đến quá chậm nên đã dừng nhận.", remedy="kiểm tra đường truyền rồi gửi lại."
            ) from None
        self._seen += len(message.get("body", b""))
        self._ended = not message.get("more_body")  # also where the browser has gone
        return message
