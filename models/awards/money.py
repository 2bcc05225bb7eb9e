"""What an award brings in đồng, by the rule set and the base salary of the decision's date."""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_CEILING, Decimal

from models.awards.nominations import SHORT_AWARD_NAMES, AwardForm
from models.awards.nominees import NOMINEE_KIND_NAMES, NomineeKind
from models.awards.regulations import BaseSalary, Coefficient, Law, NoRule, Regulation, Sourced
from models.base import Value
from models.dates import short_date
from models.findings import Finding, unverified
from models.organisation import Confidence

_REMEDY = "bổ sung vào tệp trong plans/law kèm nguồn và mức tin cậy."


class Reward(Value):
    """The money of one award and how it came about."""

    amount: int
    """Đồng, rounded as the rule set says."""
    base: int
    """The base salary (lương cơ sở), đồng."""
    coefficient: Decimal
    """How many times the base salary, before rounding."""
    regulation: str
    notes: tuple[Finding, ...] = ()
    """What rests on rules or figures not checked against the official text."""


def reward(*, form: AwardForm, kind: NomineeKind, decided_on: date, law: Law) -> Reward:
    """Return the money of one award decided on a day; raises ``NoRule`` where the data have no figure for it.

    Rule set and base salary are those in force on the decision's date (NĐ 98/2023, Đ54, Đ58; NĐ 152/2025, Đ50-54).
    """
    regulation = law.regulation_on(decided_on)
    salary = law.base_salary_on(decided_on)
    if kind is NomineeKind.HOUSEHOLD:
        return _household(form, regulation=regulation, salary=salary)
    rule = _coefficient(regulation, form=form, kind=kind)
    return Reward(
        amount=rounded_up(rule.times * salary.amount, step=regulation.rounding.step),
        base=salary.amount,
        coefficient=rule.times,
        regulation=regulation.id,
        notes=_notes(form, kind, rules=(rule, regulation.rounding), salary=salary),
    )


def rounded_up(amount: Decimal, *, step: int) -> int:
    """Return an amount raised to the next multiple of ``step``; a multiple stays as it is."""
    return int((amount / step).to_integral_value(rounding=ROUND_CEILING)) * step


def total(rewards: Iterable[Reward]) -> int:
    """Return the sum of rewards, in đồng."""
    return sum(one.amount for one in rewards)


def _household(form: AwardForm, *, regulation: Regulation, salary: BaseSalary) -> Reward:
    if regulation.household is None:
        raise _no_figure(regulation, form=form, kind=NomineeKind.HOUSEHOLD)
    person = _coefficient(regulation, form=form, kind=NomineeKind.PERSON)
    times, step = regulation.household.times, regulation.rounding.step
    of_person = person.times * salary.amount
    if regulation.household.of_rounded:
        of_person = Decimal(rounded_up(of_person, step=step))
    rules = (person, regulation.household, regulation.rounding)
    return Reward(
        amount=rounded_up(times * of_person, step=step),
        base=salary.amount,
        coefficient=person.times * times,
        regulation=regulation.id,
        notes=_notes(form, NomineeKind.HOUSEHOLD, rules=rules, salary=salary),
    )


def _coefficient(regulation: Regulation, *, form: AwardForm, kind: NomineeKind) -> Coefficient:
    for one in regulation.coefficients:
        if one.form is form and one.kind is kind:
            return one
    raise _no_figure(regulation, form=form, kind=kind)


def _no_figure(regulation: Regulation, *, form: AwardForm, kind: NomineeKind) -> NoRule:
    what = f"{SHORT_AWARD_NAMES[form]} đối với {NOMINEE_KIND_NAMES[kind]}"
    return NoRule(f"{regulation.title} trong dữ liệu pháp luật không có mức thưởng {what}.", remedy=_REMEDY)


def _notes(form: AwardForm, kind: NomineeKind, *, rules: Iterable[Sourced], salary: BaseSalary) -> tuple[Finding, ...]:
    what = f"{SHORT_AWARD_NAMES[form]}, {NOMINEE_KIND_NAMES[kind]}"
    weak = [rule for rule in (*rules, salary) if rule.confidence is not Confidence.FOUND]
    return tuple(
        Finding(
            code="figure-unverified",
            message=f"Mức thưởng: {_named(rule)} {unverified(rule.confidence)}. {rule.note}".strip(),
            about=what,
            remedy="đối chiếu với văn bản chính thức trước khi ký",
            source=rule.source,
            confidence=rule.confidence,
        )
        for rule in weak
    )


def _named(rule: Sourced) -> str:
    if isinstance(rule, BaseSalary):
        since = f" từ ngày {short_date(rule.valid_from)}" if rule.valid_from else ""
        return f"mức lương cơ sở {rule.amount:,} đồng{since}".replace(",", ".")
    return _RULE_NAMES[type(rule).__name__]


_RULE_NAMES = {
    "Coefficient": "hệ số tiền thưởng",
    "HouseholdRule": "cách tính mức thưởng hộ gia đình",
    "Rounding": "cách làm tròn lên hàng chục nghìn đồng",
}
