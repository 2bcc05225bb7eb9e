"""One unit's work in a campaign: what it owes, its drafts, what it was told, what it handed in."""

from datetime import date, timedelta
from enum import StrEnum

from models.accounts import Scope
from models.awards.dossiers import Dossier, DossierState
from models.base import Value
from models.deadlines import AssessedDeadline, DeadlineStatus
from models.documents import CampaignId, DocumentKind, DocumentRecord, Draft, DraftState, EntryState
from models.organisation import Unit, UnitId
from models.plan.due_gaps import takes_unit_days
from models.ports import DocumentFilter, Notice, Transaction
from models.text import sort_key
from workflows.services import Services
from workflows.steps.campaigns.campaigns import stated_plan
from workflows.steps.pages.campaigns import CampaignHead, head_in
from workflows.steps.pages.deadlines import seen_deadlines
from workflows.steps.pages.history import HistoryRow, history_in

_SOON = timedelta(days=14)
_OVER = (DeadlineStatus.MET, DeadlineStatus.LATE, DeadlineStatus.EXEMPT)
_MOST_NOTICES = 20
_SINGLE = 2
"""An obligation with more waiting periods than this is shown as one."""


class TaskWay(StrEnum):
    """How a unit does what it owes."""

    REPORT = "report"
    """By the form of a final report."""
    DRAFT = "draft"
    """By confirming a draft."""
    NOTE = "note"
    """By noting that it was sent, and when."""


class Task(Value):
    """One deadline of the unit, with the way to meet it."""

    deadline: AssessedDeadline
    receiver_name: str
    way: TaskWay
    draft: Draft | None = None
    """The draft that meets it, confirmed or not."""
    own_day: bool = False
    """The plan gives it no day, so that the unit may have one of its own."""

    @property
    def over(self) -> bool:
        """Tell whether nothing is left to do."""
        return self.deadline.status in _OVER


class TaskRun(Value):
    """Several periods of one obligation that all wait."""

    title: str
    tasks: tuple[Task, ...]


class UnitPage(Value):
    """What a unit's clerk needs for one campaign."""

    head: CampaignHead
    unit: Unit
    now: tuple[Task, ...]
    """Overdue, due within a fortnight, or without a date."""
    runs: tuple[TaskRun, ...]
    """What recurs and was not handed in for several periods, each obligation as one."""
    later: tuple[Task, ...]
    over: tuple[Task, ...]
    returned: tuple[Dossier, ...]
    """Dossiers that came back and wait to be mended."""
    drafts: tuple[Draft, ...]
    documents: tuple[DocumentRecord, ...]
    notices: tuple[Notice, ...]
    history: tuple[HistoryRow, ...]


class UnitRow(Value):
    """One unit of a campaign and how its deadlines stand."""

    unit: UnitId
    name: str
    missing: int
    late: int
    met: int
    coming: int


def unit_page(services: Services, *, campaign_id: CampaignId, unit: UnitId, today: date, day: date | None) -> UnitPage:
    """Return a unit's page as of a day; raises ``UnknownUnit`` or ``NotFound``."""
    scope = Scope(units=(unit,))
    with services.registry.begin() as tx:
        head = head_in(tx, campaign_id, today=today, day=day)
        directory = tx.units.directory()
        names = {known.id: known.name for known in directory}
        drafts = tx.drafts.list(campaign_id, issuer=unit)
        owed = seen_deadlines(tx, campaign_id, as_of=head.work_day, scope=scope)
        dayless = {one.id for one in stated_plan(tx, campaign_id).obligations if takes_unit_days(one.due)}
        tasks = [
            _task(one, drafts, names).model_copy(update={"own_day": one.obligation_id in dayless})
            for one in sorted(owed, key=lambda one: (one.due or date.max, one.title))
        ]
        pressing = [task for task in tasks if not task.over and _presses(task, head.work_day)]
        runs = _runs(pressing)
        grouped = {run.tasks[0].deadline.obligation_id for run in runs}
        return UnitPage(
            head=head,
            unit=directory.unit(unit),
            now=tuple(task for task in pressing if task.deadline.obligation_id not in grouped),
            runs=runs,
            later=tuple(task for task in tasks if not task.over and not _presses(task, head.work_day)),
            over=tuple(task for task in tasks if task.over),
            returned=tx.dossiers.list(campaign_id, unit=unit, state=DossierState.RETURNED),
            drafts=drafts,
            documents=_documents(tx, campaign_id, scope),
            notices=_notices(tx, campaign_id, unit, head.work_day),
            history=history_in(tx, campaign_id, unit=unit),
        )


def unit_rows(services: Services, *, campaign_id: CampaignId, as_of: date) -> tuple[UnitRow, ...]:
    """Return the units that owe something in a campaign, in Vietnamese order, with how they stand."""
    with services.registry.begin() as tx:
        names = {known.id: known.name for known in tx.units.directory()}
        owed = seen_deadlines(tx, campaign_id, as_of=as_of, scope=Scope())
    called = {one.unit: names.get(one.unit, str(one.unit)) for one in owed}
    in_order = sorted(called.items(), key=lambda item: sort_key(item[1]))
    return tuple(_unit_row(unit, name, [one for one in owed if one.unit == unit]) for unit, name in in_order)


def find_task(page: UnitPage, *, obligation_id: str, due: date | None) -> Task | None:
    """Return the unit's task for one deadline, if it owes it."""
    wanted = (obligation_id, due)
    tasks = (*page.now, *(task for run in page.runs for task in run.tasks), *page.later, *page.over)
    return next((task for task in tasks if (task.deadline.obligation_id, task.deadline.due) == wanted), None)


def _task(one: AssessedDeadline, drafts: tuple[Draft, ...], names: dict[UnitId, str]) -> Task:
    if one.fulfilled_by is DocumentKind.UNIT_FINAL_REPORT:
        way = TaskWay.REPORT
    else:
        way = TaskWay.NOTE if one.fulfilled_by is None else TaskWay.DRAFT
    mine = (draft for draft in drafts if draft.obligation_id == one.obligation_id and _meets(draft, one))
    return Task(
        deadline=one,
        receiver_name=names.get(one.receiver, one.receiver) if one.receiver else "",
        way=way,
        draft=next(mine, None),
    )


def _meets(draft: Draft, one: AssessedDeadline) -> bool:
    """Tell whether a draft for the duty is for this deadline; a sub-plan is owed once, whenever its day was set."""
    stands = draft.state is not DraftState.WITHDRAWN
    return stands and (draft.due == one.due or draft.kind is DocumentKind.SUB_PLAN)


def _runs(tasks: list[Task]) -> tuple[TaskRun, ...]:
    """Return the obligations of which many periods wait, each as one; fewer stay single tasks."""
    by_obligation: dict[str, list[Task]] = {}
    for task in tasks:
        by_obligation.setdefault(task.deadline.obligation_id, []).append(task)
    many = [waiting for waiting in by_obligation.values() if len(waiting) > _SINGLE]
    return tuple(TaskRun(title=waiting[0].deadline.title, tasks=tuple(waiting)) for waiting in many)


def _presses(task: Task, day: date) -> bool:
    due = task.deadline.due
    return due is None or due <= day + _SOON


def _documents(tx: Transaction, campaign_id: CampaignId, scope: Scope) -> tuple[DocumentRecord, ...]:
    return tx.register.list(DocumentFilter(campaign_id=campaign_id, state=EntryState.ISSUED), scope=scope)


def _notices(tx: Transaction, campaign_id: CampaignId, unit: UnitId, day: date) -> tuple[Notice, ...]:
    notices = tx.outbox.for_unit(unit, limit=_MOST_NOTICES)
    return tuple(notice for notice in notices if notice.campaign_id == campaign_id and notice.as_of <= day)


def _unit_row(unit: UnitId, name: str, owed: list[AssessedDeadline]) -> UnitRow:
    def count(*statuses: DeadlineStatus) -> int:
        return sum(one.status in statuses for one in owed)

    return UnitRow(
        unit=unit,
        name=name,
        missing=count(DeadlineStatus.MISSING),
        late=count(DeadlineStatus.LATE),
        met=count(DeadlineStatus.MET),
        coming=count(DeadlineStatus.NOT_DUE, DeadlineStatus.GAP),
    )
