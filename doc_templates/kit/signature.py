"""The foot of a document: Nơi nhận at the left, who signs at the right, level with each other."""

from doc_templates.kit import styles
from doc_templates.kit.paper import Paper
from doc_templates.kit.tables import cell, table, whole_row

_RECIPIENTS_SHARE = 0.46


def signature(paper: Paper, *, recipients: bool = True) -> None:
    """Add the signature table; its one row stays whole, with room for signature and seal above the name."""
    left = round(paper.page.text_width * _RECIPIENTS_SHARE, 1)
    made = table(paper.document, rows=1, widths=(left, paper.page.text_width - left), ruled=False)
    whole_row(made.rows[0])
    received = cell(made, 0, 0)
    if recipients:
        received.line("Nơi nhận:", styles.RECEIVED_BY)
        with received.each("line in recipient_lines"):
            received.line("- {{ line }}", styles.RECIPIENT)
    signed = cell(made, 0, 1)
    with signed.each("line in authority"):
        signed.line("{{ line }}", styles.AUTHORITY)
    signed.line("{{ signer_name }}", styles.SIGNER)


def end(paper: Paper) -> None:
    """Add the paragraph of no height that Word wants after a table at the end."""
    paper.line("", styles.BREAK)
