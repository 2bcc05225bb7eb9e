"""A campaign's main act through forms alone: gaps, issue, sub-plan, report, finding it again."""

import re
from collections.abc import Callable
from html import unescape

from models.operations import Operation, OperationState
from tests.web.browsing import Browsing, Page

INPUT = re.compile(r'<input type="text"[^>]* name="([^"]+)" value="([^"]*)"')
HOME = "/phong-trao/dong-nai-2024"


def test_main_act_without_javascript(
    campaign: str, browsing: Callable[[str | None], Browsing], work: Callable[[], list[Operation]]
) -> None:
    """Forms and redirects alone carry the plan from its gaps to a report handed in and found again."""
    office = browsing("so-tu-phap")
    for address in ("", "/bo-sung", "/nhom", "/thoi-han", "/du-thao", "/van-ban", "/don-vi", "/so-van-ban"):
        shown = office.open(HOME + address)
        assert shown.status == 200, (address, shown.words)

    answers = {
        "nhap:document.date": "25/6/2024",
        "chon:signature.authority": "Q. CHỦ TỊCH",
        "nhap:obligations.O1.weekday": "friday",
        "nhap:obligations.O2.day": "25",
        "ghi_chu": "Đối chiếu bản lưu",
    }
    saved = office.send(f"{HOME}/bo-sung", answers)
    assert "Đã lưu 4 câu trả lời" in saved.words
    assert "Đối chiếu bản lưu" in saved.words

    office.send(f"{HOME}/buoc/publish_templates")
    _done(work())
    issued = office.send(f"{HOME}/buoc/issue_plan", {"ngay_van_ban": "25/6/2024", "so": "210"})
    assert issued.address.startswith("/cong-viec/")
    _done(work())
    assert "210/KH-UBND" in office.open(HOME).words

    office.send(f"{HOME}/buoc/distribute_sub_plans")
    _done(work())
    unit = browsing("bien-hoa")
    drafts = unit.open(f"{HOME}/du-thao")
    assert "Biên Hòa" in drafts.words
    assert "Long Khánh" not in drafts.words
    address = re.search(r'href="(/du-thao/[^"]+)"', drafts.html)[1]
    draft = unit.open(address)
    fields = {name: unescape(value) for name, value in INPUT.findall(draft.html) if name in ("trich_yeu",)}
    body = unescape(re.search(r'name="noi_dung"[^>]*>\n(.*?)</textarea>', draft.html, re.S)[1])
    confirmed = unit.send(
        address,
        {**fields, "noi_dung": body, "nguoi_ky": "Người ký mẫu", "ngay_van_ban": "05/7/2024"},
        form_on=address,
    )
    assert "Đã xác nhận" in confirmed.words
    _done(work())
    assert "Đã ban hành" in unit.open(f"{HOME}/du-thao").words

    page = unit.open(f"{HOME}/don-vi/dong-nai.bien-hoa?ngay=28/10/2024")
    assert "ngay-rieng" not in page.html
    seen_by_office = office.open(page.address).html
    assert f'{HOME}/ngay-rieng?viec=O5&amp;ngay=2024-10-28#don-vi-dong-nai.bien-hoa"' in seen_by_office
    assert "ngay-rieng?viec=O4" not in seen_by_office
    report = unescape(re.search(r'href="([^"]+/bao-cao/[^"]+)"', page.html)[1])
    content = {
        "han": "2024-10-31",
        "ket_qua_thuc_hien": "Đã số hóa đủ các sổ hộ tịch.\nĐã đối chiếu với <dữ liệu> dân cư & chuyển kho.",
        "chi_tieu": ["Sổ đã số hóa"],
        "giao": ["100%"],
        "ket_qua": ["100%"],
        "chi_tieu_ghi_chu": [""],
        "nguoi_ky": "Người ký mẫu",
        "ngay_van_ban": "28/10/2024",
    }
    handed_in = unit.send(report.split("?")[0], content, form_on=report)
    assert "Đã nộp" in handed_in.words, handed_in.words
    _done(work())
    shown = unit.open(f"{HOME}/don-vi/dong-nai.bien-hoa?ngay=30/10/2024")
    assert "Đúng hạn" in shown.words

    found = office.open("/tra-cuu?q=so+hoa+ho+tich")
    assert "210/KH-UBND" in found.words
    plan = office.open(re.search(r'href="(/van-ban/\d+)">210/KH-UBND', found.html)[1])
    assert "Tải bản Word" in plan.words
    _stranger_sees_none_of_it(unit, browsing("long-khanh"))
    _files_have_names_a_clerk_knows(office, plan)
    _every_page_still_opens(office, browsing)


def _done(operations: list[Operation]) -> list[str]:
    assert all(each.state is OperationState.SUCCEEDED for each in operations), [each.message for each in operations]
    return [each.message for each in operations]


def _stranger_sees_none_of_it(owner: Browsing, stranger: Browsing) -> None:
    """Check that another unit has no page, file, PDF, search hit or list row of it."""
    own = owner.open("/tra-cuu?q=&loai=sub_plan")
    address = re.search(r'href="(/van-ban/\d+)"', own.html)[1]
    assert owner.open(address).status == 200
    for hidden in (address, f"{address}/tai.docx", f"{address}/tai.pdf", f"{address}/xem.pdf"):
        assert stranger.open(hidden).status == 404
    assert stranger.send(f"{address}/pdf").status == 404
    for listed in ("/tra-cuu?q=ho+tich", "/tra-cuu?q=Biên+Hòa", f"{HOME}/van-ban"):
        shown = stranger.open(listed)
        assert address not in shown.html
        assert "210/KH-UBND" in shown.words or "Không tìm thấy" in shown.words


def _files_have_names_a_clerk_knows(office: Browsing, plan: Page) -> None:
    """Check that the Word file comes with a name that survives Vietnamese, and that no browser may guess its kind."""
    address = re.search(r'href="([^"]+/tai\.docx)"', plan.html)[1]
    file = office.open(address)
    assert file.header("content-disposition").startswith('attachment; filename="2024-06-25-210-kh-ubnd')
    assert "filename*=UTF-8''2024-06-25%20210-KH-UBND" in file.header("content-disposition")
    assert file.header("x-content-type-options") == "nosniff"
    assert file.response.content[:2] == b"PK"


def _every_page_still_opens(office: Browsing, browsing: Callable[[str | None], Browsing]) -> None:
    """Check that with the campaign under way each page opens for whoever may open it."""
    for address in ("", "/bo-sung", "/nhom", "/thoi-han?trang_thai=met", "/du-thao", "/van-ban", "/don-vi", "/nhat-ky"):
        shown = office.open(HOME + address)
        assert shown.status == 200, (address, shown.words)
    for name in ("hoi-dong", "luu-tru", "long-khanh"):
        for address in (HOME, f"{HOME}/thoi-han", f"{HOME}/van-ban", f"{HOME}/du-thao", "/phong-trao", "/viec-cua-toi"):
            assert browsing(name).open(address).status == 200, (name, address)
    for address in ("/cong-viec", "/mau-van-ban", "/danh-muc-don-vi"):
        assert browsing("hoi-dong").open(address).status == 200, address
