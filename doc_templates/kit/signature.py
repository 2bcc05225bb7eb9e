"""The foot of a document: Nơi nhận at the left, who signs at the right, level with each other."""

from docx.table import Table

from doc_templates.kit import styles
from doc_templates.kit.flow import Flow
from doc_templates.kit.paper import Paper
from doc_templates.kit.tables import cell, table, whole_row

Block = tuple[str, str]
"""A signature's loop over its lines of authority, and its name."""

_RECIPIENTS_SHARE = 0.46


def signature(paper: Paper) -> None:
    """Add the signature table; its one row stays whole, with room for signature and seal above the name."""
    left = round(paper.page.text_width * _RECIPIENTS_SHARE, 1)
    made = _halves(paper, rows=1, left=left)
    _recipients(cell(made, 0, 0))
    _signer(cell(made, 0, 1))


def two_signatures(paper: Paper, *, left: Block, right: Block, recipients: bool = False) -> None:
    """Add two blocks side by side, their names level with each other; neither is parted from its name.

    Nơi nhận stands below at the left, where the document has it (NĐ 30/2020, PL III, form 1.9).
    """
    made = _halves(paper, rows=2, left=paper.page.text_width / 2)
    for column, (each, name) in enumerate((left, right)):
        posts = cell(made, 0, column)
        with posts.each(each):
            posts.line("{{ line }}", styles.AUTHORITY)
        cell(made, 1, column).line(name, styles.SIGNER)
    if recipients:
        _recipients(paper, before=12)


def lone_signature(paper: Paper) -> None:
    """Add who signs at the right, with nothing at the left."""
    _signer(cell(_halves(paper, rows=1, left=paper.page.text_width / 2), 0, 1))


def _halves(paper: Paper, *, rows: int, left: float) -> Table:
    made = table(paper.document, rows=rows, widths=(left, paper.page.text_width - left), ruled=False)
    for row in made.rows:
        whole_row(row)
    return made


def _signer(flow: Flow) -> None:
    with flow.each("line in authority"):
        flow.line("{{ line }}", styles.AUTHORITY)
    flow.line("{{ signer_name }}", styles.SIGNER)


def _recipients(flow: Flow, *, before: float | None = None) -> None:
    flow.line("Nơi nhận:", styles.RECEIVED_BY, before=before)
    with flow.each("line in recipient_lines"):
        flow.line("- {{ line }}", styles.RECIPIENT)


def end(paper: Paper) -> None:
    """Add the paragraph of no height that Word wants after a table at the end."""
    paper.line("", styles.BREAK)
