"""Which font stands in for Times New Roman here: in each style as wide, and with every Vietnamese letter."""

import shutil
import subprocess
import unicodedata
from pathlib import Path
from typing import NamedTuple

from doc_templates.typesetting import metrics
from doc_templates.typesetting.font_files import BadFont, FontFile, read_font
from models.ports import NoConverter

FONT = "Times New Roman"
STYLES = ("", ":bold", ":italic", ":bold:italic")
_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_SMALL = "".join(unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES)
_LATIN = "abcdefghijklmnopqrstuvwxyz0123456789"
LETTERS = "".join(dict.fromkeys(f"{_SMALL}{_SMALL.upper()}đĐ{_LATIN}{_LATIN.upper()}.,;:!?()/%+-–“”‘’…"))
"""Everything that a Vietnamese document is written with; a page whose font lacks one letter mixes two fonts."""
_TOLERANCE = 3
"""Thousandths of the size by which a letter may be wider or narrower: fonts round differently."""
_REMEDY = "cài gói fonts-liberation2 (bản fonts-liberation cũ thiếu chữ tiếng Việt hai dấu), rồi thử lại."


class FontsUnfit(NoConverter):
    """PDFs would not look as in Word: no font of the right widths with all Vietnamese letters."""

    code = "fonts-unfit"


class _Found(NamedTuple):
    """What the machine gives for Times New Roman in one style."""

    family: str
    path: Path
    number: int
    """Which font of the file, where it holds several."""


def check_fonts() -> str:
    """Return the family that stands in for Times New Roman, or raise ``FontsUnfit`` with what to install."""
    if shutil.which("fc-match") is None:
        raise FontsUnfit("Không kiểm tra được phông chữ vì thiếu lệnh fc-match.", remedy="cài gói fontconfig.")
    found = [_found(style) for style in STYLES]
    for style, one in zip(STYLES, found, strict=True):
        check_font(_read(one), family=one.family, bold=":bold" in style, upright="italic" not in style)
    return found[0].family


def check_font(font: FontFile, *, family: str, bold: bool = False, upright: bool = True) -> None:
    """Raise ``FontsUnfit`` where a font is not as wide as Times New Roman or lacks a letter; slanted widths vary."""
    if upright and (wrong := _of_other_width(font, bold=bold)):
        raise FontsUnfit(
            f"Máy chủ thay phông {FONT} bằng “{family}”, chữ rộng khác ({wrong[:5]}…) nên dòng sẽ lệch.",
            remedy=_REMEDY,
        )
    if lacking := font.lacks(LETTERS):
        raise FontsUnfit(
            f"Phông “{family}” trên máy chủ thiếu {len(lacking)} chữ, ví dụ: {' '.join(lacking[:8])}.", remedy=_REMEDY
        )


def _of_other_width(font: FontFile, *, bold: bool) -> str:
    known = metrics.letter_widths(bold=bold)
    return "".join(letter for letter in _LATIN + _LATIN.upper() if abs(font.width(letter) - known[letter]) > _TOLERANCE)


def _found(style: str) -> _Found:
    answer = _asked("fc-match", "-f", "%{family}\n%{file}\n%{index}", FONT + style).split("\n")
    if len(answer) != 3:
        raise FontsUnfit("Máy chủ không có phông chữ nào.", remedy=_REMEDY)
    family, path, index = answer
    return _Found(family.split(",")[0], Path(path), int(index or 0) & 0xFFFF)


def _read(found: _Found) -> FontFile:
    try:
        return read_font(found.path.read_bytes(), index=found.number)
    except (OSError, BadFont) as error:
        raise FontsUnfit(f"Không đọc được phông “{found.family}”.", place=str(found.path), remedy=_REMEDY) from error


def _asked(*command: str) -> str:
    """Return what fontconfig answers; silence when it fails or does not answer."""
    try:
        answer = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)  # noqa: S603 - fixed words
    except subprocess.TimeoutExpired:
        return ""
    return answer.stdout.strip()
