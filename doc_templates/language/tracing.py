"""Which paragraph of a template breaks the structure of what comes out: the part is filled again, all of them numbered.

The first paragraph that comes to stand inside other elements than in the template tells that one before it cut through
them: the last that stood as it did, or one that its tags have swallowed since.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from xml.parsers import expat

from doc_templates.word import wordxml
from doc_templates.word.wordxml import Element

_NUMBER = "thidua-paragraph"
_CUTTING = (("{%-", "-%}", "{{-", "-}}"), ("{%",), ("{{",))
"""Tags by how apt they are to cut through the paragraphs around them."""
_BETWEEN = "\n"
"""What expat writes between a namespace and a name: no address has it."""


def broken_at(xml: str, filled: Callable[[Element], bytes]) -> str:
    """Return the text of the paragraph that breaks a part; ``filled`` fills the part, whatever its paragraphs bear."""
    root = wordxml.parse(wordxml.to_bytes(xml))
    paragraphs = list(wordxml.paragraphs(root))
    for number, paragraph in enumerate(paragraphs):
        paragraph.set(_NUMBER, str(number))
    standing = _Standing([_around(paragraph) for paragraph in paragraphs])
    suspects = standing.suspects(filled(root))
    texts = [wordxml.paragraph_text(paragraph) for paragraph in paragraphs[suspects.start : suspects.stop]]
    for marks in _CUTTING:
        for text in texts:
            if any(mark in text for mark in marks):
                return text
    return texts[0] if texts else ""


def _around(paragraph: Element) -> tuple[str, ...]:
    names = [str(node.tag).removeprefix("{").replace("}", _BETWEEN) for node in paragraph.iterancestors()]
    return tuple(reversed(names))


class _Standing:
    """Reads what came out as far as it can be read."""

    def __init__(self, around: Sequence[tuple[str, ...]]) -> None:
        self._around = around
        self._open: list[str] = []
        self._last = 0
        self._next: int | None = None

    def suspects(self, data: bytes) -> range:
        """Return the numbers of the paragraphs of which one is at fault."""
        parser = expat.ParserCreate(namespace_separator=_BETWEEN)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        with suppress(expat.ExpatError):
            parser.Parse(data, True)  # noqa: FBT003 - expat's own signature
        return range(self._last, max(self._last + 1, self._last + 2 if self._next is None else self._next))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        number = attributes.get(_NUMBER, "")
        if number.isdecimal() and self._next is None:
            if tuple(self._open) == self._around[int(number)]:
                self._last = int(number)
            else:
                self._next = int(number)
        self._open.append(name)

    def _end(self, _: str) -> None:
        self._open.pop()
