"""Drawing commands, one by one, out of a content stream (ISO 32000-1, 7.8.2): operators, what they are given, texts."""

import re
from collections.abc import Iterator
from typing import NamedTuple

OPERATORS = frozenset(
    b"b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l m M MP n q Q re"
    b" RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \"".split()
)
"""Those of ISO 32000-1, annex A."""
_TOKEN = re.compile(
    rb"""(?:[\s\0]+|%[^\r\n]*|<<|>>|\[|\]|[+-]?(?:\d+\.?\d*|\.\d+)(?=[\s\0()<>\[\]{}/%]|$))*
    (?:(?P<word>[^\s\0()<>\[\]{}/%]+)
    |(?P<string>\((?:\\.|[^()\\])*\))
    |(?P<open>\()
    |(?P<hex><[0-9A-Fa-f\s\0]*>)
    |(?P<name>/[^\s\0()<>\[\]{}/%]*)
    |(?P<odd>.)
    |$)""",
    re.VERBOSE | re.DOTALL,
)
"""A token, after blanks, comments, numbers and brackets, which nobody asks for."""
_PARENTHESIS = re.compile(rb"\\.|[()]", re.DOTALL)
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|\r|\n)|(.))", re.DOTALL)
_SPOKEN = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_END_OF_IMAGE = re.compile(rb"[\s\0]EI(?=[\s\0]|$)")
_LITERALS = (b"true", b"false", b"null")


class Command(NamedTuple):
    """One operator with what stands before it."""

    operator: bytes
    names: tuple[str, ...]
    """Names given to it, each with its slash."""
    texts: tuple[bytes, ...]
    """Strings given to it, their escapes undone."""


def commands(content: bytes) -> Iterator[Command]:
    """Yield the commands of a stream; what is no token at all comes as an operator that nobody knows."""
    names: list[str] = []
    texts: list[bytes] = []
    at = 0
    while at < len(content):
        token = _TOKEN.match(content, at)
        assert token is not None  # its last way takes any byte
        at = token.end()
        kind = token.lastgroup
        text = token[kind] if kind else b""
        if kind == "name":
            names.append(_name(text))
        elif kind == "string":
            texts.append(_unescaped(text[1:-1]))
        elif kind == "hex":
            texts.append(bytes.fromhex(_even(re.sub(rb"[\s\0]", b"", text[1:-1])).decode()))
        elif kind == "open":
            at = _end_of_string(content, at)
            texts.append(_unescaped(content[token.end() : at - 1]))
        elif kind and text not in _LITERALS:
            yield Command(text, tuple(names), tuple(texts))
            names, texts = [], []
            if text == b"ID":
                found = _END_OF_IMAGE.search(content, at)
                at = found.end() if found else len(content)


def _name(text: bytes) -> str:
    whole = re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes([int(found[1], 16)]), text)
    return whole.decode("utf-8", "replace")


def _even(digits: bytes) -> bytes:
    return digits + b"0" if len(digits) % 2 else digits


def _end_of_string(content: bytes, at: int) -> int:
    """Return the place after a string with parentheses in it; ``at`` is the one after its first."""
    depth = 1
    for found in _PARENTHESIS.finditer(content, at):
        depth += {b"(": 1, b")": -1}.get(found[0], 0)
        if not depth:
            return found.end()
    return len(content)


def _unescaped(text: bytes) -> bytes:
    return _ESCAPE.sub(_meant, text) if b"\\" in text else text


def _meant(found: re.Match[bytes]) -> bytes:
    octal, line, letter = found.groups()
    if octal:
        return bytes([int(octal, 8) & 255])
    return b"" if line else _SPOKEN.get(letter, letter)
