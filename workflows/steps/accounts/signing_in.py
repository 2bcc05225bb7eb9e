"""Coming in and going out: passwords tried, sessions opened and closed."""

from datetime import datetime, timedelta
from math import ceil

from models.accounts import Account
from models.base import Value
from models.errors import ThiduaError
from models.ports import Transaction
from models.text import slug
from workflows.services import Services
from workflows.steps.accounts import passwords
from workflows.steps.accounts.accounts import found_account

MAX_FAILED_ATTEMPTS = 5
LOCKED_FOR = timedelta(minutes=15)
SESSION_LASTS = timedelta(hours=10)


class BadCredentials(ThiduaError):
    """Name and password do not belong together; which of the two is wrong is not told."""

    code = "bad-credentials"
    http_status = 401


class AccountLocked(ThiduaError):
    """Too many wrong passwords in a row; the account opens again by itself."""

    code = "account-locked"
    http_status = 429


class TooManyTries(ThiduaError):
    """Too many wrong passwords came from one address; it may try again in a moment."""

    code = "too-many-tries"
    http_status = 429


class SignedIn(Value):
    """An open session: the account, the token for the cookie (told once, never kept), and its end."""

    account: Account
    token: str
    expires_at: datetime


def sign_in(services: Services, *, name: str, password: str, address: str, now: datetime) -> SignedIn:
    """Open a session with a fresh token, or raise ``BadCredentials``, ``AccountLocked`` or ``TooManyTries``.

    A wrong password is counted in the account; the fifth in a row locks it for a quarter of an hour. It is counted for
    the network address too, whosever account it was: see ``models.tries``.
    """
    counted = _take_try(services, slug(name), address=address, now=now)
    with services.registry.begin() as tx:
        account = tx.accounts.find(slug(name), to_change=True)
        usable = account is not None and account.active
        _refuse_locked(account, now=now)
        matches = passwords.password_matches(
            password, hashed=account.password_hash if account and usable else passwords.nobody_hash()
        )
        if account is not None and usable and matches:
            _came_in(tx, account, address=address, counted=counted, now=now)
            return _open_session(tx, account, now=now)
        if account is not None:
            tx.accounts.update(_after_failure(account, now=now))
    raise BadCredentials(
        "Tên đăng nhập hoặc mật khẩu không đúng.",
        remedy="kiểm tra bộ gõ và phím Caps Lock rồi nhập lại; quên mật khẩu thì nhờ quản trị viên đặt lại.",
    )


def sign_out(services: Services, *, token: str) -> None:
    """Close the session of a token; an unknown token is no error."""
    with services.registry.begin() as tx:
        tx.accounts.close_session(token_hash=passwords.token_hash(token))


def signed_in(services: Services, *, token: str, now: datetime) -> Account | None:
    """Return whose session a token opens at ``now``, if it lasts and the account is active."""
    with services.registry.begin() as tx:
        account = tx.accounts.session_account(token_hash=passwords.token_hash(token), now=now)
    return account if account is not None and account.active else None


def change_password(services: Services, *, name: str, old: str, new: str, now: datetime) -> SignedIn:
    """Set a person's own new password, close all their sessions and open one with a fresh token.

    A wrong old password counts as a failed sign-in. Raises ``BadCredentials``, ``AccountLocked`` or ``WeakPassword``.
    """
    passwords.check_strength(new, account=name)
    with services.registry.begin() as tx:
        account = found_account(tx, name)
        _refuse_locked(account, now=now)
        if passwords.password_matches(old, hashed=account.password_hash):
            changed = {"password_hash": passwords.hash_password(new), "must_change_password": False}
            account = account.model_copy(update=changed)
            tx.accounts.close_sessions(account=account.name)
            return _open_session(tx, account, now=now)
        tx.accounts.update(_after_failure(account, now=now))
    raise BadCredentials(
        "Mật khẩu hiện tại không đúng.", place="ô Mật khẩu hiện tại", remedy="nhập lại mật khẩu hiện tại."
    )


def _take_try(services: Services, name: str, *, address: str, now: datetime) -> bool:
    """Count a try before the password is looked at; False for who has signed in from there: only the account counts.

    It is a transaction of its own: an office's people do not wait for each other's passwords to be compared.
    """
    with services.registry.begin() as tx:
        if tx.sign_ins.knows(name, address=address):
            return False
        tries = tx.sign_ins.tries(address, now=now)
        wait = tries.wait(now=now)
        if not wait:
            tx.sign_ins.keep(tries.with_one(now=now))
    if wait:
        raise TooManyTries(
            "Có quá nhiều lần nhập sai từ mạng mà bạn đang dùng.",
            remedy=f"chờ {ceil(wait.total_seconds())} giây rồi đăng nhập lại.",
        )
    return True


def _came_in(tx: Transaction, account: Account, *, address: str, counted: bool, now: datetime) -> None:
    """Take the counted try back and keep from where the account came."""
    if counted:
        tx.sign_ins.keep(tx.sign_ins.tries(address, now=now).without_one(now=now))
    tx.sign_ins.remember(account.name, address=address, now=now)


def _refuse_locked(account: Account | None, *, now: datetime) -> None:
    if account and account.locked_until and now < account.locked_until:
        minutes = max(1, round((account.locked_until - now).total_seconds() / 60))
        raise AccountLocked(
            f"Tài khoản “{account.name}” tạm khóa vì nhập sai mật khẩu {MAX_FAILED_ATTEMPTS} lần liên tiếp.",
            remedy=f"chờ {minutes} phút rồi đăng nhập lại, hoặc nhờ quản trị viên đặt lại mật khẩu.",
        )


def _after_failure(account: Account, *, now: datetime) -> Account:
    failed = account.failed_attempts + 1
    if failed < MAX_FAILED_ATTEMPTS:
        return account.model_copy(update={"failed_attempts": failed})
    return account.model_copy(update={"failed_attempts": 0, "locked_until": now + LOCKED_FOR})


def _open_session(tx: Transaction, account: Account, *, now: datetime) -> SignedIn:
    clean = account.model_copy(update={"failed_attempts": 0, "locked_until": None})
    tx.accounts.update(clean)
    token = passwords.random_token()
    expires_at = now + SESSION_LASTS
    token_hash = passwords.token_hash(token)
    tx.accounts.open_session(token_hash=token_hash, account=clean.name, expires_at=expires_at, now=now)
    return SignedIn(account=clean, token=token, expires_at=expires_at)
