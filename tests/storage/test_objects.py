"""The object store as such: wrong keys, damage, silence, and a lock that is tried."""

import time

import pytest

from cli.stack.processes import free_ports
from cli.stack.seaweed import ObjectSettings
from models.errors import Unavailable
from storage.objects import Objects, open_objects
from storage.objects.archive import Archive
from storage.objects.buckets import Bucket, make_client
from storage.objects.errors import ObjectDamaged, StoreRefused


@pytest.fixture(scope="module")
def objects(object_settings: ObjectSettings) -> Objects:
    """Return the three buckets of this module."""
    return open_objects(**object_settings.arguments())


def raw(object_settings: ObjectSettings, name: str, *, versioned: bool = False) -> Bucket:
    """Return one of the module's buckets as it is, to do with what the stores never do."""
    client = make_client(
        endpoint=object_settings.endpoint,
        access_key=object_settings.access_key,
        secret_key=object_settings.secret_key,
        secure=object_settings.secure,
        region="us-east-1",
    )
    return Bucket(client, f"{object_settings.bucket_prefix}{name}", versioned=versioned)


def test_buckets_are_made_by_many_at_once(objects: Objects, object_settings: ObjectSettings) -> None:
    """Preparing twice, or from two processes, is preparing once."""
    objects.prepare()
    open_objects(**object_settings.arguments()).prepare()


def test_wrong_keys_are_told_with_the_settings_to_mend(object_settings: ObjectSettings) -> None:
    """The store answers, and refuses."""
    arguments = object_settings.arguments() | {"secret_key": "sai"}
    with pytest.raises(StoreRefused, match="THIDUA_S3_SECRET_KEY"):
        open_objects(**arguments).documents.exists("0" * 64)  # type: ignore[arg-type]


def test_a_store_that_is_not_there_is_told_within_seconds(object_settings: ObjectSettings) -> None:
    """Nobody listens: a few tries, then a clear error."""
    arguments = object_settings.arguments() | {"endpoint": f"127.0.0.1:{free_ports(1)[0]}"}
    began = time.monotonic()
    with pytest.raises(Unavailable, match="không trả lời"):
        open_objects(**arguments).documents.put(b"x", content_type="text/plain")  # type: ignore[arg-type]
    assert time.monotonic() - began < 20


def test_damaged_bytes_are_never_given_out(objects: Objects, object_settings: ObjectSettings) -> None:
    """Bytes that somebody changed behind our back do not have their name's hash."""
    sha256 = objects.documents.put(b"as issued", content_type="text/plain")
    raw(object_settings, "documents").put(f"sha256/{sha256[:2]}/{sha256}", b"as changed", content_type="text/plain")
    with pytest.raises(ObjectDamaged):
        objects.documents.get(sha256)


def test_an_object_cut_short_is_put_again(objects: Objects, object_settings: ObjectSettings) -> None:
    """What lies there with another length is not taken for the bytes."""
    sha256 = objects.documents.put(b"the whole document", content_type="text/plain")
    raw(object_settings, "documents").put(f"sha256/{sha256[:2]}/{sha256}", b"the whole", content_type="text/plain")
    objects.documents.put(b"the whole document", content_type="text/plain")
    assert objects.documents.get(sha256) == b"the whole document"


def test_a_locked_object_is_not_deleted(objects: Objects) -> None:
    """The archive's lock is tried: a locked version is there after an attempt to delete it."""
    probe = objects.probe_lock()
    assert probe.holds, probe.reason


def test_a_bucket_without_lock_is_found_out(object_settings: ObjectSettings) -> None:
    """Where nothing locks, the probe says so, and the archive must not be used."""
    probe = Archive(raw(object_settings, "unlocked", versioned=True)).probe_lock()
    assert not probe.holds
    assert probe.reason
