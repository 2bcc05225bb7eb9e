"""One thing that an office should look at before it issues or reuses a plan."""

from collections.abc import Callable, Iterable

from models.base import Value
from models.organisation import Confidence, Directory
from models.plan.citing import Cite
from models.plan.plan import Plan


class PlanWarning(Value):
    """A point that a check raises; it warns and never refuses."""

    code: str
    """Stable; ``docs/plan-files.md`` explains each."""
    message: str
    """What was found, with the facts."""
    places: tuple[str, ...] = ()
    """Paths in the plan: ``obligations.O4.due``."""
    line: int | None = None
    """The first line of the source (the scan's text) that it is about."""
    remedy: str
    source: str = ""
    """The rule, where one stands behind it."""
    confidence: Confidence | None = None
    """How well that rule is known; anything but ``F`` has not been checked against the official text."""

    @property
    def place(self) -> str:
        """Return the places as one string."""
        return ", ".join(self.places)


Check = Callable[[Plan, Directory], PlanWarning | None]
"""Looks at any plan with the directory and returns one warning, or None."""


def first_line(cites: Iterable[Cite]) -> int | None:
    """Return the lowest source line of some places, if any has one."""
    return min((cite.line for cite in cites if cite.line is not None), default=None)


def listed(points: Iterable[str]) -> str:
    """Return points as one sentence, separated by semicolons."""
    return "; ".join(points)
