"""A TrueType program as it lies in a PDF: often only the letters in use, its names and maps cut down."""

import struct
from collections.abc import Mapping
from typing import NamedTuple

from doc_templates.typesetting.font_files import BadFont, code_map, font_tables

Maps = Mapping[tuple[int, int], Mapping[int, int]]
"""From codes to glyphs, by platform and encoding."""


class Program(NamedTuple):
    """What is judged of a font program."""

    glyphs: int
    """How many it has."""
    widths: tuple[float, ...]
    """Advances in thousandths of the size; the last one is that of all further glyphs."""
    maps: Maps

    def width(self, glyph: int) -> float:
        """Return a glyph's advance in thousandths of the size."""
        return self.widths[min(glyph, len(self.widths) - 1)]


def read_program(data: bytes) -> Program:
    """Return a TrueType program's glyphs, widths and maps; raise ``BadFont``."""
    try:
        tables = font_tables(data)
        (glyphs,) = struct.unpack_from(">H", tables[b"maxp"], 4)
        (unit,) = struct.unpack_from(">H", tables[b"head"], 18)
        (count,) = struct.unpack_from(">H", tables[b"hhea"], 34)
        widths = struct.unpack_from(">" + "Hh" * count, tables[b"hmtx"])[::2]
        maps = _maps(tables[b"cmap"]) if b"cmap" in tables else {}
        return Program(glyphs, tuple(width * 1000 / unit for width in widths) or (0.0,), maps)
    except (struct.error, KeyError, IndexError, ZeroDivisionError, ValueError) as error:
        raise BadFont(f"{type(error).__name__}: {error}") from error


def _maps(cmap: bytes) -> Maps:
    (count,) = struct.unpack_from(">H", cmap, 2)
    found = {}
    for place in range(count):
        platform, encoding, at = struct.unpack_from(">HHI", cmap, 4 + 8 * place)
        found[platform, encoding] = code_map(cmap[at:])
    return found
