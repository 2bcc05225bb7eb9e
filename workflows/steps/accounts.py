"""Accounts and sessions: who may come in, and for how long."""

from datetime import date, datetime, timedelta

from models.accounts import Account, Role
from models.base import Value
from models.errors import Conflict, NotFound, ThiduaError
from models.events import NewEvent
from models.organisation import UnitId
from models.ports import Transaction
from models.text import slug, squeeze
from workflows.services import Services
from workflows.steps import passwords

ADMIN_NAME = "quantri"
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


class BadAccount(ThiduaError):
    """A new account lacks something: its name, or the unit of a unit's clerk."""

    code = "bad-account"
    http_status = 422


class AccountExists(Conflict):
    """The sign-in name is taken."""

    code = "account-exists"


class UnknownAccount(NotFound):
    """No account has that name."""

    code = "unknown-account"


class SignedIn(Value):
    """An open session: the account, the token for the cookie (told once, never kept), and its end."""

    account: Account
    token: str
    expires_at: datetime


def ensure_admin(services: Services) -> str | None:
    """Make the first administrator's account where there is no account at all; return its password, told only now."""
    password = passwords.random_password()
    with services.registry.begin() as tx:
        if tx.accounts.list():
            return None
        tx.accounts.add(_new_account(ADMIN_NAME, "Quản trị hệ thống", Role.ADMIN, None, password))
    return password


def create_account(
    services: Services,
    *,
    name: str,
    display_name: str,
    role: Role,
    unit: UnitId | None,
    actor: str,
    as_of: date,
    password: str | None = None,
) -> str:
    """Make an account and return its first password (random unless given), which its owner must change.

    Raises ``BadAccount``, ``AccountExists``, ``UnknownUnit`` or ``WeakPassword``.
    """
    name = _checked_name(name)
    if password is not None:
        passwords.check_strength(password, account=name)
    first = password or passwords.random_password()
    with services.registry.begin() as tx:
        if tx.accounts.find(name):
            raise AccountExists(
                f"Tên đăng nhập “{name}” đã có người dùng.", place="ô Tên đăng nhập", remedy="chọn tên đăng nhập khác."
            )
        owner = _checked_unit(tx, role, unit)
        tx.accounts.add(_new_account(name, squeeze(display_name) or name, role, owner, first))
        _log(tx, "account.created", name, actor, as_of)
    return first


def reset_password(services: Services, *, name: str, actor: str, as_of: date) -> str:
    """Give the account a new random password, close its sessions and unlock it; return the password, told only now."""
    password = passwords.random_password()
    with services.registry.begin() as tx:
        account = _found(tx, name)
        fresh = {"password_hash": passwords.hash_password(password), "must_change_password": True}
        tx.accounts.update(account.model_copy(update={**fresh, "failed_attempts": 0, "locked_until": None}))
        tx.accounts.close_sessions(account=account.name)
        _log(tx, "account.password_reset", account.name, actor, as_of)
    return password


def set_active(services: Services, *, name: str, active: bool, actor: str, as_of: date) -> Account:
    """Switch an account on or off (off closes its sessions); return it. Nobody switches off their own."""
    with services.registry.begin() as tx:
        account = _found(tx, name).model_copy(update={"active": active})
        if account.name == actor and not active:
            raise BadAccount(
                "Không thể khóa tài khoản mà chính mình đang dùng.", remedy="nhờ một quản trị viên khác thực hiện."
            )
        tx.accounts.update(account)
        if not active:
            tx.accounts.close_sessions(account=account.name)
        _log(tx, "account.activated" if active else "account.deactivated", account.name, actor, as_of)
    return account


def list_accounts(services: Services) -> tuple[Account, ...]:
    """Return every account by name."""
    with services.registry.begin() as tx:
        return tx.accounts.list()


def sign_in(services: Services, *, name: str, password: str, now: datetime) -> SignedIn:
    """Open a session with a fresh token, or raise ``BadCredentials`` or ``AccountLocked``.

    A wrong password is counted in the account; the fifth in a row locks it for a quarter of an hour.
    """
    with services.registry.begin() as tx:
        account = tx.accounts.find(slug(name))
        usable = account is not None and account.active
        _refuse_locked(account, now=now)
        matches = passwords.password_matches(
            password, hashed=account.password_hash if account and usable else passwords.nobody_hash()
        )
        if account is not None and usable and matches:
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
        account = _found(tx, name)
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


def _new_account(name: str, display_name: str, role: Role, unit: UnitId | None, password: str) -> Account:
    return Account(
        name=name,
        display_name=display_name,
        role=role,
        unit=unit,
        password_hash=passwords.hash_password(password),
        must_change_password=True,
    )


def _checked_name(name: str) -> str:
    if not slug(name):
        raise BadAccount(
            "Chưa có tên đăng nhập.", place="ô Tên đăng nhập", remedy="nhập tên gồm chữ không dấu, chữ số và gạch nối."
        )
    return slug(name)


def _checked_unit(tx: Transaction, role: Role, unit: UnitId | None) -> UnitId | None:
    if role is Role.UNIT and unit is None:
        raise BadAccount(
            "Tài khoản của đơn vị chưa gắn với đơn vị nào.", place="ô Đơn vị", remedy="chọn đơn vị của người dùng."
        )
    return tx.units.directory().unit(unit).id if unit else None


def _found(tx: Transaction, name: str) -> Account:
    account = tx.accounts.find(name)
    if account is None:
        raise UnknownAccount(f"Không có tài khoản “{name}”.", remedy="xem danh sách tài khoản để lấy đúng tên.")
    return account


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
    tx.accounts.open_session(token_hash=passwords.token_hash(token), account=clean.name, expires_at=expires_at)
    return SignedIn(account=clean, token=token, expires_at=expires_at)


def _log(tx: Transaction, kind: str, name: str, actor: str, as_of: date) -> None:
    tx.events.append(NewEvent(kind=kind, subject=name, as_of=as_of, actor=actor))
