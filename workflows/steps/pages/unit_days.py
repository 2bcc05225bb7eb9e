"""The days that single units have for a duty, as their page shows and previews them."""

from collections.abc import Iterable, Sequence
from datetime import date

from models.base import Value
from models.deadlines import AssessedDeadline, DeadlineStatus, owing_units
from models.documents import CampaignId
from models.organisation import UnitId
from models.plan import Obligation
from models.plan.due import OnDay, OnEvent
from models.plan.due_gaps import takes_unit_days
from models.ports import Transaction
from models.text import sort_key
from workflows.services import Services
from workflows.steps.campaigns.campaigns import effective_plan, stated_plan
from workflows.steps.campaigns.deadlines import assessed_in
from workflows.steps.campaigns.unit_days import UnitDayChange, own_days
from workflows.steps.pages.campaigns import CampaignHead, head_in


class UnitDayRow(Value):
    """One unit that owes the duty: its own day, and how its deadlines stand."""

    unit: UnitId
    name: str
    own: date | None
    deadlines: tuple[AssessedDeadline, ...]
    """Empty where the unit is not in the duty's group on the day it has."""


class UnitDaysPage(Value):
    """A duty whose day each unit has for itself, and the units."""

    head: CampaignHead
    duties: tuple[tuple[str, str], ...]
    """Id and title of each duty that the plan gives no day; what falls due on an event comes first."""
    duty: Obligation | None
    """The chosen one; None where the plan has none."""
    event: str
    """The event on which it falls due, as the plan says it; empty where it says nothing."""
    common: date | None
    """The day that a person has set for all units."""
    rows: tuple[UnitDayRow, ...]


class DeadlineMove(Value):
    """What becomes of one unit's deadlines."""

    name: str
    before: tuple[AssessedDeadline, ...]
    after: tuple[AssessedDeadline, ...]


class UnitDaysPreview(Value):
    """What a change of units' own days would do."""

    changes: tuple[UnitDayChange, ...]
    moves: tuple[DeadlineMove, ...]

    @property
    def overdue(self) -> int:
        """Return how many deadlines would be missed that are not missed now."""
        return sum(_missing(one.after) > _missing(one.before) for one in self.moves)


def unit_days_page(
    services: Services, *, campaign_id: CampaignId, obligation_id: str, today: date, day: date | None
) -> UnitDaysPage:
    """Return the page for one duty, the first where none of that id may have days of its units' own."""
    with services.registry.begin() as tx:
        head = head_in(tx, campaign_id, today=today, day=day)
        duties = _duties(tx, campaign_id)
        if not duties:
            return UnitDaysPage(head=head, duties=(), duty=None, event="", common=None, rows=())
        chosen = next((one for one in duties if one.id == obligation_id), duties[0])
        duty = next(one for one in effective_plan(tx, campaign_id).obligations if one.id == chosen.id)
        return UnitDaysPage(
            head=head,
            duties=tuple((one.id, one.title) for one in duties),
            duty=duty,
            event=chosen.due.event if isinstance(chosen.due, OnEvent) else chosen.due.wording,
            common=duty.due.day if isinstance(duty.due, OnDay) else None,
            rows=_rows(tx, campaign_id, duty, as_of=head.work_day),
        )


def preview_unit_days(
    services: Services,
    *,
    campaign_id: CampaignId,
    obligation_id: str,
    changes: Sequence[UnitDayChange],
    actor: str,
    as_of: date,
) -> UnitDaysPreview:
    """Return which deadlines would move and how they would stand on the day; nothing is written.

    Raises ``BadFilling`` for a day that cannot be kept.
    """
    answers = [one.filling(obligation_id, actor=actor, as_of=as_of) for one in changes]
    with services.registry.begin() as tx:
        names: dict[UnitId, str] = {unit.id: unit.name for unit in tx.units.directory()}
        before = _of_duty(assessed_in(tx, campaign_id=campaign_id, as_of=as_of), obligation_id)
        after = _of_duty(assessed_in(tx, campaign_id=campaign_id, as_of=as_of, answers=answers), obligation_id)
    changed = {one.unit for one in changes}
    moved = {unit for unit in before.keys() | after.keys() | changed if before.get(unit) != after.get(unit)}
    return UnitDaysPreview(
        changes=tuple(changes),
        moves=tuple(
            DeadlineMove(name=names.get(unit, unit), before=before.get(unit, ()), after=after.get(unit, ()))
            for unit in sorted(moved | changed, key=lambda unit: sort_key(names.get(unit, str(unit))))
        ),
    )


def _duties(tx: Transaction, campaign_id: CampaignId) -> list[Obligation]:
    found = [one for one in stated_plan(tx, campaign_id).obligations if takes_unit_days(one.due)]
    return sorted(found, key=lambda one: not isinstance(one.due, OnEvent))


def _rows(tx: Transaction, campaign_id: CampaignId, duty: Obligation, *, as_of: date) -> tuple[UnitDayRow, ...]:
    owing = owing_units(
        effective_plan(tx, campaign_id),
        duty,
        directory=tx.units.directory(),
        memberships=tx.campaigns.memberships(campaign_id),
    )
    found = _of_duty(assessed_in(tx, campaign_id=campaign_id, as_of=as_of), duty.id)
    own = own_days(duty)
    return tuple(
        UnitDayRow(unit=unit.id, name=unit.name, own=own.get(unit.id), deadlines=found.get(unit.id, ()))
        for unit in owing
    )


def _of_duty(deadlines: Iterable[AssessedDeadline], obligation_id: str) -> dict[UnitId, tuple[AssessedDeadline, ...]]:
    found: dict[UnitId, tuple[AssessedDeadline, ...]] = {}
    for one in deadlines:
        if one.obligation_id == obligation_id:
            found[one.unit] = (*found.get(one.unit, ()), one)
    return found


def _missing(deadlines: Iterable[AssessedDeadline]) -> int:
    return sum(one.status is DeadlineStatus.MISSING for one in deadlines)
