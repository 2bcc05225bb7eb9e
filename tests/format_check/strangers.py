"""Papers of other offices that are right: the text of every kind, each by its sample form."""

from tests.format_check import paper
from tests.format_check.paper import (
    LYING,
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

KEPT = "- Lưu: VT, TH."
SENTENCE = "Các cơ quan, đơn vị tổ chức thực hiện nghiêm túc, báo cáo kết quả đúng thời hạn theo quy định hiện hành."
CLOSED = "Yêu cầu các cơ quan, đơn vị nghiêm túc tổ chức thực hiện./."


def decision() -> str:
    return (
        head((), ("ỦY BAN NHÂN DÂN", "TỈNH MẪU"), "Số: 2871/QĐ-UBND", "Mẫu, ngày 24 tháng 10 năm 2024")
        + title("QUYẾT ĐỊNH", "Về việc tặng Bằng khen cho các tập thể, cá nhân")
        + mid("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH MẪU", look="b", before=12)
        + "".join(
            text(one, look="i")
            for one in (
                "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
                "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",
                "Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023 của Chính phủ quy định chi tiết thi hành"
                " một số điều của Luật Thi đua, khen thưởng;",
                "Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 1849/TTr-SNV ngày 18 tháng 10 năm 2024.",
            )
        )
        + mid("QUYẾT ĐỊNH:", look="b", before=6)
        + plain(
            "Điều 1. Tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh cho 05 tập thể, 04 cá nhân (có Danh sách"
            " kèm theo).",
            "Điều 2. Tiền thưởng thực hiện theo quy định tại Điều 55 Nghị định số 98/2023/NĐ-CP.",
            "Điều 3. Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Nội vụ, các tập thể, cá nhân có tên tại Điều 1"
            " chịu trách nhiệm thi hành Quyết định này./.",
        )
        + foot(("CHỦ TỊCH",), "Nguyễn Văn Mẫu", ("- Như Điều 3;", "- Sở Nội vụ;", KEPT))
    )


def plan(authority: tuple[str, ...] = ("GIÁM ĐỐC",), signer: str = "Trần Thị Mẫu", **changes: object) -> str:
    return (
        head(("UBND TỈNH MẪU",), ("SỞ NỘI VỤ",), "Số: 15/KH-SNV", "Mẫu, ngày 05 tháng 3 năm 2024", **changes)
        + title("KẾ HOẠCH", "Phát động phong trào thi đua năm 2024")
        + plain("I. MỤC ĐÍCH, YÊU CẦU", "1. Mục đích", SENTENCE, "2. Yêu cầu", f"a) {SENTENCE}", f"b) {SENTENCE}")
        + plain("II. TỔ CHỨC THỰC HIỆN", CLOSED)
        + foot(authority, signer, ("- UBND tỉnh (để b/c);", "- Các phòng thuộc Sở;", KEPT))
    )


def letter(addressed: str | None = None) -> str:
    return (
        head(
            ("UBND TỈNH MẪU",),
            ("SỞ NỘI VỤ",),
            "Số: 120/SNV-TĐKT",
            "Mẫu, ngày 12 tháng 02 năm 2024",
            about="V/v báo cáo kết quả phong trào thi đua",
        )
        + (addressed or par(run("Kính gửi: Ủy ban nhân dân tỉnh Mẫu"), align="center", before=18, first=0))
        + plain(SENTENCE, "Sở Nội vụ trân trọng báo cáo./.")
        + foot(("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Lê Văn Mẫu", ("- Như trên;", "- Lưu: VT, TĐKT."))
    )


def report() -> str:
    return (
        head(("UBND HUYỆN MẪU",), ("PHÒNG NỘI VỤ",), "Số: 07/BC-PNV", "Mẫu, ngày 30 tháng 9 năm 2023")
        + title("BÁO CÁO", "Kết quả phong trào thi đua 9 tháng đầu năm 2023")
        + par(run("Kính gửi: Ủy ban nhân dân huyện Mẫu"), align="center", before=12, first=0)
        + plain(
            "I. KẾT QUẢ", f"1. {SENTENCE}", f"2. {SENTENCE}", "II. KIẾN NGHỊ", "Trên đây là báo cáo của Phòng Nội vụ./."
        )
        + foot(("TRƯỞNG PHÒNG",), "Phạm Văn Mẫu", ("- Như trên;", "- Lưu: VT."))
    )


def proposal() -> str:
    several = (
        mid("Kính gửi:", before=12)
        + flush("- Chủ tịch Ủy ban nhân dân tỉnh;", size=14)
        + flush("- Sở Nội vụ.", size=14)
    )
    return (
        head(("UBND TỈNH MẪU",), ("SỞ TƯ PHÁP",), "Số: 2753/TTr-STP", "Mẫu, ngày 28 tháng 9 năm 2022")
        + title("TỜ TRÌNH", "Về việc đề nghị xét khen thưởng")
        + several
        + plain(SENTENCE, "Kính trình Chủ tịch Ủy ban nhân dân tỉnh xem xét, quyết định./.")
        + foot(("GIÁM ĐỐC",), "Hoàng Văn Mẫu", ("- Như trên;", "- Lãnh đạo Sở;", "- Lưu: VT, VP."))
    )


def notice() -> str:
    return (
        head(("UBND HUYỆN MẪU",), ("UBND XÃ MẪU",), "Số: 01/TB-UBND", "Xã Mẫu, ngày 02 tháng 01 năm 2024")
        + title("THÔNG BÁO", "Về việc phân công nhiệm vụ")
        + plain(SENTENCE, "Ủy ban nhân dân xã thông báo để các đơn vị biết, thực hiện./.")
        + foot(("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Y Thị Mẫu", ("- TT Đảng ủy xã;", "- Lưu: VT."))
    )


def invitation() -> str:
    return (
        head(("UBND TỈNH MẪU",), ("SỞ NỘI VỤ",), "Số: 33/GM-SNV", "Mẫu, ngày 10 tháng 5 năm 2024")
        + title("GIẤY MỜI", "Dự họp Hội đồng Thi đua - Khen thưởng")
        + plain(
            "Sở Nội vụ trân trọng kính mời các thành viên Hội đồng tới dự họp.",
            "Chủ trì: Giám đốc Sở.",
            "Thời gian: 08 giờ 00 ngày 15 tháng 5 năm 2024.",
            "Địa điểm: Phòng họp số 1, trụ sở Sở Nội vụ./.",
        )
        + foot(("TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"), "Vũ Văn Mẫu", ("- Thành viên Hội đồng;", "- Lưu: VT, VP."))
    )


def minutes() -> str:
    signing = "".join(mid(one, look="b") for one in ("THƯ KÝ",)) + mid("") * 3 + mid("Đỗ Thị Mẫu", look="b")
    chairing = "".join(mid(one, look="b") for one in ("CHỦ TỌA",)) + mid("") * 3 + mid("Trần Thị Mẫu", look="b")
    return (
        head(("SỞ NỘI VỤ",), ("HỘI ĐỒNG THI ĐUA", "KHEN THƯỞNG"), "Số: 02/BB-HĐTĐKT", "")
        + title("BIÊN BẢN", "Họp Hội đồng Thi đua - Khen thưởng")
        + plain(
            "Thời gian bắt đầu: 14 giờ 00 ngày 26 tháng 9 năm 2022.",
            "Địa điểm: Phòng họp Sở Nội vụ.",
            "Thành phần tham dự: 09/09 thành viên.",
            "Chủ trì (chủ tọa): bà Trần Thị Mẫu, Giám đốc Sở.",
            "Thư ký (người ghi biên bản): bà Đỗ Thị Mẫu.",
            "Nội dung: Hội đồng thống nhất danh sách đề nghị khen thưởng.",
            "Cuộc họp kết thúc vào 16 giờ 30, ngày 26 tháng 9 năm 2022./.",
        )
        + table(paper.COLUMNS, (signing, chairing))
        + flush("Nơi nhận:", look="bi", size=12, before=12)
        + flush("- Thành viên Hội đồng;")
        + flush("- Lưu: VT, Hồ sơ.")
    )


def two_bodies() -> str:
    """Return a guide of two departments: both names, two signatures, Nơi nhận under them."""
    blocks = [
        mid(body, look="b") + mid("GIÁM ĐỐC", look="b") + mid("") * 4 + mid(name, look="b")
        for body, name in (("SỞ TÀI CHÍNH", "Lê Văn Mẫu"), ("SỞ NỘI VỤ", "Trần Thị Mẫu"))
    ]
    return (
        head(("UBND TỈNH MẪU",), ("SỞ NỘI VỤ - SỞ TÀI CHÍNH",), "Số: 12/HD-SNV-STC", "Mẫu, ngày 04 tháng 4 năm 2024")
        + title("HƯỚNG DẪN", "Sử dụng quỹ thi đua, khen thưởng")
        + plain(SENTENCE, CLOSED)
        + table((4550, 4550), blocks)
        + flush("Nơi nhận:", look="bi", size=12, before=6)
        + flush("- Các sở, ban, ngành;")
        + flush("- Lưu: VT (02 Sở).")
    )


def school() -> str:
    return (
        head(
            ("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "HUYỆN MẪU"),
            ("TRƯỜNG THCS NGUYỄN TRÃI",),
            "Số: 09/KH-THCSNT",
            "Mẫu, ngày 09 tháng 9 năm 2024",
        )
        + title("KẾ HOẠCH", "Năm học 2024 - 2025")
        + plain("I. MỤC TIÊU", SENTENCE, "II. THỰC HIỆN", CLOSED)
        + foot(("KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG"), "ThS. Nguyễn Thị Mẫu", ("- Phòng GDĐT (để b/c);", "- Lưu: VT."))
    )


def three_levels() -> str:
    return (
        head(
            ("ỦY BAN NHÂN DÂN", "TỈNH MẪU"),
            ("BAN CHỈ ĐẠO PHONG TRÀO THI ĐUA", "“CHUNG SỨC XÂY DỰNG", "NÔNG THÔN MỚI”"),
            "Số: 11/CTr-BCĐ",
            "Mẫu, ngày 11 tháng 11 năm 2024",
        )
        + title("CHƯƠNG TRÌNH", "Công tác năm 2025")
        + plain("I. NHIỆM VỤ", SENTENCE, "II. THỰC HIỆN", CLOSED)
        + foot(("TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN", "CHỦ TỊCH UBND TỈNH"), "Nguyễn Văn Mẫu", ("- Thành viên BCĐ;", KEPT))
    )


def annexed(page: str = LYING) -> str:
    """Return a plan with a lying annex that is a table, in a section of its own."""
    rows = [("STT", "Nội dung", "Thời hạn"), ("1", "Tổng kết phong trào", "Tháng 12")]
    cells = [[mid(one, size=13) for one in row] for row in rows]
    return (
        plan()
        + f"<w:p><w:pPr>{section(header=True)}</w:pPr></w:p>"
        + mid("Phụ lục", look="b")
        + mid("DANH MỤC NHIỆM VỤ NĂM 2024", look="b")
        + mid("(Kèm theo Kế hoạch số 15/KH-SNV ngày 05 tháng 3 năm 2024 của Sở Nội vụ)", look="i")
        + table((1000, 9000, 3000), *cells, ruled=True)
    )


def listed() -> str:
    """Return a decision with its list of names on a page of its own."""
    rows = [("STT", "Họ và tên", "Đơn vị"), ("1", "Nguyễn Văn Mẫu", "Sở Nội vụ"), ("2", "Trần Thị Mẫu", "Sở Y tế")]
    cells = [[mid(one, size=13) for one in row] for row in rows]
    broken = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    return (
        decision()
        + broken
        + mid("DANH SÁCH", look="b")
        + mid("CÁC TẬP THỂ, CÁ NHÂN ĐƯỢC TẶNG BẰNG KHEN", look="b")
        + mid(
            "(Kèm theo Quyết định số 2871/QĐ-UBND ngày 24 tháng 10 năm 2024 của Chủ tịch Ủy ban nhân dân tỉnh Mẫu)",
            look="i",
        )
        + table((1000, 5000, 3000), *cells, ruled=True)
    )


def regulated() -> str:
    """Return a decision with the rules that it issues, after it: chapters, articles, clauses."""
    return (
        decision()
        + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
        + mid("QUY CHẾ", look="b")
        + mid("Thi đua, khen thưởng của tỉnh Mẫu", look="b")
        + vml(30)
        + mid("(Ban hành kèm theo Quyết định số 2871/QĐ-UBND ngày 24 tháng 10 năm 2024 của UBND tỉnh Mẫu)", look="i")
        + mid("Chương I", look="b", before=6)
        + mid("QUY ĐỊNH CHUNG", look="b", before=6)
        + plain("Điều 1. Phạm vi điều chỉnh", f"1. {SENTENCE}", f"2. {SENTENCE}", "Điều 2. Đối tượng áp dụng", SENTENCE)
    )


def urgent() -> str:
    """Return a telegram with its stamp in a box."""
    stamp = par(
        run("HỎA TỐC", look="b", size=13, extra='<w:color w:val="FF0000"/>'),
        align="center",
        first=0,
        extra='<w:pBdr><w:top w:val="single"/><w:left w:val="single"/><w:bottom w:val="single"/></w:pBdr>',
    )
    return (
        head((), ("CHỦ TỊCH", "ỦY BAN NHÂN DÂN TỈNH MẪU"), "Số: 03/CĐ-UBND", "Mẫu, ngày 08 tháng 9 năm 2024")
        + stamp
        + title("CÔNG ĐIỆN", "Về việc ứng phó với bão số 3")
        + text("Chủ tịch Ủy ban nhân dân tỉnh điện: Giám đốc các sở, Chủ tịch Ủy ban nhân dân các huyện.")
        + plain(SENTENCE, CLOSED)
        + foot(("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Lê Văn Mẫu", ("- Như trên;", KEPT))
    )
