"""The running text: opening, the heading ladder, items, and the last paragraph."""

from doc_templates.kit import styles
from doc_templates.kit.flow import Flow
from doc_templates.kit.styles import Style
from models.body import BlockStyle

_LADDER = (
    (BlockStyle.PART, "", styles.PART),
    (BlockStyle.CLAUSE, "", styles.CLAUSE),
    (BlockStyle.POINT, "", styles.POINT),
    (BlockStyle.ITEM, "- ", styles.ITEM),
    (BlockStyle.SUB_ITEM, "+ ", styles.SUB_ITEM),
)


def opening(flow: Flow) -> None:
    """Add the paragraphs before part I, legal bases in italics."""
    with flow.each("line in opening_lines"), flow.when("line.basis"):
        flow.line("{{ line.text }}", styles.BASIS)
        flow.case(None)
        flow.line("{{ line.text }}", styles.BODY)


def blocks(flow: Flow) -> None:
    """Add the body, each block in its style, the last paragraph kept with the signature."""
    with flow.each("block in blocks"):
        for place, (kind, mark, style) in enumerate(_LADDER):
            _branch(flow, f'block.style == "{kind}"', first=place == 0)
            flow.line(f"{mark}{{{{ block.text }}}}", style)
        flow.case(None)
        flow.line("{{ block.text }}", styles.BODY)
        flow.line("{%p endif %}", styles.TAG)
    closing(flow)


def _branch(flow: Flow, condition: str, *, first: bool) -> None:
    if first:
        flow.line(f"{{%p if {condition} %}}", styles.TAG)
    else:
        flow.case(condition)


def paragraphs(flow: Flow, field: str) -> None:
    """Add each text of a field as a paragraph."""
    with flow.each(f"line in {field}"):
        flow.line("{{ line }}", styles.BODY)


def article(flow: Flow, number: str, words: str, *, style: Style = styles.ARTICLE) -> None:
    """Add an article, its number in bold: ``Điều 1.`` (NĐ 30/2020, PL I, II.6)."""
    paragraph = flow.line("", style)
    paragraph.add_run(f"Điều {number}.").bold = True
    paragraph.add_run(f" {words}")


def closing(flow: Flow) -> None:
    """Add the last paragraph, which never leaves the signature alone on a page."""
    flow.line("{{ closing }}", styles.LAST)
