"""A Word file opened for mending: its XML parts as trees, everything else carried over as it is."""

from lxml import etree

from doc_templates.format_check.roles.parts import Parts
from doc_templates.format_check.word.names import VAL, W
from doc_templates.format_check.word.sheet import Paragraph
from doc_templates.format_check.word.strict import refuse_strict
from doc_templates.word import package, wordxml
from doc_templates.word.mainpart import MAIN
from doc_templates.word.package import Part
from doc_templates.word.wordxml import Element


def _order(names: str) -> tuple[str, ...]:
    """Return the order in which Word wants properties."""
    return tuple(names.split())


_PARAGRAPH_ORDER = _order(
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs"
    " suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd"
    " snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment"
    " textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
)
_RUN_ORDER = _order(
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish"
    " webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang"
    " eastAsianLayout specVanish oMath rPrChange"
)
_SECTION_ORDER = _order(
    "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols"
    " formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange"
)
_ORDERS = {f"{W}pPr": _PARAGRAPH_ORDER, f"{W}rPr": _RUN_ORDER, f"{W}sectPr": _SECTION_ORDER}


def _is_tree(name: str) -> bool:
    return name.startswith("word/") and name.lower().endswith((".xml", ".rels"))


class Opened:
    """The trees of one file; ``saved`` gives the file with what was changed in them."""

    def __init__(self, docx: bytes) -> None:
        self._parts = package.contents(docx, whole=True)
        refuse_strict(self._parts)
        self.roots = {part.name: package.root_of(part) for part in self._parts if _is_tree(part.name)}
        self._paragraphs = {name: tuple(wordxml.paragraphs(root)) for name, root in self.roots.items()}

    def main(self, parts: Parts) -> Element:
        """Return the tree of the text itself."""
        first = next((one.part for one in parts.sheet.paragraphs), MAIN)
        return self.roots[first]

    def element(self, paragraph: Paragraph) -> Element:
        """Return the element of a paragraph that the reader found."""
        return self._paragraphs[paragraph.part][paragraph.place]

    def saved(self) -> bytes:
        """Return the file; parts that are no trees here keep their bytes."""
        trees = {name: wordxml.to_bytes(wordxml.to_text(root)) for name, root in self.roots.items()}
        return package.write(tuple(Part(one.name, trees.get(one.name, one.data)) for one in self._parts))


def child(parent: Element, name: str) -> Element:
    """Return a property of ``pPr``, ``rPr`` or ``sectPr``, made at its place where it is not there yet."""
    found = parent.find(f"{W}{name}")
    if found is not None:
        return found
    made: Element = etree.Element(f"{W}{name}")
    order = _ORDERS[parent.tag]
    later = {f"{W}{one}" for one in order[order.index(name) + 1 :]}
    place = next((number for number, one in enumerate(parent) if one.tag in later), len(parent))
    parent.insert(place, made)
    return made


def properties(element: Element, name: str) -> Element:
    """Return a paragraph's ``pPr`` or a run's ``rPr``, made first where it is not there yet."""
    found = element.find(f"{W}{name}")
    if found is None:
        found = etree.Element(f"{W}{name}")
        element.insert(0, found)
    return found


def runs(paragraph: Element) -> list[Element]:
    """Return a paragraph's own runs, those in links too, those in text boxes not."""
    return [run for run in paragraph.iter(f"{W}r") if next(run.iterancestors(f"{W}p"), None) is paragraph]


def texts(paragraph: Element) -> list[Element]:
    """Return the elements that hold a paragraph's letters."""
    return [text for run in runs(paragraph) for text in run.findall(f"{W}t")]


def set_value(parent: Element, name: str, value: str) -> None:
    """Set a property that has one value."""
    child(parent, name).set(VAL, value)


def set_switch(parent: Element, name: str, *, on: bool) -> None:
    """Turn a property on or off, whatever the style says."""
    found = child(parent, name)
    found.attrib.pop(VAL, None)
    if not on:
        found.set(VAL, "0")


def replace_words(paragraph: Element, old: str, new: str) -> bool:
    """Replace the first ``old`` in a paragraph, wherever runs split it; tell whether it was there."""
    begin = letters_of(paragraph).find(old)
    if begin >= 0:
        replace_span(paragraph, begin, begin + len(old), new)
    return begin >= 0


def letters_of(paragraph: Element) -> str:
    """Return a paragraph's letters, tabs and line ends left out."""
    return "".join(part.text or "" for part in texts(paragraph))


def replace_span(paragraph: Element, begin: int, end: int, new: str) -> None:
    """Replace the letters from one place to another, wherever runs split them."""
    place = 0
    for part in texts(paragraph):
        text = part.text or ""
        start, stop = max(begin - place, 0), min(end - place, len(text))
        if start < len(text) and stop > 0 and start < stop:
            part.text = text[:start] + (new if place + start == begin else "") + text[stop:]
            part.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        place += len(text)
