"""How a reminder letter looks (NĐ 30/2020, PL III, form 1.5): one page, the facts, the wish.

The wording is a composition: no original of such a letter was at hand.
"""

from doc_templates.kit import heading, signature, styles
from doc_templates.kit.paper import Paper

_REQUEST = "Thực hiện {{ earlier.citation }}, các cơ quan, đơn vị có trách nhiệm gửi {{ owed }} {{ earlier.deadline }}."
_FINDING = "Qua theo dõi, tính đến hết ngày {{ checked_on }}, {{ issuer_name }} chưa nhận được {{ owed }} của"
_WISH = (
    "Để {{ reason }}, {{ issuer_name }} đề nghị {{ asked_units }} khẩn trương hoàn thành,"
    " gửi {{ owed }} về {{ receiver }} chậm nhất ngày {{ new_deadline }}."
)
_LAST = "{{ issuer_name }} rất mong nhận được sự quan tâm, phối hợp của quý cơ quan, đơn vị./."


def design() -> Paper:
    """Return the template as a python-docx document on our paper."""
    paper = Paper()
    heading.heading(paper, letter=True)
    heading.addressees(paper)
    paper.line(_REQUEST, styles.BODY)
    with paper.when("late_units"):
        paper.line(f"{_FINDING} {{{{ late_units }}}}.", styles.BODY)
        paper.case(None)
        paper.line(f"{_FINDING} {{{{ unit_count }}}} cơ quan, đơn vị sau:", styles.BODY, keep_next=True)
        with paper.each("line in unit_lines"):
            paper.line("- {{ line }}", styles.ITEM)
    paper.line(_WISH, styles.BODY, keep_next=True)
    paper.line(_LAST, styles.LAST)
    signature.signature(paper)
    signature.end(paper)
    return paper
