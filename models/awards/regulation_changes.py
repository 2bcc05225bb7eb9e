"""What is different for a campaign's awards under another rule set, in words that staff compare."""

from collections.abc import Iterator
from datetime import date

from models.awards.money import reward
from models.awards.nominations import SHORT_AWARD_NAMES, AwardForm
from models.awards.nominees import NOMINEE_KIND_NAMES, NomineeKind
from models.awards.regulations import PART_NAMES, Law, NoRule, PartRule, Regulation
from models.base import Value
from models.organisation import Confidence

_NOTHING = "không có trong dữ liệu pháp luật"


class RegulationChange(Value):
    """One thing that the rule sets say differently."""

    what: str
    before: str
    after: str


def regulation_changes(before: Law, after: Law, *, day: date) -> tuple[RegulationChange, ...]:
    """Return what the two say differently for awards on a day: money, papers of a dossier, form of the report.

    Raises ``NoRule`` where one of them has no rule set for the day.
    """
    old, new = dict(_said(before, day=day)), dict(_said(after, day=day))
    both = ((what, old.get(what, _NOTHING), new.get(what, _NOTHING)) for what in {**old, **new})
    return tuple(RegulationChange(what=what, before=one, after=other) for what, one, other in both if one != other)


def _said(law: Law, *, day: date) -> Iterator[tuple[str, str]]:
    regulation = law.regulation_on(day)
    for form in AwardForm:
        for kind in NomineeKind:
            yield f"Mức thưởng {SHORT_AWARD_NAMES[form]}, {NOMINEE_KIND_NAMES[kind]}", _money(law, form, kind, day=day)
    for rule in regulation.dossiers:
        named = f"Hồ sơ {SHORT_AWARD_NAMES[rule.form]}"
        yield f"{named}: số bộ", f"{rule.sets} bộ" if rule.sets else "không nêu"
        yield from ((f"{named}: {PART_NAMES[one.part]}", _paper(one)) for one in rule.parts)
    yield "Mẫu báo cáo thành tích", _report(regulation)


def _money(law: Law, form: AwardForm, kind: NomineeKind, *, day: date) -> str:
    try:
        found = reward(form=form, kind=kind, decided_on=day, law=law)
    except NoRule:
        return _NOTHING
    times = f"{found.coefficient.normalize():f}".replace(".", ",")
    amount = f"{found.amount:,}".replace(",", ".")
    return f"{times} lần lương cơ sở, {amount} đồng"


def _paper(rule: PartRule) -> str:
    return f"{rule.words}; {'thiếu thì chưa nộp được' if rule.confidence is Confidence.FOUND else 'thiếu thì chỉ nhắc'}"


def _report(regulation: Regulation) -> str:
    return regulation.report_form_line or "không ghi số mẫu"
