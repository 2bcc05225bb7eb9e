"""The dated occurrences of a due: each with its period and its last day on time."""

from collections.abc import Iterator
from datetime import date, timedelta

from models.base import Value
from models.dates import last_day_before
from models.plan.days import day_in_month, month_end
from models.plan.due import (
    AdHoc,
    Anchor,
    BeforeDay,
    Continuous,
    DayUnit,
    DayWithoutYear,
    Direction,
    Due,
    DueWording,
    InPeriod,
    Monthly,
    OnDay,
    Quarterly,
    Recurring,
    Relative,
    Weekly,
    Windows,
    Yearly,
)
from models.plan.plan import Plan
from models.working_days import working_days_from

ONCE = "-"
"""The period of what is owed once."""


class Occurrence(Value):
    """One time that something is owed."""

    period: str
    """``2024-W26``, ``2024-06``, ``2024-Q3``, ``2024``, ``2024.2`` (second day of that year), or ``-`` for once."""
    due: date | None
    """The last day on time; None where no day can be told."""
    note: str = ""


def occurrences(due: Due, *, plan: Plan, until: date) -> tuple[Occurrence, ...]:
    """Return the occurrences with a last day on time up to ``until`` (included); where no day is known, one undated.

    Recurrences run from the movement's start, but not from before the plan's own date, to the movement's end.
    What is never due (``ad_hoc``, ``continuous``) has none.
    """
    if isinstance(due, AdHoc | Continuous):
        return ()
    if isinstance(due, Recurring):
        found = tuple(_recurring(due, plan=plan, until=until)) if _has_day(due) else (_undated(due.wording),)
    else:
        found = _single(due, plan=plan)
    return tuple(one for one in found if one.due is None or one.due <= until)


def _undated(note: str = "") -> Occurrence:
    return Occurrence(period=ONCE, due=None, note=note)


def _single(due: Due, *, plan: Plan) -> tuple[Occurrence, ...]:
    note = _note(due)
    match due:
        case OnDay():
            return (Occurrence(period=ONCE, due=due.day, note=note),)
        case BeforeDay():
            return (Occurrence(period=ONCE, due=last_day_before(due.day), note=note),)
        case InPeriod():
            return (Occurrence(period=due.period.text, due=due.period.last_day, note=note),)
        case Windows():
            return tuple(
                Occurrence(period=f"{number}", due=window.end.last_day, note="dự kiến" if window.tentative else note)
                for number, window in enumerate(due.windows, start=1)
            )
        case DayWithoutYear(year=int(year)):
            day = day_in_month(year, due.month, due.day)
            return (Occurrence(period=ONCE, due=last_day_before(day) if due.before else day, note=note),)
        case Relative():
            return (Occurrence(period=ONCE, due=_relative(due, plan=plan), note=note),)
    return (_undated(note),)


def _note(due: DueWording) -> str:
    pieces = [due.wording, "dự kiến" if due.tentative else "", "có thể thay đổi theo thông báo" if due.may_move else ""]
    return "; ".join(piece for piece in pieces if piece)


def _relative(due: Relative, *, plan: Plan) -> date | None:
    movement = plan.movement
    anchors = {
        Anchor.PLAN_DATE: plan.dated,
        Anchor.MOVEMENT_START: movement.start.first_day if movement.start else None,
        Anchor.MOVEMENT_END: movement.end.last_day if movement.end else None,
        Anchor.EVENT: due.anchor_day,
    }
    anchor = anchors[due.anchor]
    if anchor is None:
        return None
    count = due.count if due.direction is Direction.AFTER else -due.count
    if due.unit is DayUnit.WORKING_DAYS:
        return working_days_from(anchor, count=count)
    return anchor + timedelta(days=count)


def _has_day(due: Recurring) -> bool:
    match due:
        case Weekly():
            return due.weekday is not None
        case Monthly() | Quarterly():
            return due.day is not None
        case Yearly():
            return bool(due.days)
    return False


def _recurring(due: Recurring, *, plan: Plan, until: date) -> Iterator[Occurrence]:
    first, last = recurring_bounds(due, plan=plan)
    last = min(last, until)
    for label, day in _days(due, first=first, last=last):
        on_time = last_day_before(day) if due.before else day
        if on_time >= first and (due.periods_after or on_time <= last):
            yield Occurrence(period=label, due=on_time, note=_note(due))


def recurring_bounds(due: Recurring, *, plan: Plan) -> tuple[date, date]:
    """Return the first and last day between which a recurrence runs.

    A plan without any end runs on: the last possible day stands for it, and ``until`` bounds the dates.
    """
    movement = plan.movement
    first = due.start.first_day if due.start else max(plan.reference_day, _movement_start(plan))
    ends = [phase.end.last_day for phase in plan.phases]
    end = due.end or movement.end
    return first, end.last_day if end else max(ends, default=date.max)


def _movement_start(plan: Plan) -> date:
    return plan.movement.start.first_day if plan.movement.start else date.min


def _days(due: Recurring, *, first: date, last: date) -> Iterator[tuple[str, date]]:
    """Yield label and day for each period that touches the stretch from ``first`` to ``last``."""
    match due:
        case Weekly(weekday=weekday) if weekday is not None:
            yield from _weekly(weekday.number, due.periods_after, first=first, last=last)
        case Monthly(day=int(day)):
            for year, month in _months(first, last):
                yield f"{year}-{month:02d}", _shifted(year, month, day, due.periods_after)
        case Quarterly(day=int(day)):
            for year, month in _months(first, month_end(last.year, (last.month + 2) // 3 * 3)):
                if month % 3 == 0:
                    yield f"{year}-Q{month // 3}", _shifted(year, month, day, due.periods_after * 3)
        case Yearly(days=days):
            for year in range(first.year, last.year + 1):
                for number, text in enumerate(sorted(days), start=1):
                    label = f"{year}" if len(days) == 1 else f"{year}.{number}"
                    month, day_number = (int(part) for part in text.split("-"))
                    yield label, day_in_month(year + due.periods_after, month, day_number)


def _weekly(weekday: int, after: int, *, first: date, last: date) -> Iterator[tuple[str, date]]:
    monday = first - timedelta(days=first.weekday())
    while monday <= last:
        year, week, _ = monday.isocalendar()
        yield f"{year}-W{week:02d}", monday + timedelta(days=weekday + 7 * after)
        monday += timedelta(days=7)


def _months(first: date, last: date) -> Iterator[tuple[int, int]]:
    for index in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield index // 12, index % 12 + 1


def _shifted(year: int, month: int, day: int, months: int) -> date:
    index = year * 12 + month - 1 + months
    return day_in_month(index // 12, index % 12 + 1, day)
