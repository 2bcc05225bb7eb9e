"""Paper, margins, letters and page numbers (NĐ 30/2020, PL I, I)."""

from doc_templates.format_check.roles.lines import room_of
from doc_templates.format_check.roles.parts import Parts
from doc_templates.format_check.values import (
    ALL_FORMS,
    READ_FORMS,
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
from doc_templates.format_check.word.sheet import Paragraph, Section, Sheet

_FONT = "Times New Roman"
_LOOSE = 0.3
"""Millimetres by which a length may be off: programs round, and people write hundredths of an inch."""
_MARGINS = (("top", "trên", 20, 25), ("bottom", "dưới", 20, 25), ("left", "trái", 30, 35), ("right", "phải", 15, 20))
_TURNED = (("top", 30, 35), ("bottom", 15, 20), ("left", 20, 25), ("right", 20, 25))
_DARKEST = 0x26
"""What Word offers as the lightest shade of black; on paper it is black."""
_POINT_MM = 25.4 / 72
_LETTER_SHARE = 0.47
"""Width of an average letter as a share of its size."""


def size(parts: Parts) -> Answer:
    """Find sections that are not A4."""
    return tuple(
        fault(
            _first_of(parts, place),
            f"khổ giấy {figure(one.width)} × {figure(one.height)} mm",
            "khổ A4 (210 × 297 mm)",
        )
        for place, one in enumerate(parts.sheet.sections)
        if sorted((round(one.width), round(one.height))) not in ([210, 297], [209, 297], [210, 296])
    )


def orientation(parts: Parts) -> Answer:
    """Find pages that lie without a table or picture on them."""
    tabled = {one.section for one in parts.sheet.paragraphs if (one.cell and one.cell.ruled) or one.pictures}
    return tuple(
        fault(_first_of(parts, place), "trang ngang mà không có bảng, biểu", "trình bày theo chiều dài của khổ A4")
        for place, one in enumerate(parts.sheet.sections)
        if one.width > one.height and place not in tabled
    )


def margins(parts: Parts) -> Answer:
    """Find margins outside their ranges; those of a lying page may be turned with it, to be bound at its top."""
    return tuple(
        fault(
            _first_of(parts, place),
            f"lề {name} {figure(getattr(section, side))} mm",
            f"lề {name} {low}–{high} mm",
        )
        for place, section in enumerate(parts.sheet.sections)
        if not (section.width > section.height and _fit(section, _TURNED))
        for side, name, low, high in _MARGINS
        if not low - _LOOSE <= getattr(section, side) <= high + _LOOSE
    )


def _fit(section: Section, wanted: tuple[tuple[str, int, int], ...]) -> bool:
    return all(low - _LOOSE <= getattr(section, side) <= high + _LOOSE for side, low, high in wanted)


def font(parts: Parts) -> Answer:
    """Find letters of another font; one finding for each font, at its first place."""
    found: dict[str, Paragraph] = {}
    for paragraph in _written(parts.sheet):
        for run in paragraph.runs:
            look = run.look
            if look.font == _FONT == look.high_font or not run.text.strip():
                continue
            for name in dict.fromkeys((look.font if run.text.isascii() else look.high_font, look.font)):
                if not name.lower().startswith(_FONT.lower()) and any(char.isalnum() for char in run.text):
                    found.setdefault(name, paragraph)
    return tuple(fault(at, f"phông chữ {name}", f"phông chữ {_FONT}, bộ mã Unicode") for name, at in found.items())


def colour(parts: Parts) -> Answer:
    """Find letters that are not black, the stamp of urgency apart; one finding for each colour."""
    stamped = {(one.paragraph.part, one.paragraph.place) for one in parts.urgency}
    found: dict[str, Paragraph] = {}
    for paragraph in _written(parts.sheet):
        for run in paragraph.runs:
            odd = not is_black(run.look.color) and run.text.strip() and (paragraph.part, paragraph.place) not in stamped
            if odd:
                found.setdefault(run.look.color, paragraph)
    return tuple(fault(at, f"chữ không phải màu đen (mã màu {color})", "chữ màu đen") for color, at in found.items())


def is_black(color: str) -> bool:
    """Tell whether letters of a colour are black on paper."""
    try:
        return not color or all(int(color[place : place + 2], 16) <= _DARKEST for place in (0, 2, 4))
    except ValueError:
        return False


def urgency_colour(parts: Parts) -> Answer:
    """Find a stamp of urgency that is not red."""
    if not parts.urgency:
        return absent("dấu chỉ mức độ khẩn")
    return tuple(
        fault(one, "không phải màu đỏ", "dấu chỉ mức độ khẩn màu đỏ tươi")
        for one in parts.urgency
        if any(not _is_red(look.color) for look in one.looks)
    )


def _is_red(color: str) -> bool:
    try:
        red, green, blue = (int(color[place : place + 2], 16) for place in (0, 2, 4))
    except ValueError:
        return False
    return red >= 160 and green < 80 and blue < 80


def _written(sheet: Sheet) -> tuple[Paragraph, ...]:
    return (*sheet.paragraphs, *(one for margin in sheet.margins.values() for one in margin))


def _first_of(parts: Parts, section: int) -> Paragraph | None:
    return next((one for one in parts.sheet.paragraphs if one.section == section), None)


def number_present(parts: Parts) -> Answer:
    """Find a text of several pages without page numbers; whether a short one has several is not sure."""
    if _fields(parts):
        return ()
    pages = _pages(parts.sheet)
    if pages >= 1.6:
        return (Fault(None, "không có số trang", "đánh số trang bằng chữ số Ả Rập, từ trang thứ hai"),)
    return NotEvaluated("văn bản có thể chỉ có một trang, không cần số trang")


def number_first_hidden(parts: Parts) -> Answer:
    """Find a page number on the first page."""
    if not _fields(parts):
        return NotEvaluated("văn bản không có số trang")
    first = parts.sheet.sections[0]
    kind = "first" if first.own_first_page else "default"
    shown = [one for one in _margin(parts.sheet, first, kind) if one.page_field]
    return tuple(fault(one, "số trang hiện ở trang thứ nhất", "không hiển thị số trang thứ nhất") for one in shown[:1])


def number_place(parts: Parts) -> Answer:
    """Find page numbers that are not at the top centre."""
    fields = _fields(parts)
    if not fields:
        return NotEvaluated("văn bản không có số trang")
    at_foot = {name for section in parts.sheet.sections for name in section.footers.values()}
    faults = []
    for one in fields:
        if one.part in at_foot:
            faults.append(fault(one, "số trang ở lề dưới", "canh giữa trong lề trên của trang"))
        elif not _centred(one):
            faults.append(fault(one, "số trang không ở giữa", "canh giữa trong lề trên của trang"))
    return tuple(faults)


def _centred(paragraph: Paragraph) -> bool:
    shape = paragraph.shape
    if shape.framed:
        return shape.framed == "center" or shape.align == "center"
    return shape.align == "center" or paragraph.tabs_before_field == 1 or paragraph.boxed


def number_form(parts: Parts) -> Answer:
    """Find page numbers that are not written in Arabic figures or do not begin at 1."""
    if not _fields(parts):
        return NotEvaluated("văn bản không có số trang")
    start = parts.sheet.sections[0].restarts_at
    late = start is not None and start > 1
    begun = (Fault(None, f"số trang bắt đầu từ {start}", "bắt đầu từ 1"),) if late else ()
    return begun + tuple(
        fault(_first_of(parts, place), "số trang không dùng chữ số Ả Rập", "chữ số Ả Rập, bắt đầu từ 1")
        for place, one in enumerate(parts.sheet.sections)
        if one.number_format not in ("decimal", "numberInDash")
    )


def annex_pages(parts: Parts) -> Answer:
    """Find annexes whose pages do not begin at 1 again."""
    annexes = [one for one in parts.annexes if not one.is_list]
    if not annexes:
        return NotEvaluated("văn bản không có phụ lục")
    if not _fields(parts):
        return NotEvaluated("văn bản không có số trang")
    sections = parts.sheet.sections
    return tuple(
        fault(one.head, "số trang của phụ lục không đánh lại từ 1", "số trang của từng phụ lục đánh riêng, từ 1")
        for one in annexes
        if one.head.paragraph.section >= len(sections) or sections[one.head.paragraph.section].restarts_at != 1
    )


def _margin(sheet: Sheet, section: Section, kind: str) -> tuple[Paragraph, ...]:
    names = (section.headers.get(kind, ""), section.footers.get(kind, ""))
    return tuple(one for name in names for one in sheet.margins.get(name, ()))


def _fields(parts: Parts) -> tuple[Paragraph, ...]:
    return tuple(one for margin in parts.sheet.margins.values() for one in margin if one.page_field)


def _pages(sheet: Sheet) -> float:
    """Return about how many pages the text takes; a page break or a new section counts for sure."""
    height = 0.0
    rows: dict[tuple[int, int], dict[int, float]] = {}
    breaks = 0.0
    for place, one in enumerate(sheet.paragraphs):
        if one.boxed:
            continue
        breaks += (one.breaks_page or one.shape.new_page) and place > 0
        tall = _height(one, sheet)
        if one.cell:
            columns = rows.setdefault((one.cell.table, one.cell.row), {})
            columns[one.cell.column] = columns.get(one.cell.column, 0.0) + tall
        else:
            height += tall
    height += sum(max(columns.values()) for columns in rows.values())
    room = max(100.0, sheet.sections[0].height - sheet.sections[0].top - sheet.sections[0].bottom)
    broken = sum(not one.continuous for one in sheet.sections[1:])
    return max(height / room, 1.0 + breaks + broken if breaks + broken else 0.0)


def _height(paragraph: Paragraph, sheet: Sheet) -> float:
    """Return about how tall a paragraph is, in millimetres."""
    shape = paragraph.shape
    points = max((run.look.points for run in paragraph.runs), default=10.0)
    room = max(10.0, room_of(paragraph, sheet) - shape.left - shape.right)
    lines = max(1.0, -(-len(paragraph.text) * points * _LETTER_SHARE * _POINT_MM // room))
    one = shape.line if shape.line_rule != "auto" else points * 1.15 * shape.line
    return float((lines * one + shape.before + shape.after) * _POINT_MM)


RULES = (
    Rule("nd30.page.size", "PL I, I", "Khổ giấy", size, ALL_FORMS),
    Rule("nd30.page.orientation", "PL I, I", "Kiểu trình bày", orientation, SHEET_FORMS),
    Rule("nd30.page.margins", "PL I, I", "Định lề trang", margins, SHEET_FORMS),
    Rule("nd30.font.name", "PL I, I", "Phông chữ", font, ALL_FORMS),
    Rule("nd30.font.colour", "PL I, I", "Màu chữ", colour, SHEET_FORMS),
    Rule("nd30.urgency.colour", "PL I, III", "Dấu chỉ mức độ khẩn, màu", urgency_colour, TEXT_FORMS, own_words=True),
    Rule("nd30.page_number.present", "PL I, I", "Số trang, có đánh số", number_present, SHEET_FORMS),
    Rule("nd30.page_number.first_hidden", "PL I, I", "Số trang, trang thứ nhất", number_first_hidden, SHEET_FORMS),
    Rule("nd30.page_number.place", "PL I, I", "Số trang, vị trí", number_place, SHEET_FORMS),
    Rule("nd30.page_number.form", "PL I, I", "Số trang, chữ số", number_form, READ_FORMS),
    Rule("nd30.annex.pages", "PL I, I", "Phụ lục, số trang riêng", annex_pages, TEXT_FORMS),
)
