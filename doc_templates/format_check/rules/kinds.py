"""What a kind of paper says by its own sample form: minutes, invitations, decisions (NĐ 30/2020, PL III)."""

import re
from collections.abc import Iterator
from dataclasses import replace

from doc_templates.format_check.roles.parts import Form, Level, Parts
from doc_templates.format_check.values import Answer, NotEvaluated, Rule, absent, fault
from models.text import fold

_MINUTES = frozenset({Form.MINUTES})
_NAMED = frozenset({Form.NAMED})
_MEETING = re.compile(r"\b(họp|hội nghị|phiên họp|cuộc họp)\b", re.IGNORECASE)
_OF_MEETING = (
    ("thời gian bắt đầu", re.compile(r"thoi gian|bat dau|vao luc|vao hoi|hoi \d|luc \d|\d+ ?(gio|h)\b")),
    ("địa điểm", re.compile(r"dia diem|\btai (phong|hoi truong|tru so|so|nha|ubnd|uy ban)|\btai:")),
    ("thành phần tham dự", re.compile(r"thanh phan|tham du|co mat|du hop")),
    ("chủ trì (chủ tọa)", re.compile(r"chu tri|chu toa")),
    ("thư ký (người ghi biên bản)", re.compile(r"thu ky|nguoi ghi bien ban")),
    ("giờ kết thúc", re.compile(r"ket thuc|be mac")),
)
_OF_INVITATION = (
    ("người được mời", re.compile(r"\bmoi\b")),
    ("thời gian", re.compile(r"thoi gian|\d+ ?(gio|h)\b")),
    ("địa điểm", re.compile(r"dia diem|\btai\b")),
)


def _told(parts: Parts) -> str:
    """Return the whole text between title and foot, folded: in tables too."""
    begin = max(parts.title.end, parts.head.end)
    return " ".join(fold(one.text) for one in parts.sheet.paragraphs[begin : parts.foot.end])


def _lacking(parts: Parts, wanted: tuple[tuple[str, re.Pattern[str]], ...]) -> Iterator[str]:
    text = _told(parts)
    yield from (name for name, pattern in wanted if not pattern.search(text))


def minutes_fields(parts: Parts) -> Answer:
    """Find minutes of a meeting that do not say when, where, who, and when it ended."""
    name = parts.title.name
    if name is None or not _MEETING.search(" ".join(one.text for one in (name, *parts.title.subject))):
        return NotEvaluated("không phải biên bản cuộc họp, hội nghị")
    return tuple(fault(name, f"không thấy {one}", f"ghi {one}") for one in _lacking(parts, _OF_MEETING))


def minutes_signatures(parts: Parts) -> Answer:
    """Find minutes that only one person signs."""
    blocks = parts.foot.signatures
    if not blocks:
        return absent("chữ ký của biên bản")
    right = "hai chữ ký: thư ký bên trái, chủ tọa bên phải"
    return () if len(blocks) > 1 else (fault(blocks[0].authority[0], "chỉ có một chữ ký", right),)


def minutes_date(parts: Parts) -> Answer:
    """Find minutes with place and date in the head: the time of the meeting stands in the text."""
    found = parts.head.date
    right = "không có địa danh, ngày tháng ở phần đầu; thời gian ghi trong nội dung"
    return (fault(found, f"“{found.text}”", right),) if found else ()


def invitation_fields(parts: Parts) -> Answer:
    """Find an invitation that does not say who is invited, when, where."""
    name = parts.title.name
    if name is None or not fold(name.text).startswith("giay moi"):
        return absent("giấy mời")
    return tuple(fault(name, f"không thấy {one}", f"ghi {one}") for one in _lacking(parts, _OF_INVITATION))


def decision_parts(parts: Parts) -> Answer:
    """Find a decision without its line QUYẾT ĐỊNH: or without articles."""
    name = parts.title.name
    if name is None or " ".join(fold(name.text).split()) != "quyet dinh":
        return absent("quyết định")
    missing = [] if parts.decides else ["dòng “QUYẾT ĐỊNH:” trên các điều"]
    if not any(one.level is Level.ARTICLE and not one.part for one in parts.items):
        missing.append("điều nào (“Điều 1. …”)")
    right = "tên loại, trích yếu, thẩm quyền ban hành, căn cứ, “QUYẾT ĐỊNH:”, các điều"
    return tuple(fault(name, f"không thấy {one}", right) for one in missing)


RULES = tuple(
    replace(rule, advice=True, own_words=True)
    for rule in (
        Rule("nd30.minutes.fields", "PL III, mẫu 1.9", "Biên bản, nội dung", minutes_fields, _MINUTES),
        Rule("nd30.minutes.signatures", "PL III, mẫu 1.9", "Biên bản, chữ ký", minutes_signatures, _MINUTES),
        Rule("nd30.minutes.date", "PL III, mẫu 1.9", "Biên bản, ngày tháng", minutes_date, _MINUTES),
        Rule("nd30.invitation.fields", "PL III, mẫu 1.7", "Giấy mời, nội dung", invitation_fields, _NAMED),
        Rule("nd30.decision.parts", "PL III, mẫu 1.2", "Quyết định, bố cục", decision_parts, _NAMED),
    )
)
