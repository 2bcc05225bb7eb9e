"""Filters and tests in a draft: what is made of a missing value is missing too, and shows its mark."""

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from jinja2.utils import _PassArg

from doc_templates.values import Marked

_Calls = Mapping[str, Callable[..., Any]]
_IN_PLACE = frozenset({"default", "d"})
"""Filters that put something in the place of what is missing."""
_ABOUT_ABSENCE = frozenset({"defined", "undefined", "none", "sameas"})


def marking(filters: _Calls) -> dict[str, Callable[..., Any]]:
    """Return filters that give back a missing value as it is."""
    return {name: call if name in _IN_PLACE else _marked(call) for name, call in filters.items()}


def marking_tests(tests: _Calls) -> dict[str, Callable[..., Any]]:
    """Return tests of which none holds for a missing value but those that ask whether it is missing."""
    return {name: call if name in _ABOUT_ABSENCE else _failed(call) for name, call in tests.items()}


def _marked(call: Callable[..., Any]) -> Callable[..., Any]:
    @pass_context
    def offered(context: Context, value: Any, *args: Any, **kwargs: Any) -> Any:
        return value if isinstance(value, Marked) else _called(call, context, value, *args, **kwargs)

    return offered


def _failed(call: Callable[..., Any]) -> Callable[..., Any]:
    @pass_context
    def offered(context: Context, value: Any, *args: Any, **kwargs: Any) -> Any:
        return not isinstance(value, Marked) and _called(call, context, value, *args, **kwargs)

    return offered


def _called(call: Callable[..., Any], context: Context, *args: Any, **kwargs: Any) -> Any:
    """Return what a filter or test gives, called as it asks to be."""
    match _PassArg.from_obj(call):
        case _PassArg.context:
            return call(context, *args, **kwargs)
        case _PassArg.environment:
            return call(context.environment, *args, **kwargs)
        case _:
            return call(*args, **kwargs)
