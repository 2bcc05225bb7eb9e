"""``thidua template``: an office takes a template out, edits it in Word, and puts its own version in."""

from pathlib import Path
from typing import Annotated

import typer

from cli.asking import day_or_today, me, services_here
from cli.command_line import CommandLine
from cli.files import file_bytes, write_file
from cli.parameters import AsOf
from models.documents import KIND_NAMES, DocumentKind

Kind = Annotated[DocumentKind, typer.Argument(metavar="LOẠI", help="Loại văn bản, như trong `thidua template list`.")]


def register(app: CommandLine) -> None:
    """Add the commands for templates."""
    group = CommandLine(
        help="Mẫu văn bản: lấy ra sửa bằng Word và đưa bản của cơ quan vào kho.\n\n"
        "Ví dụ: thidua template save sub_plan mau.docx"
    )
    group.add("list", list_)
    group.add("save", save)
    group.add("publish", publish)
    app.add_typer(group, name="template")


def list_() -> None:
    """Liệt kê các loại văn bản và số phiên bản mẫu trong kho, cách nhau bằng dấu tab.

    Ví dụ: thidua template list
    """
    services = services_here()
    for kind in DocumentKind:
        print(f"{kind.value}\t{len(services.templates.history(kind))}\t{KIND_NAMES[kind]}")


def save(kind: Kind, out: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp Word nhận mẫu.")]) -> None:
    """Ghi mẫu đang dùng ra tệp Word để sửa.

    Ví dụ: thidua template save sub_plan mau.docx
    """
    from workflows.steps.publishing import template_bytes

    write_file(out, template_bytes(services_here(), kind=kind))


def publish(
    kind: Kind,
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp Word đã sửa (.docx).")],
    as_of: AsOf = None,
) -> None:
    """Kiểm tra mẫu của cơ quan rồi đưa vào kho; mẫu có lỗi không được nhận và mọi lỗi được nêu cùng lúc.

    Văn bản đã có số giữ phiên bản mẫu cũ.

    Ví dụ: thidua template publish sub_plan mau.docx
    """
    from workflows.steps.publishing import publish_own_template

    data = file_bytes(file)
    version = publish_own_template(services_here(), kind=kind, data=data, actor=me(), as_of=day_or_today(as_of))
    print(f"Kho đã nhận mẫu {KIND_NAMES[kind]}, phiên bản {version.version}.")
