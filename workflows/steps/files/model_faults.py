"""The faults that a model finds in a file, each in Vietnamese with its place and remedy."""

from collections.abc import Iterator
from difflib import get_close_matches
from enum import Enum
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from workflows.steps.files.yaml_lines import FileFault, LinedFile, place_of

Loc = tuple[str | int, ...]

_SIMPLE: dict[str, tuple[str, str]] = {
    "int_type": ("phải là số nguyên", "viết một số, không có chữ và ngoặc kép"),
    "int_parsing": ("phải là số nguyên", "viết một số, không có chữ"),
    "int_from_float": ("phải là số nguyên", "viết một số không có phần lẻ"),
    "string_type": ("phải là chữ", "đặt nội dung trong ngoặc kép"),
    "bool_type": ("phải là true hoặc false", "viết true (có) hoặc false (không)"),
    "bool_parsing": ("phải là true hoặc false", "viết true (có) hoặc false (không)"),
    "tuple_type": ("phải là một danh sách", "viết mỗi phần tử một dòng, bắt đầu bằng dấu “- ”, hoặc trong ngoặc [ ]"),
    "list_type": ("phải là một danh sách", "viết mỗi phần tử một dòng, bắt đầu bằng dấu “- ”, hoặc trong ngoặc [ ]"),
    "dict_type": ("phải gồm các mục con", "viết các mục con bên dưới, thụt vào hai dấu cách"),
    "model_type": ("phải gồm các mục con", "viết các mục con bên dưới, thụt vào hai dấu cách"),
    "model_attributes_type": ("phải gồm các mục con", "viết các mục con bên dưới, thụt vào hai dấu cách"),
    "decimal_parsing": ("phải là một con số", "viết số, dùng dấu chấm cho phần lẻ"),
    "decimal_type": ("phải là một con số", "viết số, dùng dấu chấm cho phần lẻ"),
    "too_short": ("danh sách trống", "nêu ít nhất một phần tử"),
    "string_too_short": ("để trống", "viết nội dung"),
    "missing": (
        "thiếu mục này",
        "bổ sung mục này; giá trị văn bản gốc không có thì viết thành chỗ trống (reason: ...)",
    ),
    "union_tag_not_found": ("thiếu mục “kind” cho biết loại", "bổ sung kind: ... theo docs/plan-files.md"),
}


def validated(file: LinedFile, *, model: type[BaseModel]) -> tuple[BaseModel | None, list[FileFault]]:
    """Return the model that a file's values make, or every error of the validation."""
    try:
        return model.model_validate(file.value), []
    except ValidationError as error:
        return None, list(model_faults(error, model=model, file=file))


def model_faults(error: ValidationError, *, model: type[BaseModel], file: LinedFile) -> Iterator[FileFault]:
    """Yield every error of a validation, with the line of the value that it is about."""
    details = error.errors(include_url=False)
    for detail in details:
        if detail["type"] == "too_short" and _faulty_inside(detail["loc"], details):
            continue  # pydantic counts only the entries that are right
        loc = real_loc(detail["loc"], file.value)
        message, remedy = _explained(detail, model=model)
        yield FileFault(line=file.line(loc), place=place_of(loc), message=message, remedy=remedy)


def _faulty_inside(loc: Loc, details: list[ErrorDetails]) -> bool:
    return any(one["loc"][: len(loc)] == loc and len(one["loc"]) > len(loc) for one in details)


def real_loc(loc: Loc, value: Any) -> Loc:
    """Return pydantic's place without the tags of unions, which no file contains."""
    kept: list[str | int] = []
    for index, step in enumerate(loc):
        last = index == len(loc) - 1
        if _holds(value, step):
            kept.append(step)
            value = value[step]
        elif last and isinstance(value, dict) and not _is_tag(step, value):
            kept.append(step)
    return tuple(kept)


def _holds(value: Any, step: str | int) -> bool:
    if isinstance(value, list):
        return isinstance(step, int) and step < len(value)
    return isinstance(value, dict) and step in value


def _is_tag(step: str | int, value: dict[str, Any]) -> bool:
    return step in {"value", "gap", value.get("kind")}


def _explained(detail: ErrorDetails, *, model: type[BaseModel]) -> tuple[str, str]:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    if kind == "extra_forbidden":
        return _unknown_field(detail["loc"], model=model)
    if kind in {"enum", "literal_error"}:
        allowed = str(context.get("expected", "")).replace(" or ", ", ").replace("'", "")
        return f"“{detail['input']}” không có trong các giá trị được dùng", _nearest(detail["input"], allowed)
    if kind == "union_tag_invalid":
        allowed = str(context.get("expected_tags", "")).replace("'", "")
        return f"kind “{context.get('tag')}” không có", _nearest(context.get("tag"), allowed)
    if kind == "string_pattern_mismatch":
        return f"“{detail['input']}” viết không đúng dạng", f"viết theo dạng {context.get('pattern')}"
    if "remedy" in context:
        return detail["msg"], str(context["remedy"])
    if kind in {"greater_than_equal", "less_than_equal", "too_long", "string_too_long"}:
        limit = context.get("ge", context.get("le", context.get("max_length")))
        return f"giá trị vượt giới hạn ({limit})", "sửa giá trị cho nằm trong giới hạn"
    return f"giá trị “{detail['input']}” không hợp lệ", "xem mục này trong docs/plan-files.md"


def _nearest(given: Any, allowed: str) -> str:
    names = [name.strip() for name in allowed.split(",")]
    close = get_close_matches(str(given), names, n=1, cutoff=0.6)
    return (f"có phải “{close[0]}”? " if close else "") + f"các giá trị được dùng: {', '.join(names)}"


def _unknown_field(loc: Loc, *, model: type[BaseModel]) -> tuple[str, str]:
    name = str(loc[-1])
    known = sorted({field for found in _models_at(model, loc[:-1]) for field in found.model_fields})
    close = get_close_matches(name, known, n=1, cutoff=0.5)
    if close:
        return f"mục “{name}” không có", f"có phải “{close[0]}”? Nếu không, bỏ mục này"
    return f"mục “{name}” không có", f"bỏ mục này; các mục được dùng ở đây: {', '.join(known)}"


def _models_at(model: type[BaseModel], loc: Loc) -> set[type[BaseModel]]:
    """Return the models that may stand at a place; a union's tag keeps the members that carry it."""
    models = {model}
    for step in loc:
        if isinstance(step, int):
            continue
        inside = {
            found for one in models if step in one.model_fields for found in _inside(one.model_fields[step].annotation)
        }
        tagged = {one for one in models if "kind" in one.model_fields and one.model_fields["kind"].default == step}
        models = inside or tagged or models
    return models


def _inside(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif not (isinstance(annotation, type) and issubclass(annotation, Enum)):
        for argument in get_args(annotation):
            yield from _inside(argument)
