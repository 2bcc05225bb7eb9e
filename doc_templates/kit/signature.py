"""The foot of a document: Nơi nhận at the left, who signs at the right, level with each other."""

from doc_templates.kit import styles
from doc_templates.kit.flow import Flow
from doc_templates.kit.paper import Paper
from doc_templates.kit.tables import cell, table, whole_row

_RECIPIENTS_SHARE = 0.46


def signature(paper: Paper) -> None:
    """Add the signature table; its one row stays whole, with room for signature and seal above the name."""
    left = round(paper.page.text_width * _RECIPIENTS_SHARE, 1)
    received, signed = _sides(paper, left=left)
    _recipients(received)
    _signer(signed, each="line in authority", name="{{ signer_name }}")


def two_signatures(paper: Paper, *, left: tuple[str, str], right: tuple[str, str], recipients: bool = False) -> None:
    """Add two blocks side by side: each the loop over its lines of authority and the name below.

    Nơi nhận stands below at the left, where the document has it (NĐ 30/2020, PL III, form 1.9).
    """
    for side, (each, name) in zip(_sides(paper, left=paper.page.text_width / 2), (left, right), strict=True):
        _signer(side, each=each, name=name)
    if recipients:
        _recipients(paper)


def lone_signature(paper: Paper) -> None:
    """Add who signs at the right, with nothing at the left."""
    _signer(
        _sides(paper, left=paper.page.text_width / 2)[1],
        each="line in authority",
        name="{{ signer_name }}",
    )


def _sides(paper: Paper, *, left: float) -> tuple[Flow, Flow]:
    made = table(paper.document, rows=1, widths=(left, paper.page.text_width - left), ruled=False)
    whole_row(made.rows[0])
    return cell(made, 0, 0), cell(made, 0, 1)


def _signer(flow: Flow, *, each: str, name: str) -> None:
    with flow.each(each):
        flow.line("{{ line }}", styles.AUTHORITY)
    flow.line(name, styles.SIGNER)


def _recipients(flow: Flow) -> None:
    flow.line("Nơi nhận:", styles.RECEIVED_BY)
    with flow.each("line in recipient_lines"):
        flow.line("- {{ line }}", styles.RECIPIENT)


def end(paper: Paper) -> None:
    """Add the paragraph of no height that Word wants after a table at the end."""
    paper.line("", styles.BREAK)
