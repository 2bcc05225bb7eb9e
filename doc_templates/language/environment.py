"""The template language: Jinja in its sandbox, everything escaped, nothing missing in silence, all within bounds."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from jinja2 import StrictUndefined, Undefined
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from doc_templates.language import operations
from doc_templates.language.generator import FastTemplate, Generator
from doc_templates.limits import CALL_TURNS, made
from doc_templates.values import missing_mark

_NOBODY = "mục của một danh sách trống"
"""What the first or last of nothing is called."""
_LIST_METHODS = frozenset({"index", "count"})
_DICT_METHODS = frozenset({"items", "keys", "values", "get"})


class Unknown(StrictUndefined):
    """A name that the context does not have: using it in any way is an error whose message is that name."""

    @property
    def _undefined_message(self) -> str:
        return _NOBODY if self._undefined_name is None else str(self._undefined_name)

    def __repr__(self) -> str:
        return str(self)


class UnknownInDraft(Undefined):
    """The same in a draft: it prints as a visible mark."""

    def __str__(self) -> str:
        return missing_mark(_NOBODY if self._undefined_name is None else str(self._undefined_name))

    def __repr__(self) -> str:
        return str(self)

    def __getattr__(self, name: str) -> "UnknownInDraft":
        if name.startswith("__"):
            raise AttributeError(name)
        return UnknownInDraft(name=f"{self._undefined_name}.{name}")


class Environment(ImmutableSandboxedEnvironment):
    """A sandbox whose dictionaries answer with their fields first, and whose texts know few methods."""

    code_generator_class = Generator
    template_class = FastTemplate
    intercepted_binops = frozenset(operations.BINARY)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a field of a dictionary, or what the sandbox allows of anything else."""
        if isinstance(obj, Mapping):
            if attribute in obj:
                return obj[attribute]
            allowed = _DICT_METHODS
        elif isinstance(obj, str):
            if isinstance(obj, Markup) and attribute == "format":
                return self.unsafe_undefined(obj, attribute)
            if attribute in operations.STR_METHODS:
                return operations.method(self, obj, attribute)
            allowed = frozenset()
        elif isinstance(obj, list | tuple):
            allowed = _LIST_METHODS
        elif isinstance(obj, int | float):
            allowed = frozenset()
        else:
            return super().getattr(obj, attribute)
        if attribute in allowed:
            return getattr(obj, attribute)
        if hasattr(obj, attribute):
            return self.unsafe_undefined(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return an entry, or what ``getattr`` gives of that name."""
        try:
            return obj[argument]
        except (TypeError, LookupError):
            if isinstance(argument, str):
                return self.getattr(obj, argument)
        return self.undefined(obj=obj, name=argument)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 - names that no keyword of a template can take
        """Call what the sandbox allows; each call is taken from the document's budget."""
        __context.parent[operations.BUDGET].spend(CALL_TURNS)
        if isinstance(__obj, LoopContext) and args:
            args = (operations.counted(__context, args[0]), *args[1:])
        return made(super().call(__context, __obj, *args, **kwargs))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ARG002 - Jinja calls it so
        """Return the result of an operator that could fill the memory, within bounds."""
        return operations.BINARY[operator](left, right)

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:
        """Refuse what templates may not reach, by its name alone."""
        return self.undefined(f"“{attribute}”", name=attribute, obj=obj, exc=SecurityError)


@cache
def environment(*, draft: bool) -> Environment:
    """Return the one environment of final documents, or that of drafts; both may be shared by threads."""
    return _made(draft=draft)


def with_filters(filters: Mapping[str, Callable[..., Any]], *, draft: bool) -> Environment:
    """Return an environment that also knows a caller's filters."""
    if not filters:
        return environment(draft=draft)
    knowing = _made(draft=draft)
    knowing.filters.update(filters)
    return knowing


def _made(*, draft: bool) -> Environment:
    plain = Environment(autoescape=True, undefined=UnknownInDraft if draft else Unknown, keep_trailing_newline=True)
    del plain.globals["lipsum"]
    plain.globals["range"] = operations.bounded_range
    for name in operations.REMOVED_FILTERS:
        del plain.filters[name]
    plain.filters.update(operations.BOUNDED_FILTERS)
    plain.filters.update(operations.PLACING)
    return plain
