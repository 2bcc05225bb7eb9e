"""How each engine writes a value, a condition and a repetition, so that one builder makes the template of all."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from docx.table import Table

from doc_templates.kit import styles
from doc_templates.kit.flow import Flow
from doc_templates.kit.paper import Paper
from doc_templates.kit.tables import Column, cell, merged, table, tag_row, whole_row

Total = tuple[str, str]
"""The words and the field of a table's last row."""


@dataclass(frozen=True)
class Tongue(ABC):
    """What an engine calls the values of one place: the whole document's, or those of one turn of a repetition."""

    path: str = ""

    @abstractmethod
    def value(self, field: str) -> str:
        """Return the tag that prints a value."""

    @abstractmethod
    def condition(self, field: str) -> tuple[str, str]:
        """Return the tags around what is printed where a field is true, in a paragraph each."""

    @abstractmethod
    def in_line(self, field: str) -> tuple[str, str]:
        """Return the tags around what is printed in a paragraph where a field is true."""

    @abstractmethod
    def turns(self, many: str) -> "Turns":
        """Return how paragraphs or rows are repeated for each of a list."""

    @contextmanager
    def when(self, flow: Flow, field: str) -> Iterator[None]:
        """Put what follows under a condition."""
        first, last = self.condition(field)
        flow.line(first, styles.TAG)
        yield
        flow.line(last, styles.TAG)

    def each(self, flow: Flow, many: str, body: "Callable[[Tongue], None]") -> None:
        """Repeat paragraphs."""
        turns = self.turns(many)
        if turns.first:
            flow.line(turns.first, styles.TAG)
        for turn in turns.bodies:
            body(turn)
        if turns.last:
            flow.line(turns.last, styles.TAG)

    def table(self, paper: Paper, many: str, columns: Sequence[Column], *, total: Total | None) -> None:
        """Add a ruled table: its head repeated on every page, a row for each of a list, and a total."""
        turns = self.turns(many)
        own_rows = 2 * turns.rows_of_their_own
        rows = 1 + own_rows + len(turns.bodies) + (total is not None)
        made = table(paper.document, rows=rows, widths=[column[0] for column in columns], ruled=True, padding=1.2)
        for place, (_, head, _, _) in enumerate(columns):
            cell(made, 0, place).line(head, styles.TABLE_HEAD)
        whole_row(made.rows[0], head=True)
        if turns.rows_of_their_own:
            tag_row(made, 1, turns.row_first)
            tag_row(made, 2 + len(turns.bodies), turns.row_last)
        for place, turn in enumerate(turns.bodies, start=1 + turns.rows_of_their_own):
            texts = [turn.value(field) for _, _, field, _ in columns]
            if not turns.rows_of_their_own:
                texts[0], texts[-1] = turns.row_first + texts[0], texts[-1] + turns.row_last
            _row(made, place, columns, texts)
        if total:
            merged(made, rows - 1, 0, until=len(columns) - 2).line(total[0], styles.TABLE_SECTION)
            cell(made, rows - 1, len(columns) - 1).line(self.value(total[1]), styles.TABLE_TOTAL)
            whole_row(made.rows[rows - 1])


@dataclass(frozen=True)
class Turns:
    """A repetition: the tags around it, and what is repeated, once or (by example) twice."""

    first: str
    last: str
    row_first: str
    row_last: str
    bodies: tuple[Tongue, ...]
    rows_of_their_own: bool = False
    """Whether the tags of repeated rows stand in rows of their own."""


def _row(made: Table, place: int, columns: Sequence[Column], texts: Sequence[str]) -> None:
    for column, ((_, _, _, style), text) in enumerate(zip(columns, texts, strict=True)):
        cell(made, place, column).line(text, style)
    whole_row(made.rows[place])


class Jinja(Tongue):
    """docxtpl's tags, and ours."""

    def value(self, field: str) -> str:
        """Return the tag that prints a value."""
        return f"{{{{ {self.path}{field} }}}}"

    def condition(self, field: str) -> tuple[str, str]:
        """Return tags that take their paragraphs away."""
        return f"{{%p if {self.path}{field} %}}", "{%p endif %}"

    def in_line(self, field: str) -> tuple[str, str]:
        """Return tags that take their runs away."""
        return f"{{%r if {self.path}{field} %}}", "{%r endif %}"

    def turns(self, many: str) -> Turns:
        """Return a loop."""
        loop = f"for x in {self.path}{many} %}}"
        rows = (f"{{%tr {loop}", "{%tr endfor %}")
        return Turns(f"{{%p {loop}", "{%p endfor %}", *rows, (Jinja("x."),), rows_of_their_own=True)


class Curly(Tongue):
    """docxtemplater's tags."""

    def value(self, field: str) -> str:
        """Return the tag that prints a value."""
        return f"{{{field}}}"

    def condition(self, field: str) -> tuple[str, str]:
        """Return a section."""
        return f"{{#{field}}}", f"{{/{field}}}"

    def in_line(self, field: str) -> tuple[str, str]:
        """Return a section inside a paragraph."""
        return self.condition(field)

    def turns(self, many: str) -> Turns:
        """Return a section; a row's begins in its first cell and ends in its last."""
        section = self.condition(many)
        return Turns(*section, *section, (self,))


class Indexed(Tongue):
    """Carbone's tags: what is repeated stands there twice, the second time with the next index."""

    def value(self, field: str) -> str:
        """Return the tag that prints a value."""
        return f"{{d.{self.path}{field}}}"

    def condition(self, field: str) -> tuple[str, str]:
        """Return the marks of what is shown."""
        return f"{{d.{self.path}{field}:ifEQ(true):showBegin}}", f"{{d.{self.path}{field}:showEnd}}"

    def in_line(self, field: str) -> tuple[str, str]:
        """Return the marks of what is shown."""
        return self.condition(field)

    def turns(self, many: str) -> Turns:
        """Return a repetition by example."""
        return Turns("", "", "", "", tuple(Indexed(f"{self.path}{many}[{index}].") for index in ("i", "i+1")))


TONGUES: dict[str, Tongue] = {"jinja": Jinja(), "docxtemplater": Curly(), "carbone": Indexed()}
