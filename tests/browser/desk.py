"""What a person does at the pages, in their own words."""

import time

from playwright.sync_api import Browser, Page, expect

CAMPAIGN = "/phong-trao/dong-nai-2024"
OWN_PASSWORD = "một câu đủ dài"
_PATIENCE_SECONDS = 90


class Desk:
    """One person at one browser window."""

    def __init__(self, browser: Browser, *, address: str, javascript: bool) -> None:
        context = browser.new_context(base_url=address, locale="vi-VN", java_script_enabled=javascript)
        context.set_default_timeout(_PATIENCE_SECONDS * 1000)
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)

    def close(self) -> None:
        """Leave, and forget every cookie."""
        self.page.context.close()

    def sign_in_first_time(self, name: str, password: str) -> None:
        """Sign in with a first password and choose one's own."""
        self.page.goto("/")
        self.page.get_by_label("Tên đăng nhập").fill(name)
        self.page.get_by_label("Mật khẩu").fill(password)
        self.press("Đăng nhập")
        self.page.get_by_label("Mật khẩu hiện tại").fill(password)
        self.page.get_by_label("Mật khẩu mới", exact=True).fill(OWN_PASSWORD)
        self.page.get_by_label("Nhập lại mật khẩu mới").fill(OWN_PASSWORD)
        self.press("Đổi mật khẩu")
        expect(self.page.get_by_text("Đã đổi mật khẩu")).to_be_visible()

    def new_clerk(self, name: str, *, unit: str) -> str:
        """As administrator, make a unit clerk's account; return its first password."""
        self.page.goto("/tai-khoan")
        self.page.get_by_label("Tên đăng nhập").fill(name)
        self.page.get_by_label("Họ và tên").fill("Cán bộ mẫu")
        self.page.get_by_label("Vai trò").select_option(label="Cán bộ đơn vị")
        self.page.get_by_label("Đơn vị").select_option(unit)
        self.press("Tạo tài khoản")
        return self.page.locator(".password-told").inner_text()

    def press(self, words: str) -> None:
        """Press the button with these words."""
        self.page.locator("main").get_by_role("button", name=words, exact=True).click()

    def step(self, words: str) -> str:
        """Press a step's button on the campaign's page and wait for its end; return what came of it."""
        self.page.goto(CAMPAIGN)
        self.press(words)
        return self.wait_for("Hoàn thành")

    def wait_for(self, words: str) -> str:
        """Wait until the page, which looks again by itself, says something; return all it says."""
        until = time.monotonic() + _PATIENCE_SECONDS
        while words not in (said := self.page.inner_text("main")):
            assert "Không thành" not in said, said
            assert time.monotonic() < until, said
            self.page.wait_for_timeout(300)
        return said
