"""Papers that other regulations shape, or that cannot be read: they are recognised, and not judged by these rules."""

import re

from doc_templates.format_check.roles import words
from doc_templates.format_check.roles.parts import Form, Parts
from doc_templates.format_check.word.sheet import Paragraph
from models.text import fold

_REACH = 25
_TAG = re.compile(r"(?<![“\"'‘«])(?:\{\{[^{}]*\w[^{}]*\}\}|\{%[^{}]*\w[^{}]*%\})")
"""A tag to be filled; one in quotation marks is only talked about."""
_FEWEST_TAGS = 2
_PARTY_NUMBER = re.compile(r"^số\s*:?\s*\d*\s*-\s*[A-ZĐa-z]+/[A-ZĐ]", re.IGNORECASE)
_NORMATIVE_NUMBER = re.compile(r"/\s*(19|20)\d{2}\s*/\s*[A-ZĐ]")
_NORMATIVE_NAMES = ("luat", "phap lenh", "nghi dinh", "thong tu", "thong tu lien tich", "lenh")
_AGREED = ("hop dong", "ban ghi nho", "ban thoa thuan")
_OLD_FONTS = (".vn", "vni-", "vni ", "vntime")
_YOUTH = ("doan tncs", "doan thanh nien")
_PARTY = "văn bản của Đảng theo Hướng dẫn của Văn phòng Trung ương Đảng, không theo Nghị định số 30/2020/NĐ-CP"
_YOUTH_PAPER = (
    "văn bản của Đoàn Thanh niên theo Hướng dẫn của Ban Chấp hành Trung ương Đoàn,"
    " không theo Nghị định số 30/2020/NĐ-CP"
)
_NORMATIVE = (
    "văn bản quy phạm pháp luật (số có năm ban hành) theo Nghị định số 78/2025/NĐ-CP,"
    " không theo Nghị định số 30/2020/NĐ-CP"
)
_AGREEMENT = "{} do các bên cùng ký; Nghị định số 30/2020/NĐ-CP không có mẫu trình bày cho loại này (PL III)"
_PERSONAL = (
    "có Quốc hiệu nhưng không có tên cơ quan ban hành, số, ký hiệu, tên loại hay Nơi nhận: đơn, tờ khai, giấy tờ của cá"
    " nhân không phải là văn bản hành chính"
)
_OLD_CODE = (
    "tệp gõ bằng phông chữ cũ ({}), không theo bộ mã Unicode, nên không đọc được lời văn; chuyển mã sang Unicode (phông"
    " Times New Roman) rồi kiểm tra lại"
)
_PICTURED = "tệp chỉ có hình (bản quét), không có chữ để đọc; kiểm tra tệp Word gốc"
_EMBEDDED = (
    "lời văn nằm trong tệp nhúng (altChunk) do chương trình khác ghép vào, không đọc được; mở bằng Word,"
    " lưu lại rồi kiểm tra lại"
)
_TEMPLATE = (
    "đây là mẫu có thẻ điền ({}), chưa phải là văn bản; kiểm tra mẫu bằng `thidua template check`,"
    " hoặc điền mẫu rồi kiểm tra văn bản"
)
_STRANGE = (
    "không nhận ra văn bản hành chính: không thấy Quốc hiệu, Tiêu ngữ, số ký hiệu, tên loại hay Nơi nhận"
    " ở chỗ của chúng"
)


def other_regime(parts: Parts) -> str:
    """Return why the paper is not judged by NĐ 30/2020, ``""`` where it is."""
    return _of_template(parts) or _of_party(parts) or _of_law(parts) or _of_parties(parts) or _unknown(parts)


def _of_template(parts: Parts) -> str:
    """Tell a template by tags in its head, title or foot; a paper that has a date may write of tags in its text."""
    tagged = [order for order, one in enumerate(parts.sheet.paragraphs) for _ in _TAG.finditer(one.text)]
    begin, end = max(parts.head.end, parts.title.end), parts.foot.begin
    written_of = parts.head.date is not None and all(begin <= order < end for order in tagged)
    if len(tagged) < _FEWEST_TAGS or written_of:
        return ""
    found = _TAG.search(parts.sheet.paragraphs[tagged[0]].text)
    return _TEMPLATE.format(found[0]) if found else ""


def _of_party(parts: Parts) -> str:
    """Tell a paper of the Party or of its youth by its head."""
    if parts.head.nation:
        return ""
    first = [one.text.strip() for one in parts.sheet.paragraphs[:_REACH] if len(one.text) < 60]
    if any(fold(one).startswith(_YOUTH) for one in first):
        return _YOUTH_PAPER
    headed = any("dang cong san viet nam" in fold(one) for one in first)
    return _PARTY if headed or any(map(_PARTY_NUMBER.match, first)) else ""


def _of_law(parts: Parts) -> str:
    number = parts.head.number.text if parts.head.number else ""
    if _NORMATIVE_NUMBER.search(number) and not _is_agreement(parts):
        return _NORMATIVE
    after = [one.text.strip() for one in parts.sheet.paragraphs[parts.head.end : parts.head.end + 3]]
    return (
        _NORMATIVE
        if parts.head.nation and any(fold(one) in _NORMATIVE_NAMES and one.isupper() for one in after)
        else ""
    )


def _is_agreement(parts: Parts) -> bool:
    return parts.title.name is not None and fold(parts.title.name.text).startswith(_AGREED)


def _of_parties(parts: Parts) -> str:
    if not _is_agreement(parts) or parts.title.name is None:
        return ""
    return _AGREEMENT.format(words.type_name(parts.title.name.text).lower())


def _unknown(parts: Parts) -> str:
    """Return why nothing can be said of a paper that is none, ``""`` where enough of an administrative one is there."""
    old = next((name for name in _fonts(parts.sheet.paragraphs) if name.lower().startswith(_OLD_FONTS)), "")
    if old and not parts.head.nation:
        return _OLD_CODE.format(old)
    if not any(one.text.strip() for one in parts.sheet.paragraphs) and any(
        one.pictures for one in parts.sheet.paragraphs
    ):
        return _PICTURED
    if _is_personal(parts):
        return _PERSONAL
    if _is_known(parts):
        return ""
    return _EMBEDDED if parts.sheet.embedded else _STRANGE


def _fonts(paragraphs: tuple[Paragraph, ...]) -> list[str]:
    return sorted({run.look.font for one in paragraphs for run in one.runs})


def _is_personal(parts: Parts) -> bool:
    """Tell a petition or a form of a person: Quốc hiệu, and nothing that an office puts on its papers."""
    head = parts.head
    named = parts.title.name and words.type_name(parts.title.name.text)
    official = head.agency or head.number or named or parts.foot.recipients_head or head.letter_subject
    return bool(head.nation) and not official and parts.form not in (Form.CERTIFICATE, Form.REGISTER, Form.REPORT_FORM)


def _is_known(parts: Parts) -> bool:
    """Tell whether enough is there to be an administrative paper with faults rather than something else."""
    if parts.form is Form.CERTIFICATE:
        return True
    head, foot = parts.head, parts.foot
    named = parts.title.name and words.type_name(parts.title.name.text)
    found = (head.nation, head.motto, head.number, head.date, named, foot.recipients_head, head.agency and head.number)
    return sum(bool(one) for one in found) >= 2
