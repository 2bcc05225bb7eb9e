"""Numbers of a context: what is one, has an end, and is short enough to be printed."""

from decimal import Decimal
from math import isfinite

from doc_templates.faults import ContextFault
from doc_templates.limits import MAX_DIGITS, too_much

_BITS = int(MAX_DIGITS * 3.33)


def whole(value: int, field: str) -> int:
    """Return a whole number, or raise where it has too many digits."""
    if value.bit_length() > _BITS:
        raise too_much(f"Số của trường “{field}”", MAX_DIGITS, unit="chữ số")
    return value


def _finite(value: float, field: str) -> float:
    """Return a number, or raise ``ContextFault`` naming the field where it is none or has no end."""
    if not isfinite(value):
        told = "không phải là số (NaN)" if value != value else "là số vô hạn"
        raise ContextFault(f"Giá trị của trường “{field}” {told}.", remedy="sửa số liệu, hoặc để trống trường này.")
    return value


def plain(value: float | Decimal, field: str) -> float | Decimal:
    """Return a number of any of the three kinds, as that kind itself."""
    if isinstance(value, Decimal):
        return _exact(value, field)
    return whole(int(value), field) if isinstance(value, int) else _finite(float(value), field)


def _exact(value: Decimal, field: str) -> Decimal:
    """Return a decimal number, or raise as for the others."""
    if not value.is_finite():
        _finite(float("nan") if value.is_nan() else float("inf"), field)
    elif len(value.as_tuple().digits) > MAX_DIGITS or abs(value.adjusted()) > MAX_DIGITS:
        raise too_much(f"Số của trường “{field}”", MAX_DIGITS, unit="chữ số")
    return value
