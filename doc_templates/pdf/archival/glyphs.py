"""Each letter that pages show: drawn by the embedded font, as wide there as the file tells."""

from collections.abc import Iterator, Mapping

from pypdf.generic import DictionaryObject, StreamObject

from doc_templates.pdf.archival.file import dictionary, listed, number, resolved
from doc_templates.pdf.archival.programs import Program
from doc_templates.pdf.archival.rules import Breach

_TOLERANCE = 1.0
"""Thousandths of the size: widths are told in whole ones."""
_SYMBOLS = 0xF000
"""Where codes of a symbol font may begin in its map (ISO 32000-1, 9.6.6.4)."""


def judge_simple_glyphs(
    font: DictionaryObject, program: Program, codes: frozenset[int], place: str
) -> Iterator[Breach]:
    """Yield breaches by the letters shown with a symbolic TrueType font, whose codes its own map knows."""
    first = int(number(font.get("/FirstChar")) or 0)
    told = [number(one) for one in listed(font.get("/Widths"))]
    letters = {code: _glyph_by_map(program, code) for code in codes}
    widths = {code: told[code - first] if 0 <= code - first < len(told) else None for code in codes}
    yield from _judged(letters, widths, program, place)


def _glyph_by_map(program: Program, code: int) -> int:
    symbols, mac = program.maps.get((3, 0)), program.maps.get((1, 0))
    if symbols is not None:
        return symbols.get(code) or symbols.get(_SYMBOLS + code) or 0
    only = mac if mac is not None else next(iter(program.maps.values()), {})
    return only.get(code, 0)


def judge_composite_glyphs(
    inner: DictionaryObject, program: Program, to_glyph: bytes | None, codes: frozenset[int], place: str
) -> Iterator[Breach]:
    """Yield breaches by the letters shown with a composite font; ``to_glyph`` is absent where codes are glyphs."""
    letters = {code: _glyph_by_table(to_glyph, code) for code in codes}
    default = number(inner.get("/DW"))
    known = _told_widths(inner)
    widths = {code: known.get(code, 1000.0 if default is None else default) for code in codes}
    yield from _judged(letters, widths, program, place)
    listing = resolved(dictionary(inner.get("/FontDescriptor")).get("/CIDSet"))
    if isinstance(listing, StreamObject) and not _lists(listing.get_data(), codes):
        yield Breach("cid-set", place)


def _glyph_by_table(to_glyph: bytes | None, code: int) -> int:
    return code if to_glyph is None else int.from_bytes(to_glyph[2 * code : 2 * code + 2], "big")


def _judged(
    letters: Mapping[int, int], widths: Mapping[int, float | None], program: Program, place: str
) -> Iterator[Breach]:
    if any(glyph == 0 for glyph in letters.values()):
        yield Breach("undefined-glyph", place)
    if any(glyph >= program.glyphs for glyph in letters.values()):
        yield Breach("glyphs-present", place)
    there = {code: glyph for code, glyph in letters.items() if 0 < glyph < program.glyphs}
    if any(not _fits(widths[code], program.width(glyph)) for code, glyph in there.items()):
        yield Breach("widths", place)


def _fits(told: float | None, drawn: float) -> bool:
    return told is not None and abs(told - drawn) <= _TOLERANCE


def _told_widths(inner: DictionaryObject) -> dict[int, float]:
    """Return the widths that a composite font tells one by one or by ranges (ISO 32000-1, 9.7.4.3)."""
    entries = listed(inner.get("/W"))
    found: dict[int, float] = {}
    at = 0
    while at + 1 < len(entries):
        first, second = int(number(entries[at]) or 0), entries[at + 1]
        if isinstance(second, list):
            found |= {first + place: number(one) or 0.0 for place, one in enumerate(second)}
            at += 2
        else:
            last, width = int(number(second) or 0), number(entries[at + 2]) if at + 2 < len(entries) else None
            found |= dict.fromkeys(range(first, min(last, 65535) + 1), width or 0.0)
            at += 3
    return found


def _lists(listing: bytes, codes: frozenset[int]) -> bool:
    """Tell whether a CIDSet has each of the letters, by one bit each."""
    return all(code // 8 < len(listing) and listing[code // 8] & (128 >> code % 8) for code in codes)
