"""What a plan leaves open, as a page asks it: gaps, uncertain readings, groups, series."""

from datetime import date
from typing import Any

from models.base import Value
from models.campaign import Filling
from models.dates import short_date
from models.documents import CampaignId
from models.organisation import UnitId
from models.plan import Group, NeededFor, OpenGap, PlanReading, open_gaps, readings
from models.plan.days import WEEKDAY_NAMES, Weekday
from models.plan.filling import takes_back
from models.plan.gaps import GAP_REASON_NAMES
from models.ports import Transaction
from models.selection import province_of
from workflows.services import Services
from workflows.steps.campaigns.campaigns import effective_plan, stated_plan
from workflows.steps.campaigns.plan_entries import plan_entry

NEEDED_NAMES: dict[NeededFor, str] = {
    NeededFor.ISSUE: "Cần trước khi ban hành kế hoạch",
    NeededFor.DEADLINES: "Cần để tính thời hạn",
    NeededFor.NOTHING: "Bổ sung khi biết",
}


_NUMBER = "document.number"


class Candidate(Value):
    """One likely answer: the form's value and the words a person sees."""

    value: str
    text: str


class GapView(Value):
    """One gap of the plan with its answer, if somebody has given one."""

    gap: OpenGap
    reason: str
    candidates: tuple[Candidate, ...]
    choices: tuple[Candidate, ...]
    filling: Filling | None
    answer: str
    """The answer in words; empty while the gap is open."""


class ReadingView(Value):
    """One uncertain reading with who confirmed it, if anybody."""

    reading: PlanReading
    filling: Filling | None


class GapGroup(Value):
    """Gaps that hold up the same thing."""

    needed_for: NeededFor
    title: str
    gaps: tuple[GapView, ...]

    @property
    def still_open(self) -> int:
        """Return how many of them nobody has filled."""
        return sum(view.filling is None for view in self.gaps)


class GapsPage(Value):
    """Everything that a person may add to a campaign's plan."""

    groups: tuple[GapGroup, ...]
    readings: tuple[ReadingView, ...]

    @property
    def unconfirmed(self) -> int:
        """Return how many readings nobody has confirmed."""
        return sum(view.reading.confirmed is None for view in self.readings)


class GroupMember(Value):
    """One unit and the group it is in on a day."""

    unit: UnitId
    name: str
    group: str | None
    since: date | None


class GroupsPage(Value):
    """A plan's groups and the units that may belong to them."""

    groups: tuple[Group, ...]
    members: tuple[GroupMember, ...]

    @property
    def unsorted(self) -> int:
        """Return how many units are in no group."""
        return sum(member.group is None for member in self.members)


def gaps_page(services: Services, *, campaign_id: CampaignId) -> GapsPage:
    """Return a campaign's gaps and uncertain readings, answered or not."""
    with services.registry.begin() as tx:
        return gaps_in(tx, campaign_id)


def gaps_in(tx: Transaction, campaign_id: CampaignId) -> GapsPage:
    """Return the same within an open transaction."""
    fillings = {one.path: one for one in tx.campaigns.fillings(campaign_id) if not takes_back(one)}
    names = {unit.id: unit.name for unit in tx.units.directory()}
    known = open_gaps(stated_plan(tx, campaign_id))
    if plan_entry(tx, campaign_id) is not None:  # it has its number, given or entered
        known = tuple(gap for gap in known if gap.path != _NUMBER)
    views = [_gap_view(gap, fillings.get(gap.path), names) for gap in known]
    return GapsPage(
        groups=tuple(
            GapGroup(needed_for=need, title=NEEDED_NAMES[need], gaps=tuple(found))
            for need in NeededFor
            if (found := [view for view in views if view.gap.needed_for is need])
        ),
        readings=tuple(
            ReadingView(reading=reading, filling=fillings.get(reading.path))
            for reading in readings(effective_plan(tx, campaign_id))
        ),
    )


def groups_page(services: Services, *, campaign_id: CampaignId, day: date) -> GroupsPage:
    """Return the plan's groups and, for a day, which unit is in which."""
    with services.registry.begin() as tx:
        return groups_in(tx, campaign_id, day=day)


def groups_in(tx: Transaction, campaign_id: CampaignId, *, day: date) -> GroupsPage:
    """Return the same within an open transaction."""
    plan = effective_plan(tx, campaign_id)
    ids = {group.id for group in plan.groups}
    kinds = {kind for one in plan.obligations for choice in one.owed_by if choice.group in ids for kind in choice.kinds}
    within = {
        one.unit: one
        for one in tx.campaigns.memberships(campaign_id)
        if one.start <= day and (one.end is None or day <= one.end)
    }
    units = [
        unit
        for unit in tx.units.directory().in_force(plan.reference_day)
        if province_of(unit.id) == plan.province and (unit.kind in kinds or unit.id in within)
    ]
    return GroupsPage(
        groups=plan.groups,
        members=tuple(
            GroupMember(
                unit=unit.id,
                name=unit.name,
                group=within[unit.id].group if unit.id in within else None,
                since=within[unit.id].start if unit.id in within else None,
            )
            for unit in units
        ),
    )


def spoken_answer(value: Any, names: dict[UnitId, str]) -> str:
    """Return an answer in words: dates as 25/6/2024, weekdays by name, blocks on one line, units by name."""
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, tuple | list):
        return " / ".join(str(line) for line in value)
    text = str(value)
    if text in tuple(Weekday):
        return WEEKDAY_NAMES[Weekday(text)]
    try:
        return short_date(date.fromisoformat(text))
    except ValueError:
        return names.get(UnitId(text), text.replace("\n", " / "))


def _gap_view(gap: OpenGap, filling: Filling | None, names: dict[UnitId, str]) -> GapView:
    return GapView(
        gap=gap,
        reason=GAP_REASON_NAMES[gap.reason],
        candidates=tuple(_candidate(each, names) for each in gap.candidates),
        choices=tuple(Candidate(value=str(choice.value), text=choice.label) for choice in gap.choices),
        filling=filling,
        answer="" if filling is None else spoken_answer(filling.value, names),
    )


def _candidate(value: Any, names: dict[UnitId, str]) -> Candidate:
    text = "\n".join(str(line) for line in value) if isinstance(value, tuple | list) else str(value)
    return Candidate(value=value.isoformat() if isinstance(value, date) else text, text=spoken_answer(value, names))
