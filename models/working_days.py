"""Working days in Viet Nam: not Saturday, not Sunday, not a public holiday (Bộ luật Lao động 2019, Điều 112).

Days that the Government swaps from year to year are taken as the ``holidays`` package knows them.
"""

from datetime import date, timedelta
from functools import lru_cache

import holidays


@lru_cache(maxsize=64)
def _holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("VN", years=year))


def is_working_day(day: date) -> bool:
    """Tell whether offices work on ``day``."""
    return day.weekday() < 5 and day not in _holidays(day.year)


def working_days_from(day: date, *, count: int) -> date:
    """Return the day ``count`` working days after ``day`` (before it, where negative), ``day`` not counted."""
    step = timedelta(days=1 if count > 0 else -1)
    for _ in range(abs(count)):
        day += step
        while not is_working_day(day):
            day += step
    return day
