"""Days as plans write them: whole, or only a month, a quarter or a year."""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, model_validator
from pydantic_core import PydanticCustomError

from models.base import Value
from models.dates import short_date

_VIETNAMESE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_PARTIAL = re.compile(r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|(?P<month>\d{2})(?:-(?P<day>\d{2}))?))?")


class Weekday(StrEnum):
    """A day of the week."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"

    @property
    def number(self) -> int:
        """Return 0 for Monday to 6 for Sunday, as ``date.weekday`` counts."""
        return list(Weekday).index(self)


WEEKDAY_NAMES: dict[Weekday, str] = dict(
    zip(Weekday, ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"), strict=True)
)


class Precision(StrEnum):
    """How exactly a day is stated."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


def parse_day(value: object) -> date:
    """Return the day written as ``2024-06-25`` or ``25/6/2024``; ValueError where there is no such day."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        if found := _VIETNAMESE.fullmatch(value.strip()):
            day, month, year = (int(part) for part in found.groups())
            return date(year, month, day)
        return date.fromisoformat(value.strip())
    raise ValueError(value)


def _day(value: object) -> date:
    try:
        return parse_day(value)
    except ValueError:
        raise PydanticCustomError(
            "bad_day",
            "“{given}” không phải một ngày có thật",
            {"given": str(value), "remedy": "viết ngày theo dạng 2024-10-31 hoặc 31/10/2024"},
        ) from None


Day = Annotated[date, BeforeValidator(_day)]
"""A calendar day; in files ``2024-10-31`` or ``31/10/2024``."""


class PartialDate(Value):
    """A day, month (``2024-06``), quarter (``2024-Q4``) or year (``2025``), exactly as precise as the source."""

    text: str

    @model_validator(mode="before")
    @classmethod
    def _from_file(cls, value: Any) -> Any:
        if isinstance(value, dict | PartialDate):
            return value
        text = value.isoformat() if isinstance(value, date) else str(value).strip()
        try:
            if found := _VIETNAMESE.fullmatch(text):
                text = date(int(found[3]), int(found[2]), int(found[1])).isoformat()
            _bounds(text)
        except ValueError:
            raise PydanticCustomError(
                "bad_partial_date",
                "“{given}” không phải ngày, tháng, quý hay năm có thật",
                {"given": text, "remedy": "viết 2024-10-31, 2024-10, 2024-Q4 hoặc 2024"},
            ) from None
        return {"text": text}

    @property
    def first_day(self) -> date:
        """Return the first day that it can mean."""
        return _bounds(self.text)[0]

    @property
    def last_day(self) -> date:
        """Return the last day that it can mean: the last day on time for "trong quý IV/2024"."""
        return _bounds(self.text)[1]

    @property
    def precision(self) -> Precision:
        """Return how exactly it is stated."""
        if "Q" in self.text:
            return Precision.QUARTER
        return {4: Precision.YEAR, 7: Precision.MONTH}.get(len(self.text), Precision.DAY)

    @property
    def spoken(self) -> str:
        """Return it in Vietnamese: ``tháng 6/2024``, ``quý IV/2024``, ``năm 2025``, ``31/10/2024``."""
        year = self.text[:4]
        match self.precision:
            case Precision.YEAR:
                return f"năm {year}"
            case Precision.QUARTER:
                return f"quý {('I', 'II', 'III', 'IV')[int(self.text[-1]) - 1]}/{year}"
            case Precision.MONTH:
                return f"tháng {int(self.text[5:])}/{year}"
            case Precision.DAY:
                return short_date(self.first_day)


def _bounds(text: str) -> tuple[date, date]:
    found = _PARTIAL.fullmatch(text)
    if found is None:
        raise ValueError(text)
    year = int(found["year"])
    if found["day"]:
        day = date.fromisoformat(text)
        return day, day
    if found["month"]:
        return date(year, int(found["month"]), 1), month_end(year, int(found["month"]))
    if found["quarter"]:
        last_month = int(found["quarter"]) * 3
        return date(year, last_month - 2, 1), month_end(year, last_month)
    return date(year, 1, 1), date(year, 12, 31)


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def day_in_month(year: int, month: int, day: int) -> date:
    """Return that day of the month, or the month's last day where it is shorter."""
    return min(date(year, month, 1) + timedelta(days=day - 1), month_end(year, month))
