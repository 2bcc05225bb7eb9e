"""The list of nominees: one ruled table, a section for each kind, its head repeated on every page."""

from collections.abc import Sequence

from docx.table import Table

from doc_templates.kit import styles
from doc_templates.kit.paper import Paper
from doc_templates.kit.tables import Column, cell, merged, table, tag_row, whole_row

_NUMBER: Column = (10, "TT", "loop.index", styles.LIST_CENTER)
_TOTAL = ("Tổng cộng", "{{ total_money }}")


def list_head(paper: Paper) -> None:
    """Begin a new page with the list's name, the achievement that all share, and what the list goes with."""
    paper.new_section()
    paper.line("DANH SÁCH", styles.ANNEX_TITLE)
    paper.line("{{ list_title }}", styles.ANNEX_TITLE)
    with paper.when("list_reason"):
        paper.line("{{ list_reason }}", styles.ANNEX_REASON)
    paper.line("{{ list_source }}", styles.ANNEX_SOURCE)


def nominees_table(paper: Paper, *, who: str, paid: bool = False) -> None:
    """Add the table of nominees; ``who`` heads their column, ``paid`` adds the money and its total.

    Only where achievements differ there is a column for them: one that all share is said above the list.
    """
    money: Column = (28 if paid else 0, "Tiền thưởng (đồng)", "row.money", styles.LIST_RIGHT)
    room = paper.page.text_width - _NUMBER[0] - money[0]
    deed: Column = (round(room * 0.44), "Thành tích", "row.achievement", styles.LIST_TEXT)
    last = (money,) if paid else ()
    with paper.when("achievements_differ"):
        named: Column = (room - deed[0], who, "row.text", styles.LIST_TEXT)
        _table(paper, (_NUMBER, named, deed, *last), total=paid)
        paper.case(None)
        _table(paper, (_NUMBER, (room, who, "row.text", styles.LIST_TEXT), *last), total=paid)


def _table(paper: Paper, columns: Sequence[Column], *, total: bool) -> None:
    """Add a table over ``list_sections``; its total is never parted from the row above it."""
    widths = [column[0] for column in columns]
    made = table(paper.document, rows=12 if total else 7, widths=widths, ruled=True, padding=1.2)
    for place, (_, head, _, _) in enumerate(columns):
        cell(made, 0, place).line(head, styles.TABLE_HEAD)
    whole_row(made.rows[0], head=True)
    tag_row(made, 1, "{%tr for section in list_sections %}")
    cell(made, 2, 0).line("{{ section.heading }}", styles.TABLE_SECTION_NUMBER)
    merged(made, 2, 1).line("{{ section.title }} ({{ section.count }})", styles.TABLE_SECTION)
    whole_row(made.rows[2])
    tag_row(made, 3, "{%tr for row in section.rows %}")
    after = _rows_before_total(made, columns) if total else _row(made, 4, columns)
    tag_row(made, after, "{%tr endfor %}")
    tag_row(made, after + 1, "{%tr endfor %}")
    if total:
        merged(made, after + 2, 0, until=len(columns) - 2).line(_TOTAL[0], styles.TABLE_SECTION)
        cell(made, after + 2, len(columns) - 1).line(_TOTAL[1], styles.TABLE_TOTAL)
        whole_row(made.rows[after + 2])


def _rows_before_total(made: Table, columns: Sequence[Column]) -> int:
    """Write the row twice: the last one of a section is kept with what follows. Return the place after it."""
    tag_row(made, 4, "{%tr if loop.last %}")
    _row(made, 5, columns, keep_next=True)
    tag_row(made, 6, "{%tr else %}")
    _row(made, 7, columns)
    tag_row(made, 8, "{%tr endif %}")
    return 9


def _row(made: Table, place: int, columns: Sequence[Column], *, keep_next: bool = False) -> int:
    for column, (_, _, field, style) in enumerate(columns):
        cell(made, place, column).line(f"{{{{ {field} }}}}", style, keep_next=keep_next)
    whole_row(made.rows[place])
    return place + 1
