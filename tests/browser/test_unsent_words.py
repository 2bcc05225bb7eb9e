"""What was written and not sent: kept on the person's own machine, offered again, forgotten once it is taken in."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Stack
from tests.browser.desk import CAMPAIGN, OWN_PASSWORD, Desk
from tests.browser.main_act import create_campaign, fill_gaps, issue_plan

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

UNIT = "dong-nai.bien-hoa"
AWARDS = f"{CAMPAIGN}/khen-thuong/{UNIT}/bang_khen_tinh"
REPORT = f"{CAMPAIGN}/don-vi/{UNIT}/bao-cao/O4?han=2024-10-31&ngay=2024-10-28"
OFFER = "Khôi phục nội dung đang viết dở"
RESULTS = "Đã số hóa đủ các sổ hộ tịch.\nĐã đối chiếu với dữ liệu dân cư."


@pytest.fixture(scope="module")
def clerk(stack: Stack, browser: Browser) -> Desk:
    """Return a unit's clerk in a campaign whose plan is issued."""
    office = Desk(browser, address=stack.address, javascript=True)
    office.sign_in_first_time("quantri", stack.password)
    create_campaign(office)
    password = office.new_clerk("bien-hoa", unit=UNIT)
    other = office.new_clerk("bien-hoa-2", unit=UNIT)
    fill_gaps(office)
    office.step("Đưa mẫu văn bản vào kho")
    issue_plan(office)
    office.close()
    desk = Desk(browser, address=stack.address, javascript=True)
    for name, first in (("bien-hoa-2", other), ("bien-hoa", password)):
        desk.sign_in_first_time(name, first)
        if name != "bien-hoa":
            sign_out(desk)
    return desk


def sign_out(desk: Desk) -> None:
    desk.page.get_by_role("button", name="Đăng xuất").click()
    expect(desk.page.get_by_text("Bạn đã đăng xuất")).to_be_visible()


def sign_in(desk: Desk, name: str) -> None:
    desk.page.goto("/dang-nhap")
    desk.page.get_by_label("Tên đăng nhập").fill(name)
    desk.page.get_by_label("Mật khẩu").fill(OWN_PASSWORD)
    desk.press("Đăng nhập")
    expect(desk.page.get_by_role("button", name="Đăng xuất")).to_be_visible()


def close_and_come_back(desk: Desk, address: str) -> Page:
    """Shut the window as a power cut does, and open the address in a new one."""
    desk.page.close()
    desk.page = desk.page.context.new_page()
    desk.page.goto(address)
    return desk.page


def kept(page: Page) -> list[str]:
    """Return the names of what the browser keeps."""
    return page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('thidua-giu:'))")


def write_report(page: Page) -> None:
    page.get_by_label("Kết quả thực hiện").fill(RESULTS)
    page.get_by_label("Chỉ tiêu, dòng 2").fill("Sổ hộ tịch đã số hóa")
    page.get_by_label("Kết quả, dòng 2").fill("100%")
    expect(page.get_by_text("Nội dung đang viết được giữ trên máy này")).to_be_visible()


def test_a_half_written_report_is_offered_again_and_forgotten_once_handed_in(clerk: Desk) -> None:
    """After the browser was closed; restored it is handed in, and nothing is kept any more."""
    clerk.page.goto(REPORT)
    write_report(clerk.page)
    page = close_and_come_back(clerk, REPORT)
    expect(page.get_by_label("Kết quả thực hiện")).to_have_value("")
    page.get_by_role("button", name=OFFER).click()
    expect(page.get_by_label("Kết quả thực hiện")).to_have_value(RESULTS)
    expect(page.get_by_label("Chỉ tiêu, dòng 2")).to_have_value("Sổ hộ tịch đã số hóa")
    expect(page.get_by_role("button", name=OFFER)).to_have_count(0)
    page.get_by_label("Ngày báo cáo").fill("31/02/2024")
    clerk.press("Nộp báo cáo")
    expect(page.get_by_text("không phải là một ngày có trong lịch")).to_be_visible()
    expect(page.get_by_label("Kết quả thực hiện")).to_have_value(RESULTS)
    assert len(kept(page)) == 1
    page.get_by_label("Ngày báo cáo").fill("28/10/2024")
    clerk.press("Nộp báo cáo")
    expect(page.get_by_text("Đã nộp “")).to_be_visible()
    assert kept(page) == []
    assert clerk.complaints == [] or all("422" in said for said in clerk.complaints)


def test_words_survive_the_end_of_a_session_and_belong_to_their_account(clerk: Desk) -> None:
    """Sent too late they come back after signing in; another account on the same machine is offered nothing."""
    address = f"{AWARDS}/nhap-danh-sach"
    clerk.page.goto(address)
    clerk.page.get_by_role("textbox").last.fill("Cá nhân;Trần Thị Mẫu;Bà;Công chức;Phòng Tư pháp;")
    clerk.page.context.clear_cookies(name="thidua_session")
    clerk.page.locator("main form button[type=submit]").last.click()
    expect(clerk.page.get_by_text("không thuộc phiên làm việc hiện tại")).to_be_visible()
    sign_in(clerk, "bien-hoa-2")
    clerk.page.goto(address)
    expect(clerk.page.get_by_role("heading", level=1)).to_be_visible()
    expect(clerk.page.get_by_role("button", name=OFFER)).to_have_count(0)
    sign_out(clerk)
    sign_in(clerk, "bien-hoa")
    clerk.page.goto(address)
    clerk.page.get_by_role("button", name=OFFER).click()
    expect(clerk.page.get_by_role("textbox").last).to_have_value("Cá nhân;Trần Thị Mẫu;Bà;Công chức;Phòng Tư pháp;")


def test_what_is_offered_is_not_lost_by_writing_something_else(clerk: Desk) -> None:
    """Both versions are there at the next visit; what is thrown away is not offered again."""
    address = f"{AWARDS}/hop-hoi-dong"
    clerk.page.goto(address)
    clerk.page.get_by_label("Địa điểm").fill("phòng họp số một")
    page = close_and_come_back(clerk, address)
    expect(page.get_by_role("button", name=OFFER)).to_be_visible()
    page.get_by_label("Địa điểm").fill("gõ nhầm")
    page = close_and_come_back(clerk, address)
    page.get_by_role("button", name="Khôi phục bản trước đó").click()
    expect(page.get_by_label("Địa điểm")).to_have_value("phòng họp số một")
    page = close_and_come_back(clerk, address)
    page.get_by_role("button", name="Bỏ nội dung đó").click()
    page = close_and_come_back(clerk, address)
    expect(page.get_by_label("Địa điểm")).to_have_value("")
    expect(page.get_by_role("button", name=OFFER)).to_have_count(0)
