"""Tags in a paragraph's text: whole ones, halves, and what Word's autocorrection made of them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from doc_templates.checking.findings import Finding, Severity, shortened
from doc_templates.checking.passages import Passage

_WHOLE = re.compile(r"\{\{(?P<print>.*?)\}\}|\{%(?P<do>.*?)%\}|\{#.*?#\}", re.DOTALL)
_LEVEL = re.compile(r"(tr|tc|p|r)[ ](?=\s*\S)")
_TRIM = re.compile(r"^[-+]|[-+]$")
_HALF = re.compile(r"\{\s*[{%]|[}%]\s*\}|\{#|#\}|(?:[｛﹛❴{]\s*[｛﹛❴％{%])|(?:[｝﹜❵％}%]\s*[｝﹜❵}])")
_SINGLE = re.compile(r"\{\s*([A-Za-z_][\w.]*)\s*\}|«\s*([A-Za-z_][\w.]*)\s*»")
_STRING = re.compile(r"\"[^\"]*\"|'[^']*'|“[^”]*”|‘[^’]*’")
_QUOTES = str.maketrans("“”‘’", "\"\"''")
"""Quotes that Word curls, understood as straight ones inside tags."""
_SHOWN = 60

ODD: dict[str, str] = {
    "–": "dấu gạch “–” do Word tự đổi từ dấu trừ",
    "—": "dấu gạch dài “—” do Word tự đổi từ hai dấu trừ",
    "−": "dấu trừ “−” (không phải dấu - trên bàn phím)",
    "…": "dấu “…” do Word tự đổi từ ba dấu chấm",
    "«": "dấu ngoặc kép “«”",
    "»": "dấu ngoặc kép “»”",
    "„": "dấu ngoặc kép “„”",
    "‟": "dấu ngoặc kép “‟”",
    "″": "dấu phẩy kép “″”",
    "′": "dấu phẩy đơn “′”",
    "`": "dấu huyền “`”",
    "´": "dấu sắc rời “´”",
    "\u200b": "ký tự trống không nhìn thấy (U+200B)",
    "\u200c": "ký tự trống không nhìn thấy (U+200C)",
    "\u200d": "ký tự trống không nhìn thấy (U+200D)",
    "\u2060": "ký tự trống không nhìn thấy (U+2060)",
    "\ufeff": "ký tự trống không nhìn thấy (U+FEFF)",
    "\u00ad": "dấu nối mềm không nhìn thấy (U+00AD)",
}
"""Characters that no tag has, as people would call them."""
_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"
_LOOKALIKES = ((0x0370, 0x03FF, "Hy Lạp"), (0x0400, 0x04FF, "Kirin"), (0xFF01, 0xFF5E, "cỡ rộng (toàn khổ)"))


class Tag(NamedTuple):
    """One whole tag."""

    passage: Passage
    start: int
    end: int
    level: str
    """What the tag stands for as a whole: p, tr, tc, r; empty for a tag within text."""
    word: str
    """The first word of a ``{% %}`` tag; empty for ``{{ }}``."""
    inner: str
    """What is printed, or what follows the word."""

    @property
    def written(self) -> str:
        """Return the tag as it stands in the file."""
        return self.passage.text[self.start : self.end]

    @property
    def shown(self) -> str:
        """Return the same for a message: in one line, its end left out where it is long."""
        return shortened(self.written)

    @property
    def order(self) -> tuple[int, int]:
        """Return where in the part it begins, as a key to sort by."""
        return self.passage.order(self.start)


def tags_in(passage: Passage) -> Iterator[Tag]:
    """Yield the paragraph's whole tags; comments (``{# #}``) are none."""
    for found in _WHOLE.finditer(passage.text):
        prints, does = found["print"], found["do"]
        if prints is None and does is None:
            continue
        body = _TRIM.sub("", (prints if does is None else does).strip()).translate(_QUOTES)
        level = _LEVEL.match(body)
        rest = body[level.end() :].strip() if level else body.strip()
        word, _, inner = ("", "", rest) if does is None else rest.partition(" ")
        if does is not None and not word.isidentifier():
            split = re.match(r"(\w+)(.*)", rest, re.DOTALL)
            word, inner = (split[1], split[2]) if split else (rest, "")
        yield Tag(passage, found.start(), found.end(), level[1] if level else "", word, inner.strip())


def halves_in(passage: Passage) -> Iterator[str]:
    """Yield a piece of text around each half of a tag: it would be printed as it stands."""
    rest = _WHOLE.sub(lambda found: "\x00" * len(found[0]), passage.text)
    last = -1
    for found in _HALF.finditer(rest):
        if found.start() < last:
            continue
        last = min(found.start() + _SHOWN, len(rest))
        first = max(0, found.start() - _SHOWN // 3)
        yield rest[first:last].replace("\x00", "").strip()


def single_names_in(passage: Passage) -> Iterator[tuple[str, str]]:
    """Yield names between single braces or chevrons, as other programs write them: the name and what stands there."""
    rest = _WHOLE.sub(lambda found: "\x00" * len(found[0]), passage.text)
    for found in _SINGLE.finditer(rest):
        yield (found[1] or found[2], found[0])


def odd_characters(tag: Tag) -> tuple[str, ...]:
    """Return what is in a tag, outside quoted words, that its author did not mean to type."""
    bare = _STRING.sub("", tag.written)
    told = [ODD[char] for char in dict.fromkeys(bare) if char in ODD]
    if _has_hard_space_at_level(tag):
        told.append("dấu cách không ngắt (Ctrl+Shift+Space)")
    for first, last, name in _LOOKALIKES:
        odd = "".join(char for char in dict.fromkeys(bare) if first <= ord(char) <= last)
        if odd:
            told.append(f"chữ {name} “{odd}” trông giống chữ thường")
    return tuple(told)


def _has_hard_space_at_level(tag: Tag) -> bool:
    """Tell whether a level is followed by a space that is none: it would not be taken for a level."""
    return re.match(rf"\{{[{{%][-+]?\s*(tr|tc|p|r)[{_SPACES}]", tag.written) is not None


def finding(
    code: str, message: str, tag: Tag, part: str, *, remedy: str, severity: Severity = Severity.FAULT
) -> Finding:
    """Return what is to be said about a tag."""
    return Finding(
        code=code,
        message=message,
        severity=severity,
        part=part,
        paragraph=tag.passage.paragraph,
        text=shortened(tag.passage.text),
        remedy=remedy,
    )
