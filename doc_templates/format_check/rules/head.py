"""The head's words and lines: Quốc hiệu, Tiêu ngữ, agencies."""

import re

from doc_templates.format_check.roles import words
from doc_templates.format_check.roles.lines import room_of
from doc_templates.format_check.roles.parts import Parts, RuleLine
from doc_templates.format_check.roles.segments import Segment, segments
from doc_templates.format_check.values import (
    SHEET_FORMS,
    Answer,
    Fault,
    NotEvaluated,
    Rule,
    absent,
    fault,
    figure,
)
from doc_templates.typesetting.metrics import line_width, widest_line
from models.organisation import Confidence

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
NATION_OLD_TONE = "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
_LONG_DASH = re.compile("[–—]")
_LINE_LOOSE = 0.12
"""Share by which a drawn line may miss the length of the text over it."""
_SHORT_LOOSE_MM = 2.0
_NEARLY = 1.1
"""Share of its room that a line may take before it surely breaks."""
_REACH = 60
_TOP = 8
"""Paragraphs in which a letterhead made as a picture stands."""


def missing(parts: Parts, what: str, right: str) -> Answer:
    """Return the fault that a component of the head is not there.

    What a picture shows cannot be read; a head put into the pages' header is there, and judged by eye.
    """
    margins = (one for margin in parts.sheet.margins.values() for one in margin)
    if not parts.head.nation and any(words.is_nation(one.text) for one in margins):
        return NotEvaluated(f"{what} đặt trong phần đầu trang (Header) của Word, không đánh giá được")
    pictured = not parts.head.nation and any(one.pictures for one in parts.sheet.paragraphs[:_TOP])
    unread = "; đầu trang có hình, chữ trong hình không đọc được" if pictured else ""
    return (Fault(None, f"không tìm thấy {what}{unread}", right),)


def nation_present(parts: Parts) -> Answer:
    """Find a paper without Quốc hiệu."""
    return () if parts.head.nation else missing(parts, "Quốc hiệu", f"“{NATION}” ở phía trên, bên phải")


def nation_words(parts: Parts) -> Answer:
    """Find Quốc hiệu in other words."""
    found = parts.head.nation
    if not found:
        return absent("Quốc hiệu")
    text = " ".join(found.text.split()).upper()
    return () if text in (NATION, NATION_OLD_TONE) else (fault(found, f"“{found.text}”", f"“{NATION}”"),)


def nation_place(parts: Parts) -> Answer:
    """Find Quốc hiệu that stands left of something: it belongs at the right."""
    found = parts.head.nation
    if not found:
        return absent("Quốc hiệu")
    cell = found.paragraph.cell
    if cell is None:
        beside = [one for one in segments(found.paragraph, found.order) if one.side > found.side]
        return (fault(found, "ở bên trái", "ở phía trên, bên phải trang đầu"),) if beside else ()
    after = [one for one in parts.sheet.paragraphs[:_REACH] if one.cell and one.cell.table == cell.table]
    right = any(
        one.cell.row == cell.row and one.cell.column > cell.column and one.text.strip() for one in after if one.cell
    )
    return (fault(found, "ở cột bên trái", "ở phía trên, bên phải trang đầu"),) if right else ()


def nation_one_line(parts: Parts) -> Answer:
    """Find Quốc hiệu that does not fit on one line, measured in its own size."""
    found = parts.head.nation
    if not found or not found.looks:
        return absent("Quốc hiệu")
    if not found.alone:
        return NotEvaluated("Quốc hiệu đặt bằng dấu tab, không đo được chỗ")
    shape = found.paragraph.shape
    cell = found.paragraph.cell
    if cell and not cell.sure:
        return NotEvaluated("độ rộng ô ghi trong tệp không thống nhất, mỗi chương trình xếp một khác")
    room = room_of(found.paragraph, parts.sheet) - shape.left - shape.right
    look = found.looks[0]
    width = line_width(found.text, points=look.points, bold=look.bold)
    if room <= 0 or found.paragraph.boxed or width <= room:
        return ()
    told = f"dài {figure(width)} mm trong ô rộng {figure(room)} mm nên bị ngắt dòng"
    return (fault(found, told, "Quốc hiệu trên một dòng"),)


def motto_present(parts: Parts) -> Answer:
    """Find a paper without Tiêu ngữ."""
    return () if parts.head.motto else missing(parts, "Tiêu ngữ", f"“{MOTTO}” dưới Quốc hiệu")


def motto_words(parts: Parts) -> Answer:
    """Find Tiêu ngữ in other words, letters or hyphens."""
    found = parts.head.motto
    if not found:
        return absent("Tiêu ngữ")
    text = " ".join(found.text.split())
    if text == MOTTO or found.capitals:
        return ()
    if _LONG_DASH.sub("-", text) == MOTTO:
        return (fault(found, "dấu gạch dài (–) giữa các cụm từ", f"dấu gạch nối (-): “{MOTTO}”"),)
    return (fault(found, f"“{found.text}”", f"“{MOTTO}”"),)


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
    look = over[0].looks[0]
    room = room_of(over[0].paragraph, parts.sheet) or parts.sheet.sections[0].text_width
    printed = (
        [text for one in over for text in one.paragraph.text.split("\n")]
        if over[0].alone
        else [one.text for one in over]
    )
    words_over = [one for one in printed if one.strip()]
    widths = [widest_line((one,), points=look.points, bold=look.bold, room=room) for one in words_over]
    whole = [line_width(one, points=look.points, bold=look.bold) for one in words_over]
    widths += [wide for wide in whole if wide <= room * _NEARLY]
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
        fault(one.paragraph, told[one.kind], "kẻ bằng đường viền hoặc hình vẽ")
        for one in lines
        if one and one.kind in told
    )


def agency_present(parts: Parts) -> Answer:
    """Find a paper that does not say who issues it."""
    if parts.head.agency:
        return ()
    return missing(parts, "tên cơ quan ban hành", "tên cơ quan ở phía trên, bên trái")


RULES = (
    Rule("nd30.nation.present", "PL I, II.1", "Quốc hiệu, có mặt", nation_present, SHEET_FORMS),
    Rule("nd30.nation.place", "PL I, II.1", "Quốc hiệu, bên phải", nation_place, SHEET_FORMS),
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
)
