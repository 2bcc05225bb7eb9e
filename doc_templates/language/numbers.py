"""Numbers in templates: only what is one, rounded within bounds, and written as Vietnamese offices write them."""

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

from jinja2 import filters

from doc_templates.language.operations import NUMBERS
from doc_templates.language.printing import number, text
from doc_templates.language.telling import NotComputed
from doc_templates.limits import MAX_DIGITS, too_much

_EXACT = Context(prec=2 * MAX_DIGITS)
_SHOWN = 40
_MARKS = str.maketrans(",.", ".,")


def as_number(value: Any) -> Any:
    """Return a number, or raise for what is none."""
    if not isinstance(value, NUMBERS):
        raise NotComputed(f"“{text(value)[:_SHOWN]}” không phải là số")
    return value


def rounded(value: Any, precision: int = 0, method: Any = "common") -> Any:
    """Return a number with so many digits after its point, as Jinja rounds it."""
    if abs(precision) > MAX_DIGITS:
        raise too_much("Số do mẫu tính ra", MAX_DIGITS, unit="chữ số")
    return filters.do_round(as_number(value), precision, method)


def written(value: Any, digits: int | None = None) -> str:
    """Return a number as ``1.234.567,5``; with ``digits`` so many stand after the comma, halves rounded up."""
    exact = Decimal(number(value) if isinstance(value, float | Decimal) else as_number(value))
    if digits is not None:
        if not 0 <= digits <= MAX_DIGITS:
            raise NotComputed(f"số chữ số sau dấu phẩy phải từ 0 đến {MAX_DIGITS}")
        exact = exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP, context=_EXACT)
    return f"{exact:,f}".translate(_MARKS)
