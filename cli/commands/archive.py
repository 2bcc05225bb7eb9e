"""``thidua archive``: reading the archive against its hashes, locks and rows."""

import sys
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from cli.asking import day_or_today, me, services_for
from cli.command_line import CommandLine

VIET_NAM = ZoneInfo("Asia/Ho_Chi_Minh")


def register(app: CommandLine) -> None:
    """Add the group."""
    group = CommandLine(
        help="Kho lưu trữ có khóa: đối chiếu với mã băm, với khóa và với sổ.\n\n"
        "Ví dụ: thidua archive verify dong-nai-2024"
    )
    group.add("verify", verify)
    app.add_typer(group, name="archive")


def verify(
    campaign: Annotated[
        str | None, typer.Argument(metavar="PHONG-TRÀO", help="Mã phong trào. Bỏ trống: toàn bộ kho lưu trữ.")
    ] = None,
) -> None:
    """Đọc lại mọi tệp đã lưu trữ và mọi dòng của sổ lưu trữ; nêu tên tệp mất, bị sửa, không khóa, dòng bị sửa.

    Không có gì sai thì kết thúc với mã 0, có sai lệch thì mã 1.

    Ví dụ: thidua archive verify dong-nai-2024
    """
    from models.documents import CampaignId
    from workflows.steps.archive.verifications import verify_and_tell

    services = services_for(campaign=campaign)
    chosen = CampaignId(campaign) if campaign else None
    told = _tell if sys.stderr.isatty() else None
    report = verify_and_tell(services, campaign_id=chosen, actor=me(), as_of=day_or_today(None), told=told)
    for fault in report.faults:
        print(fault)
    until = (
        f"{report.locked_until.astimezone(VIET_NAM):%H:%M ngày %d/%m/%Y}" if report.locked_until else "chưa có tệp nào"
    )
    print(
        f"Đã đọc {report.objects} tệp của {report.records} mục: {report.verified} tệp nguyên vẹn, "
        f"{len(report.faults)} sai lệch. Hạn khóa sớm nhất: {until}.",
        file=sys.stderr,
    )
    if report.expired:
        print(f"{report.expired} mục đã hết hạn khóa: chỉ còn mã băm để đối chiếu.", file=sys.stderr)
    if not report.sound:
        sys.exit(1)


def _tell(done: int, total: int) -> None:
    print(f"\rĐang đọc {done}/{total} tệp", end="", file=sys.stderr, flush=True)
    if done + 1 == total:
        print(file=sys.stderr)
