"""Word's own fields: their codes, and which are open at a place."""

import re
from collections.abc import Iterator

from doc_templates.word import wordxml

_W = f"{{{wordxml.W}}}"
_CODES = (f"{_W}instrText", f"{_W}delInstrText")
_TEXT = f"{_W}t"
_NAME = re.compile(r"[\s\"“”]*([A-Za-z]+)")
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
"""Gone from a filled template, wherever it stands."""
_KEEPS_WORDS = frozenset({"HYPERLINK"})
"""Fields whose words stay when Word updates them."""


class Field:
    """One field: its code, then what it shows."""

    def __init__(self, code: str = "") -> None:
        self.code = code
        self.showing = bool(code)
        self.named_by_another = False
        """Another field stands where the name should."""

    @property
    def name(self) -> str:
        """Return the code's first word: ``PAGE``, ``REF``."""
        found = _NAME.match(_COMMENT.sub("", self.code))
        return found[1].upper() if found else ""

    @property
    def replaces_words(self) -> bool:
        """Tell whether Word puts words of its own where the field stands."""
        return not (self.showing and self.name in _KEEPS_WORDS)


class OpenFields:
    """Follows the marks that begin and end fields, in the order of the part."""

    def __init__(self) -> None:
        self._open: list[Field] = []

    def follow(self, node: wordxml.Element) -> Field | None:
        """Take the next mark or piece of code in; return the field that is over with it, its code complete."""
        inner = self._open[-1] if self._open else None
        if node.tag in _CODES or node.tag == _TEXT:
            if inner and not (node.tag == _TEXT and inner.showing):
                inner.code += node.text or ""
            return None
        match node.get(f"{_W}fldCharType"):
            case "begin":
                if inner and not inner.showing and not inner.name:
                    inner.named_by_another = True
                self._open.append(Field())
            case "separate" if self._open:
                self._open[-1].showing = True
            case "end" if self._open:
                return self._open.pop()
            case _:
                pass
        return None

    def rest(self) -> tuple[Field, ...]:
        """Return the fields that nothing ended."""
        return tuple(self._open)

    def replace_words(self) -> bool:
        """Tell whether any field that is open here puts words of its own in the place of what is typed."""
        return any(field.replaces_words for field in self._open)


def codes(root: wordxml.Element) -> Iterator[tuple[Field, wordxml.Element]]:
    """Yield each field, its code complete, with the element that ends it; those left open end with the part."""
    fields = OpenFields()
    for node in root.iter(f"{_W}fldChar", f"{_W}fldSimple", _TEXT, *_CODES):
        if node.tag == f"{_W}fldSimple":
            yield Field(node.get(f"{_W}instr", "")), node
        elif over := fields.follow(node):
            yield over, node
    for left in fields.rest():
        yield left, root
