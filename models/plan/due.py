"""When an obligation falls due: every way in which plans say it, or do not say it.

"No date stated" (``none_stated``) is a fact about the source; ``unknown`` is a date that stands in the
source but could not be found or read. A recurrence without its day stays a gap until a person fills it.
"""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from models.base import Value
from models.plan.days import Day, PartialDate, Weekday
from models.plan.gaps import GapReason


class DueWording(Value):
    """What all kinds of due share: the source's own words, and how firm they are."""

    wording: str = ""
    """As the source says it: ``trước ngày 01/11/2024``."""
    tentative: bool = False
    """The source says "dự kiến"."""
    may_move: bool = False
    """The source lets a later notice move the date."""


class NoneStated(DueWording):
    """The source states no date."""

    kind: Literal["none_stated"] = "none_stated"


class Unknown(DueWording):
    """The source states a date that nobody could find or read."""

    kind: Literal["unknown"] = "unknown"
    reason: GapReason
    candidates: tuple[Day, ...] = ()
    line: int | None = None


class OnDay(DueWording):
    """On a day, or until the end of it (``đến hết ngày``): that day is the last on time."""

    kind: Literal["on_day"] = "on_day"
    day: Day


class BeforeDay(DueWording):
    """Before a day (``trước ngày``): the day before it is the last on time."""

    kind: Literal["before_day"] = "before_day"
    day: Day


class DayWithoutYear(DueWording):
    """A day whose year the source leaves out (``đến 31/10``)."""

    kind: Literal["day_without_year"] = "day_without_year"
    day: int = Field(ge=1, le=31)
    month: int = Field(ge=1, le=12)
    year: int | None = None
    before: bool = False


class InPeriod(DueWording):
    """Within a month, quarter or year: its last day is the last on time."""

    kind: Literal["in_period"] = "in_period"
    period: PartialDate


class Window(Value):
    """One stretch of days in which to do it."""

    start: PartialDate | None = None
    end: PartialDate
    tentative: bool = False


class Windows(DueWording):
    """One or several windows, perhaps with gaps between; each one's last day is the last on time."""

    kind: Literal["windows"] = "windows"
    windows: tuple[Window, ...] = Field(min_length=1)


class OnEvent(DueWording):
    """At or after an event (``khi tổng kết``); the day comes later, by notice."""

    kind: Literal["on_event"] = "on_event"
    event: str


class Anchor(StrEnum):
    """What a relative date counts from."""

    PLAN_DATE = "plan_date"
    MOVEMENT_START = "movement_start"
    MOVEMENT_END = "movement_end"
    EVENT = "event"


class DayUnit(StrEnum):
    """Calendar days or working days."""

    DAYS = "days"
    WORKING_DAYS = "working_days"


class Direction(StrEnum):
    """Before or after the anchor."""

    BEFORE = "before"
    AFTER = "after"


class Relative(DueWording):
    """So many days or working days before or after something (``07 ngày làm việc trước ngày trao thưởng``)."""

    kind: Literal["relative"] = "relative"
    count: int = Field(ge=0)
    unit: DayUnit
    direction: Direction
    anchor: Anchor
    event: str = ""
    """Which event, where the anchor is one."""
    anchor_day: Day | None = None
    """The event's day, once known."""


class AdHoc(DueWording):
    """Whenever the occasion arises (``nếu có khó khăn, vướng mắc``): never overdue."""

    kind: Literal["ad_hoc"] = "ad_hoc"


class Continuous(DueWording):
    """All the time (``thường xuyên``), or as circumstances ask: never overdue."""

    kind: Literal["continuous"] = "continuous"
    window: tuple[PartialDate, PartialDate] | None = None


class Recurring(DueWording):
    """What recurrences share."""

    before: bool = False
    """The source says "trước": the day before is the last on time."""
    periods_after: int = Field(default=0, ge=0, le=12)
    """1 for "tháng (tuần, quý, năm) liền sau": the report on a period is due in the next one."""
    start: PartialDate | None = None
    """From when, where it differs from the plan's own start."""
    end: PartialDate | None = None
    """Until when, where it differs from the movement's end."""


class Weekly(Recurring):
    """Each week, on a weekday that the source may not name."""

    kind: Literal["weekly"] = "weekly"
    weekday: Weekday | None = None


class Monthly(Recurring):
    """Each month, on a day that the source may not name; a day past a short month's end means its last day."""

    kind: Literal["monthly"] = "monthly"
    day: int | None = Field(default=None, ge=1, le=31)


class Quarterly(Recurring):
    """Each quarter, on a day of its last month that the source may not name."""

    kind: Literal["quarterly"] = "quarterly"
    day: int | None = Field(default=None, ge=1, le=31)


DayOfYear = Annotated[str, StringConstraints(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]
"""A month and day that come back each year, ``12-10`` for the tenth of December."""


class Yearly(Recurring):
    """Each year, on one or several days that the source may not name (``trước ngày 15/6 và 01/12``)."""

    kind: Literal["yearly"] = "yearly"
    days: tuple[DayOfYear, ...] = ()


Due = Annotated[
    NoneStated
    | Unknown
    | OnDay
    | BeforeDay
    | DayWithoutYear
    | InPeriod
    | Windows
    | OnEvent
    | Relative
    | AdHoc
    | Continuous
    | Weekly
    | Monthly
    | Quarterly
    | Yearly,
    Field(discriminator="kind"),
]
"""When an obligation falls due; ``kind`` says which way."""
