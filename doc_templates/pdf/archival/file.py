"""A PDF opened for judging: its bytes, its objects, and everything in it that draws."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from pypdf import PdfReader
from pypdf.generic import ArrayObject, BooleanObject, DictionaryObject, IndirectObject, PdfObject, StreamObject

from doc_templates.pdf.archival.content import Command, commands
from doc_templates.pdf.reading import PdfUnreadable

_STRUCTURE = re.compile(rb"\d+ \d+ obj\s*<<\s*/Type\s*/StructElem\b")
_KEPT_BYTES = 2_000_000
"""Drawing commands of a file up to this size are taken apart once and kept; larger ones each time anew."""
_MOST_BYTES = 128 * 1024 * 1024
"""Drawing commands that are read of one file: 10,000 rows are about a tenth of that."""
_MOST_COMMANDS = 5_000_000
"""Drawing commands that are looked at in one file, each judge's look counted: some ten seconds."""
_DEEPEST = 40
"""How far drawings may hold drawings before the file counts as unreadable."""


class Surface(NamedTuple):
    """Something with drawing commands: a page, a drawing within it, an annotation's looks, a glyph of a Type 3 font."""

    content: bytes
    resources: DictionaryObject
    holder: DictionaryObject
    place: str
    is_page: bool = False


@dataclass(frozen=True)
class ArchiveFile:
    """The file as all judges see it."""

    data: bytes
    reader: PdfReader
    looked_at: list[int] = field(default_factory=lambda: [0])
    """How many drawing commands have been looked at, in one number."""

    @property
    def root(self) -> DictionaryObject:
        """Return the catalog."""
        return self.reader.root_object

    @cached_property
    def objects(self) -> tuple[tuple[int, PdfObject], ...]:
        """Return every object that the file's tables name, with its number.

        Elements of the logical structure are left out: level B asks nothing of them, and most objects are such.
        """
        numbers = {number: generation for generation, table in self.reader.xref.items() for number in table}
        numbers |= dict.fromkeys(self.reader.xref_objStm, 0)
        free = self.reader.xref_free_entry
        found = []
        for number, generation in sorted(numbers.items()):
            at = self.reader.xref.get(generation, {}).get(number)
            if at is not None and _STRUCTURE.match(self.data, at):
                continue
            if number and generation != 65535 and not free.get(generation, {}).get(number, False):
                held = self.reader.get_object(IndirectObject(number, generation, self.reader))
                if held is not None:
                    found.append((number, held))
        return tuple(found)

    @cached_property
    def by_number(self) -> dict[int, PdfObject]:
        """Return the same objects, to be found by their numbers."""
        return dict(self.objects)

    @cached_property
    def dictionaries(self) -> tuple[tuple[str, DictionaryObject], ...]:
        """Return every dictionary and stream of the file, those within others too, each with its object's name."""
        return tuple((f"đối tượng {number}", one) for number, held in self.objects for one in _within(held, 0))

    def commands_of(self, surface: Surface) -> Iterable[Command]:
        """Return a surface's drawing commands in their order."""
        if self._size > _KEPT_BYTES:
            return self._counted(surface)
        return self._commands[id(surface)]

    def _counted(self, surface: Surface) -> Iterator[Command]:
        for command in commands(surface.content):
            self.looked_at[0] += 1
            if self.looked_at[0] > _MOST_COMMANDS:
                raise _too_much_drawn()
            yield command

    @cached_property
    def _size(self) -> int:
        return sum(len(one.content) for one in self.surfaces)

    @cached_property
    def _commands(self) -> dict[int, tuple[Command, ...]]:
        return {id(one): tuple(commands(one.content)) for one in self.surfaces}

    @cached_property
    def surfaces(self) -> tuple[Surface, ...]:
        """Return all that draws, pages first; a drawing used by several pages is there once, with the first one."""
        found: list[Surface] = []
        seen: set[int] = set()
        for number, page in enumerate(self.reader.pages, start=1):
            place = f"trang {number}"
            resources = dictionary(page.get("/Resources"))
            found.append(Surface(_page_content(page), resources, page, place, is_page=True))
            found += _drawings_in(resources, place, seen, 0)
            for note in listed(page.get("/Annots")):
                for looks in _looks_of(dictionary(note)):
                    found += _surface(looks, resources, place, seen, 0)
            if sum(len(one.content) for one in found) > _MOST_BYTES:
                raise _too_much_drawn()
        return tuple(found)


def _too_much_drawn() -> PdfUnreadable:
    return PdfUnreadable(
        "Tệp PDF có quá nhiều nét vẽ nên không xét được.",
        remedy="xuất lại PDF từ tệp gốc với hình vẽ đơn giản hơn, hoặc in ra rồi quét lại.",
    )


def resolved(value: object) -> object:
    """Return what a reference points at."""
    return value.get_object() if isinstance(value, PdfObject) else value


def dictionary(value: object) -> DictionaryObject:
    """Return a dictionary or stream, empty where the value is none."""
    held = resolved(value)
    return held if isinstance(held, DictionaryObject) else DictionaryObject()


def listed(value: object) -> list[object]:
    """Return an array's entries, none where the value is no array."""
    held = resolved(value)
    return [resolved(one) for one in held] if isinstance(held, ArrayObject) else []


def number(value: object) -> float | None:
    """Return a number, None for anything else."""
    held = resolved(value)
    return float(held) if isinstance(held, int | float) and not isinstance(held, bool) else None


def is_true(value: object) -> bool:
    """Tell whether a value is ``true``; pypdf's own ``false`` counts as true in Python."""
    held = resolved(value)
    return isinstance(held, BooleanObject) and held.value is True


def _within(held: object, depth: int) -> Iterator[DictionaryObject]:
    """Yield the dictionaries in a value, references not followed."""
    if depth > _DEEPEST:
        raise RecursionError
    if isinstance(held, DictionaryObject):
        yield held
        for key in held:
            yield from _within(held.raw_get(key), depth + 1)
    elif isinstance(held, ArrayObject):
        for one in held:
            yield from _within(one, depth + 1)


def _page_content(page: DictionaryObject) -> bytes:
    held = resolved(page.get("/Contents"))
    streams = [held] if isinstance(held, StreamObject) else listed(held)
    return b"\n".join(one.get_data() for one in streams if isinstance(one, StreamObject))


def _drawings_in(resources: DictionaryObject, place: str, seen: set[int], depth: int) -> Iterator[Surface]:
    """Yield what a page's or drawing's resources hold that draws itself."""
    if depth > _DEEPEST:
        raise RecursionError
    for drawing in dictionary(resources.get("/XObject")).values():
        if dictionary(drawing).get("/Subtype") == "/Form":
            yield from _surface(dictionary(drawing), resources, place, seen, depth)
    for pattern in dictionary(resources.get("/Pattern")).values():
        yield from _surface(dictionary(pattern), resources, place, seen, depth)
    for font in map(dictionary, dictionary(resources.get("/Font")).values()):
        own = dictionary(font.get("/Resources")) or resources
        for glyph in map(dictionary, dictionary(font.get("/CharProcs")).values()):
            yield from _surface(glyph, own, place, seen, depth)
    for state in map(dictionary, dictionary(resources.get("/ExtGState")).values()):
        yield from _surface(dictionary(dictionary(state.get("/SMask")).get("/G")), resources, place, seen, depth)


def _surface(
    drawing: DictionaryObject, around: DictionaryObject, place: str, seen: set[int], depth: int
) -> Iterator[Surface]:
    if not isinstance(drawing, StreamObject) or id(drawing) in seen:
        return
    seen.add(id(drawing))
    resources = dictionary(drawing.get("/Resources")) or around
    yield Surface(drawing.get_data(), resources, drawing, place)
    yield from _drawings_in(resources, place, seen, depth + 1)


def _looks_of(note: DictionaryObject) -> Iterator[DictionaryObject]:
    for looks in map(dictionary, dictionary(note.get("/AP")).values()):
        if isinstance(looks, StreamObject):
            yield looks
        else:
            yield from (dictionary(one) for one in looks.values())
