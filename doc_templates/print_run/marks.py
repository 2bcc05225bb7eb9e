"""Bookmarks of one document among many in a file: names of their own, and whatever points to them going along."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from doc_templates.print_run.fields import fields, words_of
from doc_templates.word import wordxml
from doc_templates.word.wordxml import Element

_W = f"{{{wordxml.W}}}"
_LONGEST = 40
"""Characters of a bookmark's name in Word."""
_POINTING = frozenset({"REF", "PAGEREF", "NOTEREF", "FTNREF", "GOTOBUTTON", "ASK", "SET"})
_BY_SWITCH = {"HYPERLINK": "l", "TOC": "b", "INDEX": "b"}
_OTHERS = frozenset(
    {
        *("AUTHOR", "COMMENTS", "CREATEDATE", "DATE", "DOCPROPERTY", "DOCVARIABLE", "FILENAME", "FILESIZE"),
        *("FORMCHECKBOX", "FORMDROPDOWN", "FORMTEXT", "IF", "KEYWORDS", "LASTSAVEDBY", "MERGEFIELD", "NUMPAGES"),
        *("NUMWORDS", "PAGE", "PRINTDATE", "QUOTE", "SAVEDATE", "SECTION", "SECTIONPAGES", "SEQ", "STYLEREF"),
        *("SUBJECT", "SYMBOL", "TEMPLATE", "TIME", "TITLE", "USERNAME"),
    }
)
"""Fields that name no bookmark; any other first word may be one itself."""
_NAME = re.compile(r"[^\W\d]\w*")

Names = Mapping[str, str]
"""From the small letters of a name to the name it has now: Word takes no notice of capitals in them."""


class Marks:
    """Gives the bookmarks of document after document names that none before has."""

    def __init__(self) -> None:
        self._used: set[str] = set()
        self._numbers = 0

    def renamed(self, roots: Sequence[Element], *, place: int) -> Names:
        """Return the new names of a document's bookmarks, already given to them; ``place`` is the document's number."""
        fresh: dict[str, str] = {}
        for mark in _marks(roots):
            name = mark.get(f"{_W}name", "")
            if name and name.lower() not in fresh:
                fresh[name.lower()] = self._free(name, place)
        for mark in _marks(roots):
            if mark.get(f"{_W}name"):
                mark.set(f"{_W}name", fresh[mark.get(f"{_W}name").lower()])
        self._number(roots)
        return {old: new for old, new in fresh.items() if old != new.lower()}

    def _free(self, name: str, place: int) -> str:
        suffix, candidate = "", name
        while candidate.lower() in self._used:
            suffix = f"_{place}{suffix}"
            candidate = name[: _LONGEST - len(suffix)] + suffix
        self._used.add(candidate.lower())
        return candidate

    def _number(self, roots: Sequence[Element]) -> None:
        """Give bookmarks numbers of their own: the same twice in a file ends one where another begins."""
        numbers: dict[str, str] = {}
        for root in roots:
            for mark in root.iter(f"{_W}bookmarkStart", f"{_W}bookmarkEnd"):
                told = mark.get(f"{_W}id", "")
                mark.set(f"{_W}id", numbers.setdefault(told, str(self._numbers + len(numbers))))
        self._numbers += len(numbers)


def _marks(roots: Iterable[Element]) -> Iterator[Element]:
    for root in roots:
        yield from root.iter(f"{_W}bookmarkStart")


def names_in(root: Element) -> frozenset[str]:
    """Return the names of a part's bookmarks, in small letters."""
    return frozenset(mark.get(f"{_W}name", "").lower() for mark in _marks([root]))


def points_to(root: Element, names: Iterable[str]) -> bool:
    """Tell whether something in a part points to one of these bookmarks."""
    probe = {name: f"{name}\x00" for name in names}
    anchors = {link.get(f"{_W}anchor", "").lower() for link in root.iter(f"{_W}hyperlink")}
    return not anchors.isdisjoint(probe) or any(redirected(field.text, probe) != field.text for field in fields(root))


def redirect(root: Element, names: Names) -> bool:
    """Have links and fields of a part point to its document's own bookmarks; return whether any did not before."""
    if not names:
        return False
    links = [link for link in root.iter(f"{_W}hyperlink") if link.get(f"{_W}anchor", "").lower() in names]
    for link in links:
        link.set(f"{_W}anchor", names[link.get(f"{_W}anchor").lower()])
    told = [field for field in fields(root) if field.write(redirected(field.text, names))]
    return bool(links or told)


def redirected(instruction: str, names: Names) -> str:
    """Return a field's instruction with the bookmarks that it names called by their new names."""
    words = words_of(instruction)
    if not words:
        return instruction
    kind = words[0][0].upper()
    if kind.startswith("="):
        return _NAME.sub(lambda found: names.get(found[0].lower(), found[0]), instruction)
    if kind in _POINTING:
        return _with(instruction, words[1:2], names)
    if kind in _BY_SWITCH:
        switch = f"\\{_BY_SWITCH[kind]}"
        return _with(instruction, [word for before, word in pairwise(words) if before[0].lower() == switch], names)
    return instruction if kind in _OTHERS else _with(instruction, words[:1], names)


def _with(instruction: str, words: Iterable[re.Match[str]], names: Names) -> str:
    """Return the instruction with some of its words, in quotes or not, put by their new names."""
    for word in reversed(list(words)):
        bare = word[0].strip('"')
        if bare.lower() in names:
            fresh = word[0].replace(bare, names[bare.lower()])
            instruction = instruction[: word.start()] + fresh + instruction[word.end() :]
    return instruction
