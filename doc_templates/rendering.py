"""Fill a Word template: compiled once, immutable, safe to share between threads, same input same bytes."""

import hashlib
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from pydantic import BaseModel

from doc_templates import coreprops, package, pictures, wordxml
from doc_templates.contexts.base import DocumentContext
from doc_templates.faults import FieldMissing, RenderFailed
from doc_templates.language import Source
from doc_templates.package import Part
from doc_templates.values import DraftBlank, missing_mark, printable

RENDERER_VERSION = "2"
"""Changes whenever the same template and values would give other bytes than before."""

_FILLED_PREFIXES = ("word/header", "word/footer", "word/footnotes", "word/endnotes", "word/comments")
_BODY = "word/document.xml"


class CompiledTemplate:
    """A template's parts, those with tags compiled."""

    def __init__(self, parts: tuple[Part, ...]) -> None:
        self._parts = parts
        self.sources = {
            part.name: Source(wordxml.to_text(package.root_of(part)), part=part.name)
            for part in parts
            if _is_filled(part.name)
        }

    @classmethod
    def from_bytes(cls, data: bytes) -> "CompiledTemplate":
        """Return the compiled template, or raise ``TemplateFault`` naming what is wrong and where."""
        return cls(package.read(data))

    def render(self, context: Mapping[str, object] | BaseModel, *, draft: bool = False) -> bytes:
        """Return the filled Word file.

        A final document refuses a missing value with ``FieldMissing``; a draft shows a mark in its place.
        """
        values = printable(context, draft=draft)
        _settle_blanks(context, values, draft=draft)
        dated = context.issued_on if isinstance(context, DocumentContext) else None
        parts = tuple(self._filled(part, values, draft=draft, dated=dated) for part in self._parts)
        return package.write(pictures.with_pictures(parts, tuple(pictures.found_in(values))))

    def _filled(self, part: Part, values: Mapping[str, object], *, draft: bool, dated: date | None) -> Part:
        if part.name == coreprops.PART:
            return coreprops.core_part(title=str(values.get("subject", "")), dated=dated)
        source = self.sources.get(part.name)
        if source is None:
            return part
        data = wordxml.to_bytes(pictures.numbered(source.fill(values, draft=draft)))
        try:
            wordxml.parse(data)
        except wordxml.NotWellFormed as error:
            raise RenderFailed(
                "Tài liệu tạo ra không đúng cấu trúc tệp Word.",
                place=part.name,
                remedy="kiểm tra các thẻ mở, đóng của mẫu có bao trọn đoạn hoặc hàng của bảng không.",
            ) from error
        return Part(part.name, data)


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
        values[name] = [missing_mark(label)] if values[name] == [] else DraftBlank(label)


@lru_cache(maxsize=64)
def compiled(data: bytes) -> CompiledTemplate:
    """Return the compiled template of these bytes, compiled at most once while it is in use."""
    return CompiledTemplate.from_bytes(data)


def content_hash(document: bytes) -> str:
    """Return the sha256 over a document's part names and uncompressed bytes, whatever packed them."""
    digest = hashlib.sha256()
    for part in sorted(package.read(document)):
        digest.update(f"{part.name}\0{len(part.data)}\0".encode())
        digest.update(part.data)
    return digest.hexdigest()
