"""The parts of a package that name other parts: relations of a part, and content types, added to as text."""

from collections.abc import Iterable
from functools import cached_property

from doc_templates.inserts.fragments import Related
from doc_templates.word import package, wordxml
from doc_templates.word.package import Part

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "[Content_Types].xml"


def relations_of(part: str) -> str:
    """Return the name of the part that holds a part's relations."""
    folder, slash, name = part.rpartition("/")
    return f"{folder}{slash}_rels/{name}.rels"


def media_of(part: Part | None) -> dict[str, str]:
    """Return the parts inside the package that a relations part of ``word/`` names, by id."""
    if part is None:
        return {}
    inside = (relation for relation in package.root_of(part) if relation.get("TargetMode") != "External")
    return {relation.get("Id", ""): _target(relation.get("Target", "")) for relation in inside}


def _target(target: str) -> str:
    return target.removeprefix("/") if target.startswith("/") else f"word/{target}"


class Extensible:
    """An XML part whose root takes more children, written before its end."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self._root = package.root_of(part)
        self._prefix = f"{self._root.prefix}:" if self._root.prefix else ""

    @cached_property
    def _halves(self) -> tuple[str, str]:
        text = wordxml.to_text(self._root)
        if text.endswith("/>"):
            return f"{text[:-2]}>", f"</{self._prefix}{wordxml.local_name(self._root)}>"
        place = text.rindex("</")
        return text[:place], text[place:]

    def with_children(self, children: Iterable[str]) -> bytes:
        """Return the part with more children, each given without namespace: ``Default Extension=...``."""
        before, after = self._halves
        return wordxml.to_bytes(before + "".join(f"<{self._prefix}{child}/>" for child in children) + after)

    @cached_property
    def ids(self) -> frozenset[str]:
        """Return the ids of the relations that are there."""
        return frozenset(child.get("Id", "") for child in self._root)

    @cached_property
    def extensions(self) -> frozenset[str]:
        """Return the file endings that have a content type."""
        return frozenset(child.get("Extension", "").lower() for child in self._root)

    def type_of(self, name: str) -> str:
        """Return a part's content type, named by itself."""
        found = (child.get("ContentType", "") for child in self._root if child.get("PartName") == f"/{name}")
        return next(found, "application/xml")


def empty_relations(part: str) -> Part:
    """Return the relations of a part that had none."""
    return Part(relations_of(part), f'<Relationships xmlns="{_RELATIONS}"/>'.encode())


def relation(related: Related) -> str:
    """Return the element that names what a part shows or links to."""
    kind = related.kind if "://" in related.kind else f"{wordxml.R}/{related.kind}"
    mode = "" if related.inside else ' TargetMode="External"'
    return (
        f"Relationship Id={wordxml.quoted(related.id)} Type={wordxml.quoted(kind)}"
        f" Target={wordxml.quoted(related.target)}{mode}"
    )


def content_types(kinds: Iterable[str], *, known: frozenset[str]) -> list[str]:
    """Return the elements for picture types that a package does not know yet."""
    return [f'Default Extension="{kind}" ContentType="image/{kind}"' for kind in sorted(set(kinds) - known)]
