"""The archive bucket: bytes under their hash, locked until a date; whether the lock holds is tried, not believed.

A locked bucket keeps every version: a PUT over an object, or a DELETE without a version, leaves the locked version
where it is and lays something over it. So this side puts only what is not there, the bucket's policy refuses both to
everybody else, and whatever was laid over an object all the same, what was archived is read, never what covers it.
"""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256 as hash_of

from models.errors import ThiduaError
from models.ports import LockProbe, StoredObject
from storage.objects.buckets import Bucket
from storage.objects.documents import checked
from storage.objects.errors import AlreadyThere, ObjectDamaged, ObjectMissing, StoreRefused

CLIENT = "thidua-archive"
"""How the archive's client names itself to the store."""

_PREFIX = "sha256/"
_PROBE = "probe/lock"
_LOCKED_FOR = timedelta(seconds=60)
_LONG_ENOUGH = timedelta(seconds=10)

POLICY = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Deny",
                "Principal": "*",
                "Action": ["s3:DeleteObject", "s3:DeleteObjectVersion"],
                "Resource": [f"arn:aws:s3:::%s/{_PREFIX}*"],
            },
            {
                "Effect": "Deny",
                "Principal": "*",
                "Action": ["s3:PutObject"],
                "Resource": [f"arn:aws:s3:::%s/{_PREFIX}*"],
                "Condition": {"StringNotLike": {"aws:UserAgent": f"*{CLIENT}*"}},
            },
        ],
    }
)
"""Refuses what the lock would merely outlive; who holds the store's keys can lift it, but not the lock."""


@dataclass(frozen=True)
class _Held:
    """The archived version of an object."""

    data: bytes
    version: str
    locked_until: datetime | None
    covered: bool


class Archive:
    """``models.ports.ArchiveStore`` over an S3 bucket with object lock."""

    def __init__(self, bucket: Bucket) -> None:
        self._bucket = bucket

    def prepare(self) -> None:
        """Make the bucket unless it is there."""
        self._bucket.prepare()

    def put(self, data: bytes, *, content_type: str, until: datetime) -> StoredObject:
        """Store ``data`` locked until a moment, or lengthen the lock of what is there already."""
        digest, until = hash_of(data).hexdigest(), _whole_seconds(until)
        held = self._held(digest) or self._put_new(digest, data, content_type=content_type, until=until)
        checked(held.data, sha256=digest, name=_key(digest))
        if held.locked_until is None or held.locked_until < until:
            self._bucket.lock(_key(digest), version=held.version, until=until)
            held = self._held(digest) or held
        return _told(held)

    def get(self, sha256: str) -> bytes:
        """Return the archived bytes, their hash checked; ``ObjectMissing`` or ``ObjectDamaged`` otherwise."""
        held = self._held(sha256)
        if held is None:
            raise ObjectMissing(
                "Không có tệp này trong kho lưu trữ.",
                place=_key(sha256),
                remedy="chạy “thidua archive verify” rồi báo người quản trị.",
            )
        return checked(held.data, sha256=sha256, name=_key(sha256))

    def stat(self, sha256: str) -> StoredObject | None:
        """Return what is there, its hash taken by reading every byte; None where nothing is."""
        held = self._held(sha256)
        return None if held is None else _told(held)

    def list(self) -> Iterator[str]:
        """Yield the hash each object is stored under, once, also where something was laid over it."""
        told: str | None = None
        for found in self._bucket.walk(_PREFIX, versions=True):
            digest = str(found.object_name).rsplit("/", 1)[-1]
            if digest != told and not found.is_delete_marker:
                told = digest  # versions of one key follow one another
                yield digest

    def probe_lock(self) -> LockProbe:
        """Try to delete a version locked for a minute, and report; the archive needs ``holds``.

        A probe that is locked for long enough is tried again, and those whose lock is over are removed: they do
        not pile up however often this is done.
        """
        try:
            version = self._standing_probe() or self._write_probe()
        except ThiduaError as error:
            reason = f"Không ghi được tệp thử khóa: {error.message}"
            return LockProbe(holds=False, reason=reason, tried=False)
        if not version:
            return LockProbe(holds=False, reason="Kho không giữ phiên bản, nên không khóa được tệp.")
        with suppress(StoreRefused):  # the refusal is what a lock is for; whether the bytes are still there decides
            self._bucket.remove(_PROBE, version=version)
        if self._bucket.stat(_PROBE, version=version) is None:
            return LockProbe(holds=False, reason="Tệp đang khóa vẫn xóa được: kho này không dùng để lưu trữ được.")
        return LockProbe(holds=True, reason="Khóa lưu trữ có hiệu lực: xóa tệp đang khóa bị từ chối.")

    def _held(self, digest: str) -> _Held | None:
        """Return the version that has its name's hash, else the oldest one; None where there is no version."""
        versions = list(self._bucket.walk(_key(digest), versions=True))
        oldest: _Held | None = None
        for found in sorted(versions, key=lambda one: one.last_modified or datetime.max.replace(tzinfo=UTC)):
            if found.is_delete_marker:
                continue
            version = str(found.version_id)
            fetched = self._bucket.fetch(_key(digest), version=version)
            covered = len(versions) > 1
            held = _Held(data=fetched.data, version=version, locked_until=fetched.locked_until, covered=covered)
            if hash_of(held.data).hexdigest() == digest:
                return held
            oldest = oldest or held
        return oldest

    def _put_new(self, digest: str, data: bytes, *, content_type: str, until: datetime) -> _Held:
        """Put what is not there; who was first at the same moment counts."""
        with suppress(AlreadyThere):
            version = self._bucket.put(_key(digest), data, content_type=content_type, sha256=digest, until=until)
            return _Held(data=data, version=version, locked_until=until, covered=False)
        held = self._held(digest)
        if held is None:
            raise ObjectDamaged(
                "Kho nói đã có tệp này nhưng không đọc được tệp.", place=_key(digest), remedy="báo người quản trị."
            )
        return held

    def _standing_probe(self) -> str | None:
        """Return an earlier probe that is locked for long enough yet; remove those whose lock is over."""
        now = datetime.now(UTC)  # a technical moment, not a business date
        standing = None
        for found in list(self._bucket.walk(_PROBE, versions=True)):
            version = str(found.version_id)
            until = None if found.is_delete_marker else self._bucket.fetch(_PROBE, version=version).locked_until
            if until is not None and until > now + _LONG_ENOUGH:
                standing = version
            elif until is None or until < now:
                with suppress(StoreRefused):  # the store's clock may be behind: the next probe removes it
                    self._bucket.remove(_PROBE, version=version)
        return standing

    def _write_probe(self) -> str:
        until = datetime.now(UTC) + _LOCKED_FOR
        return self._bucket.put(_PROBE, b"probe", content_type="text/plain", until=until)


def _told(held: _Held) -> StoredObject:
    return StoredObject(
        sha256=hash_of(held.data).hexdigest(),
        size=len(held.data),
        version=held.version,
        locked_until=held.locked_until,
        covered=held.covered,
    )


def _whole_seconds(moment: datetime) -> datetime:
    """Return the moment, or the next whole second after it: a store keeps no less."""
    whole = moment.replace(microsecond=0)
    return whole if whole == moment else whole + timedelta(seconds=1)


def _key(digest: str) -> str:
    return f"{_PREFIX}{digest[:2]}/{digest}"
