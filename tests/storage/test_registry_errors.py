"""What goes wrong with the database is told in the house's own errors."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from cli.stack.processes import free_ports
from models.accounts import Scope
from models.documents import CampaignId
from models.errors import ThiduaError, Unavailable
from models.ports import DocumentFilter
from storage.registry import SqlRegistry, open_registry
from storage.registry.errors import Busy, NotStorable, RegistryFault
from tests.contracts.making import DAY, campaign, document, kept_campaign, key_of


@pytest.fixture(scope="module")
def registry(database_url: str) -> Iterator[SqlRegistry]:
    """Return the registry on PostgreSQL."""
    opened = open_registry(database_url)
    yield opened
    opened.close()


def elsewhere(url: str, *, password: str | None = None, port: int | None = None, database: str | None = None) -> str:
    """Return the address with one part of it wrong."""
    parts = urlsplit(url)
    netloc = f"{parts.username}:{password or parts.password}@{parts.hostname}:{port or parts.port}"
    return urlunsplit(parts._replace(netloc=netloc, path=f"/{database}" if database else parts.path))


def test_a_wrong_password_is_told_without_telling_the_password(database_url: str) -> None:
    """The message names the setting to mend and holds neither password."""
    with pytest.raises(Unavailable, match="THIDUA_DATABASE_URL") as refusal:
        open_registry(elsewhere(database_url, password="mật-khẩu-sai")).check()
    assert "sai" not in str(refusal.value).replace("không đúng", "")


def test_a_server_that_is_not_there_is_told(database_url: str) -> None:
    """Nobody listens on the port."""
    with pytest.raises(Unavailable, match="không nối được"):
        open_registry(elsewhere(database_url, port=free_ports(1)[0])).check()


def test_a_database_that_is_not_there_is_told(database_url: str) -> None:
    """The server answers, but has no such database."""
    with pytest.raises(Unavailable, match="không có cơ sở dữ liệu"):
        open_registry(elsewhere(database_url, database="khong_co")).check()


def test_an_address_that_cannot_be_read_is_told() -> None:
    """The remedy shows the form that is wanted."""
    with pytest.raises(RegistryFault, match="postgresql://"):
        open_registry("not an address")


def test_a_session_ended_by_the_administrator_is_told_and_the_next_one_works(
    database_url: str, registry: SqlRegistry
) -> None:
    """As in a server's restart: the act fails with a clear error, the next act opens a new connection."""

    def act_that_is_ended() -> None:
        with registry.begin() as tx:
            tx.campaigns.list()
            with psycopg.connect(database_url) as administrator:
                administrator.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            tx.campaigns.list()

    with pytest.raises(Unavailable, match="Sổ đăng ký chưa dùng được"):
        act_that_is_ended()
    with registry.begin() as tx:
        tx.campaigns.list()


def test_two_who_wait_for_each_other_are_told_apart(registry: SqlRegistry) -> None:
    """The database ends one of two transactions in a deadlock; that act may be repeated, the other one is kept."""
    names = [CampaignId(kept_campaign(registry)) for _ in range(2)]
    both_hold_one = threading.Barrier(2)

    def touch(order: list[CampaignId]) -> str:
        try:
            with registry.begin() as tx:
                tx.campaigns.update(campaign(order[0]))
                both_hold_one.wait(10)
                tx.campaigns.update(campaign(order[1]))
        except Busy as error:
            return error.code
        return "kept"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(touch, [names, names[::-1]])) == ["kept", "registry-busy"]


def test_a_nul_character_is_refused_before_anything_is_kept(registry: SqlRegistry) -> None:
    """Text that PostgreSQL cannot keep is told as the value's fault."""
    made = kept_campaign(registry)
    with pytest.raises(NotStorable, match="ký tự"), registry.begin() as tx:
        tx.register.number(document(made, title="a\x00b"))
    with registry.begin() as tx:
        assert tx.register.find(key_of(made, "a")) is None


def test_numbers_and_years_beyond_all_bounds_are_told_in_vietnamese(registry: SqlRegistry) -> None:
    """A number larger than any column is told without the database's own words; a year of no calendar finds nothing."""
    with pytest.raises(NotStorable, match=r"^Sổ đăng ký không nhận một giá trị: số quá lớn\."), registry.begin() as tx:
        tx.register.get(10**20)
    with registry.begin() as tx:
        assert [tx.register.list(DocumentFilter(year=year), scope=Scope()) for year in (0, 10_000)] == [(), ()]


def test_no_driver_exception_comes_out_of_a_transaction(registry: SqlRegistry) -> None:
    """Whatever the statement, what is raised is one of ours, and its cause is kept for the log."""
    with pytest.raises(ThiduaError) as told, registry.begin() as tx:
        tx.submissions.list(CampaignId("x"), unit=object())  # type: ignore[arg-type]
    assert told.value.__cause__ is not None


def test_after_an_error_of_the_caller_nothing_is_kept(registry: SqlRegistry) -> None:
    """A transaction is kept whole or not at all."""
    made = kept_campaign(registry)

    def act() -> None:
        with registry.begin() as tx:
            tx.register.number(document(made))
            raise ValueError(DAY)

    with pytest.raises(ValueError, match="2024"):
        act()
    with registry.begin() as tx:
        assert tx.register.find(key_of(made, "a")) is None
