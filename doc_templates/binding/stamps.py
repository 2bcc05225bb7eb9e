"""Page numbers stamped into a PDF in a font of our own: its few glyphs are drawn inside the file (Type 3).

No font of the machine is asked for and none is left out of the file; the numbers stay text that can be found.
"""

from collections.abc import Iterable

from pypdf import PageObject, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
)

from doc_templates.drawing.letters import CAPITAL, PEN, glyph, text_width

_CHARACTERS = "0123456789/"
_FONT = "/ThiduaSo"
_GLYPH_GAP = 3.3
_POINTS_PER_MM = 72 / 25.4
_CAPITAL_MM = 2.6
_RIGHT_MM = 15
_BOTTOM_MM = 9


class Stamp:
    """The font and the drawing around it, kept once in a file and used by all its pages."""

    def __init__(self, writer: PdfWriter) -> None:
        self._writer = writer
        self._font = writer._add_object(_font(writer))
        self._begin = writer._add_object(_stream("q\n"))

    def number(self, page: PageObject, text: str) -> None:
        """Write a text at the foot of a page, against its right margin."""
        if page.rotation:
            page.transfer_rotation_to_content()
        self._use_font(page)
        scale = _CAPITAL_MM * _POINTS_PER_MM / CAPITAL
        left = float(page.mediabox.right) - _RIGHT_MM * _POINTS_PER_MM - text_width(text) * scale
        base = float(page.mediabox.bottom) + _BOTTOM_MM * _POINTS_PER_MM
        drawn = f"\nQ\nq BT {_FONT} 1 Tf {scale:.5f} 0 0 {scale:.5f} {left:.3f} {base:.3f} Tm ({text}) Tj ET Q\n"
        over = self._writer._add_object(_stream(drawn))
        page[NameObject("/Contents")] = ArrayObject([self._begin, *self._contents(page), over])

    def _contents(self, page: PageObject) -> Iterable[PdfObject]:
        """Return the page's own streams, each by its reference."""
        own = page.get("/Contents")
        if own is None:
            return ()
        raw = page.raw_get("/Contents")
        return tuple(own) if isinstance(own, ArrayObject) else (raw,)

    def _use_font(self, page: PageObject) -> None:
        resources = _dictionary(page, "/Resources")
        _dictionary(resources, "/Font")[NameObject(_FONT)] = self._font


def _dictionary(holder: DictionaryObject, key: str) -> DictionaryObject:
    """Return the dictionary under a key, made where there is none."""
    found = holder.get(key)
    held = found.get_object() if isinstance(found, IndirectObject) else found
    if isinstance(held, DictionaryObject):
        return held
    made = DictionaryObject()
    holder[NameObject(key)] = made
    return made


def _stream(text: str) -> DecodedStreamObject:
    made = DecodedStreamObject()
    made.set_data(text.encode("ascii"))
    return made


def _font(writer: PdfWriter) -> DictionaryObject:
    """Return the font; its units are those of the letters, one unit one point at size 1."""
    names = [f"/g{ord(character)}" for character in _CHARACTERS]
    widths = [glyph(character)[0] + _GLYPH_GAP for character in _CHARACTERS]
    procedures = DictionaryObject(
        {
            NameObject(name): writer._add_object(_stream(_procedure(character, width)))
            for name, character, width in zip(names, _CHARACTERS, widths, strict=True)
        }
    )
    encoding = ArrayObject([NumberObject(0)])
    for name, character in zip(names, _CHARACTERS, strict=True):
        encoding += [NumberObject(ord(character)), NameObject(name)]
    first, last = min(map(ord, _CHARACTERS)), max(map(ord, _CHARACTERS))
    by_code = dict(zip(map(ord, _CHARACTERS), widths, strict=True))
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type3"),
            NameObject("/Name"): NameObject(_FONT),
            NameObject("/FontBBox"): _numbers(-2, -2, 16, 18),
            NameObject("/FontMatrix"): _numbers(1, 0, 0, 1, 0, 0),
            NameObject("/CharProcs"): procedures,
            NameObject("/Encoding"): DictionaryObject(
                {NameObject("/Type"): NameObject("/Encoding"), NameObject("/Differences"): encoding}
            ),
            NameObject("/FirstChar"): NumberObject(first),
            NameObject("/LastChar"): NumberObject(last),
            NameObject("/Widths"): _numbers(*(by_code.get(code, 0) for code in range(first, last + 1))),
            NameObject("/Resources"): DictionaryObject(),
            NameObject("/ToUnicode"): writer._add_object(_stream(_to_unicode())),
        }
    )


def _numbers(*values: float) -> ArrayObject:
    return ArrayObject([FloatObject(value) for value in values])


def _procedure(character: str, width: float) -> str:
    """Return the drawing of one glyph: its strokes with a round pen."""
    lines = [f"{width:.2f} 0 d0", f"{PEN} w 1 J 1 j 0 G"]
    for stroke in glyph(character)[1]:
        points = [f"{x:.2f} {y:.2f}" for x, y in stroke]
        lines.append(f"{points[0]} m " + " ".join(f"{point} l" for point in points[1:]) + " S")
    return "\n".join(lines) + "\n"


def _to_unicode() -> str:
    """Return the map from the font's codes to letters, so that the numbers can be searched and copied."""
    pairs = "\n".join(f"<{ord(character):02X}> <{ord(character):04X}>" for character in _CHARACTERS)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CMapName /ThiduaSo def /CMapType 2 def\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"{len(_CHARACTERS)} beginbfchar\n{pairs}\nendbfchar\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end\n"
    )
