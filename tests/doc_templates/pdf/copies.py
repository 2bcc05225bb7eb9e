"""An archive copy as LibreOffice made it, to be changed: its parts, and what is put into it."""

import io
from collections.abc import Callable
from pathlib import Path

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

COPY = (Path(__file__).parent / "ban-luu-tru.pdf").read_bytes()
"""One page that LibreOffice 7.4 made as PDF/A-2b: a line of Vietnamese text."""
Spoil = Callable[[PdfWriter], object]
_ZERO = NumberObject(0)


def rewritten(data: bytes = COPY) -> PdfWriter:
    """Return the copy as it may be changed."""
    return PdfWriter(clone_from=PdfReader(io.BytesIO(data)))


def bytes_of(writer: PdfWriter) -> bytes:
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def name(text: str) -> NameObject:
    return NameObject(f"/{text}")


def names(**values: object) -> DictionaryObject:
    return DictionaryObject({name(key): value for key, value in values.items()})


def stream(data: bytes, **values: object) -> DecodedStreamObject:
    made = DecodedStreamObject()
    made.set_data(data)
    made.update(names(**values))
    return made


def numbers(*values: float) -> ArrayObject:
    return ArrayObject([FloatObject(value) for value in values])


def font_of(writer: PdfWriter) -> DictionaryObject:
    return writer.pages[0]["/Resources"]["/Font"]["/F1"].get_object()


def put(holder: Callable[[PdfWriter], DictionaryObject], key: str, value: object) -> Spoil:
    """Return the breaker that sets one entry."""

    def spoil(writer: PdfWriter) -> None:
        held = writer._add_object(value) if isinstance(value, StreamObject) else value
        holder(writer)[name(key)] = held

    return spoil


def root(writer: PdfWriter) -> DictionaryObject:
    return writer.root_object


def page(writer: PdfWriter) -> DictionaryObject:
    return writer.pages[0]


def descriptor(writer: PdfWriter) -> DictionaryObject:
    return font_of(writer)["/FontDescriptor"].get_object()


def info(writer: PdfWriter) -> DictionaryObject:
    return writer._info


def metadata(writer: PdfWriter) -> StreamObject:
    return writer.root_object["/Metadata"].get_object()


def without(holder: Callable[[PdfWriter], DictionaryObject], key: str) -> Spoil:
    def spoil(writer: PdfWriter) -> None:
        del holder(writer)[key]

    return spoil


def drawn(commands: bytes, **resources: object) -> Spoil:
    """Return the breaker that draws more on the page, with more to draw with."""

    def spoil(writer: PdfWriter) -> None:
        sheet = writer.pages[0]
        held = writer._add_object(stream(sheet.get_contents().get_data() + b"\n" + commands))
        sheet[name("Contents")] = held
        known = sheet["/Resources"].get_object()
        for key, value in resources.items():
            entries = {name(one): writer._add_object(each) for one, each in value.items()}
            known[name(key)] = DictionaryObject({**known.get(f"/{key}", {}), **entries})

    return spoil


def said(old: bytes, new: bytes) -> Spoil:
    """Return the breaker that changes words of the metadata."""

    def spoil(writer: PdfWriter) -> None:
        held = metadata(writer)
        assert old in held.get_data()
        held.set_data(held.get_data().replace(old, new))

    return spoil


def noted(**note: object) -> Spoil:
    """Return the breaker that puts an annotation onto the page: printed, with looks where nothing else is said."""
    own = {"F": NumberObject(4), "Rect": numbers(10, 10, 60, 30)} | note

    def spoil(writer: PdfWriter) -> None:
        looks = writer._add_object(stream(b"", Type=name("XObject"), Subtype=name("Form"), BBox=numbers(0, 0, 9, 9)))
        own.setdefault("AP", names(N=looks))
        writer.pages[0][name("Annots")] = ArrayObject(
            [names(**{key: one for key, one in own.items() if one is not None})]
        )

    return spoil


def composite(*, encoding: str = "Identity-H", width: float | None = None, code: int = 1, **inner: object) -> Spoil:
    """Return what writes the page's first letter with the same program as a composite font, well or spoilt."""

    def spoil(writer: PdfWriter) -> None:
        simple = font_of(writer)
        told = simple["/Widths"][1] if width is None else FloatObject(width)
        held = {"CIDToGIDMap": name("Identity"), "FontDescriptor": simple.raw_get("/FontDescriptor")} | inner
        system = names(Registry=TextStringObject("Adobe"), Ordering=TextStringObject("Identity"), Supplement=_ZERO)
        known = {key: value for key, value in held.items() if value is not None}
        descendant = names(
            Type=name("Font"),
            Subtype=name("CIDFontType2"),
            BaseFont=simple["/BaseFont"],
            CIDSystemInfo=system,
            W=ArrayObject([NumberObject(code), ArrayObject([told])]),
            **known,
        )
        whole = names(
            Type=name("Font"),
            Subtype=name("Type0"),
            BaseFont=simple["/BaseFont"],
            Encoding=name(encoding),
            DescendantFonts=ArrayObject([writer._add_object(descendant)]),
        )
        drawn(b"BT /F9 9 Tf <%04X> Tj ET" % code, Font={"F9": whole})(writer)

    return spoil
