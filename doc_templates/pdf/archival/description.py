"""What the file says of itself: its metadata (XMP), its claim to be PDF/A, and the older information beside it."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime

from lxml import etree
from pypdf.generic import DictionaryObject, StreamObject

from doc_templates.pdf.archival.file import ArchiveFile, dictionary, resolved
from doc_templates.pdf.archival.rules import Breach

MARK = b"<pdfaid:part>2</pdfaid:part>"
"""How LibreOffice writes the claim; it lies in the file as it is, for metadata are not packed."""
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_DC, _PDF, _XMP = "http://purl.org/dc/elements/1.1/", "http://ns.adobe.com/pdf/1.3/", "http://ns.adobe.com/xap/1.0/"
_PDFA = "http://www.aiim.org/pdfa/ns/"
_ID = f"{_PDFA}id/"
_SCHEMAS = frozenset(
    {_RDF, _DC, _PDF, _XMP, _ID, f"{_PDFA}extension/", f"{_PDFA}schema#", f"{_PDFA}property#", f"{_PDFA}type#"}
    | {f"{_PDFA}field#", "http://www.w3.org/XML/1998/namespace", "adobe:ns:meta/"}
    | {f"{_XMP}{one}" for one in ("mm/", "rights/", "bj/", "t/pg/", "g/", "g/img/", "s/", "sType/ResourceRef#")}
    | {f"{_XMP}sType/{one}#" for one in ("ResourceEvent", "Version", "Job", "Dimensions", "Font")}
    | {"http://ns.adobe.com/xmp/1.0/DynamicMedia/", "http://ns.adobe.com/xmp/Identifier/qual/1.0/"}
    | {"http://ns.adobe.com/photoshop/1.0/", "http://ns.adobe.com/camera-raw-settings/1.0/"}
    | {"http://ns.adobe.com/tiff/1.0/", "http://ns.adobe.com/exif/1.0/", "http://ns.adobe.com/exif/1.0/aux/"}
)
_LEVELS = frozenset({"A", "B", "U"})
"""Levels A and U ask for all that B does."""
_OLD_HEAD = re.compile(rb"<\?xpacket[^>]*\b(?:bytes|encoding)\s*=")
_BOTH = (
    ("/Title", (_DC, "title")),
    ("/Author", (_DC, "creator")),
    ("/Subject", (_DC, "description")),
    ("/Keywords", (_PDF, "Keywords")),
    ("/Producer", (_PDF, "Producer")),
    ("/Creator", (_XMP, "CreatorTool")),
    ("/CreationDate", (_XMP, "CreateDate")),
    ("/ModDate", (_XMP, "ModifyDate")),
)
_INFO_DATE = re.compile(
    r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)'?(?:00'?(?:00'?)?)?|([+-]\d\d)'?(\d\d)?'?)?$"
)


def judge_description(file: ArchiveFile) -> Iterator[Breach]:
    """Yield what is wrong with the file's metadata and its claim."""
    held = resolved(file.root.get("/Metadata"))
    if not isinstance(held, StreamObject) or (held.get("/Type"), held.get("/Subtype")) != ("/Metadata", "/XML"):
        yield Breach("metadata")
        yield Breach("claim")
        return
    if "/Filter" in held:
        yield Breach("metadata-plain")
    root = _parsed(held.get_data())
    if root is None:
        yield Breach("metadata")
        yield Breach("claim")
        return
    yield from _said(root, dictionary(file.reader.trailer.get("/Info")))


def claims_archival(data: bytes) -> bool:
    """Tell whether metadata say that their file is PDF/A-2, at whatever level."""
    root = _parsed(data)
    return root is not None and _claim(_properties(root))


def _parsed(data: bytes) -> etree._Element | None:
    if _OLD_HEAD.search(data):
        return None
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except (etree.XMLSyntaxError, ValueError):
        return None
    inner = root if root.tag == f"{{{_RDF}}}RDF" else root.find(f"{{{_RDF}}}RDF")
    return None if inner is None or root.getroottree().docinfo.doctype else inner


def _said(root: etree._Element, info: DictionaryObject) -> Iterator[Breach]:
    told = _properties(root)
    if not _claim(told):
        yield Breach("claim")
    declared = {one.text for one in root.iter(f"{{{_PDFA}schema#}}namespaceURI")}
    for space in sorted({name[0] for name in told} - _SCHEMAS - declared):
        yield Breach("metadata-schemas", space)
    for key, name in _BOTH:
        said = resolved(info.get(key))
        if said is not None and name in told and not _same(str(said), told[name], is_date=key.endswith("Date")):
            yield Breach("metadata-info", key.lstrip("/"))


def _properties(root: etree._Element) -> Mapping[tuple[str, str], str]:
    """Return each property's words by its schema and name, written as element or as attribute."""
    found: dict[tuple[str, str], str] = {}
    for described in root.iterfind(f"{{{_RDF}}}Description"):
        for key, value in described.attrib.items():
            name = etree.QName(str(key))
            if name.namespace not in (None, _RDF):
                found[name.namespace or "", name.localname] = str(value)
        for child in described.iterchildren(tag=etree.Element):
            name = etree.QName(child)
            items = [one.text or "" for one in child.iter(f"{{{_RDF}}}li")]
            found[name.namespace or "", name.localname] = ", ".join(items) if items else (child.text or "").strip()
    return found


def _claim(told: Mapping[tuple[str, str], str]) -> bool:
    return told.get((_ID, "part")) == "2" and told.get((_ID, "conformance")) in _LEVELS


def _same(info: str, xmp: str, *, is_date: bool) -> bool:
    return _moment_of_info(info) == _moment_of_xmp(xmp) if is_date else info.strip() == xmp.strip()


def _moment_of_info(text: str) -> datetime | str:
    """Return the moment, or the text as it is where it is no date of the old form."""
    found = _INFO_DATE.match(text)
    if found is None:
        return text
    year, month, day, hour, minute, second = (found[place] or default for place, default in _PARTS)
    zone = "+00:00" if found[8] is None else f"{found[8]}:{found[9] or '00'}"
    return _moment(f"{year}-{month}-{day}T{hour}:{minute}:{second}{zone}")


_PARTS = ((1, "0001"), (2, "01"), (3, "01"), (4, "00"), (5, "00"), (6, "00"))


def _moment_of_xmp(text: str) -> datetime | str:
    return _moment(text if "T" not in text or re.search(r"(Z|[+-]\d\d:\d\d)$", text) else f"{text}+00:00")


def _moment(text: str) -> datetime | str:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return text
