"""How much one document may hold: data is counted before a template is filled, work and output while it is."""

from typing import TypeVar

from doc_templates.faults import TooMuch

MAX_ROWS = 100_000
"""Entries of all lists of a document together."""
MAX_FIELDS = 5_000_000
"""Fields of all groups of a document together; rows of nothing but texts and numbers are counted as rows."""
MAX_VALUE = 1_000_000
"""Characters of one value."""
MAX_TEXT = 20_000_000
"""Characters of all values together."""
MAX_DEPTH = 12
"""Lists and groups inside each other."""
MAX_TURNS = 1_000_000
"""Turns of all loops of a template in one document; what else a template does is reckoned in turns too."""
STEPS = 10
"""Parts that a turn is divided into, so that small work costs less than a turn."""
CALL_STEPS = 100
"""What the call of a macro or method costs at least."""
MAX_MADE = 1_000_000
"""Characters of one text that a template composes itself; also entries of one list."""
MAX_DIGITS = 400
"""Digits of a number that a template computes."""
MAX_OUTPUT = 64 * 1024 * 1024
"""Bytes of all parts of a document, unpacked."""
MAX_PASSAGE = 10_000_000
"""Bytes of text without an element in it: what opens Word files reads no more."""
MAX_PARTS = 65_535
"""Parts of a document, its pictures among them: so many can the end of a zip count."""
MAX_TEMPLATE = 64 * 1024 * 1024
"""Bytes of all parts of a template, unpacked."""
MAX_TEMPLATE_PARTS = 500
"""Parts of a template."""
MAX_PICTURES = 16 * 1024 * 1024
"""Bytes of all pictures of a document."""

_BITS = int(MAX_DIGITS * 3.33)
_WAY_OUT = "chia dữ liệu thành nhiều văn bản hoặc rút ngắn giá trị; giới hạn ghi trong docs/templates.md."


def too_much(what: str, limit: int, *, unit: str, place: str | None = None) -> TooMuch:
    """Return the error that names what went beyond which limit."""
    return TooMuch(f"{what} vượt giới hạn {limit:,} {unit}.".replace(",", "."), place=place, remedy=_WAY_OUT)


Made = TypeVar("Made")


def made(value: Made) -> Made:
    """Return what a template composed or computed, or raise where it is too long."""
    if isinstance(value, str | list | tuple):
        short_enough(len(value))
    elif isinstance(value, int) and value.bit_length() > _BITS:
        raise too_much("Số do mẫu tính ra", MAX_DIGITS, unit="chữ số")
    return value


def short_enough(length: int) -> int:
    """Return how long something is that a template is about to compose, or raise where it would be too long."""
    if length > MAX_MADE:
        raise too_much("Chữ hoặc danh sách do mẫu tự ghép", MAX_MADE, unit="ký tự")
    return length


class Budget:
    """The steps that are left to one document."""

    __slots__ = ("_left", "_turns")

    def __init__(self, turns: int = MAX_TURNS) -> None:
        self._turns = turns
        self._left = turns * STEPS

    def spend(self, steps: int) -> None:
        """Take steps away, or raise ``TooMuch`` when they are used up."""
        self._left -= steps
        if self._left < 0:
            raise too_much("Số lượt lặp và phép tính của mẫu", self._turns, unit="lượt")
