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


def test_a_unit_mends_or_keeps_what_its_draft_breaks(launched: str, browsing: Browser, work: Work) -> None:
    """A faulty draft gets no number; a fault of a field is mended, one of words may be kept, with a reason.

    What was kept, why and by whom is on the draft, on the document for every reader, and in the campaign's history.
    """
    unit, office = browsing("bien-hoa"), browsing("so-tu-phap")
    address = re.search(r'href="(/du-thao/[^"]+)"', unit.open(f"{HOME}/du-thao").html)[1]
    shown = unit.open(address)
    assert "đúng thể thức" in shown.words, shown.words
    assert "Vẫn ban hành, vì" not in shown.words
    body = unescape(re.search(r'name="noi_dung"[^>]*>\n(.*?)</textarea>', shown.html, re.S)[1])
    typed = {
        "trich_yeu": "Triển khai  thực hiện phong trào thi đua",
        "noi_dung": f"{body}\na) Một ;\nb) Hai;\nc) Ba;\nd) Bốn;\ne) Năm\n•\tTrên đây là Kế hoạch",
        "nguoi_ky": "ThS. NGUYỄN VĂN MẪU",
        "ngay_van_ban": "05/7/2024",
    }
    refused = unit.send(address, typed, form_on=address)
    assert "có 2 lỗi thể thức nên chưa được cấp số" in refused.words
    assert "học hàm, học vị" in refused.words
    assert "Sửa tại: ô “Họ và tên người ký”" in refused.words
    assert "“e” đứng sau “d)”" in refused.words
    assert "Trên đây là Kế hoạch" in refused.words
    (mark,) = re.findall(r'name="giu_nguyen" value="(\w+)"', refused.html)
    assert work() == []

    kept = {"giu_nguyen": mark, "ly_do_giu_nguyen": "Giữ thứ tự theo biểu mẫu của Bộ Tư pháp."}
    still = unit.send(address, typed | kept, form_on=address)
    assert "có 1 lỗi thể thức nên chưa được cấp số" in still.words
    assert "học hàm, học vị" in still.words
    assert f'value="{mark}" checked' in still.html
    assert "Giữ thứ tự theo biểu mẫu của Bộ Tư pháp." in still.html

    typed["nguoi_ky"] = "NGUYỄN VĂN MẪU"
    checked = unit.send(address, {**typed, "kiem_tra": "co"}, form_on=address)
    assert "Nội dung vừa nhập (chưa lưu) có điểm sau" in checked.words
    assert "Lời văn phải sửa, hoặc giữ nguyên có ghi lý do" in checked.words
    assert "đúng thể thức" in unit.open(address).words
    silent = unit.send(address, typed | {"giu_nguyen": mark, "ly_do_giu_nguyen": " - "}, form_on=address)
    assert "Chưa ghi lý do giữ nguyên 1 lỗi thể thức" in silent.words
    other = {**typed, "noi_dung": typed["noi_dung"].replace("e) Năm", "e) Năm việc")}
    assert "“e” đứng sau “d)”" in unit.send(address, other | kept, form_on=address).words

    assert "Đã xác nhận" in unit.send(address, typed | kept, form_on=address).words
    assert "giữ nguyên 1 lỗi thể thức, có lý do" in unit.open(f"{HOME}/du-thao").words
    told = unit.open(address)
    assert "Đã giữ nguyên có lý do (1)" in told.words
    assert "Phải sửa" not in told.words
    assert f'value="{mark}" checked' in told.html
    assert all(operation.state == "succeeded" for operation in work())
    issued = re.search(r'href="(/van-ban/\d+)"', unit.open(f"{HOME}/van-ban?loai=sub_plan").html)[1]
    for reader in (unit, office, browsing("luu-tru"), browsing("hoi-dong")):
        words = reader.open(issued).words
        assert "được giữ nguyên khi ban hành (1)" in words
        assert "Lý do: Giữ thứ tự theo biểu mẫu của Bộ Tư pháp. (bien-hoa)" in words
        assert "“e” đứng sau “d)”" in words
    history = office.open(f"{HOME}/nhat-ky").words
    assert "Giữ nguyên 1 lỗi thể thức, lý do: Giữ thứ tự theo biểu mẫu của Bộ Tư pháp" in history
    assert "Nguyễn Văn Mẫu" in unit.open(address).words


def test_a_report_is_set_right_or_kept(launched: str, browsing: Browser, work: Work) -> None:
    """Habits of typing are set right without a word; what the decree forbids is refused with the form as it was typed.

    What is mended is no longer told, and what is ticked beside it but no longer there is not kept.
    """
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
    assert "Báo cáo vừa nhập (chưa nộp) có điểm sau" in looked.words
    assert "thì mới được cấp số (4)" in looked.words
    assert "“I” đứng sau “I.”" in looked.words
    assert "“c” đứng sau “a)”" in looked.words
    assert "viện dẫn" not in looked.words
    assert "đã số hóa đủ các sổ" in looked.words
    del written["kiem_tra"]
    refused = unit.send(report.split("?")[0], written, form_on=report)
    assert "có 4 lỗi thể thức nên chưa được cấp số" in refused.words
    assert "đã số hóa đủ các sổ" in refused.words
    assert work() == []

    marks = re.findall(r'name="giu_nguyen" value="(\w+)"', refused.html)
    written["ket_qua_thuc_hien"] = TYPED_IN_A_HURRY.replace("I. Công tác", "1. Công tác")
    kept = {"giu_nguyen": marks, "ly_do_giu_nguyen": "Đánh số theo báo cáo của huyện."}
    handed_in = unit.send(report.split("?")[0], written | kept, form_on=report)
    assert "Đã nộp" in handed_in.words
    assert all(operation.state == "succeeded" for operation in work())
    report_page = re.search(r'href="(/van-ban/\d+)"', unit.open(f"{HOME}/van-ban?loai=unit_final_report").html)[1]
    shown = unit.open(report_page).words
    assert "được giữ nguyên khi ban hành (1)" in shown
    assert "Theo khoản 2 Điều 5 Luật Hộ tịch" in shown
    assert "a) Đạt 98,5 %" in shown
