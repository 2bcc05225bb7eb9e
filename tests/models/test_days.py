"""Days as plans write them."""

from datetime import date

import pytest
from pydantic import ValidationError

from models.plan.days import PartialDate, Precision, day_in_month


@pytest.mark.parametrize(
    ("text", "first", "last", "precision", "spoken"),
    [
        ("2024-10-31", date(2024, 10, 31), date(2024, 10, 31), Precision.DAY, "31/10/2024"),
        ("31/10/2024", date(2024, 10, 31), date(2024, 10, 31), Precision.DAY, "31/10/2024"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), Precision.MONTH, "tháng 2/2024"),
        ("2024-Q4", date(2024, 10, 1), date(2024, 12, 31), Precision.QUARTER, "quý IV/2024"),
        (2025, date(2025, 1, 1), date(2025, 12, 31), Precision.YEAR, "năm 2025"),
    ],
)
def test_keeps_the_precision_of_the_source(
    text: object, first: date, last: date, precision: Precision, spoken: str
) -> None:
    """A month, quarter or year is kept as such; its last day is the last on time."""
    read = PartialDate.model_validate(text)
    assert (read.first_day, read.last_day, read.precision, read.spoken) == (first, last, precision, spoken)


@pytest.mark.parametrize("text", ["2024-13", "2024-02-30", "2024-Q5", "tháng 6", ""])
def test_refuses_what_is_no_date(text: str) -> None:
    """A day, month or quarter that does not exist is refused."""
    with pytest.raises(ValidationError):
        PartialDate.model_validate(text)


def test_a_day_past_a_short_month_is_its_last() -> None:
    """The 31st of a month with 30 days is its 30th."""
    assert day_in_month(2024, 2, 31) == date(2024, 2, 29)
    assert day_in_month(2024, 6, 31) == date(2024, 6, 30)
