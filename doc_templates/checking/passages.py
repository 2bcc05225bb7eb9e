"""A part's paragraphs as text, each character with what Word does to it: tracked, in a field, bound."""

from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from itertools import count
from typing import NamedTuple

from doc_templates import wordxml

_W = f"{{{wordxml.W}}}"
_TEXTS = tuple(f"{_W}{name}" for name in ("t", "delText", "instrText", "tab", "br", "cr", "fldChar"))


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
    """One paragraph's own text; deleted text and codes of fields are passages of their own."""

    def __init__(self, paragraph: int, element: wordxml.Element) -> None:
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
    made: dict[tuple[int, Mark | None], Passage] = {}
    for order, text, paragraph, marks in _pieces(root, numbers):
        hidden = next((mark for mark in (Mark.DELETED, Mark.CODE) if mark in marks), None)
        place = numbers[paragraph]
        made.setdefault((place, hidden), Passage(place, paragraph)).add(text, order=order, marks=marks)
    return tuple(made.values())


_Piece = tuple[int, str, wordxml.Element, frozenset[Mark]]


def _pieces(root: wordxml.Element, numbers: dict[wordxml.Element, int]) -> Iterator[_Piece]:
    fields: list[bool] = []
    """The fields that are open; True once a field's result has begun."""
    orders = count()
    for node in root.iter(*_TEXTS):
        if node.tag == f"{_W}fldChar":
            _follow(node.get(f"{_W}fldCharType", ""), fields)
            continue
        text = _text_of(node)
        paragraph = next((one for one in node.iterancestors(f"{_W}p") if one in numbers), None)
        if text and paragraph is not None:
            yield next(orders), text, paragraph, _marks(node, fields)


def _follow(kind: str, fields: list[bool]) -> None:
    if kind == "begin":
        fields.append(False)
    elif kind == "separate" and fields:
        fields[-1] = True
    elif kind == "end" and fields:
        fields.pop()


def _text_of(node: wordxml.Element) -> str:
    name = wordxml.local_name(node)
    if name == "tab":
        return "\t" if node.getparent().tag == f"{_W}r" else ""
    return "\n" if name in ("br", "cr") else node.text or ""


def _marks(node: wordxml.Element, fields: list[bool]) -> frozenset[Mark]:
    name = wordxml.local_name(node)
    marks = {Mark.DELETED} if name == "delText" else {Mark.CODE} if name == "instrText" else set()
    if fields and name != "instrText":
        marks.add(Mark.FIELD)
    for around in node.iterancestors("*"):
        match wordxml.local_name(around):
            case "ins" | "moveTo":
                marks.add(Mark.INSERTED)
            case "del" | "moveFrom":
                marks.add(Mark.DELETED)
            case "fldSimple":
                marks.add(Mark.FIELD)
            case "sdt" if any(True for _ in around.iterfind(f"{_W}sdtPr/{_W}dataBinding")):
                marks.add(Mark.BOUND)
            case _:
                pass
    return frozenset(marks)
