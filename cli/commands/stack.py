"""``thidua up``, ``thidua down``, ``thidua doctor``: the local stack."""

import sys
from typing import Annotated

import typer

from cli.command_line import CommandLine


def register(app: CommandLine) -> None:
    """Add the commands of the local stack."""
    app.add("up", up)
    app.add("down", down)
    app.add("doctor", doctor)
    app.add("run-part", run_part, hidden=True)


def up(
    detach: Annotated[
        bool, typer.Option("--detach", "-d", help="Chạy nền; lệnh kết thúc khi mọi phần đã trả lời.")
    ] = False,
) -> None:
    """Khởi động hệ thống tại chỗ và canh giữ nó cho đến khi bấm Ctrl-C.

    Ví dụ: thidua up
    """
    from cli.stack.running import run_detached, run_in_foreground

    sys.exit(run_detached() if detach else run_in_foreground())


def down() -> None:
    """Dừng hệ thống tại chỗ đang chạy trên thư mục dữ liệu này.

    Ví dụ: thidua down
    """
    from cli.stack.running import stop_running

    stopped = stop_running()
    print("Đã dừng." if stopped else "Không có hệ thống nào đang chạy trên thư mục dữ liệu này.", file=sys.stderr)


def doctor() -> None:
    """Kiểm tra từng phần: phiên bản, có trả lời không, thiếu gì và cách khắc phục.

    Ví dụ: thidua doctor
    """
    from cli.stack.doctor import examine
    from workflows.settings import load_settings

    findings = examine(load_settings())
    for finding in findings:
        print(finding.line)
    if any(finding.needed and not finding.good for finding in findings):
        sys.exit(3)


def run_part(name: str) -> None:
    """Chạy một phần của hệ thống tại chỗ (dành cho bộ giám sát)."""
    from cli.stack.launcher import launch

    launch(name)
