"""Plans as clerks make them in Word: heads in a table or at tabs, lines as shapes, borders or underscores."""

import io
from collections.abc import Callable

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

CENTER, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
_NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_VML = (
    '<w:r {ns} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:line id="Line1" from="0,2pt" to="{width}pt,2pt"'
    ' style="position:absolute;z-index:1"/></w:pict></w:r>'
)
_DRAWING = (
    '<w:r {ns} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>'
    '<wp:extent cx="{emu}" cy="0"/><a:graphic><a:graphicData uri="x"><wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="{emu}" cy="0"/></a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom></wps:spPr>'
    "<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>"
    '<v:shape type="#_x0000_t32" style="width:{width}pt;height:0"/></w:pict></mc:Fallback></mc:AlternateContent></w:r>'
)
Line = Callable[[Paragraph, float], None]


def vml_line(paragraph: Paragraph, millimetres: float) -> None:
    """Hang an old shape on a paragraph."""
    paragraph._p.append(parse_xml(_VML.format(ns=nsdecls("w"), width=round(millimetres * 72 / 25.4, 1))))


def drawn_line(paragraph: Paragraph, millimetres: float) -> None:
    """Hang a new shape, with its older copy, on a paragraph."""
    points = round(millimetres * 72 / 25.4, 1)
    paragraph._p.append(parse_xml(_DRAWING.format(ns=nsdecls("w"), emu=round(millimetres * 36000), width=points)))


def line(
    container: object, text: str, *, size: float = 14, bold: bool = False, italic: bool = False, align: object = None
) -> Paragraph:
    """Add a paragraph with direct formatting, its words cut into runs as Word's spelling does."""
    made: Paragraph = container.add_paragraph()  # type: ignore[attr-defined]
    made.alignment = align
    made.paragraph_format.space_before = made.paragraph_format.space_after = Pt(0)
    for piece in (text[: len(text) // 2], text[len(text) // 2 :]):
        run = made.add_run(piece)
        run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    return made


def page() -> Document:
    """Return an empty page by the decree, Times New Roman in the default style."""
    made = docx.Document()
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)
    normal.element.rPr.rFonts.set(qn("w:hAnsi"), "Times New Roman")
    return made


def table_head(document: Document, *, ruled: Line) -> None:
    """Add the head as a table, its lines drawn."""
    cells = document.add_table(rows=2, cols=2)
    widths = (Mm(65), Mm(100))
    for row in cells.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
    left, right = cells.rows[0].cells
    line(left, "UBND TỈNH MẪU", size=13, align=CENTER)
    ruled(line(left, "SỞ TƯ PHÁP", size=13, bold=True, align=CENTER), 12)
    line(right, _NATION, size=13, bold=True, align=CENTER)
    ruled(line(right, _MOTTO, size=14, bold=True, align=CENTER), 60)
    left, right = cells.rows[1].cells
    line(left, "Số: 15/KH-STP", size=13, align=CENTER)
    line(right, "Mẫu, ngày 05 tháng 3 năm 2024", size=14, italic=True, align=CENTER)


def tabbed_head(document: Document) -> None:
    """Add the head with tabs between its two sides, lines typed."""
    line(document, f"UBND TỈNH MẪU\t\t{_NATION}", size=12, bold=True)
    line(document, f"SỞ TƯ PHÁP\t\t\t{_MOTTO}", size=13, bold=True)
    line(document, "_______\t\t\t\t_______________________", size=13)
    line(document, "Số: 15/KH-STP\t\t\tMẫu, ngày 05 tháng 3 năm 2024", size=13)


def text(document: Document, *, ruled: Line) -> None:
    """Add title, bases, ladder and closing."""
    title = line(document, "KẾ HOẠCH", bold=True, align=CENTER)
    title.paragraph_format.space_before = Pt(12)
    ruled(line(document, "Triển khai công tác hộ tịch năm 2024", bold=True, align=CENTER), 35)
    for words in (
        "Căn cứ Luật Hộ tịch ngày 20 tháng 11 năm 2014;",
        "Căn cứ Kế hoạch số 05/KH-UBND ngày 05 tháng 01 năm 2024 của Ủy ban nhân dân tỉnh Mẫu.",
    ):
        _body(line(document, words, italic=True))
    _body(line(document, "I. MỤC ĐÍCH, YÊU CẦU", bold=True))
    _body(line(document, "1. Mục đích", bold=True))
    _body(line(document, "Nâng cao hiệu quả công tác hộ tịch trên địa bàn tỉnh."))
    _body(line(document, "2. Yêu cầu", bold=True))
    for mark in ("a", "b", "c", "d", "đ", "e"):
        _body(line(document, f"{mark}) Bảo đảm việc triển khai đồng bộ, thống nhất, đúng tiến độ."))
    _body(line(document, "Trên đây là Kế hoạch triển khai công tác hộ tịch năm 2024./."))


def _body(paragraph: Paragraph) -> None:
    paragraph.alignment = JUSTIFY
    paragraph.paragraph_format.first_line_indent = Mm(12.7)
    paragraph.paragraph_format.space_before = Pt(6)
    paragraph.paragraph_format.line_spacing = Pt(18)


def table_foot(document: Document) -> None:
    """Add Nơi nhận and signature as a table, room for the signature made by empty paragraphs."""
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    line(left, "Nơi nhận:", size=12, bold=True, italic=True)
    for words in ("- Giám đốc Sở (để báo cáo);", "- Các phòng thuộc Sở;", "- Lưu: VT, HCTP."):
        line(left, words, size=11)
    line(right, "KT. GIÁM ĐỐC", bold=True, align=CENTER)
    line(right, "PHÓ GIÁM ĐỐC", bold=True, align=CENTER)
    for _ in range(4):
        line(right, "")
    line(right, "Trần Văn Mẫu", bold=True, align=CENTER)


def tabbed_foot(document: Document) -> None:
    """Add the foot with tabs between its two sides."""
    line(document, "Nơi nhận:\t\t\t\t\tGIÁM ĐỐC", size=13, bold=True)
    line(document, "- Như trên;", size=11)
    line(document, "- Lưu: VT.", size=11)
    line(document, "")
    line(document, "\t\t\t\t\t\tTrần Văn Mẫu", size=14, bold=True)


def clerk_plan(*, ruled: Line = vml_line) -> bytes:
    """Return a plan that is right, made with direct formatting and drawn lines."""
    document = page()
    table_head(document, ruled=ruled)
    text(document, ruled=ruled)
    table_foot(document)
    return bytes_of(document)


def tabbed_plan() -> bytes:
    """Return a plan whose head and foot are set with tabs and whose lines are typed."""
    document = page()
    tabbed_head(document)
    text(document, ruled=vml_line)
    tabbed_foot(document)
    return bytes_of(document)


def bytes_of(document: Document) -> bytes:
    """Return a document's file."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
