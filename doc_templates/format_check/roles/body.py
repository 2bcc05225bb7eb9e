"""The text: each paragraph with its level in the ladder of NĐ 30/2020, PL I, II.6, and the annexes."""

import re
from collections.abc import Iterable, Iterator

from doc_templates.format_check.roles import words
from doc_templates.format_check.roles.parts import Annex, Item, Level
from doc_templates.format_check.roles.segments import Segment, is_typed_line, whole
from doc_templates.format_check.word.sheet import Sheet

_LADDER = (
    (Level.PART, re.compile(r"^(Phần|PHẦN)\s+([IVXLC]+|thứ \w+)\b[.:]?\s*")),
    (Level.CHAPTER, re.compile(r"^(Chương|CHƯƠNG)\s+([IVXLC]+|\d+)\b[.:]?\s*")),
    (Level.SECTION, re.compile(r"^(Mục|MỤC|Tiểu mục|TIỂU MỤC)\s+([IVXLC]+|\d+)\b[.:]?\s*(?=[A-ZĐÀ-Ỹ]|$)")),
    (Level.ARTICLE, re.compile(r"^(Điều|ĐIỀU)\s+(\d+)\s*[.:]\s*(?![a-zà-ỹđ])")),
    (Level.ROMAN, re.compile(r"^([IVX]+)\s*[.)/]\s+(?![A-ZĐ]\.)")),
    (Level.SUB_CLAUSE, re.compile(r"^(\d{1,2}(?:\.\d{1,2})+)\s*[.)]?\s+(?=\D)")),
    (Level.CLAUSE, re.compile(r"^(\d{1,2})\s*[.)/]\s+(?=\D)")),
    (Level.POINT, re.compile(r"^([a-zđ])(?:\s*\)\s*|\.\s+)(?=\S)")),
    (Level.ITEM, re.compile(r"^([-–—•+*])\s*(?=\S)")),
)
_NOTE = re.compile(r"^\(.*\)[.;]?$", re.DOTALL)
_CAPTION = re.compile(r"^(Biểu đồ|Biểu|Bảng|Hình|Sơ đồ|Đơn vị tính)\b")
_SOURCE = re.compile(r"^\(?\s*(Kèm theo|Ban hành kèm theo|Đính kèm)", re.IGNORECASE)
_HEADING_LENGTH = 120


def item_of(segment: Segment, part: int) -> Item:
    """Return a paragraph with its level."""
    text = " ".join(segment.paragraph.printed.split())
    for level, pattern in _LADDER:
        found = pattern.match(text)
        if found and (level is not Level.ROMAN or _is_title(segment, text[found.end() :])):
            mark = found[2] if found.re.groups > 1 else found[1]
            return Item(segment, level, mark, text[found.end() :], part)
    if _CAPTION.match(text) and segment.paragraph.shape.align == "center":
        return Item(segment, Level.CAPTION, "", text, part)
    if _NOTE.match(text):
        return Item(segment, Level.NOTE, "", text, part)
    if segment.capitals and len(text) < _HEADING_LENGTH:
        return Item(segment, Level.HEADING, "", text, part)
    return Item(segment, Level.PLAIN, "", text, part)


def _is_title(segment: Segment, rest: str) -> bool:
    """Tell a heading from a sentence that begins with a name such as ``V. Lê-nin`` or ``I. Newton``."""
    return segment.bold or segment.capitals or (len(rest) < _HEADING_LENGTH and not rest.endswith((".", ";", ",")))


def text_items(sheet: Sheet, orders: Iterable[int], part: int = 0) -> Iterator[Item]:
    """Yield the paragraphs of running text at these places: not those in tables, boxes or blank."""
    for order in orders:
        paragraph = sheet.paragraphs[order]
        text = paragraph.text.strip()
        if text and paragraph.cell is None and not paragraph.boxed and not is_typed_line(text):
            yield item_of(whole(paragraph, order), part)


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
        if len(piece.text) > 300 or item_of(piece, 0).level not in (Level.PLAIN, Level.HEADING):
            break
        if title and piece.paragraph.shape.align != title[0].paragraph.shape.align:
            break
        title.append(piece)
    return tuple(title), None
