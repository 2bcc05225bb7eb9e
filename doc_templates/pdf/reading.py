"""What is read out of a PDF: its pages and its fonts."""

import io
import struct
import zlib
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.errors import FileNotDecryptedError, PyPdfError
from pypdf.generic import DictionaryObject

from models.errors import ThiduaError

UNREADABLE = (
    *(PyPdfError, ValueError, LookupError, AttributeError, TypeError, ArithmeticError, AssertionError, RuntimeError),
    *(struct.error, zlib.error),
)
"""What pypdf raises over bytes that are no sound PDF."""


class PdfUnreadable(ThiduaError):
    """Bytes that are no PDF."""

    code = "pdf-unreadable"
    http_status = 422


def unreadable() -> PdfUnreadable:
    """Return the error for bytes that are no PDF."""
    return PdfUnreadable("Tệp không phải là PDF đọc được.", remedy="tạo lại bản PDF từ tệp Word.")


def opened(pdf: bytes) -> PdfReader:
    """Return a reader of the file, or raise ``PdfUnreadable``."""
    try:
        reader = PdfReader(io.BytesIO(pdf))
        if reader.is_encrypted:
            _ = len(reader.pages)
    except FileNotDecryptedError as error:
        raise PdfUnreadable(
            "Tệp PDF có mật khẩu mở nên không đọc được.", remedy="nộp lại bản PDF không đặt mật khẩu."
        ) from error
    except UNREADABLE as error:
        raise unreadable() from error
    return reader


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has, or raise ``PdfUnreadable``."""
    try:
        return len(opened(pdf).pages)
    except UNREADABLE as error:
        raise unreadable() from error


def font_families(pdf: bytes) -> frozenset[str]:
    """Return the font families that a PDF uses: ``LiberationSerif``, without weight and subset mark."""
    try:
        names = {str(font.get("/BaseFont", "")) for font in fonts_of(opened(pdf))}
    except UNREADABLE as error:
        raise unreadable() from error
    return frozenset(name.lstrip("/").rpartition("+")[2].partition("-")[0] for name in names)


def fonts_of(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Yield each font of the pages and of the drawings that they use."""
    seen: set[int] = set()
    for page in reader.pages:
        yield from _fonts_in(page.get("/Resources"), seen)


def _fonts_in(resources: object, seen: set[int]) -> Iterator[DictionaryObject]:
    held = _dictionary(resources)
    for font in _dictionary(held.get("/Font")).values():
        yield _dictionary(font)
    for drawing in _dictionary(held.get("/XObject")).values():
        form = _dictionary(drawing)
        if id(form) not in seen and "/Resources" in form:
            seen.add(id(form))
            yield from _fonts_in(form["/Resources"], seen)


def _dictionary(value: object) -> DictionaryObject:
    found = value.get_object() if hasattr(value, "get_object") else value
    return found if isinstance(found, DictionaryObject) else DictionaryObject()
