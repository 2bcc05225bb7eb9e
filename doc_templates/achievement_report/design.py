"""How an achievement report looks, in the shapes of a collective and of a person; two blocks sign it."""

from doc_templates.kit import heading, signature, styles, tables, text
from doc_templates.kit.paper import Paper

_COLUMNS = (
    (15, "Năm", "row.year", styles.TABLE_CENTER),
    (57, "Danh hiệu thi đua, hình thức khen thưởng", "row.title", styles.TABLE_TEXT),
    (93, "Số, ngày, tháng, năm của quyết định; cơ quan ban hành", "row.decision", styles.TABLE_TEXT),
)


def design() -> Paper:
    """Return the template as a python-docx document on our paper."""
    paper = Paper(looks=styles.single_spaced())
    with paper.when("form_line"):
        paper.line("{{ form_line }}", styles.FORM_LINE)
    heading.heading(paper, numbered=False)
    heading.title(paper, "BÁO CÁO THÀNH TÍCH", subject="{{ requested }}")
    with paper.when('shape == "collective"'):
        _collective(paper)
        paper.case(None)
        _person(paper)
    paper.line("II. THÀNH TÍCH ĐẠT ĐƯỢC", styles.PART)
    text.paragraphs(paper, "achievements")
    _earlier(paper)
    signature.two_signatures(
        paper,
        left=("line in confirming_authority", "{{ confirmer_name }}"),
        right=("line in authority", "{{ signer_name }}"),
    )
    signature.end(paper)
    return paper


def _collective(paper: Paper) -> None:
    paper.line("Tên tập thể đề nghị: {{ nominee_name }}", styles.BODY)
    paper.line("I. SƠ LƯỢC ĐẶC ĐIỂM, TÌNH HÌNH", styles.PART)
    paper.line("1. Đặc điểm, tình hình", styles.CLAUSE)
    text.paragraphs(paper, "characteristics")
    paper.line("2. Chức năng, nhiệm vụ", styles.CLAUSE)
    text.paragraphs(paper, "functions")


def _person(paper: Paper) -> None:
    paper.line("I. SƠ LƯỢC LÝ LỊCH", styles.PART)
    with paper.each("fact in facts"):
        paper.line("- {{ fact.label }}: {{ fact.value }}", styles.ITEM)


def _earlier(paper: Paper) -> None:
    """Add the awards received before; who has none says so."""
    paper.line("III. CÁC HÌNH THỨC ĐÃ ĐƯỢC KHEN THƯỞNG", styles.PART)
    with paper.when("earlier"):
        tables.rows_table(paper.document, columns=_COLUMNS, loop="row in earlier", keep_next=True)
        paper.line("", styles.GAP)
        paper.case(None)
        paper.line("Chưa có.", styles.LAST)
