"""Where marks of one level do not count on, and whether that is surely a slip of this paper."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from doc_templates.format_check.roles.body import is_set_apart
from doc_templates.format_check.roles.parts import Item, Level, Parts
from doc_templates.format_check.rules.headings import NAMED, roman_value
from doc_templates.format_check.values import Fault, fault

ALPHABET = "abcdđeghiklmnopqrstuvxy"
"""Letters of points: Vietnamese has no f, j, w, z, and đ follows d."""
_HEADED = (Level.PART, Level.CHAPTER, Level.SECTION, Level.ARTICLE, Level.ROMAN, Level.HEADING)
_ABOVE: dict[Level, tuple[Level, ...]] = {
    Level.CHAPTER: (),
    Level.SECTION: (Level.PART, Level.CHAPTER),
    Level.ARTICLE: (),
    Level.ROMAN: (Level.PART, Level.CHAPTER),
    Level.CLAUSE: _HEADED,
    Level.POINT: (*_HEADED, Level.CLAUSE, Level.SUB_CLAUSE),
}
"""What a level begins anew under."""
_CALLED = {Level.CHAPTER: "chương", Level.SECTION: "mục", Level.ARTICLE: "điều", Level.POINT: "điểm"}
_OF_LAW = re.compile(
    r"\b(điểm [a-zđ]|khoản \d|điều \d|luật|bộ luật|pháp lệnh|nghị định|thông tư|trích|nguyên văn|sửa đổi|bổ sung)\b",
    re.IGNORECASE,
)
"""Words over a list that may be somebody else's: its letters are those of the law."""


class Break(NamedTuple):
    """One mark that does not follow the one before it."""

    item: Item
    before: Item | None
    """The one before it; nothing where it is the first."""
    reached: int
    """What the one before it says, nought where it is the first."""
    since: int
    """Where the marks that it is counted with begin, in reading order."""
    over: Item | None
    """The line over its list."""
    begun: bool
    """Whether its list begins with the first mark."""

    @property
    def begins_again(self) -> bool:
        """Tell whether it is a first mark: of a list that begins anew, under a heading that none can tell as one."""
        return place_of(self.item) == 1


def breaks(items: Sequence[Item], level: Level) -> Iterator[Break]:
    """Yield the marks of a level that do not count on from the one before; a list may begin anew, a part may not."""
    before: Item | None = None
    over: Item | None = None
    count, part, since, begun, may_restart = 0, 0, 0, False, level is not Level.ROMAN
    for one in items:
        loose = one.level in NAMED and not is_set_apart(one.segment)
        if one.part != part or (one.level in _ABOVE[level] and not loose):
            before, count, part, since = None, 0, one.part, one.segment.order
        may_restart = may_restart or one.level is Level.HEADING or loose
        over = over if one.level in (Level.POINT, Level.ITEM) else one
        if one.level is not level:
            continue
        place = place_of(one)
        begun = place == 1 or (begun and before is not None)
        if place != count + 1 and not (place == 1 and may_restart):
            yield Break(one, before, count, since, over, begun)
        before, count, since = one, place or count, one.segment.order
        may_restart = level is not Level.ROMAN


def is_sure(one: Break, parts: Parts) -> bool:
    """Tell whether the mark left out is left out: it stands nowhere between, and the list is no quotation."""
    if one.begins_again or (one.item.level is Level.POINT and (not one.begun or _is_of_law(one.over))):
        return False
    if place_of(one.item) <= one.reached:
        return True
    return not _stands_between(one, parts)


def _stands_between(one: Break, parts: Parts) -> bool:
    """Tell whether the missing mark is there, inside a sentence, in a table, or typed otherwise."""
    missing = written(one.item.level, one.reached + 1).rstrip(".)").replace("I", "[Il]")
    mark = re.compile(rf"(?:^|[\s(:;,“]){missing}(?:\s*[.):/]|\s+[-–]|\s|$)")
    between = parts.sheet.paragraphs[one.since : one.item.segment.order]
    return any(mark.search(paragraph.printed) for paragraph in between)


def _is_of_law(over: Item | None) -> bool:
    """Tell whether the line over a list speaks of a law: who quotes may leave points out."""
    return over is not None and bool(_OF_LAW.search(over.words))


def told(breaking: Sequence[Break]) -> tuple[Fault, ...]:
    """Return the breaches with what was found, by the mark that stands before it, and what is right."""
    return tuple(
        fault(one.item.segment, _found(one), f"“{written(one.item.level, one.reached + 1)}”") for one in breaking
    )


def _found(one: Break) -> str:
    level = one.item.level
    if not one.reached:
        return f"{_CALLED.get(level, 'đề mục')} đầu tiên là “{one.item.mark}”"
    return f"“{one.item.mark}” đứng sau “{written(level, one.reached)}”"


def place_of(item: Item) -> int:
    """Return which one of its level a mark says it is."""
    if item.level is Level.ROMAN or (not item.mark.isdecimal() and item.level in NAMED):
        return roman_value(item.mark)
    if item.level is Level.POINT:
        return ALPHABET.find(item.mark) + 1
    return int(item.mark)


def written(level: Level, place: int) -> str:
    """Return how the decree writes a mark."""
    if level is Level.POINT:
        return f"{ALPHABET[(place - 1) % len(ALPHABET)]})"
    if level is Level.ROMAN:
        return f"{as_roman(place)}."
    if level is Level.CHAPTER:
        return f"Chương {as_roman(place)}"
    if level is Level.SECTION:
        return f"Mục {place}"
    return f"Điều {place}." if level is Level.ARTICLE else f"{place}."


def as_roman(place: int) -> str:
    """Return a number in Roman figures."""
    made = ""
    for value, letters in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while place >= value:
            made, place = made + letters, place - value
    return made
