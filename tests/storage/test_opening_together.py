"""Two clerks who open one series at the same moment: the first number stands, the second clerk learns of it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from models.ports import Registry
from storage.registry import open_registry
from storage.registry.numbering import SeriesOpened
from tests.contracts.making import document, kept_campaign, series_of

CLERKS = 6


@pytest.fixture
def registry(database_url: str) -> Iterator[Registry]:
    """Return the registry on PostgreSQL."""
    opened = open_registry(database_url, pool_size=CLERKS)
    yield opened
    opened.close()


def test_who_waited_for_the_other_is_told(registry: Registry) -> None:
    """The second waits until the first has committed, then hears of the first's number instead of replacing it."""
    campaign_id = kept_campaign(registry)
    series = series_of(campaign_id)

    def second() -> None:
        with registry.begin() as tx:
            tx.register.open_series(series, opening=250)

    with ThreadPoolExecutor(1) as other:
        with registry.begin() as tx:
            tx.register.open_series(series, opening=210)
            waiting = other.submit(second)
            assert not waiting.done()
        with pytest.raises(SeriesOpened, match="bắt đầu từ số 210"):
            waiting.result(timeout=30)
    with registry.begin() as tx:
        assert tx.register.number(document(campaign_id, "a", series=series)).number == 210


def test_of_many_at_once_exactly_one_sets_it(registry: Registry) -> None:
    """However many set different numbers together, one is in force and every other one was told of that very one."""
    campaign_id = kept_campaign(registry)
    series = series_of(campaign_id, "BC")
    start = Barrier(CLERKS)

    def clerk(opening: int) -> str:
        start.wait(30)
        try:
            with registry.begin() as tx:
                tx.register.open_series(series, opening=opening)
        except SeriesOpened as error:
            return error.message
        return f"đặt {opening}"

    with ThreadPoolExecutor(CLERKS) as clerks:
        told = list(clerks.map(clerk, range(101, 101 + CLERKS)))
    (won,) = [int(one.removeprefix("đặt ")) for one in told if one.startswith("đặt ")]
    assert sum(f"bắt đầu từ số {won}." in one for one in told) == CLERKS - 1
    with registry.begin() as tx:
        assert tx.register.number(document(campaign_id, "b", series=series)).number == won
