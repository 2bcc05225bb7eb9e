"""Fill a Word template: compiled once, immutable, safe to share between threads, same input same bytes."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from doc_templates import archive, borrowed, coreprops, package, pictures
from doc_templates.archive import Entry
from doc_templates.borrowed import Opened
from doc_templates.contexts.base import DocumentContext
from doc_templates.coreprops import Properties
from doc_templates.faults import ContextFault, FieldMissing
from doc_templates.fragments import Related
from doc_templates.language import Filling, Source, text_filler
from doc_templates.limits import MAX_OUTPUT, too_much
from doc_templates.package import Part
from doc_templates.replacing import Replaceable
from doc_templates.surroundings import Surroundings
from doc_templates.values import DraftBlank, Prepared, missing_mark, prepared

RENDERER_VERSION = "2"
"""Changes whenever the same template and values would give other bytes than before."""

_FILLED_PREFIXES = ("word/header", "word/footer", "word/footnotes", "word/endnotes", "word/comments")
_BODY = "word/document.xml"
Filters = Mapping[str, Callable[..., Any]]
_NONE: Mapping[str, Any] = MappingProxyType({})


class CompiledTemplate:
    """A template's parts: those with tags compiled, the others packed for good."""

    def __init__(self, data: bytes, *, filters: Filters = _NONE) -> None:
        parts = package.read(data)
        self._data, self._filters = data, dict(filters)
        self._order = tuple(part.name for part in parts)
        self.sources: Mapping[str, Source] = {
            part.name: Source(package.root_of(part), part=part.name, filters=self._filters)
            for part in parts
            if _is_filled(part.name)
        }
        self._filled = {name: source for name, source in self.sources.items() if source.has_tags}
        self._still = {
            part.name: archive.packed(part.name, part.data) for part in parts if part.name not in self._filled
        }
        self._still_size = sum(len(part.data) for part in parts if part.name not in self._filled)
        self._properties = next((self._properties_of(part) for part in parts if part.name == coreprops.PART), None)
        self._surroundings = Surroundings(parts)
        self._replaceable = Replaceable(parts)

    @classmethod
    def from_bytes(cls, data: bytes, *, filters: Filters = _NONE) -> "CompiledTemplate":
        """Return the compiled template, or raise ``TemplateFault`` naming what is wrong and where.

        ``filters`` are more functions for ``{{ value|name }}``, from their names.
        """
        return cls(data, filters=filters)

    @staticmethod
    def build_url_id(url: str) -> str:
        """Return the id of a link for docxtpl's ``RichText.add(..., url_id=...)``."""
        return borrowed.url_id(url)

    @property
    def proven(self) -> bool:
        """Whether no values can make a filled part ill-formed, so that results need not be read again."""
        return all(source.proven for source in self._filled.values())

    def render(
        self,
        context: Mapping[str, object] | BaseModel,
        *,
        draft: bool = False,
        pictures: Mapping[str, bytes] = _NONE,
    ) -> bytes:
        """Return the filled Word file.

        A final document refuses a missing value with ``FieldMissing``; a draft shows a mark in its place.
        ``pictures`` take the place of the template's own, by name, title or alternative text, or by path in the file.
        """
        opened = Opened(self._data)
        ready = prepared(context, draft=draft, opened=opened)
        _settle_blanks(context, ready.values, draft=draft)
        dated = context.issued_on if isinstance(context, DocumentContext) else None
        template = self._opened(opened)
        entries = template._still | dict(template._replaceable.entries(pictures))
        entries |= {entry.name.decode(): entry for entry in template._made(ready, draft=draft, dated=dated)}
        return archive.assembled([*map(entries.pop, template._order), *entries.values()])

    def _opened(self, opened: Opened) -> "CompiledTemplate":
        """Return this template, or the same with what subdocuments brought into it."""
        data = opened.package()
        if data is self._data:
            return self
        other = CompiledTemplate(data, filters=self._filters)
        if other.sources[_BODY].text != self.sources[_BODY].text:
            raise ContextFault("Văn bản con thuộc một mẫu khác.", remedy="tạo văn bản con từ chính mẫu đang được điền.")
        return other

    def _made(self, ready: Prepared, *, draft: bool, dated: date | None) -> Iterator[Entry]:
        """Yield the parts that belong to this document alone."""
        related = pictures.unique(ready.fragments)
        filling = Filling(draft=draft, breaks=ready.breaks, drawings=bool(ready.fragments), strict=ready.raw)
        size = self._still_size
        used: dict[str, tuple[Related, ...]] = {}
        for name, source in self._filled.items():
            data = source.fill(ready.values, filling)
            size += len(data)
            if size > MAX_OUTPUT:
                raise too_much("Tài liệu tạo ra", MAX_OUTPUT // 1024 // 1024, unit="MB")
            if found := tuple(one for one in related if f'"{one.id}"'.encode() in data):
                used[name] = found
            yield archive.packed(name, data)
        if self._properties:
            yield archive.packed(*self._properties.part(ready.values, draft=draft, dated=dated))
        if used:
            for part in self._surroundings.parts(used):
                yield archive.packed(*part)

    def _properties_of(self, part: Part) -> Properties:
        return Properties(part, compiled=lambda text: text_filler(text, part=part.name, filters=self._filters))


def _is_filled(name: str) -> bool:
    return name == _BODY or (name.startswith(_FILLED_PREFIXES) and name.endswith(".xml"))


def _settle_blanks(context: object, values: dict[str, object], *, draft: bool) -> None:
    """Refuse a context's needed but blank fields, or have a draft show them."""
    if not isinstance(context, DocumentContext):
        return
    for name in context.blanks():
        label = context.label(name)
        if not draft:
            raise FieldMissing(name, label=label)
        values[name] = [missing_mark(label)] if values[name] in ([], ()) else DraftBlank(label)


@lru_cache(maxsize=64)
def _compiled(_sha256: str, data: "_Held") -> CompiledTemplate:
    return CompiledTemplate.from_bytes(data.data)


class _Held:
    """Bytes that are no part of a cache's key."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held)

    def __hash__(self) -> int:
        return 0


def compiled(data: bytes) -> CompiledTemplate:
    """Return the compiled template of these bytes, compiled at most once while it is in use."""
    return _compiled(hashlib.sha256(data).hexdigest(), _Held(data))


def content_hash(document: bytes) -> str:
    """Return the sha256 over a document's part names and uncompressed bytes, whatever packed them."""
    digest = hashlib.sha256()
    for part in sorted(package.read(document)):
        digest.update(f"{part.name}\0{len(part.data)}\0".encode())
        digest.update(part.data)
    return digest.hexdigest()
