"""``thidua draft``: what waits for a unit's confirmation, and confirming it."""

from pathlib import Path
from typing import Annotated

import typer

from cli.asking import day_given, me, services_here


def register(app: typer.Typer) -> None:
    """Add the commands for drafts."""
    group = typer.Typer(help="Dự thảo: xem và xác nhận để ban hành.", no_args_is_help=True)
    group.command("list")(list_)
    group.command("preview")(preview)
    group.command("confirm")(confirm)
    app.add_typer(group, name="draft")


def list_(campaign: Annotated[str, typer.Argument(help="Mã phong trào, ví dụ dong-nai-2024.")]) -> None:
    """Liệt kê các dự thảo của một phong trào: khóa, trạng thái, trích yếu.

    Ví dụ: thidua draft list dong-nai-2024
    """
    from models.documents import CampaignId

    with services_here().registry.begin() as tx:
        drafts = tx.drafts.list(CampaignId(campaign))
    for draft in drafts:
        print(f"{draft.key}\t{draft.state.value}\t{draft.title}")


def preview(
    key: Annotated[str, typer.Argument(help="Khóa của dự thảo.")],
    out: Annotated[Path, typer.Argument(help="Tệp Word nhận bản xem trước.")],
) -> None:
    """Ghi bản xem trước của một dự thảo ra tệp Word; chỗ còn thiếu được đánh dấu.

    Ví dụ: thidua draft preview dong-nai-2024:sub_plan:dong-nai.stp:O6:1 xem.docx
    """
    from models.documents import IssueKey
    from workflows.steps.files import draft_preview

    out.write_bytes(draft_preview(services_here(), key=IssueKey(key)))


def confirm(
    key: Annotated[str, typer.Argument(help="Khóa của dự thảo, lấy từ `thidua draft list`.")],
    dated: Annotated[str | None, typer.Option("--date", help="Ngày văn bản. Bỏ trống: hôm nay.")] = None,
    signer: Annotated[str | None, typer.Option("--signer", help="Họ và tên người ký.")] = None,
    issue: Annotated[bool, typer.Option("--issue/--no-issue", help="Yêu cầu ban hành ngay.")] = True,
) -> None:
    """Xác nhận một dự thảo với ngày văn bản; hệ thống cấp số và ban hành.

    Ví dụ: thidua draft confirm dong-nai-2024:sub_plan:dong-nai.stp:O6:1 --date 2024-07-05 --signer "Nguyễn Văn A"
    """
    from models.documents import IssueKey
    from workflows.steps.sub_plans import DraftChanges, confirm_draft

    draft = confirm_draft(
        services_here(),
        key=IssueKey(key),
        dated=day_given(dated),
        changes=DraftChanges(signer_name=signer),
        actor=me(),
        request_issue=issue,
    )
    print(f"{draft.key}\t{draft.state.value}")
