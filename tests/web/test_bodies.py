"""How much a form may bring: words, a scan from somebody signed in, and what happens to more than that."""

import asyncio
import http.client
import threading
import time
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from cli.stack.processes import free_ports
from tests.web.browsing import Browsing
from tests.web.conftest import CAMPAIGN, PASSWORD
from web.app import create_app
from web.bodies import MEGABYTE, BodyLimit
from web.state import DOCUMENTS_AT_ONCE
from workflows.services import Services
from workflows.settings import Settings

PART = f"/phong-trao/{CAMPAIGN}/khen-thuong/dong-nai.bien-hoa/bang_khen_tinh/thanh-phan"
Browsers = Callable[[str | None], Browsing]


class Room(asyncio.Semaphore):
    """Room for documents in memory, with a note of how often it was taken."""

    taken = 0

    async def acquire(self) -> bool:
        self.taken += 1
        return await super().acquire()


def scan(megabytes: float) -> dict[str, tuple[str, bytes]]:
    """Return a file of so many megabytes, as a form brings it."""
    return {"tep": ("Bản quét.pdf", b"%PDF" + b"x" * int(megabytes * MEGABYTE))}


def test_a_form_of_words_brings_two_megabytes(campaign: str, browsing: Browsers) -> None:
    """More is refused with the limit's name; so is a plan file of that size; a long text of less comes in."""
    office = browsing("so-tu-phap")
    for refused in (
        office.send("/phong-trao/moi", {"ke_hoach": "tep-rieng"}, files=scan(3)),
        office.send(PART.replace("thanh-phan", "de-nghi"), {"ten": "x" * (3 * MEGABYTE)}),
    ):
        assert refused.status == 413
        assert "lớn hơn 2 MB" in refused.words
    long_words = office.send(PART.replace("thanh-phan", "de-nghi"), {"ten": "x" * int(1.5 * MEGABYTE)}, files=scan(0))
    assert long_words.status not in (400, 413), long_words.words


def test_a_paper_of_a_dossier_may_be_a_scan(campaign: str, browsing: Browsers) -> None:
    """Up to twenty-five megabytes come in; more is refused with the limit, the place and what to do."""
    clerk = browsing("bien-hoa")
    taken = clerk.send(PART, {"phan": "99"}, files=scan(20))
    assert taken.status == 422
    assert "Thành phần đã chọn không có trong hồ sơ" in taken.words
    refused = clerk.send(PART, {"phan": "1"}, files=scan(26))
    assert refused.status == 413
    assert "Tệp gửi lên lớn hơn 25 MB" in refused.words
    assert "THIDUA_UPLOAD_LIMIT_MB" in refused.words


def test_strangers_bring_no_documents(campaign: str, browsing: Browsers) -> None:
    """Without a session nothing larger than a sign-in form is read: what is for people signed in leads there."""
    stranger = browsing(None)
    led = stranger.send(PART, {"phan": "1"}, files=scan(3), form_on="/dang-nhap", follow=False)
    assert (led.status, led.header("location")) == (303, "/dang-nhap?tiep=/")
    refused = stranger.send("/dang-nhap", {"ten": "x" * 70_000}, form_on="/dang-nhap")
    assert refused.status == 413
    assert "lớn hơn 64 kB" in refused.words


def test_few_documents_are_in_memory_at_once(app: FastAPI, browsing: Browsers) -> None:
    """Those above the few wait, and all are answered; one that is refused leaves its room to the next."""
    room = Room(DOCUMENTS_AT_ONCE)
    app.state.web = replace(app.state.web, documents=room)
    clerk = browsing("bien-hoa")
    cookies, token = dict(clerk.client.cookies), clerk.token("/mat-khau")
    answers: list[int] = []

    def bring(port: int) -> None:
        files = {name: (file, data, "application/pdf") for name, (file, data) in scan(2).items()}
        address = f"http://127.0.0.1:{port}{PART}"
        form = {"_the": token, "phan": "99"}
        answers.append(httpx.post(address, data=form, files=files, cookies=cookies, timeout=60).status_code)

    with served(app) as port:
        people = [threading.Thread(target=bring, args=(port,)) for _ in range(3 * DOCUMENTS_AT_ONCE)]
        for one in people:
            one.start()
        for one in people:
            one.join()
    assert answers == [422] * len(people)
    assert room.taken == len(people)


def test_an_installation_sets_its_own_limits(campaign: str, services: Services, settings: Settings) -> None:
    """Both limits are settings, and the form names the one for documents."""
    own = create_app(services, settings.model_copy(update={"upload_limit_mb": 4, "form_limit_mb": 1}))
    clerk = Browsing(own)
    clerk.sign_in("bien-hoa", PASSWORD)
    assert "lớn hơn 4 MB" in clerk.send(PART, {"phan": "1"}, files=scan(5)).words
    assert clerk.send(PART, {"phan": "99"}, files=scan(3)).status == 422
    assert "lớn hơn 1 MB" in clerk.send("/mat-khau", {"cu": "x" * (2 * MEGABYTE)}).words


@contextmanager
def served(app: FastAPI) -> Iterator[int]:
    """Serve the application as the web process does; give its port."""
    (port,) = free_ports(1)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_config=None))
    running = threading.Thread(target=server.run)
    running.start()
    try:
        until = time.monotonic() + 20
        while not server.started:
            assert time.monotonic() < until
            time.sleep(0.02)
        yield port
    finally:
        server.should_exit = True
        running.join(20)


@pytest.mark.parametrize("announced", [True, False])
def test_the_refusal_comes_to_who_is_still_sending(announced: bool, app: FastAPI) -> None:
    """What is too large is read to its end and thrown away: a browser shows our page, not a broken connection."""
    whole = b"x" * (12 * MEGABYTE)
    with served(app) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        body = whole if announced else (whole[start : start + MEGABYTE] for start in range(0, len(whole), MEGABYTE))
        connection.request("POST", "/dang-nhap", body=body, headers=kind, encode_chunked=not announced)
        answer = connection.getresponse()
        assert answer.status == 413
        assert "lớn hơn 64 kB" in answer.read().decode()
        connection.close()


class Dribble:
    """A browser that sends one byte and then nothing more."""

    def __init__(self) -> None:
        self.pieces = [{"type": "http.request", "body": b"x", "more_body": True}]
        self.sent: list[int] = []

    async def receive(self) -> MutableMapping[str, Any]:
        return self.pieces.pop() if self.pieces else await asyncio.get_running_loop().create_future()

    async def send(self, message: MutableMapping[str, Any]) -> None:
        self.sent += [message["status"]] if message["type"] == "http.response.start" else []


def test_who_sends_next_to_nothing_is_not_waited_for(app: FastAPI) -> None:
    """A body that does not come ends in an answer; nobody keeps a connection, nor a worker, by sending a byte."""
    browser = Dribble()
    headers = [(b"content-type", b"application/x-www-form-urlencoded"), (b"host", b"testserver")]
    scope = {"type": "http", "method": "POST", "path": "/dang-nhap", "raw_path": b"/dang-nhap", "query_string": b""}
    scope |= {"headers": headers, "scheme": "http", "root_path": "", "http_version": "1.1", "app": app}
    scope |= {"server": ("testserver", 80), "client": ("127.0.0.1", 1)}
    inner = next(one for one in walk(app.build_middleware_stack()) if isinstance(one, BodyLimit))
    asyncio.run(BodyLimit(inner.app, form_limit_mb=2, patience=0.1)(scope, browser.receive, browser.send))
    assert browser.sent == [408]


def walk(app: Any) -> Iterator[Any]:
    """Yield the application's layers from the outside in."""
    while app is not None:
        yield app
        app = getattr(app, "app", None)
