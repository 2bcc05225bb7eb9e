"""The contract of Accounts and their sessions."""

import secrets
from datetime import UTC, datetime, timedelta

import pytest

from models.accounts import Role
from models.errors import Conflict, NotFound
from models.ports import Registry
from tests.contracts.making import BIEN_HOA, account

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def fresh_name() -> str:
    return f"cv-{secrets.token_hex(4)}"


def test_an_account_comes_back_as_it_was_kept(registry: Registry) -> None:
    """With its lock and its failed attempts; a name that is taken is a conflict."""
    kept = account(fresh_name(), role=Role.UNIT, unit=BIEN_HOA, failed_attempts=3, locked_until=NOW)
    with registry.begin() as tx:
        tx.accounts.add(kept)
    with registry.begin() as tx:
        assert tx.accounts.find(kept.name) == kept
        assert tx.accounts.find(fresh_name()) is None
    with pytest.raises(Conflict, match=kept.name), registry.begin() as tx:
        tx.accounts.add(kept)


def test_an_account_is_updated(registry: Registry) -> None:
    """Its new state is kept; an unknown one is not found."""
    kept = account(fresh_name())
    changed = kept.model_copy(update={"password_hash": "new", "must_change_password": True})
    with registry.begin() as tx:
        tx.accounts.add(kept)
        tx.accounts.update(changed)
        assert tx.accounts.find(kept.name) == changed
    with pytest.raises(NotFound), registry.begin() as tx:
        tx.accounts.update(account(fresh_name()))


def test_accounts_are_listed_in_vietnamese_order(registry: Registry) -> None:
    """a, ă, â, b ... d, đ: the stored key decides, not the server's language."""
    names = [f"{first}-{secrets.token_hex(4)}" for first in ("ăn", "đông", "an", "dung", "bình")]
    with registry.begin() as tx:
        for name in names:
            tx.accounts.add(account(name))
        listed = [one.name.split("-")[0] for one in tx.accounts.list() if one.name in names]
    assert listed == ["an", "ăn", "bình", "dung", "đông"]


def test_a_session_lasts_until_its_end(registry: Registry) -> None:
    """It gives its account while it lasts, and nobody's afterwards or under another token."""
    kept, token = account(fresh_name()), secrets.token_hex(16)
    with registry.begin() as tx:
        tx.accounts.add(kept)
        tx.accounts.open_session(token_hash=token, account=kept.name, expires_at=NOW + timedelta(hours=8), now=NOW)
        assert tx.accounts.session_account(token_hash=token, now=NOW) == kept
        assert tx.accounts.session_account(token_hash=token, now=NOW + timedelta(hours=8)) is None
        assert tx.accounts.session_account(token_hash="another", now=NOW) is None


def test_a_new_session_sweeps_out_what_is_over_and_nothing_else(registry: Registry) -> None:
    """By the moment that is given: another session of the account that still lasts goes on."""
    kept = account(fresh_name())
    over, lasting, fresh = (secrets.token_hex(16) for _ in range(3))
    with registry.begin() as tx:
        tx.accounts.add(kept)
        for token, hours in ((over, 1), (lasting, 3)):
            expires_at = NOW + timedelta(hours=hours)
            tx.accounts.open_session(token_hash=token, account=kept.name, expires_at=expires_at, now=NOW)
        later = NOW + timedelta(hours=2)
        expires_at = later + timedelta(hours=8)
        tx.accounts.open_session(token_hash=fresh, account=kept.name, expires_at=expires_at, now=later)
        alive = [tx.accounts.session_account(token_hash=token, now=NOW) for token in (over, lasting, fresh)]
    assert alive == [None, kept, kept]


def test_a_closed_session_is_forgotten(registry: Registry) -> None:
    """One by its token, or all of an account at once."""
    kept, tokens = account(fresh_name()), [secrets.token_hex(16) for _ in range(3)]
    with registry.begin() as tx:
        tx.accounts.add(kept)
        for token in tokens:
            tx.accounts.open_session(token_hash=token, account=kept.name, expires_at=NOW + timedelta(hours=8), now=NOW)

    def alive() -> list[bool]:
        with registry.begin() as tx:
            return [tx.accounts.session_account(token_hash=token, now=NOW) is not None for token in tokens]

    with registry.begin() as tx:
        tx.accounts.close_session(token_hash=tokens[0])
    assert alive() == [False, True, True]
    with registry.begin() as tx:
        tx.accounts.close_sessions(account=kept.name)
    assert alive() == [False, False, False]


def test_an_account_switched_off_has_no_session(registry: Registry) -> None:
    """Switching an account off ends what it had open."""
    kept, token = account(fresh_name()), secrets.token_hex(16)
    with registry.begin() as tx:
        tx.accounts.add(kept)
        tx.accounts.open_session(token_hash=token, account=kept.name, expires_at=NOW + timedelta(hours=8), now=NOW)
        tx.accounts.update(kept.model_copy(update={"active": False}))
        assert tx.accounts.session_account(token_hash=token, now=NOW) is None
