"""Names that NĐ 30/2020, PL II, writes in one way only."""

import re

from doc_templates.format_check.roles.parts import Parts
from doc_templates.format_check.values import READ_FORMS, Answer, Rule, fault

_NAMES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=[\w,;:] )thành phố Hồ Chí Minh"), "Thành phố Hồ Chí Minh"),
    (re.compile(r"(?<=[\w,;:] )thủ đô Hà Nội"), "Thủ đô Hà Nội"),
    (re.compile(r"\bHuân chương (?:sao vàng|Sao Vàng)\b"), "Huân chương Sao vàng"),
    (re.compile(r"\bAnh hùng lao động\b"), "Anh hùng Lao động"),
    (re.compile(r"\b(?:quận|phường) \d{1,2}(?=,? (?:quận|thành phố|Thành phố|tỉnh)\b)"), ""),
)
"""How it is written wrongly, and rightly; nothing where the first letter alone is wrong."""


def names(parts: Parts) -> Answer:
    """Find names of places and honours whose capitals are not those of the decree."""
    return tuple(
        fault(one, f"“{found[0]}”", f"“{right or found[0].capitalize()}”")
        for one in parts.sheet.paragraphs
        for pattern, right in _NAMES
        if (found := pattern.search(one.text))
    )


RULES = (Rule("nd30.text.names", "PL II", "Tên riêng, viết hoa", names, READ_FORMS, advice=True, own_words=True),)
