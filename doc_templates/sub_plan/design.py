"""How a unit's sub-plan looks; a district unit's award standards follow as an annex with its own page numbers."""

from doc_templates.kit import heading, signature, styles, tables, text
from doc_templates.kit.paper import Paper

_COLUMNS = (
    (11, "TT", "loop.index", styles.TABLE_CENTER),
    (38, "Hình thức khen thưởng", "row.award", styles.TABLE_TEXT),
    (32, "Đối tượng", "row.subjects", styles.TABLE_TEXT),
    (84, "Tiêu chuẩn", "row.standard", styles.TABLE_TEXT),
)


def design() -> Paper:
    """Return the template as a python-docx document on our paper."""
    paper = Paper()
    heading.heading(paper)
    heading.title(paper, "KẾ HOẠCH")
    text.opening(paper)
    text.blocks(paper)
    signature.signature(paper)
    with paper.when("criteria"):
        _annex(paper)
    signature.end(paper)
    return paper


def _annex(paper: Paper) -> None:
    paper.new_section()
    paper.line("Phụ lục", styles.ANNEX)
    paper.line("{{ annex_title }}", styles.ANNEX_TITLE)
    paper.line("{{ annex_source }}", styles.ANNEX_SOURCE)
    tables.rows_table(paper.document, columns=_COLUMNS, loop="row in criteria")
