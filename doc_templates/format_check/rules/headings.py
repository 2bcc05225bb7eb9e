"""Which marked lines are headings of the paper's own, and which are lines of a list."""

from collections.abc import Sequence

from doc_templates.format_check.roles.body import is_set_apart
from doc_templates.format_check.roles.parts import Form, Item, Level, Parts
from doc_templates.format_check.roles.segments import Segment

_UNDER_CLAUSE = frozenset({Level.PLAIN, Level.ITEM, Level.SUB_CLAUSE, Level.POINT})
NAMED = (Level.PART, Level.CHAPTER, Level.SECTION)
"""Levels that are called by a word: Phần, Chương, Mục."""
_NO_MORE = 10_000
"""Above every number that a heading has."""
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def is_heading(item: Item) -> bool:
    """Tell whether a clause is a heading of its own line: short, without a mark at its end or a colon in it."""
    told = ": " in item.words
    return len(item.words) < 110 and not told and not item.words.rstrip().endswith((".", ";", ":", ","))


def clause_headings(parts: Parts) -> tuple[Segment, ...]:
    """Return the clauses that are headings; minutes number their points of business and have none."""
    if parts.form is Form.MINUTES:
        return ()
    return tuple(
        one.segment
        for before, one, after in zip((None, *parts.items), parts.items, parts.items[1:], strict=False)
        if one.level is Level.CLAUSE and is_heading(one) and _stands_over(before, one, after)
    )


def _stands_over(before: Item | None, one: Item, after: Item) -> bool:
    """Tell whether a clause has text of its own under it; one line of a list has its neighbours there."""
    listed = before is not None and before.level is Level.CLAUSE and before.part == one.part
    return not listed and after.part == one.part and after.level in _UNDER_CLAUSE


def chapter_headings(parts: Parts) -> tuple[Item, ...]:
    """Return the lines Phần, Chương, Mục that are set as headings."""
    return tuple(one for one in parts.items if one.level in NAMED and is_set_apart(one.segment))


def bare_chapters(parts: Parts) -> tuple[Item, ...]:
    """Return the lines Phần, Chương, Mục that stand as any line of the text does: a heading, or only its words."""
    return tuple(one for one in parts.items if one.level in NAMED and not is_set_apart(one.segment))


def roman_headings(parts: Parts) -> tuple[Item, ...]:
    """Return the headings ``I.``, ``II.`` of the paper.

    Among bold ones a light one is a heading only where their count leaves a gap for it; without bold ones they are
    headings where they are in capitals, or stand over text and count on from ``I``.
    """
    found = tuple(one for one in parts.items if one.level is Level.ROMAN)
    if any(one.segment.bold for one in found):
        above, below = _bold_values(found, first=0), _bold_values(found[::-1], first=_NO_MORE)[::-1]
        return tuple(
            one
            for one, low, high in zip(found, above, below, strict=True)
            if one.segment.bold or (high < _NO_MORE and low < roman_value(one.mark) < high)
        )
    over_text = _count_on(found[:2])
    return tuple(one for one in found if over_text or one.segment.capitals)


def _count_on(found: Sequence[Item]) -> bool:
    """Tell whether two lines are ``I.`` and ``II.`` with text between them: names of a list have none."""
    if [roman_value(one.mark) for one in found] != [1, 2]:
        return False
    return found[1].segment.order - found[0].segment.order > 1


def _bold_values(found: Sequence[Item], *, first: int) -> list[int]:
    """Return for each line the number of the bold heading before it in its part, ``first`` where there is none."""
    made: list[int] = []
    part, value = -1, first
    for one in found:
        part, value = (part, value) if one.part == part else (one.part, first)
        made.append(value)
        value = roman_value(one.mark) if one.segment.bold else value
    return made


def roman_value(mark: str) -> int:
    """Return what a Roman number says."""
    values = [_ROMAN.get(letter, 0) for letter in mark]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
