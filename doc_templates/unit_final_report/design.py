"""How a unit's final report looks (NĐ 30/2020, PL III, form 1.4), a table of figures in its first part."""

from doc_templates.kit import heading, signature, styles, tables, text
from doc_templates.kit.paper import Paper

_COLUMNS = (
    (11, "TT", "loop.index", styles.TABLE_CENTER),
    (50, "Chỉ tiêu", "row.name", styles.TABLE_TEXT),
    (50, "Kế hoạch", "row.target", styles.TABLE_CENTER),
    (34, "Kết quả", "row.result", styles.TABLE_CENTER),
    (20, "Ghi chú", "row.note", styles.TABLE_TEXT),
)


def design() -> Paper:
    """Return the template as a python-docx document on our paper."""
    paper = Paper(looks=styles.single_spaced())
    heading.heading(paper)
    heading.title(paper, "BÁO CÁO")
    heading.addressees(paper)
    text.paragraphs(paper, "opening")
    with paper.each("section in sections"):
        paper.line("{{ section.heading }}", styles.PART)
        text.paragraphs(paper, "section.paragraphs", kept="section.kept")
        with paper.when("section.with_figures"):
            tables.rows_table(paper.document, columns=_COLUMNS, loop="row in figures")
    text.closing(paper)
    signature.signature(paper)
    signature.end(paper)
    return paper
