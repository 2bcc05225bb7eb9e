"""Accounts and their sessions."""

from datetime import datetime

from sqlalchemy import RowMapping, delete, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from models.accounts import Account
from models.errors import Conflict, NotFound
from models.text import sort_key
from storage.registry.session import Session
from storage.registry.tables import accounts, sessions

_FIELDS = [accounts.c[name] for name in Account.model_fields]


class AccountExists(Conflict):
    """The account's name is taken."""

    code = "account-exists"


class UnknownAccount(NotFound):
    """No account has that name."""

    code = "unknown-account"


class AccountRepository:
    """``models.ports.Accounts`` over PostgreSQL."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, account: Account) -> None:
        """Keep a new account, or raise ``AccountExists``."""
        if not self._session.run(upsert(accounts).values(_row(account)).on_conflict_do_nothing()):
            raise AccountExists(f"Tên tài khoản “{account.name}” đã có người dùng.", remedy="chọn tên tài khoản khác.")

    def find(self, name: str, *, to_change: bool = False) -> Account | None:
        """Return the account with that name, if any; ``to_change`` locks its row for the transaction."""
        wanted = select(*_FIELDS).where(accounts.c.name == name)
        row = self._session.row(wanted.with_for_update() if to_change else wanted)
        return None if row is None else _account(row)

    def update(self, account: Account) -> None:
        """Keep the account's new state, or raise ``UnknownAccount``."""
        if not self._session.run(update(accounts).where(accounts.c.name == account.name).values(_row(account))):
            raise UnknownAccount(
                f"Không có tài khoản “{account.name}”.", remedy="xem danh sách tài khoản để lấy đúng tên."
            )

    def list(self) -> tuple[Account, ...]:
        """Return all accounts, in Vietnamese order of their names."""
        rows = self._session.rows(select(*_FIELDS).order_by(accounts.c.sort_key, accounts.c.name))
        return tuple(_account(row) for row in rows)

    def open_session(self, *, token_hash: str, account: str, expires_at: datetime, now: datetime) -> None:
        """Keep a session; those of the account that are over by now are forgotten."""
        over = sessions.c.expires_at < now
        self._session.run(delete(sessions).where((sessions.c.account == account) & over))
        values = {"token_hash": token_hash, "account": account, "expires_at": expires_at}
        self._session.run(insert(sessions).values(values))

    def session_account(self, *, token_hash: str, now: datetime) -> Account | None:
        """Return whose session it is while it lasts and the account is active."""
        row = self._session.row(
            select(*_FIELDS)
            .join(sessions, sessions.c.account == accounts.c.name)
            .where(sessions.c.token_hash == token_hash, sessions.c.expires_at > now, accounts.c.active)
        )
        return None if row is None else _account(row)

    def close_session(self, *, token_hash: str) -> None:
        """Forget a session."""
        self._session.run(delete(sessions).where(sessions.c.token_hash == token_hash))

    def close_sessions(self, *, account: str) -> None:
        """Forget every session of an account."""
        self._session.run(delete(sessions).where(sessions.c.account == account))


def _row(account: Account) -> dict[str, object]:
    return account.model_dump() | {"sort_key": sort_key(account.name)}


def _account(row: RowMapping) -> Account:
    return Account.model_validate(dict(row))
