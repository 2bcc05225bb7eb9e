"""``thidua template``: an office takes a template out, edits it in Word, and puts its own version in."""

from pathlib import Path
from typing import Annotated

import typer

from cli.asking import day_given, me, services_here
from models.documents import KIND_NAMES, DocumentKind

Kind = Annotated[DocumentKind, typer.Argument(help="Loại văn bản, như trong `thidua template list`.")]


def register(app: typer.Typer) -> None:
    """Add the commands for templates."""
    group = typer.Typer(help="Mẫu văn bản: lấy ra sửa bằng Word và đưa bản của cơ quan vào kho.", no_args_is_help=True)
    group.command("list")(list_)
    group.command("save")(save)
    group.command("publish")(publish)
    app.add_typer(group, name="template")


def list_() -> None:
    """Liệt kê các loại văn bản và số phiên bản mẫu trong kho, cách nhau bằng dấu tab.

    Ví dụ: thidua template list
    """
    services = services_here()
    for kind in DocumentKind:
        print(f"{kind.value}\t{len(services.templates.history(kind))}\t{KIND_NAMES[kind]}")


def save(kind: Kind, out: Annotated[Path, typer.Argument(help="Tệp Word nhận mẫu.", dir_okay=False)]) -> None:
    """Ghi mẫu đang dùng ra tệp Word để sửa.

    Ví dụ: thidua template save sub_plan mau.docx
    """
    from workflows.steps.publishing import template_bytes

    out.write_bytes(template_bytes(services_here(), kind=kind))


def publish(
    kind: Kind,
    file: Annotated[Path, typer.Argument(help="Tệp Word đã sửa (.docx).", exists=True, dir_okay=False)],
    as_of: Annotated[str | None, typer.Option("--as-of", help="Ngày làm việc. Bỏ trống: hôm nay.")] = None,
) -> None:
    """Kiểm tra mẫu của cơ quan rồi đưa vào kho; mẫu có lỗi không được nhận và mọi lỗi được nêu cùng lúc.

    Văn bản đã có số giữ phiên bản mẫu cũ.
    Ví dụ: thidua template publish sub_plan mau.docx
    """
    from workflows.steps.publishing import publish_own_template

    version = publish_own_template(
        services_here(), kind=kind, data=file.read_bytes(), actor=me(), as_of=day_given(as_of)
    )
    print(f"Kho đã nhận mẫu {KIND_NAMES[kind]}, phiên bản {version.version}.")
