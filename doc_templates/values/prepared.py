"""One walk over a context: values as templates see them, counted; all texts looked at together."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from functools import cache
from itertools import chain
from math import isfinite
from typing import Any, NamedTuple

from markupsafe import Markup
from pydantic import BaseModel, RootModel

from doc_templates.faults import ContextFault, FieldUnprintable
from doc_templates.inserts import borrowed
from doc_templates.inserts.borrowed import Opened
from doc_templates.inserts.fragments import Fragment, Paragraphs
from doc_templates.inserts.pictures import Picture
from doc_templates.limits import (
    MAX_DEPTH,
    MAX_FIELDS,
    MAX_PICTURES,
    MAX_ROWS,
    MAX_TEXT,
    MAX_VALUE,
    too_much,
)
from doc_templates.values.blanks import Blank, DraftBlank
from doc_templates.values.numbers import plain, whole
from doc_templates.word.characters import BREAK, ILLEGAL, UNPRINTABLE
from models.dates import short_date, short_moment, short_time

_TEXT = {str}
_RECORD = {dict}
_SCALARS = {str, int, float, bool, type(None)}


class Prepared(NamedTuple):
    """What a template sees, and what is to be known of it beforehand."""

    values: dict[str, Any]
    breaks: bool
    """Whether any text holds a line break, a tab, a new paragraph or page."""
    fragments: tuple[Fragment, ...]
    raw: bool
    """Whether a value is XML that only reading the result can vouch for."""
    longest: int
    """Characters of the longest value at most."""


def prepared(
    context: Mapping[str, object] | BaseModel, *, draft: bool = False, opened: Opened | None = None
) -> Prepared:
    """Return what a template sees: text composed (NFC), dates as ``05/01/2024``, absent values as ``Blank``.

    Raises ``FieldUnprintable``, ``ContextFault`` or ``TooMuch`` naming the field.
    """
    blank = DraftBlank if draft else Blank
    walk = _Walk(blank, opened, careful=False)
    values = walk.record(_pairs(context), "", 0)
    together = " ".join(walk.texts)
    marked = not together.isprintable()
    if len(together) > MAX_VALUE or not _is_clean(together, marked=marked):
        walk = _Walk(blank, opened, careful=True)
        values = walk.record(_pairs(context), "", 0)
    if len(together) > MAX_TEXT:
        raise too_much("Tổng độ dài các giá trị", MAX_TEXT, unit="ký tự")
    breaks = marked and bool(BREAK.search(together) or "\r" in together)
    longest = min(len(together), MAX_VALUE)
    return Prepared(values, breaks or bool(walk.fragments), tuple(walk.fragments), walk.raw, longest)


def printable(context: Mapping[str, object] | BaseModel, *, draft: bool = False) -> dict[str, Any]:
    """Return the values alone."""
    return prepared(context, draft=draft).values


def _is_clean(text: str, *, marked: bool) -> bool:
    """Tell whether text is composed and holds nothing that has to be changed or refused."""
    if marked and ("\r" in text or UNPRINTABLE.search(text)):
        return False
    return text.isascii() or unicodedata.is_normalized("NFC", text)


def _pairs(value: Mapping[str, object] | BaseModel) -> Iterable[tuple[str, object]]:
    if isinstance(value, Mapping):
        return value.items()
    if isinstance(value, RootModel):
        raise ContextFault(f"Dữ liệu ({type(value).__name__}) không phải là một nhóm trường.", remedy="đặt tên cho nó.")
    fields, more = value.__dict__, value.__pydantic_extra__ or {}
    return [*((name, fields[name]) for name in _fields(type(value))), *more.items(), *_derived(value)]


def _derived(value: BaseModel) -> Iterable[tuple[str, object]]:
    return ((name, getattr(value, name)) for name in _computed(type(value)))


@cache
def _computed(kind: type[BaseModel]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*getattr(kind, "DERIVED", ()), *kind.model_computed_fields)))


@cache
def _fields(kind: type[BaseModel]) -> tuple[str, ...]:
    return tuple(kind.model_fields)


class _Walk:
    """Gathers texts while it goes; ``careful`` looks at each by itself, to compose it or to name its field."""

    def __init__(self, blank: type[Blank], opened: Opened | None, *, careful: bool) -> None:
        self._blank, self._opened, self._careful = blank, opened, careful
        self.texts: list[str] = []
        self.fragments: list[Fragment] = []
        self.raw = False
        self._rows = self._fields = 0
        self._bytes = 0

    def record(self, pairs: Iterable[tuple[str, object]], field: str, depth: int) -> dict[str, Any]:
        """Return a group of named values."""
        if depth > MAX_DEPTH:
            raise too_much(f"Số lớp lồng nhau ở trường “{field}”", MAX_DEPTH, unit="lớp")
        made: dict[str, Any] = {}
        for name, value in pairs:
            if type(value) is str and type(name) is str and not self._careful:
                self.texts += (name, value)
                made[name] = value
            else:
                place = f"{field}.{name}" if field else str(name)
                key = self._key(name, place)
                if key in made:
                    raise ContextFault(f"Trường “{place}” có hai lần.", remedy="giữ một giá trị, bỏ giá trị kia.")
                made[key] = self._plain(value, place, depth)
        self._fields += len(made)
        if self._fields > MAX_FIELDS:
            raise too_much(f"Số trường (tới trường “{field}”)", MAX_FIELDS, unit="trường")
        return made

    def _key(self, name: Any, field: str) -> Any:
        if isinstance(name, str):
            return self._text(str(name), field)
        if isinstance(name, int):
            return name
        raise _unknown(field, name)

    def _plain(self, value: Any, field: str, depth: int) -> Any:
        kind = type(value)
        if kind is str:
            return self._text(value, field)
        if kind is bool:
            return value
        if kind is int:
            return whole(value, field)
        if value is None:
            return self._blank(field)
        if kind is list or kind is tuple:
            return self._list(value, field, depth + 1)
        if isinstance(value, RootModel):
            return self._plain(value.root, field, depth)
        if isinstance(value, Mapping | BaseModel):
            return self.record(_pairs(value), field, depth + 1)
        return self._other(value, field, depth)

    def _other(self, value: Any, field: str, depth: int) -> Any:
        """Return a value of a rarer type."""
        match value:
            case Enum():
                return self._plain(value.value, field, depth)
            case date() | time():
                return _written(value)
            case str():
                self.raw = self.raw or isinstance(value, Markup)
                text = self._text(str(value), field)
                return Markup(text) if isinstance(value, Markup) else text  # noqa: S704 - it came as XML, and is read in the result
            case range():
                return self._list(list(value[: MAX_ROWS + 1]), field, depth + 1)
            case list() | tuple():
                return self._list(value, field, depth + 1)
            case set() | frozenset():
                return self._list(sorted(value, key=_in_order), field, depth + 1)
            case int() | float() | Decimal():
                return plain(value, field)
            case _:
                return self._prepared(value, field)

    def _prepared(self, value: Any, field: str) -> Fragment | str:
        """Return prepared XML, ours or docxtpl's."""
        if borrowed.is_foreign(value) and self._opened:
            return self._fragment(self._opened.subdoc(value, field=field), field)
        made = value if isinstance(value, Fragment) else borrowed.converted(value, field=field)
        if made is None or borrowed.is_foreign(value):
            raise _unknown(field, value)
        return self._text(made, field) if isinstance(made, str) else self._fragment(made, field)

    def _fragment(self, value: Fragment, field: str) -> Fragment:
        self.fragments.append(value)
        self.raw = self.raw or isinstance(value, Paragraphs)
        if isinstance(value, Picture):
            self._bytes += len(value.data)
            if self._bytes > MAX_PICTURES:
                raise too_much(f"Dung lượng hình (tới trường “{field}”)", MAX_PICTURES // 1024 // 1024, unit="MB")
        allowed = ILLEGAL if isinstance(value, Picture) else UNPRINTABLE
        if unprintable := allowed.search(value.in_paragraph()):
            raise FieldUnprintable(field, character=unprintable[0])
        return value

    def _list(self, values: list[Any] | tuple[Any, ...], field: str, depth: int) -> Any:
        """Return a list; rows of plain values, by far the most, are looked at all together."""
        self._rows += len(values)
        if self._rows > MAX_ROWS:
            raise too_much(f"Số dòng (tới trường “{field}”)", MAX_ROWS, unit="dòng")
        if depth > MAX_DEPTH:
            raise too_much(f"Số lớp lồng nhau ở trường “{field}”", MAX_DEPTH, unit="lớp")
        if not self._careful:
            kinds = set(map(type, values))
            if kinds == _TEXT:
                self.texts.extend(values)
                return values
            if kinds == _RECORD and (cells := self._cell_kinds(values)) is not None:
                return self._with_blanks(values, field) if type(None) in cells else values
        return [self._plain(value, f"{field}[{place}]", depth) for place, value in enumerate(values, start=1)]

    def _cell_kinds(self, rows: Sequence[dict[Any, Any]]) -> set[type] | None:
        """Take all the texts of rows at once and return the types among them; nothing where not all are plain."""
        names = set(chain.from_iterable(rows))
        cells = list(chain.from_iterable(map(dict.values, rows)))
        kinds = set(map(type, cells))
        if not kinds <= _SCALARS or set(map(type, names)) - _TEXT:
            return None
        if float in kinds and not all(isfinite(cell) for cell in cells if type(cell) is float):
            return None
        self.texts.extend(names)
        self.texts.extend(cells if kinds == _TEXT else [cell for cell in cells if type(cell) is str])
        return kinds

    def _with_blanks(self, rows: Sequence[dict[Any, Any]], field: str) -> Sequence[dict[Any, Any]]:
        """Return rows of plain values, what is absent told from what is there."""
        return [
            {name: self._blank(f"{field}[{place}].{name}") if cell is None else cell for name, cell in row.items()}
            if None in row.values()
            else row
            for place, row in enumerate(rows, start=1)
        ]

    def _text(self, value: str, field: str) -> str:
        """Return text composed, every kind of line end as one newline."""
        if not self._careful:
            self.texts.append(value)
            return value
        self._checked(value, field)
        return unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))

    def _checked(self, value: str, field: str) -> None:
        unprintable = UNPRINTABLE.search(value)
        if unprintable:
            raise FieldUnprintable(field, character=unprintable[0])
        if len(value) > MAX_VALUE:
            raise too_much(f"Giá trị của trường “{field}”", MAX_VALUE, unit="ký tự")


def _written(value: date | time) -> str:
    """Return a day or a moment as it is printed."""
    if isinstance(value, time):
        return short_time(value)
    return short_moment(value) if isinstance(value, datetime) else short_date(value)


def _in_order(value: object) -> tuple[bool, float | Decimal, str, str]:
    """Return what entries without an order of their own are put in order by: numbers first, by their size."""
    number = value if isinstance(value, int | float | Decimal) and value == value else None
    return number is None, 0 if number is None else number, str(value), type(value).__name__


def _unknown(field: str, value: object) -> ContextFault:
    return ContextFault(
        f"Trường “{field}” có giá trị không in được ({type(value).__name__}).",
        remedy="đưa vào chữ, số, ngày giờ, danh sách, nhóm trường, hình hoặc chữ định dạng sẵn.",
    )
