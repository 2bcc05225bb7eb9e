"""Papers that other regulations shape: they are recognised, and not judged by these rules."""

import re

from doc_templates.format_check.roles import words
from doc_templates.format_check.roles.parts import Form, Parts
from models.text import fold

_REACH = 25
_PARTY_NUMBER = re.compile(r"^số\s*:?\s*\d*\s*-\s*[A-ZĐa-z]+/[A-ZĐ]", re.IGNORECASE)
_NORMATIVE_NUMBER = re.compile(r"/\s*(19|20)\d{2}\s*/\s*[A-ZĐ]")
_NORMATIVE_NAMES = ("luat", "phap lenh", "nghi dinh", "thong tu", "thong tu lien tich", "lenh")
_PARTY = "văn bản của Đảng theo Hướng dẫn của Văn phòng Trung ương Đảng, không theo Nghị định số 30/2020/NĐ-CP"
_NORMATIVE = (
    "văn bản quy phạm pháp luật (số có năm ban hành) theo Nghị định số 78/2025/NĐ-CP,"
    " không theo Nghị định số 30/2020/NĐ-CP"
)
_STRANGE = (
    "không nhận ra văn bản hành chính: không thấy Quốc hiệu, Tiêu ngữ, số ký hiệu, tên loại hay Nơi nhận"
    " ở chỗ của chúng"
)


def other_regime(parts: Parts) -> str:
    """Return why the paper is not judged by NĐ 30/2020, ``""`` where it is."""
    first = [one.text.strip() for one in parts.sheet.paragraphs[:_REACH]]
    if not parts.head.nation and any("dang cong san viet nam" in fold(one) for one in first if len(one) < 60):
        return _PARTY
    if not parts.head.nation and any(_PARTY_NUMBER.match(one) for one in first if len(one) < 60):
        return _PARTY
    number = parts.head.number.text if parts.head.number else ""
    if _NORMATIVE_NUMBER.search(number):
        return _NORMATIVE
    after = [one.text.strip() for one in parts.sheet.paragraphs[parts.head.end : parts.head.end + 3]]
    if parts.head.nation and any(fold(one) in _NORMATIVE_NAMES and one.isupper() for one in after):
        return _NORMATIVE
    return "" if _is_known(parts) else _STRANGE


def _is_known(parts: Parts) -> bool:
    """Tell whether enough is there to be an administrative paper with faults rather than something else."""
    if parts.form is Form.CERTIFICATE:
        return True
    head, foot = parts.head, parts.foot
    named = parts.title.name and words.type_name(parts.title.name.text)
    found = (head.nation, head.motto, head.number, head.date, named, foot.recipients_head, head.agency and head.number)
    return sum(bool(one) for one in found) >= 2
