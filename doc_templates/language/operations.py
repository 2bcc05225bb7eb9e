"""What the operators of a template compute: texts, sums, lists and comparisons, within bounds."""

import operator
import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from html import unescape
from itertools import chain
from typing import Any

from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from markupsafe import Markup, escape

from doc_templates.faults import FieldMissing
from doc_templates.inserts.fragments import Fragment
from doc_templates.language.budget import deep_size, held, search_size, size, spend
from doc_templates.language.printing import number, text, unprintable
from doc_templates.language.telling import NotComputed
from doc_templates.limits import MAX_DIGITS, MAX_OUTPUT, made, short_enough, too_much
from doc_templates.values import Blank, Marked
from doc_templates.word.characters import UNPRINTABLE

_SPEC = re.compile(r"%(?:\([^()]*\))?[-+ #0]*(\*|\d*)(?:\.(\*|\d*))?[hlL]?(.)", re.DOTALL)
_NUMERIC = re.compile(r"(%(?:\([^()]*\))?)[-+ #0]*(?:\d*|\*)(?:\.(?:\d*|\*))?[hlL]?[diouxXeEfFgGc]")
"""Places of numbers in a format; the mark of a missing one is a text."""
_MAX_WIDTH = 1000
_KEPT = 10
"""Characters kept back that cost a step."""
_BITS = int(MAX_DIGITS * 3.33)
NUMBERS = (int, float, Decimal)
_MANY = (str, list, tuple)
_FILLED_IN = 5
"""Steps that a place in a format costs."""


def legal(text: str) -> str:
    """Return text that a value may hold, or raise."""
    found = UNPRINTABLE.search(text)
    if found:
        raise SecurityError(f"U+{ord(found[0]):04X}")
    return made(text)


def narrow(width: str) -> None:
    """Refuse a width that would fill the memory, or is taken from the data."""
    if width == "*" or int(width or 0) > _MAX_WIDTH:
        raise SecurityError("độ rộng quá lớn")


def percent(context: Context, left: Any, right: Any) -> Any:
    """Return the rest of a division, or a text formatted with ``%``, paid for by its places and what is given."""
    if not isinstance(left, str):
        return left % right
    spend(context, size(left) + _FILLED_IN * left.count("%") + size(right))
    return _formatted(left, right)


def _formatted(left: str, right: Any) -> str:
    if any(isinstance(one, Marked) for one in _given(right)):
        left = _NUMERIC.sub(r"\1s", left)
    filled = 0
    for width, digits, kind in _SPEC.findall(left):
        narrow(width)
        narrow(digits)
        if kind == "(":
            raise SecurityError("tên có dấu ngoặc trong khuôn chữ")
        filled += kind != "%"
    given: Any
    if isinstance(right, Mapping):
        given = {name: shown(value) for name, value in right.items()}
        longest = max(map(_length, given.values()), default=0)
    else:
        given = tuple(map(shown, _given(right)))
        longest = max(map(_length, given), default=0)
    short_enough(len(left) + filled * longest)
    return legal(left % given)


def _given(right: Any) -> Iterable[Any]:
    if isinstance(right, Mapping):
        return right.values()
    return right if isinstance(right, tuple) else (right,)


def shown(value: Any) -> Any:
    """Return a value that may be formatted: a number that has an end, a text, or the mark of what is missing."""
    if isinstance(value, Marked):
        return value
    if isinstance(value, float | Decimal):
        number(value)
        return value
    return value if isinstance(value, str | int) else text(value)


def _length(value: Any) -> int:
    return len(value) if isinstance(value, str) else MAX_DIGITS + _MAX_WIDTH


def add(left: Any, right: Any) -> Any:
    """Return a sum, or texts and lists joined."""
    if isinstance(left, _MANY) and isinstance(right, _MANY):
        short_enough(len(left) + len(right))
    return left + right


def times(left: Any, right: Any) -> Any:
    """Return a product; a text or list is repeated within bounds."""
    for many, count in ((left, right), (right, left)):
        if isinstance(many, _MANY):
            if not isinstance(count, int):
                raise NotComputed("chỉ nhân được chữ, danh sách với số nguyên")
            short_enough(len(many) * count)
            return many * count
    if isinstance(left, int) and isinstance(right, int) and left.bit_length() + right.bit_length() > _BITS:
        raise too_much("Số do mẫu tính ra", MAX_DIGITS, unit="chữ số")
    return left * right


def power(left: Any, right: Any) -> Any:
    """Return a power of a number."""
    if isinstance(left, int) and isinstance(right, int) and left.bit_length() * abs(right) > _BITS:
        raise too_much("Số do mẫu tính ra", MAX_DIGITS, unit="chữ số")
    raised = left**right
    if not isinstance(raised, NUMBERS):
        raise unprintable(raised)
    return raised


BINARY: dict[str, Callable[[Any, Any], Any]] = {
    "+": add,
    "-": operator.sub,
    "*": times,
    "**": power,
}
INTERCEPTED = frozenset({*BINARY, "%"})
"""The operators whose results could fill the memory."""


def binary(context: Context, sign: str, left: Any, right: Any) -> Any:
    """Return the result of an operator, within bounds and paid for."""
    if not (sign == "%" and isinstance(left, str)):
        for one in (left, right):
            if isinstance(one, Marked):
                return one
            if isinstance(one, Blank):
                raise FieldMissing(one.field)
    made = percent(context, left, right) if sign == "%" else BINARY[sign](left, right)
    return held(context, made)


def concat(context: Context, parts: Iterable[Any]) -> str:
    """Return texts joined with ``~``; prepared XML among them makes all of it XML, the texts escaped."""
    return joined(context, "", list(parts))


def joined(context: Context, between: str, parts: list[Any]) -> str:
    """Return texts joined; how long they will be is reckoned first."""
    xml = context.eval_ctx.autoescape and any(isinstance(part, Fragment | Markup) for part in (between, *parts))
    texts = [_xml(part) if xml and isinstance(part, Fragment) else text(part) for part in parts]
    short_enough(sum(map(len, texts)) + len(between) * len(texts))
    together: str = held(context, escape(between).join(texts) if xml else between.join(texts))
    return together


def _xml(part: Fragment) -> Markup:
    return Markup(part.in_text())  # noqa: S704 - prepared XML


def kept(context: Context, piece: str) -> str:
    """Return text that a macro or captured block keeps back, paid for."""
    spend(context, 1 + len(piece) // _KEPT)
    return piece


def captured(context: Context) -> Callable[[Iterable[str]], str]:
    """Return what joins the text of a macro or captured block, within what a document may hold."""

    def concat(pieces: Iterable[str]) -> str:
        texts = list(pieces)
        length = sum(map(len, texts))
        if length > MAX_OUTPUT:
            raise too_much("Tài liệu tạo ra", MAX_OUTPUT // 1024 // 1024, unit="MB")
        spend(context, length // _KEPT)
        return "".join(texts)

    return concat


def taken(xml: str) -> str:
    """Return what a block or macro gave: XML where it holds elements, else the text that it reads, escapes undone.

    So filters and comparisons see what people see, and printing it escapes it as any other text.
    """
    return Markup(xml) if "<" in xml else unescape(xml)  # noqa: S704 - made of escaped text and the template's own XML


def _is_in(left: Any, right: Any) -> bool:
    return (text(left) if isinstance(right, str) else left) in right


_COMPARING: dict[str, Callable[[Any, Any], Any]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "lteq": operator.le,
    "gt": operator.gt,
    "gteq": operator.ge,
    "in": lambda left, right: _is_in(left, right),
    "notin": lambda left, right: not _is_in(left, right),
}


def compared(context: Context, left: Any, *pairs: tuple[str, Any]) -> Any:
    """Return whether a chain of comparisons holds, each paid for by what it has to look at."""
    held_so_far: Any = True
    for sign, right in pairs:
        pay(context, left, right, inside=sign in ("in", "notin"))
        held_so_far = _COMPARING[sign](left, right)
        if not held_so_far:
            break
        left = right
    return held_so_far


def pay(context: Context, left: Any, right: Any, *, inside: bool) -> None:
    """Take from the budget what it costs to compare two values, or to look for one ``inside`` the other."""
    if not inside:
        if isinstance(left, list | tuple | Mapping) and isinstance(right, list | tuple | Mapping):
            deep_size(context, left if len(left) <= len(right) else right)
        elif isinstance(left, str) and isinstance(right, str):
            spend(context, min(size(left), size(right)))
    elif isinstance(right, Mapping):
        key(left)
    elif isinstance(right, range):
        spend(context, 1 if isinstance(left, int) else size(right))
    elif isinstance(right, str):
        spend(context, search_size(right, text(left)))
    else:
        spend(context, size(right) * (1 + size(left) // 10))
        if isinstance(left, list | tuple | Mapping) and isinstance(right, list | tuple):
            for one in right:
                deep_size(context, one)


def key(value: Any) -> Any:
    """Return what may name an entry of a group: texts and numbers, no lists inside each other."""
    if isinstance(value, tuple) and any(isinstance(part, tuple) for part in value):
        raise SecurityError("danh sách không làm tên được")
    return value


def cut(context: Context, value: Any, part: slice) -> Any:
    """Return a slice of a text or list, paid for by its size."""
    return held(context, value[part])


def total(values: Iterable[Any], start: Any = 0) -> Any:
    """Return the sum of numbers, or of lists where it begins with one."""
    numbers = list(values)
    if isinstance(start, list | tuple):
        return _one_list(numbers, start)
    for one in (start, *numbers):
        if isinstance(one, Marked):
            return one
        if not isinstance(one, NUMBERS):
            raise NotComputed(f"không cộng được “{text(one)[:40]}”")
    return made(sum(numbers, start))


def _one_list(lists: list[Any], start: list[Any] | tuple[Any, ...]) -> Any:
    """Return lists put together, what is missing in a draft as its mark; how long it will be is reckoned first."""
    for one in lists:
        if isinstance(one, Marked):
            return one
        if isinstance(one, Blank):
            raise FieldMissing(one.field)
        if not isinstance(one, type(start)):
            raise NotComputed(f"không cộng được “{text(one)[:40]}” vào danh sách")
    short_enough(len(start) + sum(map(len, lists)))
    return type(start)(chain(start, *lists))
