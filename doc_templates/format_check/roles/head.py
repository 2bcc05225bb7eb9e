"""The head: Quốc hiệu and Tiêu ngữ, the agencies, number, place and date, a letter's subject, and the lines there."""

from collections.abc import Sequence

from doc_templates.format_check.roles import words
from doc_templates.format_check.roles.lines import lines_of_head
from doc_templates.format_check.roles.parts import Head
from doc_templates.format_check.roles.segments import Segment, is_typed_line, segments
from doc_templates.format_check.word.sheet import Paragraph, Sheet

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
    motto_line, agency_line = lines_of_head(sheet, reach, motto, agency, loose=not (nation and nation.paragraph.cell))
    return Head(
        nation=nation,
        motto=motto,
        motto_line=motto_line,
        superior=superior,
        agency=agency,
        agency_line=agency_line,
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
    inside = [one for one in pieces if _may_name(one)]
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


def _may_name(piece: Segment) -> bool:
    """Tell whether a stretch may be a line of a name: no rule, no stars, no V/v, no mark of a draft."""
    drawn = is_typed_line(piece.text) or not any(char.isalpha() for char in piece.text)
    return not drawn and not words.SUBJECT_OF_LETTER.match(piece.text) and not words.DRAFT.match(piece.text)


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
        if piece.order >= begin and piece.paragraph.cell is None and words.is_type_name(piece.text):
            return ()
        if piece.order < begin or piece.order > begin + 8 or not words.SUBJECT_OF_LETTER.match(piece.text):
            continue
        if piece.paragraph.cell is None:
            return (piece,) if not piece.bold else ()
        rest = pieces[place + 1 :]
        same = [one for one in rest if one.paragraph.cell == piece.paragraph.cell and not is_typed_line(one.text)]
        return (piece, *same)
    return ()


def _past_lines(sheet: Sheet, end: int) -> int:
    """Return the first paragraph from ``end`` on that is neither blank nor a line."""
    while end < len(sheet.paragraphs):
        text = sheet.paragraphs[end].text.strip()
        if text and not is_typed_line(text):
            break
        end += 1
    return end
