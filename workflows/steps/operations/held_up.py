"""Work on many documents at once: one that is held up stops no other, and the run says at its end which and why."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from models.errors import Conflict, ThiduaError, Unavailable
from models.operations import StaleAttempt


class HeldUp(NamedTuple):
    """One document that could not be issued, by the name that a clerk knows, and why."""

    name: str
    error: ThiduaError


class SomeNotIssued(Conflict):
    """Some of a run's documents could not be issued; the others were."""

    code = "some-not-issued"

    def __init__(self, done: str, held: Sequence[HeldUp]) -> None:
        self.held = tuple(held)
        super().__init__(
            f"{done} {len(self.held)} văn bản chưa ban hành được:\n{listed(self.held)}".lstrip(),
            remedy=ways_out(self.held) or "sửa từng văn bản rồi thực hiện lại bước này.",
        )


@contextmanager
def apart(held: list[HeldUp], name: str) -> Iterator[None]:
    """Put what a person has to mend first on the list and go on after the block.

    What would be the same for every document is raised: a store that does not answer, a newer attempt of the run.
    """
    try:
        yield
    except (Unavailable, StaleAttempt):
        raise
    except ThiduaError as error:
        held.append(HeldUp(name, error))


def listed(held: Sequence[HeldUp]) -> str:
    """Return a line for each, with what holds it up; the same said twice of one is told once."""
    return "".join(dict.fromkeys(f"- {one.name}: {one.error.message.rstrip()}\n" for one in held))


def ways_out(held: Sequence[HeldUp]) -> str:
    """Return the ways out of all of them, each once; empty where none is known."""
    return " ".join(dict.fromkeys(_sentence(one.error.remedy) for one in held if one.error.remedy))


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('. ')}."
