"""The plan's text by its parts: ``III.1.a`` is point a of clause 1 of part III."""

import re
from collections.abc import Iterable

from models.base import Value
from models.body import Block, BlockStyle

_PART = re.compile(r"([IVXLC]+)\.\s")
_NUMBER = re.compile(r"(\d+(?:\.\d+)*)\.\s")
_POINT = re.compile(r"([a-zđ])\)\s")

OPENING = "opening"
"""The name of what stands before part I."""


class Part(Value):
    """One part of the body: its address, its heading or first line, and its own blocks, without parts under it."""

    address: str
    heading: str
    blocks: tuple[Block, ...]

    @property
    def items(self) -> tuple[Block, ...]:
        """Return the dashed items."""
        return tuple(block for block in self.blocks if block.style is BlockStyle.ITEM)

    @property
    def text(self) -> str:
        """Return all words of the part, its heading included, one block a line."""
        return "\n".join(block.text for block in self.blocks)


def parts_of(body: Iterable[Block]) -> tuple[Part, ...]:
    """Return the parts of a body in order.

    A line that starts with ``I.``, ``1.``, ``1.1.`` or ``a)`` opens a part; a number under another needs no
    repetition of it: ``2.1.`` in part II has the address ``II.2.1``.
    """
    parts: list[tuple[str, list[Block]]] = []
    roman = number = ""
    for block in body:
        opened = None
        if block.style not in (BlockStyle.ITEM, BlockStyle.SUB_ITEM):
            if found := _PART.match(block.text):
                roman, number = found[1], ""
                opened = roman
            elif found := _NUMBER.match(block.text):
                number = found[1]
                opened = _joined(roman, number)
            elif found := _POINT.match(block.text):
                opened = _joined(roman, number, found[1])
        if opened is not None or not parts:
            parts.append((opened or "", []))
        parts[-1][1].append(block)
    return tuple(Part(address=address, heading=blocks[0].text, blocks=tuple(blocks)) for address, blocks in parts)


def _joined(*pieces: str) -> str:
    return ".".join(piece for piece in pieces if piece)
