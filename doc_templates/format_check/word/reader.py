"""Read a Word file into a ``Sheet``: body, tables, text boxes, sections, headers and footers."""

from functools import lru_cache
from typing import NamedTuple

from doc_templates.faults import TemplateFault
from doc_templates.format_check.word.cascade import Cascade
from doc_templates.format_check.word.foreign import refuse_foreign
from doc_templates.format_check.word.names import W, length
from doc_templates.format_check.word.numbering import Numbering
from doc_templates.format_check.word.paragraphs import Reader, header_names
from doc_templates.format_check.word.sections import section_of
from doc_templates.format_check.word.sheet import Cell, Paragraph, Section, Sheet
from doc_templates.format_check.word.strict import as_usual
from doc_templates.format_check.word.tables import (
    WRAPPERS,
    cell_width,
    cells,
    has_lines,
    has_ruled_cells,
    is_bare,
    is_boxed,
    is_edged,
    rows,
    style_of,
)
from doc_templates.word import package, wordxml
from doc_templates.word.mainpart import MAIN
from doc_templates.word.wordxml import Element

_MOST_BYTES = 24 * 1024 * 1024
_MOST_ELEMENTS = 400_000
"""A list of 3,000 rows and 10 columns has about 300,000."""


class Around(NamedTuple):
    """Where a paragraph stands."""

    cell: Cell | None = None
    boxed: bool = False
    table_style: str = ""


class File:
    """The parts of one file."""

    def __init__(self, docx: bytes, *, bounded: bool = True) -> None:
        self._parts = {part.name: part.data for part in package.contents(docx)}
        if bounded and sum(map(len, self._parts.values())) > _MOST_BYTES:
            raise _too_long(f"nội dung hơn {_MOST_BYTES // 1024 // 1024} MB khi giải nén")
        self._roots: dict[str, Element] = {}
        self.main = self._target("_rels/.rels", "/officeDocument") or MAIN
        if self.main not in self._parts:
            raise TemplateFault(
                "Tệp không phải là tệp Word (.docx): thiếu phần nội dung chính.",
                remedy="mở tệp bằng Word, lưu lại dạng “Word Document (.docx)” rồi làm lại.",
            )

    def root(self, name: str) -> Element | None:
        """Return a part's root, or nothing where the file has no such part; broken XML raises ``TemplateFault``."""
        data = self._parts.get(name)
        if data is None:
            return None
        if name not in self._roots:
            self._roots[name] = _root(name, data)
        return self._roots[name]

    def cascade(self) -> Cascade:
        """Return the file's styles; papers of one template share them."""
        named = [self._related("styles"), self._related("theme")]
        return _cascade(*((one, self._parts.get(one, b"")) for one in named))

    def related(self, kind: str) -> Element | None:
        """Return the root of the main part's numbering or settings."""
        return self.root(self._related(kind))

    def _related(self, kind: str) -> str:
        folder = self.main.rpartition("/")[0]
        return self._target(self._relations(), f"/{kind}") or f"{folder}/{kind}.xml"

    def targets(self) -> dict[str, str]:
        """Return the parts that the main part names, by relation id."""
        root = self.root(self._relations())
        return {one.get("Id", ""): self._absolute(one.get("Target", "")) for one in (root if root is not None else ())}

    def _relations(self) -> str:
        folder, _, name = self.main.rpartition("/")
        return f"{folder}/_rels/{name}.rels"

    def _target(self, relations: str, kind: str) -> str:
        root = self.root(relations)
        for one in root if root is not None else ():
            if one.get("Type", "").endswith(kind) and one.get("TargetMode") != "External":
                target = one.get("Target", "")
                return target.lstrip("/") if relations == "_rels/.rels" else self._absolute(target)
        return ""

    def _absolute(self, target: str) -> str:
        folder = self.main.rpartition("/")[0]
        return target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"


def _too_long(told: str) -> TemplateFault:
    return TemplateFault(f"Tệp quá dài: {told}.", remedy="tách văn bản và các phụ lục thành nhiều tệp.")


def _root(name: str, data: bytes) -> Element:
    """Return a part's root; the strict form of the standard is read as the usual one."""
    return package.root_of(package.Part(name, as_usual(data)))


@lru_cache(maxsize=16)
def _cascade(styles: tuple[str, bytes], theme: tuple[str, bytes]) -> Cascade:
    return Cascade(*(_root(*one) if one[1] else None for one in (styles, theme)))


def read_sheet(docx: bytes, *, bounded: bool = True) -> Sheet:
    """Return the file as a sheet; what is no Word file or is broken raises ``TemplateFault``.

    A file from outside is ``bounded``: one that would take many seconds is refused before it is read.
    """
    refuse_foreign(docx)
    file = File(docx, bounded=bounded)
    document = file.root(file.main)
    if bounded and document is not None and document.xpath("count(//*)") > _MOST_ELEMENTS:
        raise _too_long(f"hơn {_MOST_ELEMENTS:,} phần tử".replace(",", "."))
    body = None if document is None else document.find(f"{W}body")
    if document is None or body is None:
        raise TemplateFault("Tệp Word không có nội dung.", place=file.main)
    reader = Reader(file.cascade(), Numbering(file.related("numbering")))
    targets = file.targets()
    walk = _Walk(document, file.main, reader, targets)
    walk.blocks(body, Around())
    walk.end_section(body.find(f"{W}sectPr"))
    settings = file.related("settings")
    even = None if settings is None else settings.find(f"{W}evenAndOddHeaders")
    margins = _margins(file, reader, walk.sections)
    embedded = next(document.iter(f"{W}altChunk"), None) is not None
    return Sheet(tuple(walk.paragraphs), tuple(walk.sections), margins, even is not None, embedded)


def _margins(file: File, reader: Reader, sections: list[Section]) -> dict[str, tuple[Paragraph, ...]]:
    """Return the paragraphs of every header and footer that a section names."""
    made: dict[str, tuple[Paragraph, ...]] = {}
    for section in sections:
        for name in (*section.headers.values(), *section.footers.values()):
            root = None if name in made else file.root(name)
            if root is not None:
                walk = _Walk(root, name, reader, {})
                walk.blocks(root, Around())
                made[name] = tuple(walk.paragraphs)
    return made


class _Walk:
    """One pass over a part, in reading order; text boxes come after the paragraph that holds them."""

    def __init__(self, root: Element, part: str, reader: Reader, targets: dict[str, str]) -> None:
        self._part = part
        self._reader = reader
        self._targets = targets
        self._order = {one: place for place, one in enumerate(wordxml.paragraphs(root))}
        self._tables = 0
        self.paragraphs: list[Paragraph] = []
        self.sections: list[Section] = []

    def blocks(self, container: Element, around: Around) -> None:
        """Read what follows each other in a body, cell, box or header."""
        for child in container:
            if child.tag == f"{W}p":
                self._paragraph(child, around)
            elif child.tag == f"{W}tbl":
                self._table(child)
            elif child.tag in WRAPPERS:
                self.blocks(child, around)

    def end_section(self, element: Element | None) -> None:
        """Close the running section; it takes over headers that it does not name itself."""
        before = self.sections[-1] if self.sections else None
        named = {
            kind: {
                place: self._targets.get(relation, "")
                for place, relation in (header_names(element, kind).items() if element is not None else ())
            }
            for kind in ("header", "footer")
        }
        self.sections.append(section_of(element, before, named))

    def _paragraph(self, element: Element, around: Around) -> None:
        shape, label, writing = self._reader.read(element, around.table_style)
        properties = element.find(f"{W}pPr")
        section = None if properties is None else properties.find(f"{W}sectPr")
        text = "".join([run.text for run in writing.runs])
        self.paragraphs.append(
            Paragraph(
                self._part,
                self._order[element],
                text,
                tuple(writing.runs),
                shape,
                around.cell,
                around.boxed,
                label,
                tuple(writing.drawn),
                writing.pictures,
                writing.page_field,
                writing.tabs_before_field,
                writing.breaks_page,
                section is not None,
                len(self.sections),
                writing.loose_marks,
            )
        )
        for box in writing.boxes:
            self.blocks(box, around._replace(boxed=True))
        if section is not None and not around.cell:
            self.end_section(section)

    def _table(self, table: Element) -> None:
        self._tables += 1
        number_of_table = self._tables
        properties = table.find(f"{W}tblPr")
        style = style_of(properties)
        drawn = has_lines(properties)
        ruled = (self._reader.is_ruled(style) if drawn is None else drawn) or has_ruled_cells(table)
        padding = self._reader.padding(style, properties)
        columns = [length(column.get(f"{W}w")) for column in table.findall(f"{W}tblGrid/{W}gridCol")]
        for place, row in enumerate(rows(table)):
            for cell, first, span in cells(row):
                wide, sure = cell_width(cell, columns[first : first + span])
                boxed = (ruled and not is_bare(cell)) or is_boxed(cell)
                room = max(0.0, wide - padding)
                here = Cell(number_of_table, place, first, room, boxed, is_edged(cell), sure)
                self.blocks(cell, Around(here, boxed=False, table_style=style))
