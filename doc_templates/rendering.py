"""Fill a Word template: compiled once, immutable, safe to share between threads, same input same bytes."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property, lru_cache, partial
from types import MappingProxyType
from typing import Any, NamedTuple

from doc_templates.contexts.base import DocumentContext
from doc_templates.faults import ContextFault, FieldMissing
from doc_templates.inserts import addresses, borrowed, pictures
from doc_templates.inserts.borrowed import Opened
from doc_templates.inserts.fragments import Related
from doc_templates.inserts.replacing import Replaceable
from doc_templates.inserts.surroundings import Surroundings
from doc_templates.language import Filling, Source, scope, text_filler
from doc_templates.limits import MAX_OUTPUT, too_much
from doc_templates.many import Context, Many, Rendered
from doc_templates.print_run import Filled, Lists, Run, is_beside
from doc_templates.values import DraftBlank, Prepared, missing_mark, prepared
from doc_templates.word import archive, coreprops, package, references
from doc_templates.word.coreprops import Properties
from doc_templates.word.mainpart import MAIN
from doc_templates.word.package import Part
from doc_templates.word.textparts import text_parts

RENDERER_VERSION = "6"
"""Changes whenever the same template and values would give other bytes than before."""

_RELATED = re.compile(rb'"((?:hinh|lienket|phan)[0-9a-f]{16})"')
"""The ids of pictures and links."""
Filters = Mapping[str, Callable[..., Any]]
_NONE: Mapping[str, Any] = MappingProxyType({})


class _Ready(NamedTuple):
    """What a document is filled from."""

    template: "CompiledTemplate"
    """The template itself, or with what subdocuments brought into it."""
    prepared: Prepared
    dated: date | None
    entitled: bool
    """Whether the document's title is its subject, whatever the template says."""


class CompiledTemplate:
    """A template's parts: those with tags compiled, the others packed for good."""

    def __init__(self, data: bytes, *, filters: Filters = _NONE) -> None:
        read = package.read(data)
        texts = text_parts(read)
        parts, self._linking = addresses.moved(read, filled=texts)
        self._data, self._filters = data, dict(filters)
        self._order = tuple(part.name for part in parts)
        self.sources: Mapping[str, Source] = {
            part.name: Source(package.root_of(part), part=part.name, filters=self._filters)
            for part in parts
            if part.name in texts
        }
        self._filled = {name: source for name, source in self.sources.items() if source.has_tags}
        self._unproven = tuple(name for name, source in self._filled.items() if not source.proven)
        self._still = {
            part.name: archive.packed_for_good(part.name, part.data) for part in parts if part.name not in self._filled
        }
        self._still_size = sum(len(part.data) for part in parts if part.name not in self._filled)
        self._properties = next((self._properties_of(part) for part in parts if part.name == coreprops.PART), None)
        self._body = next(part.data for part in parts if part.name == MAIN)
        self._beside = {part.name: part.data for part in parts if part.name in self._still and is_beside(part.name)}
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
        return not self._unproven

    def render(
        self,
        context: Context,
        *,
        draft: bool = False,
        pictures: Mapping[str, bytes] = _NONE,
    ) -> bytes:
        """Return the filled Word file.

        A final document refuses a missing value with ``FieldMissing``; a draft shows a mark in its place.
        ``pictures`` take the place of the template's own, by name, title or alternative text, or by path in the file.
        """
        ready = self._ready(context, draft=draft)
        template = ready.template
        filled = template._fill(ready.prepared, draft=draft)
        own = [Part(name, data) for name, data in filled.parts.items()]
        own += template._properties_part(ready, draft=draft)
        own += template._surroundings.parts(filled.related)
        return template._written(own, template._replaceable.fitted(pictures))

    def render_many(
        self, contexts: Iterable[Context], *, draft: bool = False, processes: int | None = None
    ) -> Iterator[Rendered]:
        """Yield each context's document, or its error, in their order, as they are made; all cores take part.

        Contexts are taken from ``contexts`` a few ahead, so that it may be a generator of any length.
        """
        made = partial(CompiledTemplate.from_bytes, self._data, filters=self._filters)
        return Many(self, made=made, draft=draft, processes=processes).rendered(contexts)

    def render_run(self, contexts: Iterable[Context], *, draft: bool = False) -> bytes:
        """Return one Word file of all documents in their order, each from a new page that is its page 1."""
        run = Run(references=self._surroundings.targets(MAIN), still=self._beside, lists=self._lists)
        first, dated = None, None
        for context in contexts:
            ready = self._ready(context, draft=draft)
            if ready.template is not self:
                raise ContextFault("Văn bản con không gộp vào tệp in chung được.", remedy="in từng văn bản.")
            filled = self._fill(ready.prepared, draft=draft)
            run.add(filled if MAIN in filled.parts else filled._replace(parts={**filled.parts, MAIN: self._body}))
            first, dated = first or ready, dated or ready.dated
        own = [Part(MAIN, run.body()), *(Part(name, data) for name, data in run.parts.items())]
        if first:
            own += self._properties_part(first._replace(dated=dated), draft=draft)
        own += self._surroundings.parts(run.related, beside=run.beside)
        return self._written(own)

    def _ready(self, context: Context, *, draft: bool) -> _Ready:
        opened = Opened(self._data)
        ready = prepared(context, draft=draft, opened=opened)
        _settle_blanks(context, ready.values, draft=draft)
        own = isinstance(context, DocumentContext)
        return _Ready(
            self._opened(opened), ready, context.issued_on if isinstance(context, DocumentContext) else None, own
        )

    def _written(self, own: Iterable[Part], replaced: Iterable[Part] = ()) -> bytes:
        """Return the package: parts of the document in their places, the template's for the rest."""
        own = (*replaced, *own)
        if self._still_size + sum(len(part.data) for part in own) > MAX_OUTPUT:
            raise too_much("Tài liệu tạo ra", MAX_OUTPUT // 1024 // 1024, unit="MB")
        entries = self._still | {part.name: archive.packed(part.name, part.data) for part in own}
        return archive.assembled([*map(entries.pop, self._order), *entries.values()])

    def _opened(self, opened: Opened) -> "CompiledTemplate":
        """Return this template, or the same with what subdocuments brought into it."""
        data = opened.package()
        if data is self._data:
            return self
        other = CompiledTemplate(data, filters=self._filters)
        if other.sources[MAIN].text != self.sources[MAIN].text:
            raise ContextFault("Văn bản con thuộc một mẫu khác.", remedy="tạo văn bản con từ chính mẫu đang được điền.")
        return other

    def _fill(self, ready: Prepared, *, draft: bool) -> Filled:
        """Return the parts that belong to this document alone, and what they show or link to."""
        related = pictures.unique(ready.fragments)
        filling = Filling(
            draft=draft,
            breaks=ready.breaks,
            drawings=bool(ready.fragments),
            strict=ready.raw,
            longest=ready.longest,
        )
        names = scope(ready.values)
        parts = {name: source.fill(names, filling) for name, source in self._filled.items()}
        used: dict[str, tuple[Related, ...]] = {}
        for name, data in parts.items() if related else ():
            named = set(_RELATED.findall(data))
            if found := tuple(one for one in related if one.id.encode() in named):
                used[name] = found
        for name in self._linking:
            parts[name], links = addresses.settled(parts[name], part=name, draft=draft)
            used[name] = (*used.get(name, ()), *links)
        for name in parts if ready.raw else self._unproven:
            known = self._surroundings.ids(name) | {one.id for one in used.get(name, ())} | self._template_names[name]
            references.refuse_strangers(parts[name], part=name, known=known)
        return Filled(parts, used)

    @cached_property
    def _lists(self) -> Lists:
        """Return what the template numbers by itself."""
        return Lists(package.read(self._data))

    @cached_property
    def _template_names(self) -> Mapping[str, frozenset[str]]:
        """Return the ids that parts of the template name themselves, those that it lacks too."""
        return {
            part.name: references.names_of(part.data) for part in package.read(self._data) if part.name in self.sources
        }

    def _properties_part(self, ready: _Ready, *, draft: bool) -> list[Part]:
        if self._properties is None:
            return []
        values = ready.prepared.values
        return [self._properties.part(values, draft=draft, dated=ready.dated, entitled=ready.entitled)]

    def _properties_of(self, part: Part) -> Properties:
        return Properties(part, compiled=lambda text: text_filler(text, part=part.name, filters=self._filters))


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
    """Return the compiled template of these bytes, kept while it is among the last in use."""
    return _compiled(hashlib.sha256(data).hexdigest(), _Held(data))


def content_hash(document: bytes) -> str:
    """Return the sha256 over a document's part names and uncompressed bytes, whatever packed them."""
    digest = hashlib.sha256()
    for part in sorted(package.read(document, bounds=package.RESULT)):
        digest.update(f"{part.name}\0{len(part.data)}\0".encode())
        digest.update(part.data)
    return digest.hexdigest()
