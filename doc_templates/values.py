"""From a typed context to the plain values that a template prints: composed text, blanks told from values."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum

from pydantic import BaseModel

from doc_templates.faults import FieldMissing, FieldUnprintable
from doc_templates.pictures import Picture
from models.dates import short_date

_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def missing_mark(field: str) -> str:
    """Return what a draft shows in place of a missing value."""
    return f"[CÒN THIẾU: {field}]"


class Blank:
    """A known field without a value: false when asked, refused when printed."""

    __slots__ = ("field",)

    def __init__(self, field: str) -> None:
        self.field = field

    def __bool__(self) -> bool:
        return False

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __str__(self) -> str:
        raise FieldMissing(self.field)


class DraftBlank(Blank):
    """The same in a draft: it prints as a visible mark."""

    __slots__ = ()

    def __str__(self) -> str:
        return missing_mark(self.field)


def printable(context: Mapping[str, object] | BaseModel, *, draft: bool = False) -> dict[str, object]:
    """Return what a template sees: text composed (NFC), dates as ``05/01/2024``, absent values as ``Blank``."""
    blank = DraftBlank if draft else Blank
    return {name: _plain(value, name, blank) for name, value in _pairs(context)}


def _pairs(value: Mapping[str, object] | BaseModel) -> list[tuple[str, object]]:
    if isinstance(value, Mapping):
        return list(value.items())
    derived: Mapping[str, str] = getattr(type(value), "DERIVED", {})
    return [(name, getattr(value, name)) for name in (*type(value).model_fields, *derived)]


def _plain(value: object, field: str, blank: type[Blank]) -> object:
    match value:
        case None:
            return blank(field)
        case Enum():
            return _plain(value.value, field, blank)
        case bool() | int() | float() | Picture():
            return value
        case str():
            return _text(value, field)
        case date():
            return short_date(value)
        case Mapping() | BaseModel():
            return {name: _plain(inner, f"{field}.{name}", blank) for name, inner in _pairs(value)}
        case list() | tuple():
            return [_plain(inner, f"{field}[{place}]", blank) for place, inner in enumerate(value, start=1)]
        case _:
            raise TypeError(f"{field}: {type(value).__name__}")


def _text(value: str, field: str) -> str:
    """Return text composed, every kind of line end as one newline."""
    unprintable = _UNPRINTABLE.search(value)
    if unprintable:
        raise FieldUnprintable(field, character=unprintable[0])
    return unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
