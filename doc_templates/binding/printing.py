"""The print run of certificates: all in one file, in order, set onto the office's paper."""

from collections.abc import Sequence
from io import BytesIO

from pydantic import Field
from pypdf import PageObject, PdfReader, PdfWriter, Transformation

from doc_templates.binding.pdfs import append, written
from models.base import Value

_POINTS_PER_MM = 72 / 25.4


class PrinterProfile(Value):
    """A printer's paper, and by how much its print is moved and scaled to fall where it should.

    The certificate keeps its middle in the middle of the paper; shifts are in millimetres.
    """

    name: str
    width_mm: float = Field(default=297, gt=0)
    height_mm: float = Field(default=210, gt=0)
    right_mm: float = 0
    down_mm: float = 0
    scale: float = Field(default=1, gt=0)


A4_LYING = PrinterProfile(name="A4 ngang")


def print_run(certificates: Sequence[bytes], *, profile: PrinterProfile = A4_LYING, title: str = "") -> bytes:
    """Return one PDF of all certificates' pages in their order, each set onto the profile's paper.

    Raises ``PdfUnreadable`` naming the place of the one that is no PDF.
    """
    loose = PdfWriter()
    for place, data in enumerate(certificates, start=1):
        append(loose, data, name=f"Bằng thứ {place}")
    if _needs_no_setting(profile):
        return written(loose, title=title)
    writer = PdfWriter()
    for page in PdfReader(BytesIO(written(loose, title=title))).pages:
        _set(writer, page, profile)
    return written(writer, title=title)


def _needs_no_setting(profile: PrinterProfile) -> bool:
    return profile.model_copy(update={"name": A4_LYING.name}) == A4_LYING


def _set(writer: PdfWriter, page: PageObject, profile: PrinterProfile) -> None:
    """Set a page onto the paper, middle on middle, then moved as the profile says."""
    width, height = profile.width_mm * _POINTS_PER_MM, profile.height_mm * _POINTS_PER_MM
    sheet = writer.add_blank_page(width=width, height=height)
    x = (width - float(page.mediabox.width) * profile.scale) / 2 + profile.right_mm * _POINTS_PER_MM
    y = (height - float(page.mediabox.height) * profile.scale) / 2 - profile.down_mm * _POINTS_PER_MM
    sheet.merge_transformed_page(page, Transformation().scale(profile.scale).translate(x, y))
