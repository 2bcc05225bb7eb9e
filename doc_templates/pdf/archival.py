"""Whether a PDF says, and by what can be seen in it is, an archive copy: PDF/A-2b (ISO 19005-2, level B).

Seen are the mark in its metadata, the colour profile, embedded fonts, and that nothing is locked, scripted, attached
or fetched from elsewhere. A whole validator looks at more: each glyph's width, each operator, each profile's innards.
"""

from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from doc_templates.pdf.reading import UNREADABLE, fonts_of, opened, program_of, unreadable

MARK = b"<pdfaid:part>2</pdfaid:part>"
_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
_RUNNING = frozenset(
    {"/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/Hide", "/SetOCGState", "/Rendition", "/Trans"}
    | {"/GoTo3DView", "/JavaScript"}
)
"""Actions that the standard forbids (6.5.1)."""


def archival_faults(pdf: bytes) -> tuple[str, ...]:
    """Return what speaks against the file as PDF/A-2b, in Vietnamese; empty where nothing does.

    Raises ``PdfUnreadable``.
    """
    reader = opened(pdf)
    try:
        return tuple(_faults(reader, pdf))
    except UNREADABLE as error:
        raise unreadable() from error


def _faults(reader: PdfReader, pdf: bytes) -> Iterator[str]:
    if not pdf.startswith(b"%PDF-1.") or any(byte < 128 for byte in _second_line(pdf)[1:5]):
        yield "đầu tệp không theo PDF/A"
    if reader.is_encrypted or "/Encrypt" in reader.trailer:
        yield "tệp bị khóa"
        return
    if "/ID" not in reader.trailer:
        yield "thiếu mã định danh tệp"
    root = reader.root_object
    yield from _mark_faults(root)
    if not any(_is_profile(intent) for intent in root.get("/OutputIntents", ())):
        yield "thiếu hồ sơ màu (OutputIntent)"
    yield from _font_faults(reader)
    yield from _living_faults(reader, root)


def _second_line(pdf: bytes) -> bytes:
    """Return the comment under the head: four bytes above 127 tell that the file is binary (6.1.2)."""
    return pdf[:64].replace(b"\r", b"\n").split(b"\n", 2)[1].ljust(5, b"\0")


def _mark_faults(root: DictionaryObject) -> Iterator[str]:
    found = root.get("/Metadata")
    stream = found.get_object() if found is not None else None
    data = stream.get_data() if stream is not None else b""
    if MARK not in data or b"<pdfaid:conformance>B</pdfaid:conformance>" not in data:
        yield "không ghi là PDF/A-2b"
    elif stream is not None and "/Filter" in stream:
        yield "phần mô tả bị nén"


def _is_profile(intent: object) -> bool:
    held = intent.get_object() if hasattr(intent, "get_object") else intent
    if not isinstance(held, DictionaryObject) or held.get("/S") != "/GTS_PDFA1":
        return False
    profile = held.get("/DestOutputProfile")
    return profile is not None and profile.get_object().get_data()[36:40] == b"acsp"


def _font_faults(reader: PdfReader) -> Iterator[str]:
    bare = set()
    for font in fonts_of(reader):
        if font.get("/Subtype") == "/Type3":
            continue
        program = program_of(font)
        if program is None or not any(key in program for key in _PROGRAMS):
            bare.add(str(font.get("/BaseFont", "")).lstrip("/"))
    if bare:
        yield f"phông chữ không nhúng: {', '.join(sorted(bare))}"


def _living_faults(reader: PdfReader, root: DictionaryObject) -> Iterator[str]:
    """Yield what would run, hide or come from elsewhere."""
    names = root.get("/Names")
    held = names.get_object() if names is not None else {}
    if "/JavaScript" in held or _action(root.get("/OpenAction")) in _RUNNING or "/AA" in root:
        yield "tệp có lệnh tự chạy"
    if "/EmbeddedFiles" in held:
        yield "tệp có tệp đính kèm"
    for number, page in enumerate(reader.pages, start=1):
        for annotation in page.get("/Annots", ()):
            mark = annotation.get_object()
            if _action(mark.get("/A")) in _RUNNING or mark.get("/Subtype") in {"/FileAttachment", "/Movie", "/Sound"}:
                yield f"trang {number} có đối tượng tự chạy hoặc đính kèm"


def _action(value: object) -> str:
    held = value.get_object() if hasattr(value, "get_object") else value
    return str(held.get("/S", "")) if isinstance(held, DictionaryObject) else ""
