"""One PDF out of many: a bookmark at the head of each part, the pages numbered through."""

import io
from collections.abc import Sequence

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError

from doc_templates.binding.stamps import Stamp
from doc_templates.pdf import PdfUnreadable

_UNREADABLE = (PyPdfError, ValueError, KeyError, AttributeError, TypeError)


def bind_pdfs(parts: Sequence[tuple[str, bytes]], *, title: str = "") -> bytes:
    """Return the parts, each a title and a PDF, bound into one with bookmarks and pages numbered ``12/45``.

    The same parts give the same bytes. Raises ``PdfUnreadable`` naming the part that is no PDF.
    """
    writer = PdfWriter()
    stamp = Stamp(writer)
    for name, data in parts:
        first = len(writer.pages)
        append(writer, data, name=name)
        if len(writer.pages) > first:
            writer.add_outline_item(title=name, page_number=first)
    for number, page in enumerate(writer.pages, start=1):
        stamp.number(page, f"{number}/{len(writer.pages)}")
    if parts:
        writer.page_mode = "/UseOutlines"
    return written(writer, title=title)


def append(writer: PdfWriter, data: bytes, *, name: str) -> None:
    """Add a PDF's pages; what its own links and bookmarks were is left behind."""
    try:
        for page in PdfReader(io.BytesIO(data)).pages:
            writer.add_page(page)
    except _UNREADABLE as error:
        raise PdfUnreadable(
            f"“{name}” không phải là PDF đọc được nên không đóng được vào hồ sơ.",
            place=name,
            remedy="tạo lại bản PDF từ tệp Word.",
        ) from error


def written(writer: PdfWriter, *, title: str) -> bytes:
    """Return the file; nothing of the day or the machine is in it."""
    writer.metadata = None
    writer.add_metadata({"/Title": title, "/Producer": "Thi dua"})
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def page_ranges(counts: Sequence[int], *, first: int = 1) -> tuple[tuple[int, int], ...]:
    """Return first and last page of each part in the bound file, the parts having so many pages."""
    ranges = []
    for count in counts:
        ranges.append((first, first + count - 1))
        first += count
    return tuple(ranges)
