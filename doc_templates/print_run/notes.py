"""Footnotes and comments of many documents in one part: each document's own, under numbers of their own."""

from copy import deepcopy

from doc_templates.faults import TemplateFault
from doc_templates.word import wordxml
from doc_templates.word.mainpart import MAIN
from doc_templates.word.wordxml import Element

_W = f"{{{wordxml.W}}}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_KINDS = {
    "word/footnotes.xml": ("footnote", ("footnoteReference",)),
    "word/comments.xml": ("comment", ("commentRangeStart", "commentRangeEnd", "commentReference")),
}
NOTES = frozenset(_KINDS)
"""The parts that can be put together."""
_AT_THE_END = "endnoteReference"


class Notes:
    """One such part, growing document by document."""

    def __init__(self, name: str) -> None:
        note, self._references = _KINDS[name]
        self.name, self._note = name, f"{_W}{note}"
        self._root: Element | None = None
        self._last = 0

    def add(self, body: Element, notes: Element) -> None:
        """Put the notes that a document's body names behind those of the documents before, and number them anew."""
        named = list(body.iter(*(f"{_W}{reference}" for reference in self._references)))
        if not named:
            return
        if self._root is None:
            self._root = notes
            self._last = max(map(_number, notes.iter(self._note)), default=0)
            return
        fresh: dict[str, str] = {}
        wanted = {one.get(f"{_W}id", "") for one in named}
        for note in notes.iter(self._note):
            told = note.get(f"{_W}id", "")
            if told in wanted:
                self._last += 1
                fresh[told] = str(self._last)
                note.set(f"{_W}id", fresh[told])
                self._root.append(deepcopy(note))
        for one in named:
            one.set(f"{_W}id", fresh.get(one.get(f"{_W}id", ""), one.get(f"{_W}id", "")))

    def part(self) -> bytes | None:
        """Return the part, where any document has brought notes."""
        return None if self._root is None else wordxml.to_bytes(wordxml.to_text(self._root))


def _number(note: Element) -> int:
    told = note.get(f"{_W}id", "")
    return int(told) if told.lstrip("-").isdecimal() and len(told) < 10 else 0


def without_identities(root: Element) -> None:
    """Take away what names a paragraph or content control once in a file; Word gives new ones."""
    for paragraph in root.iter(f"{_W}p", f"{_W}tr"):
        for name in ("paraId", "textId"):
            paragraph.attrib.pop(f"{_W14}{name}", None)
    for properties in root.iter(f"{_W}sdtPr"):
        for number in properties.findall(f"{_W}id"):
            properties.remove(number)


def refuse_endnotes(body: Element) -> None:
    """Refuse notes that stand behind the last document of all, far from their own."""
    if next(body.iter(f"{_W}{_AT_THE_END}"), None) is not None:
        raise TemplateFault(
            "Mẫu có chú thích cuối (Endnote): trong một tệp in chung, chúng dồn về sau văn bản cuối cùng.",
            place=MAIN,
            remedy="đổi thành cước chú (References > Convert to Footnotes), hoặc in từng văn bản.",
        )


def restart_footnotes(body: Element) -> None:
    """Have footnotes begin at 1 again in a document's first section that has any."""
    first = next(body.iter(f"{_W}footnoteReference"), None)
    section = None if first is None else _section_of(body, first)
    if section is None:
        return
    told = section.find(f"{_W}footnotePr")
    if told is None:
        told = section.makeelement(f"{_W}footnotePr")
        before = {f"{_W}headerReference", f"{_W}footerReference"}
        section.insert(sum(child.tag in before for child in section), told)
    restart = told.find(f"{_W}numRestart")
    if restart is None:
        restart = told.makeelement(f"{_W}numRestart")
        told.append(restart)
    if restart.get(f"{_W}val") in (None, "continuous"):
        restart.set(f"{_W}val", "eachSect")


def _section_of(body: Element, inside: Element) -> Element | None:
    """Return the properties of the section in which something stands."""
    block = next(one for one in (inside, *inside.iterancestors()) if one.getparent() is body)
    sections = (next(one.iter(f"{_W}sectPr"), None) for one in (block, *block.itersiblings()))
    return next((section for section in sections if section is not None), None)
