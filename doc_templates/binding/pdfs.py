"""One PDF out of many: a bookmark at the head of each part, the pages numbered through."""

from collections.abc import Sequence

from doc_templates.binding.stamps import Stamp
from doc_templates.binding.whole import Gathering, Whole


def bind_pdfs(parts: Sequence[tuple[str, bytes]], *, title: str = "") -> Whole:
    """Return the parts, each a title and a PDF, bound into one with bookmarks and pages numbered ``12/45``.

    The same parts give the same bytes. The whole is PDF/A-2b where every part is; else it tells why it is not.
    Raises ``PdfUnreadable`` naming the part that is no PDF.
    """
    gathering = Gathering()
    writer = gathering.writer
    stamp = Stamp(writer)
    for name, data in parts:
        first = len(writer.pages)
        if gathering.take(data, name=name):
            writer.add_outline_item(title=name, page_number=first)
    for number, page in enumerate(writer.pages, start=1):
        stamp.number(page, f"{number}/{len(writer.pages)}")
    if parts:
        writer.page_mode = "/UseOutlines"
    return gathering.finished(title=title)


def page_ranges(counts: Sequence[int], *, first: int = 1) -> tuple[tuple[int, int], ...]:
    """Return first and last page of each part in the bound file, the parts having so many pages."""
    ranges = []
    for count in counts:
        ranges.append((first, first + count - 1))
        first += count
    return tuple(ranges)
