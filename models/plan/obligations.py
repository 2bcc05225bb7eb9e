"""What units owe: each obligation once, with every place of the plan that says it."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from models.base import Value
from models.documents import DocumentKind
from models.organisation import UnitId, UnitKind
from models.plan.citing import Cite
from models.plan.due import Due
from models.plan.gaps import OrGap
from models.selection import Selection, UnitRef


class Reminder(StrEnum):
    """How a late unit is reminded."""

    LETTER = "letter"
    """By công văn, one for all late units of a day."""
    NOTICE = "notice"
    """By a notice inside the service."""
    NONE = "none"


class Receiver(Value):
    """To whom it goes: one body or several, perhaps through another, perhaps only from certain senders."""

    text: str
    units: tuple[UnitRef, ...] = ()
    via: UnitRef | None = None
    """Through whom: ``UBND tỉnh (thông qua Sở Tư pháp)``."""
    from_kinds: tuple[UnitKind, ...] = ()
    """Only from senders of these kinds, where the receiver depends on the sender."""


class UnitDay(Value):
    """The last day on time that a person set for one unit."""

    unit: UnitRef
    day: date


class Obligation(Value):
    """What units owe, once or repeatedly."""

    id: str = Field(pattern=r"^[A-Za-z][A-Za-z0-9]*$")
    title: str
    """A few words for lists and letters."""
    text: str
    """The plan's own words."""
    owed_by: tuple[Selection, ...] = Field(min_length=1)
    together_with: tuple[Selection, ...] = ()
    receivers: OrGap[tuple[Receiver, ...]] = ()
    due: Due
    product: str | None = None
    """What is handed in: ``Báo cáo tổng kết``; none for a pure activity."""
    fulfilled_by: DocumentKind | None = None
    """The kind of this service's documents that fulfils it when issued."""
    reminder: Reminder = Reminder.NONE
    passes_to_successors: bool = False
    """A unit's successors take it over when the unit ends; otherwise the unit is exempt from then on."""
    condition: str = ""
    """On what condition it is owed, in the plan's words."""
    award_relevance: str = ""
    """What the plan says about its weight for awards."""
    cites: tuple[Cite, ...] = Field(min_length=1)
    unit_days: tuple[UnitDay, ...] = ()
    """People's answers for single units, where each comes to the event on a day of its own; never in a plan file."""

    def day_of(self, unit: UnitId) -> date | None:
        """Return the day that was set for that unit alone, if any."""
        return next((one.day for one in self.unit_days if one.unit == unit), None)
