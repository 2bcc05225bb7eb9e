"""Dates as administrative documents write and mean them."""

from datetime import date, datetime, time, timedelta, timezone

from models.base import Value

_VIET_NAM = timezone(timedelta(hours=7))


class Period(Value):
    """A stretch of days, both ends included; an absent end is open."""

    start: date | None = None
    end: date | None = None

    def covers(self, day: date) -> bool:
        """Tell whether ``day`` lies in the period."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


def last_day_before(day: date) -> date:
    """Return the last day on time for "trước ngày ...": the day before it."""
    return day - timedelta(days=1)


def long_date(day: date) -> str:
    """Return ``ngày 05 tháng 01 năm 2020``: days under 10 and months 1, 2 take a zero (NĐ 30/2020, PL I, II.4.b)."""
    return f"ngày {day.day:02d} tháng {month_number(day.month)} năm {day.year}"


def short_date(day: date) -> str:
    """Return ``05/01/2020``, with the same leading zeros as the long form: ``29/6/2019``."""
    return f"{day.day:02d}/{month_number(day.month)}/{day.year}"


def short_time(moment: time) -> str:
    """Return ``14:30``, or ``14:30:05`` where there are seconds; parts of a second are left out."""
    return f"{moment:%H:%M:%S}" if moment.second or moment.microsecond else f"{moment:%H:%M}"


def short_moment(moment: datetime) -> str:
    """Return ``14:30 ngày 05/01/2020``; a moment that tells its zone is given as the clocks of Viet Nam show it."""
    here = moment.astimezone(_VIET_NAM) if moment.tzinfo else moment
    return f"{short_time(here.time())} ngày {short_date(here)}"


def month_number(month: int) -> str:
    """Return ``01`` and ``02`` for January and February, the bare number for the others."""
    return f"{month:02d}" if month < 3 else str(month)
