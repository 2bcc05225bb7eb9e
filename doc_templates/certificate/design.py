"""How a certificate looks (NĐ 98/2023, Đ104): the places of emblem, seal and signature are left empty."""

from doc_templates.kit import signature, styles
from doc_templates.kit.certificate import nation, rows, sheet, sized
from doc_templates.kit.flow import Flow
from doc_templates.kit.paper import Paper

_HEIGHTS = (24, 17, 38, 48, 18, 32)
"""Of the rows, in millimetres: emblem, Quốc hiệu, the award, to whom and for what, decision and post, signature."""
_GIVEN_BY = (styles.GIVEN_BY_LARGE, styles.GIVEN_BY_MEDIUM, styles.GIVEN_BY_SMALL)
_NAMES = (styles.AWARDEE_LARGE, styles.AWARDEE_MEDIUM, styles.AWARDEE_SMALL)
_DEEDS = (styles.DEED_LARGE, styles.DEED_MEDIUM, styles.DEED_SMALL)


def design() -> Paper:
    """Return the template as a python-docx document on our paper."""
    paper = sheet()
    emblem, head, award, words, left, right, seal, name = rows(paper, _HEIGHTS, middle=3)
    for empty in (emblem, seal):
        empty.line("", styles.BREAK)
    nation(head, room=paper.page.text_width)
    sized(award, field="authority_size", text="{{ authority_line }}", looks=_GIVEN_BY)
    award.line("TẶNG", styles.GIVES)
    award.line("{{ award_title }}", styles.AWARD)
    sized(words, field="name_size", text="{{ name_lines }}", looks=_NAMES)
    with words.when("awardee_detail"):
        sized(words, field="text_size", text="{{ detail_lines }}", looks=_DEEDS)
    sized(words, field="text_size", text="{{ achievement_lines }}", looks=_DEEDS)
    _foot(left, right)
    name.line("{{ signer_name }}", styles.CERTIFICATE_SIGNER)
    signature.end(paper)
    return paper


def _foot(left: Flow, right: Flow) -> None:
    """Add the decision at the left, place, date and post at the right."""
    left.line("Quyết định số {{ decision_code }}", styles.DECISION_LINE)
    left.line("{{ dated }}", styles.DECISION_LINE)
    with left.when("book_number"):
        left.line("Số sổ vàng: {{ book_number }}", styles.DECISION_LINE)
    right.line("{{ place }}, {{ dated }}", styles.GIVEN_ON)
    with right.each("line in authority"):
        right.line("{{ line }}", styles.AUTHORITY)
