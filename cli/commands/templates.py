"""``thidua template``: an office takes a template out, edits it in Word, and puts its own version in."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.asking import day_or_today, me, services_here
from cli.command_line import CommandLine
from cli.files import file_bytes, write_file
from cli.parameters import AsOf, Id
from cli.template_files import check, fields, render
from cli.template_kinds import Kind
from cli.word_files import word_file, write_new
from models.documents import KIND_NAMES, CampaignId, DocumentKind

if TYPE_CHECKING:
    from workflows.steps.templates.publishing import Published
    from workflows.steps.templates.template_versions import Edition

Number = Annotated[
    int | None, typer.Option("--version", metavar="SỐ", min=1, help="Số phiên bản. Bỏ trống: bản mới nhất.")
]
Note = Annotated[str, typer.Option("--note", metavar="CHỮ", help="Vì sao có phiên bản này; hiện trong lịch sử.")]


def register(app: CommandLine) -> None:
    """Add the commands for templates."""
    group = CommandLine(
        help="Mẫu văn bản: lấy ra sửa bằng Word, kiểm tra và đưa bản của cơ quan vào kho.\n\n"
        "Ví dụ: thidua template save sub_plan mau.docx"
    )
    for name, command in (
        ("list", list_),
        ("fields", fields),
        ("check", check),
        ("render", render),
        ("publish", publish),
        ("history", history),
        ("show", show),
        ("save", save),
        ("revert", revert),
        ("in-use", in_use),
        ("use", use),
    ):
        group.add(name, command)
    app.add_typer(group, name="template")


def list_() -> None:
    """Liệt kê các loại văn bản và số phiên bản mẫu trong kho, cách nhau bằng dấu tab.

    Ví dụ: thidua template list
    """
    services = services_here()
    for kind in DocumentKind:
        print(f"{kind.value}\t{len(services.templates.history(kind))}\t{KIND_NAMES[kind]}")


def publish(
    kind: Kind,
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp Word đã sửa (.docx).")],
    note: Note = "",
    as_of: AsOf = None,
) -> None:
    """Kiểm tra mẫu của cơ quan rồi đưa vào kho; mẫu có lỗi không được nhận và mọi lỗi được nêu cùng lúc.

    Văn bản đã có số và phong trào đang chạy giữ phiên bản mẫu cũ; xem `thidua template use`.

    Ví dụ: thidua template publish sub_plan mau.docx --note "Thêm logo của tỉnh"
    """
    from workflows.steps.templates.publishing import publish_own_template

    done = publish_own_template(
        services_here(),
        kind=kind,
        data=file_bytes(file),
        name=file.name,
        actor=me(),
        as_of=day_or_today(as_of),
        note=note,
    )
    _tell_published(done)


def history(kind: Kind) -> None:
    """Liệt kê các phiên bản mẫu của một loại: số, ngày, người đưa, ghi chú, cách nhau bằng dấu tab; mới nhất trước.

    Ví dụ: thidua template history sub_plan
    """
    from workflows.steps.templates.template_versions import editions

    known = editions(services_here(), kind=kind)
    for edition in known:
        print("\t".join(_cells(edition)))
    if not known:
        print(f"Kho chưa có mẫu {KIND_NAMES[kind]}.", file=sys.stderr)


def show(
    kind: Kind,
    version: Annotated[
        int | None, typer.Argument(metavar="SỐ", min=1, help="Số phiên bản. Bỏ trống: bản mới nhất.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--preview", metavar="TỆP", help="Tệp .docx hoặc .pdf nhận văn bản điền thử bằng dữ liệu mẫu."),
    ] = None,
) -> None:
    """Cho biết một phiên bản mẫu là của ai, ngày nào; với --preview thì ghi ra văn bản điền thử để xem.

    Ví dụ: thidua template show sub_plan 2 --preview xem-thu.pdf
    """
    from workflows.steps.templates.template_versions import find_edition, sample_file, sample_pdf

    if out is not None:
        word_file(out, also=".pdf")
    services = services_here()
    edition = find_edition(services, kind=kind, number=version)
    print("\t".join(_cells(edition)))
    if out is not None:
        make = sample_pdf if out.suffix.lower() == ".pdf" else sample_file
        write_file(out, make(services, kind=kind, number=edition.number).data)


def save(
    kind: Kind,
    out: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp Word nhận mẫu.")],
    version: Number = None,
) -> None:
    """Ghi mẫu mới nhất, hoặc một phiên bản cũ, ra tệp Word để sửa; tệp đang sửa dở không bị ghi đè.

    Ví dụ: thidua template save sub_plan mau.docx
    """
    from workflows.steps.templates.template_versions import edition_bytes

    word_file(out)
    write_new(out, edition_bytes(services_here(), kind=kind, number=version))


def revert(
    kind: Kind,
    version: Annotated[
        int, typer.Argument(metavar="SỐ", min=1, help="Số phiên bản dùng lại, lấy từ `thidua template history`.")
    ],
    note: Note = "",
    as_of: AsOf = None,
) -> None:
    """Dùng lại một phiên bản cũ: nó thành phiên bản mới nhất; không phiên bản nào bị xóa.

    Ví dụ: thidua template revert sub_plan 1 --note "Bản 2 sai lề"
    """
    from workflows.steps.templates.publishing import revert_template

    done = revert_template(services_here(), kind=kind, number=version, actor=me(), as_of=day_or_today(as_of), note=note)
    _tell_published(done)


def in_use(campaign: Id) -> None:
    """Cho biết phong trào dùng phiên bản mẫu nào và kho có phiên bản nào mới nhất, cách nhau bằng dấu tab.

    Ví dụ: thidua template in-use dong-nai-2024
    """
    from workflows.steps.templates.template_pins import campaign_templates

    for one in campaign_templates(services_here(), campaign_id=CampaignId(campaign)):
        numbers = (str(edition.number) if edition else "-" for edition in (one.used, one.newest))
        print("\t".join((one.kind.value, *numbers, one.name)))


def use(
    campaign: Id,
    kind: Kind,
    version: Number = None,
    as_of: AsOf = None,
) -> None:
    """Cho một phong trào đang chạy dùng phiên bản mẫu khác, kể từ nay; văn bản đã có số không đổi.

    Ví dụ: thidua template use dong-nai-2024 sub_plan --version 3
    """
    from workflows.steps.templates.template_pins import use_template

    moved = use_template(
        services_here(),
        campaign_id=CampaignId(campaign),
        kind=kind,
        number=version,
        actor=me(),
        as_of=day_or_today(as_of),
    )
    print(f"Phong trào dùng phiên bản {moved.edition.number}; {moved.drafts} dự thảo đổi theo.")
    if moved.confirmed:
        print(f"{moved.confirmed} dự thảo đã xác nhận giữ phiên bản mà người xác nhận đã đọc.", file=sys.stderr)


def _tell_published(done: "Published") -> None:
    edition = done.edition
    verb = "đã nhận" if done.is_new else "đã có"
    print(f"Kho {verb} mẫu {KIND_NAMES[edition.kind]}, phiên bản {edition.number}.")
    for warning in done.warnings:
        print(f"Lưu ý: {warning}", file=sys.stderr)


def _cells(edition: "Edition") -> tuple[str, ...]:
    day = f"{edition.published_on:%d/%m/%Y}" if edition.published_on else "-"
    return (str(edition.number), "mới nhất" if edition.newest else "-", day, edition.actor or "-", edition.note)
