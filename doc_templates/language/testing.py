"""The tests (``is …``) that templates may use, within bounds; nothing tells one equal value from another."""

import operator
from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from jinja2.tests import TESTS as _ALL

from doc_templates.language.budget import size, spend
from doc_templates.language.numbers import as_number
from doc_templates.language.operations import compared, pay
from doc_templates.language.printing import text
from doc_templates.values import Blank

_SIGNS = {
    "eq": ("eq", "==", "equalto"),
    "ne": ("ne", "!="),
    "lt": ("lt", "<", "lessthan"),
    "lteq": ("le", "<="),
    "gt": ("gt", ">", "greaterthan"),
    "gteq": ("ge", ">="),
    "in": ("in",),
}
_OF_JINJA: Mapping[str, Any] = _ALL
_LEFT_OUT = frozenset({"filter", "test"})
"""Tests about the language itself."""


def _comparing(sign: str) -> Callable[..., Any]:
    @pass_context
    def test(context: Context, value: Any, other: Any) -> Any:
        spend(context, 1)
        return compared(context, value, (sign, other))

    return test


def _reading(holds: Callable[[str], bool]) -> Callable[..., bool]:
    @pass_context
    def test(context: Context, value: Any) -> bool:
        read = text(value)
        spend(context, size(read))
        return holds(read)

    return test


@pass_context
def _same(context: Context, value: Any, other: Any) -> bool:
    """Tell whether two values are the same: how Python keeps them in memory plays no part."""
    value, other = (None if isinstance(one, Blank) else one for one in (value, other))
    if isinstance(value, bool | None) or isinstance(other, bool | None):
        return value is other
    pay(context, value, other, inside=False)
    return type(value) is type(other) and isinstance(value, str | int | float) and bool(operator.eq(value, other))


TESTS: dict[str, Callable[..., Any]] = {
    **{name: call for name, call in _OF_JINJA.items() if name not in _LEFT_OUT},
    **{name: _comparing(sign) for sign, names in _SIGNS.items() for name in names},
    "none": lambda value: value is None or isinstance(value, Blank),
    "sameas": _same,
    "odd": lambda value: as_number(value) % 2 == 1,
    "even": lambda value: as_number(value) % 2 == 0,
    "divisibleby": lambda value, number: as_number(value) % as_number(number) == 0,
    "lower": _reading(str.islower),
    "upper": _reading(str.isupper),
}
"""Every test that there is."""
