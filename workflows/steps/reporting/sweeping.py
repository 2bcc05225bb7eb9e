"""Work step: who was overdue on which day of a window. It jumps from turning day to turning day.

A turning day is the day after a last day on time. What counts there is what had come in by the end of
that last day: so the finding is the same whenever the sweep runs, once or in pieces.
"""

from collections import defaultdict
from datetime import date, timedelta

from models.campaign import Campaign
from models.dates import Period, short_date
from models.deadlines import Deadline, turning_days
from models.events import NewEvent
from models.organisation import UnitId
from models.plan import Reminder
from models.ports import Notice, Transaction
from workflows.steps.campaigns.deadlines import campaign_deadlines
from workflows.steps.campaigns.overdue import missing_at_end_of
from workflows.steps.campaigns.windows import sweep_start
from workflows.steps.operations.preconditions import day_of, require_ready
from workflows.steps.operations.progress import Work
from workflows.steps.reporting.reminders import Overdue, add_reminder


def sweep_deadlines(work: Work) -> str:
    """Write what was overdue on each turning day of the window: events, notices, one letter's draft; each once."""
    window = _window(work)
    days = _turning(work, window)
    overdue = letters = 0
    for done, day in enumerate(days, start=1):
        found, drafted = _on(work, day)
        overdue, letters = overdue + found, letters + drafted
        work.progress(done, len(days), f"Đã rà soát đến ngày {short_date(day)}: {overdue} lượt quá hạn.")
    _swept(work, window)
    return (
        f"Rà soát từ {short_date(window.start or work.as_of)} đến {short_date(window.end or work.as_of)}:"
        f" thêm {overdue} lượt quá hạn, {letters} dự thảo công văn đôn đốc."
    )


def _window(work: Work) -> Period:
    params = work.operation.params
    with work.services.registry.begin() as tx:
        require_ready(tx, kind=work.operation.kind, campaign_id=work.campaign_id, as_of=work.as_of, params=params)
        start = day_of(params, "from") or sweep_start(tx, work.campaign_id, today=work.as_of)
    return Period(start=start, end=day_of(params, "to") or work.as_of)


def _turning(work: Work, window: Period) -> tuple[date, ...]:
    with work.services.registry.begin() as tx:
        return turning_days(campaign_deadlines(tx, work.campaign_id, until=window.end), window=window)


def _on(work: Work, day: date) -> tuple[int, int]:
    """One turning day in one transaction; return how many findings and letters it added."""
    due = day - timedelta(days=1)
    with work.services.registry.begin() as tx:
        campaign = tx.campaigns.get(work.campaign_id)
        found: dict[str, list[Deadline]] = defaultdict(list)
        for one in missing_at_end_of(tx, work.campaign_id, due):
            found[one.obligation_id].append(one)
        added = sum(_tell(tx, work, campaign, one, day) for group in found.values() for one in group)
        letters = sum(
            add_reminder(tx, work, Overdue(obligation_id=key, day=day, due=due, units=_units(group)))
            for key, group in found.items()
            if group[0].reminder is Reminder.LETTER
        )
    return added, letters


def _units(group: list[Deadline]) -> tuple[UnitId, ...]:
    return tuple(one.unit for one in group)


def _tell(tx: Transaction, work: Work, campaign: Campaign, deadline: Deadline, day: date) -> bool:
    key = f"overdue:{campaign.id}:{deadline.obligation_id}:{deadline.unit}:{deadline.due}"
    added = tx.events.append(
        NewEvent(
            kind="deadline.overdue",
            campaign_id=campaign.id,
            subject=deadline.unit,
            as_of=day,
            actor=work.actor,
            data={"obligation": deadline.obligation_id, "due": str(deadline.due), "title": deadline.title},
            unique_key=key,
        )
    )
    if added and deadline.reminder is not Reminder.NONE and deadline.due is not None:
        tx.outbox.post(
            Notice(
                key=key,
                campaign_id=campaign.id,
                unit=deadline.unit,
                subject=f"Quá hạn: {deadline.title}",
                text=f"Hết ngày {short_date(deadline.due)} chưa nhận được {deadline.title} của đơn vị.",
                as_of=day,
            )
        )
    return added


def _swept(work: Work, window: Period) -> None:
    with work.services.registry.begin() as tx:
        tx.events.append(
            NewEvent(
                kind="deadlines.swept",
                campaign_id=work.campaign_id,
                subject=work.campaign_id,
                as_of=work.as_of,
                actor=work.actor,
                data={"from": str(window.start), "to": str(window.end)},
                unique_key=f"deadlines.swept:{work.operation.id}",
            )
        )
