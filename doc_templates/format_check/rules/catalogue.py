"""Which rules hold on which day."""

from dataclasses import dataclass
from datetime import date

from doc_templates.format_check.rules import (
    annexes,
    foot,
    head,
    kinds,
    ladder,
    letters,
    looks,
    names,
    numbers,
    opening,
    page,
    stamps,
    text,
)
from doc_templates.format_check.values import Rule


@dataclass(frozen=True)
class RuleSet:
    """The rules of one regulation, from its first day to its last (open where it still holds)."""

    id: str
    name: str
    valid_from: date
    valid_to: date | None
    rules: tuple[Rule, ...]
    unjudged: str = ""
    """Why papers of that time are not judged."""


RULES: tuple[Rule, ...] = (
    *page.RULES,
    *head.RULES,
    *numbers.RULES,
    *opening.RULES,
    *text.RULES,
    *letters.RULES,
    *ladder.RULES,
    *names.RULES,
    *foot.RULES,
    *annexes.RULES,
    *kinds.RULES,
    *stamps.RULES,
    *looks.RULES,
)
RULE_SETS = (
    RuleSet(
        "before-nd30",
        "quy định trước Nghị định số 30/2020/NĐ-CP",
        date.min,
        date(2020, 3, 4),
        (),
        "văn bản ban hành trước ngày 05/3/2020 theo Thông tư số 01/2011/TT-BNV; bộ quy tắc này chưa có trong hệ thống",
    ),
    RuleSet("nd30-2020", "Nghị định số 30/2020/NĐ-CP", date(2020, 3, 5), None, RULES),
)


def rule_set(as_of: date | None) -> RuleSet:
    """Return the rules of a day; without a day those that hold without end."""
    if as_of is None:
        return RULE_SETS[-1]
    return next(one for one in RULE_SETS if one.valid_from <= as_of and (one.valid_to is None or as_of <= one.valid_to))
