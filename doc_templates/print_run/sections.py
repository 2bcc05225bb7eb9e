"""The sections of one document among many in a file: where it begins, what it shows beside, how it is closed."""

from lxml import etree

from doc_templates.faults import TemplateFault
from doc_templates.print_run.notes import restart_footnotes
from doc_templates.word import wordxml
from doc_templates.word.mainpart import MAIN
from doc_templates.word.wordxml import Element

_W = f"{{{wordxml.W}}}"
_BEFORE_NUMBER = frozenset(
    f"{_W}{name}"
    for name in (
        *("headerReference", "footerReference", "footnotePr", "endnotePr", "type"),
        *("pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType"),
    )
)
_TINY = (
    '<w:p xmlns:w="{w}"><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    '<w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>'
)

Shown = frozenset[tuple[object, str | None]]
"""Kinds of headers and footers: the element that names one, and for which pages."""


def begin(body: Element) -> None:
    """Have a document's first section begin on a new page with number 1."""
    if body.find(f"{_W}sectPr") is None:
        body.append(body.makeelement(f"{_W}sectPr"))
    first = next(body.iter(f"{_W}sectPr"))
    kind = first.find(f"{_W}type")
    if kind is not None and kind.get(f"{_W}val") == "continuous":
        kind.set(f"{_W}val", "nextPage")
    number = first.find(f"{_W}pgNumType")
    if number is None:
        number = etree.Element(f"{_W}pgNumType")
        first.insert(sum(child.tag in _BEFORE_NUMBER for child in first), number)
    number.set(f"{_W}start", number.get(f"{_W}start", "1"))
    restart_footnotes(body)


def refuse_inherited(body: Element, before: Shown) -> Shown:
    """Refuse documents whose first section has no header or footer where a later one has: it would take over theirs.

    ``before`` are the headers and footers of the documents before this one; with this one's they are returned.
    """
    shown = [
        frozenset(
            (one.tag, one.get(f"{_W}type")) for one in section.iter(f"{_W}headerReference", f"{_W}footerReference")
        )
        for section in body.iter(f"{_W}sectPr")
    ]
    whole = before.union(*shown)
    if whole - (shown[0] if shown else frozenset()):
        raise TemplateFault(
            "Phần đầu của mẫu không có đầu trang hoặc chân trang mà phần sau có, nên không gộp vào một tệp được.",
            place=MAIN,
            remedy="đặt đầu trang, chân trang (để trống cũng được) cho phần đầu của mẫu, hoặc in từng văn bản.",
        )
    return whole


def closing(body: Element) -> Element:
    """Return the properties of the paragraph that may end a section: the last one, or one too small to see.

    LibreOffice puts what follows a page break in such a paragraph into the next section.
    """
    last = body[-1] if len(body) else None
    if last is None or last.tag != f"{_W}p" or last.find(f"{_W}pPr/{_W}sectPr") is not None or _breaks(last):
        last = tiny_paragraph()
        body.append(last)
    properties = last.find(f"{_W}pPr")
    if properties is None:
        properties = etree.Element(f"{_W}pPr")
        last.insert(0, properties)
    return properties


def _breaks(paragraph: Element) -> bool:
    """Tell whether a page ends within a paragraph."""
    return any(one.get(f"{_W}type") == "page" for one in paragraph.iter(f"{_W}br"))


def tiny_paragraph() -> Element:
    """Return a paragraph too small to see."""
    return etree.fromstring(_TINY.format(w=wordxml.W))
