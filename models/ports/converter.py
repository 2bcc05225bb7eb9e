"""The converter of Word documents into PDF."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, Protocol

from models.errors import ThiduaError, Unavailable


class NoConverter(Unavailable):
    """No PDF can be made on this machine as it is; everything else works."""

    code = "no-converter"


class ConversionFailed(ThiduaError):
    """A document could not be turned into a PDF."""

    code = "pdf-conversion-failed"
    http_status = 422


class Converted(NamedTuple):
    """What became of one document: its PDF and how many pages it has, or why there is none."""

    place: int
    """Which document it was, from 0."""
    pdf: bytes = b""
    page_count: int = 0
    fault: ThiduaError | None = None


class PdfConverter(Protocol):
    """Word documents into PDF, each an archive copy (PDF/A-2b) where LibreOffice makes it."""

    def convert_each(
        self, documents: Sequence[bytes], *, progress: Callable[[int, int], None] | None = None
    ) -> Iterator[Converted]:
        """Yield what became of each document as soon as it is known, in no order; one bad document costs no other.

        ``progress`` is told of the documents done and of all, after each one and every few seconds between; what it
        raises ends the conversion. Raises ``NoConverter`` at once where none is installed or fit for use.
        """

    def convert(self, documents: Sequence[bytes]) -> tuple[bytes, ...]:
        """Return a PDF per document in the same order.

        Raises ``NoConverter`` as above, and ``ConversionFailed`` naming the places (from 1) of the documents that
        cannot be converted; ``convert_each`` gives the others.
        """
        made = sorted(self.convert_each(documents), key=lambda one: one.place)
        faults = [f"{one.place + 1} ({one.fault.message.rstrip('.')})" for one in made if one.fault is not None]
        if faults:
            raise ConversionFailed(
                f"Không chuyển được sang PDF tài liệu thứ {', '.join(faults)} trong {len(made)} tài liệu.",
                remedy="mở tài liệu bằng Word để kiểm tra; các tài liệu khác vẫn chuyển được.",
            )
        return tuple(one.pdf for one in made)

    def check(self) -> str:
        """Return what PDFs are made with, or raise ``NoConverter`` with what to install."""
