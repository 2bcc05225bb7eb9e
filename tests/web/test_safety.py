"""What strangers and mistakes meet: forged forms, wrong passwords, hostile words, too large a body."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from fastapi import FastAPI

from models.campaign import Clock
from tests.web.browsing import Browsing
from tests.web.conftest import CAMPAIGN, PASSWORD, TODAY, Moment
from workflows.services import Services
from workflows.steps.accounts import accounts
from workflows.steps.campaigns.shipped import shipped_text, start_campaign

HOME = f"/phong-trao/{CAMPAIGN}"
HOSTILE = "<script>alert(1)</script>"


def first_password(services: Services, name: str) -> str:
    """Make an account of the office and return the password that its person signs in with first."""
    return accounts.create_account(
        services,
        name=name,
        display_name=name,
        role=accounts.Role.STAFF,
        unit=None,
        actor="thử nghiệm",
        as_of=TODAY,
    ).password


def test_form_without_its_token_is_refused(campaign: str, browsing: Callable[[str | None], Browsing]) -> None:
    """A form without the session's token, or with another session's, changes nothing."""
    office, other = browsing("so-tu-phap"), browsing("quan-tri")
    for token in ("", "0" * 64, other.token("/mat-khau")):
        refused = office.send(f"{HOME}/buoc/publish_templates", token=token)
        assert refused.status == 403
        assert "forged-form" in refused.words


def test_sign_in_form_has_a_token_too(browsing: Callable[[str | None], Browsing], people: None) -> None:
    """Nobody can be signed in from a page of others."""
    refused = browsing(None).send("/dang-nhap", {"ten": "so-tu-phap", "mat_khau": PASSWORD}, token="x")
    assert refused.status == 403


def test_five_wrong_passwords_lock_for_a_quarter(
    services: Services, people: None, browsing: Callable[[str | None], Browsing], moment: Moment
) -> None:
    """After the fifth wrong password even the right one is refused, until a quarter of an hour is over."""
    first = first_password(services, "khoa-thu")
    browser = browsing(None)
    for _ in range(5):
        wrong = browser.sign_in("khoa-thu", "sai mat khau")
        assert wrong.status == 401
        assert "không đúng" in wrong.words
    assert browser.sign_in("khoa-thu", first).status == 429
    moment.now += timedelta(minutes=16)
    assert browser.sign_in("khoa-thu", first).address == "/mat-khau"


def test_unknown_name_is_told_like_a_wrong_password(people: None, browsing: Callable[[str | None], Browsing]) -> None:
    """The answer does not tell whether an account exists."""
    browser = browsing(None)
    unknown, known = browser.sign_in("khong-ai", "sai mat khau"), browser.sign_in("hoi-dong", "sai mat khau")
    assert unknown.words.replace("khong-ai", "") == known.words.replace("hoi-dong", "")


def test_first_password_must_be_changed(
    services: Services, people: None, browsing: Callable[[str | None], Browsing]
) -> None:
    """Until a person has chosen a password of their own no other page opens; then the token is a new one."""
    first = first_password(services, "nguoi-moi")
    browser = browsing(None)
    browser.sign_in("nguoi-moi", first)
    assert browser.open("/phong-trao").address == "/mat-khau"
    before = browser.client.cookies.get("thidua_session")
    weak = browser.send("/mat-khau", {"cu": first, "moi": "ngan", "moi_lai": "ngan"})
    assert weak.status == 422
    changed = browser.send("/mat-khau", {"cu": first, "moi": PASSWORD, "moi_lai": PASSWORD})
    assert "Đã đổi mật khẩu" in changed.words
    assert browser.client.cookies.get("thidua_session") != before


def test_session_ends(people: None, browsing: Callable[[str | None], Browsing], moment: Moment) -> None:
    """A session ends by signing out and by itself after ten hours; its old token opens nothing."""
    browser = browsing("so-tu-phap")
    assert browser.open("/phong-trao").address == "/phong-trao"
    moment.now += timedelta(hours=11)
    assert browser.open("/phong-trao").address.startswith("/dang-nhap")
    other = browsing("so-tu-phap")
    token = other.client.cookies.get("thidua_session")
    other.send("/dang-xuat")
    other.client.cookies.set("thidua_session", token)
    assert other.open("/phong-trao").address.startswith("/dang-nhap")


def test_switched_off_account_is_out_at_once(
    services: Services, people: None, browsing: Callable[[str | None], Browsing]
) -> None:
    """Switching an account off ends its sessions."""
    clerk = browsing("long-khanh")
    accounts.set_active(services, name="long-khanh", active=False, actor="quan-tri", as_of=TODAY)
    assert clerk.open("/phong-trao").address.startswith("/dang-nhap")
    assert browsing(None).sign_in("long-khanh", PASSWORD).status == 401
    accounts.set_active(services, name="long-khanh", active=True, actor="quan-tri", as_of=TODAY)


@pytest.mark.parametrize("back", ["//evil.example", "https:evil", "/\\evil.example", "javascript:alert(1)"])
def test_no_way_out_by_redirect(back: str, people: None, browsing: Callable[[str | None], Browsing]) -> None:
    """After sign-in the browser stays on this site, whatever the address asked for."""
    browser = browsing(None)
    answer = browser.send(
        "/dang-nhap", {"ten": "hoi-dong", "mat_khau": PASSWORD, "tiep": back}, form_on="/dang-nhap", follow=False
    )
    assert answer.header("location") == "/"


def test_hostile_words_are_shown_as_words(campaign: str, browsing: Callable[[str | None], Browsing]) -> None:
    """What people type is never run: search, dates, notes, refused forms."""
    office = browsing("so-tu-phap")
    pages = [
        office.open("/tra-cuu", follow=True),
        office.open(f"/tra-cuu?q={HOSTILE}"),
        office.open(f"{HOME}?ngay={HOSTILE}"),
        office.open(f"/{HOSTILE}"),
        office.send(f"{HOME}/bo-sung", {"nhap:document.date": HOSTILE, "ghi_chu": HOSTILE}),
        office.send("/dang-nhap", {"ten": HOSTILE, "mat_khau": "x"}),
        office.send(
            "/phong-trao/moi",
            {"ke_hoach": "tep-rieng", "dong_ho": "live"},
            files={"tep": (f"{HOSTILE}.yaml", f"id: {HOSTILE}\n".encode())},
        ),
    ]
    for shown in pages:
        assert HOSTILE not in shown.html
        assert shown.status < 500


def test_headers_on_every_answer(app: FastAPI, people: None, browsing: Callable[[str | None], Browsing]) -> None:
    """Pages run no script of others, are not framed elsewhere, and are kept by no shared cache."""
    browser = browsing("so-tu-phap")
    for address in ("/phong-trao", "/khong-co", "/healthz"):
        shown = browser.open(address)
        policy = shown.header("content-security-policy")
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert shown.header("x-content-type-options") == "nosniff"
        assert "no-store" in shown.header("cache-control")
    cookie = (
        browsing(None)
        .send("/dang-nhap", {"ten": "hoi-dong", "mat_khau": PASSWORD}, form_on="/dang-nhap", follow=False)
        .header("set-cookie")
    )
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


def test_unforeseen_fault_shows_no_trace(
    app: FastAPI, people: None, browsing: Callable[[str | None], Browsing]
) -> None:
    """What nobody foresaw is told in one Vietnamese sentence, with the safety headers and no stack trace."""

    @app.get("/hong")
    def broken() -> None:
        raise RuntimeError("bí mật bên trong")

    shown = browsing("so-tu-phap").open("/hong")
    assert shown.status == 500
    assert "lỗi ngoài dự kiến" in shown.words
    assert "bí mật" not in shown.html
    assert "script-src 'self'" in shown.header("content-security-policy")


def test_broken_plan_file_shows_every_fault(people: None, browsing: Callable[[str | None], Browsing]) -> None:
    """All faults of a plan file come at once, each with its line and remedy; nothing is created."""
    text = shipped_text("dong_nai_2024.yaml").replace("issuer: dong-nai.ubnd", "issuer: 12", 1)
    text = text.replace("kind: before_day", "kind: khi_nao_do", 1)
    shown = browsing("so-tu-phap").send(
        "/phong-trao/moi",
        {"ke_hoach": "tep-rieng", "dong_ho": "live"},
        files={"tep": ("hong.yaml", text.encode())},
    )
    assert shown.status >= 400
    assert "Các lỗi trong tệp kế hoạch" in shown.words
    assert shown.html.count('data-name="Cách sửa"') >= 2


def test_same_plan_twice_is_one_campaign(services: Services, campaign: str) -> None:
    """Creating the same campaign again returns the one that is there."""
    again = start_campaign(
        services,
        plan_text=shipped_text("dong_nai_2024.yaml"),
        file_name="dong_nai_2024.yaml",
        clock=Clock.REPLAY,
        sample=True,
        actor="so-tu-phap",
        as_of=TODAY,
    )
    assert again.id == campaign


def test_health(people: None, browsing: Callable[[str | None], Browsing]) -> None:
    """The health page needs no session."""
    assert browsing(None).open("/healthz").html == '{"status":"ok"}'
