"""``thidua format``: any Word file, ours or a unit's, against the format rules of NĐ 30/2020."""

import json
import sys
from collections.abc import Sequence
from datetime import date
from functools import partial
from os.path import realpath
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.command_line import CommandLine
from cli.files import FileUnusable, file_bytes, write_file
from cli.parameters import day_typed
from cli.word_files import refuse_same, unjudged
from models.errors import ThiduaError

if TYPE_CHECKING:
    from workflows.steps.files.format_files import Finding, Report

_FAULTY = 1
_UNJUDGED = 2
_ENDINGS = frozenset({".docx", ".docm", ".dotx", ".dotm"})
_TOLD_PLACES = 12
"""Further places named where the same is found again and again."""


def register(app: CommandLine) -> None:
    """Add the commands for the format of Word files."""
    group = CommandLine(
        help="Thể thức văn bản: kiểm tra tệp Word theo Nghị định số 30/2020/NĐ-CP.\n\n"
        "Ví dụ: thidua format check ke-hoach.docx"
    )
    group.add("check", check)
    group.add("rules", rules)
    app.add_typer(group, name="format")


def check(
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp Word (.docx) của bất kỳ cơ quan nào.")],
    as_of: Annotated[
        date | None,
        typer.Option(
            "--as-of",
            metavar="NGÀY",
            parser=day_typed,
            help="Ngày chọn bộ quy tắc, dạng 2024-06-25 hoặc 25/06/2024. Bỏ trống: ngày ghi trong văn bản.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON cho máy đọc.")] = False,
    mark: Annotated[
        Path | None,
        typer.Option("--mark", metavar="TỆP", help="Tệp Word nhận bản có lời nhận xét (Comment) ở từng điểm."),
    ] = None,
    fix: Annotated[
        Path | None,
        typer.Option("--fix", metavar="TỆP", help="Tệp Word nhận bản đã sửa phần cơ học; không bao giờ sửa lời văn."),
    ] = None,
) -> None:
    """Kiểm tra thể thức một tệp Word: mỗi điểm sai kèm điều khoản, vị trí, nội dung thấy và nội dung đúng.

    Mã kết thúc: 0 khi không có lỗi (lưu ý không tính), 1 khi có lỗi, 2 khi không đánh giá được tệp.

    Ví dụ: thidua format check ke-hoach.docx --mark ke-hoach-nhan-xet.docx
    """
    from workflows.steps.files.format_files import Verdict

    with unjudged(partial(_tell_unreadable, file=file) if as_json else None):
        _refuse_names(file, mark, fix)
        data = file_bytes(file)
        report = _judged(data, file, as_of)
    if as_json:
        _tell_machine(report, file)
    else:
        _tell_person(report, file)
    if report.unjudged and (mark or fix):
        print(
            "Văn bản không được đánh giá nên không sửa, không ghi nhận xét; chưa có tệp nào được ghi.", file=sys.stderr
        )
        sys.exit(_UNJUDGED)
    with unjudged():
        for path, made, told in _outputs(data, report, file, mark=mark, fix=fix):
            write_file(path, made)
            print(told, file=sys.stderr)
    sys.exit({Verdict.PASS: 0, Verdict.FAIL: _FAULTY, Verdict.NOT_EVALUATED: _UNJUDGED}[report.verdict])


def _judged(data: bytes, file: Path, as_of: date | None) -> "Report":
    from workflows.steps.files.format_files import check_file

    return check_file(data, name=file.name, as_of=as_of)


def _outputs(
    data: bytes, report: "Report", file: Path, *, mark: Path | None, fix: Path | None
) -> list[tuple[Path, bytes, str]]:
    """Return the files to be written, each made before the first is: path, content, what is said of it."""
    from workflows.steps.files.format_files import marked_file, mended_file

    made = []
    if mark is not None:
        told = f"Đã ghi bản có nhận xét vào {mark}."
        made.append((mark, marked_file(data, report, name=file.name), told))
    if fix is not None:
        mended = mended_file(data, name=file.name, as_of=report.as_of)
        left = _judged(mended, file, report.as_of)
        counts = f"{len(left.faults)} lỗi, {len(left.warnings)} điểm lưu ý"
        made.append((fix, mended, f"Đã ghi bản sửa phần cơ học vào {fix}; còn lại {counts}."))
    return made


def _refuse_names(file: Path, mark: Path | None, fix: Path | None) -> None:
    """Refuse one name for two files, the name of what is read, and an ending under which Word opens nothing."""
    if mark is not None and fix is not None and realpath(mark) == realpath(fix):
        raise FileUnusable(
            f"Tệp {mark} được nêu ở cả --mark và --fix.", remedy="đặt hai tên khác nhau cho hai tệp kết quả."
        )
    ending = file.suffix.lower() if file.suffix.lower() in _ENDINGS else ".docx"
    for path in (one for one in (mark, fix) if one is not None):
        refuse_same(path, apart_from=(file,))
        if not path.is_dir() and path.suffix.lower() != ending:
            raise FileUnusable(
                f"Tệp {path} không có đuôi “{ending}” như tệp được kiểm tra nên Word không mở được.",
                remedy=f"đặt tên kết thúc bằng “{ending}”.",
            )


def rules() -> None:
    """Liệt kê các quy tắc: mã, mức độ, điều khoản, nội dung, cách nhau bằng dấu tab.

    Ví dụ: thidua format rules
    """
    from workflows.steps.files.format_files import known_rules

    for rule in known_rules():
        print(f"{rule.id}\t{rule.severity.value}\t{rule.article}\t{rule.title}")


def _tell_unreadable(error: ThiduaError, *, file: Path) -> None:
    told = {"file": str(file), "rule_set": None, "as_of": None, "form": None, "verdict": "not_evaluated"}
    print(json.dumps(told | {"reason": str(error), "rules": []}, ensure_ascii=False, indent=2))


def _tell_machine(report: "Report", file: Path) -> None:
    told: dict[str, Any] = {
        "file": str(file),
        "rule_set": report.rule_set,
        "as_of": report.as_of.isoformat() if report.as_of else None,
        "form": report.form.value if report.form else None,
        "verdict": report.verdict.value,
        "reason": report.unjudged,
        "rules": [
            {
                "id": one.rule.id,
                "article": one.rule.article,
                "title": one.rule.title,
                "severity": one.rule.severity.value,
                "confidence": one.rule.confidence.value,
                "verdict": one.verdict.value,
                "reason": one.reason,
                "findings": [
                    {name: getattr(found, name) for name in ("part", "paragraph", "text", "place", "found", "right")}
                    for found in one.findings
                ],
            }
            for one in report.results
        ],
    }
    print(json.dumps(told, ensure_ascii=False, indent=2))


def _tell_person(report: "Report", file: Path) -> None:
    from workflows.steps.files.format_files import FORM_NAMES, Severity

    if report.unjudged:
        print(f"{file.name}: không đánh giá. Lý do: {report.unjudged}.")
        return
    form = FORM_NAMES[report.form] if report.form else ""
    counts = f"{len(report.faults)} lỗi, {len(report.warnings)} điểm lưu ý"
    skipped = sum(one.verdict.value == "not_evaluated" for one in report.results)
    print(f"{file.name} ({form}): {counts}; {len(report.results)} quy tắc, {skipped} quy tắc không đánh giá.")
    same: dict[tuple[str, str, str], list[Finding]] = {}
    for one in (*report.faults, *report.warnings):
        same.setdefault((one.rule, one.found, one.right), []).append(one)
    for number, (one, *others) in enumerate(same.values(), start=1):
        head = "" if one.severity is Severity.FAIL else "Lưu ý: "
        print(f"\n{number}. {head}{one.title}: {one.found}  [{one.rule}]")
        print(f"   Vị trí: {one.place}{_also(others)}")
        print(f"   Đúng: {one.right} ({one.article})")


def _also(others: Sequence["Finding"]) -> str:
    """Return where else the same is found."""
    if not others:
        return ""
    told = ", ".join(str(one.paragraph + 1) for one in others[:_TOLD_PLACES])
    return f"; và {len(others)} đoạn khác: {told}{', …' if len(others) > _TOLD_PLACES else ''}"
