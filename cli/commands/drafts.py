"""``thidua draft``: what waits for a unit's confirmation, confirming it, and voiding a number that nothing came of."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from cli.asking import day_or_today, draft_line, me, services_for, services_here
from cli.command_line import CommandLine
from cli.files import write_file
from cli.parameters import DraftKey, Id, day_typed


def register(app: CommandLine) -> None:
    """Add the commands for drafts."""
    group = CommandLine(help="Dự thảo: xem và xác nhận để ban hành.\n\nVí dụ: thidua draft list dong-nai-2024")
    group.add("list", list_)
    group.add("preview", preview)
    group.add("confirm", confirm)
    group.add("void", void)
    app.add_typer(group, name="draft")


def list_(campaign: Id) -> None:
    """Liệt kê các dự thảo của một phong trào: khóa, trạng thái, trích yếu.

    Ví dụ: thidua draft list dong-nai-2024
    """
    from models.documents import CampaignId

    with services_for(campaign=campaign).registry.begin() as tx:
        drafts = tx.drafts.list(CampaignId(campaign))
    for draft in drafts:
        print(draft_line(draft))
    print(f"Có {len(drafts)} dự thảo.", file=sys.stderr)


def preview(
    key: DraftKey,
    out: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp Word nhận bản xem trước.")],
) -> None:
    """Ghi bản xem trước của một dự thảo ra tệp Word; chỗ còn thiếu được đánh dấu.

    Ví dụ: thidua draft preview dong-nai-2024:sub_plan:dong-nai.stp:O6:1 xem.docx
    """
    from models.documents import IssueKey
    from workflows.steps.documents.files import draft_preview

    write_file(out, draft_preview(services_here(), key=IssueKey(key)))


def confirm(
    key: DraftKey,
    dated: Annotated[
        date | None,
        typer.Option("--date", metavar="NGÀY", parser=day_typed, help="Ngày văn bản. Bỏ trống: hôm nay."),
    ] = None,
    signer: Annotated[str | None, typer.Option("--signer", metavar="HỌ-TÊN", help="Họ và tên người ký.")] = None,
    reporter: Annotated[
        str | None,
        typer.Option("--reporter", metavar="HỌ-TÊN", help="Người báo cáo, của báo cáo thành tích; --signer xác nhận."),
    ] = None,
    issue: Annotated[bool, typer.Option("--issue/--no-issue", help="Yêu cầu ban hành ngay.")] = True,
) -> None:
    """Xác nhận một dự thảo với ngày văn bản; hệ thống cấp số và ban hành.

    Dự thảo có lỗi thể thức thì chưa xác nhận được và mọi lỗi được nêu cùng lúc, mỗi lỗi kèm chỗ sửa.

    Ví dụ: thidua draft confirm dong-nai-2024:sub_plan:dong-nai.stp:O6:1 --date 2024-07-05 --signer "Nguyễn Văn A"
    """
    from models.documents import IssueKey
    from workflows.steps.confirming import DraftChanges, confirm_draft

    draft = confirm_draft(
        services_here(),
        key=IssueKey(key),
        dated=day_or_today(dated),
        changes=DraftChanges(signer_name=signer, reporter_name=reporter),
        actor=me(),
        request_issue=issue,
    )
    print(draft_line(draft))


def void(
    key: DraftKey,
    reason: Annotated[str, typer.Option("--reason", metavar="LÝ-DO", help="Lý do; được giữ lại trong sổ đăng ký.")],
) -> None:
    """Hủy số của văn bản đã lấy số mà không lập xong được; số đó ở lại trong sổ, không dùng lại.

    Văn bản đã ban hành thì không hủy số được. Làm lại bước đã lập dự thảo (giao kế hoạch, nộp báo cáo, rà soát thời hạn
    ngày đó, tổng kết ...) thì có dự thảo mới, lấy số mới.

    Ví dụ: thidua draft void dong-nai-2024:reminder_letter:O3:2024-11-01:1 --reason "mẫu hỏng, không lập được tệp"
    """
    from models.documents import IssueKey
    from workflows.steps.documents.issuing import void_entry

    entry = void_entry(services_here(), key=IssueKey(key), reason=reason, actor=me())
    print(f"Đã hủy số {entry.code or '(không có số)'} của “{entry.title}”: {entry.void_reason}.")
