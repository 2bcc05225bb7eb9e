"""The foot: who signs by which authority, and Nơi nhận; in a table, at tabs, or one under the other."""

import re
from collections.abc import Sequence

from doc_templates.format_check.roles import words
from doc_templates.format_check.roles.parts import Foot, Signature
from doc_templates.format_check.roles.segments import Segment, is_typed_line, segments
from doc_templates.format_check.word.sheet import Paragraph, Sheet

_RECIPIENTS = re.compile(r"^nơi nhận\s*:?", re.IGNORECASE)
_CLOSED = re.compile(r"\./\.\s*$")
_LAST_RECIPIENT = re.compile(r"^[-–•]?\s*lưu\b", re.IGNORECASE)
_SIGNED = re.compile(r"^\((đã ký|ký|ký tên|ký, ghi rõ|chữ ký|ký và ghi rõ)", re.IGNORECASE)
_ROWS = 14
_NAME_GAP_PT = 24


def find_foot(sheet: Sheet, begin: int) -> Foot:
    """Return the foot of the text that begins at a place in reading order; an annex's is not looked for."""
    start = _start(sheet, begin)
    if start is None:
        return Foot(begin=len(sheet.paragraphs), end=len(sheet.paragraphs))
    pieces = _pieces_of_foot(sheet, start)
    head = next((one for one in pieces if _RECIPIENTS.match(one.text)), None)
    recipients = _recipients(pieces, head)
    taken = {id(one) for one in (head, *recipients)}
    rest = [one for one in pieces if id(one) not in taken and not is_typed_line(one.text)]
    signatures = tuple(found for found in map(_signature, _columns(rest, head)) if found)
    used = [*recipients, *(one for block in signatures for one in (*block.authority, block.name) if one), head]
    end = max((one.order for one in used if one), default=start) + 1
    return Foot(signatures, head, recipients, start, end)


def _start(sheet: Sheet, begin: int) -> int | None:
    """Return where the foot begins: Nơi nhận or the first line of authority, whichever is first.

    Where a table holds a foot, the same words in the running text before it are text.
    """
    closed, typed = False, None
    for order in range(begin, len(sheet.paragraphs)):
        paragraph = sheet.paragraphs[order]
        if not paragraph.text.strip():
            continue
        if typed is not None and (paragraph.shape.new_page or paragraph.breaks_page):
            break
        if any(_begins_foot(one, closed=closed) for one in segments(paragraph, order)):
            if paragraph.cell is not None and not paragraph.cell.ruled:
                return _first_of_row(sheet, order)
            typed = order if typed is None else typed
        closed = closed or bool(_CLOSED.search(paragraph.text))
    return None if typed is None else _first_of_row(sheet, typed)


def _begins_foot(piece: Segment, *, closed: bool) -> bool:
    if _RECIPIENTS.match(piece.text) and len(piece.text) < 12:
        return True
    if not piece.capitals or len(piece.text) > 90:
        return False
    if words.AUTHORITY.match(piece.text):
        return True
    cell = piece.paragraph.cell
    in_layout = cell is not None and not cell.ruled
    return bool(words.POST.match(piece.text)) and (in_layout or closed)


def _first_of_row(sheet: Sheet, order: int) -> int:
    """Return the first paragraph of the table row that the foot begins in."""
    cell = sheet.paragraphs[order].cell
    if cell is None:
        return order
    while (
        order
        and (before := sheet.paragraphs[order - 1].cell)
        and (before.table, before.row)
        == (
            cell.table,
            cell.row,
        )
    ):
        order -= 1
    return order


def _pieces_of_foot(sheet: Sheet, start: int) -> tuple[Segment, ...]:
    """Return the stretches of the foot: its table and what follows, up to the annexes."""
    made: list[Segment] = []
    first = sheet.paragraphs[start].cell
    table = first.table if first else None
    plain = 0
    for order in range(start, len(sheet.paragraphs)):
        paragraph = sheet.paragraphs[order]
        cell = paragraph.cell
        text = paragraph.text.strip()
        if cell is None or cell.table != table:
            plain += bool(text)
            if (order > start and _ends_foot(paragraph)) or plain > _ROWS * 4 or (cell is not None and cell.ruled):
                break
        found = segments(paragraph, order)
        if any(map(_begins_paper, found)):
            return _above(made, paragraph, table)
        made += found
        if paragraph.ends_section and order > start:
            break
    return tuple(made)


def _begins_paper(piece: Segment) -> bool:
    """Tell whether another paper's head begins: of a text that is issued with this one, or of who copied it."""
    return words.is_nation(piece.text) or bool(words.COPIED.match(piece.text))


def _above(made: Sequence[Segment], paragraph: Paragraph, own: int | None) -> tuple[Segment, ...]:
    """Return the stretches above another paper's head: none of its table."""
    table = paragraph.cell.table if paragraph.cell else own
    return tuple(one for one in made if table == own or not one.paragraph.cell or one.paragraph.cell.table != table)


def _ends_foot(paragraph: Paragraph) -> bool:
    text = paragraph.text.strip()
    begins = words.ANNEX.match(text) or words.LIST.match(text) or paragraph.shape.new_page
    return bool(begins) or (paragraph.breaks_page and bool(text))


def _recipients(pieces: Sequence[Segment], head: Segment | None) -> tuple[Segment, ...]:
    """Return the list under Nơi nhận: what stands in its cell, or at its side of the tabs, down to Lưu."""
    if head is None:
        return ()
    after = [one for one in pieces if _is_after(one, head)]
    made: list[Segment] = []
    for piece in after:
        if head.paragraph.cell is not None:
            if piece.paragraph.cell != head.paragraph.cell:
                continue
            if _is_whole(made) and not _is_listed(piece):
                break
            made.append(piece)
            continue
        if piece.side > 0 or words.DRAFTER.match(piece.text):
            continue
        if not _is_listed(piece):
            if piece.capitals or _past(made):
                continue
            break
        if _past(made) and not (piece.order == made[-1].order + 1 and _LAST_RECIPIENT.match(piece.text)):
            break
        made.append(piece)
    return tuple(one for one in made if not words.DRAFTER.match(one.text))


def _past(made: Sequence[Segment]) -> bool:
    return bool(made) and bool(_LAST_RECIPIENT.match(made[-1].text))


def _is_listed(piece: Segment) -> bool:
    return piece.text.startswith(("-", "–", "•")) or piece.paragraph.label == "-"


def _is_whole(made: Sequence[Segment]) -> bool:
    """Tell whether the list ended with Lưu and its full stop: a line without a dash under it is none of it."""
    return _past(made) and made[-1].text.endswith(".")


def _is_after(piece: Segment, head: Segment) -> bool:
    return piece.order > head.order or (piece.order == head.order and piece.side > head.side)


def _columns(rest: Sequence[Segment], head: Segment | None) -> list[list[Segment]]:
    """Return what is left, by who signs: each column of the table by itself, else all that stands at one side."""
    celled: dict[tuple[int, int], list[Segment]] = {}
    for one in rest:
        if one.paragraph.cell is not None:
            celled.setdefault((one.paragraph.cell.table, one.paragraph.cell.column), []).append(one)
    if celled:
        return list(celled.values())
    if head is not None and any(one.side for one in rest):
        return [[one for one in rest if one.side or one.order != head.order]]
    return [list(rest)]


def _signature(pieces: Sequence[Segment]) -> Signature | None:
    """Return the block that a column makes: lines in capitals, then a name; nothing where it has no authority."""
    authority: list[Segment] = []
    for place, piece in enumerate(pieces):
        if (piece.capitals and authority) or _is_authority(piece, authority):
            if _is_name_in_capitals(authority, piece):
                return Signature(tuple(authority), piece)
            authority.append(piece)
        elif authority:
            named = [one for one in pieces[place:] if not _SIGNED.match(one.text) and _like_name(one.text)]
            return Signature(tuple(authority), named[-1] if named else None)
    return Signature(tuple(authority), None) if authority else None


def _is_authority(piece: Segment, above: Sequence[Segment]) -> bool:
    """Tell a line of authority by its words, in capitals or not; a name stands lower."""
    if words.AUTHORITY.match(piece.text):
        return True
    if not words.POST.match(piece.text.upper()):
        return _heads_column(piece, above)
    near = not above or (piece.order - above[-1].order <= 2 and piece.paragraph.shape.before <= _NAME_GAP_PT)
    return piece.capitals or (piece.bold and near and len(piece.text) < 60)


def _heads_column(piece: Segment, above: Sequence[Segment]) -> bool:
    """Tell whether a line in capitals stands first in its column of the foot: a body, or a post that no list knows."""
    cell = piece.paragraph.cell
    known = piece.bold or bool(words.BODY_WORD.match(piece.text))
    return not above and piece.capitals and known and cell is not None and not cell.ruled


def _is_name_in_capitals(authority: Sequence[Segment], piece: Segment) -> bool:
    """Tell whether a line in capitals is the signer's name: no post, after a post, a gap above it."""
    if not authority or words.POST.match(piece.text) or words.AUTHORITY.match(piece.text):
        return False
    gap = piece.order - authority[-1].order > 2 or piece.paragraph.shape.before > _NAME_GAP_PT
    return gap and len(piece.text.split()) <= 6


def _like_name(text: str) -> bool:
    parts = text.split()
    return len(text) > 2 and len(parts) <= 12 and text[0].isupper() and not text.endswith((";", ":", ","))
