"""A cover: one framed page with a place at its top, one in its middle and one at its foot."""

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Twips

from doc_templates.kit import styles
from doc_templates.kit.flow import Flow
from doc_templates.kit.paper import Paper
from doc_templates.kit.tables import cell, table
from doc_templates.kit.units import twips

_ROWS = (
    (10, WD_CELL_VERTICAL_ALIGNMENT.TOP),
    (35, WD_CELL_VERTICAL_ALIGNMENT.TOP),
    (160, WD_CELL_VERTICAL_ALIGNMENT.CENTER),
    (35, WD_CELL_VERTICAL_ALIGNMENT.BOTTOM),
    (10, WD_CELL_VERTICAL_ALIGNMENT.BOTTOM),
)
"""Height in millimetres, and where the words stand in it; the outer rows keep them off the frame."""
_SIDES = ("top", "left", "bottom", "right")
_LINE = 'w:val="double" w:sz="6" w:space="0" w:color="000000"'


def cover(paper: Paper) -> tuple[Flow, Flow, Flow]:
    """Add a frame as large as the page's text and return the flows of its top, its middle and its foot."""
    made = table(paper.document, rows=len(_ROWS), widths=(paper.page.text_width,), ruled=False)
    sides = "".join(f"<w:{side} {_LINE}/>" for side in _SIDES)
    borders = made._tbl.tblPr.find(qn("w:tblBorders"))
    made._tbl.tblPr.replace(borders, parse_xml(f"<w:tblBorders {nsdecls('w')}>{sides}</w:tblBorders>"))
    for row, (height, place) in zip(made.rows, _ROWS, strict=True):
        row.height, row.height_rule = Twips(twips(height)), WD_ROW_HEIGHT_RULE.AT_LEAST
        row.cells[0].vertical_alignment = place
    before, top, middle, foot, after = (cell(made, place, 0) for place in range(len(_ROWS)))
    for empty in (before, after):
        empty.line("", styles.BREAK)
    return top, middle, foot
