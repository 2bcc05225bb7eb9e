"""The lines under Tiêu ngữ, the agency and the subject: bordered, drawn, typed, or underlined letters."""

from collections.abc import Iterator, Sequence
from itertools import islice

from doc_templates.format_check.roles.parts import RuleLine
from doc_templates.format_check.roles.segments import Segment, is_typed_line, segments
from doc_templates.format_check.word.sheet import Drawn, Paragraph, Sheet
from doc_templates.typesetting.metrics import line_width

_NEAR = 4
_REACH = 20


def lines_of_head(
    sheet: Sheet, reach: Sequence[Paragraph], motto: Segment | None, agency: tuple[Segment, ...], *, loose: bool
) -> tuple[RuleLine | None, RuleLine | None]:
    """Return the lines under Tiêu ngữ and the agency.

    A shape lies where it is drawn, wherever Word has tied it: one that belongs to neither place is the missing one.
    """
    over_motto = (motto,) if motto else ()
    first = line_under(over_motto, reach, sheet, loose=loose)
    second = line_under(agency, reach, sheet, loose=loose)
    if first is None and over_motto:
        first = _untied(reach, over_motto, second)
    if second is None and agency:
        second = _untied(reach, agency, first)
    return first, second


def _untied(reach: Sequence[Paragraph], texts: tuple[Segment, ...], other: RuleLine | None) -> RuleLine | None:
    """Return a shape of the head's table, or of the blank lines at it, that is no other component's."""
    cell = texts[-1].paragraph.cell
    if cell is None:
        return None
    free = [(one, drawn) for one in _at_table(reach, cell.table) for drawn in one.drawn]
    taken = next((place for place, (one, _) in enumerate(free) if other and one is other.paragraph), None)
    if taken is not None:
        free.pop(taken)
    return RuleLine(free[0][1].kind, None, free[0][0]) if free else None


def _at_table(reach: Sequence[Paragraph], table: int) -> Iterator[Paragraph]:
    """Yield the paragraphs of a table, and those around it up to the first with words."""
    inside = [place for place, one in enumerate(reach) if one.cell and one.cell.table == table]
    yield from reach[: inside[0]]
    yield from (reach[place] for place in inside)
    for one in reach[inside[-1] + 1 :]:
        yield one
        if one.text.strip():
            return


def line_under(
    texts: tuple[Segment, ...], reach: Sequence[Paragraph], sheet: Sheet, *, loose: bool = False
) -> RuleLine | None:
    """Return the line that stands under a component: bordered, drawn, typed, or an underlined text.

    ``loose`` also takes a shape hung at any paragraph of the head: its place on the page is the drawing's own.
    """
    if not texts:
        return None
    last = texts[-1]
    for paragraph in _below(last, reach):
        below = paragraph is not last.paragraph
        if below and paragraph.text.strip() and not is_typed_line(paragraph.text.strip()):
            break
        found = _line_at(paragraph, sheet, below_only=not below)
        if found:
            return found if last.alone else _beside(found, last)
    return _edge(last) or _elsewhere(last, reach, loose=loose)


def _below(last: Segment, reach: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Yield a component's last paragraph and those under it: in its cell, then in the cell below; else the next."""
    cell = last.paragraph.cell
    if cell is None:
        yield from (one for one in reach[last.order : last.order + _NEAR] if one.cell is None)
        return
    after = (one for one in reach[last.order :] if one.cell and one.cell.table == cell.table)
    column = (one for one in after if one.cell and one.cell.column == cell.column and one.cell.row <= cell.row + 1)
    yield from islice(column, _NEAR)


def _edge(last: Segment) -> RuleLine | None:
    """Return the lower edge of the component's cell where that is drawn, as wide as the cell."""
    cell = last.paragraph.cell
    if cell is None or not cell.edged or cell.ruled:
        return None
    return RuleLine("edge", cell.width if cell.sure else None, last.paragraph)


def _elsewhere(last: Segment, reach: Sequence[Paragraph], *, loose: bool) -> RuleLine | None:
    if any(run.look.underline and run.text.strip() for run in last.runs):
        return RuleLine("underline", None, last.paragraph)
    near = reach if loose else [one for one in reach if one.cell and one.cell == last.paragraph.cell]
    shapes: list[tuple[Paragraph, Drawn]] = [(one, drawn) for one in near[:_REACH] for drawn in one.drawn]
    if not shapes:
        return None
    paragraph, drawn = shapes[0]
    return RuleLine(drawn.kind, drawn.length if not loose and len(shapes) == 1 else None, paragraph)


def _line_at(paragraph: Paragraph, sheet: Sheet, *, below_only: bool) -> RuleLine | None:
    shape = paragraph.shape
    if shape.below or (shape.above and not below_only):
        return RuleLine("border", _bordered(paragraph, sheet), paragraph)
    if paragraph.drawn:
        return RuleLine(paragraph.drawn[0].kind, paragraph.drawn[0].length, paragraph)
    if not below_only and is_typed_line(paragraph.text.strip()):
        points = paragraph.runs[0].look.points if paragraph.runs else 13
        return RuleLine("typed", line_width(paragraph.text.strip(), points=points), paragraph)
    return None


def _bordered(paragraph: Paragraph, sheet: Sheet) -> float | None:
    """Return how long a border is; nothing where the width of its cell is not sure."""
    if paragraph.cell and not (paragraph.cell.sure and paragraph.cell.width):
        return None
    return room_of(paragraph, sheet) - paragraph.shape.left - paragraph.shape.right


def _beside(found: RuleLine, over: Segment) -> RuleLine:
    """Return a line of a head set with tabs: of those typed on its row, the one at the component's own side."""
    if found.kind != "typed":
        return found._replace(length=None)
    sides = [one for one in segments(found.paragraph, 0) if one.side == over.side]
    points = found.paragraph.runs[0].look.points if found.paragraph.runs else 13
    return found._replace(length=line_width(sides[0].text, points=points) if sides else None)


def room_of(paragraph: Paragraph, sheet: Sheet) -> float:
    """Return the width in millimetres that a paragraph has."""
    if paragraph.cell:
        return paragraph.cell.width
    return sheet.sections[min(paragraph.section, len(sheet.sections) - 1)].text_width
