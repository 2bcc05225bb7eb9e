"""A head or foot set with tabs made a table of two cells: every word stays, only tabs, blanks and typed rules go."""

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from itertools import groupby
from typing import NamedTuple

from lxml import etree

from doc_templates.format_check.fixing.opened import Opened
from doc_templates.format_check.roles.parts import Parts
from doc_templates.format_check.roles.segments import Segment, is_typed_line, segments
from doc_templates.format_check.word.names import VAL, W
from doc_templates.word.wordxml import Element

_TWIPS_MM = 1440 / 25.4
_LEFT_SHARE = 0.39
"""Of the text's width: room for the agency at the left, for Quốc hiệu on one line at the right."""
_PLAIN = frozenset(f"{W}{name}" for name in ("pPr", "r", "proofErr", "bookmarkStart", "bookmarkEnd"))
_IN_RUN = frozenset(f"{W}{name}" for name in ("rPr", "t", "tab", "lastRenderedPageBreak"))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Line(NamedTuple):
    """One paragraph of a head or foot as it is to be set: the pieces at its left, those at its right."""

    left: tuple[Segment, ...]
    right: tuple[Segment, ...]


class Stretch(NamedTuple):
    """What becomes one table: its first and last place in reading order, and what belongs left and right."""

    begin: int
    end: int
    left: tuple[Segment, ...]
    right: tuple[Segment, ...]


def mend_tabs(file: Opened, parts: Parts) -> None:
    """Make tables of a head and a foot that tabs hold apart; one with anything else in it stays as it is."""
    for stretch, rows in ((_foot(parts), False), (_head(parts), True)):
        lines = _lines(parts, stretch) if stretch else None
        if stretch and lines and _is_plain(file, parts, stretch):
            _tabled(file, parts, stretch, lines, second=parts.head.number if rows else None)


def _one(*found: Segment | None) -> tuple[Segment, ...]:
    return tuple(one for one in found if one)


def _head(parts: Parts) -> Stretch | None:
    head = parts.head
    left = (*head.superior, *head.agency, *_one(head.number), *head.letter_subject)
    right = _one(head.nation, head.motto, head.date)
    tabbed = head.nation is not None and head.nation.side > 0 and bool(head.agency)
    return _stretch(left, right) if tabbed else None


def _foot(parts: Parts) -> Stretch | None:
    foot = parts.foot
    if foot.recipients_head is None or len(foot.signatures) != 1:
        return None
    block = foot.signatures[0]
    right = (*block.authority, *_one(block.name))
    return _stretch((foot.recipients_head, *foot.recipients), right) if block.authority[0].side > 0 else None


def _stretch(left: tuple[Segment, ...], right: tuple[Segment, ...]) -> Stretch:
    places = [one.order for one in (*left, *right)]
    return Stretch(min(places), max(places) + 1, left, right)


def _lines(parts: Parts, stretch: Stretch) -> list[Line] | None:
    """Return the lines of a stretch; nothing where a piece belongs to neither side."""
    made = []
    for order in range(stretch.begin, stretch.end):
        pieces = [one for one in segments(parts.sheet.paragraphs[order], order) if not is_typed_line(one.text)]
        left = tuple(one for one in pieces if _is_of(one, stretch.left))
        right = tuple(one for one in pieces if _is_of(one, stretch.right))
        if len(left) + len(right) != len(pieces):
            return None
        made.append(Line(left, right))
    return made


def _is_of(piece: Segment, side: Iterable[Segment]) -> bool:
    return any((one.order, one.side, one.text) == (piece.order, piece.side, piece.text) for one in side)


def _is_plain(file: Opened, parts: Parts, stretch: Stretch) -> bool:
    """Tell whether nothing but words and tabs stands there: no drawing, field, change or comment."""
    elements = [file.element(one) for one in parts.sheet.paragraphs[stretch.begin : stretch.end]]
    inside = [one for one in parts.sheet.paragraphs[stretch.begin : stretch.end] if one.cell or one.boxed or one.label]
    parents = {id(one.getparent()) for one in elements}
    children = [child for one in elements for child in one]
    marks = [node for child in children if child.tag == f"{W}r" for node in child]
    sections = [one for one in elements if one.find(f"{W}pPr/{W}sectPr") is not None]
    plain = all(one.tag in _PLAIN for one in children) and all(one.tag in _IN_RUN for one in marks)
    return plain and not inside and not sections and len(parents) == 1


def _tabled(file: Opened, parts: Parts, stretch: Stretch, lines: Sequence[Line], *, second: Segment | None) -> None:
    paragraphs = parts.sheet.paragraphs[stretch.begin : stretch.end]
    section = parts.sheet.sections[min(paragraphs[0].section, len(parts.sheet.sections) - 1)]
    width = round(section.text_width * _TWIPS_MM)
    widths = (round(width * _LEFT_SHARE), width - round(width * _LEFT_SHARE))
    cut = next((place for place, one in enumerate(lines) if second in one.left), len(lines)) if second else len(lines)
    table = _table(widths)
    for row in (lines[:cut], lines[cut:]):
        if row:
            _add_row(file, table, row, widths, centred=second is not None)
    elements = [file.element(one) for one in paragraphs]
    elements[0].addprevious(table)
    for one in elements:
        one.getparent().remove(one)
    after = table.getnext()
    if after is None or after.tag != f"{W}p":
        table.addnext(etree.Element(f"{W}p"))


def _table(widths: tuple[int, int]) -> Element:
    table: Element = etree.Element(f"{W}tbl")
    shape = etree.SubElement(table, f"{W}tblPr")
    etree.SubElement(shape, f"{W}tblW", {f"{W}w": str(sum(widths)), f"{W}type": "dxa"})
    etree.SubElement(shape, f"{W}tblLayout", {f"{W}type": "fixed"})
    padding = etree.SubElement(shape, f"{W}tblCellMar")
    for side in ("left", "right"):
        etree.SubElement(padding, f"{W}{side}", {f"{W}w": "0", f"{W}type": "dxa"})
    grid = etree.SubElement(table, f"{W}tblGrid")
    for width in widths:
        etree.SubElement(grid, f"{W}gridCol", {f"{W}w": str(width)})
    return table


def _add_row(file: Opened, table: Element, lines: Sequence[Line], widths: tuple[int, int], *, centred: bool) -> None:
    row = etree.SubElement(table, f"{W}tr")
    for width, side in zip(widths, ("left", "right"), strict=True):
        cell = etree.SubElement(row, f"{W}tc")
        etree.SubElement(etree.SubElement(cell, f"{W}tcPr"), f"{W}tcW", {f"{W}w": str(width), f"{W}type": "dxa"})
        align = "center" if centred or side == "right" else "left"
        cell.extend(_cell_paragraphs(file, [getattr(line, side) for line in lines], align=align, spaced=not centred))


def _cell_paragraphs(
    file: Opened, lines: Sequence[tuple[Segment, ...]], *, align: str, spaced: bool
) -> Iterator[Element]:
    """Yield a cell's paragraphs; lines without words between two with words are room for a signature."""
    filled = [place for place, pieces in enumerate(lines) if pieces]
    if not filled:
        yield etree.Element(f"{W}p")
    for place, pieces in enumerate(lines):
        between = filled and filled[0] < place < filled[-1]
        if not pieces and spaced and between and align == "center":
            yield _paragraph(align)
        for piece in pieces:
            made = _paragraph(align)
            made.extend(_runs(file, piece))
            yield made


def _paragraph(align: str) -> Element:
    made: Element = etree.Element(f"{W}p")
    shape = etree.SubElement(made, f"{W}pPr")
    etree.SubElement(shape, f"{W}spacing", {f"{W}before": "0", f"{W}after": "0"})
    etree.SubElement(shape, f"{W}ind", {f"{W}left": "0", f"{W}firstLine": "0"})
    etree.SubElement(shape, f"{W}jc", {VAL: align})
    return made


def _runs(file: Opened, piece: Segment) -> Iterator[Element]:
    """Yield the runs of one piece, cut where their letters' formatting changes."""
    letters = list(_letters(file.element(piece.paragraph)))
    begin = _place("".join(char for char, _ in letters), piece)
    own = letters[begin : begin + len(piece.text)]
    for _, group in groupby(own, key=lambda one: id(one[1])):
        chars = list(group)
        made: Element = etree.Element(f"{W}r")
        if chars[0][1] is not None:
            made.append(deepcopy(chars[0][1]))
        text = etree.SubElement(made, f"{W}t", {_SPACE: "preserve"})
        text.text = "".join(char for char, _ in chars)
        yield made


def _place(line: str, piece: Segment) -> int:
    """Return where a piece begins in its paragraph's letters: the same words may stand there twice."""
    before = [one.text for one in segments(piece.paragraph, piece.order) if one.side < piece.side]
    place = 0
    for text in before:
        place = line.find(text, place) + len(text)
    return line.find(piece.text, place)


def _letters(paragraph: Element) -> Iterator[tuple[str, Element | None]]:
    """Yield each letter with its run's formatting; a tab is a letter."""
    for run in paragraph.iter(f"{W}r"):
        look = run.find(f"{W}rPr")
        for node in run:
            if node.tag == f"{W}tab":
                yield "\t", look
            elif node.tag == f"{W}t":
                yield from ((char, look) for char in node.text or "")
