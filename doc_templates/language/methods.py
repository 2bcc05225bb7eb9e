"""The methods that values have in templates: a short list, each within bounds and paid for."""

from collections.abc import Callable, Mapping
from string import Formatter
from typing import Any, NoReturn

from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext
from jinja2.utils import Cycler
from markupsafe import Markup

from doc_templates.language.budget import deep_size, entries, held, search_size, size, spend
from doc_templates.language.operations import joined, key, legal, narrow, pay, shown
from doc_templates.language.printing import text
from doc_templates.limits import short_enough

OF_TEXT = frozenset(
    {
        *("capitalize", "casefold", "center", "count", "endswith", "find", "format"),
        *("index", "isalnum", "isalpha", "isdecimal", "isdigit", "islower", "isnumeric"),
        *("isspace", "istitle", "isupper", "join", "ljust", "lower", "lstrip"),
        *("partition", "removeprefix", "removesuffix", "replace", "rfind", "rindex", "rjust"),
        *("rpartition", "rsplit", "rstrip", "split", "splitlines", "startswith", "strip"),
        *("swapcase", "title", "upper", "zfill"),
    }
)
OF_LIST = frozenset({"index", "count"})
OF_GROUP = frozenset({"items", "keys", "values", "get"})
OF_LOOP = frozenset({"cycle", "changed"})
OF_CYCLER = frozenset({"next", "reset"})
NAMES = OF_TEXT | OF_LIST | OF_GROUP | OF_LOOP | OF_CYCLER
"""Every method that a template may call."""
_OF_LOOP = frozenset(
    {"index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "depth0", "previtem", "nextitem"}
)
_OF_PAIR = frozenset({"grouper", "list"})


class Method:
    """A method looked up and not yet called: it has no text of its own."""

    __slots__ = ("_call", "name")

    def __init__(self, name: str, call: Callable[..., Any]) -> None:
        """``call`` takes the context before the template's own arguments."""
        self.name, self._call = name, call

    def run(self, context: Context, *args: Any, **kwargs: Any) -> Any:
        """Return what the method gives, paid for."""
        return held(context, self._call(context, *args, **kwargs))

    def __repr__(self) -> NoReturn:
        raise SecurityError(f"hàm {self.name}()")

    __str__ = __repr__

    def __format__(self, spec: str) -> NoReturn:
        raise SecurityError(f"hàm {self.name}()")


def methods_of(value: Any) -> frozenset[str]:
    """Return the methods that a value has."""
    match value:
        case Markup():
            return OF_TEXT - {"format"}
        case str():
            return OF_TEXT
        case Mapping():
            return OF_GROUP
        case list() | tuple():
            return OF_LIST
        case LoopContext():
            return OF_LOOP
        case Cycler():
            return OF_CYCLER
        case _:
            return frozenset()


def fields_of(value: Any) -> frozenset[str]:
    """Return the attributes that a value has, besides methods."""
    match value:
        case LoopContext():
            return _OF_LOOP
        case Cycler():
            return frozenset({"current"})
        case tuple():
            return _OF_PAIR
        case _:
            return frozenset()


def method(value: Any, name: str) -> Method:
    """Return one of a value's methods."""
    if isinstance(value, str):
        return Method(name, _of_text(value, name))
    own = getattr(value, name)
    match name:
        case "get" | "index" | "count":
            return Method(name, _looked_up(value, own))
        case "items" | "keys" | "values":
            return Method(name, lambda _: list(own()))
        case "changed":
            return Method(name, lambda context, *args: _changed(context, own, *args))
        case _:
            return Method(name, lambda _, *args: own(*args))


def _looked_up(value: Any, own: Callable[..., Any]) -> Callable[..., Any]:
    def call(context: Context, wanted: Any, *more: Any) -> Any:
        if not isinstance(value, Mapping):
            pay(context, wanted, value, inside=True)
        return own(key(wanted), *more)

    return call


def _changed(context: Context, own: Callable[..., bool], *args: Any) -> bool:
    deep_size(context, args)
    return own(*args)


def _of_text(value: str, name: str) -> Callable[..., Any]:
    own = getattr(value, name)
    match name:
        case "format":
            return lambda context, *args, **kwargs: legal(_Format(context).vformat(value, args, kwargs))
        case "count" | "find" | "index" | "partition" | "rfind" | "rindex" | "rpartition" | "rsplit" | "split":
            return lambda context, *args, **kwargs: _searched(context, value, own, *args, **kwargs)
        case "join":
            return lambda context, many: joined(context, value, list(entries(context, many)))
        case "replace":
            return lambda context, *args: replaced(context, value, *args)
        case "center" | "ljust" | "rjust" | "zfill":
            return lambda context, width, *fill: _wide(context, own, width, *fill)
        case "strip" | "lstrip" | "rstrip":
            return lambda context, *chars: trimmed(context, value, own, *chars)
        case "startswith" | "endswith":
            return lambda context, *args: _begins(context, value, own, *args)
        case _:
            return lambda context, *args, **kwargs: _read(context, value, own, *args, **kwargs)


def _read(context: Context, value: str, own: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    spend(context, size(value))
    return own(*args, **kwargs)


def _searched(context: Context, value: str, own: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    for wanted in (*args[:1], *kwargs.values()):
        if isinstance(wanted, str):
            spend(context, search_size(value, wanted, backwards=own.__name__.startswith("r")))
    return _read(context, value, own, *args, **kwargs)


def _wide(_: Context, own: Callable[..., str], width: int, *fill: str) -> str:
    short_enough(width)
    return own(width, *fill)


def wide(context: Context, value: str, width: int = 80) -> str:
    """Return a text in the middle of so many characters."""
    return _wide(context, value.center, width)


def trimmed(context: Context, value: str, own: Callable[..., str], chars: str | None = None) -> str:
    """Return a text without characters at its ends; a long list of characters is looked through for each."""
    spend(context, size(value) + len(value) * len(chars or "") // 1000)
    return own(chars)


def _begins(context: Context, value: str, own: Callable[..., bool], wanted: Any, *bounds: int) -> bool:
    spend(context, size(wanted) * size(value) if isinstance(wanted, tuple) else size(value))
    return own(wanted, *bounds)


def replaced(context: Context, value: str, old: Any, new: Any, count: int | None = None) -> str:
    """Return a text with one part replaced, having reckoned first how long it will be."""
    old, new = text(old), text(new)
    spend(context, 2 * search_size(value, old))
    times = value.count(old) if count is None or count < 0 else min(count, value.count(old))
    short_enough(len(value) + times * len(new) * (_ESCAPED if isinstance(value, Markup) else 1))
    return value.replace(old, new, -1 if count is None else count)


_FIELD = 5
"""Steps that a field of a format costs."""
_ESCAPED = 6
"""Characters that one character is escaped with at most."""


class _Format(Formatter):
    """``str.format`` whose fields are values alone, nothing reached through them."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._length = 0

    def get_field(self, field_name: str, args: Any, kwargs: Any) -> tuple[Any, Any]:
        """Return a field's value; attributes of values are not reached from format strings."""
        if "." in field_name or "[" in field_name:
            raise SecurityError(field_name)
        spend(self._context, _FIELD)
        found: tuple[Any, Any] = super().get_field(field_name, args, kwargs)
        return shown(found[0]), found[1]

    def format_field(self, value: Any, format_spec: str) -> str:
        """Return one value formatted; all together stay within bounds."""
        for width in "".join(char if char.isdecimal() else " " for char in format_spec).split():
            narrow(width)
        piece = format(shown(value), format_spec)
        self._length = short_enough(self._length + len(piece))
        return piece
