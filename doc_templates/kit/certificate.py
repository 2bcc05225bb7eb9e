"""The sheet of a certificate: a border, and rows of fixed height, so that nothing ever runs onto a second page."""

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Twips

from doc_templates.kit import styles
from doc_templates.kit.flow import Flow
from doc_templates.kit.heading import MOTTO, NATION
from doc_templates.kit.paper import Page, Paper
from doc_templates.kit.rules import rule
from doc_templates.kit.tables import cell, merged, table
from doc_templates.kit.units import twips
from doc_templates.typesetting.metrics import line_width

SHEET = Page(297, 210, top=12, bottom=12, left=26, right=26)
_HEADER_AT_MM = 4
_LEFT_SHARE = 0.45
_SIDES = ("top", "left", "bottom", "right")
_FRAME = 'w:val="thinThickMediumGap" w:sz="24" w:space="24" w:color="9C6500"'


def sheet() -> Paper:
    """Return an empty sheet with its border."""
    paper = Paper(SHEET, looks=(*styles.ALL, *styles.CERTIFICATES))
    section = paper.document.sections[0]
    section.header_distance = Twips(twips(_HEADER_AT_MM))
    borders = "".join(f"<w:{side} {_FRAME}/>" for side in _SIDES)
    section._sectPr.insert_element_before(
        parse_xml(f'<w:pgBorders {nsdecls("w")} w:offsetFrom="page">{borders}</w:pgBorders>'),
        "w:lnNumType",
        "w:pgNumType",
        "w:cols",
        "w:titlePg",
        "w:docGrid",
    )
    return paper


def rows(paper: Paper, heights: tuple[float, ...], *, middle: int) -> tuple[Flow, ...]:
    """Add rows of these heights in millimetres and return their flows, the halves of the last two rows apart.

    The row at ``middle`` is centred in height; the last one stands at its foot.
    """
    left = round(paper.page.text_width * _LEFT_SHARE, 1)
    made = table(paper.document, rows=len(heights), widths=(left, paper.page.text_width - left), ruled=False)
    for place, height in enumerate(heights):
        made.rows[place].height = Twips(twips(height))
        made.rows[place].height_rule = WD_ROW_HEIGHT_RULE.EXACTLY
    halved = len(heights) - 2
    whole = tuple(merged(made, place, 0) for place in range(halved))
    made.cell(middle, 0).vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    made.cell(len(heights) - 1, 1).vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
    return (*whole, *(cell(made, row, column) for row in (halved, halved + 1) for column in (0, 1)))


def nation(flow: Flow, *, room: float) -> None:
    """Add Quốc hiệu and Tiêu ngữ with its rule."""
    flow.line(NATION, styles.CERTIFICATE_NATION)
    flow.line(MOTTO, styles.CERTIFICATE_MOTTO)
    rule(flow, room=room, length=line_width(MOTTO, points=styles.CERTIFICATE_MOTTO.points, bold=True))


def sized(flow: Flow, *, field: str, text: str, looks: tuple[styles.Style, styles.Style, styles.Style]) -> None:
    """Add a text in the size that ``field`` names: large, medium or small."""
    large, medium, small = looks
    with flow.when(f'{field} == "large"'):
        flow.line(text, large)
        flow.case(f'{field} == "medium"')
        flow.line(text, medium)
        flow.case(None)
        flow.line(text, small)
