"""The order of headings: each counts on from the one before it, points by the Vietnamese alphabet."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from doc_templates.format_check.roles.parts import Form, Item, Level, Parts
from doc_templates.format_check.rules.counting import Break, breaks, is_sure, place_of, told
from doc_templates.format_check.rules.headings import NAMED, bare_chapters, chapter_headings, roman_headings
from doc_templates.format_check.values import READ_FORMS, TEXT_FORMS, Answer, Rule, absent, fault
from models.organisation import Confidence
from models.text import fold

_IN_ARTICLES = ("quyet dinh", "nghi quyet", "quy che", "quy dinh", "dieu le", "noi quy")
"""Kinds of papers that are written in articles."""
OWN_ARTICLES = "điều nào của chính văn bản (điều được trích dẫn không tính)"


def has_articles(parts: Parts) -> bool:
    """Tell whether the paper is written in articles, by its kind and its first one. Others only quote some."""
    first = next((one for one in parts.items if one.level is Level.ARTICLE), None)
    if first is None or parts.form is Form.LETTER:
        return False
    by_kind = parts.title.name is not None and fold(parts.title.name.text).startswith(_IN_ARTICLES)
    bold = bool(first.segment.looks) and first.segment.looks[0].bold
    own = by_kind or (parts.form is Form.OTHER and bold)
    return parts.decides is not None or (first.mark == "1" and own)


def sure_points(parts: Parts) -> tuple[Item, ...]:
    """Return the points; a letter with a full stop is one only where it begins or goes on with a list.

    ``h. Cẩm Mỹ`` and ``P. Hội trường`` are abbreviations.
    """
    made: list[Item] = []
    for one in parts.items:
        if one.level is not Level.POINT:
            continue
        bracketed = one.segment.paragraph.printed.lstrip()[1:].lstrip().startswith(")")
        if bracketed or one.mark == "a" or (made and place_of(one) == place_of(made[-1]) + 1):
            made.append(one)
    return tuple(made)


def _counted(parts: Parts, level: Level) -> tuple[Item, ...]:
    """Return the items without those of the level that are no mark of the paper's own."""
    own: dict[Level, Callable[[Parts], tuple[Item, ...]]] = {Level.ROMAN: roman_headings, Level.POINT: sure_points}
    kept = own[level](parts) if level in own else None
    if level in NAMED:
        kept = chapter_headings(parts)
    if kept is None:
        return parts.items
    ids = set(map(id, kept))
    return tuple(one for one in parts.items if one.level is not level or id(one) in ids)


def _broken(parts: Parts, level: Level) -> tuple[Break, ...]:
    return tuple(breaks(_counted(parts, level), level))


def _order(parts: Parts, level: Level, name: str) -> Answer:
    """Find marks that surely do not follow the one before them at their level."""
    if not any(one.level is level for one in _counted(parts, level)):
        return absent(name)
    return told([one for one in _broken(parts, level) if is_sure(one, parts)])


def roman(parts: Parts) -> Answer:
    """Find ``III.`` after ``I.``."""
    return _order(parts, Level.ROMAN, "đề mục La Mã")


def articles(parts: Parts) -> Answer:
    """Find ``Điều 3.`` after ``Điều 1.``."""
    return _order(parts, Level.ARTICLE, "điều nào") if has_articles(parts) else absent(OWN_ARTICLES)


def points(parts: Parts) -> Answer:
    """Find ``e)`` after ``d)``, where ``đ)`` belongs, and letters that Vietnamese does not have."""
    return _order(parts, Level.POINT, "điểm nào")


def clauses(parts: Parts) -> Answer:
    """Find ``3.`` after ``1.``; a list may begin at 1 again."""
    if not any(one.level is Level.CLAUSE for one in parts.items):
        return absent("khoản nào")
    return told(_broken(parts, Level.CLAUSE))


def doubtful(parts: Parts) -> Answer:
    """Find marks that look out of order, where a quotation or a heading of another shape may be the reason."""
    unsure = [one for level in (Level.ROMAN, Level.POINT) for one in _broken(parts, level) if not is_sure(one, parts)]
    return told(unsure) if parts.items else absent("đề mục nào")


def inner_roman(parts: Parts) -> Answer:
    """Find lines that count I, II inside a part that has a Roman number itself."""
    own = set(map(id, roman_headings(parts)))
    lines = [one for one in parts.items if one.level is Level.ROMAN and id(one) not in own]
    if not own or not {"I", "II"} <= {one.mark for one in lines}:
        return absent("dòng có số La Mã trong một phần có số La Mã")
    right = "trong phần đã có số La Mã, đánh số 1., 2., 3."
    return tuple(fault(one.segment, f"“{one.mark}.” ở trong một phần có số La Mã", right) for one in lines)


def chapter_titles(parts: Parts) -> Answer:
    """Find the title under Phần, Chương, Mục that is not in bold capitals."""
    heads = set(map(id, chapter_headings(parts)))
    below = [
        after
        for one, after in pairwise(parts.items)
        if id(one) in heads and not one.words and after.segment.paragraph.shape.align == "center"
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
    found = chapter_headings(parts)
    if not found:
        return absent("phần, chương, mục")
    return tuple(
        fault(one.segment, f"“{_label(one)}”", "chữ số Ả Rập (1, 2)" if _is_section(one) else "chữ số La Mã (I, II)")
        for one in found
        if one.mark[:1].isascii() and not one.mark.startswith("thứ") and one.mark.isdecimal() is not _is_section(one)
    )


def chapter_line(parts: Parts) -> Answer:
    """Find Phần, Chương, Mục with the title on their own line."""
    found = chapter_headings(parts)
    if not found:
        return absent("phần, chương, mục")
    return tuple(
        fault(one.segment, f"“{_label(one)}” và tên trên một dòng", "số thứ tự trên một dòng riêng, tên ở dòng dưới")
        for one in found
        if one.words and "\n" not in one.segment.text.strip()
    )


def chapter_bare(parts: Parts) -> Answer:
    """Find Phần, Chương, Mục that stand as running text does; whether they are headings is not sure."""
    found = bare_chapters(parts)
    right = "nếu là đề mục: chữ đậm, canh giữa, hoặc đánh số I., II., III."
    return tuple(fault(one.segment, f"“{_label(one)}” không đậm, không canh giữa", right) for one in found)


def _is_section(item: Item) -> bool:
    return item.level is Level.SECTION


def _label(item: Item) -> str:
    return " ".join(item.segment.paragraph.printed.split()[:2]).rstrip(".:")


RULES = tuple(
    replace(rule, own_words=True)
    for rule in (
        Rule("nd30.chapter.title", "PL I, II.6", "Phần, Chương, Mục, tên", chapter_titles),
        Rule("nd30.chapter.numbers", "PL I, II.6", "Phần, Chương, Mục, số thứ tự", chapter_numbers),
        Rule("nd30.chapter.line", "PL I, II.6", "Phần, Chương, Mục, dòng riêng", chapter_line),
        Rule("nd30.chapter.bare", "PL I, II.6", "Phần, Chương, Mục, cách trình bày", chapter_bare, advice=True),
        Rule("nd30.ladder.chapters", "PL I, II.6", "Chương, thứ tự", chapters, confidence=Confidence.INFERRED),
        Rule("nd30.ladder.sections", "PL I, II.6", "Mục, thứ tự", sections, confidence=Confidence.INFERRED),
        Rule("nd30.ladder.roman", "PL I, II.6", "Đề mục La Mã, thứ tự", roman, READ_FORMS),
        Rule("nd30.ladder.articles", "PL I, II.6", "Điều, thứ tự", articles, TEXT_FORMS),
        Rule("nd30.ladder.clauses", "PL I, II.6", "Khoản, thứ tự", clauses, READ_FORMS, Confidence.INFERRED),
        Rule("nd30.ladder.points", "PL I, II.6", "Điểm, thứ tự theo bảng chữ cái tiếng Việt", points, READ_FORMS),
        Rule("nd30.ladder.doubtful", "PL I, II.6", "Đề mục, thứ tự cần xem lại", doubtful, READ_FORMS, advice=True),
        Rule(
            "nd30.ladder.inner_roman",
            "PL I, II.6",
            "Số La Mã trong phần đã đánh số La Mã",
            inner_roman,
            READ_FORMS,
            advice=True,
        ),
    )
)
