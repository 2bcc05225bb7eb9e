"""What a kind's template may print, told in Vietnamese: for descriptor files, documents and checks."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from doc_templates.catalogue import TEMPLATES
from models.documents import DocumentKind

_BLOCK = {"style": "Kiểu của đoạn: part, clause, point, item, sub_item, paragraph", "text": "Nội dung của đoạn"}


TRUTH = "giá trị đúng/sai"


class FieldInfo(NamedTuple):
    """One field that a template may print; ``name`` is a path: ``figures[].target``."""

    name: str
    meaning: str


class FieldTree(NamedTuple):
    """What lies under a name: fields of a record, and whether there are many of it."""

    fields: dict[str, "FieldTree"]
    many: bool
    meaning: str
    what: str = ""
    """What a value without fields is, in words: text, number, day, or ``TRUTH``."""


@cache
def field_tree(kind: DocumentKind) -> FieldTree:
    """Return every name that a template of the kind may print."""
    return _record(TEMPLATES[kind].context, many=False, meaning="")


def fields(kind: DocumentKind) -> tuple[FieldInfo, ...]:
    """Return the fields in the order of the context, those of rows after their table."""
    return tuple(_flat(field_tree(kind), ""))


def _flat(tree: FieldTree, prefix: str) -> Iterator[FieldInfo]:
    for name, inner in tree.fields.items():
        path = f"{prefix}{name}{'[]' if inner.many else ''}"
        yield FieldInfo(path, inner.meaning)
        yield from _flat(inner, f"{path}.")


def _record(model: type[BaseModel], *, many: bool, meaning: str) -> FieldTree:
    made = {
        name: _tree(info.annotation, info.description or _BLOCK.get(name, ""))
        for name, info in model.model_fields.items()
    }
    derived: dict[str, str] = getattr(model, "DERIVED", {})
    for name, told in derived.items():
        made[name] = _tree(get_type_hints(getattr(model, name).fget)["return"], told)
    return FieldTree(made, many, meaning)


def _tree(annotation: Any, meaning: str) -> FieldTree:
    if get_origin(annotation) is tuple:
        inner = get_args(annotation)[0]
        return _tree(inner, meaning)._replace(many=True)
    if get_origin(annotation) in (Union, UnionType):
        return _tree(next(arg for arg in get_args(annotation) if arg is not type(None)), meaning)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _record(annotation, many=False, meaning=meaning)
    return FieldTree({}, many=False, meaning=meaning, what=_what(annotation))


def _what(annotation: Any) -> str:
    """Return what a value of a type is called; days are texts in templates, and told as days."""
    kind = annotation if isinstance(annotation, type) else str
    for types, name in ((bool, TRUTH), ((int, float, Decimal), "số"), (date, "ngày")):
        if issubclass(kind, types):
            return name
    return "chữ"


def descriptor_text(kind: DocumentKind) -> str:
    """Return the kind's descriptor file (TOML): what it is, and each field with its meaning."""
    spec = TEMPLATES[kind]
    lines = [
        "# Tệp này do `make templates` sinh ra từ định nghĩa dữ liệu; không sửa bằng tay.",
        f"kind = {_quoted(kind.value)}",
        f"title = {_quoted(spec.title)}",
        f"type_name = {_quoted(spec.type_name)}",
        "",
        "[fields]",
        *(f"{_quoted(field.name)} = {_quoted(field.meaning)}" for field in fields(kind)),
    ]
    return "\n".join(lines) + "\n"


def fields_document() -> str:
    """Return the fields of every kind as Markdown tables, for ``docs/templates.md``."""
    return "\n".join(_fields_table(kind) for kind in TEMPLATES)


def _fields_table(kind: DocumentKind) -> str:
    rows = "\n".join(f"| `{field.name}` | {field.meaning} |" for field in fields(kind))
    return f"### {TEMPLATES[kind].title} (`{kind.value}`)\n\n| Trường | Ý nghĩa |\n|---|---|\n{rows}\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
