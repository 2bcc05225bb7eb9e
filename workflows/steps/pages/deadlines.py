"""Deadlines as pages list them: who owes what by when, as things stood on a day."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from models.accounts import Scope
from models.base import Value
from models.deadlines import AssessedDeadline, DeadlineStatus
from models.documents import CampaignId
from models.organisation import UnitId
from models.ports import Transaction
from models.text import sort_key
from workflows.services import Services
from workflows.steps.campaigns.campaigns import effective_plan
from workflows.steps.campaigns.deadlines import assessed_in
from workflows.steps.pages.paging import Pages, page_of

_NO_DATE = date.max


class DeadlineFilter(Value):
    """Which deadlines; absent means any."""

    unit: UnitId | None = None
    status: DeadlineStatus | None = None
    obligation_id: str | None = None


class DeadlineRow(Value):
    """One deadline with the names a page shows."""

    deadline: AssessedDeadline
    unit_name: str
    receiver_name: str
    """Empty where the plan names nobody."""


class DeadlineList(Value):
    """One page of deadlines, and how many of each status there are under the same unit and obligation."""

    rows: tuple[DeadlineRow, ...]
    pages: Pages
    counts: tuple[tuple[DeadlineStatus, int], ...]
    obligations: tuple[tuple[str, str], ...]
    """Every obligation's id and title, to filter by."""


def deadline_list(
    services: Services, *, campaign_id: CampaignId, as_of: date, scope: Scope, where: DeadlineFilter, page: int = 1
) -> DeadlineList:
    """Return one page of a campaign's deadlines that a reader may see, by date, title and unit."""
    with services.registry.begin() as tx:
        names = {unit.id: unit.name for unit in tx.units.directory()}
        plan = effective_plan(tx, campaign_id)
        known = seen_deadlines(tx, campaign_id, as_of=as_of, scope=scope)
    titles = tuple((one.id, one.title) for one in plan.obligations)
    chosen = [one for one in known if _matches(one, where)]
    shown = sorted((one for one in chosen if where.status in (None, one.status)), key=lambda one: _order(one, names))
    pages = page_of(len(shown), wanted=page)
    return DeadlineList(
        rows=rows_of(shown[pages.offset : pages.offset + pages.per_page], names=names),
        pages=pages,
        counts=count_statuses(chosen),
        obligations=titles,
    )


def seen_deadlines(
    tx: Transaction, campaign_id: CampaignId, *, as_of: date, scope: Scope
) -> tuple[AssessedDeadline, ...]:
    """Return every deadline of a campaign that a reader may see, as it stood on ``as_of``."""
    known = assessed_in(tx, campaign_id=campaign_id, as_of=as_of)
    return tuple(one for one in known if scope.units is None or one.unit in scope.units)


def count_statuses(deadlines: Iterable[AssessedDeadline]) -> tuple[tuple[DeadlineStatus, int], ...]:
    """Return how many deadlines there are of each status that occurs, the loudest first."""
    found = Counter(one.status for one in deadlines)
    order = ("missing", "late", "met", "not_due", "gap", "exempt")
    return tuple((status, found[status]) for status in map(DeadlineStatus, order) if found[status])


def rows_of(deadlines: Iterable[AssessedDeadline], *, names: dict[UnitId, str]) -> tuple[DeadlineRow, ...]:
    """Return deadlines with the names of their units."""
    return tuple(
        DeadlineRow(
            deadline=one,
            unit_name=names.get(one.unit, one.unit),
            receiver_name=names.get(one.receiver, one.receiver) if one.receiver else "",
        )
        for one in deadlines
    )


def _matches(one: AssessedDeadline, where: DeadlineFilter) -> bool:
    return where.unit in (None, one.unit) and where.obligation_id in (None, one.obligation_id)


def _order(one: AssessedDeadline, names: dict[UnitId, str]) -> tuple[date, str, str]:
    return one.due or _NO_DATE, one.title, sort_key(names.get(one.unit, one.unit))
