"""What is wrong with a draft's format is seen on its page, while it can still be mended."""

import re
from collections.abc import Callable
from html import unescape

import pytest

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


Browser = Callable[[str | None], Browsing]
Work = Callable[[], list[Operation]]


@pytest.fixture
def launched(campaign: str, browsing: Browser, work: Work) -> str:
    """Return the campaign with its plan issued and its sub-plans handed out."""
    office = browsing("so-tu-phap")
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
    return campaign


def test_a_unit_mends_what_its_draft_breaks(launched: str, browsing: Browser, work: Work) -> None:
    """A faulty draft is not confirmed: every fault is told, what was typed stays, and once mended it is issued."""
    unit = browsing("bien-hoa")
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
    assert "có 2 lỗi thể thức nên chưa ban hành được" in refused.words
    assert "học hàm, học vị" in refused.words
    assert "Sửa tại: ô “Họ và tên người ký”" in refused.words
    assert "“e” đứng sau “d)”" in refused.words
    assert "Trên đây là Kế hoạch" in refused.words
    assert "e) Năm" in refused.html
    assert work() == []

    typed["nguoi_ky"] = "NGUYỄN VĂN MẪU"
    checked = unit.send(address, {**typed, "kiem_tra": "co"}, form_on=address)
    assert "Nội dung vừa nhập (chưa lưu) có 1 điểm sau" in checked.words
    assert "Phải sửa thì mới ban hành được (1)" in checked.words
    assert "Sửa tại: phần nội dung của dự thảo." in checked.words
    assert "đúng thể thức" in unit.open(address).words

    typed["noi_dung"] = typed["noi_dung"].replace("e) Năm", "đ) Năm")
    assert "Đã xác nhận" in unit.send(address, typed, form_on=address).words
    assert "đúng thể thức" in unit.open(address).words
    assert all(operation.state == "succeeded" for operation in work())
    issued = re.search(r'href="(/van-ban/\d+)"', unit.open(f"{HOME}/van-ban?loai=sub_plan").html)[1]
    assert "đ) Năm" in unit.open(issued).words
    assert "Nguyễn Văn Mẫu" in unit.open(address).words


def test_a_report_is_set_right_or_refused(launched: str, browsing: Browser, work: Work) -> None:
    """Habits of typing are set right; what the decree forbids is refused with the form as typed; warnings let pass."""
    unit = browsing("long-khanh")
    page = unit.open(f"{HOME}/don-vi/dong-nai.long-khanh?ngay=28/10/2024")
    report = unescape(re.search(r'href="([^"]+/bao-cao/[^"]+)"', page.html)[1])
    written = {
        "han": "2024-10-31",
        "ket_qua_thuc_hien": TYPED_IN_A_HURRY,
        "nguoi_ky": "Người ký mẫu",
        "ngay_van_ban": "28/10/2024",
        "kiem_tra": "co",
    }
    looked = unit.send(report.split("?")[0], written, form_on=report)
    assert "Báo cáo vừa nhập (chưa nộp) có 2 điểm sau." in looked.words
    assert "Phải sửa thì mới ban hành được (1)" in looked.words
    assert "Nên xem lại; không cản trở việc ban hành (1)" in looked.words
    assert "“c” đứng sau “a)”" in looked.words
    assert "viện dẫn" not in looked.words
    assert "đã số hóa đủ các sổ" in looked.words
    del written["kiem_tra"]
    refused = unit.send(report.split("?")[0], written, form_on=report)
    assert "có 1 lỗi thể thức nên chưa ban hành được" in refused.words
    assert "“c” đứng sau “a)”" in refused.words
    assert "đã số hóa đủ các sổ" in refused.words
    assert work() == []

    written["ket_qua_thuc_hien"] = TYPED_IN_A_HURRY.replace("c) Hoàn", "b) Hoàn")
    assert "Đã nộp" in unit.send(report.split("?")[0], written, form_on=report).words
    assert all(operation.state == "succeeded" for operation in work())
    report_page = re.search(r'href="(/van-ban/\d+)"', unit.open(f"{HOME}/van-ban?loai=unit_final_report").html)[1]
    shown = unit.open(report_page).words
    assert "Theo khoản 2 Điều 5 Luật Hộ tịch" in shown
    assert "a) Đạt 98,5 %" in shown
