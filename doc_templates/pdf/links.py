"""Links that reach the PDF: LibreOffice 7.4 passes over a link whose words have no character style."""

from lxml import etree

from doc_templates.word import package, wordxml
from doc_templates.word.package import Part

_W = f"{{{wordxml.W}}}"
_STYLES = "word/styles.xml"
_LINK = b":hyperlink"
_STYLE = "ThiduaLienKet"


def with_links(document: bytes, parts: tuple[Part, ...]) -> bytes:
    """Return a document of these parts whose links all have a character style; one that changes no looks where none is.

    The very same bytes where there is nothing to do, or where it cannot be done.
    """
    styles = next((part for part in parts if part.name == _STYLES), None)
    if styles is None or not any(_LINK in part.data for part in parts):
        return document
    try:
        changed = {part.name: made for part in parts if _LINK in part.data and (made := _styled(part)) is not None}
        if not changed:
            return document
        changed[_STYLES] = _with_style(styles)
    except wordxml.NotWellFormed:
        return document
    return package.write(tuple(Part(part.name, changed.get(part.name, part.data)) for part in parts))


def _styled(part: Part) -> bytes | None:
    """Return a part whose links have a style; None where they had already."""
    if not part.name.endswith(".xml"):
        return None
    root = wordxml.parse(part.data)
    bare = [run for link in root.iter(f"{_W}hyperlink") for run in link.iter(f"{_W}r") if not _has_style(run)]
    for run in bare:
        looks = run.find(f"{_W}rPr")
        if looks is None:
            looks = etree.Element(f"{_W}rPr")
            run.insert(0, looks)
        looks.insert(0, etree.Element(f"{_W}rStyle", {f"{_W}val": _STYLE}))
    return wordxml.to_bytes(wordxml.to_text(root)) if bare else None


def _has_style(run: wordxml.Element) -> bool:
    return run.find(f"{_W}rPr/{_W}rStyle") is not None


def _with_style(styles: Part) -> bytes:
    root = wordxml.parse(styles.data)
    made = etree.SubElement(root, f"{_W}style", {f"{_W}type": "character", f"{_W}styleId": _STYLE})
    etree.SubElement(made, f"{_W}name", {f"{_W}val": _STYLE})
    return wordxml.to_bytes(wordxml.to_text(root))
