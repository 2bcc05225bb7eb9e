"""How a unit's proposal looks (NĐ 30/2020, PL III, form 1.4); the list of nominees follows on a new page."""

from doc_templates.kit import heading, lists, signature, styles, text
from doc_templates.kit.paper import Paper

_REQUEST = (
    "{{ issuer_name }} kính đề nghị {{ decided_by }} xem xét, tặng {{ award_short }} cho {{ counts }} {{ reason }}."
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
    with paper.when("enclosure_line"):
        paper.line("{{ enclosure_line }}", styles.ENCLOSURE)
    text.closing(paper)
    signature.signature(paper)
    lists.list_head(paper)
    lists.nominees_table(paper, who="Tập thể, cá nhân đề nghị xét khen thưởng")
    signature.end(paper)
    return paper
