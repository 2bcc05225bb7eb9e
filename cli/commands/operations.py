"""``thidua operations``: the work that was asked for, and asking for it again."""

import sys
from typing import Annotated

import typer

from cli.asking import follow, me, services_for, told
from cli.command_line import CommandLine
from cli.parameters import AnyId


def register(app: CommandLine) -> None:
    """Add the command."""
    app.add("operations", operations)


def operations(
    campaign: AnyId = None,
    retry: Annotated[
        str | None, typer.Option("--retry", metavar="MÃ-VIỆC", help="Mã công việc không thành cần chạy lại.")
    ] = None,
    wait: Annotated[bool, typer.Option("--wait/--no-wait", help="Chờ việc chạy lại xong.")] = True,
) -> None:
    """Liệt kê các công việc gần đây: ngày, trạng thái, lần chạy, tiến độ, kết quả; hoặc chạy lại một việc không thành.

    Ví dụ: thidua operations dong-nai-2024
    """
    from models.documents import CampaignId
    from models.operations import OPERATION_STATE_NAMES
    from workflows.steps.documents.retrying import retry_operation

    services = services_for(campaign=campaign)
    if retry is not None:
        again = retry_operation(services, operation_id=retry, actor=me())
        follow(services, again) if wait else print(again.id)
        return
    with services.registry.begin() as tx:
        listed = tx.operations.list(campaign_id=CampaignId(campaign) if campaign else None)
    for one in listed:
        progress = f"lần {one.attempt}\t{one.done}/{one.total}"
        print(f"{one.id}\t{one.as_of:%d/%m/%Y}\t{OPERATION_STATE_NAMES[one.state]}\t{progress}\t{told(one)}")
    print(f"Có {len(listed)} công việc.", file=sys.stderr)
