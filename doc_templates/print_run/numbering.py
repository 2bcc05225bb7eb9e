"""Lists of one document among many in a file: counted for themselves, since Word counts a list through a whole file."""

from collections.abc import Sequence
from copy import deepcopy

from doc_templates.limits import too_much
from doc_templates.print_run.lists import Lists, Numbered, without_rivals
from doc_templates.word import wordxml
from doc_templates.word.wordxml import Element

_W = f"{{{wordxml.W}}}"
_MOST = 2000
"""Lists of one file: Word shows no number in those beyond about 2,020."""
_BEFORE_LIST = frozenset(
    f"{_W}{name}" for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
)
_AFTER_INDENT = frozenset(
    f"{_W}{name}"
    for name in (
        *("contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment"),
        *("textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange"),
    )
)
_DEFINITION, _LIST = ("abstractNum", "abstractNumId"), ("num", "numId")
_MARKS = 0x54440000
"""From here on definitions are marked (nsid): Word takes two of one mark for the same list."""
_NAMED = ("pStyle", "styleLink", "numStyleLink", "name")
"""What may name a definition only once in a file."""


class Numbering:
    """Gives each document but the first lists of its own, each a copy of the template's.

    The definition is copied too: Word may go on counting where two lists share one, whatever they are told.
    """

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        self._root = None if lists.root is None else deepcopy(lists.root)
        self._kinds = {name: _Kind(self._root, name, number) for name, number in (_DEFINITION, _LIST)}
        self._changed = False

    def renew(self, roots: Sequence[Element], *, place: int) -> list[Element]:
        """Give a document's numbered paragraphs lists of their own; return the parts that changed."""
        fresh = _Fresh(self, place)
        return [root for root in roots if [one for one in root.iter(f"{_W}p") if self._renewed(one, fresh)]]

    def _renewed(self, paragraph: Element, fresh: "_Fresh") -> bool:
        properties = paragraph.find(f"{_W}pPr")
        told = None if properties is None else properties.find(f"{_W}numPr")
        number = None if told is None else told.find(f"{_W}numId")
        if number is not None:
            own = fresh.list_id(number.get(f"{_W}val", ""))
            number.set(f"{_W}val", own or number.get(f"{_W}val", ""))
            return bool(own)
        style = None if properties is None else properties.find(f"{_W}pStyle")
        by_style = self._lists.styles.get(self._lists.default if style is None else style.get(f"{_W}val", ""))
        own = fresh.list_id(by_style.list_id) if by_style else ""
        if by_style and own:
            _tell(paragraph, by_style, own)
        return bool(own)

    def copied(self, list_id: str, patterns: dict[Element, str], *, place: int) -> str:
        """Return the id of a copy of a list; empty where nothing is counted in it.

        ``patterns`` are the definitions that the document has already, to be shared as they are in the template.
        """
        pattern = self._lists.pattern(list_id)
        if pattern is None:
            return ""
        if pattern not in patterns:
            definition = _anonymous(pattern)
            patterns[pattern] = self._kinds["abstractNum"].put(definition)
            for mark in definition.findall(f"{_W}nsid"):
                mark.set(f"{_W}val", f"{_MARKS + int(patterns[pattern]):08X}")
        if self._kinds["num"].count >= _MOST:
            raise too_much("Tệp in chung", _MOST, unit="danh sách tự đánh số", place=f"văn bản thứ {place}")
        made = _anonymous(self._lists.nums[list_id])
        made.find(f"{_W}abstractNumId").set(f"{_W}val", patterns[pattern])
        self._changed = True
        return self._kinds["num"].put(made)

    def part(self) -> bytes | None:
        """Return the part, where any document has lists of its own."""
        return wordxml.to_bytes(wordxml.to_text(self._root)) if self._changed and self._root is not None else None


class _Kind:
    """The children of one kind in the part, growing."""

    def __init__(self, root: Element | None, name: str, number: str) -> None:
        there = [] if root is None else root.findall(f"{_W}{name}")
        told = [one.get(f"{_W}{number}", "") for one in there]
        self._number, self._last = f"{_W}{number}", there[-1] if there else None
        self._highest = max((int(one) for one in told if one.isdecimal() and len(one) < 10), default=0)
        self.count = len(there)

    def put(self, element: Element) -> str:
        """Put one behind the last and return its number."""
        self.count += 1
        self._highest += 1
        element.set(self._number, str(self._highest))
        if self._last is not None:
            self._last.addnext(element)
        self._last = element
        return str(self._highest)


class _Fresh:
    """The copies of one document."""

    def __init__(self, numbering: Numbering, place: int) -> None:
        self._numbering, self._place = numbering, place
        self._ids: dict[str, str] = {}
        self._patterns: dict[Element, str] = {}

    def list_id(self, told: str) -> str:
        """Return the id of the document's own copy of a list; empty where it needs none."""
        if told not in self._ids:
            self._ids[told] = self._numbering.copied(told, self._patterns, place=self._place)
        return self._ids[told]


def _tell(paragraph: Element, style: Numbered, list_id: str) -> None:
    """Have a paragraph itself name the list that its style gives it, and the indents that the list would now set."""
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        properties = paragraph.makeelement(f"{_W}pPr")
        paragraph.insert(0, properties)
    told = properties.find(f"{_W}numPr")
    if told is None:
        told = properties.makeelement(f"{_W}numPr")
        properties.insert(sum(child.tag in _BEFORE_LIST for child in properties), told)
    if told.find(f"{_W}ilvl") is None:
        told.insert(0, _valued(told, "ilvl", style.level))
    told.insert(1, _valued(told, "numId", list_id))
    if style.indents:
        _indent(properties, style)


def _indent(properties: Element, style: Numbered) -> None:
    own = properties.find(f"{_W}ind")
    if own is None:
        own = properties.makeelement(f"{_W}ind")
        properties.insert(sum(child.tag not in _AFTER_INDENT for child in properties), own)
    indents = dict(style.indents)
    indents |= without_rivals(indents, own.attrib)
    for name, value in indents.items():
        own.set(name, value)


def _valued(like: Element, name: str, value: str) -> Element:
    made = like.makeelement(f"{_W}{name}")
    made.set(f"{_W}val", value)
    return made


def _anonymous(element: Element) -> Element:
    """Return a copy without what may stand only once in a file."""
    made = deepcopy(element)
    for name in _NAMED:
        for child in list(made.iter(f"{_W}{name}")):
            child.getparent().remove(child)
    return made
