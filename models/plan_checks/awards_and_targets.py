"""Checks of what is promised and what is to be reached."""

import re
from collections import defaultdict

from models.organisation import Directory
from models.plan.awards import VagueQuota
from models.plan.plan import Plan
from models.plan.targets import Amount, CountOf, Operator, Range, Target
from models.plan_checks.warning import PlanWarning, first_line, listed


def quota_vague(plan: Plan, _: Directory) -> PlanWarning | None:
    """Warn where the plan limits awards without saying to how many."""
    found = [(award, quota) for award in plan.awards for quota in award.quotas if isinstance(quota, VagueQuota)]
    if not found:
        return None
    points = [f"{award.form}: “{quota.wording}”" for award, quota in found]
    return PlanWarning(
        code="quota-vague",
        message=f"Không nêu số lượng tập thể, cá nhân được khen: {listed(points)}.",
        places=tuple(f"awards.{award.id}.quotas" for award, _ in found),
        line=first_line(cite for award, _ in found for cite in award.cites),
        remedy="chờ hoặc đề nghị hướng dẫn về số lượng trước khi nhận hồ sơ",
    )


def target_range(plan: Plan, _: Directory) -> PlanWarning | None:
    """Warn where a range stands as a minimum, and say how its neighbours in the same sentence compare."""
    found = [
        (target, one)
        for target in plan.targets
        for one in target.measures
        if isinstance(one, Range) and one.operator in (Operator.AT_LEAST, Operator.MORE_THAN)
    ]
    if not found:
        return None
    points = [f"{target.id} đặt mức tối thiểu là khoảng {one.low}-{one.high} {one.unit}" for target, one in found]
    for target, _measure in found:
        points += _neighbours(plan, target)
    return PlanWarning(
        code="target-range",
        message=f"Chỉ tiêu cần làm rõ: {listed(dict.fromkeys(points))}.",
        places=tuple(f"targets.{target.id}" for target, _ in found),
        line=first_line(cite for target, _ in found for cite in target.cites),
        remedy="ấn định một mức tối thiểu duy nhất để chấm điểm, bình xét",
    )


def _neighbours(plan: Plan, target: Target) -> list[str]:
    """Return how counts and shares of the targets in the same place compare with each other and with the text."""
    places = {(cite.part, cite.item) for cite in target.cites}
    near = [one for one in plan.targets if places & {(cite.part, cite.item) for cite in one.cites}]
    counts = [(one, measure) for one in near for measure in one.measures if isinstance(measure, CountOf)]
    points = []
    shares = {
        f"{one.id} {amount.value} {amount.unit}"
        for one, _ in counts
        for amount in one.measures
        if isinstance(amount, Amount)
    }
    if len(shares) > 1:
        points.append(f"các chỉ tiêu bên cạnh khác mức: {', '.join(sorted(shares))}")
    if len(counts) > 1:
        total = sum(measure.of for _, measure in counts)
        text = " ".join(part.text for part in plan.parts if part.address in {part for part, _ in places})
        agrees = re.search(rf"\b{total}\b", text) is not None
        added = " + ".join(str(measure.of) for _, measure in counts)
        points.append(f"{added} = {total}, {'khớp với' if agrees else 'không thấy'} con số {total} trong văn bản")
    return points


def indicator_twice(plan: Plan, _: Directory) -> PlanWarning | None:
    """Warn where one indicator is set at two tiers: added up, it would be counted twice."""
    same: dict[str, list[Target]] = defaultdict(list)
    for target in plan.targets:
        if target.indicator is not None:
            same[target.indicator].append(target)
    found = [ones for ones in same.values() if len({one.tier for one in ones}) > 1]
    if not found:
        return None
    points = [" và ".join(f"{one.id} (cấp {one.tier})" for one in ones) for ones in found]
    return PlanWarning(
        code="indicator-twice",
        message=f"Cùng một chỉ tiêu giao ở hai cấp: {listed(points)}.",
        places=tuple(f"targets.{one.id}" for ones in found for one in ones),
        line=first_line(cite for ones in found for one in ones for cite in one.cites),
        remedy="khi tổng hợp chỉ lấy số liệu của một cấp, tránh tính trùng",
    )


def target_without_figure(plan: Plan, _: Directory) -> PlanWarning | None:
    """Warn of targets without any figure: they need evidence in words."""
    found = [target for target in plan.targets if not target.measures]
    if not found:
        return None
    return PlanWarning(
        code="target-without-figure",
        message=f"Chỉ tiêu không có con số: {', '.join(one.id for one in found)}.",
        places=tuple(f"targets.{one.id}" for one in found),
        line=first_line(cite for one in found for cite in one.cites),
        remedy="quy định minh chứng bằng lời (văn bản, sản phẩm, việc đã làm) để bình xét",
    )
