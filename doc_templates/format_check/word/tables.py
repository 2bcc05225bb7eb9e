"""Tables as the reader walks them: rows, cells, widths, and where lines are drawn."""

from collections.abc import Iterator

from doc_templates.format_check.word.names import VAL, W, length, number
from doc_templates.word.wordxml import Element

WRAPPERS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))
"""Elements that hold paragraphs, rows or cells and are none themselves."""
_SAME_MM = 3.0


def style_of(properties: Element | None) -> str:
    """Return the name of a table's style."""
    named = None if properties is None else properties.find(f"{W}tblStyle")
    return "" if named is None else named.get(VAL, "")


def has_lines(properties: Element | None) -> bool | None:
    """Tell whether a table or its style is drawn with lines; nothing where it does not say."""
    borders = None if properties is None else properties.find(f"{W}tblBorders")
    return None if borders is None else _lines(borders) > 0


def _lines(borders: Element) -> int:
    return sum(side.get(VAL, "nil") not in ("nil", "none") for side in borders)


def has_ruled_cells(table: Element) -> bool:
    """Tell whether a table is drawn cell by cell, as LibreOffice writes it; a single line is none."""
    cell = next(table.iter(f"{W}tc"), None)
    return cell is not None and is_boxed(cell)


def is_bare(cell: Element) -> bool:
    """Tell whether a cell takes away the lines that its table would draw around it."""
    borders = cell.find(f"{W}tcPr/{W}tcBorders")
    return borders is not None and len(borders) > 2 and not _lines(borders)


def is_boxed(cell: Element) -> bool:
    """Tell whether a cell draws its own lines around it, as LibreOffice writes a ruled table; one rule is none."""
    borders = cell.find(f"{W}tcPr/{W}tcBorders")
    return borders is not None and _lines(borders) > 2


def rows(table: Element) -> Iterator[Element]:
    """Yield a table's rows, whatever they are wrapped in."""
    for child in table:
        if child.tag == f"{W}tr":
            yield child
        elif child.tag in WRAPPERS:
            yield from rows(child)


def cells(row: Element) -> Iterator[tuple[Element, int, int]]:
    """Yield each cell with the grid column where it begins and how many it takes."""
    column = 0
    for child in own_cells(row):
        properties = child.find(f"{W}tcPr")
        span = None if properties is None else properties.find(f"{W}gridSpan")
        width = max(1, int(number(span.get(VAL), default=1))) if span is not None else 1
        yield child, column, width
        column += width


def own_cells(row: Element) -> Iterator[Element]:
    """Yield a row's cells, whatever they are wrapped in."""
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in WRAPPERS:
            yield from own_cells(child)


def cell_width(cell: Element, columns: list[float]) -> tuple[float, bool]:
    """Return a cell's width as Word sets it, and whether LibreOffice, which goes by the grid alone, sets the same."""
    properties = cell.find(f"{W}tcPr")
    own = None if properties is None else properties.find(f"{W}tcW")
    by_grid = sum(columns)
    if own is not None and own.get(f"{W}type", "dxa") == "dxa" and number(own.get(f"{W}w")) > 0:
        wide = length(own.get(f"{W}w"))
        return wide, not by_grid or abs(wide - by_grid) <= _SAME_MM
    return by_grid, True


def is_edged(cell: Element) -> bool:
    """Tell whether a cell draws a line as its lower edge."""
    below = cell.find(f"{W}tcPr/{W}tcBorders/{W}bottom")
    return below is not None and below.get(VAL, "nil") not in ("nil", "none")
