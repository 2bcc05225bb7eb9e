"""The end of a campaign at a browser: from a nomination to the certificates, with one dossier sent back."""

from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.conftest import Stack
from tests.browser.desk import CAMPAIGN, Desk
from tests.browser.main_act import create_campaign, fill_gaps, issue_plan

UNIT = "dong-nai.bien-hoa"
OWN = f"{CAMPAIGN}/khen-thuong/{UNIT}/bang_khen_tinh"
DECISION = f"{CAMPAIGN}/khen-thuong/quyet-dinh"
REASON = "Thiếu bản biên bản có chữ ký và đóng dấu."


def play_award_act(stack: Stack, browser: Browser, folder: Path) -> None:
    """Play the whole act on a fresh stack; ``folder`` takes the downloaded files."""
    office = Desk(browser, address=stack.address, javascript=True)
    office.sign_in_first_time("quantri", stack.password)
    create_campaign(office)
    password = office.new_clerk("bien-hoa", unit=UNIT)
    fill_gaps(office)
    office.step("Đưa mẫu văn bản vào kho")
    issue_plan(office)

    clerk = Desk(browser, address=stack.address, javascript=True)
    clerk.sign_in_first_time("bien-hoa", password)
    _nominate(clerk)
    _record_council(clerk)
    _confirm_all(clerk, "21/11/2024")
    clerk.page.goto(f"{OWN}?ngay=22/11/2024")
    expect(clerk.page.get_by_role("button", name="Nộp hồ sơ")).to_be_disabled()
    clerk.press("Lập tờ trình")
    _confirm_all(clerk, "22/11/2024")
    _hand_in(clerk, "25/11/2024", "Nộp hồ sơ")

    _send_back(office)
    _bring_signed_minutes(clerk, folder)
    _hand_in(clerk, "28/11/2024", "Nộp lại hồ sơ")
    clerk.close()
    _bind(office, "29/11/2024")
    _decide(office)
    _archive(office)
    assert office.complaints == []
    office.close()


def _nominate(clerk: Desk) -> None:
    page = clerk.page
    page.goto(CAMPAIGN)
    page.get_by_role("link", name="Khen thưởng").click()
    page.goto(f"{OWN}?ngay=20/11/2024")
    page.get_by_role("link", name="Thêm tập thể").click()
    page.get_by_label("Tên tập thể").fill("Phòng Tư pháp mẫu")
    page.get_by_label("Thành tích đạt được").fill("Đã số hóa đủ các sổ hộ tịch.")
    clerk.press("Lưu đề nghị")
    page.get_by_role("link", name="Thêm cá nhân").click()
    page.get_by_label("Ông/Bà").select_option("Bà")
    page.get_by_label("Họ và tên").fill("Trần Thị Mẫu")
    page.get_by_label("Nơi công tác").fill("Phòng Tư pháp, UBND thành phố Biên Hòa")
    page.get_by_label("Thành tích đạt được").fill("Trực tiếp nhập liệu và đối chiếu sổ hộ tịch.")
    clerk.press("Lưu đề nghị")
    clerk.press("Lập báo cáo thành tích")
    expect(page.get_by_text("Đã lập 2 báo cáo thành tích")).to_be_visible()


def _record_council(clerk: Desk) -> None:
    page = clerk.page
    page.get_by_role("link", name="Ghi phiên họp").click()
    for label, typed in (
        ("Ngày họp", "20/11/2024"),
        ("Giờ bắt đầu", "14:00"),
        ("Giờ kết thúc", "15:30"),
        ("Địa điểm", "phòng họp mẫu"),
        ("Tổng số thành viên", "9"),
        ("Số có mặt", "9"),
        ("Số phiếu đồng ý", "9"),
        ("Trên tổng số", "9"),
    ):
        page.get_by_label(label).fill(typed)
    clerk.press("Ghi phiên họp và lập biên bản")
    expect(page.get_by_text("Đã ghi phiên họp")).to_be_visible()


def _confirm_all(clerk: Desk, day: str) -> None:
    """Confirm every draft of the unit that waits, and see all of them issued."""
    page = clerk.page
    waiting = page.get_by_role("link", name="Xem trước và xác nhận")
    page.goto(f"{OWN}?ngay={day}")
    while waiting.count():
        waiting.first.click()
        page.get_by_label("Ngày văn bản").fill(day)
        clerk.press("Xác nhận để ban hành")
        expect(page.get_by_text("Đã xác nhận “")).to_be_visible()
    clerk.reload_until(f"{OWN}?ngay={day}", "Đã ban hành", without="chờ ban hành")


def _hand_in(clerk: Desk, day: str, words: str) -> None:
    clerk.page.goto(f"{OWN}?ngay={day}")
    clerk.press(words)
    expect(clerk.page.get_by_text("Đã nộp hồ sơ")).to_be_visible()


def _bind(office: Desk, day: str) -> None:
    page = office.page
    page.goto(f"{CAMPAIGN}/khen-thuong?ngay={day}")
    office.press("Đóng hồ sơ đề nghị khen thưởng")
    office.wait_for("Hoàn thành")
    page.goto(f"{OWN}/ho-so?ngay={day}")
    expect(page.get_by_title("Hồ sơ đóng quyển có mục lục")).to_be_visible()
    with page.expect_download() as kept:
        page.get_by_role("link", name="Tải ZIP").click()
    assert kept.value.suggested_filename.endswith(".zip")


def _send_back(office: Desk) -> None:
    _bind(office, "26/11/2024")
    office.page.get_by_label("Lý do trả lại").fill(REASON)
    office.press("Trả lại cho đơn vị")
    expect(office.page.get_by_text("Đã trả lại hồ sơ")).to_be_visible()


def _bring_signed_minutes(clerk: Desk, folder: Path) -> None:
    page = clerk.page
    page.goto(f"{OWN}/ho-so?ngay=27/11/2024")
    expect(page.get_by_role("heading", name="Hồ sơ bị trả lại")).to_be_visible()
    expect(page.get_by_text(REASON)).to_be_visible()
    with page.expect_download() as kept:
        page.get_by_role("link", name="Tải PDF có mục lục").click()
    scanned = folder / "Biên bản đã ký.pdf"
    kept.value.save_as(scanned)
    page.get_by_text("Đưa vào hồ sơ một văn bản lập ngoài hệ thống").click()
    page.get_by_label("Thành phần", exact=True).select_option(
        label="Biên bản xét của Hội đồng Thi đua - Khen thưởng cấp trình"
    )
    page.get_by_label("Tệp PDF hoặc Word").set_input_files(scanned)
    page.get_by_label("Trên văn bản đã có xác nhận").check()
    clerk.press("Đưa vào hồ sơ")
    expect(page.get_by_text("Đã đưa vào hồ sơ")).to_be_visible()


def _decide(office: Desk) -> None:
    page = office.page
    page.goto(f"{DECISION}?ngay=20/12/2024")
    office.press("Lập dự thảo quyết định")
    expect(page.get_by_text("Không có chỗ nào phải sửa")).to_be_visible()
    expect(page.get_by_text("Tổng tiền thưởng: 10.530.000 đồng")).to_be_visible()
    office.press("Xác nhận và ban hành quyết định")
    expect(page.get_by_text("Đã xác nhận quyết định")).to_be_visible()
    run = "Ban hành quyết định khen thưởng và lập bằng"
    office.reload_until(f"{DECISION}?ngay=20/12/2024", "Tải tệp in 2 bằng", without=run)
    with page.expect_download() as kept:
        page.get_by_role("link", name="Tải tệp in 2 bằng").click()
    assert kept.value.suggested_filename.endswith("bang-de-in.pdf")


def _archive(office: Desk) -> None:
    page = office.page
    page.goto(f"{CAMPAIGN}/khen-thuong?ngay=31/12/2024")
    office.press("Đưa vào lưu trữ")
    office.wait_for("Hoàn thành")
    page.goto("/luu-tru?q=Trần+Thị+Mẫu")
    expect(page.get_by_text("Vĩnh viễn").first).to_be_visible()
    office.press("Đối chiếu ngay")
    expect(page.get_by_text("không có sai lệch")).to_be_visible()
