"""What a template numbers by itself: its lists, and the paragraph styles that belong to one."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from doc_templates.word import package, wordxml
from doc_templates.word.package import Part
from doc_templates.word.wordxml import Element

NUMBERING = "word/numbering.xml"
_STYLES = "word/styles.xml"
_W = f"{{{wordxml.W}}}"
_STYLE = re.compile(rb"pStyle\s[^>]*?val\s*=\s*[\"']([^\"']*)")
_UNCOUNTED = frozenset({"bullet", "none"})


class Numbered(NamedTuple):
    """How a paragraph style numbers."""

    list_id: str
    level: str
    indents: Mapping[str, str]
    """The indents that the style sets in place of its list's, by their names."""


class Lists:
    """A template's lists and styles, read once."""

    def __init__(self, parts: Iterable[Part]) -> None:
        known = {part.name: part for part in parts if part.name in (NUMBERING, _STYLES)}
        self.root = package.root_of(known[NUMBERING]) if NUMBERING in known else None
        styles = package.root_of(known[_STYLES]) if _STYLES in known else None
        self._styles: dict[str, Element] = {
            style.get(f"{_W}styleId", ""): style for style in (() if styles is None else styles.iter(f"{_W}style"))
        }

    @cached_property
    def _abstract(self) -> dict[str, Element]:
        return {one.get(f"{_W}abstractNumId", ""): one for one in self._children("abstractNum")}

    @cached_property
    def nums(self) -> dict[str, Element]:
        """Return the lists that paragraphs name, by their ids."""
        return {one.get(f"{_W}numId", ""): one for one in self._children("num")}

    def _children(self, name: str) -> list[Element]:
        return [] if self.root is None else list(self.root.findall(f"{_W}{name}"))

    def pattern(self, list_id: str) -> Element | None:
        """Return the definition whose counting a list shares; nothing where there is none, or nothing is counted."""
        num = self.nums.get(list_id)
        found = self._abstract.get(_value(num, "abstractNumId"))
        for _ in range(len(self._styles)):
            linked = _value(found, "numStyleLink")
            if not linked:
                break
            num_id = _value(self._styles.get(linked), "pPr", "numPr", "numId")
            found = self._abstract.get(_value(self.nums.get(num_id), "abstractNumId"))
        return found if found is not None and num is not None and _counts(found, num) else None

    @cached_property
    def styles(self) -> dict[str, Numbered]:
        """Return the paragraph styles that number, by their ids."""
        told = {name: self._numbered(name) for name in self._styles} if self.root is not None else {}
        return {name: one for name, one in told.items() if one is not None}

    @cached_property
    def default(self) -> str:
        """Return the style of paragraphs that name none."""
        return next(
            (
                name
                for name, style in self._styles.items()
                if style.get(f"{_W}type") == "paragraph" and style.get(f"{_W}default") in ("1", "true", "on")
            ),
            "",
        )

    def may_number(self, data: bytes) -> bool:
        """Tell whether anything in a part may be numbered."""
        if self.root is None:
            return False
        return b"numPr" in data or self.default in self.styles or self._names_one(data)

    def _names_one(self, data: bytes) -> bool:
        return bool(self.styles) and any(name.decode() in self.styles for name in set(_STYLE.findall(data)))

    def _numbered(self, name: str) -> Numbered | None:
        chain = self._chain(name)
        holder = next((place for place, style in enumerate(chain) if _value(style, "pPr", "numPr", "numId")), None)
        if holder is None:
            return None
        list_id = _value(chain[holder], "pPr", "numPr", "numId")
        pattern = self.pattern(list_id)
        if pattern is None:
            return None
        own = chain[: holder + 1]
        indents: dict[str, str] = {}
        for style in reversed(own):
            found = style.find(f"{_W}pPr/{_W}ind")
            indents |= {} if found is None else without_rivals(indents, found.attrib)
        return Numbered(list_id, self._level(own, pattern), indents)

    def _chain(self, name: str) -> list[Element]:
        """Return a paragraph style and those that it is based on."""
        chain: list[Element] = []
        while name in self._styles and self._styles[name] not in chain:
            chain.append(self._styles[name])
            name = _value(chain[-1], "basedOn")
        return chain if chain and chain[0].get(f"{_W}type", "paragraph") == "paragraph" else []

    @staticmethod
    def _level(chain: list[Element], pattern: Element) -> str:
        """Return the level of a style: the one that names it, else the one that it names."""
        by_style = {_value(level, "pStyle"): level.get(f"{_W}ilvl", "0") for level in pattern.iter(f"{_W}lvl")}
        linked = (by_style.get(style.get(f"{_W}styleId", "")) for style in chain)
        told = (_value(style, "pPr", "numPr", "ilvl") for style in chain)
        return next((level for level in (*linked, *told) if level), "0")


_RIVALS = {
    "start": "left",
    "end": "right",
    "hanging": "firstLine",
    "startChars": "leftChars",
    "endChars": "rightChars",
    "hangingChars": "firstLineChars",
}


def without_rivals(known: dict[str, str], fresh: Mapping[str, str]) -> dict[str, str]:
    """Return fresh indents, and take from the known ones what they take the place of under any name."""
    for name in [name for name in known if _side(name) in set(map(_side, fresh))]:
        del known[name]
    return {str(name): str(value) for name, value in fresh.items()}


def _side(name: str) -> str:
    bare = name.rpartition("}")[2]
    return _RIVALS.get(bare, bare)


def _value(element: Element | None, *path: str) -> str:
    """Return the value of an element below another; empty where there is none."""
    found = None if element is None else element.find("/".join(f"{_W}{name}" for name in path))
    return "" if found is None else str(found.get(f"{_W}val", ""))


def _counts(pattern: Element, num: Element) -> bool:
    """Tell whether any level of a list is a number or letter that goes on."""
    kinds = [_value(level, "numFmt") for one in (pattern, num) for level in one.iter(f"{_W}lvl")]
    return any(kind not in _UNCOUNTED for kind in kinds)
