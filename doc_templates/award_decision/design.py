"""How the Chairman's decision looks (NĐ 30/2020, PL III, form 1.2); the list follows on new pages."""

from doc_templates.kit import heading, lists, signature, styles, text
from doc_templates.kit.paper import Paper

_AWARD = "Tặng {{ award_name }} cho {{ counts.text }} {{ reason }} (có danh sách kèm theo)."
_MONEY = "Tiền thưởng kèm theo {{ award_short }}:"
_TOTAL = "Tổng số tiền thưởng là {{ total_money }} đồng (Bằng chữ: {{ total_words }}), chi từ {{ fund }}."
_WHO = "Tập thể, cá nhân được khen thưởng"


def design() -> Paper:
    """Return the template as a python-docx document on our paper."""
    paper = Paper()
    heading.heading(paper)
    heading.title(paper, "QUYẾT ĐỊNH")
    paper.line("{{ authority_line }}", styles.ISSUED_BY)
    with paper.each("line in basis_lines"):
        paper.line("{{ line }}", styles.BASIS)
    paper.line("QUYẾT ĐỊNH:", styles.DECIDES)
    text.article(paper, "1", _AWARD)
    with paper.when("total"):
        text.article(paper, "2", _MONEY)
        with paper.each("line in reward_lines"):
            paper.line("- {{ line }}", styles.ITEM)
        paper.line(_TOTAL, styles.BODY)
    text.article(
        paper, "{{ last_article }}", "Quyết định này có hiệu lực kể từ ngày ký. {{ closing }}", style=styles.LAST
    )
    signature.signature(paper)
    lists.list_head(paper)
    with paper.when("total"):
        lists.nominees_table(paper, who=_WHO, paid=True)
        paper.case(None)
        lists.nominees_table(paper, who=_WHO)
    signature.end(paper)
    return paper
