"""Where in the XML a template's tag stands: a strict reader of the static text, piece by piece."""

import re
from typing import NamedTuple

from doc_templates.word.characters import ILLEGAL

_NAME = r"[A-Za-z_][A-Za-z0-9_.\-]*(?::[A-Za-z_][A-Za-z0-9_.\-]*)?"
_TEXT = re.compile(r"[^<>&]+|&(?:amp|lt|gt|quot|apos);|&#(?:(\d{1,7})|x([0-9a-fA-F]{1,6}));")
_CLOSE = re.compile(rf"</({_NAME})\s*>")
_OPEN = re.compile(rf"<({_NAME})")
_ATTRIBUTE = re.compile(rf"""\s+({_NAME})\s*=\s*(["'])""")
_END = re.compile(r"\s*(/?)>")
_VALUE = {
    quote: re.compile(rf"(?:[^<&{quote}]+|&(?:amp|lt|gt|quot|apos);|&#\d+;|&#x[0-9a-fA-F]+;)+") for quote in "\"'"
}
_RESERVED = frozenset({"", "http://www.w3.org/XML/1998/namespace", "http://www.w3.org/2000/xmlns/"})
FRAGMENT = "#"
"""The bottom of a piece of XML whose surroundings are not known."""


class Unproven(ValueError):
    """The static text does not show that every filling of the template is well-formed."""


class Element(NamedTuple):
    """An open element and the prefixes in force inside it."""

    name: str
    prefixes: frozenset[tuple[str, str]]


class Tag(NamedTuple):
    """A start tag whose attribute value is being read: the quote, and what came before."""

    name: str
    attributes: tuple[tuple[str, str], ...]
    attribute: str
    value: str
    quote: str


class State(NamedTuple):
    """What has been opened up to a point of the XML."""

    stack: tuple[Element, ...] = ()
    tag: Tag | None = None
    rooted: bool = False

    def names(self, count: int) -> tuple[str, ...]:
        """Return the names of the innermost elements, outermost first."""
        return tuple(element.name for element in self.stack[-count:])

    def within(self, name: str) -> bool:
        """Tell whether an element of that name is open."""
        return any(element.name == name for element in self.stack)


def fragment(state: State | None) -> State:
    """Return the start of a piece whose place is decided elsewhere, with the prefixes known here."""
    known = state.stack[-1].prefixes if state and state.stack else frozenset()
    return State(stack=(Element(FRAGMENT, known),), rooted=True)


def advance(state: State, text: str, *, hole: bool = False) -> State:
    """Return the state after a piece of static text (``hole``: an escaped value), or raise ``Unproven``."""
    if hole:
        return _past_hole(state)
    if ILLEGAL.search(text):
        raise Unproven("character")
    position = 0
    while position < len(text):
        if state.tag:
            state, position = _value(state, text, position)
        elif text[position] == "<":
            state, position = _markup(state, text, position)
        else:
            position = _text(state, text, position)
    return state


def _past_hole(state: State) -> State:
    if state.tag:
        if state.tag.attribute.startswith("xmlns"):
            raise Unproven("namespace")
        return state
    if not state.stack:
        raise Unproven("outside the root")
    return state


def _text(state: State, text: str, position: int) -> int:
    found = _TEXT.match(text, position)
    if found is None or (not state.stack and not found[0].isspace()):
        raise Unproven(text[position : position + 20])
    if found[1] or found[2]:
        _character(int(found[1]) if found[1] else int(found[2], 16))
    return found.end()


def _character(code: int) -> None:
    if code > 0x10FFFF or ILLEGAL.match(chr(code)):
        raise Unproven(f"&#{code};")


def _markup(state: State, text: str, position: int) -> tuple[State, int]:
    """Read a closing tag or the beginning of a start tag."""
    closing = _CLOSE.match(text, position)
    if closing:
        if not state.stack or state.stack[-1].name != closing[1]:
            raise Unproven(closing[0])
        return state._replace(stack=state.stack[:-1]), closing.end()
    opening = _OPEN.match(text, position)
    if opening is None or (state.rooted and not state.stack):
        raise Unproven(text[position : position + 20])
    return _attributes(state, Tag(opening[1], (), "", "", ""), text, opening.end())


def _attributes(state: State, tag: Tag, text: str, position: int) -> tuple[State, int]:
    """Read on after a tag's name or after an attribute."""
    end = _END.match(text, position)
    if end:
        element = _opened(state, tag)
        stack = state.stack if end[1] else (*state.stack, element)
        return State(stack=stack, tag=None, rooted=True), end.end()
    attribute = _ATTRIBUTE.match(text, position)
    if attribute is None:
        raise Unproven(text[position : position + 20])
    return state._replace(tag=tag._replace(attribute=attribute[1], value="", quote=attribute[2])), attribute.end()


def _value(state: State, text: str, position: int) -> tuple[State, int]:
    """Read an attribute's value up to its quote or the end of the piece."""
    tag = state.tag
    if tag is None:
        raise Unproven(text)
    found = _VALUE[tag.quote].match(text, position)
    if found:
        for number in re.finditer(r"&#(?:(\d+)|x([0-9a-fA-F]+));", found[0]):
            _character(int(number[1]) if number[1] else int(number[2], 16))
        tag, position = (
            tag._replace(value=tag.value + found[0] if tag.attribute.startswith("xmlns") else ""),
            found.end(),
        )
    if position == len(text):
        return state._replace(tag=tag), position
    if text[position] != tag.quote:
        raise Unproven(text[position : position + 20])
    read = tag._replace(attributes=(*tag.attributes, (tag.attribute, tag.value)), attribute="", value="")
    return _attributes(state._replace(tag=None), read, text, position + 1)


def _opened(state: State, tag: Tag) -> Element:
    """Return the element of a whole start tag, its prefixes declared and no attribute twice."""
    outer = state.stack[-1].prefixes if state.stack else frozenset()
    declared = [(name[6:], value) for name, value in tag.attributes if name.startswith("xmlns:")]
    if any(prefix in ("xml", "xmlns") or value in _RESERVED or "&" in value for prefix, value in declared):
        raise Unproven("xmlns")
    prefixes = dict(outer) | dict(declared)
    names = [_expanded(name, prefixes) for name, _ in tag.attributes]
    if len(set(names)) != len(names):
        raise Unproven(tag.name)
    _expanded(tag.name, prefixes)
    return Element(tag.name, frozenset(prefixes.items()) if declared else outer)


def _expanded(name: str, prefixes: dict[str, str]) -> str:
    """Return a name with its namespace in the place of its prefix."""
    prefix, colon, local = name.rpartition(":")
    if not colon or prefix in ("xml", "xmlns"):
        return name
    if prefix not in prefixes:
        raise Unproven(name)
    return f"{prefixes[prefix]} {local}"
