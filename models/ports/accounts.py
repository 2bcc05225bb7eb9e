"""Accounts, their sessions, and from where people sign in."""

from datetime import datetime
from typing import Protocol

from models.accounts import Account
from models.tries import Tries


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

    def open_session(self, *, token_hash: str, account: str, expires_at: datetime, now: datetime) -> None:
        """Keep a session; those of the account that are over by now are forgotten."""

    def session_account(self, *, token_hash: str, now: datetime) -> Account | None:
        """Return whose session it is while it lasts."""

    def close_session(self, *, token_hash: str) -> None:
        """Forget a session."""

    def close_sessions(self, *, account: str) -> None:
        """Forget every session of an account (new password, account switched off)."""


class SignIns(Protocol):
    """From which network addresses passwords are tried, and from which people have signed in."""

    def tries(self, address: str, *, now: datetime) -> Tries:
        """Return the tries of an address; others who try from there wait until the act is over."""

    def keep(self, tries: Tries) -> None:
        """Keep the new state of an address whose tries were read in this act."""

    def knows(self, account: str, *, address: str) -> bool:
        """Tell whether the account has signed in from the address lately."""

    def remember(self, account: str, *, address: str, now: datetime) -> None:
        """Keep from where an account has signed in; what is older than three months is forgotten."""
