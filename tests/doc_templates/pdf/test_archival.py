"""What speaks against a PDF as an archive copy is seen, one fault at a time."""

import io
from collections.abc import Callable

import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, ByteStringObject, DecodedStreamObject, DictionaryObject, NameObject

from doc_templates.pdf import PdfUnreadable, archival_faults, font_families, page_count

_MARK = b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>"
_PROFILE = b"\0" * 36 + b"acsp" + b"\0" * 20


def stream(data: bytes) -> DecodedStreamObject:
    made = DecodedStreamObject()
    made.set_data(data)
    return made


def names(**values: object) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in values.items()})


def font(writer: PdfWriter, **program: object) -> DictionaryObject:
    """Return a TrueType font with this in its descriptor."""
    descriptor = names(Type=NameObject("/FontDescriptor"), **program)
    base = names(Type=NameObject("/Font"), Subtype=NameObject("/TrueType"), BaseFont=NameObject("/ABCDEF+Liberation"))
    base[NameObject("/FontDescriptor")] = writer._add_object(descriptor)
    return base


def archive_copy() -> PdfWriter:
    """Return a page that nothing speaks against."""
    writer = PdfWriter()
    writer.pdf_header = "%PDF-1.7"
    page = writer.add_blank_page(width=100, height=100)
    page[NameObject("/Resources")] = names(Font=names(F1=font(writer, FontFile2=writer._add_object(stream(b"x")))))
    writer.root_object[NameObject("/Metadata")] = writer._add_object(stream(_MARK))
    intent = names(S=NameObject("/GTS_PDFA1"), DestOutputProfile=writer._add_object(stream(_PROFILE)))
    writer.root_object[NameObject("/OutputIntents")] = ArrayObject([intent])
    writer._ID = ArrayObject([ByteStringObject(b"a" * 16), ByteStringObject(b"a" * 16)])
    return writer


def bytes_of(writer: PdfWriter) -> bytes:
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def _without(key: str) -> Callable[[PdfWriter], None]:
    def spoil(writer: PdfWriter) -> None:
        del writer.root_object[key]

    return spoil


def _bare_font(writer: PdfWriter) -> None:
    writer.pages[0][NameObject("/Resources")] = names(Font=names(F1=font(writer)))


def _bare_font_in_a_drawing(writer: PdfWriter) -> None:
    form = stream(b"")
    form[NameObject("/Resources")] = names(Font=names(F1=font(writer)))
    writer.pages[0]["/Resources"][NameObject("/XObject")] = names(Tr1=writer._add_object(form))


def _composite_bare_font(writer: PdfWriter) -> None:
    whole = names(Subtype=NameObject("/Type0"), BaseFont=NameObject("/X"), DescendantFonts=ArrayObject([font(writer)]))
    writer.pages[0][NameObject("/Resources")] = names(Font=names(F1=whole))


def _script(writer: PdfWriter) -> None:
    writer.root_object[NameObject("/OpenAction")] = names(S=NameObject("/JavaScript"))


def _launch(writer: PdfWriter) -> None:
    note = names(Subtype=NameObject("/Link"), A=names(S=NameObject("/Launch")))
    writer.pages[0][NameObject("/Annots")] = ArrayObject([note])


def test_an_archive_copy_has_no_fault() -> None:
    """A file with mark, colour profile and embedded fonts has nothing against it."""
    assert archival_faults(bytes_of(archive_copy())) == ()


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (_without("/Metadata"), "không ghi là PDF/A-2b"),
        (_without("/OutputIntents"), "thiếu hồ sơ màu (OutputIntent)"),
        (_bare_font, "phông chữ không nhúng: ABCDEF+Liberation"),
        (_bare_font_in_a_drawing, "phông chữ không nhúng: ABCDEF+Liberation"),
        (_composite_bare_font, "phông chữ không nhúng: X"),
        (_script, "tệp có lệnh tự chạy"),
        (lambda writer: writer.add_attachment("a.txt", b"x"), "tệp có tệp đính kèm"),
        (_launch, "trang 1 có đối tượng tự chạy hoặc đính kèm"),
        (lambda writer: writer.encrypt("x", algorithm="RC4-128"), "tệp bị khóa"),
    ],
)
def test_each_fault_is_seen_alone(spoil: Callable[[PdfWriter], object], fault: str) -> None:
    """A good file spoiled in one way has that one fault."""
    writer = archive_copy()
    spoil(writer)
    assert archival_faults(bytes_of(writer)) == (fault,)


@pytest.mark.parametrize("data", [b"", b"khong phai pdf", b"%PDF-1.7\nhong"])
@pytest.mark.parametrize("read", [page_count, font_families, archival_faults])
def test_unreadable_pdf_is_told(data: bytes, read: Callable[[bytes], object]) -> None:
    """Bytes that are no PDF are told as such, whatever is asked of them."""
    with pytest.raises(PdfUnreadable):
        read(data)
