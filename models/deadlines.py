"""Who owes what by when, and who has handed it in.

``expand`` turns a plan's obligations into dated deadlines of named units; ``assess`` holds them against
what was handed in, as things stood on a day.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum

from models.base import Value
from models.campaign import Filling, Membership, Submission
from models.dates import Period, short_date
from models.documents import DocumentKind
from models.occurrences import ONCE, Occurrence, occurrences
from models.organisation import Directory, Unit, UnitId
from models.plan.due import BeforeDay, InPeriod, OnDay, Windows
from models.plan.filling import with_fillings
from models.plan.gaps import stated
from models.plan.obligations import Obligation, Receiver, Reminder
from models.plan.plan import Plan
from models.selection import chosen_on


class Deadline(Value):
    """One dated occurrence of an obligation for one unit."""

    obligation_id: str
    title: str
    unit: UnitId
    due: date | None
    """The last day on time; None where the plan gives no date and nobody has set one."""
    period: str
    """``2024-W26``, ``2024-06``, ``2024-Q3``, ``2024``, or ``-`` for what is owed once."""
    receiver: UnitId | None = None
    via: UnitId | None = None
    """Through whom it reaches the receiver."""
    also_to: tuple[UnitId, ...] = ()
    note: str = ""
    reminder: Reminder = Reminder.NONE
    fulfilled_by: DocumentKind | None = None
    exempt_reason: str | None = None
    ends_on: date | None = None
    """The unit's last day, where it has one."""


class DeadlineStatus(StrEnum):
    """How a deadline stands on a day."""

    MET = "met"
    LATE = "late"
    MISSING = "missing"
    NOT_DUE = "not_due"
    GAP = "gap"
    """No date is known, and nothing was handed in."""
    EXEMPT = "exempt"


STATUS_NAMES: dict[DeadlineStatus, str] = {
    DeadlineStatus.MET: "đã nộp đúng hạn",
    DeadlineStatus.LATE: "nộp muộn",
    DeadlineStatus.MISSING: "quá hạn, chưa nộp",
    DeadlineStatus.NOT_DUE: "chưa đến hạn",
    DeadlineStatus.GAP: "chưa có thời hạn",
    DeadlineStatus.EXEMPT: "không phải thực hiện",
}


class AssessedDeadline(Deadline):
    """A deadline as it stands on a day."""

    status: DeadlineStatus
    handed_in: date | None = None
    reason: str = ""
    """One Vietnamese sentence that explains the status."""


def expand(
    plan: Plan,
    *,
    directory: Directory,
    memberships: Iterable[Membership],
    until: date,
    fillings: Iterable[Filling] = (),
) -> tuple[Deadline, ...]:
    """Return every deadline with a last day on time up to ``until`` (included), and the undated ones.

    "Các sở, ban, ngành" are the units in force on the plan's reference day; a group's members are those on
    the day itself. A unit that ends before a deadline is exempt, with the reason and its successors named,
    or hands over to its successors where the obligation says so.
    """
    plan = with_fillings(plan, fillings)
    known = tuple(memberships)
    found: list[Deadline] = []
    for obligation in plan.obligations:

        def owing(day: date | None, of: Obligation = obligation) -> tuple[Unit, ...]:
            return owing_units(plan, of, directory=directory, memberships=known, member_on=day)

        for occurrence in occurrences(obligation.due, plan=plan, until=until):
            for unit in owing(occurrence.due):
                if obligation.day_of(unit.id) is None:
                    found += _for_unit(obligation, occurrence, unit=unit, directory=directory)
        for unit, occurrence in _of_single_units(obligation, owing=owing, until=until):
            found += _for_unit(obligation, occurrence, unit=unit, directory=directory)
    return tuple(dict.fromkeys(found))


def owing_units(
    plan: Plan,
    obligation: Obligation,
    *,
    directory: Directory,
    memberships: Iterable[Membership],
    member_on: date | None = None,
) -> tuple[Unit, ...]:
    """Return the units that an obligation means; of a group those in it on ``member_on``, None for on any day."""
    return chosen_on(
        obligation.owed_by,
        province=plan.province,
        directory=directory,
        memberships=memberships,
        day=plan.reference_day,
        member_on=member_on,
    )


def _of_single_units(
    obligation: Obligation, *, owing: Callable[[date | None], tuple[Unit, ...]], until: date
) -> Iterator[tuple[Unit, Occurrence]]:
    """Yield the units that have a day of their own, each with it."""
    for one in obligation.unit_days:
        if one.day <= until:
            occurrence = Occurrence(period=ONCE, due=one.day, note=obligation.due.wording)
            yield from ((unit, occurrence) for unit in owing(one.day) if unit.id == one.unit)


def _for_unit(obligation: Obligation, occurrence: Occurrence, *, unit: Unit, directory: Directory) -> list[Deadline]:
    due = occurrence.due
    if due is None or unit.exists_on(due):
        return [_deadline(obligation, occurrence, unit=unit)]
    if unit.valid_from is not None and due < unit.valid_from:
        return []
    heirs = directory.successors_on(unit.id, due)
    if obligation.passes_to_successors and heirs:
        note = f"thay cho {unit.name}, kết thúc hoạt động ngày {_last_day(unit)}"
        return [_deadline(obligation, occurrence, unit=heir, note=note) for heir in heirs]
    return [_deadline(obligation, occurrence, unit=unit, exempt_reason=exempt_reason(unit, directory=directory))]


def exempt_reason(unit: Unit, *, directory: Directory) -> str:
    """Return why a unit that has ended owes nothing more, naming its successors where the directory knows them."""
    names = [directory.unit(heir).name for heir in unit.successors]
    heirs = f"đơn vị kế tiếp: {', '.join(names)}" if names else "danh mục chưa ghi đơn vị kế tiếp"
    return f"{unit.name} kết thúc hoạt động ngày {_last_day(unit)}, trước thời hạn; {heirs}."


def _last_day(unit: Unit) -> str:
    return short_date(unit.valid_to) if unit.valid_to else "không rõ"


def _deadline(
    obligation: Obligation, occurrence: Occurrence, *, unit: Unit, note: str = "", exempt_reason: str | None = None
) -> Deadline:
    receivers = _receivers_of(obligation, unit)
    addressed = tuple(dict.fromkeys(unit_id for receiver in receivers for unit_id in receiver.units))
    return Deadline(
        obligation_id=obligation.id,
        title=obligation.title,
        unit=unit.id,
        due=occurrence.due,
        period=occurrence.period,
        receiver=addressed[0] if addressed else None,
        via=next((receiver.via for receiver in receivers if receiver.via), None),
        also_to=addressed[1:],
        note="; ".join(piece for piece in (occurrence.note, note) if piece),
        reminder=obligation.reminder,
        fulfilled_by=obligation.fulfilled_by,
        exempt_reason=exempt_reason,
        ends_on=unit.valid_to,
    )


def _receivers_of(obligation: Obligation, unit: Unit) -> tuple[Receiver, ...]:
    receivers = stated(obligation.receivers) or ()
    return tuple(one for one in receivers if not one.from_kinds or unit.kind in one.from_kinds)


def assess(
    deadlines: Iterable[Deadline], *, submissions: Iterable[Submission], as_of: date
) -> tuple[AssessedDeadline, ...]:
    """Return each deadline as it stood on ``as_of``; what was handed in later does not exist yet."""
    known = tuple(deadlines)
    handed: dict[tuple[str, UnitId, date | None], date] = {}
    for one in submissions:
        if one.handed_in <= as_of:
            key = (one.obligation_id, one.unit, one.due)
            handed[key] = min(one.handed_in, handed.get(key, one.handed_in))
    times: dict[tuple[str, UnitId], int] = {}
    for deadline in known:
        who = (deadline.obligation_id, deadline.unit)
        times[who] = times.get(who, 0) + 1
    return tuple(
        _assessed(deadline, handed_in=_handed_in(deadline, handed=handed, times=times), as_of=as_of)
        for deadline in known
    )


def _handed_in(
    deadline: Deadline,
    *,
    handed: dict[tuple[str, UnitId, date | None], date],
    times: dict[tuple[str, UnitId], int],
) -> date | None:
    """Return when it was handed in; what is owed once also counts when its date was set or moved afterwards."""
    who = (deadline.obligation_id, deadline.unit)
    exact = handed.get((*who, deadline.due))
    if exact is not None or times[who] > 1:
        return exact
    return min((day for key, day in handed.items() if key[:2] == who), default=None)


def _assessed(deadline: Deadline, *, handed_in: date | None, as_of: date) -> AssessedDeadline:
    status, reason = _status(deadline, handed_in=handed_in, as_of=as_of)
    return AssessedDeadline(**dict(deadline), status=status, handed_in=handed_in, reason=reason)


def _status(deadline: Deadline, *, handed_in: date | None, as_of: date) -> tuple[DeadlineStatus, str]:
    due = deadline.due
    if handed_in is not None:
        if due is None:
            return DeadlineStatus.MET, f"Đã nộp ngày {short_date(handed_in)}; kế hoạch không nêu hạn."
        if handed_in <= due:
            return DeadlineStatus.MET, f"Đã nộp ngày {short_date(handed_in)}, trong hạn {short_date(due)}."
        days = (handed_in - due).days
        return DeadlineStatus.LATE, f"Nộp ngày {short_date(handed_in)}, muộn {days} ngày so với hạn {short_date(due)}."
    if deadline.exempt_reason is not None:
        return DeadlineStatus.EXEMPT, deadline.exempt_reason
    if due is None:
        if deadline.ends_on is not None and deadline.ends_on < as_of:
            return DeadlineStatus.EXEMPT, f"Đơn vị đã kết thúc hoạt động ngày {short_date(deadline.ends_on)}."
        return DeadlineStatus.GAP, "Chưa có thời hạn và chưa nộp."
    if as_of <= due:
        return DeadlineStatus.NOT_DUE, f"Hạn cuối là ngày {short_date(due)}."
    return DeadlineStatus.MISSING, f"Quá hạn {(as_of - due).days} ngày (hạn {short_date(due)}), chưa nộp."


def turning_days(deadlines: Iterable[Deadline], *, window: Period) -> tuple[date, ...]:
    """Return the days of the window on which something becomes overdue: each day after a last day on time."""
    days = {one.due + timedelta(days=1) for one in deadlines if one.due is not None and one.exempt_reason is None}
    return tuple(sorted(day for day in days if window.covers(day)))


def horizon(plan: Plan) -> date:
    """Return the last day that the plan speaks of: a safe ``until`` for everything it will ever ask."""
    movement = plan.movement
    days = [plan.reference_day]
    days += [part.last_day for part in (movement.end, movement.wrap_up) if part is not None]
    days += [phase.end.last_day for phase in plan.phases]
    for obligation in plan.obligations:
        days += [one.day for one in obligation.unit_days]
        match obligation.due:
            case OnDay(day=day) | BeforeDay(day=day):
                days.append(day)
            case InPeriod(period=period):
                days.append(period.last_day)
            case Windows(windows=windows):
                days += [window.end.last_day for window in windows]
    return max(days) + timedelta(days=366)
