"""How wide a line of Times New Roman is, so that rules under headings get their length before Word draws them."""

import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

_REGULAR = {
    180: "'",
    200: "|",
    250: " ,.",
    278: "/:;\\ijlt",
    333: "!()-I[]`fr‘’",
    389: "Js",
    408: '"',
    444: "?acez“”",
    469: "^",
    480: "{}",
    500: "#$*0123456789_bdghknopquvxyđ–",
    529: "ơ",
    541: "~",
    542: "ư",
    556: "FPS",
    564: "+<=>",
    611: "ELTZ",
    667: "BCR",
    722: "ADGHKNOQUVXYwĐƠ",
    776: "Ư",
    778: "&m",
    833: "%",
    889: "M",
    921: "@",
    944: "W",
    1000: "—…",
}
_BOLD = {
    220: "|",
    250: " ,.",
    278: "'/:;\\il",
    333: "!()-[]`fjt‘’",
    389: "Is",
    394: "{}",
    444: "cerz",
    500: "#$*0123456789?J_agovxy“”–",
    520: "~",
    554: "ơ",
    555: '"',
    556: "Sbdhknpquđ",
    570: "+<=>",
    581: "^",
    600: "ư",
    611: "FP",
    667: "BELTZ",
    722: "ACDNRUVXYwĐ",
    778: "GHKOQƠ",
    796: "Ư",
    833: "&m",
    930: "@",
    944: "M",
    1000: "%W—…",
}
_HORN = "\u031b"
_UNKNOWN = 722
_MM_PER_POINT = 25.4 / 72


def _table(groups: dict[int, str]) -> dict[str, int]:
    return {letter: width for width, letters in groups.items() for letter in letters}


_WIDTHS = {False: _table(_REGULAR), True: _table(_BOLD)}


def letter_widths(*, bold: bool) -> Mapping[str, int]:
    """Return the widths of letters of Times New Roman in thousandths of its size."""
    return MappingProxyType(_WIDTHS[bold])


def line_width(text: str, *, points: float, bold: bool = False) -> float:
    """Return the width of ``text`` in millimetres, set on one line."""
    return _millimetres(_units(text, bold), points)


def _millimetres(units: int, points: float) -> float:
    return units * points / 1000 * _MM_PER_POINT


@lru_cache(maxsize=4096)
def _units(text: str, bold: bool) -> int:  # noqa: FBT001 - a cache's key has no names
    return sum(_letter(char, bold) for char in text)


@lru_cache(maxsize=2048)
def _letter(char: str, bold: bool) -> int:  # noqa: FBT001 - a cache's key has no names
    return _WIDTHS[bold].get(_base(char), _UNKNOWN)


def _base(char: str) -> str:
    """Return the letter that gives ``char`` its width: tone and vowel marks add none, a horn does."""
    letter, *marks = list(unicodedata.normalize("NFD", char))
    return unicodedata.normalize("NFC", letter + _HORN) if _HORN in marks else letter


def widest_line(lines: Iterable[str], *, points: float, bold: bool, room: float) -> float:
    """Return the widest printed line in millimetres when each line is broken to fit ``room``."""
    printed = [
        line_width(part, points=points, bold=bold) for line in lines for part in wrapped(line, points, room, bold=bold)
    ]
    return min(max(printed, default=0.0), room)


def wrapped(text: str, points: float, room: float, *, bold: bool) -> list[str]:
    """Return the lines that Word would print, as far as widths tell."""
    made: list[list[str]] = []
    width, space = 0, _units(" ", bold)
    for word in text.split():
        own = _units(word, bold)
        if made and _millimetres(width + space + own, points) <= room:
            made[-1].append(word)
            width += space + own
        else:
            made.append([word])
            width = own
    return [" ".join(words) for words in made]


RULES = (8, 12, 18, 27, 40, 60)
"""Lengths of drawn rules in millimetres; each serves texts from twice to three times its length."""


def rule_length(text_width: float) -> int:
    """Return the rule for a text so wide: between a third and a half of it (NĐ 30/2020, PL I, II.2 and II.5)."""
    fitting = [length for length in RULES if text_width / 3 <= length <= text_width / 2]
    return fitting[-1] if fitting else min(RULES, key=lambda length: abs(length - text_width * 0.4))
