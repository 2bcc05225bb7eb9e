"""Mend tables whose grid and cells tell different widths: every program then sets them alike."""

from doc_templates.format_check.fixing.opened import Opened
from doc_templates.format_check.roles.parts import Parts
from doc_templates.format_check.word.names import W
from doc_templates.format_check.word.tables import own_cells, rows
from doc_templates.word.wordxml import Element


def mend_widths(file: Opened, parts: Parts) -> None:
    """Write the widths of the cells into the grid of each table where they differ, as Word does when it saves."""
    unsure = {id(file.element(one)) for one in parts.sheet.paragraphs if one.cell and not one.cell.sure}
    tables = {id(table): table for table in file.main(parts).iter(f"{W}tbl")}
    for table in tables.values():
        if any(id(one) in unsure for one in table.iter(f"{W}p")):
            _mend(table)


def _mend(table: Element) -> None:
    """Set the grid by the first row that has a cell for each of its columns."""
    grid = table.findall(f"{W}tblGrid/{W}gridCol")
    for row in rows(table):
        cells = list(own_cells(row))
        widths = [cell.find(f"{W}tcPr/{W}tcW") for cell in cells]
        told = [one.get(f"{W}w", "") for one in widths if one is not None and one.get(f"{W}type", "dxa") == "dxa"]
        if len(told) == len(cells) == len(grid) and all(one.isdecimal() and int(one) for one in told):
            for column, width in zip(grid, told, strict=True):
                column.set(f"{W}w", width)
            return
