"""The top of the first page: issuing body and Quốc hiệu, number and date, kind and subject, addressees."""

from doc_templates.kit import styles
from doc_templates.kit.flow import Flow
from doc_templates.kit.paper import Paper
from doc_templates.kit.rules import fitting_rule, rule
from doc_templates.kit.tables import cell, table, whole_row
from doc_templates.typesetting.metrics import line_width

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
AGENCY_MM = 65
NATION_MM = 100


def heading(paper: Paper, *, numbered: bool = True, letter: bool = False, dated: bool = True) -> None:
    """Add the header table: two columns without borders or padding, so that neither name wraps.

    A letter has its subject under its number; a document without number keeps place and date alone, minutes
    their number alone.
    """
    width = paper.page.text_width
    widths = (AGENCY_MM, NATION_MM) if width == AGENCY_MM + NATION_MM else (width / 2, width / 2)
    made = table(paper.document, rows=2, widths=widths, ruled=False)
    for row in made.rows:
        whole_row(row)
    _agency(cell(made, 0, 0), room=widths[0])
    _nation(cell(made, 0, 1), room=widths[1])
    left = cell(made, 1, 0)
    left.line("Số: {{ code }}" if numbered else "", styles.NUMBER)
    if letter:
        left.line("{{ about_lines }}", styles.LETTER_SUBJECT)
    cell(made, 1, 1).line("{{ place }}, {{ dated }}" if dated else "", styles.PLACE_DATE)


def _agency(flow: Flow, *, room: float) -> None:
    with flow.each("line in superior_lines"):
        flow.line("{{ line }}", styles.SUPERIOR)
    with flow.each("line in letterhead_lines"):
        flow.line("{{ line }}", styles.AGENCY)
    fitting_rule(flow, field="agency_rule", room=room)


def _nation(flow: Flow, *, room: float) -> None:
    flow.line(NATION, styles.NATION)
    flow.line(MOTTO, styles.MOTTO)
    rule(flow, room=room, length=line_width(MOTTO, points=styles.MOTTO.points, bold=True))


def title(paper: Paper, type_name: str, *, subject: str = "{{ subject_lines }}", after: float = 8) -> None:
    """Add the kind's name, the subject under it, and the rule under that with the space after it in points."""
    paper.line(type_name, styles.TYPE_NAME)
    paper.line(subject, styles.SUBJECT)
    fitting_rule(paper, field="subject_rule", room=paper.page.text_width, after=after)


def addressees(paper: Paper) -> None:
    """Add Kính gửi: one addressee on the same line, several below each other with dashes (PL I, II.9.a)."""
    with paper.when("addressees|length == 1"):
        paper.line("Kính gửi: {{ addressees[0] }}", styles.TO_ONE)
        paper.case(None)
        paper.line("Kính gửi:", styles.TO_MANY)
        with paper.each("line in addressee_lines"):
            paper.line("- {{ line }}", styles.TO_LINE)
