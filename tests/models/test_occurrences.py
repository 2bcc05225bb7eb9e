"""From a due to dated occurrences."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.occurrences import occurrences
from models.plan.days import Weekday
from tests.plans.made import owing

FAR = date(2031, 12, 31)


def days(due: dict[str, Any], **movement: Any) -> list[date | None]:
    """Return the last days on time of an obligation in a small plan."""
    plan = owing(due)
    changed = plan.movement.model_validate(dict(plan.movement) | movement)
    plan = plan.model_copy(update={"movement": changed})
    return [one.due for one in occurrences(plan.obligations[0].due, plan=plan, until=FAR)]


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        ({"kind": "none_stated"}, [None]),
        ({"kind": "unknown", "reason": "illegible"}, [None]),
        ({"kind": "on_event", "event": "khi tổng kết"}, [None]),
        ({"kind": "ad_hoc"}, []),
        ({"kind": "continuous"}, []),
        ({"kind": "on_day", "day": "2024-10-31"}, [date(2024, 10, 31)]),
        ({"kind": "before_day", "day": "2024-11-01"}, [date(2024, 10, 31)]),
        ({"kind": "in_period", "period": "2025-12"}, [date(2025, 12, 31)]),
        ({"kind": "in_period", "period": "2024-Q4"}, [date(2024, 12, 31)]),
        ({"kind": "in_period", "period": 2022}, [date(2022, 12, 31)]),
        ({"kind": "day_without_year", "day": 31, "month": 10}, [None]),
        ({"kind": "day_without_year", "day": 31, "month": 10, "year": 2024}, [date(2024, 10, 31)]),
        ({"kind": "day_without_year", "day": 1, "month": 11, "year": 2024, "before": True}, [date(2024, 10, 31)]),
        (
            {"kind": "windows", "windows": [{"start": "2025-03-01", "end": "2025-03-31"}, {"end": "2025-09"}]},
            [date(2025, 3, 31), date(2025, 9, 30)],
        ),
        ({"kind": "weekly"}, [None]),
        ({"kind": "monthly"}, [None]),
        ({"kind": "quarterly"}, [None]),
        ({"kind": "yearly"}, [None]),
    ],
)
def test_every_kind_of_due(due: dict[str, Any], expected: list[date | None]) -> None:
    """Each kind gives its last days on time; what has no day gives one undated occurrence, what is never due none."""
    assert days(due) == expected


@pytest.mark.parametrize(
    ("anchor", "direction", "unit", "count", "expected"),
    [
        ("plan_date", "after", "days", 10, date(2026, 1, 15)),
        ("plan_date", "after", "working_days", 5, date(2026, 1, 12)),
        ("movement_end", "before", "days", 10, date(2026, 12, 21)),
        ("movement_start", "after", "days", 0, date(2026, 1, 1)),
        ("event", "before", "days", 10, None),
    ],
)
def test_relative_dates_count_from_their_anchor(
    anchor: str, direction: str, unit: str, count: int, expected: date | None
) -> None:
    """A relative due needs its anchor's day: the plan's date, the movement's ends, or an event still unknown."""
    due = {"kind": "relative", "count": count, "unit": unit, "direction": direction, "anchor": anchor, "event": "lễ"}
    assert days(due) == [expected]


def test_a_known_event_gives_its_date() -> None:
    """Seven working days before the ceremony, once its day is told."""
    due = {
        "kind": "relative",
        "count": 7,
        "unit": "working_days",
        "direction": "before",
        "anchor": "event",
        "anchor_day": "2024-11-15",
    }
    assert days(due) == [date(2024, 11, 6)]


def test_the_report_on_a_month_may_fall_in_the_next() -> None:
    """Before the 20th of the following month: the last one falls after the movement's end."""
    found = days({"kind": "monthly", "day": 20, "before": True, "periods_after": 1}, end="2026-03-31")
    assert found == [date(2026, 2, 19), date(2026, 3, 19), date(2026, 4, 19)]


def test_several_days_a_year() -> None:
    """Before 15/6 and 01/12 gives two last days each year, told apart by their period."""
    plan = owing({"kind": "yearly", "days": ["06-15", "12-01"], "before": True})
    found = occurrences(plan.obligations[0].due, plan=plan, until=FAR)
    assert [(one.period, one.due) for one in found] == [("2026.1", date(2026, 6, 14)), ("2026.2", date(2026, 11, 30))]


def test_quarters_fall_due_in_their_last_month() -> None:
    """Each quarter on the 25th of its last month."""
    found = days({"kind": "quarterly", "day": 25})
    assert found == [date(2026, 3, 25), date(2026, 6, 25), date(2026, 9, 25), date(2026, 12, 25)]


def test_nothing_is_due_before_the_plan_is_dated() -> None:
    """A movement from January and a plan of 05/01: the first Monday due is the 5th itself."""
    assert days({"kind": "weekly", "weekday": "monday"}, end="2026-01-20") == [
        date(2026, 1, 5),
        date(2026, 1, 12),
        date(2026, 1, 19),
    ]


def test_a_recurrence_may_start_before_the_plan_where_it_says_so() -> None:
    """An explicit start before the plan's date is kept."""
    found = days({"kind": "monthly", "day": 15, "start": "2025-12"}, end="2026-01-31")
    assert found == [date(2025, 12, 15), date(2026, 1, 15)]


@given(weekday=st.sampled_from(list(Weekday)), length=st.integers(1, 400), before=st.booleans())
def test_weekly_days_lie_in_the_period_one_a_week(weekday: Weekday, length: int, before: bool) -> None:
    """Every last day on time lies between start and end, seven days apart, on the weekday or the day before."""
    start = date(2026, 1, 5)
    end = start + timedelta(days=length)
    found = [one for one in days({"kind": "weekly", "weekday": weekday, "before": before}, end=end) if one]
    assert all(start <= day <= end for day in found)
    assert all(later - earlier == timedelta(days=7) for earlier, later in pairwise(found))
    assert {day.weekday() for day in found} <= {(weekday.number - before) % 7}
    assert abs(len(found) - (length + 1) / 7) <= 1


@given(day=st.integers(1, 31), months=st.integers(0, 24))
def test_monthly_days_lie_in_the_period_one_a_month(day: int, months: int) -> None:
    """Each month has at most one, and each whole month exactly one."""
    end = date(2026 + months // 12, months % 12 + 1, 28)
    found = [one for one in days({"kind": "monthly", "day": day}, end=end) if one]
    assert all(date(2026, 1, 5) <= one <= end for one in found)
    assert len({(one.year, one.month) for one in found}) == len(found)
    assert months - 1 <= len(found) <= months + 1


@given(until=st.dates(date(2026, 1, 1), date(2027, 6, 30)))
def test_until_only_cuts_the_end_off(until: date) -> None:
    """What is due up to a day is what is due at all, up to that day."""
    plan = owing({"kind": "monthly", "day": 20, "periods_after": 1})
    every = occurrences(plan.obligations[0].due, plan=plan, until=FAR)
    cut = occurrences(plan.obligations[0].due, plan=plan, until=until)
    assert cut == tuple(one for one in every if one.due is not None and one.due <= until)
