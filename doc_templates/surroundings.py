"""What a document with pictures or links of its own needs beside its texts: relations, content types, media."""

from collections.abc import Iterator, Mapping

from doc_templates.fragments import Related
from doc_templates.package import Part
from doc_templates.relations import TYPES, Extensible, content_types, empty_relations, relation, relations_of


class Surroundings:
    """The relations and content types of a template, to be added to for each document."""

    def __init__(self, parts: tuple[Part, ...]) -> None:
        self._known = {
            part.name: Extensible(part) for part in parts if part.name.endswith(".rels") or part.name == TYPES
        }

    def parts(self, used: Mapping[str, tuple[Related, ...]]) -> Iterator[Part]:
        """Yield the parts for what each part of the document shows or links to."""
        media: dict[str, bytes] = {}
        for name, related in used.items():
            found = self._known.get(relations_of(name)) or Extensible(empty_relations(name))
            yield Part(found.name, found.with_children(map(relation, related)))
            media |= {one.target: one.data for one in related if one.data is not None}
        types = self._known[TYPES]
        kinds = [target.rpartition(".")[2] for target in media]
        if missing := content_types(kinds, known=types.extensions):
            yield Part(TYPES, types.with_children(missing))
        for target, data in sorted(media.items()):
            yield Part(f"word/{target}", data)
