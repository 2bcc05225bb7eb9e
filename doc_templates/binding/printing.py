"""The print run of certificates: all in one file, in order, set onto the office's paper."""

from collections.abc import Sequence

from pydantic import Field
from pypdf import PageObject, Transformation
from pypdf.generic import NameObject, RectangleObject

from doc_templates.binding.whole import Gathering, Whole
from models.base import Value

_POINTS_PER_MM = 72 / 25.4
_BOXES = ("/CropBox", "/BleedBox", "/TrimBox", "/ArtBox")


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


def print_run(certificates: Sequence[bytes], *, profile: PrinterProfile = A4_LYING, title: str = "") -> Whole:
    """Return one PDF of all certificates' pages in their order, each set onto the profile's paper.

    It is PDF/A-2b where every certificate is. Raises ``PdfUnreadable`` naming the place of the one that is no PDF.
    """
    gathering = Gathering()
    for place, data in enumerate(certificates, start=1):
        gathering.take(data, name=f"Bằng thứ {place}")
    if not _needs_no_setting(profile):
        for page in gathering.writer.pages:
            _set(page, profile)
    return gathering.finished(title=title)


def _needs_no_setting(profile: PrinterProfile) -> bool:
    return profile.model_copy(update={"name": A4_LYING.name}) == A4_LYING


def _set(page: PageObject, profile: PrinterProfile) -> None:
    """Set a page onto the paper, middle on middle, then moved as the profile says."""
    width, height = profile.width_mm * _POINTS_PER_MM, profile.height_mm * _POINTS_PER_MM
    if page.rotation:
        page.transfer_rotation_to_content()
    box = page.mediabox
    x = (width - float(box.left + box.right) * profile.scale) / 2 + profile.right_mm * _POINTS_PER_MM
    y = (height - float(box.bottom + box.top) * profile.scale) / 2 - profile.down_mm * _POINTS_PER_MM
    page.add_transformation(Transformation().scale(profile.scale).translate(x, y))
    for name in _BOXES:
        if name in page:
            del page[name]
    page[NameObject("/MediaBox")] = RectangleObject((0, 0, width, height))
