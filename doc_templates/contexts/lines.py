"""Lines as administrative documents print them: recipients, legal bases, the final mark, lengths of rules."""

from collections.abc import Sequence

from doc_templates.metrics import balanced, rule_length, widest_line
from models.body import Block, BlockStyle

END_MARK = "./."
_LIKE_ABOVE = "Như trên"
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
    """Return the lines under Nơi nhận, "Như trên" first where asked, the archive line last."""
    head = (_LIKE_ABOVE,) if like_above else ()
    named = tuple(line for line in lines if bare(line) != _LIKE_ABOVE)
    return listed((*head, *named, archive_line)) if archive_line else listed((*head, *named))


def is_basis(line: str) -> bool:
    """Tell whether a paragraph of the opening is a legal basis of its own line, set in italics."""
    return line.startswith("Căn cứ ")


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


def agency_rule(letterhead: Sequence[str], *, room: float) -> int:
    """Return the length of the rule under the issuing body's name (12 pt bold) in a column; all millimetres."""
    return rule_length(widest_line(letterhead, points=12, bold=True, room=room))


def title_lines(text: str, *, room: float) -> str:
    """Return a title (14 pt bold) broken into lines as even as can be, in a room of so many millimetres."""
    return "\n".join(balanced(text, points=14, bold=True, room=room))


def title_rule(text: str, *, room: float) -> int:
    """Return the length of the rule under such a title; all millimetres."""
    return rule_length(widest_line(title_lines(text, room=room).split("\n"), points=14, bold=True, room=room))
