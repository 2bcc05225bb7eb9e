"""What a font file holds: which letters it has and how wide they are (OpenType tables cmap, head, hhea and hmtx)."""

import struct
from collections.abc import Mapping
from typing import NamedTuple

_COLLECTION = b"ttcf"
_UNICODE = {(3, 10): 0, (0, 6): 1, (0, 4): 2, (3, 1): 3, (0, 3): 4}
"""Maps from characters to glyphs, by platform and encoding, the widest first."""


class BadFont(ValueError):
    """The file is no OpenType or TrueType font with a Unicode map."""


class FontFile(NamedTuple):
    """A font's letters."""

    glyphs: Mapping[str, int]
    """Which glyph draws a character."""
    widths: tuple[int, ...]
    """The advance of each glyph in thousandths of the font's size; the last one is that of all further glyphs."""

    def lacks(self, letters: str) -> str:
        """Return those of the letters that the font cannot draw."""
        return "".join(letter for letter in letters if not self.glyphs.get(letter))

    def width(self, letter: str) -> int:
        """Return a letter's width in thousandths of the font's size."""
        return self.widths[min(self.glyphs.get(letter, 0), len(self.widths) - 1)]


def read_font(data: bytes, *, index: int = 0) -> FontFile:
    """Return the letters of a font file, of a collection the font at ``index``; raise ``BadFont``."""
    try:
        tables = font_tables(data, index=index)
        return FontFile(_glyphs(tables[b"cmap"]), _widths(tables))
    except (struct.error, KeyError, IndexError, ZeroDivisionError) as error:
        raise BadFont(f"{type(error).__name__}: {error}") from error


def font_tables(data: bytes, *, index: int = 0) -> dict[bytes, bytes]:
    """Return a font file's tables by their tags, of a collection those of the font at ``index``."""
    start = struct.unpack_from(">I", data, 12 + 4 * index)[0] if data[:4] == _COLLECTION else 0
    (count,) = struct.unpack_from(">H", data, start + 4)
    records = (struct.unpack_from(">4s4xII", data, start + 12 + 16 * place) for place in range(count))
    return {tag: data[offset : offset + length] for tag, offset, length in records}


def _widths(tables: Mapping[bytes, bytes]) -> tuple[int, ...]:
    (unit,) = struct.unpack_from(">H", tables[b"head"], 18)
    (count,) = struct.unpack_from(">H", tables[b"hhea"], 34)
    advances = (struct.unpack_from(">H", tables[b"hmtx"], 4 * glyph)[0] for glyph in range(count))
    return tuple(round(advance * 1000 / unit) for advance in advances)


def _glyphs(cmap: bytes) -> dict[str, int]:
    (count,) = struct.unpack_from(">H", cmap, 2)
    maps = [struct.unpack_from(">HHI", cmap, 4 + 8 * place) for place in range(count)]
    fitting = sorted((_UNICODE[platform, code], at) for platform, code, at in maps if (platform, code) in _UNICODE)
    for _, at in fitting:
        (kind,) = struct.unpack_from(">H", cmap, at)
        if kind in (4, 12):
            return {chr(code): glyph for code, glyph in code_map(cmap[at:]).items()}
    raise BadFont("no Unicode map")


def code_map(table: bytes) -> dict[int, int]:
    """Return one map of a ``cmap`` table, from codes to glyphs; empty where it is of a form that is not read."""
    (kind,) = struct.unpack_from(">H", table)
    if kind == 0:
        return {code: glyph for code, glyph in enumerate(table[6:262]) if glyph}
    if kind == 4:
        return _segments(table)
    if kind == 6:
        first, count = struct.unpack_from(">HH", table, 6)
        return dict(enumerate(struct.unpack_from(f">{count}H", table, 10), start=first))
    return _segmented_coverage(table) if kind == 12 else {}


def _segmented_coverage(table: bytes) -> dict[int, int]:
    """Read format 12: runs of characters drawn by runs of glyphs."""
    (count,) = struct.unpack_from(">I", table, 12)
    groups = (struct.unpack_from(">III", table, 16 + 12 * place) for place in range(count))
    return {code: glyph + code - first for first, last, glyph in groups for code in range(first, last + 1)}


def _segments(table: bytes) -> dict[int, int]:
    """Read format 4: segments with either one shift for all their characters or a list of glyphs."""
    (twice,) = struct.unpack_from(">H", table, 6)
    count = twice // 2
    starts_at = 16 + twice
    lasts = struct.unpack_from(f">{count}H", table, 14)
    firsts = struct.unpack_from(f">{count}H", table, starts_at)
    shifts = struct.unpack_from(f">{count}H", table, starts_at + twice)
    lists_at = starts_at + 2 * twice
    lists = struct.unpack_from(f">{count}H", table, lists_at)
    glyphs: dict[int, int] = {}
    for place, (first, last, shift, listed) in enumerate(zip(firsts, lasts, shifts, lists, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if listed:
                (glyph,) = struct.unpack_from(">H", table, lists_at + 2 * place + listed + 2 * (code - first))
            if glyph:
                glyphs[code] = (glyph + shift) % 0x10000
    return glyphs
