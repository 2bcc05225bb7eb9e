"""The head: Quốc hiệu and Tiêu ngữ, the agencies, number, place and date, a letter's subject, and the lines there."""

from collections.abc import Sequence

from doc_templates.format_check.roles import words
from doc_templates.format_check.roles.parts import Head, RuleLine
from doc_templates.format_check.roles.segments import Segment, is_typed_line, segments
from doc_templates.format_check.word.sheet import Paragraph, Sheet
from doc_templates.metrics import line_width

_REACH = 60
"""Paragraphs among which a head is looked for; a book may have a cover before it."""


def find_head(sheet: Sheet) -> Head:
    """Return the head of a file's first page (or of the page after a cover)."""
    reach = sheet.paragraphs[:_REACH]
    pieces = tuple(piece for order, found in enumerate(reach) for piece in segments(found, order))
    nation = next((piece for piece in pieces if words.is_nation(piece.text)), None)
    motto = _after(pieces, nation, words.is_motto)
    begin = _begin(nation)
    number = next((one for one in pieces if one.order >= begin and words.NUMBER.match(one.text) and _short(one)), None)
    date = next((one for one in pieces if one.order >= begin and words.DATE.search(one.text) and _short(one)), None)
    number, date = _above_text(pieces, nation, number), _above_text(pieces, nation, date)
    names = _names(pieces, nation, motto, number)
    superior, agency = told_apart(names)
    subject = _letter_subject(pieces, number)
    found = [one for one in (nation, motto, number, date, *names, *subject) if one]
    end = max((one.order for one in found), default=-1) + 1
    loose = not (nation and nation.paragraph.cell)
    return Head(
        nation=nation,
        motto=motto,
        motto_line=line_under((motto,) if motto else (), reach, sheet, loose=loose),
        superior=superior,
        agency=agency,
        agency_line=line_under(agency, reach, sheet, loose=loose),
        number=number,
        date=date,
        letter_subject=subject,
        end=_past_lines(sheet, end),
    )


def _begin(nation: Segment | None) -> int:
    """Return where the head may begin: a table holds the agency before Quốc hiệu."""
    return max(0, nation.order - 8) if nation else 0


def _short(piece: Segment) -> bool:
    return len(piece.text) < 90


def _after(pieces: Sequence[Segment], first: Segment | None, wanted: object) -> Segment | None:
    begin = first.order if first else 0
    return next((one for one in pieces if one.order >= begin and callable(wanted) and wanted(one.text)), None)


def _above_text(pieces: Sequence[Segment], nation: Segment | None, found: Segment | None) -> Segment | None:
    """Return what was found unless the text has begun before it: then it is no part of the head."""
    if found is None:
        return None
    begin = nation.order if nation else 0
    between = [one for one in pieces if begin <= one.order < found.order and one.paragraph.cell is None]
    started = any(len(one.text) > 120 or words.type_name(one.text) or one.text.startswith("Căn cứ") for one in between)
    return None if started else found


def _names(
    pieces: Sequence[Segment], nation: Segment | None, motto: Segment | None, number: Segment | None
) -> tuple[Segment, ...]:
    """Return the lines of the agencies' names: left of Quốc hiệu, above the number."""
    inside = [one for one in pieces if not is_typed_line(one.text) and not words.SUBJECT_OF_LETTER.match(one.text)]
    if nation is None:
        end = number.order if number else 6
        first = [one for one in inside if one.order < end and not words.is_motto(one.text)]
        return _capitals(first)
    cell = nation.paragraph.cell
    if cell is not None:
        inside = [one for one in inside if _left_of(one.paragraph, nation.paragraph)]
        if number is not None:
            place = inside.index(number) if number in inside else len(inside)
            inside = inside[:place]
        elif motto is not None and motto.paragraph.cell:
            last = motto.paragraph.cell.row
            inside = [one for one in inside if one.paragraph.cell and one.paragraph.cell.row <= last]
        return tuple(one for one in inside if not words.DATE.search(one.text))
    end = number.order if number else (motto.order + 2 if motto else nation.order + 2)
    if nation.side:
        beside = [
            one for one in inside if nation.order <= one.order < end and one.side < nation.side and not _is_motto(one)
        ]
        return tuple(one for one in beside if not words.is_nation(one.text) and not words.DATE.search(one.text))
    near = [one for one in inside if nation.order - 8 <= one.order < end and one not in (nation, motto)]
    return _capitals(near)


def _is_motto(piece: Segment) -> bool:
    return words.is_motto(piece.text)


def _left_of(paragraph: Paragraph, nation: Paragraph) -> bool:
    cell, other = paragraph.cell, nation.cell
    return bool(cell and other and cell.table == other.table and cell.column < other.column)


def _capitals(pieces: Sequence[Segment]) -> tuple[Segment, ...]:
    """Return the first stretches in capitals that name a body and what follows them."""
    made: list[Segment] = []
    for piece in pieces:
        if words.is_nation(piece.text) or words.is_motto(piece.text):
            continue
        if piece.capitals and not words.type_name(piece.text) and (made or words.BODY_WORD.match(piece.text.upper())):
            made.append(piece)
        elif made:
            break
    return tuple(made)


def told_apart(names: tuple[Segment, ...]) -> tuple[tuple[Segment, ...], tuple[Segment, ...]]:
    """Return the superior body's lines and the issuing body's: by weight where that tells, else by words."""
    weights = [one.bold for one in names]
    if True in weights and False in weights:
        first = weights.index(True)
        if not any(weights[:first]) and all(weights[first:]):
            return names[:first], names[first:]
    starts = [
        place
        for place, one in enumerate(names)
        if words.BODY_WORD.match(one.text.upper()) and not _goes_on(names, place)
    ]
    cut = starts[-1] if len(starts) > 1 else 0
    return names[:cut], names[cut:]


def _goes_on(names: tuple[Segment, ...], place: int) -> bool:
    """Tell whether a line continues the name above it."""
    return place > 0 and names[place - 1].text.upper().endswith(("-", ",", " VÀ", " CỦA", " CÁC"))


def _letter_subject(pieces: Sequence[Segment], number: Segment | None) -> tuple[Segment, ...]:
    """Return V/v under the number, with the lines after it in the same place."""
    begin = number.order if number else 0
    for place, piece in enumerate(pieces):
        if piece.order < begin or piece.order > begin + 8 or not words.SUBJECT_OF_LETTER.match(piece.text):
            continue
        if piece.paragraph.cell is None:
            return (piece,) if not piece.bold else ()
        rest = pieces[place + 1 :]
        same = [one for one in rest if one.paragraph.cell == piece.paragraph.cell and not is_typed_line(one.text)]
        return (piece, *same)
    return ()


def line_under(
    texts: tuple[Segment, ...], reach: Sequence[Paragraph], sheet: Sheet, *, loose: bool = False
) -> RuleLine | None:
    """Return the line that stands under a component: bordered, drawn, typed, or an underlined text.

    ``loose`` also takes a shape hung at any paragraph of the head: its place on the page is the drawing's own.
    """
    if not texts:
        return None
    last = texts[-1]
    for order in range(last.order, min(last.order + 4, len(reach))):
        paragraph = reach[order]
        if paragraph.cell != last.paragraph.cell:
            if last.paragraph.cell:
                break
            continue
        if order > last.order and paragraph.text.strip() and not is_typed_line(paragraph.text.strip()):
            break
        found = _line_at(paragraph, sheet, below_only=order == last.order)
        if found:
            return found if last.alone else _beside(found, last)
    return _elsewhere(texts, reach, loose=loose)


def _elsewhere(texts: tuple[Segment, ...], reach: Sequence[Paragraph], *, loose: bool) -> RuleLine | None:
    last = texts[-1]
    underlined = [run for run in last.runs if run.look.underline and run.text.strip()]
    if underlined:
        return RuleLine("underline", None, last.paragraph)
    near = reach if loose else [one for one in reach if one.cell and one.cell == last.paragraph.cell]
    shapes = [(one, drawn) for one in near[:20] for drawn in one.drawn]
    if not shapes:
        return None
    paragraph, drawn = shapes[0]
    return RuleLine(drawn.kind, drawn.length if not loose and len(shapes) == 1 else None, paragraph)


def _line_at(paragraph: Paragraph, sheet: Sheet, *, below_only: bool) -> RuleLine | None:
    shape = paragraph.shape
    if shape.below or (shape.above and not below_only):
        return RuleLine("border", room_of(paragraph, sheet) - shape.left - shape.right, paragraph)
    if paragraph.drawn:
        return RuleLine(paragraph.drawn[0].kind, paragraph.drawn[0].length, paragraph)
    if not below_only and is_typed_line(paragraph.text.strip()):
        points = paragraph.runs[0].look.points if paragraph.runs else 13
        return RuleLine("typed", line_width(paragraph.text.strip(), points=points), paragraph)
    return None


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


def _past_lines(sheet: Sheet, end: int) -> int:
    """Return the first paragraph from ``end`` on that is neither blank nor a line."""
    while end < len(sheet.paragraphs):
        text = sheet.paragraphs[end].text.strip()
        if text and not is_typed_line(text):
            break
        end += 1
    return end
