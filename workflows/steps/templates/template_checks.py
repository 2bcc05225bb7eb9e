"""Templates on somebody's desk, before any store: checked, explained, filled with somebody's own values."""

import json
from typing import Any

from doc_templates.catalogue import TEMPLATES, read_context
from doc_templates.checking import LIMITS, Finding, Judged, Report, Severity, Verdict, fill, judge
from doc_templates.descriptor import FieldInfo, fields
from doc_templates.marking import part_name
from models.base import Value
from models.documents import KIND_NAMES, DocumentKind
from models.errors import ThiduaError

__all__ = [
    "MOST_MEGABYTES",
    "DataFault",
    "FieldInfo",
    "Finding",
    "Judged",
    "KindRow",
    "Report",
    "Severity",
    "TemplateRefused",
    "Verdict",
    "check_template",
    "fill_template",
    "kind_fields",
    "kinds",
    "refuse_faulty",
]


MOST_MEGABYTES = LIMITS.file_bytes // 1024 // 1024
"""How large a template may be."""


class TemplateRefused(ThiduaError):
    """An office's template has faults; all of them are told, and the store keeps what it had."""

    code = "template-refused"
    http_status = 422

    def __init__(self, judged: Judged, *, name: str) -> None:
        self.judged = judged
        report = judged.report
        told = "\n".join(f"  {fault}" for fault in report.faults)
        head = f"{name}, mẫu {KIND_NAMES[report.kind]}, có {len(report.faults)} lỗi nên không được đưa vào kho:"
        super().__init__(f"{head}\n{told}")


class DataFault(ThiduaError):
    """The values for a template are no JSON object."""

    code = "data-fault"
    http_status = 422


class KindRow(Value):
    """A kind of document and what people call it."""

    kind: DocumentKind
    name: str
    type_name: str


def kinds() -> tuple[KindRow, ...]:
    """Return every kind of document that there are templates for."""
    return tuple(KindRow(kind=kind, name=spec.title, type_name=spec.type_name) for kind, spec in TEMPLATES.items())


def check_template(data: bytes, *, kind: DocumentKind, mark: bool = False, sample: bool = False) -> Judged:
    """Return all that is to be said about a template; ``mark`` and ``sample`` ask for the Word files too."""
    return judge(data, kind=kind, mark=mark, sample=sample)


def refuse_faulty(data: bytes, *, kind: DocumentKind, name: str) -> Report:
    """Return the report of a template that may be published; raises ``TemplateRefused`` with every fault, marked.

    ``name`` is what people call it: a file, or a version.
    """
    judged = judge(data, kind=kind, mark=True)
    if judged.report.verdict is not Verdict.SOUND:
        raise TemplateRefused(judged, name=name)
    return judged.report


def kind_fields(kind: DocumentKind) -> tuple[FieldInfo, ...]:
    """Return what a template of the kind may print, in the order of the guide."""
    return fields(kind)


def fill_template(
    template: bytes,
    *,
    template_name: str,
    data_text: bytes,
    data_name: str,
    kind: DocumentKind | None = None,
    draft: bool = False,
) -> bytes:
    """Return a template of anybody's filled with JSON values; with ``kind`` they must be that kind's context.

    It is filled in a confined process. Raises ``DataFault`` with the line for what is no JSON object, and what reading
    the values, compiling and rendering raise, with the file at fault named.
    """
    values = _json_object(data_text, name=data_name)
    try:
        if kind is not None:
            read_context(kind, values)
    except ThiduaError as error:
        _name_file(error, data_name)
        raise
    try:
        return fill(template, values, kind=kind, draft=draft)
    except ThiduaError as error:
        _name_file(error, template_name)
        raise


def _name_file(error: ThiduaError, file: str) -> None:
    """Have an error name the file that it is about, and its part as people call it."""
    part, mark, rest = (error.place or "").partition(", ")
    place = f"{part_name(part)}{mark}{rest}" if part.endswith(".xml") else error.place
    ThiduaError.__init__(error, f"Tệp “{file}”: {error.message}", place=place, remedy=error.remedy)


def _json_object(text: bytes, *, name: str) -> dict[str, Any]:
    try:
        found = json.loads(
            text.decode("utf-8-sig"), parse_constant=_no_number, parse_int=_whole, object_pairs_hook=_each_once
        )
    except UnicodeDecodeError as error:
        raise DataFault(
            f"Tệp “{name}” không phải văn bản UTF-8.", place=f"byte thứ {error.start + 1}", remedy="lưu lại dạng UTF-8."
        ) from error
    except json.JSONDecodeError as error:
        raise DataFault(
            f"Tệp “{name}” không phải JSON đúng: {_reason(error.msg)}.",
            place=f"dòng {error.lineno}, cột {error.colno}",
            remedy="xem dấu phẩy, ngoặc và dấu nháy kép ở dòng đó và dòng ngay trước.",
        ) from error
    except RecursionError as error:
        raise DataFault(
            f"Tệp “{name}” có các nhóm lồng nhau quá sâu.", remedy="viết lại với ít tầng ngoặc hơn."
        ) from error
    except ValueError as error:
        raise DataFault(
            f"Tệp “{name}” có giá trị không dùng được ({error}).", remedy="sửa giá trị đó rồi làm lại."
        ) from error
    if not isinstance(found, dict):
        raise DataFault(
            f"Tệp “{name}” phải là một nhóm các trường.", place="dòng 1", remedy='viết dạng {"ten_truong": "giá trị"}.'
        )
    return found


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a group of fields; one that is there twice has two values, of which none is the right one."""
    names = [name for name, _ in pairs]
    twice = next((name for name in names if names.count(name) > 1), None) if len(set(names)) < len(names) else None
    if twice is not None:
        raise ValueError(f"trường “{twice}” có hai lần")
    return dict(pairs)


def _no_number(written: str) -> float:
    raise ValueError(written)


def _whole(written: str) -> int:
    if len(written) > _MOST_DIGITS:
        raise ValueError(f"số {written[:12]}… dài {len(written)} chữ số")
    return int(written)


_MOST_DIGITS = 4000
"""What Python reads as a whole number, and more than any figure has."""
_REASONS = (
    ("Expecting property name", "thiếu tên trường trong dấu nháy kép, hoặc thừa dấu phẩy"),
    ("Expecting ',' delimiter", "thiếu dấu phẩy giữa hai giá trị"),
    ("Expecting ':' delimiter", "thiếu dấu hai chấm sau tên trường"),
    ("Expecting value", "thiếu giá trị"),
    ("Unterminated string", "chuỗi chưa có dấu nháy kép đóng"),
    ("Extra data", "thừa chữ sau dấu ngoặc đóng"),
    ("Invalid control character", "chuỗi có ký tự xuống dòng hoặc ký tự điều khiển"),
    ("Invalid \\", "dấu “\\” không đúng cách viết"),
    ("Illegal trailing comma", "thừa dấu phẩy trước ngoặc đóng"),
)


def _reason(said: str) -> str:
    return next((told for start, told in _REASONS if said.startswith(start)), said)
