"""The contract of SignIns: tries by address, places people have signed in from, both forgotten after a while."""

import secrets
from datetime import UTC, datetime, timedelta

from models.ports import Registry
from models.tries import AT_ONCE, ONE_IN, Tries
from tests.contracts.making import account

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def fresh_address() -> str:
    return f"2001:db8:{secrets.token_hex(2)}:{secrets.token_hex(2)}::/64"


def test_an_address_has_some_tries_at_once_and_then_one_in_half_a_minute() -> None:
    """The twenty-first waits half a minute, and after ten quiet minutes all twenty are there again."""
    tries = Tries(address="203.0.113.7", at=NOW)
    for _ in range(AT_ONCE):
        assert not tries.wait(now=NOW)
        tries = tries.with_one(now=NOW)
    assert tries.wait(now=NOW) == ONE_IN
    assert not tries.wait(now=NOW + ONE_IN)
    assert not tries.without_one(now=NOW).wait(now=NOW)
    assert tries.with_one(now=NOW + AT_ONCE * ONE_IN).count == 1
    assert tries.without_one(now=NOW - timedelta(hours=11)).count == AT_ONCE - 1


def test_tries_are_kept_by_address(registry: Registry) -> None:
    """A new address has none; what was kept comes back; another address is not touched."""
    one, other = fresh_address(), fresh_address()
    with registry.begin() as tx:
        fresh = tx.sign_ins.tries(one, now=NOW)
        tx.sign_ins.keep(fresh.with_one(now=NOW))
    with registry.begin() as tx:
        assert fresh == Tries(address=one, at=NOW)
        assert tx.sign_ins.tries(one, now=NOW) == Tries(address=one, count=1, at=NOW)
        assert tx.sign_ins.tries(other, now=NOW).count == 0


def test_a_place_is_known_for_three_months(registry: Registry) -> None:
    """Only for the account that signed in from there, and as long as it comes back."""
    name, other, place = (f"cv-{secrets.token_hex(4)}" for _ in range(3))
    later = NOW + timedelta(days=80)
    with registry.begin() as tx:
        for each in (name, other):
            tx.accounts.add(account(each))
        tx.sign_ins.tries(place, now=NOW)
        tx.sign_ins.remember(name, address=place, now=NOW)
        tx.sign_ins.remember(other, address=place, now=NOW)
        assert not tx.sign_ins.knows(name, address=fresh_address())
    with registry.begin() as tx:
        tx.sign_ins.remember(name, address=place, now=later)
        assert tx.sign_ins.knows(other, address=place)
        tx.sign_ins.remember(name, address=place, now=later + timedelta(days=20))
        assert tx.sign_ins.knows(name, address=place)
        assert not tx.sign_ins.knows(other, address=place)
        assert tx.sign_ins.tries(place, now=later).at == later
