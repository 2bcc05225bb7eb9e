"""Checks of when things are to happen: horizons, days that are missing, duties that differ by group."""

from datetime import date

from models.dates import last_day_before, short_date
from models.organisation import Directory
from models.plan.days import Precision
from models.plan.due import BeforeDay, InPeriod, NoneStated, OnDay, OnEvent, Recurring, Unknown, Windows
from models.plan.due_gaps import due_gap
from models.plan.gaps import Gap
from models.plan.obligations import Obligation
from models.plan.plan import Plan
from models.plan.targets import ByDate, DateOperator, Target
from models.plan_checks.warning import PlanWarning, first_line, listed


def target_after_end(plan: Plan, _: Directory) -> PlanWarning | None:
    """Warn where a target's date lies after the movement's end: what is summed up is not yet due."""
    end = plan.movement.end
    if end is None:
        return None
    late = [(target, day) for target in plan.targets for day in _target_days(target) if day > end.last_day]
    if not late:
        return None
    points = [f"{target.id} “{target.text}” đến ngày {short_date(day)}" for target, day in late]
    reports = [
        f"{one.id} hạn {short_date(day)}"
        for one in plan.obligations
        if one.product is not None and (day := exact_day(one)) is not None and day <= end.last_day
    ]
    against = f", sau báo cáo {', '.join(reports)}" if reports else ""
    inside = [target.id for target in plan.targets if any(day <= end.last_day for day in _target_days(target))]
    rest = f" Trong thời gian phong trào chỉ có {', '.join(inside)}." if inside else ""
    return PlanWarning(
        code="target-after-end",
        message=f"Chỉ tiêu có mốc sau ngày kết thúc phong trào {short_date(end.last_day)}{against}: "
        f"{listed(points)}.{rest}",
        places=tuple(f"targets.{target.id}" for target, _ in late),
        line=first_line(cite for target, _ in late for cite in target.cites),
        remedy="nêu rõ kết quả tổng kết lấy theo mốc nào",
    )


def _target_days(target: Target) -> list[date]:
    days = [one for one in target.measures if isinstance(one, ByDate) and one.operator is not DateOperator.FROM]
    return [last_day_before(one.day) if one.operator is DateOperator.BEFORE else one.day for one in days]


def exact_day(obligation: Obligation) -> date | None:
    """Return the last day on time where the plan names the very day."""
    match obligation.due:
        case OnDay(day=day):
            return day
        case BeforeDay(day=day):
            return last_day_before(day)
    return None


def report_on_last_day(plan: Plan, _: Directory) -> PlanWarning | None:
    """Warn where a report is due on or before the very day on which the movement ends: no day to compile it."""
    end = plan.movement.end
    if end is None or end.precision is not Precision.DAY:
        return None
    found = [one for one in plan.obligations if one.product is not None and exact_day(one) == end.last_day]
    if not found:
        return None
    points = [f"{one.id} “{one.title}”" for one in found]
    return PlanWarning(
        code="report-on-last-day",
        message=f"Hạn nộp trùng ngày cuối của phong trào ({short_date(end.last_day)}), không còn ngày làm việc nào để "
        f"tổng hợp: {listed(points)}.",
        places=tuple(f"obligations.{one.id}.due" for one in found),
        line=first_line(cite for one in found for cite in one.cites),
        remedy="lùi hạn báo cáo hoặc chốt số liệu trước ngày kết thúc phong trào",
    )


def timetable_open(plan: Plan, _: Directory) -> PlanWarning | None:
    """Warn once of all that the timetable leaves open: days, dates, addressees, and phases that overlap.

    Only duties with a product count; a year alone says too little of when a product is due.
    """
    owed = [one for one in plan.obligations if one.product is not None]
    no_receiver = [one for one in owed if isinstance(one.receivers, Gap)]
    no_day = [one for one in owed if isinstance(one.due, Recurring) and due_gap(one) is not None]
    no_date = [one for one in owed if isinstance(one.due, NoneStated | OnEvent | Unknown)]
    year_only = [one for one in plan.obligations if _year_only(one)]
    overlaps = _overlaps(plan)
    points = [
        f"{label}: {', '.join(f'{one.id} ({one.title})' for one in ones)}"
        for label, ones in (
            ("chưa nêu nơi nhận", no_receiver),
            ("định kỳ nhưng chưa nêu ngày", no_day),
            ("không nêu thời hạn", no_date),
            ("chỉ nêu năm, không có ngày, tháng", year_only),
        )
        if ones
    ] + overlaps
    if not points:
        return None
    concerned = list({one.id: one for one in (*no_receiver, *no_day, *no_date, *year_only)}.values())
    return PlanWarning(
        code="timetable-open",
        message=f"Mốc thời gian, nơi nhận còn để ngỏ: {listed(points)}.",
        places=tuple(f"obligations.{one.id}" for one in concerned) + (("phases",) if overlaps else ()),
        line=first_line(cite for one in concerned for cite in one.cites),
        remedy="cơ quan chủ trì ấn định bằng văn bản rồi điền vào chỗ trống; chưa điền thì hệ thống không tính quá hạn",
    )


def _year_only(obligation: Obligation) -> bool:
    return isinstance(obligation.due, InPeriod) and obligation.due.period.precision is Precision.YEAR


def _overlaps(plan: Plan) -> list[str]:
    return [
        f"{late.start.spoken} thuộc cả {early.name} và {late.name}"
        for early, late in zip(plan.phases, plan.phases[1:], strict=False)
        if late.start.first_day <= early.end.last_day
    ]


def group_duties_differ(plan: Plan, _: Directory) -> PlanWarning | None:
    """Warn where recurring duties differ by group: a unit's duties follow the group it is in at the time."""
    recurring: dict[str, list[str]] = {group.id: [] for group in plan.groups}
    for one in plan.obligations:
        for choice in one.owed_by:
            if choice.group in recurring and isinstance(one.due, Recurring):
                recurring[choice.group].append(f"{one.id} ({one.due.wording or one.due.kind})")
    if len({tuple(duties) for duties in recurring.values()}) < 2:
        return None
    having = [f"nhóm {group}: {', '.join(duties)}" for group, duties in recurring.items() if duties]
    lacking = [group for group, duties in recurring.items() if not duties]
    none = f"; không có nghĩa vụ định kỳ: nhóm {', '.join(lacking)}" if lacking else ""
    return PlanWarning(
        code="group-duties-differ",
        message=f"Nghĩa vụ báo cáo định kỳ khác nhau theo nhóm: {listed(having)}{none}. "
        "Đơn vị chuyển nhóm thì nghĩa vụ thay đổi theo.",
        places=tuple(f"groups.{group}" for group in recurring),
        line=first_line(cite for group in plan.groups for cite in group.cites),
        remedy="ghi nhóm của từng đơn vị kèm ngày bắt đầu, cập nhật khi đơn vị chuyển nhóm",
    )


def starts_before_plan(plan: Plan, _: Directory) -> PlanWarning | None:
    """Warn where something starts before the plan's own date; common and allowed, but it should be seen."""
    if plan.dated is None:
        return None
    starts = [(f"targets.{one.id}", one.effective_from, one.cites) for one in plan.targets]
    starts.append(("movement.start", plan.movement.start, plan.movement.cites))
    for one in plan.obligations:
        if isinstance(one.due, Recurring):
            starts.append((f"obligations.{one.id}.due", one.due.start, one.cites))
        elif isinstance(one.due, Windows):
            starts += [(f"obligations.{one.id}.due", window.start, one.cites) for window in one.due.windows]
    early = [(path, day, cites) for path, day, cites in starts if day is not None and day.last_day < plan.dated]
    if not early:
        return None
    points = [f"{path.split('.')[1]} từ {day.spoken}" for path, day, _ in early]
    return PlanWarning(
        code="starts-before-plan",
        message=f"Có mốc bắt đầu trước ngày ban hành {short_date(plan.dated)}: {listed(points)}.",
        places=tuple(path for path, _, _ in early),
        line=first_line(cite for _, _, cites in early for cite in cites),
        remedy="xác nhận mốc đó đã được giao từ văn bản trước; kết quả trước ngày ban hành có được tính không",
    )
