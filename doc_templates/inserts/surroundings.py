"""What a document with pictures or links of its own needs beside its texts: relations, content types, media."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from doc_templates.inserts.fragments import Related
from doc_templates.inserts.relations import (
    TYPES,
    Extensible,
    content_types,
    empty_relations,
    media_of,
    relation,
    relations_of,
)
from doc_templates.word.mainpart import MAIN
from doc_templates.word.package import Part


class Beside(NamedTuple):
    """A header or footer that some of the documents have in place of the template's."""

    name: str
    data: bytes
    like: str
    id: str


class Surroundings:
    """The relations and content types of a template, to be added to for each document."""

    def __init__(self, parts: tuple[Part, ...]) -> None:
        self._known = {
            part.name: Extensible(part) for part in parts if part.name.endswith(".rels") or part.name == TYPES
        }

    def targets(self, part: str) -> dict[str, str]:
        """Return the parts that a part names, by their ids."""
        known = self._known.get(relations_of(part))
        return media_of(known.part) if known else {}

    def ids(self, part: str) -> frozenset[str]:
        """Return the ids of a part's relations."""
        known = self._known.get(relations_of(part))
        return known.ids if known else frozenset()

    def parts(self, used: Mapping[str, tuple[Related, ...]], *, beside: Sequence[Beside] = ()) -> Iterator[Part]:
        """Yield the parts for what each part of the document shows or links to, and for parts beside the template's."""
        if not used and not beside:
            return
        media: dict[str, bytes] = {}
        links = {name: self._fresh(name, related) for name, related in used.items()}
        links.setdefault(MAIN, []).extend(map(self._relation_beside, beside))
        likes = {one.name: one.like for one in beside}
        for name, children in links.items():
            like = self._known.get(relations_of(likes.get(name, name))) or Extensible(empty_relations(name))
            if children or name in likes:
                yield Part(relations_of(name), like.with_children(children))
            media |= {one.target: one.data for one in used.get(name, ()) if one.data is not None}
        yield from self._types(media, beside)
        yield from (Part(f"word/{target}", data) for target, data in sorted(media.items()))
        yield from (Part(one.name, one.data) for one in beside)

    def _fresh(self, name: str, related: Iterable[Related]) -> list[str]:
        """Return the relations that a part does not have yet: a template may be a document of ours."""
        known = self._known.get(relations_of(name))
        return [relation(one) for one in related if known is None or one.id not in known.ids]

    def _types(self, media: Mapping[str, bytes], beside: Sequence[Beside]) -> Iterator[Part]:
        types = self._known[TYPES]
        missing = content_types((target.rpartition(".")[2] for target in media), known=types.extensions)
        missing += [f'Override PartName="/{one.name}" ContentType="{types.type_of(one.like)}"' for one in beside]
        if missing:
            yield Part(TYPES, types.with_children(missing))

    @staticmethod
    def _relation_beside(one: Beside) -> str:
        kind = "header" if "header" in one.like else "footer"
        return relation(Related(one.id, kind, one.name.removeprefix("word/"), b""))
