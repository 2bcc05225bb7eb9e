"""What the reader gives: paragraphs as printed, sections, and lines drawn; lengths in millimetres, sizes in points."""

from collections.abc import Mapping
from typing import NamedTuple


class Look(NamedTuple):
    """How letters look once styles, defaults and direct formatting are weighed."""

    font: str
    """Of plain letters."""
    high_font: str
    """Of letters with Vietnamese marks, which Word takes from another slot."""
    points: float
    bold: bool
    italic: bool
    caps: bool
    color: str
    """``""`` for automatic, else six hexadecimal digits in capitals."""
    underline: bool


class Shape(NamedTuple):
    """How a paragraph stands."""

    style: str
    align: str
    """``left``, ``center``, ``right``, ``both``."""
    before: float
    after: float
    line: float
    """A multiple of single where ``line_rule`` is ``auto``, else points."""
    line_rule: str
    left: float
    right: float
    first: float
    """First line against the others: negative where it hangs out."""
    above: bool
    """A border above it."""
    below: bool
    contextual: bool
    new_page: bool
    framed: str
    """Where a frame holds it: the frame's place across, ``""`` without a frame."""


class Run(NamedTuple):
    """Letters of one look."""

    text: str
    look: Look


class Drawn(NamedTuple):
    """A line drawn at a paragraph: ``shape`` or ``picture``; length unknown where the file does not tell."""

    kind: str
    length: float | None


class Cell(NamedTuple):
    """The table cell that a paragraph stands in; the width is what is left for text."""

    table: int
    row: int
    column: int
    width: float
    ruled: bool
    edged: bool = False
    """A line is drawn as its lower edge."""
    sure: bool = True
    """Word and LibreOffice agree on its width."""


class Paragraph(NamedTuple):
    """One paragraph; ``place`` counts the paragraphs of its part from 0 in document order."""

    part: str
    place: int
    text: str
    runs: tuple[Run, ...]
    shape: Shape
    cell: Cell | None
    boxed: bool
    label: str
    """The number that Word writes by itself."""
    drawn: tuple[Drawn, ...]
    pictures: int
    page_field: bool
    tabs_before_field: int
    breaks_page: bool
    ends_section: bool
    section: int
    loose_marks: bool = False
    """Some letters are typed as a plain letter and its mark; the text is composed all the same."""

    @property
    def printed(self) -> str:
        """Return the words with the automatic number before them, without spaces around."""
        return f"{self.label} {self.text}".strip() if self.label else self.text.strip()


class Section(NamedTuple):
    """A stretch of pages."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    own_first_page: bool
    restarts_at: int | None
    number_format: str
    headers: Mapping[str, str]
    """Part names by ``default``, ``first``, ``even``."""
    footers: Mapping[str, str]
    continuous: bool

    @property
    def text_width(self) -> float:
        """Return the room between the side margins."""
        return self.width - self.left - self.right


class Sheet(NamedTuple):
    """A whole file."""

    paragraphs: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    margins: Mapping[str, tuple[Paragraph, ...]]
    """Paragraphs of headers and footers by part name."""
    even_pages_differ: bool
    embedded: bool = False
    """Some of the text is another file's, taken in when Word opens it: it cannot be read here."""
