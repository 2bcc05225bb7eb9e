"""Parameters that many commands take, each described once."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from cli.usage_errors import WrongUsage


def day_typed(typed: str) -> date:
    """Return the day written as ``2024-06-25`` or ``25/6/2024``; raises ``WrongUsage``."""
    from models.plan.days import parse_day

    try:
        return parse_day(typed)
    except ValueError:
        raise WrongUsage(
            f"“{typed}” không phải một ngày có thật.", remedy="viết ngày theo dạng 2024-06-25 hoặc 25/06/2024."
        ) from None


Id = Annotated[str, typer.Argument(metavar="PHONG-TRÀO", help="Mã phong trào, ví dụ dong-nai-2024.")]
AnyId = Annotated[str | None, typer.Argument(metavar="PHONG-TRÀO", help="Mã phong trào. Bỏ trống: mọi phong trào.")]
AsOf = Annotated[
    date | None,
    typer.Option(
        "--as-of",
        metavar="NGÀY",
        parser=day_typed,
        help="Ngày làm việc, dạng 2024-06-25 hoặc 25/06/2024. Bỏ trống: hôm nay theo giờ Việt Nam.",
    ),
]
Wait = Annotated[bool, typer.Option("--wait/--no-wait", help="Chờ việc xong và cho xem tiến độ.")]
DraftKey = Annotated[str, typer.Argument(metavar="KHÓA", help="Khóa của dự thảo, lấy từ `thidua draft list`.")]
PlanFile = Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp kế hoạch (.yaml).")]
