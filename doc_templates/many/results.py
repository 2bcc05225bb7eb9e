"""What one context gives: a document or an error, here or come from another process."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from pydantic import BaseModel

from models.errors import ThiduaError

Context = Mapping[str, object] | BaseModel


class Renderer(Protocol):
    """What fills one context: a compiled template."""

    def render(self, context: Context, *, draft: bool = False) -> bytes:
        """Return the document."""
        ...


@dataclass(frozen=True, slots=True)
class Rendered:
    """One of many: the document, or the error that its context gave; the others are not touched by it."""

    place: int
    """From 1, the place of its context."""
    document: bytes | None
    error: ThiduaError | None = None

    def unwrap(self) -> bytes:
        """Return the document, or raise its error."""
        if self.document is None:
            raise self.error or RuntimeError(f"document {self.place}")
        return self.document


class Told(NamedTuple):
    """An error in pieces: one with arguments of its own cannot be pickled whole."""

    kind: type[ThiduaError]
    args: tuple[Any, ...]
    attributes: dict[str, Any]

    def error(self) -> ThiduaError:
        """Return the error."""
        made = self.kind.__new__(self.kind)
        made.args = self.args
        vars(made).update(self.attributes)
        return made


Outcome = bytes | Told


def filled(template: Renderer, context: Context, *, draft: bool) -> Outcome:
    """Return a document, or the error of its context; errors that are not ours are raised."""
    try:
        return template.render(context, draft=draft)
    except ThiduaError as error:
        return Told(type(error), error.args, dict(vars(error)))


def rendered(place: int, one: Outcome) -> Rendered:
    """Return the result of the context at a place."""
    return Rendered(place, None, one.error()) if isinstance(one, Told) else Rendered(place, one)
