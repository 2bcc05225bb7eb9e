"""What a plan leaves open: a gap is a value of its own, never an invented one."""

from enum import StrEnum
from typing import Annotated, Any, TypeVar

from pydantic import Discriminator, Field, Tag

from models.base import Value


class GapReason(StrEnum):
    """Why a value is absent."""

    NOT_STATED = "not_stated"
    """The source says nothing: a fact about the source."""
    NOT_FOUND = "not_found"
    """Nobody has found it yet; the source may say it."""
    ILLEGIBLE = "illegible"
    """It stands there but cannot be read."""
    LOST = "lost"
    """The scan or copy lost it."""
    INFERRED = "inferred"
    """The source does not say it; a candidate follows from what it says elsewhere."""


GAP_REASON_NAMES: dict[GapReason, str] = {
    GapReason.NOT_STATED: "văn bản gốc không nêu",
    GapReason.NOT_FOUND: "chưa tìm thấy",
    GapReason.ILLEGIBLE: "không đọc được",
    GapReason.LOST: "bị mất trong bản chụp",
    GapReason.INFERRED: "văn bản gốc không nêu, chỉ suy ra",
}


class AnswerKind(StrEnum):
    """What an answer to a gap looks like."""

    DATE = "date"
    NUMBER = "number"
    WEEKDAY = "weekday"
    DAY_OF_MONTH = "day_of_month"
    DAY_OF_YEAR = "day_of_year"
    """A day and month that come back each year: ``10/12``."""
    TEXT = "text"
    LINES = "lines"
    CHOICE = "choice"
    UNIT = "unit"


class NeededFor(StrEnum):
    """What cannot go on until the gap is filled."""

    ISSUE = "issue"
    DEADLINES = "deadlines"
    NOTHING = "nothing"


class Gap(Value):
    """A value that the source does not give, with the question that a person has to answer."""

    reason: GapReason
    question: str = Field(min_length=1)
    candidates: tuple[int | str | tuple[str, ...], ...] = ()
    """Likely answers, the likeliest first; dates as ``2024-06-25``, a signature block as a list of lines."""
    line: int | None = None
    """Where the value should stand in the source, counted in its lines."""


class Choice(Value):
    """One answer to choose: the value to keep and the words a person sees."""

    value: Any
    label: str


class OpenGap(Value):
    """A gap that nobody has filled: where, the question, what an answer looks like, and what waits for it."""

    path: str
    question: str
    answer: AnswerKind
    needed_for: NeededFor
    reason: GapReason
    candidates: tuple[Any, ...] = ()
    """Likely answers in the type of ``answer`` (dates as dates, blocks as tuples of lines)."""
    choices: tuple[Choice, ...] = ()
    """All possible answers where they are few (weekdays)."""
    line: int | None = None


T = TypeVar("T")


def _value_or_gap(value: object) -> str:
    is_gap = isinstance(value, Gap) or (isinstance(value, dict) and "reason" in value)
    return "gap" if is_gap else "value"


OrGap = Annotated[Annotated[T, Tag("value")] | Annotated[Gap, Tag("gap")], Discriminator(_value_or_gap)]
"""A value or the gap in its place; a mapping with ``reason`` is a gap."""


def stated(value: T | Gap) -> T | None:
    """Return the value, or None where it is a gap."""
    return None if isinstance(value, Gap) else value
