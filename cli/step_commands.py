"""``thidua campaign``, the work that makes documents: each command asks for an operation and shows its progress."""

from datetime import date
from typing import Annotated

import typer

from cli.asking import ask
from cli.command_line import CommandLine
from cli.parameters import AsOf, Id, Wait, day_typed


def add_to(group: CommandLine) -> None:
    """Add the commands to the group of campaigns."""
    for name, command in (
        ("issue", issue),
        ("distribute", distribute),
        ("issue-confirmed", issue_confirmed),
        ("sweep", sweep),
        ("registers", registers),
        ("pdfs", pdfs),
    ):
        group.add(name, command)


def issue(
    campaign: Id,
    as_of: AsOf = None,
    number: Annotated[
        int | None, typer.Option("--number", metavar="SỐ", help="Số đã cấp từ trước, nếu chỉ nhập lại.")
    ] = None,
    date_: Annotated[
        date | None,
        typer.Option("--date", metavar="NGÀY", parser=day_typed, help="Ngày văn bản, nếu khác ngày trong kế hoạch."),
    ] = None,
    wait: Wait = True,
) -> None:
    """Ban hành kế hoạch: lấy số tiếp theo trong sổ, hoặc nhập số đã có.

    Kế hoạch có lỗi thể thức thì chưa ban hành được và mọi lỗi được nêu cùng lúc.

    Ví dụ: thidua campaign issue dong-nai-2024 --as-of 2024-06-25
    """
    from models.operations import OperationKind

    given = {"number": number, "date": date_.isoformat() if date_ else None}
    ask(OperationKind.ISSUE_PLAN, campaign, as_of, {k: v for k, v in given.items() if v is not None}, wait=wait)


def distribute(campaign: Id, as_of: AsOf = None, wait: Wait = True) -> None:
    """Lập dự thảo kế hoạch triển khai cho từng đơn vị phải xây dựng.

    Ví dụ: thidua campaign distribute dong-nai-2024 --as-of 2024-06-26
    """
    from models.operations import OperationKind

    ask(OperationKind.DISTRIBUTE_SUB_PLANS, campaign, as_of, {}, wait=wait)


def issue_confirmed(campaign: Id, as_of: AsOf = None, wait: Wait = True) -> None:
    """Ban hành mọi dự thảo đã được xác nhận đến ngày làm việc.

    Ví dụ: thidua campaign issue-confirmed dong-nai-2024 --as-of 2024-07-05
    """
    from models.operations import OperationKind

    ask(OperationKind.ISSUE_CONFIRMED, campaign, as_of, {}, wait=wait)


def sweep(
    campaign: Id,
    start: Annotated[
        date | None,
        typer.Option("--from", metavar="NGÀY", parser=day_typed, help="Từ ngày. Bỏ trống: từ lần rà soát trước."),
    ] = None,
    end: Annotated[
        date | None,
        typer.Option("--to", metavar="NGÀY", parser=day_typed, help="Đến ngày. Bỏ trống: ngày làm việc."),
    ] = None,
    as_of: AsOf = None,
    wait: Wait = True,
) -> None:
    """Rà soát thời hạn trong một khoảng ngày: ai quá hạn, dự thảo công văn đôn đốc.

    Ví dụ: thidua campaign sweep dong-nai-2024 --from 2024-10-01 --to 2024-11-15 --as-of 2024-11-15
    """
    from models.operations import OperationKind

    given = {"from": start, "to": end}
    params = {name: day.isoformat() for name, day in given.items() if day}
    ask(OperationKind.SWEEP_DEADLINES, campaign, as_of or end, params, wait=wait)


def registers(campaign: Id, as_of: AsOf = None, wait: Wait = True) -> None:
    """In sổ đăng ký văn bản đi của từng cơ quan đã ban hành văn bản.

    Ví dụ: thidua campaign registers dong-nai-2024 --as-of 2024-11-15
    """
    from models.operations import OperationKind

    ask(OperationKind.PRINT_REGISTERS, campaign, as_of, {}, wait=wait)


def pdfs(campaign: Id, as_of: AsOf = None, wait: Wait = True) -> None:
    """Tạo bản PDF của mọi văn bản đã ban hành mà chưa có.

    Ví dụ: thidua campaign pdfs dong-nai-2024
    """
    from models.operations import OperationKind

    ask(OperationKind.MAKE_PDFS, campaign, as_of, {}, wait=wait)
