"""A document's properties as Word shows them: its title and its own date, never a person or a machine."""

from datetime import date
from xml.sax.saxutils import escape

from doc_templates.package import Part

PART = "docProps/core.xml"
_UNDATED = date(2000, 1, 1)
_XML = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    "<dc:title>{title}</dc:title><dc:creator></dc:creator><dc:language>vi-VN</dc:language>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:modified>'
    "</cp:coreProperties>"
)


def core_part(*, title: str, dated: date | None) -> Part:
    """Return the properties part for a document with that title and date."""
    return Part(PART, _XML.format(title=escape(title), day=dated or _UNDATED).encode("utf-8"))
