"""Strict reading of the XML inside Word files: no entities, no network, nothing repaired in silence."""

from collections.abc import Iterator
from xml.parsers import expat

from lxml import etree

Element = etree._Element
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


_IN_ATTRIBUTE = (
    ("&", "&amp;"),
    ("<", "&lt;"),
    (">", "&gt;"),
    ('"', "&quot;"),
    ("\n", "&#10;"),
    ("\t", "&#9;"),
    ("\r", "&#13;"),
)


class NotWellFormed(ValueError):
    """The XML is broken; the message is the parser's."""


def parse(data: bytes) -> etree._Element:
    """Return the root element, or raise ``NotWellFormed``; a document type declaration is refused too."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotWellFormed(str(error)) from error
    if root.getroottree().docinfo.doctype:
        raise NotWellFormed("DOCTYPE")
    return root


def check(data: bytes) -> None:
    """Return when the bytes are well-formed XML without a document type, or raise ``NotWellFormed``."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat's own signature
    except expat.ExpatError as error:
        raise NotWellFormed(str(error)) from error


def _refuse_doctype(*_: object) -> None:
    raise NotWellFormed("DOCTYPE")


def local_name(element: etree._Element) -> str:
    """Return an element's name without its namespace."""
    return str(etree.QName(element).localname)


def to_text(root: etree._Element) -> str:
    """Return an element as XML text, without declaration or added white space."""
    return str(etree.tostring(root, encoding="unicode"))


def quoted(text: str) -> str:
    """Return text as an attribute's value with its quotes; line ends stay what they are."""
    for char, entity in _IN_ATTRIBUTE:
        text = text.replace(char, entity)
    return f'"{text}"'


def to_bytes(xml: str) -> bytes:
    """Return XML text as the bytes of a part, with its declaration."""
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + xml.encode("utf-8")


def paragraphs(root: etree._Element) -> Iterator[etree._Element]:
    """Yield every paragraph in document order, those in tables and text boxes included."""
    yield from root.iter(f"{{{W}}}p")


def paragraph_text(paragraph: etree._Element) -> str:
    """Return a paragraph's own text; a tab is a tab, a line break a newline."""
    return "".join(_piece(node) for node in paragraph.iter() if _owner(node) is paragraph)


def _piece(node: etree._Element) -> str:
    match node.tag:
        case str(tag) if tag == f"{{{W}}}t":
            return node.text or ""
        case str(tag) if tag == f"{{{W}}}tab" and node.getparent().tag == f"{{{W}}}r":
            return "\t"
        case str(tag) if tag in (f"{{{W}}}br", f"{{{W}}}cr"):
            return "\n"
        case _:
            return ""


def _owner(node: etree._Element) -> etree._Element | None:
    """Return the nearest paragraph around a node: text boxes hold paragraphs of their own."""
    return next(node.iterancestors(f"{{{W}}}p"), None)
