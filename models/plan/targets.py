"""What a plan wants reached, with the operators that it uses; and its tables of points."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from models.base import Value
from models.plan.citing import Cite
from models.plan.days import Day, PartialDate
from models.plan.due import Due
from models.selection import Selection


class Operator(StrEnum):
    """How a figure is meant."""

    REACH = "reach"
    """đạt"""
    AT_LEAST = "at_least"
    """tối thiểu, trở lên"""
    MORE_THAN = "more_than"
    """trên"""
    AT_MOST = "at_most"
    """không quá"""
    LESS_THAN = "less_than"
    """dưới"""
    STRIVE = "strive"
    """phấn đấu"""


class DateOperator(StrEnum):
    """How a target's date is meant."""

    BEFORE = "before"
    BY = "by"
    FROM = "from"


class Amount(Value):
    """A figure with its unit: ``100 %``, ``125,932 tỷ đồng`` (written ``125.932`` in files)."""

    kind: Literal["amount"] = "amount"
    operator: Operator = Operator.REACH
    value: Decimal
    unit: str


class Range(Value):
    """From one figure to another: ``từ 20%-30%``."""

    kind: Literal["range"] = "range"
    operator: Operator = Operator.REACH
    low: Decimal
    high: Decimal
    unit: str


class CountOf(Value):
    """So many of so many: ``11/11 dịch vụ công``."""

    kind: Literal["count_of"] = "count_of"
    done: int
    of: int
    unit: str


class ByDate(Value):
    """A date as the target itself."""

    kind: Literal["by_date"] = "by_date"
    operator: DateOperator
    day: Day


class Delegated(Value):
    """The plan leaves the figure to another body or document."""

    kind: Literal["delegated"] = "delegated"
    wording: str


Measure = Annotated[Amount | Range | CountOf | ByDate | Delegated, Field(discriminator="kind")]


class Target(Value):
    """One target; without a measure it has no figure and needs evidence in words."""

    id: str
    text: str
    tier: str | None = None
    """Whose target: ``tỉnh``, ``huyện``, ``xã``, ``cá nhân``."""
    who: tuple[Selection, ...] = ()
    measures: tuple[Measure, ...] = ()
    stretch: bool = False
    """The plan says "phấn đấu"."""
    effective_from: PartialDate | None = None
    until: PartialDate | None = None
    indicator: str | None = None
    """Two targets with the same code here count the same thing."""
    cites: tuple[Cite, ...] = Field(min_length=1)


class ScoringRow(Value):
    """One row of a table of points, its code to four levels (``I.2.1.3``)."""

    code: str = Field(pattern=r"^[0-9A-Za-zĐđ]+(\.[0-9A-Za-zĐđ]+){0,3}$")
    text: str
    standard: Decimal | None = None
    bonus: Decimal | None = None
    penalty: Decimal | None = None
    cap: Decimal | None = None
    """The most that the rows under this one may come to."""
    knock_out: bool = False
    """Failing it excludes from awards, whatever the points."""
    due: Due | None = None
    """A date hidden in the row."""


class ScoringTable(Value):
    """A table of points; its total may exceed 100."""

    id: str
    title: str
    rows: tuple[ScoringRow, ...]
    tie_breaks: tuple[str, ...] = ()
    """In order; the last may be a vote."""
    cites: tuple[Cite, ...] = ()
