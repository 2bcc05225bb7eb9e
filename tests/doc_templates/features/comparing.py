"""What two Word files say, part by part, free of what each writer numbers and packs in its own way."""

import hashlib
import io
import posixpath
import zipfile

from lxml import etree

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_TEXTS = ("word/document", "word/header", "word/footer", "word/footnotes")
_CORE = (
    *("title", "subject", "description", "identifier", "language"),
    *("keywords", "category", "contentStatus", "version", "created", "modified"),
)


def content(document: bytes) -> dict[str, str]:
    """Return the canonical XML of every part with text, links and pictures by what they lead to, and the media."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        assert archive.testzip() is None
        parts = {name: archive.read(name) for name in archive.namelist()}
    made = {name: _canonical(name, parts) for name in parts if name.startswith(_TEXTS) and name.endswith(".xml")}
    return made | {"media": _media(parts), "properties": _properties(parts)}


def _media(parts: dict[str, bytes]) -> str:
    return "\n".join(
        sorted({_sum(data) for name, data in parts.items() if name.startswith(("word/media", "word/emb"))})
    )


def _properties(parts: dict[str, bytes]) -> str:
    root = etree.fromstring(parts["docProps/core.xml"]) if "docProps/core.xml" in parts else etree.Element("none")
    found = {etree.QName(child).localname: (child.text or "").strip() for child in root}
    return "\n".join(f"{name}: {found.get(name, '')}" for name in _CORE)


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]


def _canonical(name: str, parts: dict[str, bytes]) -> str:
    root = etree.fromstring(parts[name], etree.XMLParser(remove_comments=True))
    leads = _leads(name, parts)
    for element in root.iter("*"):
        for attribute, value in element.attrib.items():
            if attribute.startswith(_R):
                element.set(attribute, leads.get(value, f"? {value}"))
        if element.tag == f"{_WP}docPr" and element.get("name", "").startswith("Picture "):
            element.set("name", "Picture")
        if element.tag != f"{_W}t" and not (element.text or "").strip():
            element.text = None
        if not (element.tail or "").strip():
            element.tail = None
    return etree.tostring(root, method="c14n", exclusive=True).decode().replace("><", ">\n<")


def _leads(name: str, parts: dict[str, bytes]) -> dict[str, str]:
    folder, file = posixpath.split(name)
    relations = parts.get(f"{folder}/_rels/{file}.rels")
    made = {}
    for relation in etree.fromstring(relations) if relations else ():
        target = posixpath.normpath(posixpath.join(f"/{folder}", relation.get("Target"))).lstrip("/")
        inside = relation.get("TargetMode") != "External"
        shown = _sum(parts[target]) if inside and "/media/" in target else target
        made[relation.get("Id")] = shown if inside else relation.get("Target")
    return made
