"""Buckets over the minio client: made at first use, waits bounded, every error translated."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from io import BytesIO

import urllib3
from minio import Minio
from minio.commonconfig import ENABLED
from minio.datatypes import Object
from minio.error import S3Error
from minio.retention import Retention
from minio.versioningconfig import VersioningConfig

from storage.objects.errors import translated

_OWNED = {"BucketAlreadyOwnedByYou", "BucketAlreadyExists"}


def make_client(*, endpoint: str, access_key: str, secret_key: str, secure: bool, region: str) -> Minio:
    """Return a client whose calls end: 3 s to connect, 30 s to answer, three more tries with growing pauses."""
    retries = urllib3.Retry(
        total=3,
        backoff_factor=0.2,
        status_forcelist=(500, 502, 503, 504),
        raise_on_status=False,
        respect_retry_after_header=False,
    )
    pool = urllib3.PoolManager(timeout=urllib3.Timeout(connect=3, read=30), retries=retries, maxsize=10)
    return Minio(endpoint, access_key=access_key, secret_key=secret_key, secure=secure, region=region, http_client=pool)


@dataclass(frozen=True)
class Stat:
    """What the store says about an object, by its own clock."""

    size: int
    version: str
    changed: datetime
    told: datetime
    """When the store said so."""
    sha256: str | None
    """The hash kept beside the bytes, where the one who put them kept it."""


class Bucket:
    """One bucket; it is made, with what it needs, when it is first used."""

    def __init__(self, client: Minio, name: str, *, versioned: bool = False, locked: bool = False) -> None:
        self._client = client
        self._name = name
        self._versioned = versioned
        self._locked = locked
        self._ready = False

    def prepare(self) -> None:
        """Make the bucket unless it is there."""
        if self._ready:
            return
        with translated(self._name):
            if not self._client.bucket_exists(self._name):
                self._make()
            if self._versioned:
                self._client.set_bucket_versioning(self._name, VersioningConfig(ENABLED))
        self._ready = True

    def put(
        self, key: str, data: bytes, *, content_type: str, sha256: str | None = None, until: datetime | None = None
    ) -> str:
        """Store bytes, locked for good until ``until`` where given; return the version id ("" without versions)."""
        self.prepare()
        with translated(self._place(key)):
            written = self._client.put_object(
                self._name,
                key,
                BytesIO(data),
                len(data),
                content_type=content_type,
                metadata={"sha256": sha256} if sha256 else None,
                retention=Retention("COMPLIANCE", until) if until else None,
            )
        return written.version_id or ""

    def get(self, key: str, *, version: str | None = None) -> bytes:
        """Return the bytes, or raise ``ObjectMissing``."""
        self.prepare()
        with translated(self._place(key)):
            answer = self._client.get_object(self._name, key, version_id=version)
            try:
                return bytes(answer.read())
            finally:
                answer.close()
                answer.release_conn()

    def stat(self, key: str, *, version: str | None = None) -> Stat | None:
        """Return what is known of an object; None where there is none."""
        self.prepare()
        with translated(self._place(key)):
            try:
                found = self._client.stat_object(self._name, key, version_id=version)
            except S3Error as error:
                if error.code in ("NoSuchKey", "NoSuchVersion", "NoSuchObject", "MethodNotAllowed"):
                    return None
                raise
        return _stat(found)

    def walk(self, prefix: str, *, versions: bool = False) -> Iterator[Object]:
        """Yield every object, or every version, whose key begins with ``prefix``."""
        self.prepare()
        with translated(self._place(prefix)):
            yield from self._client.list_objects(self._name, prefix=prefix, recursive=True, include_version=versions)

    def remove(self, key: str, *, version: str | None = None) -> None:
        """Remove an object, or one version of it."""
        self.prepare()
        with translated(self._place(key)):
            self._client.remove_object(self._name, key, version_id=version)

    def _make(self) -> None:
        """Make the bucket; another process may make it at the same moment."""
        try:
            self._client.make_bucket(self._name, object_lock=self._locked)
        except S3Error as error:
            if error.code not in _OWNED:
                raise

    def _place(self, key: str) -> str:
        return f"{self._name}/{key}"


def _stat(found: Object) -> Stat:
    headers = {name.lower(): value for name, value in (found.metadata or {}).items()}
    changed = found.last_modified
    told = headers.get("date")
    if changed is None or told is None:
        raise ValueError("an S3 answer without Last-Modified or Date")
    return Stat(
        size=found.size or 0,
        version=found.version_id or "",
        changed=changed,
        told=parsedate_to_datetime(told),
        sha256=headers.get("x-amz-meta-sha256"),
    )
