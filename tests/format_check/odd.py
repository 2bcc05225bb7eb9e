"""Right papers typed in the ways that people type: other blanks, lines hung elsewhere, Kính gửi set five ways."""

import re
import unicodedata
from collections.abc import Callable

from tests.format_check.paper import (
    COLUMNS,
    LYING,
    MOTTO,
    NATION,
    NS,
    NUMBERED,
    STYLES,
    bordered,
    docx,
    flush,
    mid,
    par,
    run,
    section,
    shape,
    table,
    text,
    vml,
)
from tests.format_check.strangers import SENTENCE, annexed, decision, letter, plan

_TYPED = (
    "TM. ",
    "KT. ",
    "Kính gửi: ",
    "ngày 05",
    "Độc lập - Tự do",
    "Căn cứ ",
    "Điều 1. ",
    "I. ",
    "1. ",
    "a) ",
    "Số: ",
)
_COLLECTIVE = ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
_PICTURE = (
    '<w:p><w:r><w:pict><v:shape style="width:400pt;height:300pt"><v:imagedata r:id="rId5"/></v:shape></w:pict>'
    "</w:r></w:p>"
)
_SOURCE = "(Kèm theo Kế hoạch số 15/KH-SNV ngày 05 tháng 3 năm 2024 của Sở Nội vụ)"
_FROM_ONE = '<w:pgNumType w:start="1"/>'
MOTTO_MM, AGENCY_MM = 61, 10


def unbreakable(body: str) -> str:
    """Return a paper with the blanks of Ctrl+Shift+Space."""
    for words in (*_TYPED, "Nơi nhận:", "- Lưu: VT", "- Như trên"):
        body = body.replace(words, words.replace(" ", "\u00a0"))
    return body


def ruled(left: str, right: str, *, row: tuple[str, str] | None = None, number: str = "", after: str = "") -> str:
    """Return a plan with what is under the agency, under Tiêu ngữ, in a row between, and after the number."""
    above = mid("UBND TỈNH MẪU", size=13) + mid("SỞ NỘI VỤ", size=13, look="b") + left
    beside = mid(NATION, size=13, look="b") + mid(MOTTO, look="b") + right
    below = (mid("Số: 15/KH-SNV", size=13) + number, mid("Mẫu, ngày 05 tháng 3 năm 2024", look="i"))
    return table(COLUMNS, (above, beside), *([row] if row else []), below) + after + headless()


def headless() -> str:
    """Return a plan's text without its head."""
    body = plan()
    return body[body.index("</w:tbl>") + len("</w:tbl>") :]


def _head() -> str:
    body = plan()
    return body[: body.index("</w:tbl>") + len("</w:tbl>")]


def _own_borders() -> str:
    """Return a plan whose lines are borders of the very paragraphs, between indents."""
    body = ruled("", "")
    for words, size, side in (("SỞ NỘI VỤ", 13, 1400), (MOTTO, 14, 1080)):
        line = '<w:pBdr><w:bottom w:val="single" w:sz="4"/></w:pBdr>'
        made = par(run(words, size=size, look="b"), align="center", before=0, first=0, extra=line)
        body = body.replace(
            mid(words, size=size, look="b"),
            made.replace('w:firstLine="0"', f'w:left="{side}" w:right="{side}"'),
        )
    return body


def to(inside: str) -> bytes:
    """Return a letter with these lines of Kính gửi."""
    return docx(letter(inside))


def _left(words: str, before: float = 0) -> str:
    return par(run(words), align="left", before=before)


def _in_shares(body: str) -> str:
    """Return a paper whose cells are wide by shares of the page."""
    return re.sub(
        r'<w:tcW w:w="(\d+)" w:type="dxa"/>',
        lambda found: f'<w:tcW w:w="{int(found[1]) * 5000 // sum(COLUMNS)}" w:type="pct"/>',
        body,
    )


def _unmeasured(body: str) -> str:
    """Return a paper whose tables tell no widths."""
    body = re.sub(r"<w:tblGrid>.*?</w:tblGrid>", "", body)
    return re.sub(r"<w:tcW [^>]*/>", '<w:tcW w:w="0" w:type="auto"/>', body)


def _wide_head() -> str:
    cells = [
        (mid("UBND TỈNH MẪU", size=13) + mid("SỞ NỘI VỤ", size=13, look="b") + vml(AGENCY_MM), "<w:p/>"),
        (mid("Số: 15/KH-SNV", size=13), "<w:p/>"),
    ]
    nation = mid(NATION, size=13, look="b") + mid(MOTTO, look="b") + vml(MOTTO_MM)
    dated = mid("Mẫu, ngày 05 tháng 3 năm 2024", look="i")
    return table((3300, 200, 5600), (*cells[0], nation), (*cells[1], dated)) + headless()


def _signed_in_columns() -> str:
    body = plan()
    signed = "".join(mid(one, look="b") for one in ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")) + mid("") * 4
    foot = table((4550, 4550), ("<w:p/>", signed + mid("Nguyễn Văn Mẫu", look="b")))
    recipients = flush("Nơi nhận:", look="bi", size=12) + flush("- Sở Nội vụ;") + flush("- Lưu: VT.")
    return body[: body.rindex("<w:tbl>")] + foot + recipients


def _lying(inside: str, page: str = LYING) -> bytes:
    """Return a plan with an annex on a lying page."""
    before = f"<w:p><w:pPr>{section()}</w:pPr></w:p>"
    annex = mid("Phụ lục", look="b") + mid("SƠ ĐỒ TỔ CHỨC", look="b") + mid(_SOURCE, look="i") + inside
    return docx(plan() + before + annex, last=section(page, header=True, start=_FROM_ONE), header=NUMBERED)


def _turned() -> bytes:
    page = LYING
    for side, wide in (("top", 1701), ("left", 1134)):
        page = re.sub(rf'w:{side}="\d+"', f'w:{side}="{wide}"', page)
    return docx(annexed(), last=section(page, header=True, start=_FROM_ONE), header=NUMBERED)


def _in_header() -> bytes:
    named = section().replace("<w:sectPr>", '<w:sectPr><w:headerReference w:type="default" r:id="rId9"/>')
    return docx(headless(), header=f"<w:hdr {NS}>{_head()}<w:p/></w:hdr>", last=named)


def _annotated() -> str:
    last = text("Sở Nội vụ trân trọng báo cáo./.")
    return letter().replace(last, last + text("(Gửi kèm theo báo cáo thành tích và biên bản họp)", look="i"))


_PLAIN = STYLES.replace(
    "</w:styles>", '<w:style w:type="table" w:styleId="LuoiTrong"><w:name w:val="Grid Light"/></w:style></w:styles>'
)


def _bare(body: str) -> str:
    """Return a paper whose tables have a ruled style, every cell without its lines."""
    sides = "".join(f'<w:{side} w:val="nil"/>' for side in ("top", "left", "bottom", "right"))
    styled = body.replace("<w:tblPr>", '<w:tblPr><w:tblStyle w:val="TableGrid"/>')
    return styled.replace("</w:tcPr>", f"<w:tcBorders>{sides}</w:tcBorders></w:tcPr>")


_GLUED = {"Căn cứ": "\u200bCăn\u200b cứ", "Nơi nhận": "\ufeffNơi nhận"}


def _glued(body: str) -> str:
    for old, new in _GLUED.items():
        body = body.replace(old, new)
    return body


ODD: dict[str, Callable[[], bytes]] = {
    "blanks that do not break, plan": lambda: docx(unbreakable(plan(_COLLECTIVE))),
    "blanks that do not break, decision": lambda: docx(unbreakable(decision())),
    "blanks that do not break, letter": lambda: docx(unbreakable(letter())),
    "letters of no width": lambda: docx(_glued(decision())),
    "loose marks": lambda: docx(unicodedata.normalize("NFD", decision())),
    "nearly black": lambda: docx(plan().replace("<w:rPr>", '<w:rPr><w:color w:val="0D0D0D"/>')),
    "to, after a tab": lambda: to(_left("Kính gửi:\tỦy ban nhân dân tỉnh Mẫu", 12)),
    "to, after tabs": lambda: to(_left("\t\tKính gửi:  \tỦy ban nhân dân tỉnh Mẫu", 12)),
    "to, line breaks": lambda: to(_left("Kính gửi:\n- Ủy ban nhân dân tỉnh;\n- Sở Tài chính.", 12)),
    "to, tabs on each line": lambda: to(_left("\tKính gửi:\t- Sở Y tế;", 12) + _left("\t\t\t- Sở Tài chính.")),
    "to, in a table": lambda: to(
        table(
            (3000, 6000),
            (_left("Kính gửi:"), flush("- Ủy ban nhân dân tỉnh;", size=14) + flush("- Sở Tài chính.", size=14)),
        )
    ),
    "to one, in a table": lambda: to(table((3000, 6000), (_left("Kính gửi:"), flush("Sở Tài chính", size=14)))),
    "lines both at the right": lambda: docx(ruled("", vml(MOTTO_MM) + vml(AGENCY_MM))),
    "line of the agency at the number": lambda: docx(ruled("", vml(MOTTO_MM), number=vml(AGENCY_MM))),
    "lines in a row of their own": lambda: docx(ruled("", "", row=(vml(AGENCY_MM), vml(MOTTO_MM)))),
    "borders in a row of their own": lambda: docx(
        ruled("", "", row=(bordered(AGENCY_MM, 60), bordered(MOTTO_MM, 100)))
    ),
    "borders of the words": lambda: docx(_own_borders()),
    "flat boxes": lambda: docx(
        ruled(*(shape(one).replace('prst="line"', 'prst="rect"') for one in (AGENCY_MM, MOTTO_MM)))
    ),
    "lines after the table": lambda: docx(ruled("", "", after=vml(AGENCY_MM) + vml(MOTTO_MM))),
    "lying picture": lambda: _lying(_PICTURE),
    "lying page bound at its top": _turned,
    "cars sent out": lambda: docx(plan().replace(SENTENCE, "Trong năm 2024 điều 12 xe ô tô phục vụ công tác.")),
    "note after the end": lambda: docx(_annotated()),
    "head in the header": _in_header,
    "head in a cell": lambda: docx(table((9100,), (_head() + "<w:p/>",)) + headless()),
    "three columns": lambda: docx(_wide_head()),
    "widths in shares": lambda: docx(_in_shares(plan())),
    "no widths": lambda: docx(_unmeasured(plan())),
    "recipients under the signature": lambda: docx(_signed_in_columns()),
    "a general": lambda: docx(plan(("TƯ LỆNH",), "Thiếu tướng Nguyễn Văn Mẫu")),
    "lines of a table's style taken from its cells": lambda: docx(_bare(plan())),
    "a style without lines": lambda: docx(
        plan().replace("<w:tblPr>", '<w:tblPr><w:tblStyle w:val="LuoiTrong"/>'), styles=_PLAIN
    ),
    "all in one cell": lambda: docx(table((9000,), (plan() + "<w:p/>",))),
}
"""Each has nothing that fails."""
