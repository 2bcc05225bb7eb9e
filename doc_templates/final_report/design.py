"""How the province's final report looks (NĐ 30/2020, PL III, form 1.4): figures, a chart, an annex by unit."""

from doc_templates.kit import heading, signature, styles, tables, text
from doc_templates.kit.paper import Paper

_FIGURES = (
    (11, "TT", "loop.index", styles.TABLE_CENTER),
    (46, "Chỉ tiêu", "row.name", styles.TABLE_TEXT),
    (50, "Kế hoạch", "row.target", styles.TABLE_CENTER),
    (38, "Kết quả", "row.result", styles.TABLE_CENTER),
    (20, "Ghi chú", "row.note", styles.TABLE_TEXT),
)
_UNITS = (
    (11, "TT", "loop.index", styles.TABLE_CENTER),
    (48, "Cơ quan, đơn vị", "row.unit", styles.TABLE_TEXT),
    (38, "Số, ký hiệu báo cáo", "row.report", styles.TABLE_TEXT),
    (24, "Ngày gửi", "row.day", styles.TABLE_CENTER),
    (23, "Tình trạng", "row.status", styles.TABLE_CENTER),
    (21, "Ghi chú", "row.note", styles.TABLE_TEXT),
)


def design() -> Paper:
    """Return the template as a python-docx document on our paper."""
    paper = Paper(looks=styles.single_spaced())
    heading.heading(paper)
    heading.title(paper, "BÁO CÁO")
    with paper.when("addressees"):
        heading.addressees(paper)
    text.paragraphs(paper, "opening")
    _results(paper)
    with paper.each("section in sections"):
        paper.line("{{ section.heading }}", styles.PART)
        text.paragraphs(paper, "section.paragraphs", kept="section.kept")
    text.closing(paper)
    signature.signature(paper)
    with paper.when("units"):
        _annex(paper)
    signature.end(paper)
    return paper


def _results(paper: Paper) -> None:
    paper.line("I. KẾT QUẢ THỰC HIỆN", styles.PART)
    text.paragraphs(paper, "results")
    with paper.when("figures"):
        tables.rows_table(paper.document, columns=_FIGURES, loop="row in figures")
        paper.line("", styles.GAP)
    text.paragraphs(paper, "reporting")
    with paper.when("chart"):
        chart = tables.framed(paper)
        chart.line("{{ chart_picture }}", styles.PICTURE)
        chart.line("{{ chart_title }}", styles.CAPTION)


def _annex(paper: Paper) -> None:
    paper.new_section()
    paper.line("Phụ lục", styles.ANNEX)
    paper.line("KẾT QUẢ GỬI BÁO CÁO CỦA CÁC CƠ QUAN, ĐƠN VỊ", styles.ANNEX_TITLE)
    paper.line("{{ annex_source }}", styles.ANNEX_SOURCE)
    tables.rows_table(paper.document, columns=_UNITS, loop="row in units")
