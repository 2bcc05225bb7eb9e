"""Archiving is killed again and again in the middle, and goes on where it was."""

import json
import random
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path

import pytest
from minio import Minio

from tests.archiving.conftest import Place

DOCUMENTS = 30


@pytest.mark.slow
def test_a_killed_run_goes_on_and_stores_nothing_twice(place: Place, tmp_path: Path) -> None:
    """However often it is killed, and wherever: at the end one version of each object, one row, one list."""
    for number in range(DOCUMENTS):
        place.issue(f"d{number}")
    told = json.dumps(
        {
            "database_url": place.database_url,
            "settings": asdict(place.settings),
            "folder": str(tmp_path),
            "campaign_id": place.campaign_id,
        }
    )
    kills = 0
    chance = random.Random(8)
    while True:
        before = len(named(place))
        run = subprocess.Popen(
            [sys.executable, "-m", "tests.archiving.killed"],
            stdin=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert run.stdin is not None
        run.stdin.write(told)
        run.stdin.close()
        while run.poll() is None and (kills >= 6 or len(named(place)) < before + 3):
            time.sleep(0.01)
        time.sleep(chance.random() * 0.05)
        if run.poll() is not None:
            break
        run.kill()
        run.wait()
        kills += 1
    assert run.returncode == 0
    assert kills == 6
    assert len(named(place)) == DOCUMENTS + 1
    assert place.verify().sound
    client = Minio(
        place.settings.endpoint, place.settings.access_key, place.settings.secret_key, secure=False, region="us-east-1"
    )
    bucket = f"{place.settings.bucket_prefix}archive"
    versions = list(client.list_objects(bucket, prefix="sha256/", recursive=True, include_version=True))
    assert len(versions) == DOCUMENTS + 1


def named(place: Place) -> tuple[object, ...]:
    with place.services.registry.begin() as tx:
        return tx.archive.named()
