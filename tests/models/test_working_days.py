"""Working days."""

from datetime import date

import pytest

from models.working_days import is_working_day, working_days_from


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2024, 9, 2), False),
        (date(2024, 4, 30), False),
        (date(2024, 10, 31), True),
        (date(2024, 11, 2), False),
    ],
)
def test_offices_rest_at_weekends_and_on_public_holidays(day: date, works: bool) -> None:
    """Saturday, Sunday, 30/4 and 2/9 are no working days."""
    assert is_working_day(day) is works


def test_counts_past_weekends_in_both_directions() -> None:
    """Seven working days before Friday 15/11/2024 is Wednesday 06/11/2024; the day itself does not count."""
    assert working_days_from(date(2024, 11, 15), count=-7) == date(2024, 11, 6)
    assert working_days_from(date(2024, 11, 6), count=7) == date(2024, 11, 15)
