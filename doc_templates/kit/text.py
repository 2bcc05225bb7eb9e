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
    (BlockStyle.PARAGRAPH, "", styles.BODY),
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
        branches = [(f'block.style == "{kind}"', mark, style) for kind, mark, style in _LADDER]
        (first, mark, style), *others = branches
        with flow.when(first):
            _block(flow, mark, style)
            for condition, mark, style in others:
                flow.case(condition)
                _block(flow, mark, style)
    closing(flow)


def _block(flow: Flow, mark: str, style: Style) -> None:
    words = f"{mark}{{{{ block.text }}}}"
    if style.keep_next:
        flow.line(words, style)
    else:
        _kept_or_not(flow, words, style, kept="kept")


def _kept_or_not(flow: Flow, words: str, style: Style, *, kept: str) -> None:
    """Add a paragraph that stays with the next one where it is among the last ones that ``kept`` counts."""
    with flow.when(f"loop.revindex <= {kept}"):
        flow.line(words, style, keep_next=True)
        flow.case(None)
        flow.line(words, style)


def paragraphs(flow: Flow, field: str, *, kept: str | None = None) -> None:
    """Add each text of a field as a paragraph; ``kept`` counts the last ones that stay with what follows."""
    with flow.each(f"line in {field}"):
        if kept is None:
            flow.line("{{ line }}", styles.BODY)
        else:
            _kept_or_not(flow, "{{ line }}", styles.BODY, kept=kept)


def article(flow: Flow, number: str, words: str, *, style: Style = styles.ARTICLE) -> None:
    """Add an article, its number in bold: ``Điều 1.`` (NĐ 30/2020, PL I, II.6)."""
    paragraph = flow.line("", style)
    paragraph.add_run(f"Điều {number}.").bold = True
    paragraph.add_run(f" {words}")


def closing(flow: Flow) -> None:
    """Add the last paragraph, which never leaves the signature alone on a page."""
    flow.line("{{ closing }}", styles.LAST)
