"""A document's properties as Word shows them: what the template says of it, never a person or a machine."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from xml.sax.saxutils import escape

from doc_templates import package
from doc_templates.characters import PAGE
from doc_templates.package import Part

PART = "docProps/core.xml"
_UNDATED = date(2000, 1, 1)
_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DC = "http://purl.org/dc/elements/1.1/"
FILLED = ("title", "subject", "creator", "description", "identifier", "language")
"""The properties that may hold tags; docxtpl fills the same."""
_TAG = ("{{", "{%")
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<cp:coreProperties xmlns:cp="{_CP}" xmlns:dc="{DC}" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
)
_DAYS = (
    '<dcterms:created xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:modified></cp:coreProperties>'
)
Text = Callable[[Mapping[str, object], bool], str]
"""What gives a text with tags its values; the second argument tells whether it is for a draft."""


class Properties:
    """A template's own properties, those with tags compiled."""

    def __init__(self, part: Part, *, compiled: Callable[[str], Text]) -> None:
        root = package.root_of(part)
        said = {name: (root.findtext(f"{{{DC}}}{name}") or "").strip() for name in FILLED}
        self._tagged = {name: compiled(text) for name, text in said.items() if any(tag in text for tag in _TAG)}
        self._still = lru_cache(maxsize=4)(self._without_values)
        self._said = {name: text for name, text in said.items() if name not in self._tagged and name != "creator"}

    def _without_values(self, dated: date | None) -> Part:
        return core_part(**{"title": "", "language": "", **self._said}, dated=dated)

    def part(self, values: Mapping[str, object], *, draft: bool, dated: date | None) -> Part:
        """Return the properties of a document; without a tag its title is the document's subject, if it has one."""
        if not self._tagged and not isinstance(values.get("subject"), str):
            return self._still(dated)
        said = self._said | {name: fill(values, draft) for name, fill in self._tagged.items()}
        subject = values.get("subject")
        if "title" not in self._tagged and isinstance(subject, str):
            said["title"] = " ".join(PAGE.sub(" ", subject).split())
        return core_part(**{"title": "", "language": "", **said}, dated=dated)


def core_part(*, title: str, dated: date | None, creator: str = "", language: str = "vi-VN", **said: str) -> Part:
    """Return the properties part for a document with that title and date; ``said``: further Dublin Core texts."""
    shown = {"title": title, "creator": creator, **said, "language": language}
    needed = ("title", "creator")
    texts = "".join(f"<dc:{name}>{escape(text)}</dc:{name}>" for name, text in shown.items() if text or name in needed)
    return Part(PART, f"{_HEAD}{texts}{_DAYS.format(day=dated or _UNDATED)}".encode())
