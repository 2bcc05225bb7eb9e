"""Lines as administrative documents print them: recipients, legal bases, the final mark, lengths of rules."""

import re
from collections.abc import Sequence
from math import ceil

from doc_templates.typesetting.breaking import balanced
from doc_templates.typesetting.metrics import line_width, rule_length, widest_line
from models.body import Block, BlockStyle

END_MARK = "./."
_LIKE_ABOVE = "Như trên"
_KEPT = "Lưu:"
_INDENT_MM = 12.7
_AREA = re.compile(r"(?<!CỦA) (?=(?:CỦA )?(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|THỊ TRẤN|XÃ|PHƯỜNG) )")
_FEW_LINES = 4
_MARKS = " ;.,"
_DASHED = {BlockStyle.ITEM: "- ", BlockStyle.SUB_ITEM: "+ "}


def bare(line: str) -> str:
    """Return a line without its dash in front and its mark at the end."""
    return line.strip().removeprefix("- ").rstrip(_MARKS)


def capital(text: str) -> str:
    """Return a text with its first letter in capitals, the others as they are."""
    return text[:1].upper() + text[1:]


def listed(lines: Sequence[str]) -> tuple[str, ...]:
    """Return lines of a list: each ends with ``;``, the last with ``.``."""
    texts = [bare(line) for line in lines]
    return (*(f"{text};" for text in texts[:-1]), f"{texts[-1]}.") if texts else ()


def recipients(lines: Sequence[str], *, archive_line: str, like_above: bool) -> tuple[str, ...]:
    """Return the lines under Nơi nhận, "Như trên" first where asked, the archive line last: a typed one goes before."""
    head = (_LIKE_ABOVE,) if like_above else ()
    named = tuple(line for line in lines if bare(line) != _LIKE_ABOVE and not _keeps(line))
    kept = tuple(filter(_keeps, lines)) or ((archive_line,) if archive_line else ())
    return listed((*head, *named, *kept))


def _keeps(line: str) -> bool:
    """Tell whether a line says where the paper is kept (NĐ 30/2020, PL I, II.9: "Lưu:")."""
    return bare(line).startswith(_KEPT)


def kept_by(lines: Sequence[str], *, archive_line: str) -> str:
    """Return who keeps the paper, as a register's sixth column says it: ``VT, TĐKT``; a typed line goes before."""
    return bare(next(filter(_keeps, lines), archive_line)).removeprefix(_KEPT).strip()


def is_basis(line: str) -> bool:
    """Tell whether a paragraph of the opening is a legal basis of its own line, set in italics."""
    return line.startswith("Căn cứ ") and not line.rstrip().endswith(":")


def opened(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """Return the opening as printed: each basis ends with ``;``, the last with ``.`` (NĐ 30/2020, PL I, II.6)."""
    marked = iter(listed([one for one in paragraphs if is_basis(one)]))
    return tuple(next(marked) if is_basis(one) else one for one in paragraphs)


def ended(text: str) -> str:
    """Return the last paragraph with the final mark ``./.`` (NĐ 30/2020, PL III)."""
    return text.removesuffix(END_MARK).rstrip(_MARKS) + END_MARK


def closing(blocks: Sequence[Block]) -> str:
    """Return the text's last paragraph as printed, dash and final mark included."""
    last = blocks[-1]
    return ended(_DASHED.get(last.style, "") + last.text)


def name_lines(names: Sequence[str], *, room: float, bold: bool = True) -> tuple[str, ...]:
    """Return the lines of a body's name (12 pt) in a column of so many millimetres.

    A name that is too wide breaks before its area, as in ``UBND`` and ``THÀNH PHỐ LONG KHÁNH``.
    """
    fits = {name: line_width(name, points=12, bold=bold) <= room for name in names}
    parts = [part for name in names for part in ([name] if fits[name] else _AREA.split(name))]
    return tuple(line for part in parts for line in balanced(part, points=12, bold=bold, room=room))


def agency_rule(letterhead: Sequence[str], *, room: float) -> int:
    """Return the length of the rule under the issuing body's name (12 pt bold) in a column; all millimetres."""
    return rule_length(widest_line(letterhead, points=12, bold=True, room=room))


def title_lines(text: str, *, room: float) -> str:
    """Return a title (14 pt bold) broken into lines as even as can be, in a room of so many millimetres."""
    return "\n".join(balanced(text, points=14, bold=True, room=room))


def about_lines(subject: str, *, room: float) -> str:
    """Return a letter's subject (12 pt) under its number: ``V/v ...``, in a column of so many millimetres."""
    return "\n".join(balanced(f"V/v {subject}", points=12, room=room))


def source_lines(text: str, *, room: float) -> str:
    """Return the line that ties an annex to its document (14 pt italic); one too long breaks before its issuer."""
    if line_width(text, points=14) <= room:
        return text
    before, _, issuer = text.rpartition(" của ")
    return "\n".join((*balanced(before, points=14, room=room), *balanced(f"của {issuer}", points=14, room=room)))


def line_count(text: str, *, room: float) -> int:
    """Return about how many lines a paragraph of running text (14 pt, first line indented) takes."""
    return ceil((_INDENT_MM + line_width(text, points=14)) / room)


def kept_with_closing(paragraphs: Sequence[str], *, closing: str, room: float) -> int:
    """Return how many of the paragraphs before the last one go to the page of the signature with it.

    That are all of them where they are few lines, else one where the last paragraph is a single line: two lines
    of text at least go with a signature.
    """
    if sum(line_count(text, room=room) for text in paragraphs) <= _FEW_LINES:
        return len(paragraphs)
    return 1 if line_count(closing, room=room) == 1 else 0


def title_rule(text: str, *, room: float) -> int:
    """Return the length of the rule under such a title; all millimetres."""
    return rule_length(widest_line(title_lines(text, room=room).split("\n"), points=14, bold=True, room=room))
