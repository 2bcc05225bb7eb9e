"""What stands in a box or under a line: stamps of urgency and of limited circulation, the office's address."""

import re

from doc_templates.format_check.roles.parts import Parts
from doc_templates.format_check.roles.segments import Segment
from doc_templates.format_check.values import Answer, Rule, absent, fault
from doc_templates.format_check.word.sheet import Paragraph

ADDRESS = re.compile(r"(Địa chỉ|Điện thoại|ĐT|Email|E-mail|Thư điện tử|Website|Trang thông tin điện tử|Fax)\s*:")


def urgency_box(parts: Parts) -> Answer:
    """Find a stamp of urgency without its box."""
    return _boxed(parts.urgency, "dấu chỉ mức độ khẩn")


def limits_box(parts: Parts) -> Answer:
    """Find a limit of circulation without its box."""
    return _boxed(parts.limits, "chỉ dẫn phạm vi lưu hành")


def _boxed(stamps: tuple[Segment, ...], name: str) -> Answer:
    if not stamps:
        return absent(name)
    return tuple(
        fault(one, f"{name} không đóng khung", "đóng khung hình chữ nhật")
        for one in stamps
        if not _in_box(one.paragraph)
    )


def _in_box(paragraph: Paragraph) -> bool:
    bordered = paragraph.shape.above and paragraph.shape.below
    return paragraph.boxed or bordered or (paragraph.cell is not None and paragraph.cell.ruled)


def address_line(parts: Parts) -> Answer:
    """Find an address at the foot of the page without the line over it."""
    feet = {name for section in parts.sheet.sections for name in section.footers.values()}
    faults, seen = [], False
    for name in sorted(feet):
        margin = parts.sheet.margins.get(name, ())
        first = next((one for one in margin if ADDRESS.search(one.text)), None)
        if first is None:
            continue
        seen = True
        if not any(one.drawn or one.shape.above or one.shape.below for one in margin[: margin.index(first) + 1]):
            faults.append(
                fault(first, "không có đường kẻ trên địa chỉ", "dưới một đường kẻ nét liền kéo dài hết chiều ngang")
            )
    return tuple(faults) if seen else absent("địa chỉ, điện thoại, thư điện tử ở chân trang")


RULES = (
    Rule("nd30.urgency.box", "PL I, III", "Dấu chỉ mức độ khẩn, khung", urgency_box, advice=True, own_words=True),
    Rule("nd30.limits.box", "PL I, III", "Chỉ dẫn phạm vi lưu hành, khung", limits_box, advice=True, own_words=True),
    Rule("nd30.address.line", "PL I, III", "Địa chỉ, điện thoại, thư điện tử, đường kẻ", address_line, advice=True),
)
