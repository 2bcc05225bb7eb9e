"""The demo as a command: the stack is there, the play is played, its account is written."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cli.demo.assumptions import load_assumptions
from cli.demo.desk import Desk
from cli.demo.export import export
from cli.demo.player import play
from cli.demo.summary import summarise, table, write_summary
from cli.demo.talk import Talk
from cli.stack.layout import Layout
from cli.stack.lock import is_held
from cli.stack.running import run_detached, stop_running
from models.errors import Conflict, Unavailable
from workflows.bootstrap import build_services
from workflows.settings import load_settings
from workflows.steps.documents.indexing import follow_log


class NotALocalStack(Conflict):
    """The demo was asked to play on something other than the local stack of its home."""

    code = "not-a-local-stack"


class StackNotStarted(Unavailable):
    """The local stack did not come up."""

    code = "stack-not-started"


def run_demo(*, out: Path) -> None:
    """Play the campaign, write every document and ``summary.json`` below ``out``, and print the table.

    Starts the local stack where it is not running and stops only what it started. Raises
    ``NotALocalStack`` where the settings lead elsewhere: sample documents have no place in a real registry.
    """
    talk = Talk()
    assumptions = load_assumptions()
    started = time.monotonic()
    with _stack(talk):
        settings = load_settings()
        if not settings.local_stack:
            raise NotALocalStack(
                "Buổi trình diễn chỉ chạy trên hệ thống tại chỗ do `thidua up` tạo ra.",
                remedy="bỏ các biến THIDUA_DATABASE_URL, THIDUA_S3_ENDPOINT khỏi môi trường rồi chạy lại.",
            )
        services = build_services(settings)
        operations = play(Desk(services=services, assumptions=assumptions, talk=talk))
        with talk.step("Lập chỉ mục, tra cứu và ghi kết quả"):
            follow_log(services)
            stems = export(services, campaign_id=assumptions.campaign, out=out)
            summary = summarise(services, assumptions=assumptions, stems=stems, operations=operations, out=out)
            file = write_summary(summary, out=out)
    print(table(summary))
    print(f"\nVăn bản và {file.name}: {out}/   (cả buổi: {time.monotonic() - started:.0f} giây)")
    print("Xem trên trang web: chạy `thidua up` rồi mở địa chỉ được in ra.")


@contextmanager
def _stack(talk: Talk) -> Iterator[None]:
    if is_held(Layout(load_settings().home.absolute()).lock):
        yield
        return
    with talk.step("Khởi động hệ thống tại chỗ"):
        if run_detached() != 0:
            raise StackNotStarted(
                "Hệ thống tại chỗ không khởi động được.", remedy="chạy `thidua doctor` để xem phần nào thiếu."
            )
    try:
        yield
    finally:
        stop_running()
