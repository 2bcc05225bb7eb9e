"""Three pages of a campaign at a browser: the plan's format, the days of single units, the decree that is set."""

import pytest
from playwright.sync_api import Browser, FilePayload, expect

from tests.browser.conftest import Stack
from tests.browser.desk import CAMPAIGN, Desk
from workflows.steps.campaigns.shipped import shipped_text

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

FILE = "dong_nai_2024.yaml"
SLIP = "  a) Một việc;\n  c) Hai việc.\n"
CAM_MY = "UBND huyện Cẩm Mỹ"


def plan_file(text: str) -> FilePayload:
    return {"name": FILE, "mimeType": "application/yaml", "buffer": text.encode()}


def faulty_plan() -> tuple[str, int]:
    """Return a plan whose list lacks a letter, and the line of the letter that follows."""
    text = shipped_text(FILE)
    place = text.rindex("\n  # V") + 1
    return text[:place] + SLIP + text[place:], text[:place].count("\n") + 2


@pytest.fixture(scope="module")
def office(stack: Stack, browser: Browser) -> Desk:
    """Return the office with a campaign made from a faulty plan file, the templates being there."""
    desk = Desk(browser, address=stack.address, javascript=True)
    desk.sign_in_first_time("quantri", stack.password)
    desk.page.goto("/phong-trao/moi")
    desk.page.get_by_label("Tệp kế hoạch của tôi", exact=True).check()
    desk.page.get_by_label("Tệp kế hoạch (chỉ khi chọn").set_input_files(plan_file(faulty_plan()[0]))
    desk.page.get_by_label("Diễn lại theo ngày đã chọn").check()
    desk.page.get_by_label("Phong trào mẫu").check()
    desk.press("Tạo phong trào")
    expect(desk.page.get_by_text("Đã tạo phong trào")).to_be_visible()
    desk.step("Đưa mẫu văn bản vào kho")
    return desk


def test_a_faulty_plan_is_mended_by_its_lines(office: Desk) -> None:
    """The page names the line, gives the file out, takes the mended one in and is then clean."""
    page = office.page
    page.goto(CAMPAIGN)
    page.get_by_role("link", name="Thể thức", exact=True).click()
    text, line = faulty_plan()
    faults = page.get_by_role("region", name="Thể thức").get_by_role("listitem")
    expect(faults.filter(has_text=f"Sửa tại: dòng {line} của tệp kế hoạch.")).to_contain_text("“c” đứng sau “a)”")
    with page.expect_download() as given:
        page.get_by_role("link", name="Tải tệp kế hoạch đang dùng").click()
    assert given.value.suggested_filename == "dong-nai-2024.yaml"
    assert given.value.path().read_text("utf-8") == text
    assert text.splitlines()[line - 1] == "  c) Hai việc."

    office.press("Thay tệp kế hoạch")
    expect(page.get_by_role("alert")).to_contain_text("Chưa chọn tệp kế hoạch đã sửa.")
    page.get_by_label("Tệp kế hoạch đã sửa").set_input_files(plan_file(text.replace("  c) Hai", "  b) Hai")))
    office.press("Thay tệp kế hoạch")
    expect(page.get_by_role("status")).to_contain_text(f"Đã thay tệp kế hoạch bằng “{FILE}”.")
    expect(page.get_by_text("Kế hoạch đúng thể thức theo Nghị định số 30/2020/NĐ-CP.")).to_be_visible()
    expect(page.get_by_text(f"dòng {line} của tệp kế hoạch")).to_have_count(0)


def test_a_unit_gets_a_day_of_its_own(office: Desk) -> None:
    """What moves is shown first and kept by a second button; emptied, the unit goes by the common day again."""
    page = office.page
    page.goto(f"{CAMPAIGN}/nhom")
    page.get_by_label("Tính từ ngày").fill("01/7/2024")
    page.get_by_label(f"Nhóm của {CAM_MY}").select_option("III.2")
    office.press("Lưu nhóm")
    page.goto(f"{CAMPAIGN}/thoi-han?ngay=16/10/2024")
    page.get_by_role("link", name="Ngày riêng của từng đơn vị").click()
    page.get_by_label("Việc", exact=True).select_option(label="Báo cáo nghiệm thu dữ liệu số hóa")
    office.press("Xem")
    _look_at_day(office, "15/10/2024")
    expect(page.get_by_text("1 đơn vị thành quá hạn ngay khi lưu")).to_be_visible()
    office.press("Xác nhận và lưu")
    expect(page.get_by_role("status")).to_contain_text("Đã lưu ngày riêng của 1 đơn vị.")
    expect(page.get_by_label(CAM_MY)).to_have_value("15/10/2024")
    _look_at_day(office, "")
    office.press("Xác nhận và lưu")
    expect(page.get_by_label(CAM_MY)).to_have_value("")
    page.goto(f"{CAMPAIGN}/nhat-ky")
    expect(page.get_by_text(f"Bỏ ngày riêng của {CAM_MY}")).to_be_visible()


def _look_at_day(office: Desk, day: str) -> None:
    office.page.get_by_label(CAM_MY).fill(day)
    office.page.get_by_label("Căn cứ").fill("Biên bản hoàn thành số hóa")
    office.press("Xem thay đổi")
    row = office.page.get_by_role("region", name="Thay đổi chờ xác nhận").get_by_role("row").filter(has_text=CAM_MY)
    expect(row.get_by_role("cell").last).to_contain_text(day or "chưa có")


def test_a_decree_is_set_after_a_look(office: Desk) -> None:
    """The page tells what another decree changes, keeps nothing before it is confirmed, then names who and why."""
    page = office.page
    page.goto(f"{CAMPAIGN}?ngay=20/12/2024")
    page.get_by_role("link", name="Quy định", exact=True).click()
    now = page.get_by_role("region", name="Đang áp dụng")
    expect(now).to_contain_text("Theo ngày 20/12/2024")
    before = now.locator("strong").inner_text()
    page.get_by_label("Nghị định số 91/2017/NĐ-CP").check()
    page.get_by_label("Căn cứ").fill("Điều khoản chuyển tiếp")
    office.press("Xem thay đổi")
    look = page.get_by_role("region", name="Thay đổi chờ xác nhận")
    expect(look).to_contain_text(f"Ấn định Nghị định số 91/2017/NĐ-CP, thay cho {before}.")
    expect(look).to_contain_text("2.340.000 đồng")
    expect(now).not_to_contain_text("Đã ấn định")
    office.press("Xác nhận và lưu")
    expect(page.get_by_role("status")).to_contain_text("Phong trào áp dụng Nghị định số 91/2017/NĐ-CP.")
    expect(now).to_contain_text("quantri đặt, ngày làm việc 20/12/2024. Căn cứ: Điều khoản chuyển tiếp.")
    assert all("422" in said for said in office.complaints)
