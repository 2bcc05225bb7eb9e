"""The list of nominees: one ruled table, a section for each kind, its head repeated on every page."""

from collections.abc import Sequence

from doc_templates.kit import styles
from doc_templates.kit.paper import Paper
from doc_templates.kit.tables import Column, cell, merged, table, tag_row, whole_row

NUMBER: Column = (12, "TT", "loop.index", styles.TABLE_CENTER)


def list_head(paper: Paper) -> None:
    """Begin a new page with the list's name and what it goes with."""
    paper.new_section()
    paper.line("DANH SÁCH", styles.ANNEX)
    paper.line("{{ list_title }}", styles.ANNEX_TITLE)
    paper.line("{{ list_source }}", styles.ANNEX_SOURCE)


def sections_table(paper: Paper, *, columns: Sequence[Column], total: tuple[str, str] | None = None) -> None:
    """Add the table over ``list_sections``; ``total`` is a last row's words and value."""
    rows = 7 + (1 if total else 0)
    made = table(paper.document, rows=rows, widths=[column[0] for column in columns], ruled=True, padding=1.2)
    for place, (_, head, _, _) in enumerate(columns):
        cell(made, 0, place).line(head, styles.TABLE_HEAD)
    whole_row(made.rows[0], head=True)
    tag_row(made, 1, "{%tr for section in list_sections %}")
    cell(made, 2, 0).line("{{ section.heading }}", styles.TABLE_SECTION_NUMBER)
    merged(made, 2, 1).line("{{ section.title }} ({{ section.count }})", styles.TABLE_SECTION)
    whole_row(made.rows[2])
    tag_row(made, 3, "{%tr for row in section.rows %}")
    for place, (_, _, field, style) in enumerate(columns):
        cell(made, 4, place).line(f"{{{{ {field} }}}}", style)
    whole_row(made.rows[4])
    tag_row(made, 5, "{%tr endfor %}")
    tag_row(made, 6, "{%tr endfor %}")
    if total:
        merged(made, 7, 0, until=len(columns) - 2).line(total[0], styles.TABLE_SECTION)
        cell(made, 7, len(columns) - 1).line(total[1], styles.TABLE_TOTAL)
        whole_row(made.rows[7])
