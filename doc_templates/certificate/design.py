"""How a certificate looks (NĐ 98/2023, Đ104): the places of emblem, seal and signature are left empty."""

from doc_templates.kit import signature, styles
from doc_templates.kit.certificate import nation, rows, sheet, sized
from doc_templates.kit.flow import Flow
from doc_templates.kit.paper import Paper

_EMBLEM, _NATION, _AWARD, _WORDS, _FOOT = 25, 16, 37, 50, 54
"""Heights of the rows in millimetres; the first is the emblem's place."""
_NAMES = (styles.AWARDEE_LARGE, styles.AWARDEE_MEDIUM, styles.AWARDEE_SMALL)
_DEEDS = (styles.DEED_LARGE, styles.DEED_MEDIUM, styles.DEED_SMALL)


def design() -> Paper:
    """Return the template as a python-docx document on our paper."""
    paper = sheet()
    emblem, head, award, words, left, right = rows(paper, (_EMBLEM, _NATION, _AWARD, _WORDS, _FOOT), middle=3)
    emblem.line("", styles.BREAK)
    nation(head, room=paper.page.text_width)
    award.line("{{ authority_line }}", styles.GIVEN_BY)
    award.line("TẶNG", styles.GIVES)
    award.line("{{ award_title }}", styles.AWARD)
    sized(words, field="name_size", text="{{ awardee }}", looks=_NAMES)
    with words.when("awardee_detail"):
        sized(words, field="text_size", text="{{ awardee_detail }}", looks=_DEEDS)
    sized(words, field="text_size", text="{{ achievement }}", looks=_DEEDS)
    _foot(left, right)
    signature.end(paper)
    return paper


def _foot(left: Flow, right: Flow) -> None:
    """Add the decision at the left, place, date and post at the right; the room below is for signature and seal."""
    left.line("Quyết định số {{ decision_code }}", styles.DECISION_LINE)
    left.line("{{ decided }}", styles.DECISION_LINE)
    with left.when("book_number"):
        left.line("Số sổ vàng: {{ book_number }}", styles.DECISION_LINE)
    right.line("{{ place }}, {{ dated }}", styles.GIVEN_ON)
    with right.each("line in authority"):
        right.line("{{ line }}", styles.AUTHORITY)
    right.line("{{ signer_name }}", styles.CERTIFICATE_SIGNER)
