"""Kính gửi and those it names: on its line, under it, or beside it in a table."""

import re
from collections.abc import Iterator

from doc_templates.format_check.roles.segments import Segment, segments, whole
from doc_templates.format_check.word.sheet import Sheet

ADDRESSEE = re.compile(r"^kính gửi\b", re.IGNORECASE)
_ALONE = re.compile(r"^kính gửi\s*(:|$)", re.IGNORECASE)
_BASIS = re.compile(r"^[-–—•]\s*căn cứ\b", re.IGNORECASE)
DASHES = ("-", "–", "—", "•")
_LABEL = re.compile(r"^kính gửi\s*:?\s*", re.IGNORECASE)


def words_after(head: Segment) -> str:
    """Return what stands after ``Kính gửi:`` in its own stretch."""
    return _LABEL.sub("", head.text)


def is_dashed(piece: Segment) -> bool:
    """Tell whether a line begins with a dash, typed or set by Word."""
    return piece.text.startswith(DASHES) or piece.paragraph.label == "-"


def on_its_line(head: Segment, piece: Segment) -> bool:
    """Tell whether an addressee stands on the line of ``Kính gửi:``: after a tab, or in the next cell."""
    if piece.order == head.order:
        return piece.side > head.side
    return piece.paragraph.cell is not None and piece.paragraph.cell != head.paragraph.cell


def find_addressees(
    sheet: Sheet, begin: int, until: int, end: int, *, named: bool
) -> tuple[Segment | None, tuple[Segment, ...]]:
    """Return the stretch Kính gửi, looked for before ``until``, and the addressees that stand apart from it.

    In a paper with its kind's name a sentence may begin with these words: there they take a colon, or the middle.
    """
    split = [piece for order in range(begin, until) for piece in segments(sheet.paragraphs[order], order)]
    head = next((one for one in split if ADDRESSEE.match(one.text) and (not named or _addresses(one))), None)
    if head is None:
        return None, ()
    same = [one for one in split if one.order == head.order]
    after = same[same.index(head) + 1 :]
    return head, (*after, *_following(sheet, head, end))


def _addresses(piece: Segment) -> bool:
    return bool(_ALONE.match(piece.text)) or piece.paragraph.shape.align == "center"


def _following(sheet: Sheet, head: Segment, end: int) -> Iterator[Segment]:
    """Yield the paragraphs that go on with Kính gửi: those with a dash, and what stands in its row of a table."""
    cell = head.paragraph.cell
    for order in range(head.order + 1, end):
        paragraph = sheet.paragraphs[order]
        if not paragraph.text.strip():
            continue
        piece = whole(paragraph, order)
        other = paragraph.cell
        beside = cell is not None and other is not None and (cell.table, cell.row) == (other.table, other.row)
        if not (beside or is_dashed(piece)) or _BASIS.match(piece.text):
            return
        yield piece
