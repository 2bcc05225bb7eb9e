"""A document's properties as Word shows them: what the template says of it, never a person or a machine."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from xml.sax.saxutils import escape

from doc_templates.word import package
from doc_templates.word.characters import PAGE
from doc_templates.word.package import Part

PART = "docProps/core.xml"
_UNDATED = date(2000, 1, 1)
_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DC = "http://purl.org/dc/elements/1.1/"
FILLED = ("title", "subject", "creator", "description", "identifier", "language")
"""The properties that may hold tags; docxtpl fills the same."""
_KEPT = (f"{{{_CP}}}keywords", f"{{{_CP}}}category", f"{{{_CP}}}contentStatus", f"{{{_CP}}}version")
"""What else stays as the template has it; its author, last editor and revision do not."""
_TERMS = "http://purl.org/dc/terms/"
_MOMENT = re.compile(r"\d{4}(-\d\d(-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?")
"""Days and times as properties hold them."""
_TAG = ("{{", "{%", "{#")
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<cp:coreProperties xmlns:cp="{_CP}" xmlns:dc="{DC}" xmlns:dcterms="{_TERMS}"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
)
_DAYS = (
    '<dcterms:created xsi:type="dcterms:W3CDTF">{}</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">{}</dcterms:modified>'
)
_ALWAYS = ("title", "creator")
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
        self._said = {"title": "", "creator": "", **self._said}
        self._kept = "".join(_element(name.replace(f"{{{_CP}}}", "cp:"), root.findtext(name) or "") for name in _KEPT)
        self._days = tuple(_moment(root.findtext(f"{{{_TERMS}}}{name}")) for name in ("created", "modified"))

    def _without_values(self, dated: date | None) -> Part:
        return self._made(self._said, dated)

    def _made(self, said: Mapping[str, str], dated: date | None) -> Part:
        return _part(said, kept=self._kept, days=(_midnight(dated),) * 2 if dated else self._days)

    def part(self, values: Mapping[str, object], *, draft: bool, dated: date | None, entitled: bool) -> Part:
        """Return the properties of a document.

        Its ``subject``, if it has one, is its title: in place of the template's where ``entitled``, else where the
        template has none. A title with tags is what they give.
        """
        subject = values.get("subject")
        named = isinstance(subject, str) and "title" not in self._tagged and (entitled or not self._said["title"])
        if not self._tagged and not named:
            return self._still(dated)
        said = self._said | {name: fill(values, draft) for name, fill in self._tagged.items()}
        if named:
            said["title"] = " ".join(PAGE.sub(" ", str(subject)).split())
        return self._made(said, dated)


def core_part(*, title: str, dated: date | None) -> Part:
    """Return the properties part of a template with that title and date."""
    said = {"title": title, "creator": "", "language": "vi-VN"}
    return _part(said, kept="", days=(_midnight(dated or _UNDATED),) * 2)


def _midnight(day: date) -> str:
    return f"{day}T00:00:00Z"


def _moment(told: str | None) -> str:
    """Return a day as a template tells it, or the one of documents without a day."""
    told = (told or "").strip()
    return told if _MOMENT.fullmatch(told) else _midnight(_UNDATED)


def _part(said: Mapping[str, str], *, kept: str, days: tuple[str, ...]) -> Part:
    """Return the part with Dublin Core's texts, what else is kept, and the days of making and changing."""
    texts = "".join([_element(f"dc:{name}", text, empty=name in _ALWAYS) for name, text in said.items()])
    return Part(PART, f"{_HEAD}{texts}{kept}{_DAYS.format(*days)}</cp:coreProperties>".encode())


def _element(name: str, text: str, *, empty: bool = False) -> str:
    return f"<{name}>{escape(text)}</{name}>" if text or empty else ""
