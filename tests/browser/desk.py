"""What a person does at the pages, in their own words."""

import time

from playwright.sync_api import Browser, Page, expect
from playwright.sync_api import Error as PlaywrightError

CAMPAIGN = "/phong-trao/dong-nai-2024"
OWN_PASSWORD = "một câu đủ dài"
_PATIENCE_SECONDS = 90
"""For a page to come, or to say what it will say: a busy machine takes its time."""
_WORK_SECONDS = 300
"""For a step's work to be done by the other processes."""
expect.set_options(timeout=_PATIENCE_SECONDS * 1000)


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
        """Wait until the work that was just asked for has ended and its page, by itself, says so; return what it says.

        How far the work is, is asked beside the page: a page that may load itself anew at any moment is not read.
        """
        self.page.wait_for_url("**/cong-viec/*")
        until = time.monotonic() + _WORK_SECONDS
        while words not in (said := self._sent(self.page.url)):
            assert "Không thành" not in said, said
            assert time.monotonic() < until, said
            time.sleep(0.5)
        expect(self.page.locator("main")).to_contain_text(words)
        return self.page.inner_text("main")

    def reload_until(self, address: str, words: str, *, without: str | None = None) -> None:
        """Open a page, one that never loads itself anew, until it says something and no longer another thing."""
        until = time.monotonic() + _WORK_SECONDS
        while True:
            self._open(address)
            said = self.page.inner_text("main")
            if words in said and (without is None or without not in said):
                return
            assert time.monotonic() < until, said
            time.sleep(1)

    def _open(self, address: str) -> None:
        """Open a page; a button pressed just before may still be on its way to that very page, which serves as well."""
        try:
            self.page.goto(address)
        except PlaywrightError as error:
            if "interrupted by another navigation" not in str(error):
                raise
            self.page.wait_for_load_state()

    def _sent(self, address: str) -> str:
        """Return the main part of a page as the server sends it to this person, without opening it."""
        answer = self.page.request.get(address)
        assert answer.ok, answer.status_text
        return answer.text().partition("<main")[2].partition("</main>")[0]
