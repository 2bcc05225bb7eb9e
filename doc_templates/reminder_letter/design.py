"""How a reminder letter looks (NĐ 30/2020, PL III, form 1.5): one page, the facts, the wish.

The wording is a composition: no original of such a letter was at hand.
"""

from doc_templates.kit import heading, signature, styles
from doc_templates.kit.paper import Paper

_REQUEST = "Thực hiện {{ earlier.citation }}, các cơ quan, đơn vị có trách nhiệm gửi {{ owed }} {{ earlier.deadline }}."
_FINDING = "Qua theo dõi, tính đến hết ngày {{ checked_on }}, {{ issuer_name }} chưa nhận được {{ owed }} của"
_WISH = (
    "Để {{ reason }}, {{ issuer_name }} đề nghị cơ quan, đơn vị có tên nêu trên khẩn trương hoàn thành,"
    " gửi {{ owed }} về {{ receiver }} chậm nhất ngày {{ new_deadline }}."
)
_LAST = "Đề nghị các cơ quan, đơn vị quan tâm thực hiện./."


def design() -> Paper:
    """Return the template as a python-docx document on our paper."""
    paper = Paper()
    heading.heading(paper, letter=True)
    heading.addressees(paper)
    paper.line(_REQUEST, styles.BODY)
    paper.line(f"{_FINDING} {{{{ unit_count }}}} cơ quan, đơn vị sau:", styles.BODY, keep_next=True)
    with paper.each("line in unit_lines"):
        paper.line("- {{ line }}", styles.ITEM)
    paper.line(_WISH, styles.BODY)
    paper.line(_LAST, styles.LAST)
    signature.signature(paper)
    signature.end(paper)
    return paper
