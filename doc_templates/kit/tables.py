"""Tables: invisible ones that carry the layout, ruled ones that carry rows."""

from collections.abc import Sequence
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Twips
from docx.table import Table, _Row

from doc_templates.kit import styles
from doc_templates.kit.flow import Flow
from doc_templates.kit.paper import Paper
from doc_templates.kit.styles import Style
from doc_templates.kit.units import twips

Column = tuple[float, str, str, Style]
"""One column: width in millimetres, head, field, style."""

_SIDES = ("top", "left", "bottom", "right")
_INNER = ("insideH", "insideV")


def table(container: Any, *, rows: int, widths: Sequence[float], ruled: bool, padding: float = 0) -> Table:
    """Add a table of fixed column widths (millimetres) and return it; ``padding`` is at the cells' sides."""
    made: Table = (
        container.add_table(rows, len(widths))
        if hasattr(container, "merge")
        else _in_body(container, rows, len(widths))
    )
    properties = made._tbl.tblPr
    for child in list(properties):
        properties.remove(child)
    total = sum(twips(width) for width in widths)
    for xml in (
        f'<w:tblW {nsdecls("w")} w:w="{total}" w:type="dxa"/>',
        f'<w:tblInd {nsdecls("w")} w:w="0" w:type="dxa"/>',
        _borders(ruled=ruled),
        f'<w:tblLayout {nsdecls("w")} w:type="fixed"/>',
        _margins(padding),
    ):
        properties.append(parse_xml(xml))
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Twips(twips(width))
        for cell in column.cells:
            cell.width = Twips(twips(width))
    return made


def _in_body(document: Any, rows: int, columns: int) -> Table:
    return document.add_table(rows, columns)  # type: ignore[no-any-return]


def _borders(*, ruled: bool) -> str:
    kind = 'w:val="single" w:sz="4" w:space="0" w:color="000000"' if ruled else 'w:val="nil"'
    return (
        f"<w:tblBorders {nsdecls('w')}>{''.join(f'<w:{side} {kind}/>' for side in (*_SIDES, *_INNER))}</w:tblBorders>"
    )


def _margins(padding: float) -> str:
    widths = {"top": 0, "left": twips(padding), "bottom": 0, "right": twips(padding)}
    cells = "".join(f'<w:{side} w:w="{widths[side]}" w:type="dxa"/>' for side in _SIDES)
    return f"<w:tblCellMar {nsdecls('w')}>{cells}</w:tblCellMar>"


def whole_row(row: _Row, *, head: bool = False) -> None:
    """Keep a row on one page; a head row is printed again on every page."""
    properties = row._tr.get_or_add_trPr()
    properties.append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
    if head:
        properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))


def rows_table(
    container: Any,
    *,
    columns: Sequence[Column],
    loop: str,
    head_style: Style = styles.TABLE_HEAD,
    numbered: bool = False,
    keep_next: bool = False,
) -> None:
    """Add a ruled table: a head repeated on every page, then one row per turn of ``loop``.

    ``numbered`` adds a row (1), (2), ... under the head; ``keep_next`` keeps the rows on the page of what follows,
    for a short table before a signature.
    """
    head_rows = 2 if numbered else 1
    made = table(container, rows=head_rows + 3, widths=[width for width, *_ in columns], ruled=True, padding=1.2)
    for column, (_, head, _, _) in enumerate(columns):
        cell(made, 0, column).line(head, head_style)
        if numbered:
            cell(made, 1, column).line(f"({column + 1})", head_style)
    for row in made.rows[:head_rows]:
        whole_row(row, head=True)
    tag_row(made, head_rows, f"{{%tr for {loop} %}}")
    for column, (_, _, field, style) in enumerate(columns):
        cell(made, head_rows + 1, column).line(f"{{{{ {field} }}}}", style, keep_next=keep_next)
    whole_row(made.rows[head_rows + 1])
    tag_row(made, head_rows + 2, "{%tr endfor %}")


def book_table(paper: Paper, *, columns: Sequence[Column], numbered: bool = False) -> None:
    """Add the table of a book of documents, a register or a dossier's index: a row for each of ``rows``."""
    rows_table(paper.document, columns=columns, loop="row in rows", head_style=styles.BOOK_HEAD, numbered=numbered)


def framed(paper: Paper) -> Flow:
    """Return the flow of an invisible frame as wide as the text, whole on one page: for a picture with its name.

    LibreOffice leaves a heading alone at a page's foot where a picture stands in the text above it.
    """
    made = table(paper.document, rows=1, widths=(paper.page.text_width,), ruled=False)
    whole_row(made.rows[0])
    return cell(made, 0, 0)


def tag_row(made: Table, row: int, tag: str) -> None:
    """Write a tag over the whole width of a row; rendering takes the row away."""
    merged(made, row, 0).line(tag, styles.TAG)


def merged(made: Table, row: int, first: int, *, until: int | None = None) -> Flow:
    """Return the flow of the cell made of a row's cells from ``first`` to ``until`` (the last one)."""
    cells = made.rows[row].cells
    last = len(cells) - 1 if until is None else until
    return Flow(cells[first].merge(cells[last]) if last > first else cells[first])


def cell(made: Table, row: int, column: int) -> Flow:
    """Return the flow of one cell."""
    return Flow(made.cell(row, column))
