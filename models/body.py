"""The wording of a document as a list of blocks, and uncertain readings inside it.

A plan's words are kept as people type them::

    # I. MỤC ĐÍCH, YÊU CẦU          a part, bold capitals
    ## 1. Mục đích                  a clause with a heading of its own, bold
    ### a) Tập thể                  a point with a heading of its own
    - Phát huy tinh thần ...        an item
    + Đối với cấp huyện ...         an item under an item
    Bất kỳ dòng nào khác            a paragraph

A line in capitals with a Roman number is a part without its mark too: so it comes when pasted.
Blank lines separate nothing but eyes. A reading that the scan leaves uncertain stands between
``⟦`` and ``⟧``, its candidates separated by ``|``, the likeliest first.
"""

import re
from enum import StrEnum

from models.base import Value
from models.text import nfc, tidy

_UNMARKED_PART = re.compile(r"^[IVX]+\.\s")
_READING = re.compile(r"⟦([^⟦⟧]*)⟧")


class BlockStyle(StrEnum):
    """How a block is set (NĐ 30/2020, PL I, II.6)."""

    PART = "part"
    CLAUSE = "clause"
    POINT = "point"
    ITEM = "item"
    SUB_ITEM = "sub_item"
    PARAGRAPH = "paragraph"


_MARKS = (
    ("### ", BlockStyle.POINT),
    ("## ", BlockStyle.CLAUSE),
    ("# ", BlockStyle.PART),
    ("- ", BlockStyle.ITEM),
    ("+ ", BlockStyle.SUB_ITEM),
)


class Block(Value):
    """One paragraph of a document; ``text`` carries its own number or letter, never the leading dash."""

    style: BlockStyle
    text: str


class Reading(Value):
    """One uncertain reading: the text before it (for the eye) and its candidates, the likeliest first."""

    before: str
    candidates: tuple[str, ...]


def parse_body(text: str) -> tuple[Block, ...]:
    """Return the blocks of a body typed with the marks above, in order."""
    return tuple(_block(tidy(line)) for line in nfc(text).splitlines() if line.strip())


def _block(line: str) -> Block:
    for mark, style in _MARKS:
        if line.startswith(mark):
            return Block(style=style, text=line.removeprefix(mark).strip())
    if _UNMARKED_PART.match(line) and line.isupper():
        return Block(style=BlockStyle.PART, text=line)
    return Block(style=BlockStyle.PARAGRAPH, text=line)


def without_brackets(text: str) -> str:
    """Return ``text`` as it is printed: each uncertain reading by its likeliest candidate."""
    return _READING.sub(lambda found: _candidates(found[1])[0], text)


def _candidates(inside: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in inside.split("|"))
