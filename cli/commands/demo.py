"""``thidua demo``: the Đồng Nai campaign, played on the local stack."""

from pathlib import Path
from typing import Annotated

import typer

from cli.command_line import CommandLine

OUT = Path("out/demo")


def register(app: CommandLine) -> None:
    """Add the command."""
    app.add("demo", demo)


def demo(
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="THƯ-MỤC", help="Thư mục nhận văn bản và summary.json.")
    ] = OUT,
) -> None:
    """Trình diễn phong trào Đồng Nai 2024 trên hệ thống tại chỗ, từ kế hoạch đến bằng khen và lưu trữ.

    Mọi văn bản mang chữ “BẢN MẪU”; các giả định nằm trong cli/demo/assumptions.toml.

    Ví dụ: thidua demo --out out/demo
    """
    from cli.demo.playing import run_demo

    run_demo(out=out)
