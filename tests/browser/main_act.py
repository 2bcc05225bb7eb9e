"""The main act at a browser: from the administrator's first password to the plan found again."""

from playwright.sync_api import Browser, expect

from tests.browser.conftest import Stack
from tests.browser.desk import CAMPAIGN, Desk

UNIT = "dong-nai.bien-hoa"


def play_main_act(stack: Stack, browser: Browser, *, javascript: bool) -> None:
    """Play the whole act on a fresh stack."""
    office = Desk(browser, address=stack.address, javascript=javascript)
    office.sign_in_first_time("quantri", stack.password)
    create_campaign(office)
    clerk_password = office.new_clerk("bien-hoa", unit=UNIT)
    fill_gaps(office)
    assert "mẫu văn bản" in office.step("Đưa mẫu văn bản vào kho")
    issue_plan(office)
    assert "13 đơn vị" in office.step("Giao đơn vị xây dựng kế hoạch triển khai")

    clerk = Desk(browser, address=stack.address, javascript=javascript)
    clerk.sign_in_first_time("bien-hoa", clerk_password)
    _confirm_sub_plan(clerk)
    _hand_in_report(clerk)
    clerk.close()

    _find_plan(office)
    assert office.complaints == []
    office.close()


def create_campaign(office: Desk) -> None:
    """Create the campaign for show, as a replay."""
    page = office.page
    page.goto("/phong-trao")
    page.get_by_role("link", name="Tạo phong trào từ tệp kế hoạch").click()
    page.get_by_label("Đẩy nhanh tiến độ hoàn thành Kế hoạch số hóa dữ liệu hộ tịch").check()
    page.get_by_label("Diễn lại theo ngày đã chọn").check()
    page.get_by_label("Phong trào mẫu").check()
    office.press("Tạo phong trào")
    expect(page.get_by_text("Đã tạo phong trào")).to_be_visible()
    blocked = page.get_by_role("button", name="Giao đơn vị xây dựng kế hoạch triển khai")
    expect(blocked).to_be_disabled()
    expect(page.get_by_text("Kế hoạch của phong trào chưa được ban hành").first).to_be_visible()


def fill_gaps(office: Desk) -> None:
    """Answer what the plan's source does not tell."""
    page = office.page
    page.goto(CAMPAIGN)
    page.get_by_role("link", name="Bổ sung chỗ trống của kế hoạch").click()
    question = page.get_by_role("group", name="Kế hoạch ban hành ngày nào của tháng 6 năm 2024?")
    question.get_by_label("25/6/2024").check()
    signature = page.get_by_role("group", name="Quyền hạn, chức vụ của người ký ghi thế nào?")
    signature.get_by_label("TM. ỦY BAN NHÂN DÂN / Q. CHỦ TỊCH").check()
    weekday = page.get_by_role("group", name="nộp vào ngày thứ mấy hàng tuần?")
    weekday.get_by_role("combobox").select_option(label="Thứ Sáu")
    page.get_by_label("Căn cứ của các câu trả lời").fill("Đối chiếu bản lưu")
    office.press("Lưu các câu trả lời")
    expect(page.get_by_text("Đã lưu 3 câu trả lời")).to_be_visible()


def issue_plan(office: Desk) -> None:
    """Issue the plan under the number that it bears."""
    page = office.page
    page.goto(CAMPAIGN)
    expect(page.get_by_label("Ngày ban hành")).to_have_value("25/06/2024")
    page.get_by_label("Số (nếu đã cấp)").fill("210")
    office.press("Ban hành kế hoạch")
    assert "Kế hoạch số 210/KH-UBND" in office.wait_for("Hoàn thành")


def _confirm_sub_plan(clerk: Desk) -> None:
    page = clerk.page
    page.goto("/")
    page.get_by_role("link", name="Mở dự thảo").first.click()
    page.get_by_label("Ngày văn bản").fill("05/7/2024")
    clerk.press("Xác nhận để ban hành")
    expect(page.get_by_text("Đã xác nhận “")).to_be_visible()
    clerk.reload_until(f"{CAMPAIGN}/du-thao", "Đã ban hành")


def _hand_in_report(clerk: Desk) -> None:
    page = clerk.page
    page.goto(f"{CAMPAIGN}/don-vi/{UNIT}?ngay=28/10/2024")
    page.get_by_role("link", name="Lập và nộp báo cáo").click()
    page.get_by_label("Kết quả thực hiện").fill("Đã số hóa đủ các sổ hộ tịch.\nĐã đối chiếu với dữ liệu dân cư.")
    page.get_by_label("Chỉ tiêu, dòng 1").fill("Sổ hộ tịch đã số hóa")
    page.get_by_label("Kết quả, dòng 1").fill("100%")
    page.get_by_label("Bài học kinh nghiệm").fill("Phân công rõ người, rõ việc.")
    page.get_by_label("Ngày báo cáo").fill("28/10/2024")
    clerk.press("Nộp báo cáo")
    expect(page.get_by_text("Đã nộp “")).to_be_visible()
    clerk.reload_until(f"{CAMPAIGN}/thoi-han?ngay=30/10/2024", "Đúng hạn")


def _find_plan(office: Desk) -> None:
    page = office.page
    page.goto("/tra-cuu")
    page.get_by_label("Tìm theo số, đơn vị hoặc nội dung").fill("so hoa ho tich")
    office.press("Tìm")
    page.get_by_role("link", name="210/KH-UBND").click()
    expect(page.get_by_role("heading", name="Kế hoạch phát động số 210/KH-UBND")).to_be_visible()
    with page.expect_download() as kept:
        page.get_by_role("link", name="Tải bản Word").click()
    assert kept.value.suggested_filename.startswith("2024-06-25 210-KH-UBND")
