"""The functions that templates may call by name, and helpers made by them: none has a text of its own."""

from collections.abc import Callable, Mapping
from typing import Any, NoReturn

from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.utils import Cycler, Joiner, Namespace

from doc_templates.language.budget import entries, held
from doc_templates.language.operations import key
from doc_templates.limits import short_enough


class Function:
    """A function that the language offers."""

    __slots__ = ("_call", "name")

    def __init__(self, name: str, call: Callable[..., Any]) -> None:
        self.name, self._call = name, call

    def run(self, context: Context, *args: Any, **kwargs: Any) -> Any:
        """Return what the function gives, within bounds."""
        return held(context, self._call(context, *args, **kwargs))

    def __repr__(self) -> NoReturn:
        raise SecurityError(f"hàm {self.name}()")

    __str__ = __repr__

    def __format__(self, spec: str) -> NoReturn:
        raise SecurityError(f"hàm {self.name}()")


class _Cycler(Cycler):
    __slots__ = ()

    def __repr__(self) -> NoReturn:
        raise SecurityError("cycler")


class _Joiner(Joiner):
    __slots__ = ()

    def __repr__(self) -> NoReturn:
        raise SecurityError("joiner")


def _range(_: Context, *bounds: int) -> range:
    numbers = range(*bounds)
    short_enough(len(numbers))
    return numbers


def _dict(context: Context, *given: Any, **more: Any) -> dict[Any, Any]:
    if not given:
        return more
    (pairs,) = given
    if isinstance(pairs, Mapping):
        return {**pairs, **more}
    return {key(name): value for name, value in entries(context, pairs)} | more


def _namespace(context: Context, *given: Any, **more: Any) -> Namespace:
    return Namespace(_dict(context, *given, **more))


FUNCTIONS: dict[str, Function] = {
    "range": Function("range", _range),
    "dict": Function("dict", _dict),
    "namespace": Function("namespace", _namespace),
    "cycler": Function("cycler", lambda _, *items: _Cycler(*items)),
    "joiner": Function("joiner", lambda _, sep=", ": _Joiner(sep)),
}
"""The functions by their names."""
