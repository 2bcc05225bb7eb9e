"""Checks of who is to act: leads, recipients, and units that end or change."""

from collections import defaultdict
from datetime import date, timedelta

from models.dates import short_date
from models.organisation import Confidence, Directory, Unit, UnitId, UnitKind
from models.plan.due import InPeriod, Recurring
from models.plan.plan import Plan
from models.plan_checks.timetable import exact_day
from models.plan_checks.warning import PlanWarning, first_line, listed
from models.selection import province_of
from models.text import fold

_BY_PHRASE: tuple[tuple[frozenset[UnitKind], tuple[str, ...], str], ...] = (
    (
        frozenset({UnitKind.DEPARTMENT, UnitKind.BOARD, UnitKind.OFFICE}),
        ("so, ban", "cac so", "co quan", "cq,"),
        "các sở, ban, ngành",
    ),
    (frozenset({UnitKind.DISTRICT}), ("huyen",), "UBND các huyện, thành phố"),
    (frozenset({UnitKind.COMMUNE}), ("xa,", "cac xa", "phuong"), "UBND các xã, phường"),
)


def several_leads(plan: Plan, _: Directory) -> PlanWarning | None:
    """Warn where the plan gives the lead to more than one body."""
    leads = [role for role in plan.organisations if role.leads]
    if len({role.unit or role.name for role in leads}) < 2:
        return None
    points = [f"{role.name} ({role.role})" for role in leads]
    return PlanWarning(
        code="several-leads",
        message=f"Nhiều cơ quan cùng được giao chủ trì trong một phong trào: {listed(points)}.",
        places=tuple(f"organisations[{plan.organisations.index(role) + 1}]" for role in leads),
        line=first_line(cite for role in leads for cite in role.cites),
        remedy="thống nhất cơ quan đầu mối nhận báo cáo và đôn đốc",
    )


def recipients_omit(plan: Plan, directory: Directory) -> PlanWarning | None:
    """Warn where bodies with tasks are not among the recipients.

    A unit with tasks of its own is looked for by its name, the others by the phrase for their kind.
    """
    told = fold("; ".join(plan.recipients))
    choices = [choice for one in plan.obligations for choice in (*one.owed_by, *one.together_with)]
    missing = [
        name
        for kinds, phrases, name in _BY_PHRASE
        if any(kind in kinds for choice in choices for kind in choice.kinds) and not any(p in told for p in phrases)
    ]
    known = {unit.id: unit for unit in directory}
    named = dict.fromkeys(unit_id for choice in choices for unit_id in choice.units if unit_id in known)
    missing = [known[unit].name for unit in named if _must_be_named(known[unit], plan, told=told)] + missing
    if not missing:
        return None
    return PlanWarning(
        code="recipients-omit",
        message=f"Nơi nhận không nêu tên cơ quan được giao việc: {listed(missing)}.",
        places=("recipients",),
        remedy="bổ sung vào nơi nhận, hoặc xác nhận đã gửi theo cụm từ chung trong danh sách",
    )


def _must_be_named(unit: Unit, plan: Plan, *, told: str) -> bool:
    covered = any(unit.kind in kinds and any(p in told for p in phrases) for kinds, phrases, _ in _BY_PHRASE)
    return unit.id != plan.issuer and not covered and fold(unit.name) not in told


def units_changed(plan: Plan, directory: Directory) -> PlanWarning | None:
    """Warn where bodies that the plan addresses have ended or changed since: what falls due later, and any reuse.

    Dates come from the directory, so a newer directory finds more.
    """
    addressed = _addressed(plan, directory)
    ended: dict[date, list[Unit]] = defaultdict(list)
    for unit in addressed:
        if unit.valid_to is not None:
            ended[unit.valid_to].append(unit)
    changes = [(unit, change) for unit in addressed for change in unit.changes if change.on > plan.reference_day]
    points = [f"{unit.name}: {change.text} ({short_date(change.on)})" for unit, change in changes]
    for last, units in sorted(ended.items()):
        points.append(_ending(last, units, directory))
        late = _due_after(plan, last) if any(unit.id != plan.issuer for unit in units) else []
        if late:
            points.append(f"nghĩa vụ đến hạn sau ngày đó: {', '.join(late)}")
    if not points:
        return None
    sources = dict.fromkeys(
        [change.source for _, change in changes]
        + [one.source for units in ended.values() for one in _told_by(units, directory)]
    )
    return PlanWarning(
        code="units-changed",
        message=f"Tổ chức đã thay đổi sau khi ban hành kế hoạch: {listed(points)}.",
        places=("issuer", "obligations"),
        remedy="khi dùng lại phải sửa cơ quan ban hành, nơi nhận, đơn vị thực hiện; quy định phạm vi xét khen thưởng "
        "đối với đơn vị đã kết thúc hoặc sáp nhập",
        source=listed(source for source in sources if source),
        confidence=_least_sure([change.confidence for _, change in changes], ended, directory),
    )


def _addressed(plan: Plan, directory: Directory) -> list[Unit]:
    choices = [choice for one in plan.obligations for choice in (*one.owed_by, *one.together_with)]
    kinds = {kind for choice in choices for kind in choice.kinds}
    named: set[UnitId] = {plan.issuer} | {unit for choice in choices for unit in choice.units}
    return [
        unit
        for unit in directory.in_force(plan.reference_day)
        if unit.id in named or (unit.kind in kinds and province_of(unit.id) == plan.province)
    ]


def _least_sure(changes: list[Confidence], ended: dict[date, list[Unit]], directory: Directory) -> Confidence:
    known = [*changes, *(one.confidence for units in ended.values() for one in _told_by(units, directory))]
    return max(known, key=list(Confidence).index)


def _told_by(units: list[Unit], directory: Directory) -> list[Unit]:
    """Return whose source tells of an ending: the successors, or the ended units where none are known."""
    return _heirs(units, directory) or units


def _heirs(units: list[Unit], directory: Directory) -> list[Unit]:
    known = {unit.id: unit for unit in directory}
    return [known[heir] for unit in units for heir in unit.successors if heir in known]


def _ending(last: date, units: list[Unit], directory: Directory) -> str:
    names = units[0].name if len(units) == 1 else f"{len(units)} đơn vị ({', '.join(unit.name for unit in units)})"
    heirs = _heirs(units, directory)
    since = short_date(last + timedelta(days=1))
    if heirs:
        heads = ", ".join(" ".join(heir.letterhead) for heir in heirs)
        return f"từ ngày {since} {names} không còn, tên cơ quan ban hành ghi là {heads}"
    return f"từ ngày {since} {names} không còn"


def _due_after(plan: Plan, last: date) -> list[str]:
    late = []
    for one in plan.obligations:
        day = one.due.period.last_day if isinstance(one.due, InPeriod) else exact_day(one)
        if isinstance(one.due, Recurring) and plan.movement.end is not None:
            day = plan.movement.end.last_day
        if day is not None and day > last and any(choice.kinds for choice in one.owed_by):
            late.append(f"{one.id} ({one.title})")
    return late
