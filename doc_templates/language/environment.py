"""The template language: Jinja in its sandbox, everything escaped, nothing missing in silence."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import StrictUndefined, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from doc_templates.values import missing_mark


class Unknown(StrictUndefined):
    """A name that the context does not have: using it in any way is an error whose message is that name."""

    @property
    def _undefined_message(self) -> str:
        return str(self._undefined_name)


class UnknownInDraft(Undefined):
    """The same in a draft: it prints as a visible mark."""

    def __str__(self) -> str:
        return missing_mark(str(self._undefined_name))

    def __getattr__(self, name: str) -> "UnknownInDraft":
        if name.startswith("__"):
            raise AttributeError(name)
        return UnknownInDraft(name=f"{self._undefined_name}.{name}")


class Environment(ImmutableSandboxedEnvironment):
    """A sandbox whose dictionaries answer with their fields, never with Python's methods."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a field of a dictionary, or what the sandbox allows of anything else."""
        if isinstance(obj, Mapping):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)


@cache
def environment(*, draft: bool) -> Environment:
    """Return the one environment of final documents, or that of drafts; both may be shared by threads."""
    made = Environment(autoescape=True, undefined=UnknownInDraft if draft else Unknown, keep_trailing_newline=True)
    del made.globals["lipsum"]
    return made
