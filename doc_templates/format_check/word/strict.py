"""The strict form of the standard: other names for the same things; it is read here, and never written."""

import re
from collections.abc import Iterable

from doc_templates.faults import TemplateFault
from doc_templates.word.package import Part

_MARK = b"purl.oclc.org/ooxml"
_NAMES = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(main|relationships|wordprocessingDrawing)")
_TRANSITIONAL = {
    b"wordprocessingml": b"http://schemas.openxmlformats.org/wordprocessingml/2006/",
    b"officeDocument": b"http://schemas.openxmlformats.org/officeDocument/2006/",
    b"drawingml": b"http://schemas.openxmlformats.org/drawingml/2006/",
}


def as_usual(data: bytes) -> bytes:
    """Return a part with the usual names."""
    return _NAMES.sub(_usual, data) if _MARK in data else data


def _usual(found: re.Match[bytes]) -> bytes:
    return _TRANSITIONAL.get(found[1], found[0][: found.start(2) - found.start()]) + found[2]


def refuse_strict(parts: Iterable[Part]) -> None:
    """Raise ``TemplateFault`` for a file that is to be written and has the strict form."""
    if any(_MARK in part.data for part in parts if part.name.endswith("document.xml")):
        raise TemplateFault(
            "Tệp được lưu theo dạng “Strict Open XML Document” nên không sửa, không ghi nhận xét vào được.",
            remedy="mở bằng Word, lưu lại dạng “Word Document (.docx)” rồi làm lại.",
        )
