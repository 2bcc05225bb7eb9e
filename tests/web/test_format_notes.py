"""What is wrong with a draft's format is seen on its page, while it can still be mended."""

import re
from collections.abc import Callable
from html import unescape

from models.operations import Operation
from tests.web.browsing import Browsing

HOME = "/phong-trao/dong-nai-2024"
TYPED_IN_A_HURRY = """Theo Khoản 2 Điều 5 Luật Hộ tịch, đã số hóa đủ các sổ.
I. Công tác chỉ đạo
1. Kết quả
a. Đạt 98,5 % ; vượt chỉ tiêu
c) Hoàn thành ngày 30.9.2024
•\tđ/c Chủ tịch  kiểm tra./.
CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ
Nơi nhận:
- Như trên;
Phụ lục I"""


def test_a_unit_sees_and_mends_its_drafts_format(
    campaign: str, browsing: Callable[[str | None], Browsing], work: Callable[[], list[Operation]]
) -> None:
    """A clean draft is called so; a learned signer is refused on the form itself; a slip in a list is told."""
    office, unit = browsing("so-tu-phap"), browsing("bien-hoa")
    answers = {
        "nhap:document.date": "25/6/2024",
        "chon:signature.authority": "Q. CHỦ TỊCH",
        "nhap:obligations.O1.weekday": "friday",
        "nhap:obligations.O2.day": "25",
    }
    office.send(f"{HOME}/bo-sung", answers)
    office.send(f"{HOME}/buoc/publish_templates")
    work()
    office.send(f"{HOME}/buoc/issue_plan", {"ngay_van_ban": "25/6/2024", "so": "210"})
    work()
    office.send(f"{HOME}/buoc/distribute_sub_plans")
    work()

    address = re.search(r'href="(/du-thao/[^"]+)"', unit.open(f"{HOME}/du-thao").html)[1]
    shown = unit.open(address)
    assert "đúng thể thức" in shown.words, shown.words
    body = unescape(re.search(r'name="noi_dung"[^>]*>\n(.*?)</textarea>', shown.html, re.S)[1])
    typed = {
        "trich_yeu": "Triển khai  thực hiện phong trào thi đua",
        "noi_dung": f"{body}\na) Một ;\nb) Hai;\nc) Ba;\nd) Bốn;\ne) Năm\n•\tTrên đây là Kế hoạch",
        "nguoi_ky": "ThS. NGUYỄN VĂN MẪU",
        "ngay_van_ban": "05/7/2024",
    }
    refused = unit.send(address, typed, form_on=address)
    assert "học hàm, học vị" in refused.words
    assert "Sửa tại: ô “Họ và tên người ký”" in refused.words
    assert "Trên đây là Kế hoạch" in refused.words

    typed["nguoi_ky"] = "NGUYỄN VĂN MẪU"
    checked = unit.send(address, {**typed, "kiem_tra": "co"}, form_on=address)
    assert "Nội dung vừa nhập (chưa lưu) có điểm sau" in checked.words
    assert "“e” đứng sau “d)”" in checked.words
    assert "Phải sửa" not in checked.words
    assert "đúng thể thức" in unit.open(address).words
    assert "Đã xác nhận" in unit.send(address, typed, form_on=address).words
    told = unit.open(address).words
    assert "Nên xem lại; không cản trở việc ban hành (1)" in told
    assert "“e” đứng sau “d)”" in told
    assert "Sửa tại: phần nội dung của dự thảo." in told
    assert "Phải sửa" not in told
    assert all(operation.message for operation in work())
    assert "Đã ban hành" in unit.open(f"{HOME}/du-thao").words
    assert "Nguyễn Văn Mẫu" in unit.open(address).words

    page = unit.open(f"{HOME}/don-vi/dong-nai.bien-hoa?ngay=28/10/2024")
    report = unescape(re.search(r'href="([^"]+/bao-cao/[^"]+)"', page.html)[1])
    written = {
        "han": "2024-10-31",
        "ket_qua_thuc_hien": TYPED_IN_A_HURRY,
        "nguoi_ky": "Người ký mẫu",
        "ngay_van_ban": "28/10/2024",
        "kiem_tra": "co",
    }
    looked = unit.send(report.split("?")[0], written, form_on=report)
    assert "Báo cáo vừa nhập (chưa nộp) có điểm sau" in looked.words
    assert "“Khoản 2”" in looked.words
    assert "đã số hóa đủ các sổ" in looked.words
    del written["kiem_tra"]
    assert "Đã nộp" in unit.send(report.split("?")[0], written, form_on=report).words
    assert all(operation.state == "succeeded" for operation in work())
