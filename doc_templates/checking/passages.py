"""A part's paragraphs as text, each character with what Word does to it: tracked, in a field, bound."""

from collections.abc import Hashable, Iterable, Iterator
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from doc_templates.checking.fields import Field, OpenFields
from doc_templates.checking.findings import Finding
from doc_templates.word import wordxml

_W = f"{{{wordxml.W}}}"
_FIELDS = (f"{_W}fldChar", f"{_W}instrText")
_COPY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TAG_BEGINS = ("{{", "{%")


class Mark(StrEnum):
    """What Word does to a piece of text besides showing it."""

    INSERTED = "inserted"
    """An insertion or move that nobody has accepted yet."""
    DELETED = "deleted"
    """A deletion that nobody has accepted yet: Word hides it, a tag in it is still filled."""
    CODE = "code"
    """The code of a field, which Word does not show."""
    FIELD = "field"
    """What a field shows; Word puts something else there when it updates fields."""
    UNSEEN = "unseen"
    """A value that Word keeps beside the text: a picture's description, a link's hint."""
    BOUND = "bound"
    """A content control that takes its words from elsewhere in the file."""


class Span(NamedTuple):
    """A piece of a paragraph's text with its marks."""

    start: int
    end: int
    order: int
    """Its place among all pieces of the part."""
    marks: frozenset[Mark]


class Passage:
    """One paragraph's own text; deleted text, codes of fields and unseen values are passages of their own."""

    def __init__(self, paragraph: int | None, element: wordxml.Element) -> None:
        """``paragraph`` is the place in the part; absent where the text is no paragraph's, such as a property."""
        self.paragraph = paragraph
        self.element = element
        self._pieces: list[str] = []
        self.spans: list[Span] = []

    def add(self, text: str, *, order: int, marks: frozenset[Mark]) -> None:
        """Take the next piece in."""
        start = self.spans[-1].end if self.spans else 0
        self._pieces.append(text)
        self.spans.append(Span(start, start + len(text), order, marks))

    @cached_property
    def text(self) -> str:
        """Return the whole text; all pieces must be in."""
        return "".join(self._pieces)

    def order(self, start: int) -> tuple[int, int]:
        """Return where the character at ``start`` stands in the part, as a key to sort by."""
        found = next((span for span in self.spans if span.start <= start < span.end), self.spans[-1])
        return (found.order, start)

    def marks(self, start: int, end: int) -> frozenset[Mark]:
        """Return every mark of the text between two places."""
        return frozenset[Mark]().union(*(span.marks for span in self.spans if span.start < end and start < span.end))


def passages(root: wordxml.Element) -> tuple[Passage, ...]:
    """Return a part's paragraphs that have text, numbered as ``wordxml.paragraphs`` yields them."""
    numbers = {paragraph: place for place, paragraph in enumerate(wordxml.paragraphs(root))}
    made: dict[tuple[int, Hashable], Passage] = {}
    for order, piece in enumerate(_pieces(root, numbers)):
        place = numbers[piece.paragraph]
        passage = made.setdefault((place, piece.apart), Passage(place, piece.paragraph))
        passage.add(piece.text, order=order, marks=piece.marks)
    return tuple(made.values())


def single(text: str, element: wordxml.Element) -> Passage:
    """Return a text that stands by itself as a passage."""
    passage = Passage(None, element)
    passage.add(text, order=0, marks=frozenset())
    return passage


class _Piece(NamedTuple):
    """A text of one element, the paragraph that it belongs to, and what tells it apart from the paragraph's words."""

    text: str
    paragraph: wordxml.Element
    marks: frozenset[Mark]
    apart: Hashable = None


def _pieces(root: wordxml.Element, numbers: dict[wordxml.Element, int]) -> Iterator[_Piece]:
    fields = OpenFields()
    for node in root.iter("{*}*"):
        yield from _unseen(node, numbers)
        if node.tag in _FIELDS:
            fields.follow(node)
        text = _text_of(node)
        paragraph = _owner(node, numbers) if text else None
        if text and paragraph is not None:
            marks = _marks(node, fields)
            hidden = next((mark for mark in (Mark.DELETED, Mark.CODE) if mark in marks), None)
            yield _Piece(text, paragraph, marks, hidden)


def _unseen(node: wordxml.Element, numbers: dict[wordxml.Element, int]) -> Iterator[_Piece]:
    """Yield the element's values that hold tags: they are filled as all else is."""
    for name, value in node.attrib.items():
        if any(begin in str(value) for begin in _TAG_BEGINS):
            near = [_owner(node, numbers), next(node.iter(f"{_W}p"), None), next(iter(numbers), None)]
            marks = {Mark.UNSEEN} | ({Mark.CODE} if name == f"{_W}instr" else set())
            found = next((one for one in near if one is not None), None)
            if found is not None:
                yield _Piece(str(value), found, frozenset(marks), (node, name))


def _owner(node: wordxml.Element, numbers: dict[wordxml.Element, int]) -> wordxml.Element | None:
    if node in numbers:
        return node
    return next((one for one in node.iterancestors(f"{_W}p") if one in numbers), None)


def _text_of(node: wordxml.Element) -> str:
    match node.tag.rpartition("}")[2]:
        case "t" | "delText" | "instrText":
            return node.text or ""
        case "tab" if node.getparent().tag == f"{_W}r":
            return "\t"
        case "br" | "cr" if node.tag.startswith(_W):
            return "\n"
        case _:
            return ""


def _marks(node: wordxml.Element, fields: OpenFields) -> frozenset[Mark]:
    name = wordxml.local_name(node)
    marks = {Mark.DELETED} if name == "delText" else {Mark.CODE} if name == "instrText" else set()
    if name != "instrText" and fields.replace_words():
        marks.add(Mark.FIELD)
    for around in node.iterancestors("*"):
        match wordxml.local_name(around):
            case "ins" | "moveTo":
                marks.add(Mark.INSERTED)
            case "del" | "moveFrom":
                marks.add(Mark.DELETED)
            case "fldSimple" if Field(around.get(f"{_W}instr", "")).replaces_words:
                marks.add(Mark.FIELD)
            case "sdt" if any(True for _ in around.iterfind(f"{_W}sdtPr/{_W}dataBinding")):
                marks.add(Mark.BOUND)
            case _:
                pass
    return frozenset(marks)


def told_once(findings: Iterable[Finding], root: wordxml.Element) -> Iterator[Finding]:
    """Yield findings without those of a text box's second copy, kept for older programs, that the first has too."""
    numbered = enumerate(wordxml.paragraphs(root))
    copies = {place for place, one in numbered if next(one.iterancestors(f"{_COPY}Fallback"), None) is not None}
    said = set()
    for one in findings:
        about = (one.code, one.message, one.text)
        if one.paragraph not in copies or about not in said:
            said.add(about)
            yield one
