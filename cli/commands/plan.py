"""``thidua plan``: plan files before they become campaigns."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.asking import day_or_today
from cli.command_line import CommandLine
from cli.files import file_bytes
from cli.format_notes import tell_notes
from cli.parameters import PlanFile

if TYPE_CHECKING:
    from models.organisation import Directory
    from models.plan_checks import PlanWarning
    from workflows.steps.files.format_files import FormatNote
    from workflows.steps.files.plan_files import PlanFileFaults

_FILE_ERROR = 1


def register(app: CommandLine) -> None:
    """Add the commands for plan files."""
    group = CommandLine(
        help="Tệp kế hoạch: kiểm tra trước khi đưa vào hệ thống.\n\nVí dụ: thidua plan check plans/dong_nai_2024.yaml"
    )
    group.add("check", check)
    app.add_typer(group, name="plan")


def check(
    file: PlanFile,
    directory: Annotated[
        Path | None,
        typer.Option(
            "--directory",
            metavar="TỆP",
            help="Tệp danh mục tổ chức. Bỏ trống: tìm trong thư mục directories cạnh tệp kế hoạch.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON cho máy đọc.")] = False,
) -> None:
    """Kiểm tra một tệp kế hoạch: mọi lỗi cùng lúc, rồi các điểm cần lưu ý và thể thức của văn bản sẽ in.

    Lỗi làm tệp không dùng được (mã kết thúc 1). Điểm lưu ý và thể thức không chặn việc tạo phong trào (mã kết thúc 0).
    Lỗi thể thức phải sửa trước khi ban hành.

    Ví dụ: thidua plan check plans/dong_nai_2024.yaml
    """
    from models.organisation import Directory
    from models.plan_checks import check_plan
    from workflows.steps.documents.plan_format import plan_file_notes
    from workflows.steps.files.plan_files import PlanFileFaults, read_plan

    text = file_bytes(file)
    try:
        units = _directory(file, given=directory, text=text)
        plan = read_plan(text, file_name=file.name, directory=units)
    except PlanFileFaults as faults:
        _tell_faults(faults, as_json=as_json)
        sys.exit(_FILE_ERROR)
    if units is None:
        print("Không có tệp danh mục tổ chức: chưa đối chiếu mã đơn vị. Thêm --directory TỆP.", file=sys.stderr)
    warnings = check_plan(plan, directory=units or Directory(()))
    notes = plan_file_notes(plan, text=text, directory=units, as_of=day_or_today(None)) if units else ()
    _tell_warnings(warnings, notes, name=plan.name, text=text, as_json=as_json)


def _directory(file: Path, *, given: Path | None, text: bytes) -> "Directory | None":
    """Return the units of the given file, else of the file beside the plan that holds the issuer's province."""
    from models.organisation import Directory
    from workflows.steps.files.plan_files import named_province, read_directory

    if given is not None:
        return Directory(read_directory(file_bytes(given), file_name=given.name))
    province = named_province(text)
    beside = file.parent / "directories" / f"{province.replace('-', '_')}.yaml" if province else None
    if beside is None or not beside.is_file():
        return None
    return Directory(read_directory(file_bytes(beside), file_name=beside.name))


def _tell_faults(faults: "PlanFileFaults", *, as_json: bool) -> None:
    if as_json:
        found = [fault.model_dump() for fault in faults.faults]
        told = {"file": faults.file_name, "errors": found, "warnings": [], "format": []}
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return
    print(f"{faults.message}", file=sys.stderr)
    print("Sửa các dòng trên rồi chạy lại lệnh này. Hướng dẫn: docs/plan-files.md", file=sys.stderr)


def _tell_warnings(
    warnings: "tuple[PlanWarning, ...]", notes: "tuple[FormatNote, ...]", *, name: str, text: bytes, as_json: bool
) -> None:
    told = [_as_data(warning, text=text) for warning in warnings]
    if as_json:
        found = [
            {"rule": one.rule, "message": one.told, "words": one.words, "mend": one.mend, "holds": one.holds}
            for one in notes
        ]
        data = {"plan": name, "errors": [], "warnings": told, "format": found}
        print(json.dumps(data, ensure_ascii=False, indent=2))
        return
    print(f"Kế hoạch “{name}”: không có lỗi, {len(told)} điểm cần lưu ý.")
    for number, one in enumerate(told, start=1):
        print(f"\n{number}. {one['message']}  [{one['code']}]")
        print(f"   Vị trí: {_where(one)}")
        print(f"   Nên: {one['remedy']}.")
        if one["rule"]:
            print(f"   Theo: {one['rule']}{_caution(one['confidence'])}")
    if notes:
        print(f"\nThể thức của văn bản sẽ in: {len(notes)} điểm.\n")
        tell_notes(notes)


def _as_data(warning: "PlanWarning", *, text: bytes) -> dict[str, Any]:
    from workflows.steps.files.plan_files import plan_line

    lines = [line for place in warning.places if (line := plan_line(text, path=place)) is not None]
    return {
        "code": warning.code,
        "message": warning.message,
        "place": warning.place,
        "line": min(lines, default=None),
        "source_line": warning.line,
        "remedy": warning.remedy,
        "rule": warning.source,
        "confidence": warning.confidence.value if warning.confidence else None,
    }


def _where(one: dict[str, Any]) -> str:
    where = f"{one['place']}" + (f", dòng {one['line']} của tệp" if one["line"] else "")
    return where + (f", dòng {one['source_line']} của bản quét" if one["source_line"] else "")


def _caution(confidence: str | None) -> str:
    return "" if confidence in (None, "F") else " (chưa đối chiếu văn bản chính thức)"
