"""The head's words and lines: Quốc hiệu, Tiêu ngữ, agencies, number and symbol, place and date."""

import re
from datetime import date

from doc_templates.format_check.roles import words
from doc_templates.format_check.roles.head import room_of
from doc_templates.format_check.roles.parts import Form, Parts, RuleLine
from doc_templates.format_check.roles.segments import Segment
from doc_templates.format_check.values import (
    SHEET_FORMS,
    TEXT_FORMS,
    Answer,
    Fault,
    NotEvaluated,
    Rule,
    absent,
    fault,
    figure,
)
from doc_templates.metrics import line_width, widest_line
from models.dates import long_date
from models.organisation import Confidence

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
NATION_OLD_TONE = "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
_LINE_LOOSE = 0.12
"""Share by which a drawn line may miss the length of the text over it."""
_SHORT_LOOSE_MM = 2.0
_NUMBER = re.compile(r"^Số:\s*(?P<number>\d*)\s*/\s*(?P<symbol>\S.*)$")
_SYMBOL = re.compile(r"^[0-9A-ZĐÀ-ỸƯƠa-zđ]+(-[0-9A-ZĐÀ-ỸƯƠa-zđ]+)*$")
_DATE = re.compile(
    r"^(?P<place>.*?)(?P<comma>,?)\s*ngày\s+(?P<day>\S+)\s+tháng\s+(?P<month>\S+)\s+năm\s+(?P<year>\S+?)\.?$",
    re.IGNORECASE,
)
_BLANK = re.compile(r"^[.…_\s]*$")


def nation_present(parts: Parts) -> Answer:
    """Find a paper without Quốc hiệu."""
    return () if parts.head.nation else (Fault(None, "không tìm thấy Quốc hiệu", f"“{NATION}” ở phía trên, bên phải"),)


def nation_words(parts: Parts) -> Answer:
    """Find Quốc hiệu in other words."""
    found = parts.head.nation
    if not found:
        return absent("Quốc hiệu")
    text = " ".join(found.text.split()).upper()
    return () if text in (NATION, NATION_OLD_TONE) else (fault(found, f"“{found.text}”", f"“{NATION}”"),)


def nation_one_line(parts: Parts) -> Answer:
    """Find Quốc hiệu that does not fit on one line, measured in its own size."""
    found = parts.head.nation
    if not found or not found.looks:
        return absent("Quốc hiệu")
    if not found.alone:
        return NotEvaluated("Quốc hiệu đặt bằng dấu tab, không đo được chỗ")
    shape = found.paragraph.shape
    room = room_of(found.paragraph, parts.sheet) - shape.left - shape.right
    look = found.looks[0]
    width = line_width(found.text, points=look.points, bold=look.bold)
    if room <= 0 or found.paragraph.boxed or width <= room:
        return ()
    told = f"dài {figure(width)} mm trong ô rộng {figure(room)} mm nên bị ngắt dòng"
    return (fault(found, told, "Quốc hiệu trên một dòng"),)


def motto_present(parts: Parts) -> Answer:
    """Find a paper without Tiêu ngữ."""
    return () if parts.head.motto else (Fault(None, "không tìm thấy Tiêu ngữ", f"“{MOTTO}” dưới Quốc hiệu"),)


def motto_words(parts: Parts) -> Answer:
    """Find Tiêu ngữ in other words, letters or hyphens."""
    found = parts.head.motto
    if not found:
        return absent("Tiêu ngữ")
    text = " ".join(found.text.split())
    return () if text == MOTTO or found.capitals else (fault(found, f"“{found.text}”", f"“{MOTTO}”"),)


def motto_spacing(parts: Parts) -> Answer:
    """Find more than a single line between Quốc hiệu and Tiêu ngữ."""
    nation, motto = parts.head.nation, parts.head.motto
    if not nation or not motto or nation.paragraph is motto.paragraph:
        return absent("Quốc hiệu và Tiêu ngữ trên hai đoạn")
    shapes = (nation.paragraph.shape, motto.paragraph.shape)
    wide = any(one.line_rule == "auto" and one.line > 1.2 for one in shapes)
    gap = shapes[0].after + shapes[1].before
    if wide or gap > 6.1:
        return (fault(motto, "cách Quốc hiệu quá một dòng đơn", "hai dòng cách nhau dòng đơn"),)
    return ()


def _present(line: RuleLine | None, over: Segment | None, name: str) -> Answer:
    if over is None:
        return absent(name)
    return () if line else (fault(over, f"không có đường kẻ dưới {name}", "có đường kẻ ngang, nét liền ở phía dưới"),)


def motto_line(parts: Parts) -> Answer:
    """Find Tiêu ngữ without its line."""
    return _present(parts.head.motto_line, parts.head.motto, "Tiêu ngữ")


def agency_line(parts: Parts) -> Answer:
    """Find an issuing body without its line."""
    agency = parts.head.agency
    return _present(parts.head.agency_line, agency[-1] if agency else None, "tên cơ quan ban hành")


def motto_line_length(parts: Parts) -> Answer:
    """Find a line that is not as long as Tiêu ngữ."""
    line, motto = parts.head.motto_line, parts.head.motto
    if not motto or not line or line.length is None or not motto.looks:
        return absent("đường kẻ dưới Tiêu ngữ mà tệp ghi độ dài")
    width = line_width(motto.text, points=motto.looks[0].points, bold=motto.looks[0].bold)
    if abs(line.length - width) <= width * _LINE_LOOSE:
        return ()
    return (fault(line.paragraph, f"đường kẻ dài {figure(line.length)} mm", f"dài bằng dòng chữ ({figure(width)} mm)"),)


def agency_line_length(parts: Parts) -> Answer:
    """Find a line that is not a third to a half of the issuing body's name."""
    return part_of_text(parts.head.agency_line, parts.head.agency, parts)


def part_of_text(line: RuleLine | None, over: tuple[Segment, ...], parts: Parts) -> Answer:
    """Find a line that is not a third to a half of the text over it."""
    if not over or not line or line.length is None or not over[0].looks:
        return absent("đường kẻ mà tệp ghi độ dài")
    look, room = over[0].looks[0], room_of(over[0].paragraph, parts.sheet)
    printed = [text for one in over for text in one.paragraph.text.split("\n")] if over[0].alone else [
        one.text for one in over
    ]
    widths = [widest_line((one,), points=look.points, bold=look.bold, room=room) for one in printed if one.strip()]
    low, high = min(widths) / 3, max(widths) / 2
    if low - _SHORT_LOOSE_MM <= line.length <= high + _SHORT_LOOSE_MM:
        return ()
    right = f"từ 1/3 đến 1/2 độ dài dòng chữ ({figure(max(widths) / 3)}–{figure(high)} mm)"
    return (fault(line.paragraph, f"đường kẻ dài {figure(line.length)} mm", right),)


def typed_lines(parts: Parts) -> Answer:
    """Find lines made of underscores or of underlined letters."""
    lines = (parts.head.motto_line, parts.head.agency_line, parts.title.line)
    told = {"typed": "đường kẻ gõ bằng dấu gạch", "underline": "gạch chân chữ thay đường kẻ"}
    return tuple(
        fault(one.paragraph, told[one.kind], "kẻ bằng đường viền hoặc hình vẽ") for one in lines if one and one.kind in told
    )


def agency_present(parts: Parts) -> Answer:
    """Find a paper that does not say who issues it."""
    if parts.head.agency:
        return ()
    return (Fault(None, "không tìm thấy tên cơ quan ban hành", "tên cơ quan ở phía trên, bên trái"),)


def number_present(parts: Parts) -> Answer:
    """Find a paper without a place for its number."""
    if parts.head.number:
        return ()
    return (Fault(None, "không tìm thấy dòng số, ký hiệu", "“Số: …/…” dưới tên cơ quan ban hành"),)


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
    """Find a symbol that is not made of groups in capitals joined by hyphens."""
    match = _number(parts)
    if match is None:
        return absent("ký hiệu")
    symbol = match["symbol"].replace(" ", "")
    groups = symbol.split("-")
    odd = [one for one in groups if one not in words.ABBREVIATIONS and one != one.upper()]
    if _SYMBOL.match(symbol) and not odd:
        return ()
    right = "các nhóm chữ viết tắt in hoa, nối bằng dấu gạch ngang (-), không có khoảng trắng"
    return (fault(parts.head.number, f"ký hiệu “{match['symbol']}”", right),)


def symbol_type(parts: Parts) -> Answer:
    """Find a symbol that does not begin with the abbreviation of the kind's name."""
    match, name = _number(parts), parts.title.name
    if match is None or name is None or not words.type_name(name.text):
        return absent("tên loại và ký hiệu")
    right = words.TYPES[words.type_name(name.text)][0]
    first = match["symbol"].replace(" ", "").split("-")[0]
    if first == right:
        return ()
    return (fault(parts.head.number, f"ký hiệu bắt đầu bằng “{first}”", f"“{right}-…” cho {name.text.lower()}"),)


def _number(parts: Parts) -> re.Match[str] | None:
    return _NUMBER.match(parts.head.number.text) if parts.head.number else None


def date_present(parts: Parts) -> Answer:
    """Find a paper without place and date."""
    if parts.head.date:
        return ()
    return (Fault(None, "không tìm thấy địa danh và thời gian ban hành", "“<địa danh>, ngày … tháng … năm …”"),)


def date_form(parts: Parts) -> Answer:
    """Find a line of place and date that is not ``Hà Nội, ngày 05 tháng 01 năm 2020``."""
    found = parts.head.date
    if not found:
        return absent("địa danh và thời gian")
    match = _DATE.match(" ".join(found.text.split()))
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
    match = _DATE.match(" ".join(parts.head.date.text.split())) if parts.head.date else None
    if match is None or any(_BLANK.match(match[name]) for name in ("day", "month", "year")):
        return NotEvaluated("văn bản chưa ghi ngày")
    try:
        day = date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return (fault(parts.head.date, f"“{parts.head.date.text}”", "ngày, tháng, năm bằng chữ số Ả Rập, có thật"),)
    printed = f"ngày {match['day']} tháng {match['month']} năm {match['year']}"
    return () if printed == long_date(day) else (fault(parts.head.date, f"“{printed}”", f"“{long_date(day)}”"),)


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
    match = _DATE.match(" ".join(parts.head.date.text.split())) if parts.head.date else None
    if match is None:
        return None
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


_DATED = SHEET_FORMS - {Form.MINUTES}
RULES = (
    Rule("nd30.nation.present", "PL I, II.1", "Quốc hiệu, có mặt", nation_present, SHEET_FORMS),
    Rule("nd30.nation.words", "PL I, II.1", "Quốc hiệu, lời văn", nation_words, SHEET_FORMS),
    Rule(
        "nd30.nation.one_line",
        "PL I, II.1",
        "Quốc hiệu, một dòng",
        nation_one_line,
        SHEET_FORMS,
        Confidence.INFERRED,
    ),
    Rule("nd30.motto.present", "PL I, II.1", "Tiêu ngữ, có mặt", motto_present, SHEET_FORMS),
    Rule("nd30.motto.words", "PL I, II.1", "Tiêu ngữ, lời văn", motto_words, SHEET_FORMS),
    Rule("nd30.motto.spacing", "PL I, II.1", "Tiêu ngữ, khoảng cách", motto_spacing, SHEET_FORMS),
    Rule("nd30.motto.line", "PL I, II.1", "Tiêu ngữ, đường kẻ", motto_line, SHEET_FORMS),
    Rule("nd30.motto.line_length", "PL I, II.1", "Tiêu ngữ, độ dài đường kẻ", motto_line_length, SHEET_FORMS),
    Rule("nd30.agency.present", "PL I, II.2", "Tên cơ quan ban hành, có mặt", agency_present, SHEET_FORMS),
    Rule("nd30.agency.line", "PL I, II.2", "Tên cơ quan ban hành, đường kẻ", agency_line, SHEET_FORMS),
    Rule(
        "nd30.agency.line_length",
        "PL I, II.2",
        "Tên cơ quan ban hành, độ dài đường kẻ",
        agency_line_length,
        SHEET_FORMS,
    ),
    Rule("nd30.lines.drawn", "PL I, II", "Cách kẻ đường", typed_lines, SHEET_FORMS, Confidence.MEMORY),
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
