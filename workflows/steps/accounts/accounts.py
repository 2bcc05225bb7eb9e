"""Accounts: who may come in, with which role, for which unit."""

from datetime import date

from models.accounts import Account, Role
from models.base import Value
from models.errors import NotFound, ThiduaError
from models.events import NewEvent
from models.organisation import UnitId
from models.ports import Transaction
from models.text import slug, squeeze
from workflows.services import Services
from workflows.steps.accounts import passwords

ADMIN_NAME = "quantri"


class BadAccount(ThiduaError):
    """A new account lacks something: its name, or the unit of a unit's clerk."""

    code = "bad-account"
    http_status = 422


class UnknownAccount(NotFound):
    """No account has that name."""

    code = "unknown-account"


class FirstPassword(Value):
    """What is told once about a new or reset account: the name to sign in with, and its first password."""

    name: str
    password: str


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
) -> FirstPassword:
    """Make an account and return its name and first password (random unless given), which its owner must change.

    Raises ``BadAccount``, ``account-exists``, ``UnknownUnit`` or ``WeakPassword``.
    """
    name = _checked_name(name)
    if password is not None:
        passwords.check_strength(password, account=name)
    first = password or passwords.random_password()
    with services.registry.begin() as tx:
        owner = _checked_unit(tx, role, unit)
        tx.accounts.add(_new_account(name, squeeze(display_name) or name, role, owner, first))
        _log(tx, "account.created", name, actor, as_of)
    return FirstPassword(name=name, password=first)


def reset_password(services: Services, *, name: str, actor: str, as_of: date) -> FirstPassword:
    """Give the account a new random password, close its sessions and unlock it; return it, told only now."""
    password = passwords.random_password()
    with services.registry.begin() as tx:
        account = found_account(tx, name)
        fresh = {"password_hash": passwords.hash_password(password), "must_change_password": True}
        tx.accounts.update(account.model_copy(update={**fresh, "failed_attempts": 0, "locked_until": None}))
        tx.accounts.close_sessions(account=account.name)
        _log(tx, "account.password_reset", account.name, actor, as_of)
    return FirstPassword(name=account.name, password=password)


def set_active(services: Services, *, name: str, active: bool, actor: str, as_of: date) -> Account:
    """Switch an account on or off (off closes its sessions); return it. Nobody switches off their own."""
    with services.registry.begin() as tx:
        account = found_account(tx, name).model_copy(update={"active": active})
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


def found_account(tx: Transaction, name: str) -> Account:
    """Return the account with that name, or raise ``UnknownAccount``."""
    account = tx.accounts.find(name, to_change=True)
    if account is None:
        raise UnknownAccount(f"Không có tài khoản “{name}”.", remedy="xem danh sách tài khoản để lấy đúng tên.")
    return account


def _log(tx: Transaction, kind: str, name: str, actor: str, as_of: date) -> None:
    tx.events.append(NewEvent(kind=kind, subject=name, as_of=as_of, actor=actor))
