"""Accounts and their sessions."""

from datetime import datetime
from typing import Protocol

from models.accounts import Account


class Accounts(Protocol):
    """Accounts and their sessions; only a hash of a session's token is kept."""

    def add(self, account: Account) -> None:
        """Keep a new account; ``Conflict`` where the name is taken."""

    def find(self, name: str, *, to_change: bool = False) -> Account | None:
        """Return the account with that name, if any; ``to_change`` keeps others waiting until the act is over."""

    def update(self, account: Account) -> None:
        """Keep the account's new state."""

    def list(self) -> tuple[Account, ...]:
        """Return all accounts by name."""

    def open_session(self, *, token_hash: str, account: str, expires_at: datetime) -> None:
        """Keep a session."""

    def session_account(self, *, token_hash: str, now: datetime) -> Account | None:
        """Return whose session it is while it lasts."""

    def close_session(self, *, token_hash: str) -> None:
        """Forget a session."""

    def close_sessions(self, *, account: str) -> None:
        """Forget every session of an account (new password, account switched off)."""
