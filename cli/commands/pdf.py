"""``thidua pdf``: Word files of any origin into PDF, without a server or a campaign."""

import sys
from os.path import realpath
from pathlib import Path
from typing import Annotated

import typer

from cli.command_line import CommandLine

_OPEN_IN_WORD = "~$"
"""How Word names the note that a document is open; it lies beside it and ends in .docx too."""


def register(app: CommandLine) -> None:
    """Add the command."""
    app.add("pdf", pdf)


def pdf(
    files: Annotated[list[Path], typer.Argument(metavar="TỆP...", help="Các tệp Word (.docx).")],
    out: Annotated[
        Path, typer.Option("--out", metavar="THƯ-MỤC", help="Thư mục nhận các tệp PDF; chưa có thì được tạo.")
    ],
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Thay các tệp PDF đã có.")] = False,
) -> None:
    """Chuyển các tệp Word (.docx) thành PDF/A-2b cùng tên trong một thư mục.

    Tệp PDF đã có và mới hơn tệp Word được giữ nguyên; cũ hơn thì chỉ được thay khi có --overwrite. Tệp hỏng không cản
    các tệp khác. In tên từng tệp PDF mới; mã kết thúc: 1 khi có tệp chưa chuyển được, 3 khi máy không có LibreOffice.
    Tên tệp bắt đầu bằng dấu “-” thì viết thêm ./ ở trước.

    Ví dụ: thidua pdf ban-hanh/*.docx --out pdf
    """
    from workflows.bootstrap import build_converter
    from workflows.settings import load_settings
    from workflows.steps.files.pdf_files import convert_files

    failed = 0
    given = [file for file in files if not file.name.startswith(_OPEN_IN_WORD)]
    for file in files:
        if file not in given:
            print(f"Bỏ qua {_shown(file)}: ghi chú của Word cho biết tài liệu đang mở.", file=sys.stderr)
    if not given:
        print("Không có tệp Word nào để chuyển.", file=sys.stderr)
        sys.exit(1)
    total = len({realpath(file) for file in given})
    made = convert_files(build_converter(load_settings()), given, out=out, overwrite=overwrite)
    for done, one in enumerate(made, start=1):
        head = f"{done}/{total} {_shown(one.source)}"
        if one.fault is not None:
            failed += 1
            print(f"{head}: {one.fault} [{one.fault.code}]", file=sys.stderr)
        elif one.kept:
            print(f"{head}: đã có {_shown(one.target)}", file=sys.stderr)
        else:
            print(f"{head}: {one.page_count} trang", file=sys.stderr)
            print(one.target, flush=True)
    if failed:
        print(f"{failed} tệp chưa chuyển được.", file=sys.stderr)
        sys.exit(1)


def _shown(path: Path) -> str:
    """Return a path on one line: what would break the line or cannot be printed is spelt out."""
    return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in str(path))
