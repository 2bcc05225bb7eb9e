"""The contract of ArchiveStore: bytes under their hash, locked until a date."""

import secrets
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest

from models.errors import NotFound
from models.ports import ArchiveStore, StoredObject

SOON = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=1)
LATER = SOON + timedelta(days=1)


def put(archive: ArchiveStore, data: bytes, until: datetime = SOON) -> StoredObject:
    return archive.put(data, content_type="application/zip", until=until)


def test_bytes_are_locked_under_their_hash(archive: ArchiveStore) -> None:
    """Hash, size and the moment until which nobody deletes them; the bytes come back."""
    data = "Quyết định khen thưởng".encode()
    stored = put(archive, data)
    assert (stored.sha256, stored.size) == (sha256(data).hexdigest(), len(data))
    assert (stored.locked_until, stored.covered) == (SOON, False)
    assert archive.get(stored.sha256) == data
    assert archive.stat(stored.sha256) == stored
    assert list(archive.list()).count(stored.sha256) == 1


def test_the_same_bytes_again_add_nothing(archive: ArchiveStore) -> None:
    """Not even a version; an earlier end of the lock changes nothing."""
    first = put(archive, b"same", LATER)
    assert put(archive, b"same", LATER) == put(archive, b"same", SOON) == first


def test_the_same_bytes_from_many_at_once_are_one_object(archive: ArchiveStore) -> None:
    """Eight who put at the same moment leave one version."""
    data = secrets.token_bytes(100)
    with ThreadPoolExecutor(8) as pool:
        stored = set(pool.map(lambda _: put(archive, data), range(8)))
    assert len(stored) == 1
    assert not stored.pop().covered


def test_a_lock_is_only_ever_lengthened(archive: ArchiveStore) -> None:
    """The same bytes with a later end are locked until then, in the same version."""
    first = put(archive, b"longer", SOON)
    longer = put(archive, b"longer", LATER)
    assert (longer.locked_until, longer.version) == (LATER, first.version)


def test_part_of_a_second_is_rounded_up(archive: ArchiveStore) -> None:
    """Stores keep whole seconds; never less than was asked for."""
    stored = put(archive, b"rounded", SOON + timedelta(microseconds=1))
    assert stored.locked_until == SOON + timedelta(seconds=1)


def test_large_bytes_come_back_whole(archive: ArchiveStore) -> None:
    """Twelve megabytes, in one piece."""
    data = secrets.token_bytes(12 * 1024 * 1024)
    assert archive.get(put(archive, data).sha256) == data
    assert not put(archive, data).covered


def test_what_is_not_there_is_not_found(archive: ArchiveStore) -> None:
    """Neither by asking nor by getting."""
    nowhere = sha256(b"nowhere").hexdigest()
    assert archive.stat(nowhere) is None
    assert nowhere not in set(archive.list())
    with pytest.raises(NotFound):
        archive.get(nowhere)


def test_the_lock_is_tried(archive: ArchiveStore) -> None:
    """Deleting what is locked is refused, again and again."""
    assert all(archive.probe_lock().holds for _ in range(3))
