"""Which parts of a Word file hold words that people read: by what the file calls them, whatever their names."""

from collections.abc import Iterable

from doc_templates.word import wordxml
from doc_templates.word.mainpart import MAIN
from doc_templates.word.package import Part

USUAL = ("word/header", "word/footer", "word/footnotes", "word/endnotes", "word/comments")
"""How the names of such parts begin in a file of Word's own."""
_TYPES = "[Content_Types].xml"
_KINDS = tuple(f"wordprocessingml.{kind}+xml" for kind in ("header", "footer", "footnotes", "endnotes", "comments"))


def text_parts(parts: Iterable[Part]) -> frozenset[str]:
    """Return the names of the parts with words: the body, headers, footers, notes and comments."""
    held = tuple(parts)
    called = next((_called(part.data) for part in held if part.name == _TYPES), frozenset())
    return frozenset(part.name for part in held if _is_usual(part.name) or part.name in called)


def _is_usual(name: str) -> bool:
    return name == MAIN or (name.startswith(USUAL) and name.endswith(".xml"))


def _called(types: bytes) -> frozenset[str]:
    """Return the parts whose content type is that of words; none where the list of types cannot be read."""
    try:
        root = wordxml.parse(types)
    except wordxml.NotWellFormed:
        return frozenset()
    found = (one for one in root.iter("{*}Override") if one.get("ContentType", "").endswith(_KINDS))
    return frozenset(one.get("PartName", "").removeprefix("/") for one in found)
