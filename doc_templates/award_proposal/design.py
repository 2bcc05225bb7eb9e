"""How a unit's proposal looks (NĐ 30/2020, PL III, form 1.4); the list of nominees follows on a new page."""

from doc_templates.kit import heading, lists, signature, styles, text
from doc_templates.kit.paper import Paper

_REQUEST = (
    "{{ issuer_name }} kính đề nghị {{ decided_by }} xem xét, tặng {{ award_name }} cho {{ counts }} {{ reason }}."
)
_COLUMNS = (
    lists.NUMBER,
    (83, "Tập thể, cá nhân đề nghị xét khen thưởng", "row.text", styles.TABLE_TEXT),
    (70, "Thành tích", "row.achievement", styles.TABLE_TEXT),
)


def design() -> Paper:
    """Return the template as a python-docx document on our paper."""
    paper = Paper()
    heading.heading(paper)
    heading.title(paper, "TỜ TRÌNH")
    heading.addressees(paper)
    text.opening(paper)
    text.paragraphs(paper, "summary")
    paper.line(_REQUEST, styles.BODY)
    paper.line("{{ enclosure_line }}", styles.ENCLOSURE)
    text.closing(paper)
    signature.signature(paper)
    lists.list_head(paper)
    lists.sections_table(paper, columns=_COLUMNS)
    signature.end(paper)
    return paper
