"""The template language: Jinja in its sandbox, everything escaped, nothing missing in silence, all within bounds."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from jinja2 import StrictUndefined, Undefined
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Joiner, Namespace
from markupsafe import Markup

from doc_templates.faults import FieldMissing
from doc_templates.language import operations
from doc_templates.language.budget import entries, given_size, held, spend
from doc_templates.language.drafting import marking, marking_tests
from doc_templates.language.expressions import JOINING
from doc_templates.language.filters import FILTERS, INNER
from doc_templates.language.functions import FUNCTIONS, Function
from doc_templates.language.generator import FastTemplate, Generator
from doc_templates.language.methods import Method, fields_of, method, methods_of
from doc_templates.language.offering import of_caller
from doc_templates.language.parts import no_part_of
from doc_templates.language.testing import TESTS
from doc_templates.limits import CALL_STEPS
from doc_templates.values import Blank, Marked, missing_mark

_NOBODY = "mục của một danh sách trống"
"""What the first or last of nothing is called."""


class Unknown(StrictUndefined):
    """A name that the context does not have: using it in any way is an error whose message is that name."""

    @property
    def _undefined_message(self) -> str:
        return _named(self)

    def __repr__(self) -> str:
        return str(self)


class UnknownInDraft(Marked, Undefined):
    """The same in a draft: it prints as a visible mark."""

    @property
    def _undefined_message(self) -> str:
        return _named(self)

    def __str__(self) -> str:
        return missing_mark(_named(self))

    def __repr__(self) -> str:
        return str(self)

    def part(self, name: object) -> "UnknownInDraft":
        """Return the mark of a field below this."""
        return UnknownInDraft(name=f"{_named(self)}.{name}")

    def whole(self) -> "UnknownInDraft":
        """Return the mark of the field that this is a part of."""
        return UnknownInDraft(name=_named(self).rpartition(".")[0] or _named(self))


def _named(unknown: Undefined) -> str:
    """Return what people call a missing value."""
    return _NOBODY if unknown._undefined_name is None else str(unknown._undefined_name)


class Environment(ImmutableSandboxedEnvironment):
    """A sandbox in which values have their fields and a short list of methods, and only what is listed is called."""

    code_generator_class = Generator
    template_class = FastTemplate
    intercepted_binops = operations.INTERCEPTED

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a field of a group first, then what is listed for values of that kind."""
        if isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        if attribute in methods_of(obj):
            return method(obj, attribute)
        if isinstance(obj, Marked) and not attribute.startswith("_"):
            return obj.part(attribute)
        if isinstance(obj, Blank):
            raise FieldMissing(obj.field)
        if isinstance(obj, Undefined | Namespace) and not attribute.startswith("_"):
            return self._of_helper(obj, attribute)
        if attribute in fields_of(obj) and hasattr(obj, attribute):
            return getattr(obj, attribute)
        if hasattr(obj, attribute) or attribute.startswith("_"):
            return self.unsafe_undefined(obj, attribute)
        if kind := no_part_of(obj):
            return self.undefined(obj=obj, name=attribute, exc=kind)
        return self.undefined(obj=obj, name=attribute)

    def method(self, obj: Any, name: str) -> Any:
        """Return a method that is listed, else what ``getattr`` gives of that name."""
        return method(obj, name) if name in methods_of(obj) else self.getattr(obj, name)

    def _of_helper(self, obj: Undefined | Namespace, attribute: str) -> Any:
        try:
            return getattr(obj, attribute)
        except AttributeError:
            return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return an entry, or what ``getattr`` gives of that name; what joins texts is only called by its name."""
        try:
            return obj[operations.key(argument)]
        except (TypeError, LookupError):
            if isinstance(argument, str):
                joins = isinstance(obj, str) and argument in JOINING
                return self.unsafe_undefined(obj, argument) if joins else self.getattr(obj, argument)
        return self.undefined(obj=obj, name=str(argument) if isinstance(argument, str | int) else "…")

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 - names that no keyword of a template can take
        """Call what is listed; each call is taken from the document's budget."""
        spend(__context, CALL_STEPS + given_size(args, kwargs))
        marks = [one for one in (__obj, *args) if isinstance(one, Marked)]
        if marks and not isinstance(__obj, Macro):
            return marks[0]()
        if isinstance(__obj, Method | Function):
            kwargs.pop("_loop_vars", None)
            return __obj.run(__context, *args, **kwargs)
        if isinstance(__obj, LoopContext):
            args = tuple(entries(__context, many) for many in args)
        elif not isinstance(__obj, Macro | Joiner | Undefined):
            raise SecurityError("không phải là hàm")
        made = held(__context, __context.call(__obj, *args, **kwargs))
        return operations.taken(str(made)) if isinstance(made, Markup) else made

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Return the result of an operator that could fill the memory, within bounds."""
        return operations.binary(context, operator, left, right)

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
    knowing.filters.update({name: of_caller(call) for name, call in filters.items()})
    return knowing


def _made(*, draft: bool) -> Environment:
    plain = Environment(
        autoescape=True, undefined=UnknownInDraft if draft else Unknown, keep_trailing_newline=True, optimized=False
    )
    plain.globals = dict(FUNCTIONS)
    plain.filters = {**(marking(FILTERS) if draft else FILTERS), **INNER}
    plain.tests = dict(marking_tests(TESTS) if draft else TESTS)
    return plain
