"""How a function becomes a filter: what it is given and what it gives are within bounds and paid for."""

from collections.abc import Callable
from typing import Any
from unicodedata import normalize

from jinja2 import pass_context
from jinja2.runtime import Context
from jinja2.utils import _PassArg
from markupsafe import Markup

from doc_templates.inserts.fragments import composed
from doc_templates.language.budget import entries, given_size, held, size, spend
from doc_templates.language.printing import text
from doc_templates.language.telling import NotComputed
from doc_templates.word.characters import UNPRINTABLE

Call = Callable[..., Any]
_CALL = 2
"""Steps that the use of a filter costs."""


def of_text(call: Call, *, times: int = 1) -> Call:
    """Return a filter that is given a text, whatever the value was; it costs so many times what reading that does."""

    @pass_context
    def offered(context: Context, value: Any, *args: Any, **kwargs: Any) -> Any:
        read = text(value)
        spend(context, _CALL + times * size(read) + given_size(args, kwargs))
        return held(context, call(context, read, *args, **kwargs))

    return offered


def of_list(call: Call, *, each: int = 1) -> Call:
    """Return a filter that goes through a list; each entry costs so many steps."""

    @pass_context
    def offered(context: Context, value: Any, *args: Any, **kwargs: Any) -> Any:
        many = entries(context, value)
        spend(context, _CALL + each * len(many) + given_size(args, kwargs))
        made = call(context, many, *args, **kwargs)
        return entries(context, made) if hasattr(made, "__next__") else held(context, made)

    return offered


def of_value(call: Call) -> Call:
    """Return a filter that computes something of one value."""

    @pass_context
    def offered(context: Context, value: Any, *args: Any, **kwargs: Any) -> Any:
        spend(context, _CALL + (size(value) if isinstance(value, str) else 0) + given_size(args, kwargs))
        return held(context, call(value, *args, **kwargs))

    return offered


def as_it_is(call: Call) -> Call:
    """Return a filter that gives back the value or something in it."""

    @pass_context
    def offered(context: Context, value: Any, *args: Any, **kwargs: Any) -> Any:
        spend(context, _CALL + given_size(args, kwargs))
        return call(context, value, *args, **kwargs)

    return offered


def _composed(made: Any) -> Any:
    """Return what a caller's filter gives, text composed as values are; what XML cannot hold is refused."""
    if not isinstance(made, str):
        return made
    if found := UNPRINTABLE.search(made):
        raise NotComputed(f"bộ lọc cho ký tự U+{ord(found[0]):04X}, không ghi được vào tệp Word")
    if isinstance(made, Markup):
        return Markup(composed(made))  # noqa: S704 - it came as XML, and is read in the result
    return normalize("NFC", made)


def of_caller(call: Call) -> Call:
    """Return a caller's filter, what it gives held to the same bounds."""
    first: dict[_PassArg | None, Callable[[Context], tuple[Any, ...]]] = {
        None: lambda _: (),
        _PassArg.context: lambda context: (context,),
        _PassArg.eval_context: lambda context: (context.eval_ctx,),
        _PassArg.environment: lambda context: (context.environment,),
    }
    before = first[_PassArg.from_obj(call)]

    def offered(context: Context, value: Any, *args: Any, **kwargs: Any) -> Any:
        made = _composed(call(*before(context), value, *args, **kwargs))
        return entries(context, made) if hasattr(made, "__next__") else held(context, made)

    return as_it_is(offered)
