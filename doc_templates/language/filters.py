"""The filters that templates may use: Jinja's own, each within bounds and paid for, and a few of ours."""

import re
from collections.abc import Callable
from typing import Any

from jinja2 import filters, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from markupsafe import Markup, escape

from doc_templates.language import methods, numbers, operations, printing
from doc_templates.language.budget import BUDGET, SPEND, counted, deep_size, entries, size, spend, spent
from doc_templates.language.offering import Call, as_it_is, of_list, of_text, of_value
from doc_templates.language.operations import joined, key, legal, percent
from doc_templates.language.printing import text
from doc_templates.limits import short_enough
from doc_templates.values import Blank

_SLOW = 3
"""Steps that an entry costs for which another filter or a test is looked up."""
_BY_WORD = 20
"""How much more than reading it a text costs that is gone through word by word."""
_SORTED = 10
"""Steps that an entry costs that is compared with many others."""
_COPIED = 10_000
"""Characters copied that cost a step: a long word is cut piece by piece, its rest copied each time."""
_WORDS = re.compile(r"(<[^>]*>|&[^;]*;)")


def _alone(call: Call) -> Call:
    """Return a function that needs nothing of its surroundings."""
    return lambda _, *args, **kwargs: call(*args, **kwargs)


def _in_environment(call: Call) -> Call:
    """Return a function that Jinja gives the environment, in the place of the context."""
    return lambda context, *args, **kwargs: call(context.environment, *args, **kwargs)


def _pay_for_name(context: Context, many: Any, name: Any) -> None:
    """Take from the budget what it costs to find an attribute through its dots in each entry."""
    if isinstance(name, str):
        spend(context, len(many) * (name.count(".") + name.count(",")))


def _by_keys(call: Call, *, at: int) -> Call:
    """Return a filter that compares entries, paid for by their keys; ``at`` is where the attribute's name may stand."""

    def offered(context: Context, many: Any, *args: Any, **kwargs: Any) -> Any:
        name = args[at] if len(args) > at else kwargs.get("attribute")
        _pay_for_name(context, many, name)
        getter = filters.make_multi_attrgetter(context.environment, name) if name is not None else lambda one: [one]
        for one in many:
            for found in getter(one):
                deep_size(context, key(found), times=_SORTED)
        return call(context.environment, many, *args, **kwargs)

    return offered


def _dictsort(context: Context, many: Any, *args: Any, **kwargs: Any) -> Any:
    for pair in many.items():
        deep_size(context, pair, times=_SORTED)
    return filters.do_dictsort(many, *args, **kwargs)


def _by_name(call: Call, *, at: int = 0) -> Call:
    """Return a filter that is given the name of another, or of a test."""

    def offered(context: Context, many: Any, *args: Any, **kwargs: Any) -> Any:
        if not all(isinstance(arg, str) and arg not in INNER for arg in args[at : at + 1]):
            raise SecurityError("tên bộ lọc phải là chữ, và là một bộ lọc có trong hướng dẫn")
        _pay_for_name(context, many, args[0] if at and args else kwargs.get("attribute"))
        return list(call(context, many, *args, **kwargs))

    return offered


def _getter(context: Context, many: Any, attribute: Any) -> Callable[[Any], Any]:
    _pay_for_name(context, many, attribute)
    getter: Callable[[Any], Any] = filters.make_attrgetter(context.environment, attribute)
    return getter


def _join(context: Context, many: Any, d: str = "", attribute: Any = None) -> str:
    return joined(
        context, text(d), list(many) if attribute is None else list(map(_getter(context, many, attribute), many))
    )


def _sum(context: Context, many: Any, attribute: Any = None, start: Any = 0) -> Any:
    return operations.total(many if attribute is None else map(_getter(context, many, attribute), many), start)


def _batch(_: Context, many: Any, linecount: int, fill_with: Any = None) -> Any:
    short_enough(linecount)
    return list(filters.do_batch(many, linecount, fill_with))


def _slice(_: Context, many: Any, slices: int, fill_with: Any = None) -> Any:
    short_enough(slices)
    return list(filters.sync_do_slice(list(many), slices, fill_with))


def _indent(_: Context, value: str, width: int | str = 4, *args: bool, **how: bool) -> str:
    spaces = width if isinstance(width, int) else len(width)
    short_enough((value.count("\n") + 1) * spaces + len(value))
    return filters.do_indent(value, width, *args, **how)


def _wordwrap(context: Context, value: str, width: int = 79, *args: Any, **kwargs: Any) -> str:
    between = next((one for one in (*args[1:2], kwargs.get("wrapstring")) if one is not None), " ")
    short_enough(len(value) * len(text(between)))
    longest = max(map(len, value.split()), default=0)
    spend(context, len(value) + longest * longest // max(width, 1) // _COPIED)
    return filters.do_wordwrap(context.environment, value, width, *args, **kwargs)


def _striptags(context: Context, value: str) -> str:
    spend(context, value.count("<") * size(value))
    return legal(filters.do_striptags(value))


def _format(context: Context, value: str, *args: Any, **kwargs: Any) -> Any:
    return percent(context, value, kwargs or args)


def _letters(change: Callable[[str], str]) -> Call:
    """Return a change of letters that leaves the tags and escapes of a captured text alone."""

    def offered(_: Context, value: str) -> str:
        if not isinstance(value, Markup):
            return change(value)
        pieces = _WORDS.split(str.__str__(value))
        pieces[::2] = map(change, pieces[::2])
        return Markup("".join(pieces))  # noqa: S704 - the same tags, other letters

    return offered


def _read(_: Context, value: Any) -> Any:
    return value


def _default(_: Context, value: Any, instead: Any = "", boolean: bool = False) -> Any:  # noqa: FBT001, FBT002 - the filter's own signature
    return instead if isinstance(value, Blank) else filters.do_default(value, instead, boolean)


def _length(context: Context, value: Any) -> int:
    return len(entries(context, value))


@pass_context
def _kept(context: Context, value: Any) -> str:
    """Return what a filter made of a captured text: what is no XML of its own is escaped like any other."""
    if not context.eval_ctx.autoescape:
        return text(value)
    return value if isinstance(value, Markup) else escape(text(value))


INNER: dict[str, Call] = {
    BUDGET: counted,
    SPEND: spent,
    ":kept": _kept,
    ":attribute": printing.in_attribute,
    ":span": printing.in_span,
    ":colour": printing.in_colour,
    ":plain": printing.in_plain,
    ":paragraph": printing.in_paragraph,
    ":paragraphs": printing.among_paragraphs,
    ":rows": printing.among_rows,
}
"""What the compiler puts around expressions by their place; no template can write these names."""

_TEXTS: dict[str, Call] = {
    "capitalize": _alone(filters.do_capitalize),
    "center": methods.wide,
    "format": _format,
    "indent": _indent,
    "lower": _letters(str.lower),
    "replace": methods.replaced,
    "string": _read,
    "striptags": _striptags,
    "trim": lambda context, value, chars=None: methods.trimmed(context, value, value.strip, chars),
    "truncate": _in_environment(filters.do_truncate),
    "upper": _letters(str.upper),
    "urlencode": _alone(filters.do_urlencode),
}
_WORDED: dict[str, Call] = {
    "title": _alone(filters.do_title),
    "wordcount": _alone(filters.do_wordcount),
    "wordwrap": _wordwrap,
}
"""Filters that go through a text word by word."""
_LISTS: dict[str, Call] = {
    "batch": _batch,
    "items": _alone(filters.do_items),
    "join": _join,
    "list": _alone(list),
    "reverse": _alone(filters.do_reverse),
    "slice": _slice,
    "sum": _sum,
}
_COMPARING: dict[str, Call] = {
    "dictsort": _dictsort,
    "groupby": _by_keys(filters.sync_do_groupby, at=0),
    "max": _by_keys(filters.do_max, at=1),
    "min": _by_keys(filters.do_min, at=1),
    "sort": _by_keys(filters.do_sort, at=2),
    "unique": _by_keys(filters.sync_do_unique, at=1),
}
_NAMING: dict[str, Call] = {
    "map": _by_name(filters.sync_do_map),
    "reject": _by_name(filters.sync_do_reject),
    "rejectattr": _by_name(filters.sync_do_rejectattr, at=1),
    "select": _by_name(filters.sync_do_select),
    "selectattr": _by_name(filters.sync_do_selectattr, at=1),
}
_VALUES: dict[str, Call] = {
    "abs": lambda value: abs(numbers.as_number(value)),
    "filesizeformat": filters.do_filesizeformat,
    "float": filters.do_float,
    "int": filters.do_int,
    "number": numbers.written,
    "round": numbers.rounded,
}
_PARTS: dict[str, Call] = {
    "count": _length,
    "d": _default,
    "default": _default,
    "e": _read,
    "escape": _read,
    "first": lambda context, value: filters.sync_do_first(context.environment, entries(context, value)),
    "forceescape": _read,
    "last": lambda context, value: filters.do_last(context.environment, entries(context, value)),
    "length": _length,
}

FILTERS: dict[str, Call] = {
    **{name: of_text(call) for name, call in _TEXTS.items()},
    **{name: of_text(call, times=_BY_WORD) for name, call in _WORDED.items()},
    **{name: of_list(call) for name, call in _LISTS.items()},
    **{name: of_list(call, each=_SORTED) for name, call in _COMPARING.items()},
    **{name: of_list(call, each=_SLOW) for name, call in _NAMING.items()},
    **{name: of_value(call) for name, call in _VALUES.items()},
    **{name: as_it_is(call) for name, call in _PARTS.items()},
}
"""Every filter that there is."""
