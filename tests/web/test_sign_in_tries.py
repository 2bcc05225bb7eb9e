"""Passwords tried for many accounts from one address: slowed down, and the office there goes on working."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from types import SimpleNamespace

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from models.tries import AT_ONCE, ONE_IN
from tests.web.browsing import Browsing, Page
from tests.web.conftest import NOW, PASSWORD, Moment
from web.addresses import network_address
from workflows.services import Services
from workflows.steps.accounts.signing_in import BadCredentials, TooManyTries, sign_in

OFFICE, ELSEWHERE = "203.0.113.7", "198.51.100.9"


@pytest.fixture
def behind(app: FastAPI, people: None) -> Callable[[str], Browsing]:
    """Return how to open a browser behind a network address."""

    def opened(address: str) -> Browsing:
        browser = Browsing(app)
        browser.client = TestClient(app, base_url="http://thidua.test", client=(address, 50000))
        return browser

    return opened


def guessed(browser: Browsing, number: int) -> Page:
    """Try a wrong password for an account, another one each time."""
    return browser.sign_in(f"nguoi-{number:02}", "đoán mò thôi")


def test_many_accounts_from_one_address_are_slowed_down(behind: Callable[[str], Browsing], moment: Moment) -> None:
    """After twenty wrong tries a stranger there waits half a minute; who came from there before, or elsewhere, not."""
    at_work = behind(OFFICE)
    assert at_work.sign_in("hoi-dong", PASSWORD).address != "/dang-nhap"
    attacker = behind(OFFICE)
    answers = [guessed(attacker, number) for number in range(AT_ONCE)]
    assert {answer.status for answer in answers} == {401}
    refused = guessed(attacker, 99)
    assert refused.status == 429
    assert "chờ 30 giây" in refused.words
    assert behind(OFFICE).sign_in("hoi-dong", PASSWORD).address != "/dang-nhap"
    assert behind(ELSEWHERE).sign_in("so-tu-phap", PASSWORD).address != "/dang-nhap"
    newcomer = behind(OFFICE)
    assert newcomer.sign_in("luu-tru", PASSWORD).status == 429
    moment.now += ONE_IN
    assert newcomer.sign_in("luu-tru", PASSWORD).address != "/dang-nhap"
    assert behind(OFFICE).sign_in("luu-tru", PASSWORD).address != "/dang-nhap"
    moment.now += timedelta(minutes=30)
    assert guessed(attacker, 1).status == 401


def test_right_passwords_use_up_nothing(services: Services, people: None) -> None:
    """An office whose people all come at eight o'clock does not wait."""
    for _ in range(AT_ONCE + 5):
        sign_in(services, name="bien-hoa", password=PASSWORD, address="192.0.2.1", now=NOW)
    with services.registry.begin() as tx:
        assert tx.sign_ins.tries("192.0.2.1", now=NOW).count == 0


def test_guesses_at_the_same_moment_are_all_counted(services: Services, people: None) -> None:
    """However many are sent at once, twenty passwords are compared and no more."""

    def guess(number: int) -> type[Exception]:
        with pytest.raises((BadCredentials, TooManyTries)) as told:
            sign_in(services, name=f"ai-{number}", password="đoán mò thôi", address="192.0.2.2", now=NOW)
        return told.type

    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(guess, range(AT_ONCE + 10)))
    assert told.count(BadCredentials) == AT_ONCE


@pytest.mark.parametrize(
    ("host", "counted"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::9", "2001:db8:1:2::/64"),
        ("testclient", "testclient"),
    ],
)
def test_an_office_is_one_address(host: str, counted: str) -> None:
    """IPv4 by its address, also inside IPv6; of IPv6 the part that one subscriber has."""
    assert network_address(SimpleNamespace(client=SimpleNamespace(host=host))) == counted
