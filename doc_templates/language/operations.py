"""What templates may compute: text, sums and lists within bounds, through a short list of allowed methods."""

import re
from collections.abc import Callable, Iterable
from functools import partial
from itertools import islice
from string import Formatter
from typing import Any

from jinja2 import filters, nodes, pass_context, pass_eval_context
from jinja2.exceptions import SecurityError
from jinja2.nodes import EvalContext
from jinja2.runtime import Context
from markupsafe import Markup

from doc_templates.characters import ILLEGAL
from doc_templates.language import printing
from doc_templates.limits import MAX_DIGITS, MAX_MADE, Budget, made, too_much

BUDGET = ":turns"
"""The name under which a filling keeps its budget; no template can write it."""
STR_METHODS = frozenset(
    {
        *("capitalize", "casefold", "center", "count", "endswith", "find", "format"),
        *("index", "isalnum", "isalpha", "isdecimal", "isdigit", "islower", "isnumeric"),
        *("isspace", "istitle", "isupper", "join", "ljust", "lower", "lstrip"),
        *("partition", "removeprefix", "removesuffix", "replace", "rfind", "rindex", "rjust"),
        *("rpartition", "rsplit", "rstrip", "split", "splitlines", "startswith", "strip"),
        *("swapcase", "title", "upper", "zfill"),
    }
)
_WIDE = frozenset({"center", "ljust", "rjust", "zfill"})
_WIDTH = re.compile(r"\d+|\*")
_MAX_WIDTH = 1000
_BITS = int(MAX_DIGITS * 3.33)


def legal(text: str) -> str:
    """Return text that XML can hold, or raise."""
    found = ILLEGAL.search(text)
    if found:
        raise SecurityError(f"U+{ord(found[0]):04X}")
    return made(text)


def _narrow(spec: str) -> None:
    """Refuse a format whose widths would fill the memory, or are taken from the data."""
    if any(width == "*" or int(width) > _MAX_WIDTH for width in _WIDTH.findall(spec)):
        raise SecurityError("width")


def percent(left: Any, right: Any) -> Any:
    """Return the rest of a division, or a text formatted with ``%``."""
    if isinstance(left, str):
        _narrow(left)
        return legal(left % right)
    return left % right


def add(left: Any, right: Any) -> Any:
    """Return a sum, or texts and lists joined."""
    if isinstance(left, str | list | tuple) and len(left) + len(right) > MAX_MADE:
        raise too_much("Chữ hoặc danh sách do mẫu tự ghép", MAX_MADE, unit="ký tự")
    return left + right


def times(left: Any, right: Any) -> Any:
    """Return a product; a text or list is repeated within bounds."""
    for many, count in ((left, right), (right, left)):
        if isinstance(many, str | list | tuple):
            if not isinstance(count, int) or len(many) * count > MAX_MADE:
                raise too_much("Chữ hoặc danh sách do mẫu tự ghép", MAX_MADE, unit="ký tự")
            return many * count
    if isinstance(left, int) and isinstance(right, int) and left.bit_length() + right.bit_length() > _BITS:
        raise too_much("Số do mẫu tính ra", MAX_DIGITS, unit="chữ số")
    return left * right


def power(left: Any, right: Any) -> Any:
    """Return a power of a number."""
    if isinstance(left, int) and isinstance(right, int) and left.bit_length() * abs(right) > _BITS:
        raise too_much("Số do mẫu tính ra", MAX_DIGITS, unit="chữ số")
    return left**right


BINARY: dict[str, Callable[[Any, Any], Any]] = {"%": percent, "+": add, "*": times, "**": power}


class _Format(Formatter):
    """``str.format`` whose fields go through the sandbox."""

    def __init__(self, environment: Any) -> None:
        self._environment = environment

    def get_field(self, field_name: str, args: Any, kwargs: Any) -> tuple[Any, Any]:
        """Return a field's value; attributes of values are not reached from format strings."""
        if "." in field_name or "[" in field_name:
            raise SecurityError(field_name)
        found: tuple[Any, Any] = super().get_field(field_name, args, kwargs)
        return found

    def format_field(self, value: Any, format_spec: str) -> str:
        """Return one value formatted."""
        _narrow(format_spec)
        if isinstance(value, str | int | float):
            return made(format(value, format_spec))
        return made(format(str(value), format_spec))


def method(environment: Any, text: str, name: str) -> Callable[..., Any]:
    """Return an allowed method of a text, within bounds."""
    if name == "format":
        return lambda *args, **kwargs: legal(_Format(environment).vformat(text, args, kwargs))
    if name in _WIDE:
        return partial(_wide, getattr(text, name))
    if name in ("join", "replace"):
        return partial(_grown, getattr(text, name), text)
    return getattr(text, name)  # type: ignore[no-any-return]  # every name of STR_METHODS is a method


def _wide(call: Callable[..., str], width: int, *fill: str) -> str:
    if width > MAX_MADE:
        raise too_much("Chữ do mẫu tự ghép", MAX_MADE, unit="ký tự")
    return call(width, *fill)


def _grown(call: Callable[..., str], text: str, *args: Any) -> str:
    """Return a text joined or replaced, having reckoned first how long it will be."""
    if len(args) == 1:
        parts = [str(part) for part in args[0]]
        grown, args = sum(map(len, parts)) + len(text) * len(parts), (parts,)
    else:
        grown = len(text) + text.count(str(args[0])) * len(str(args[1]))
    if grown > MAX_MADE:
        raise too_much("Chữ do mẫu tự ghép", MAX_MADE, unit="ký tự")
    return call(*args)


@pass_context
def counted(context: Context, many: Any) -> Any:
    """Return what a loop goes through, its turns taken from the document's budget."""
    budget: Budget = context.parent[BUDGET]
    if not hasattr(many, "__len__"):
        many = list(islice(many, MAX_MADE + 1))
    budget.spend(len(many))
    return many


def turns_counted(loop: nodes.For) -> None:
    """Have a loop take its turns from the document's budget."""
    loop.iter = nodes.Filter(loop.iter, BUDGET, [], [], None, None, lineno=loop.iter.lineno)


def bounded_range(*args: int) -> range:
    """Return a range of numbers that a loop may go through."""
    return made_range(range(*args))


def made_range(numbers: range) -> range:
    """Return the range, or raise where it is too long."""
    if len(numbers) > MAX_MADE:
        raise too_much("Dãy số của mẫu", MAX_MADE, unit="số")
    return numbers


@pass_eval_context
def _join(eval_ctx: EvalContext, value: Iterable[Any], d: str = "", attribute: Any = None) -> str:
    parts = list(islice(value, MAX_MADE + 1))
    return made(filters.sync_do_join(eval_ctx, made(parts), made(d), attribute))


def _replace(value: Any, old: str, new: str, count: int | None = None) -> str:
    text = value if isinstance(value, str) else str(value)
    if isinstance(text, Markup):
        return made(text.replace(old, new, -1 if count is None else count))
    if len(text) + text.count(old) * len(new) > MAX_MADE:
        raise too_much("Chữ do mẫu tự ghép", MAX_MADE, unit="ký tự")
    return text.replace(old, new, -1 if count is None else count)


def _format(value: Any, *args: Any, **kwargs: Any) -> Any:
    return percent(str(value), kwargs or args)


def _center(value: Any, width: int = 80) -> str:
    return _wide(str(value).center, width)


def _indent(text: str, width: int | str = 4, first: bool = False, blank: bool = False) -> str:  # noqa: FBT001, FBT002 - the filter's own signature
    spaces = width if isinstance(width, int) else len(width)
    if (text.count("\n") + 1) * spaces + len(text) > MAX_MADE:
        raise too_much("Chữ do mẫu tự ghép", MAX_MADE, unit="ký tự")
    return filters.do_indent(text, width, first, blank)


def _batch(value: Iterable[Any], linecount: int, fill_with: Any = None) -> Any:
    if linecount > MAX_MADE:
        raise too_much("Danh sách do mẫu tự ghép", MAX_MADE, unit="mục")
    return filters.do_batch(value, linecount, fill_with)


def _slice(value: Iterable[Any], slices: int, fill_with: Any = None) -> Any:
    if slices > MAX_MADE:
        raise too_much("Danh sách do mẫu tự ghép", MAX_MADE, unit="mục")
    return filters.sync_do_slice(list(value), slices, fill_with)


PLACING: dict[str, Callable[..., Any]] = {
    ":turns": counted,
    ":attribute": printing.in_attribute,
    ":plain": printing.in_plain,
    ":paragraph": printing.in_paragraph,
    ":paragraphs": printing.among_paragraphs,
    ":rows": printing.among_rows,
}
"""What the compiler puts around expressions by their place; no template can write these names."""

BOUNDED_FILTERS: dict[str, Callable[..., Any]] = {
    "join": _join,
    "replace": _replace,
    "format": _format,
    "center": _center,
    "indent": _indent,
    "batch": _batch,
    "slice": _slice,
}
REMOVED_FILTERS = ("attr", "random", "pprint", "xmlattr", "urlize")
"""Filters that reach attributes, give other bytes each time, or make markup that Word does not know."""
