"""The part of ``thidua template`` that needs no store: files are checked and filled, fields are told."""

import json
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.files import file_bytes, write_file
from cli.template_kinds import AnyKind, Kind, KindOption
from cli.word_files import unjudged, word_file
from models.documents import KIND_NAMES, DocumentKind
from models.errors import ThiduaError

if TYPE_CHECKING:
    from workflows.steps.templates.template_checks import Report

_FAULTY = 1
_UNJUDGED = 2


def fields(kind: Kind) -> None:
    """Liệt kê các trường mà mẫu của một loại văn bản in được, mỗi trường kèm ý nghĩa, cách nhau bằng dấu tab.

    Tên có [] là danh sách: lặp bằng for rồi mới in.

    Ví dụ: thidua template fields sub_plan
    """
    from workflows.steps.templates.template_checks import kind_fields

    for field in kind_fields(kind):
        print(f"{field.name}\t{field.meaning}")


def check(
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp Word (.docx).")],
    kind: KindOption,
    mark: Annotated[
        Path | None,
        typer.Option("--mark", metavar="TỆP", help="Tệp Word nhận mẫu có lời nhận xét (Comment) ở từng lỗi."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON cho máy đọc.")] = False,
) -> None:
    """Kiểm tra một mẫu Word: mọi lỗi cùng lúc, mỗi lỗi kèm đoạn văn và cách sửa.

    Mã kết thúc: 0 khi không có lỗi (lưu ý không tính), 1 khi có lỗi, 2 khi không đọc hay ghi được tệp.

    Ví dụ: thidua template check mau.docx --kind sub_plan --mark mau-co-nhan-xet.docx
    """
    from workflows.steps.templates.template_checks import Verdict, check_template

    with unjudged(partial(_tell_unread, file=file, kind=kind) if as_json else None):
        if mark is not None:
            word_file(mark, apart_from=(file,))
        judged = check_template(file_bytes(file), kind=kind, mark=mark is not None)
    (_tell_machine if as_json else _tell_person)(judged.report, file)
    with unjudged():
        if mark is not None and judged.marked is not None:
            write_file(mark, judged.marked)
            print(f"Đã ghi mẫu có nhận xét vào {mark}.", file=sys.stderr)
        elif mark is not None:
            print(f"Không ghi {mark}: tệp không mở được.", file=sys.stderr)
    sys.exit({Verdict.SOUND: 0, Verdict.FAULTY: _FAULTY, Verdict.UNJUDGED: _UNJUDGED}[judged.report.verdict])


def render(
    template: Annotated[Path, typer.Argument(metavar="MẪU", help="Mẫu Word (.docx) bất kỳ.")],
    data: Annotated[
        Path, typer.Option("--data", metavar="TỆP", help="Tệp JSON: tên trường và giá trị; “-” là đầu vào chuẩn.")
    ],
    out: Annotated[Path, typer.Option("--out", metavar="TỆP", help="Tệp Word nhận kết quả.")],
    kind: AnyKind = None,
    draft: Annotated[bool, typer.Option("--draft", help="Bản thảo: chỗ thiếu in dấu [CÒN THIẾU: …].")] = False,
) -> None:
    """Điền một mẫu Word bất kỳ bằng dữ liệu JSON; có lỗi thì không ghi tệp nào.

    Ví dụ: thidua template render mau.docx --data du-lieu.json --out ket-qua.docx
    """
    from workflows.steps.templates.template_checks import fill_template

    word_file(out, apart_from=(template, data))
    typed = sys.stdin.buffer.read() if str(data) == "-" else file_bytes(data)
    made = fill_template(
        file_bytes(template),
        template_name=template.name,
        data_text=typed,
        data_name="đầu vào chuẩn" if str(data) == "-" else data.name,
        kind=kind,
        draft=draft,
    )
    write_file(out, made)
    print(out)


def _tell_unread(error: ThiduaError, *, file: Path, kind: DocumentKind) -> None:
    from workflows.steps.templates.template_checks import Finding, Report, Verdict

    finding = Finding(code=error.code, message=error.message, remedy=error.remedy or "")
    _tell_machine(Report(kind=kind, verdict=Verdict.UNJUDGED, findings=(finding,)), file)


def _tell_machine(report: "Report", file: Path) -> None:
    told = {"file": str(file), "kind": report.kind.value, "verdict": report.verdict.value}
    findings = [one.model_dump(mode="json") | {"place": one.place} for one in report.findings]
    print(json.dumps(told | {"findings": findings}, ensure_ascii=False, indent=2))


def _tell_person(report: "Report", file: Path) -> None:
    counts = f"{len(report.faults)} lỗi, {len(report.warnings)} điểm lưu ý"
    print(f"{file.name}, mẫu {KIND_NAMES[report.kind]}: {counts}.")
    for number, one in enumerate((*report.faults, *report.warnings), start=1):
        head = "" if one in report.faults else "Lưu ý: "
        print(f"\n{number}. {head}{one.message}  [{one.code}]")
        if one.place:
            print(f"   Vị trí: {one.place}")
        if one.remedy:
            print(f"   Cách xử lý: {one.remedy}")
