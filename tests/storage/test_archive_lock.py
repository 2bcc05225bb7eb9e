"""Nobody deletes or overwrites what is archived: neither through the client library nor by calls over the wire."""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from http.client import HTTPConnection
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import pytest
from minio import Minio
from minio.commonconfig import ENABLED
from minio.deleteobjects import DeleteObject
from minio.error import S3Error
from minio.retention import Retention
from minio.versioningconfig import SUSPENDED, VersioningConfig

from cli.stack.seaweed import ObjectSettings
from models.ports import StoredObject
from storage.objects import Objects, open_objects
from storage.objects.archive import CLIENT, Archive
from storage.objects.buckets import Bucket, make_client
from storage.objects.errors import AlreadyThere, ObjectDamaged

DATA = b"as archived " * 100
UNTIL = datetime.now(UTC).replace(microsecond=0) + timedelta(days=1)
OVER = b"something else"


@pytest.fixture(scope="module")
def objects(object_settings: ObjectSettings) -> Objects:
    """Return the three buckets of this module."""
    return open_objects(**object_settings.arguments())


@pytest.fixture
def stored(objects: Objects) -> StoredObject:
    """Return an object that this test has to itself, locked for a day."""
    return objects.archive.put(DATA + secrets.token_bytes(8), content_type="application/zip", until=UNTIL)


@pytest.fixture
def library(object_settings: ObjectSettings) -> Minio:
    """Return a plain client with the store's own keys."""
    return Minio(
        object_settings.endpoint,
        access_key=object_settings.access_key,
        secret_key=object_settings.secret_key,
        secure=False,
        region="us-east-1",
    )


@pytest.fixture
def bucket(object_settings: ObjectSettings) -> str:
    """Return the archive bucket's name."""
    return f"{object_settings.bucket_prefix}archive"


def _keys(settings: ObjectSettings) -> dict[str, Any]:
    return {
        "endpoint": settings.endpoint,
        "access_key": settings.access_key,
        "secret_key": settings.secret_key,
        "secure": False,
        "region": "us-east-1",
    }


def key(stored: StoredObject) -> str:
    return f"sha256/{stored.sha256[:2]}/{stored.sha256}"


def intact(objects: Objects, stored: StoredObject) -> bool:
    """Tell whether bytes, version and lock are what they were, and nothing lies over them."""
    return objects.archive.get(stored.sha256).startswith(DATA) and objects.archive.stat(stored.sha256) == stored


def test_the_client_library_deletes_nothing(
    objects: Objects, library: Minio, bucket: str, stored: StoredObject
) -> None:
    """Neither the archived version nor the newest; nor that version in bulk, asking to bypass the lock."""
    for version in (stored.version, None):
        with pytest.raises(S3Error, match="Access"):
            library.remove_object(bucket, key(stored), version_id=version)
    one = DeleteObject(key(stored), stored.version)
    faults = list(library.remove_objects(bucket, [one], bypass_governance_mode=True))
    assert [fault.code for fault in faults] == ["AccessDenied"]
    assert intact(objects, stored)


def test_a_mark_of_deletion_hides_nothing_from_us(
    objects: Objects, library: Minio, bucket: str, stored: StoredObject
) -> None:
    """The store lets a deletion in bulk without a version lay its mark over an object; the bytes are still read."""
    list(library.remove_objects(bucket, [DeleteObject(key(stored))]))
    assert objects.archive.get(stored.sha256).startswith(DATA)
    assert objects.archive.stat(stored.sha256) == stored.model_copy(update={"covered": True})


def test_the_client_library_overwrites_nothing(
    objects: Objects, library: Minio, bucket: str, stored: StoredObject
) -> None:
    """Neither a plain PUT nor one that asks for a lock of its own; a lock is not shortened nor made liftable."""
    lock = Retention("COMPLIANCE", UNTIL)
    for retention in (None, lock):
        with pytest.raises(S3Error, match="Access"):
            library.put_object(bucket, key(stored), BytesIO(OVER), len(OVER), retention=retention)
    for other in (Retention("COMPLIANCE", UNTIL - timedelta(hours=1)), Retention("GOVERNANCE", UNTIL)):
        with pytest.raises(S3Error, match="Access"):
            library.set_object_retention(bucket, key(stored), other, version_id=stored.version)
    assert intact(objects, stored)


def test_the_bucket_keeps_its_versions_and_stays(
    objects: Objects, library: Minio, bucket: str, stored: StoredObject
) -> None:
    """Versions cannot be switched off, and a bucket with something in it is not removed."""
    with pytest.raises(S3Error):
        library.set_bucket_versioning(bucket, VersioningConfig(SUSPENDED))
    with pytest.raises(S3Error):
        library.remove_bucket(bucket)
    assert library.get_bucket_versioning(bucket).status == ENABLED
    assert intact(objects, stored)


def raw(library: Minio, method: str, bucket: str, stored: StoredObject, /, *, version: str | None, body: bytes) -> int:
    """Send a signed call over the wire; return the status."""
    address = urlsplit(library.get_presigned_url(method, bucket, key(stored), version_id=version))
    connection = HTTPConnection(address.netloc, timeout=10)
    headers = {"x-amz-bypass-governance-retention": "true"} if method == "DELETE" else {}
    connection.request(method, f"{address.path}?{address.query}", body=body or None, headers=headers)
    status = connection.getresponse().status
    connection.close()
    return status


@pytest.mark.parametrize(
    "act",
    [
        lambda library, bucket, stored: raw(library, "DELETE", bucket, stored, version=stored.version, body=b""),
        lambda library, bucket, stored: raw(library, "DELETE", bucket, stored, version=None, body=b""),
        lambda library, bucket, stored: raw(library, "PUT", bucket, stored, version=None, body=OVER),
    ],
    ids=["delete-version", "delete-newest", "put-over"],
)
def test_calls_over_the_wire_are_refused(
    objects: Objects, library: Minio, bucket: str, stored: StoredObject, act: Callable[[Minio, str, StoredObject], int]
) -> None:
    """Signed with the store's own keys, and still 403."""
    assert act(library, bucket, stored) == 403
    assert intact(objects, stored)


def test_without_the_policy_the_locked_bytes_are_still_the_ones_that_are_read(
    object_settings: ObjectSettings, library: Minio
) -> None:
    """Who holds the keys can lift the policy and lay something over an object, never take the locked version."""
    bare = f"{object_settings.bucket_prefix}bare"
    archive = Archive(Bucket(library, bare, locked=True))
    stored = archive.put(DATA, content_type="application/zip", until=UNTIL)
    assert raw(library, "DELETE", bare, stored, version=stored.version, body=b"") == 403
    library.put_object(bare, key(stored), BytesIO(OVER), len(OVER), retention=Retention("COMPLIANCE", UNTIL))
    library.remove_object(bare, key(stored))
    assert archive.get(stored.sha256) == DATA
    assert archive.stat(stored.sha256) == stored.model_copy(update={"covered": True})
    assert list(archive.list()) == [stored.sha256]


def test_other_bytes_under_a_hash_are_not_taken_for_the_archived_ones(
    object_settings: ObjectSettings, library: Minio
) -> None:
    """Somebody put something under the hash first: nothing is archived there, and nothing is given out."""
    bare = f"{object_settings.bucket_prefix}occupied"
    bucket = Bucket(library, bare, locked=True)
    wanted = StoredObject(sha256=sha256(DATA).hexdigest(), size=len(DATA), version="", locked_until=None)
    bucket.put(key(wanted), OVER, content_type="text/plain", until=UNTIL)
    with pytest.raises(ObjectDamaged):
        Archive(bucket).put(DATA, content_type="application/zip", until=UNTIL)
    with pytest.raises(ObjectDamaged):
        Archive(bucket).get(wanted.sha256)


def test_an_object_without_lock_is_told_and_locked_when_it_is_archived_again(
    object_settings: ObjectSettings, library: Minio
) -> None:
    """What lies there without a lock is no archived object until it has one."""
    bare = f"{object_settings.bucket_prefix}unlocked-object"
    bucket = Bucket(library, bare, locked=True)
    wanted = StoredObject(sha256=sha256(DATA).hexdigest(), size=len(DATA), version="", locked_until=None)
    bucket.put(key(wanted), DATA, content_type="application/zip")
    archive = Archive(bucket)
    found = archive.stat(wanted.sha256)
    assert found is not None
    assert found.locked_until is None
    assert archive.put(DATA, content_type="application/zip", until=UNTIL).locked_until == UNTIL


def test_probes_do_not_pile_up(object_settings: ObjectSettings, library: Minio, bucket: str) -> None:
    """However often the lock is tried, one standing probe is used again."""
    for _ in range(4):
        open_objects(**object_settings.arguments()).probe_lock()
    assert len(list(library.list_objects(bucket, prefix="probe/", recursive=True, include_version=True))) == 1


def test_our_own_side_puts_nothing_over_an_object(
    objects: Objects, object_settings: ObjectSettings, stored: StoredObject
) -> None:
    """Where another has put an object since we looked, the store refuses, and what is there counts."""
    own = Bucket(
        make_client(**_keys(object_settings), new_only=CLIENT), f"{object_settings.bucket_prefix}archive", locked=True
    )
    with pytest.raises(AlreadyThere):
        own.put(key(stored), OVER, content_type="text/plain", until=UNTIL)
    assert intact(objects, stored)
