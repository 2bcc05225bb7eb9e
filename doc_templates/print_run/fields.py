"""Word's fields in a part: each instruction read and written as one text, however it is split."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from doc_templates.word import wordxml
from doc_templates.word.wordxml import Element

_W = f"{{{wordxml.W}}}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_WORD = re.compile(r'"[^"]*"|\\?[^\s"\\]+|\\\S')


@dataclass
class Field:
    """One field; of a field with others inside, one stretch of its instruction between them."""

    begin: Element
    """Where it begins: the simple field, or the mark of a field in pieces."""
    _pieces: list[Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return the instruction."""
        if self.begin.tag == f"{_W}fldSimple":
            return str(self.begin.get(f"{_W}instr", ""))
        return "".join(piece.text or "" for piece in self._pieces)

    def write(self, text: str) -> bool:
        """Give the field another instruction, and return whether it had another before."""
        if text == self.text:
            return False
        if self.begin.tag == f"{_W}fldSimple":
            self.begin.set(f"{_W}instr", text)
            return True
        self._pieces[0].text = text
        self._pieces[0].set(_SPACE, "preserve")
        for piece in self._pieces[1:]:
            piece.text = ""
        return True

    def add(self, piece: Element) -> None:
        """Take in another piece of the instruction."""
        self._pieces.append(piece)

    def __bool__(self) -> bool:
        return bool(self._pieces)


def words_of(instruction: str) -> list[re.Match[str]]:
    """Return the words of an instruction: its kind first, names with their quotes, switches with their backslash."""
    return list(_WORD.finditer(instruction))


def kind_of(instruction: str) -> str:
    """Return what kind of field an instruction makes, in capitals."""
    first = _WORD.search(instruction)
    return first[0].upper() if first else ""


def fields(root: Element) -> Iterator[Field]:
    """Yield a part's fields in their order; one in pieces as soon as it is told, up to a field inside it."""
    under_way: list[Field | None] = []
    for element in root.iter(f"{_W}fldSimple", f"{_W}fldChar", f"{_W}instrText"):
        if element.tag == f"{_W}fldSimple":
            yield Field(element)
        elif element.tag == f"{_W}instrText":
            if under_way and (known := under_way[-1]) is not None:
                known.add(element)
        else:
            yield from _marked(element, under_way)


def _marked(mark: Element, under_way: list[Field | None]) -> Iterator[Field]:
    """Follow a mark of a field in pieces; yield the field whose instruction it ends."""
    kind = mark.get(f"{_W}fldCharType")
    told = under_way[-1] if under_way else None
    if told:
        yield told
    if kind == "begin":
        under_way[-1:] = [None] * len(under_way[-1:])
        under_way.append(Field(mark))
    elif under_way and kind == "separate":
        under_way[-1] = None
    elif under_way and kind == "end":
        under_way.pop()
