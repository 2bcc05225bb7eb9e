"""A campaign's story in time: what has happened, what falls due, what lies ahead."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from models.accounts import Scope
from models.base import Value
from models.deadlines import AssessedDeadline, DeadlineStatus
from models.documents import KIND_NAMES, CampaignId, DocumentKind, DocumentRecord, EntryState
from models.plan import Plan
from models.plan.days import PartialDate
from models.plan.targets import ByDate, DateOperator
from models.ports import DocumentFilter, Transaction
from workflows.steps.pages.deadlines import count_statuses

_MANY = 3
"""An obligation with more dated occurrences than this is told as one item."""
_MOST_DOCUMENTS = 500
_COUNTED = (DocumentKind.SUB_PLAN, DocumentKind.UNIT_FINAL_REPORT, DocumentKind.OUTGOING_REGISTER)


class TimelineItem(Value):
    """One point of the story."""

    day: date
    """Where it stands in the order; for a period its last day."""
    label: str
    """The date as the page says it."""
    title: str
    detail: str = ""
    ahead: bool
    """After the day that the page is about."""
    obligation_id: str | None = None
    """The obligation whose deadlines it sums up."""
    document: int | None = None
    """The document it is about."""
    counts: tuple[tuple[DeadlineStatus, int], ...] = ()


def timeline_in(
    tx: Transaction,
    campaign_id: CampaignId,
    *,
    plan: Plan,
    deadlines: Iterable[AssessedDeadline],
    as_of: date,
    scope: Scope,
) -> tuple[TimelineItem, ...]:
    """Return the items in order of time; only documents and deadlines that the reader may see."""
    issued = DocumentFilter(campaign_id=campaign_id, state=EntryState.ISSUED)
    records = tx.register.list(issued, scope=scope, limit=_MOST_DOCUMENTS)
    items = [
        *_movement(plan, as_of=as_of),
        *_targets(plan, as_of=as_of),
        *_documents(records, as_of=as_of),
        *_deadlines(deadlines, as_of=as_of),
    ]
    return tuple(sorted(items, key=lambda item: item.day))


def _movement(plan: Plan, *, as_of: date) -> Iterator[TimelineItem]:
    movement = plan.movement
    if movement.start:
        yield _item(movement.start, movement.start.first_day, "Bắt đầu phong trào", as_of)
    for phase in plan.phases:
        yield _item(phase.start, phase.start.first_day, f"Bắt đầu giai đoạn: {phase.name}", as_of)
    if movement.end:
        yield _item(movement.end, movement.end.last_day, "Kết thúc phong trào", as_of)
    if movement.wrap_up:
        yield _item(movement.wrap_up, movement.wrap_up.last_day, "Tổng kết phong trào", as_of)
    for milestone in plan.milestones:
        yield _item(milestone.date, milestone.date.last_day, milestone.text, as_of)


def _item(stated: PartialDate, day: date, title: str, as_of: date) -> TimelineItem:
    return TimelineItem(day=day, label=stated.spoken, title=title, ahead=day > as_of)


def _targets(plan: Plan, *, as_of: date) -> Iterator[TimelineItem]:
    for target in plan.targets:
        for measure in target.measures:
            if isinstance(measure, ByDate):
                word = "trước " if measure.operator is DateOperator.BEFORE else ""
                yield TimelineItem(
                    day=measure.day,
                    label=f"{word}{_day(measure.day)}",
                    title="Chỉ tiêu phấn đấu" if target.stretch else "Chỉ tiêu",
                    detail=target.text,
                    ahead=measure.day > as_of,
                )


def _documents(records: Iterable[DocumentRecord], *, as_of: date) -> Iterator[TimelineItem]:
    known = tuple(record for record in records if record.issued_on <= as_of)
    for record in known:
        if record.kind not in _COUNTED:
            yield TimelineItem(
                day=record.issued_on,
                label=_day(record.issued_on),
                title=f"Ban hành {KIND_NAMES[record.kind]} số {record.code}",
                detail=record.title,
                ahead=False,
                document=record.id,
            )
    yield from _counted(known)


def _counted(records: tuple[DocumentRecord, ...]) -> Iterator[TimelineItem]:
    by_kind: dict[DocumentKind, list[date]] = defaultdict(list)
    for record in records:
        if record.kind in _COUNTED:
            by_kind[record.kind].append(record.issued_on)
    for kind, days in by_kind.items():
        yield TimelineItem(
            day=max(days),
            label=_span(min(days), max(days)),
            title=f"{KIND_NAMES[kind]}: {len(days)} văn bản đã ban hành",
            ahead=False,
        )


def _deadlines(deadlines: Iterable[AssessedDeadline], *, as_of: date) -> Iterator[TimelineItem]:
    by_obligation: dict[str, list[AssessedDeadline]] = defaultdict(list)
    for one in deadlines:
        if one.due is not None:
            by_obligation[one.obligation_id].append(one)
    for obligation_id, owed in by_obligation.items():
        days = sorted({one.due for one in owed if one.due})
        if len(days) > _MANY:
            yield _recurring(obligation_id, owed, days, as_of)
        else:
            for day in days:
                yield _due(obligation_id, [one for one in owed if one.due == day], day, as_of)


def _due(obligation_id: str, owed: list[AssessedDeadline], day: date, as_of: date) -> TimelineItem:
    return TimelineItem(
        day=day,
        label=f"hết ngày {_day(day)}",
        title=f"Hạn: {owed[0].title}",
        ahead=day > as_of,
        obligation_id=obligation_id,
        counts=count_statuses(owed),
    )


def _recurring(obligation_id: str, owed: list[AssessedDeadline], days: list[date], as_of: date) -> TimelineItem:
    coming = next((day for day in days if day >= as_of), None)
    told = f"{len(days)} kỳ" + (f"; kỳ tới hết ngày {_day(coming)}" if coming else "; đã hết các kỳ")
    return TimelineItem(
        day=coming or days[-1],
        label=_span(days[0], days[-1]),
        title=f"Định kỳ: {owed[0].title}",
        detail=told,
        ahead=coming is not None,
        obligation_id=obligation_id,
        counts=count_statuses(owed),
    )


def _span(first: date, last: date) -> str:
    return _day(first) if first == last else f"từ {_day(first)} đến {_day(last)}"


def _day(day: date) -> str:
    return day.strftime("%d/%m/%Y")
