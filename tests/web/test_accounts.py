"""Accounts: how they are made, kept safe under haste, and told at the terminal."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from typer.testing import CliRunner

from cli.app import build_app
from models.accounts import Role
from models.errors import ThiduaError
from models.organisation import UnitId
from tests.web.browsing import Browsing
from tests.web.conftest import NOW, PASSWORD, TODAY
from workflows.services import Services
from workflows.settings import Settings
from workflows.steps.accounts import accounts, signing_in


def test_first_administrator_is_made_once(services: Services) -> None:
    """Only an empty service makes the first administrator, and tells the password that one time."""
    with services.registry.begin() as tx:
        empty = not tx.accounts.list()
    assert (accounts.ensure_admin(services) is not None) == empty
    assert accounts.ensure_admin(services) is None


def test_wrong_passwords_at_once_all_count(services: Services, people: None) -> None:
    """Guesses sent at the same moment are counted one by one: the account locks at the fifth."""
    told = accounts.create_account(
        services, name="cung-luc", display_name="x", role=Role.STAFF, unit=None, actor="thử nghiệm", as_of=TODAY
    )

    def guess(_number: int) -> str:
        try:
            signing_in.sign_in(services, name=told.name, password="doan mo thoi", address="203.0.113.7", now=NOW)
        except ThiduaError as error:
            return error.code
        return "in"

    with ThreadPoolExecutor(max_workers=8) as pool:
        codes = sorted(pool.map(guess, range(8)))
    assert codes == ["account-locked"] * 3 + ["bad-credentials"] * 5


@pytest.mark.parametrize(
    ("name", "role", "unit", "code"),
    [
        ("", Role.STAFF, None, "bad-account"),
        ("thieu-don-vi", Role.UNIT, None, "bad-account"),
        ("don-vi-la", Role.UNIT, UnitId("dong-nai.khong-co"), "unknown-unit"),
        ("so-tu-phap", Role.STAFF, None, "account-exists"),
    ],
)
def test_faulty_account_is_refused(
    services: Services, people: None, name: str, role: Role, unit: UnitId | None, code: str
) -> None:
    """An account without name, without its unit, with an unknown unit or with a taken name is not made."""
    with pytest.raises(ThiduaError) as refused:
        accounts.create_account(
            services, name=name, display_name="x", role=role, unit=unit, actor="thử nghiệm", as_of=TODAY
        )
    assert refused.value.code == code


def test_nobody_locks_themselves_out(people: None, browsing: Callable[[str | None], Browsing]) -> None:
    """An administrator cannot switch off the account they use."""
    refused = browsing("quan-tri").send("/tai-khoan/quan-tri/trang-thai")
    assert refused.status == 422
    assert "chính mình" in refused.words


def test_administrator_makes_an_account_in_the_browser(
    people: None, browsing: Callable[[str | None], Browsing]
) -> None:
    """The new account's first password stands on the page once, and opens the door to choosing one's own."""
    admin = browsing("quan-tri")
    made = admin.send(
        "/tai-khoan",
        {"ten": "Xuân Lộc", "ho_ten": "Cán bộ", "vai_tro": "unit", "don_vi": "dong-nai.xuan-loc"},
        form_on="/tai-khoan",
    )
    assert "Mật khẩu cấp lần đầu cho “xuan-loc”" in made.words
    password = made.html.split('class="password-told">')[1].split("<")[0]
    assert password not in admin.open("/tai-khoan").html
    assert browsing(None).sign_in("xuan-loc", password).address == "/mat-khau"


def test_commands_tell_a_password_that_works(
    services: Services, settings: Settings, people: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``thidua account`` makes, resets and lists; passwords come out, never go in on the command line."""
    for name, value in {
        "HOME": settings.home,
        "DATABASE_URL": settings.database_url and settings.database_url.get_secret_value(),
        "S3_ENDPOINT": settings.s3_endpoint,
        "S3_ACCESS_KEY": settings.s3_access_key,
        "S3_SECRET_KEY": settings.s3_secret_key and settings.s3_secret_key.get_secret_value(),
    }.items():
        monkeypatch.setenv(f"THIDUA_{name}", str(value))
    run = CliRunner()
    made = run.invoke(build_app(), ["account", "create", "dau-lenh", "--display-name", "Ở máy chủ", "--role", "board"])
    assert made.exit_code == 0, made.output
    reset = run.invoke(build_app(), ["account", "reset-password", "dau-lenh", "--yes"])
    old, new = made.stdout.strip().splitlines()[-1], reset.stdout.strip().splitlines()[-1]
    with pytest.raises(signing_in.BadCredentials):
        signing_in.sign_in(services, name="dau-lenh", password=old, address="203.0.113.7", now=NOW)
    signed_in = signing_in.sign_in(services, name="dau-lenh", password=new, address="203.0.113.7", now=NOW)
    assert signed_in.account.must_change_password
    assert (
        "dau-lenh\tHội đồng Thi đua - Khen thưởng\t-\tđang dùng" in run.invoke(build_app(), ["account", "list"]).stdout
    )


def test_own_password_must_differ_from_the_name(people: None, browsing: Callable[[str | None], Browsing]) -> None:
    """A password that holds the account's name is refused; the old one goes on working."""
    browser = browsing("hoi-dong")
    weak = {"cu": PASSWORD, "moi": "hoi-dong 2026", "moi_lai": "hoi-dong 2026"}
    assert browser.send("/mat-khau", weak).status == 422
    assert browsing("hoi-dong").open("/phong-trao").status == 200
