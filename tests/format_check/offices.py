"""Right papers of communes, schools and councils that stand with other papers: rules issued, copies, forms, tables."""

from collections.abc import Callable, Sequence

from tests.format_check.paper import (
    COLUMNS,
    LYING,
    MOTTO,
    NATION,
    NUMBERED,
    docx,
    flush,
    foot,
    head,
    mid,
    par,
    plain,
    run,
    section,
    table,
    text,
    title,
    vml,
)
from tests.format_check.strangers import CLOSED, SENTENCE, decision, plan

_NEW_PAGE = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
_NEW_SECTION = f"<w:p><w:pPr>{section(header=True)}</w:pPr></w:p>"
_FROM_ONE = '<w:pgNumType w:start="1"/>'
_WITH_PLAN = "(Kèm theo Kế hoạch số 15/KH-SNV ngày 05 tháng 3 năm 2024 của Sở Nội vụ)"
_FULL_LINE = '<w:p><w:pPr><w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr></w:pPr></w:p>'


def _chapter(number: str, name: str) -> str:
    """Return a chapter's two lines as one title: nothing between them."""
    return mid(number, look="b", before=6) + mid(name, look="b")


def _ruled(*rows: Sequence[str]) -> str:
    cells = [[mid(one, size=13) for one in row] for row in rows]
    return table((900, 4500, 3700), *cells, ruled=True)


def _nation() -> str:
    return mid(NATION, size=13, look="b") + mid(MOTTO, look="b") + vml(65)


def _paged(body: str) -> bytes:
    return docx(body, last=section(header=True), header=NUMBERED)


def rules_with_a_head() -> bytes:
    """Return a decision; the rules that it issues begin with their own agency and Quốc hiệu."""
    agency = mid("ỦY BAN NHÂN DÂN", size=13, look="b") + mid("TỈNH MẪU", size=13, look="b") + vml(15)
    return _paged(
        decision()
        + _NEW_PAGE
        + table(COLUMNS, (agency, _nation()))
        + mid("QUY CHẾ", look="b", before=12)
        + mid("Thi đua, khen thưởng của tỉnh Mẫu", look="b")
        + mid("(Ban hành kèm theo Quyết định số 2871/QĐ-UBND ngày 24 tháng 10 năm 2024 của UBND tỉnh Mẫu)", look="i")
        + vml(30)
        + _chapter("Chương I", "QUY ĐỊNH CHUNG")
        + plain("Điều 1. Phạm vi điều chỉnh", f"1. {SENTENCE}", f"2. {SENTENCE}")
        + _chapter("Chương II", "TỔ CHỨC THỰC HIỆN")
        + plain("Điều 2. Trách nhiệm thi hành", SENTENCE)
    )


def copied(*, with_nation: bool) -> bytes:
    """Return a decision and, under a line, the head and the foot of who copied it on paper."""
    agency = mid("UBND TỈNH MẪU", size=13) + mid("SỞ NỘI VỤ", size=13, look="b") + vml(10)
    number, date = mid("Số: 15/SY-SNV", size=13), mid("Mẫu, ngày 28 tháng 10 năm 2024", look="i")
    form = mid("SAO Y", look="b", before=6)
    made = (
        table(COLUMNS, (agency, _nation()), (number, date)) + form
        if with_nation
        else table(COLUMNS, (agency + number, form + date))
    )
    copier = foot(("TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"), "Ngô Thị Mẫu", ("- Các phòng thuộc Sở;", "- Lưu: VT."))
    return _paged(decision() + _FULL_LINE + made + copier)


def two_lying_annexes() -> bytes:
    """Return a plan with two lying annexes; over the table of one stands its unit, under it a note and its source."""
    annex = section(LYING, header=True, start=_FROM_ONE)
    tasks = _ruled(("STT", "Nhiệm vụ", "Thời hạn"), ("1", "Tổng kết", "Tháng 12"))
    body = (
        plan()
        + _NEW_SECTION
        + mid("Phụ lục I", look="b")
        + mid("PHÂN CÔNG NHIỆM VỤ NĂM 2024", look="b")
        + mid(_WITH_PLAN, look="i")
        + tasks
        + f"<w:p><w:pPr>{annex}</w:pPr></w:p>"
        + mid("Phụ lục II", look="b")
        + mid("DỰ TOÁN KINH PHÍ NĂM 2024", look="b")
        + mid(_WITH_PLAN, look="i")
        + par(run("Đơn vị tính: triệu đồng", look="i", size=13), align="right", first=0)
        + tasks
        + text("Ghi chú: Số liệu tính đến ngày 31/12/2023.", look="i", size=12)
        + text("Nguồn: Cục Thống kê.", look="i", size=12)
    )
    return docx(body, last=annex, header=NUMBERED)


def form_in_an_annex() -> bytes:
    """Return a plan whose annex is a form to be filled in, with a head, a title and signatures of its own."""
    asked = mid("TÊN ĐƠN VỊ CẤP TRÊN", size=13) + mid("TÊN ĐƠN VỊ", size=13, look="b")
    signed = (mid("XÁC NHẬN CỦA ĐƠN VỊ", look="b"), mid("NGƯỜI BÁO CÁO", look="b"))
    body = (
        plan()
        + _NEW_SECTION
        + mid("Phụ lục", look="b")
        + mid("MẪU BÁO CÁO THÀNH TÍCH", look="b")
        + mid(_WITH_PLAN, look="i")
        + table(COLUMNS, (asked, _nation()), (mid(""), mid("....., ngày ... tháng ... năm .....", look="i")))
        + mid("BÁO CÁO THÀNH TÍCH", look="b", before=6)
        + mid("Đề nghị tặng ..............", look="b")
        + plain("I. SƠ LƯỢC LÝ LỊCH", "- Họ và tên: .....................")
        + table(COLUMNS, signed)
    )
    return docx(body, last=section(header=True, start=_FROM_ONE), header=NUMBERED)


def leave() -> bytes:
    """Return a leave paper: where the leave is spent the office confirms it, under Nơi nhận (mẫu 1.10)."""
    listed = ("- Bà Lê Thị Mẫu (để thực hiện);", "- Lưu: VT, VP.")
    confirmed = mid("Xác nhận của cơ quan, tổ chức", size=13) + mid("nơi nghỉ phép", size=13)
    left = flush("Nơi nhận:", look="bi", size=12) + "".join(map(flush, listed)) + mid("") + confirmed
    right = mid("GIÁM ĐỐC", look="b") + mid("") * 4 + mid("Trần Thị Mẫu", look="b")
    return docx(
        head(("UBND TỈNH MẪU",), ("SỞ NỘI VỤ",), "Số: 03/GNP-SNV", "Mẫu, ngày 14 tháng 5 năm 2025")
        + mid("GIẤY NGHỈ PHÉP", look="b", before=12)
        + plain(
            "Xét đơn đề nghị nghỉ phép ngày 12 tháng 5 năm 2025 của bà Lê Thị Mẫu, Sở Nội vụ cấp cho:",
            "Bà Lê Thị Mẫu được nghỉ phép năm 2025 trong thời gian 05 ngày./.",
        )
        + table(COLUMNS, (left, right))
    )


def commune() -> bytes:
    """Return a letter of a ward: Kính gửi in a table, a note in brackets, a table before the signature."""
    named = ("- Các phòng, ban, đơn vị thuộc UBND phường;", "- Các tổ dân phố trên địa bàn phường.")
    lines = "".join(par(run(one), align="left", before=0, first=0) for one in named)
    sent = par(run("Kính gửi:"), align="right", before=12, first=0)
    return docx(
        head(
            ("UBND TỈNH MẪU",),
            ("UBND PHƯỜNG TRẤN MẪU",),
            "Số: 128/UBND-VHXH",
            "Trấn Mẫu, ngày 15 tháng 9 năm 2025",
            about="V/v phân công nhiệm vụ đợt thi đua",
        )
        + table((2600, 6500), (sent, par("", first=0) + lines))
        + plain("Ủy ban nhân dân phường đề nghị các đơn vị thực hiện các nhiệm vụ sau:")
        + text("(Gửi kèm biểu mẫu báo cáo)", look="i")
        + _ruled(("STT", "Nhiệm vụ", "Đơn vị"), ("1", "Tổng kết", "Văn phòng"))
        + foot(
            ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
            "Phan Thị Mẫu",
            ("- Như trên;", "- Lưu: VT, VHXH (02b)."),
        )
    )


def project() -> bytes:
    """Return a project in parts, each with its name under it, sections and headings in it."""
    return docx(
        head((), ("ỦY BAN NHÂN DÂN", "TỈNH MẪU"), "Số: 03/ĐA-UBND", "Mẫu, ngày 11 tháng 4 năm 2026")
        + title("ĐỀ ÁN", "Nâng cao chất lượng công tác thi đua, khen thưởng")
        + _chapter("Phần thứ nhất", "SỰ CẦN THIẾT VÀ CƠ SỞ PHÁP LÝ")
        + plain("I. SỰ CẦN THIẾT", SENTENCE, "II. CƠ SỞ PHÁP LÝ", SENTENCE)
        + _chapter("Phần thứ hai", "NỘI DUNG ĐỀ ÁN")
        + _chapter("Mục 1", "QUAN ĐIỂM, MỤC TIÊU")
        + plain("1. Quan điểm", SENTENCE, "2. Mục tiêu", SENTENCE)
        + _chapter("Mục 2", "GIẢI PHÁP")
        + plain("1. Giải pháp về thể chế", SENTENCE, CLOSED)
        + foot(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Lưu Văn Mẫu", ("- HĐND tỉnh;", "- Lưu: VT, NC1."))
    )


OFFICES: dict[str, Callable[[], bytes]] = {
    "rules with a head of their own": rules_with_a_head,
    "copied on paper": lambda: copied(with_nation=True),
    "copied on paper, form at the right": lambda: copied(with_nation=False),
    "two lying annexes": two_lying_annexes,
    "a form in an annex": form_in_an_annex,
    "leave": leave,
    "letter of a ward": commune,
    "project in parts": project,
}
"""Each has nothing that fails and nothing that is warned of."""
