"""The order of headings: each counts on from the one before it, points by the Vietnamese alphabet."""

from dataclasses import replace
from itertools import pairwise

from doc_templates.format_check.roles.parts import Item, Level, Parts
from doc_templates.format_check.values import READ_FORMS, TEXT_FORMS, Answer, Fault, Rule, absent, fault
from models.organisation import Confidence

ALPHABET = "abcdđeghiklmnopqrstuvxy"
"""Letters of points: Vietnamese has no f, j, w, z, and đ follows d."""
_NAMED = (Level.PART, Level.CHAPTER, Level.SECTION)
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ABOVE: dict[Level, tuple[Level, ...]] = {
    Level.CHAPTER: (),
    Level.SECTION: (Level.PART, Level.CHAPTER),
    Level.ARTICLE: (),
    Level.ROMAN: (Level.PART, Level.CHAPTER),
    Level.CLAUSE: (Level.PART, Level.CHAPTER, Level.SECTION, Level.ARTICLE, Level.ROMAN, Level.HEADING),
    Level.POINT: (
        Level.PART,
        Level.CHAPTER,
        Level.SECTION,
        Level.ARTICLE,
        Level.ROMAN,
        Level.CLAUSE,
        Level.SUB_CLAUSE,
        Level.HEADING,
    ),
}
"""What a level begins anew under."""


OWN_ARTICLES = "điều nào của chính văn bản (điều được trích dẫn không tính)"


def has_articles(parts: Parts) -> bool:
    """Tell whether the paper is written in articles: it decides, or has a first one. Others only quote some."""
    first = next((one for one in parts.items if one.level is Level.ARTICLE), None)
    return first is not None and (parts.decides is not None or first.mark == "1")


def sure_points(parts: Parts) -> tuple[Item, ...]:
    """Return the points; a letter with a full stop is one only where it begins or goes on with a list.

    ``h. Cẩm Mỹ`` and ``P. Hội trường`` are abbreviations.
    """
    made: list[Item] = []
    for one in parts.items:
        if one.level is not Level.POINT:
            continue
        bracketed = one.segment.paragraph.printed.lstrip()[1:].lstrip().startswith(")")
        if bracketed or one.mark == "a" or (made and _place(one) == _place(made[-1]) + 1):
            made.append(one)
    return tuple(made)


def _roman(mark: str) -> int:
    values = [_ROMAN.get(letter, 0) for letter in mark]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def _place(item: Item) -> int:
    """Return which one of its level a mark says it is."""
    if item.level is Level.ROMAN or (not item.mark.isdecimal() and item.level in _NAMED):
        return _roman(item.mark)
    if item.level is Level.POINT:
        return ALPHABET.find(item.mark) + 1
    return int(item.mark)


def _written(level: Level, place: int) -> str:
    if level is Level.POINT:
        return f"{ALPHABET[(place - 1) % len(ALPHABET)]})"
    if level is Level.ROMAN:
        return f"{_as_roman(place)}."
    if level is Level.CHAPTER:
        return f"Chương {_as_roman(place)}"
    if level is Level.SECTION:
        return f"Mục {place}"
    return f"Điều {place}." if level is Level.ARTICLE else f"{place}."


def _as_roman(place: int) -> str:
    made = ""
    for value, letters in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while place >= value:
            made, place = made + letters, place - value
    return made


def _order(parts: Parts, level: Level, name: str) -> Answer:
    """Find marks that do not follow the one before them at their level."""
    if not any(one.level is level for one in parts.items):
        return absent(name)
    faults: list[Fault] = []
    count, part, may_restart = 0, 0, level is not Level.ROMAN
    for one in parts.items:
        if one.part != part:
            count, part = 0, one.part
        if one.level in _ABOVE[level]:
            count = 0
        may_restart = may_restart or one.level is Level.HEADING
        if one.level is not level:
            continue
        place = _place(one)
        if place != count + 1 and not (place == 1 and may_restart):
            faults.append(fault(one.segment, _told(level, one.mark, count), f"“{_written(level, count + 1)}”"))
        count = place or count
        may_restart = level is not Level.ROMAN
    return tuple(faults)


def _told(level: Level, mark: str, count: int) -> str:
    """Return what was found, by the mark that stands before it."""
    if not count:
        return f"{_CALLED.get(level, 'đề mục')} đầu tiên là “{mark}”"
    return f"“{mark}” đứng sau “{_written(level, count)}”"


_CALLED = {Level.CHAPTER: "chương", Level.SECTION: "mục", Level.ARTICLE: "điều", Level.POINT: "điểm"}


def roman(parts: Parts) -> Answer:
    """Find ``III.`` after ``I.``."""
    return _order(parts, Level.ROMAN, "đề mục La Mã")


def articles(parts: Parts) -> Answer:
    """Find ``Điều 3.`` after ``Điều 1.``."""
    return _order(parts, Level.ARTICLE, "điều nào") if has_articles(parts) else absent(OWN_ARTICLES)


def clauses(parts: Parts) -> Answer:
    """Find ``3.`` after ``1.``; a list may begin at 1 again."""
    return _order(parts, Level.CLAUSE, "khoản nào")


def points(parts: Parts) -> Answer:
    """Find ``e)`` after ``d)``, where ``đ)`` belongs, and letters that Vietnamese does not have."""
    sure = sure_points(parts)
    items = tuple(one for one in parts.items if one.level is not Level.POINT or one in sure)
    return _order(replace(parts, items=items), Level.POINT, "điểm nào")


def chapter_titles(parts: Parts) -> Answer:
    """Find the title under Phần, Chương, Mục that is not in bold capitals."""
    below = [
        after
        for one, after in pairwise(parts.items)
        if one.level in _NAMED and not one.words and after.segment.paragraph.shape.align == "center"
    ]
    if not below:
        return absent("tên phần, chương, mục ở dòng riêng")
    return tuple(
        fault(one.segment, "không phải chữ in hoa, đậm", "tên phần, chương, mục: chữ in hoa, đậm, canh giữa")
        for one in below
        if not (one.segment.capitals and one.segment.bold)
    )


def chapters(parts: Parts) -> Answer:
    """Find ``Chương III`` after ``Chương I``."""
    return _order(parts, Level.CHAPTER, "chương nào")


def sections(parts: Parts) -> Answer:
    """Find ``Mục 3`` after ``Mục 1``."""
    return _order(parts, Level.SECTION, "mục nào")


def chapter_numbers(parts: Parts) -> Answer:
    """Find Phần, Chương with Arabic figures, and Mục, Tiểu mục with Roman ones."""
    found = [one for one in parts.items if one.level in _NAMED and _stands_alone(one)]
    if not found:
        return absent("phần, chương, mục")
    return tuple(
        fault(one.segment, f"“{_label(one)}”", "chữ số Ả Rập (1, 2)" if _is_section(one) else "chữ số La Mã (I, II)")
        for one in found
        if one.mark[:1].isascii() and not one.mark.startswith("thứ") and one.mark.isdecimal() is not _is_section(one)
    )


def chapter_line(parts: Parts) -> Answer:
    """Find Phần, Chương, Mục with the title on their own line."""
    found = [one for one in parts.items if one.level in _NAMED and _stands_alone(one)]
    if not found:
        return absent("phần, chương, mục")
    return tuple(
        fault(one.segment, f"“{_label(one)}” và tên trên một dòng", "số thứ tự trên một dòng riêng, tên ở dòng dưới")
        for one in found
        if one.words and "\n" not in one.segment.text.strip()
    )


def _is_section(item: Item) -> bool:
    return item.level is Level.SECTION


def _label(item: Item) -> str:
    return " ".join(item.segment.paragraph.printed.split()[:2]).rstrip(".:")


def _stands_alone(item: Item) -> bool:
    """Tell a heading from a sentence that begins with the same words."""
    return item.segment.bold or item.segment.paragraph.shape.align == "center"


RULES = tuple(
    replace(rule, own_words=True)
    for rule in (
        Rule("nd30.chapter.title", "PL I, II.6", "Phần, Chương, Mục, tên", chapter_titles),
        Rule("nd30.chapter.numbers", "PL I, II.6", "Phần, Chương, Mục, số thứ tự", chapter_numbers),
        Rule("nd30.chapter.line", "PL I, II.6", "Phần, Chương, Mục, dòng riêng", chapter_line),
        Rule("nd30.ladder.chapters", "PL I, II.6", "Chương, thứ tự", chapters, confidence=Confidence.INFERRED),
        Rule("nd30.ladder.sections", "PL I, II.6", "Mục, thứ tự", sections, confidence=Confidence.INFERRED),
        Rule("nd30.ladder.roman", "PL I, II.6", "Đề mục La Mã, thứ tự", roman, READ_FORMS),
        Rule("nd30.ladder.articles", "PL I, II.6", "Điều, thứ tự", articles, TEXT_FORMS),
        Rule("nd30.ladder.clauses", "PL I, II.6", "Khoản, thứ tự", clauses, READ_FORMS, Confidence.INFERRED),
        Rule("nd30.ladder.points", "PL I, II.6", "Điểm, thứ tự theo bảng chữ cái tiếng Việt", points, READ_FORMS),
    )
)
