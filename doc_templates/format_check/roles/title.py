"""Under the head: the kind's name, the subject with its line, Kính gửi, who issues, and the legal bases."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from doc_templates.format_check.roles import words
from doc_templates.format_check.roles.addressed import ADDRESSEE, find_addressees
from doc_templates.format_check.roles.lines import line_under
from doc_templates.format_check.roles.parts import Head, Title
from doc_templates.format_check.roles.segments import Segment, is_typed_line, segments, whole
from doc_templates.format_check.word.sheet import Sheet
from models.text import fold

_REACH = 8
_UNKNOWN = 3
"""Stretches after the head among which a name that no list knows is looked for."""
_STARTS = re.compile(r"^(căn cứ|kính gửi|thực hiện|điều \d|theo đề nghị|xét đề nghị|[IVX]+\.|\d+\.)", re.IGNORECASE)
_MAY_TITLE = re.compile(r"^(căn cứ|thực hiện|theo đề nghị|xét đề nghị)\b", re.IGNORECASE)
"""Words that begin the text, or a subject where they are set as one."""
_BASIS = re.compile(r"^(Căn cứ|CĂN CỨ)\b")
_PROPOSED = re.compile(r"^(Theo đề nghị|Xét đề nghị|Xét Tờ trình|Theo Tờ trình)\b")
_DECIDES = re.compile(r"^(QUYẾT ĐỊNH|QUYẾT NGHỊ|CHỈ THỊ|NAY QUYẾT ĐỊNH)\s*:?$")
_MAY_DECIDE = ("quyet dinh", "nghi quyet", "chi thi")
_HEADING = re.compile(r"^(?:(?:[IVX]+|1)\s*[.)/:]\s|(?:Điều 1|Phần I|Chương I|Phần thứ nhất)\b)")
"""How the first heading of a text begins."""
_OPENING = 400
"""Paragraphs after Kính gửi or the last basis among which more of the opening is looked for; it may be any length."""


def find_title(sheet: Sheet, head: Head) -> Title:
    """Return the kind's name and the subject, with the line under it."""
    pieces = _before_text(_pieces(sheet, head.end, _REACH))
    name = next((one for one in pieces if _names_kind(one)), None)
    if name is None and not head.letter_subject and (head.agency or head.number):
        name = next((one for one in pieces[:_UNKNOWN] if _is_set_as_name(one)), None)
    if name is None:
        return Title(end=head.end)
    subject = tuple(_subject(sheet, name))
    last = subject[-1] if subject else name
    line = line_under((last,), sheet.paragraphs, sheet) if subject else None
    end = last.order + 1
    if line and line.kind != "underline":
        end = max(end, next((place for place, one in enumerate(sheet.paragraphs) if one is line.paragraph), 0) + 1)
    return Title(name=name, subject=subject, line=line, end=end)


def _before_text(pieces: Sequence[Segment]) -> Sequence[Segment]:
    """Return the stretches before Kính gửi: what follows it in a letter is text, whatever it names."""
    last = next((place for place, one in enumerate(pieces) if ADDRESSEE.match(one.text)), len(pieces))
    return pieces[:last]


def _names_kind(piece: Segment) -> bool:
    if len(piece.text) >= 60 or piece.text.endswith((";", ".", ",")):
        return False
    loose = piece.capitals or piece.bold
    return words.is_type_name(piece.text) or (
        loose and (words.is_register(piece.text) or bool(words.type_name(piece.text)))
    )


def _is_set_as_name(piece: Segment) -> bool:
    """Tell the name of a paper that is none of the kinds of Điều 7: a centred line in bold capitals of its own."""
    stamped = piece.text.strip(" .").upper() in words.URGENT | words.LIMITS
    named = piece.capitals and piece.bold and piece.paragraph.shape.align == "center" and 5 < len(piece.text) < 60
    official = words.BODY_WORD.match(piece.text) or words.POST.match(piece.text) or words.ANNEX.match(piece.text)
    return (
        named
        and not stamped
        and not official
        and not words.AUTHORITY.match(piece.text)
        and not _DECIDES.match(piece.text)
    )


def _subject(sheet: Sheet, name: Segment) -> list[Segment]:
    """Return the lines after the kind's name up to its line, an empty line or the text."""
    made: list[Segment] = []
    for order in range(name.order + 1, min(name.order + 9, len(sheet.paragraphs))):
        paragraph = sheet.paragraphs[order]
        text = paragraph.text.strip()
        if paragraph.cell != name.paragraph.cell or is_typed_line(text) or paragraph.shape.above:
            break
        if not text:
            if made or paragraph.drawn:
                break
            continue
        piece = whole(paragraph, order)
        set_as_title = paragraph.shape.align == "center" and piece.bold
        numbered = not (made or piece.capitals or ADDRESSEE.match(text))
        begins_text = _STARTS.match(text) and not (set_as_title and (numbered or _MAY_TITLE.match(text)))
        if begins_text or (made and not _alike(made[0], piece)):
            break
        if not made and paragraph.shape.align != "center" and not piece.bold:
            break
        made.append(piece)
        if paragraph.shape.below or paragraph.drawn:
            break
    return made


def _alike(first: Segment, piece: Segment) -> bool:
    """Tell whether a line goes on with the subject: standing as it does, in the same letters."""
    if first.paragraph.shape.align != piece.paragraph.shape.align:
        return False
    return first.bold == piece.bold and first.capitals == piece.capitals


class Opening(NamedTuple):
    """What stands between title and text."""

    addressee: Segment | None
    addressees: tuple[Segment, ...]
    issued_by: Segment | None
    bases: tuple[Segment, ...]
    decides: Segment | None
    taken: frozenset[int]
    """Places in reading order that are no text any more."""


def find_opening(sheet: Sheet, begin: int, end: int, *, name: Segment | None) -> Opening:
    """Return Kính gửi, who issues, the bases and QUYẾT ĐỊNH:, looked for between title and foot."""
    addressee, addressees = find_addressees(sheet, begin, _headed(sheet, begin, end), end, named=name is not None)
    until = _reach(sheet, addressees[-1].order if addressees else begin, end)
    pieces = [
        whole(sheet.paragraphs[order], order)
        for order in range(begin, until)
        if sheet.paragraphs[order].text.strip() or sheet.paragraphs[order].label
    ]
    may_decide = fold(name.text).startswith(_MAY_DECIDE) if name else addressee is None
    decides = next((one for one in pieces if may_decide and _DECIDES.match(one.text) and one.text.endswith(":")), None)
    bases = tuple(_bases(pieces, decides))
    issued_by = next(
        (one for one in pieces if bases and one.order < bases[0].order and one.capitals and not one.paragraph.cell),
        None,
    )
    found = (addressee, *addressees, issued_by, *bases, decides)
    return Opening(
        addressee, addressees, issued_by, bases, decides, frozenset(one.order for one in found if one is not None)
    )


def _headed(sheet: Sheet, begin: int, end: int) -> int:
    """Return where the text has surely begun: its first heading, or a long way from the title."""
    reach = range(begin, min(end, begin + _OPENING))
    return next((order for order in reach if _HEADING.match(sheet.paragraphs[order].printed.strip())), reach.stop)


def _reach(sheet: Sheet, begin: int, end: int) -> int:
    """Return where the opening has surely ended: some way after the last paragraph that says a basis or a proposal."""
    order, until = begin, begin + _OPENING
    while order < min(end, until):
        text = sheet.paragraphs[order].text.lstrip()
        if _BASIS.match(text) or _PROPOSED.match(text):
            until = order + _OPENING
        order += 1
    return order


def _bases(pieces: Sequence[Segment], decides: Segment | None) -> list[Segment]:
    """Return the bases: those one after another at the beginning; before QUYẾT ĐỊNH: proposals belong to them."""
    made: list[Segment] = []
    for piece in pieces:
        if decides and piece.order >= decides.order:
            break
        proposed = bool(made) and _is_proposal(piece, made[-1], decides=decides is not None)
        begins = _BASIS.match(piece.text) and piece.paragraph.cell is None and not piece.text.endswith(":")
        if begins or proposed:
            made.append(piece)
        elif made or (_STARTS.match(piece.text) and not ADDRESSEE.match(piece.text)):
            break
    return made if decides or any(map(_is_surely_basis, made)) else []


def _is_proposal(piece: Segment, above: Segment, *, decides: bool) -> bool:
    """Tell whether ``Theo đề nghị`` goes on with the bases: over QUYẾT ĐỊNH:, or set as they are after a semicolon."""
    if not _PROPOSED.match(piece.text):
        return False
    sloping = bool(piece.looks) and all(look.italic for look in piece.looks)
    return decides or (sloping and above.text.endswith(";") and not piece.text.endswith(":"))


def _is_surely_basis(piece: Segment) -> bool:
    """Tell a basis from a sentence that begins with the same word."""
    return piece.text.endswith(";") or all(look.italic for look in piece.looks)


def _pieces(sheet: Sheet, begin: int, count: int) -> tuple[Segment, ...]:
    """Return the next stretches from a place on, no more paragraphs with words than ``count``."""
    made: list[Segment] = []
    seen = 0
    for order in range(begin, len(sheet.paragraphs)):
        found = segments(sheet.paragraphs[order], order)
        seen += bool(found)
        if seen > count:
            break
        made += found
    return tuple(made)
