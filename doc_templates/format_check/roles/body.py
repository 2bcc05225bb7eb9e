"""The text: each paragraph with its level in the ladder of NĐ 30/2020, PL I, II.6, and the annexes."""

import re
from collections.abc import Iterable, Iterator, Sequence

from doc_templates.format_check.roles import words
from doc_templates.format_check.roles.parts import Annex, Item, Level
from doc_templates.format_check.roles.segments import Segment, is_typed_line, whole
from doc_templates.format_check.word.sheet import Sheet

_LADDER = (
    (Level.PART, re.compile(r"^(Phần|PHẦN)\s+([IVXLC]+|thứ \w+)\b[.:]?\s*")),
    (Level.CHAPTER, re.compile(r"^(Chương|CHƯƠNG)\s+([IVXLC]+|\d+)\b[.:]?\s*")),
    (Level.SECTION, re.compile(r"^(Mục|MỤC|Tiểu mục|TIỂU MỤC)\s+([IVXLC]+|\d+)\b[.:]?\s*(?=[A-ZĐÀ-Ỹ]|$)")),
    (Level.ARTICLE, re.compile(r"^(Điều|ĐIỀU)\s+(\d+)\s*[.:]\s*(?![a-zà-ỹđ])")),
    (Level.ROMAN, re.compile(r"^([IVX]+)(?:\s*[.)/:]\s+|\.(?=[^\W\d_]{2})|\s+[-–]\s+)(?![A-ZĐ]\.)")),
    (Level.SUB_CLAUSE, re.compile(r"^(\d{1,2}(?:\.\d{1,2})+)\s*[.)]?\s+(?=\D)")),
    (Level.CLAUSE, re.compile(r"^(\d{1,2})\s*[.)/]\s+(?=\D)")),
    (Level.POINT, re.compile(r"^([a-zđ])(?:\s*\)\s*|\.\s+)(?=\S)")),
    (Level.ITEM, re.compile(r"^([-–—•+*])\s*(?=\S)")),
)
_NOTE = re.compile(r"^\(.*\)[.;]?$", re.DOTALL)
_CAPTION = re.compile(r"^(Biểu đồ|Biểu|Bảng|Hình|Sơ đồ|Đơn vị tính|ĐVT)\b|^Đơn vị\s*:")
_BESIDE_TABLE = re.compile(r"^(Biểu đồ|Biểu|Bảng|Hình|Sơ đồ)\s+(số\s+)?\d+(\.\d+)*\s*[.:]|^(Ghi chú|Nguồn)\s*:")
"""A numbered name of a table or a picture, or what is said under it: so where its letters tell it from the text."""
_SOURCE = re.compile(r"^\(?\s*(Kèm theo|Ban hành kèm theo|Đính kèm)", re.IGNORECASE)
_HEADING_LENGTH = 120
_CHAPTERS = (Level.PART, Level.CHAPTER, Level.SECTION)
_PLAIN_ROMAN = re.compile(r"^[IVX]+\s*[.)/]\s")
_QUOTE = 60
"""Paragraphs within which a quotation that goes on over several of them must end."""


def item_of(segment: Segment, part: int) -> Item:
    """Return a paragraph with its level."""
    text = " ".join(segment.paragraph.printed.split())
    for level, pattern in _LADDER:
        found = pattern.match(text)
        if found and _is_of_level(segment, level, text[found.end() :]):
            mark = found[2] if found.re.groups > 1 else found[1]
            return Item(segment, level, mark, text[found.end() :], part)
    if _is_caption(segment, text):
        return Item(segment, Level.CAPTION, "", text, part)
    if _NOTE.match(text):
        return Item(segment, Level.NOTE, "", text, part)
    if words.ANNEX.match(text):
        return Item(segment, Level.HEADING, "", text, part)
    if segment.capitals and len(text) < _HEADING_LENGTH:
        return Item(segment, Level.HEADING, "", text, part)
    return Item(segment, Level.PLAIN, "", text, part)


def _is_caption(segment: Segment, text: str) -> bool:
    """Tell a line that names a table or a picture, gives its unit, or is a note under it."""
    if _BESIDE_TABLE.match(text):
        return all(look.italic or look.bold for look in segment.looks)
    return bool(_CAPTION.match(text)) and segment.paragraph.shape.align in ("center", "right")


def _is_of_level(segment: Segment, level: Level, rest: str) -> bool:
    """Tell a heading from a sentence that only begins as one: ``Phần I của Kế hoạch``, ``V. Lê-nin``."""
    if level in _CHAPTERS:
        return is_set_apart(segment) or not rest or rest.isupper()
    if level is not Level.ROMAN:
        return True
    plain = _PLAIN_ROMAN.match(" ".join(segment.paragraph.printed.split()))
    if segment.bold or segment.capitals:
        return plain is not None or rest[:2].isupper()
    return plain is not None and len(rest) < _HEADING_LENGTH and not rest.endswith((".", ";", ","))


def is_set_apart(segment: Segment) -> bool:
    """Tell whether a line is set as a heading: bold, or centred."""
    return segment.bold or segment.paragraph.shape.align == "center"


def text_items(sheet: Sheet, orders: Iterable[int], part: int = 0) -> Iterator[Item]:
    """Yield the paragraphs of running text at these places: not those in tables, boxes or blank."""
    told = tuple(orders)
    quoted = _quoted([sheet.paragraphs[order].text for order in told])
    for place, order in enumerate(told):
        paragraph = sheet.paragraphs[order]
        text = paragraph.text.strip()
        if text and paragraph.cell is None and not paragraph.boxed and not is_typed_line(text):
            item = item_of(whole(paragraph, order), part)
            yield item._replace(level=Level.PLAIN, mark="", words=text) if place in quoted else item


def _quoted(texts: Sequence[str]) -> frozenset[int]:
    """Return the places of paragraphs inside a quotation that began in one before them: their marks are another's."""
    made: set[int] = set()
    for place, text in enumerate(texts):
        if place in made or text.count("“") <= text.count("”"):
            continue
        reach = range(place + 1, min(place + _QUOTE, len(texts)))
        last = next((one for one in reach if texts[one].count("”") > texts[one].count("“")), None)
        if last is not None:
            made.update(range(place + 1, last + 1))
    return frozenset(made)


def find_annexes(sheet: Sheet, begin: int) -> tuple[Annex, ...]:
    """Return the annexes, attached lists and attached texts (mẫu 1.3) from a place in reading order on."""
    made = []
    for order in range(begin, len(sheet.paragraphs)):
        paragraph = sheet.paragraphs[order]
        text = " ".join(paragraph.text.split())
        is_list = bool(words.LIST.match(text))
        if paragraph.cell is None and len(text) < 30 and (is_list or words.ANNEX.match(text)):
            title, source = _under(sheet, order)
            made.append(Annex(whole(paragraph, order), title, source, is_list))
        elif paragraph.cell is None and text.isupper() and words.is_type_name(text):
            title, source = _under(sheet, order)
            made += [Annex(whole(paragraph, order), title, source, is_list=True)] if source else []
    return tuple(made)


def _under(sheet: Sheet, head: int) -> tuple[tuple[Segment, ...], Segment | None]:
    """Return an annex's title and the line in brackets under it."""
    title: list[Segment] = []
    for order in range(head + 1, min(head + 10, len(sheet.paragraphs))):
        paragraph = sheet.paragraphs[order]
        if paragraph.cell is not None:
            break
        if not paragraph.text.strip() or is_typed_line(paragraph.text.strip()):
            continue
        piece = whole(paragraph, order)
        if _SOURCE.match(piece.text):
            return tuple(title), piece
        next_annex = words.ANNEX.match(" ".join(piece.text.split()))
        if next_annex or len(piece.text) > 300 or item_of(piece, 0).level not in (Level.PLAIN, Level.HEADING):
            break
        if title and piece.paragraph.shape.align != title[0].paragraph.shape.align:
            break
        title.append(piece)
    return tuple(title), None
