"""Many who number at the same moment, in processes of their own: no gap, no double, no event out of order."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.accounts import Scope
from models.ports import DocumentFilter, Registry
from storage.registry import open_registry
from tests.contracts.making import event, kept_campaign, series_of
from tests.storage.together import DOCUMENTS, SERIES

PROCESSES = 4
REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture
def registry(database_url: str) -> Iterator[Registry]:
    """Return the registry on PostgreSQL."""
    opened = open_registry(database_url)
    yield opened
    opened.close()


def started(*arguments: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.storage.together", *arguments]
    return subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True)


def test_four_processes_number_the_same_documents_while_another_follows(database_url: str, registry: Registry) -> None:
    """Each document gets one number, each series has no gap, and the follower saw every event once, in order."""
    campaign_id = kept_campaign(registry)
    follower = started("follow", database_url, campaign_id, "0")
    workers = [started("number", database_url, campaign_id, str(seed)) for seed in range(PROCESSES)]
    assert [worker.wait(120) for worker in workers] == [0] * PROCESSES
    with registry.begin() as tx:
        tx.events.append(event(campaign_id, kind="end"))
    followed = [int(number) for number in follower.communicate(timeout=60)[0].split(",")]
    with registry.begin() as tx:
        records = tx.register.list(DocumentFilter(campaign_id=campaign_id), scope=Scope(), limit=1000)
        logged = [one.id for one in tx.events.after(0, limit=10_000)]
    for which in range(SERIES):
        numbers = [one.number for one in records if one.series == series_of(campaign_id, f"S{which}")]
        assert sorted(number or 0 for number in numbers) == list(range(1, DOCUMENTS // SERIES + 1))
    assert followed == logged
    assert len(followed) == DOCUMENTS + 1
