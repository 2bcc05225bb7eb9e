"""Number and symbol, place and date: their words."""

import re
from datetime import date

from doc_templates.format_check.roles import words
from doc_templates.format_check.roles.parts import Form, Parts
from doc_templates.format_check.roles.segments import Segment
from doc_templates.format_check.rules.head import missing
from doc_templates.format_check.values import (
    SHEET_FORMS,
    TEXT_FORMS,
    Answer,
    NotEvaluated,
    Rule,
    absent,
    fault,
)
from models.dates import long_date

_NUMBER = re.compile(r"^Số:\s*(?P<number>\d*)\s*/\s*(?P<symbol>\S.*)$")
_GROUP = "[0-9A-ZĐÀ-ỸƯƠa-zđ]+(?:[&.][0-9A-ZĐÀ-ỸƯƠa-zđ]+)*"
"""Letters of one body; the decree says nothing of a dot among them."""
_SYMBOL = re.compile(rf"^{_GROUP}(-{_GROUP})*$")
_DATE = re.compile(
    r"^(?P<place>.*?)(?P<comma>,?)\s*ngày\s+(?P<day>\S+)\s+tháng\s+(?P<month>\S+)\s+năm\s+(?P<year>\S+?)\.?$",
    re.IGNORECASE,
)
_ROOM = re.compile(r"\b(ngày|tháng|năm)(?= (?:tháng|năm)\b|$)", re.IGNORECASE)
_BLANK = re.compile(r"^[.…_\s]*$")


def number_present(parts: Parts) -> Answer:
    """Find a paper without a place for its number."""
    if parts.head.number:
        return ()
    return missing(parts, "dòng số, ký hiệu", "“Số: …/…” dưới tên cơ quan ban hành")


def number_form(parts: Parts) -> Answer:
    """Find a number line that is not ``Số: 15/QĐ-BNV``."""
    found = parts.head.number
    if not found:
        return absent("số, ký hiệu")
    text = found.text
    match = _NUMBER.match(text)
    if match is None:
        return (fault(found, f"“{text}”", "“Số: <số>/<ký hiệu>”, ví dụ “Số: 15/QĐ-BNV”"),)
    tight = re.sub(r"^Số:\s*", "", text)
    if match["number"] and " " in tight:
        return (fault(found, f"có khoảng trắng trong “{tight}”", f"“{tight.replace(' ', '')}”"),)
    return ()


def number_zero(parts: Parts) -> Answer:
    """Find a number under 10 without its zero, or zeros in front of a longer one."""
    match = _number(parts)
    if match is None or not match["number"]:
        return NotEvaluated("văn bản chưa có số")
    number = match["number"]
    right = f"{int(number):02d}"
    return () if number == right else (fault(parts.head.number, f"số “{number}”", f"“{right}”"),)


def symbol_form(parts: Parts) -> Answer:
    """Find a symbol that is not made of groups in capitals joined by hyphens.

    A small letter or two inside a group stands: ``TTr``, ``QyĐ``, ``SNgV`` are abbreviations in use.
    """
    match = _number(parts)
    if match is None:
        return absent("ký hiệu")
    symbol = match["symbol"].replace(" ", "")
    groups = symbol.split("-")
    odd = [one for one in groups if one not in words.ABBREVIATIONS and not _is_capital(one)]
    if _SYMBOL.match(symbol) and not odd:
        return ()
    right = "các nhóm chữ viết tắt in hoa, nối bằng dấu gạch ngang (-), không có khoảng trắng"
    return (fault(parts.head.number, f"ký hiệu “{match['symbol']}”", right),)


def _is_capital(group: str) -> bool:
    """Tell whether a group begins with a capital and has more capitals than small letters, or is a number."""
    if group.isdecimal():
        return True
    small = sum(letter.islower() for letter in group)
    return group[:1].isupper() and sum(letter.isupper() for letter in group) > small


def symbol_type(parts: Parts) -> Answer:
    """Find a symbol that does not begin with the abbreviation of the kind's name."""
    match, name = _number(parts), parts.title.name
    if match is None or name is None or not words.type_name(name.text):
        return absent("tên loại và ký hiệu")
    right = words.TYPES[words.type_name(name.text)][0]
    first = match["symbol"].replace(" ", "").split("-")[0]
    joint = first.startswith(right) and words.type_name(name.text) != name.text.strip().upper()
    if first == right or joint:
        return ()
    return (fault(parts.head.number, f"ký hiệu bắt đầu bằng “{first}”", f"“{right}-…” cho {name.text.lower()}"),)


def _number(parts: Parts) -> re.Match[str] | None:
    return _NUMBER.match(parts.head.number.text) if parts.head.number else None


def date_present(parts: Parts) -> Answer:
    """Find a paper without place and date."""
    if parts.head.date:
        return ()
    return missing(parts, "địa danh và thời gian ban hành", "“<địa danh>, ngày … tháng … năm …”")


def date_form(parts: Parts) -> Answer:
    """Find a line of place and date that is not ``Hà Nội, ngày 05 tháng 01 năm 2020``."""
    found = parts.head.date
    if not found:
        return absent("địa danh và thời gian")
    match = _dated(found)
    right = "“<địa danh>, ngày … tháng … năm …”"
    if match is None:
        return (fault(found, f"“{found.text}”", right),)
    if not match["place"].strip():
        return (fault(found, "thiếu địa danh", right),)
    if not match["comma"]:
        return (fault(found, "thiếu dấu phẩy sau địa danh", right),)
    if not match["place"].strip()[:1].isupper():
        return (fault(found, f"địa danh “{match['place']}” không viết hoa", right),)
    return ()


def date_zero(parts: Parts) -> Answer:
    """Find days under 10 or months 1, 2 without their zero, other months with one, and days that do not exist."""
    found = parts.head.date
    match = _dated(found) if found else None
    if found is None or match is None or any(_BLANK.match(match[name]) for name in ("day", "month", "year")):
        return NotEvaluated("văn bản chưa ghi ngày")
    try:
        day = date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return (fault(found, f"“{found.text}”", "ngày, tháng, năm bằng chữ số Ả Rập, có thật"),)
    printed = f"ngày {match['day']} tháng {match['month']} năm {match['year']}"
    return () if printed == long_date(day) else (fault(found, f"“{printed}”", f"“{long_date(day)}”"),)


def _dated(found: Segment) -> re.Match[str] | None:
    """Return the line of place and date read, room left for day, month or year as dots."""
    return _DATE.match(_ROOM.sub(r"\1 …", " ".join(found.text.split())))


def date_level(parts: Parts) -> Answer:
    """Find place and date on another line than the number."""
    number, found = parts.head.number, parts.head.date
    if not number or not found:
        return absent("số, ký hiệu và ngày tháng")
    here, there = number.paragraph.cell, found.paragraph.cell
    if here is None or there is None or here.table != there.table:
        same = number.order == found.order
        return () if same else NotEvaluated("hai dòng không cùng một bảng, không so được")
    if here.row == there.row:
        return ()
    return (fault(found, "không cùng dòng với số, ký hiệu", "cùng một dòng với số, ký hiệu văn bản"),)


def date_of(parts: Parts) -> date | None:
    """Return the date that the paper carries, where it is readable."""
    match = _dated(parts.head.date) if parts.head.date else None
    if match is None:
        return None
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


_DATED = SHEET_FORMS - {Form.MINUTES, Form.OTHER}
RULES = (
    Rule("nd30.number.present", "PL I, II.3", "Số, ký hiệu, có mặt", number_present),
    Rule("nd30.number.form", "PL I, II.3", "Số, ký hiệu, cách ghi", number_form),
    Rule("nd30.number.zero", "PL I, II.3", "Số của văn bản, số 0", number_zero),
    Rule("nd30.symbol.form", "PL I, II.3", "Ký hiệu, cách ghi", symbol_form),
    Rule("nd30.symbol.type", "PL III, I", "Ký hiệu, chữ viết tắt tên loại", symbol_type, TEXT_FORMS - {Form.LETTER}),
    Rule("nd30.date.present", "PL I, II.4", "Địa danh và thời gian, có mặt", date_present, _DATED),
    Rule("nd30.date.form", "PL I, II.4", "Địa danh và thời gian, cách ghi", date_form, _DATED),
    Rule("nd30.date.zero", "PL I, II.4", "Ngày, tháng, số 0", date_zero, _DATED),
    Rule("nd30.date.level", "PL I, II.4", "Địa danh và thời gian, cùng dòng với số", date_level, TEXT_FORMS),
)
