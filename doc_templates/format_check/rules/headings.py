"""Which clauses are headings of text under them, and which are lines of a list."""

from doc_templates.format_check.roles.parts import Form, Item, Level, Parts
from doc_templates.format_check.roles.segments import Segment

_UNDER_CLAUSE = frozenset({Level.PLAIN, Level.ITEM, Level.SUB_CLAUSE, Level.POINT})


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
