"""Buckets over the minio client: made at first use, waits bounded, every error translated."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import Any

import urllib3
from minio import Minio
from minio.commonconfig import ENABLED
from minio.datatypes import Object
from minio.error import S3Error
from minio.retention import Retention
from minio.versioningconfig import VersioningConfig

from storage.objects.errors import StoreRefused, translated

_OWNED = {"BucketAlreadyOwnedByYou", "BucketAlreadyExists"}


_NO_POLICIES = {"AccessDenied", "NotImplemented", "MethodNotAllowed"}
_ONE_PART = 5 * 1024**3
"""Bytes: the most that S3 takes in one piece."""


class _NewOnly(urllib3.PoolManager):
    """Connections that put an object only where none is yet; the client library has no way to say so.

    S3 does not count the header as part of what is signed. Keys outside ``sha256/`` are put as ever.
    """

    def urlopen(self, *request: Any, **options: Any) -> Any:
        """Send the request (method, address), with ``If-None-Match: *`` where it puts an object by its hash."""
        method, url = request[:2]
        if method == "PUT" and "/sha256/" in url and "?" not in url:
            options["headers"] = {**options["headers"], "If-None-Match": "*"}
        return super().urlopen(*request, **options)


def make_client(
    *, endpoint: str, access_key: str, secret_key: str, secure: bool, region: str, new_only: str | None = None
) -> Minio:
    """Return a client whose calls end: 3 s to connect, 30 s to answer, three more tries with growing pauses.

    With ``new_only`` it overwrites nothing under ``sha256/``, names itself so to the store, and takes a fault that
    the store tells at its word: SeaweedFS itself reads damaged bytes for a quarter of a minute before it does.
    """
    retries = urllib3.Retry(
        total=3,
        backoff_factor=0.2,
        status_forcelist=(502, 503, 504) if new_only else (500, 502, 503, 504),
        raise_on_status=False,
        respect_retry_after_header=False,
    )
    connections = _NewOnly if new_only else urllib3.PoolManager
    pool = connections(timeout=urllib3.Timeout(connect=3, read=30), retries=retries, maxsize=10)
    try:
        client = Minio(
            endpoint, access_key=access_key, secret_key=secret_key, secure=secure, region=region, http_client=pool
        )
    except ValueError as error:
        raise StoreRefused(
            "Địa chỉ kho tệp không đọc được.",
            place=endpoint,
            remedy="đặt THIDUA_S3_ENDPOINT theo dạng máy:cổng, không có http:// và không có đường dẫn.",
        ) from error
    if new_only:
        client.set_app_info(new_only, "1")
    return client


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


@dataclass(frozen=True)
class Fetched:
    """The bytes of one version, and until when the store says it is locked."""

    data: bytes
    locked_until: datetime | None


class Bucket:
    """One bucket; it is made, with what it needs, when it is first used.

    ``policy`` is JSON with ``%s`` for the bucket's name. A store that knows no policies, or leaves them to somebody
    else, is used without.
    """

    def __init__(
        self, client: Minio, name: str, *, versioned: bool = False, locked: bool = False, policy: str | None = None
    ) -> None:
        self._client = client
        self._name = name
        self._versioned = versioned
        self._locked = locked
        self._policy = policy
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
            if self._policy:
                self._keep_policy(self._policy.replace("%s", self._name))
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
                part_size=_ONE_PART if until else 0,
                retention=Retention("COMPLIANCE", until) if until else None,
            )
        return written.version_id or ""

    def get(self, key: str, *, version: str | None = None) -> bytes:
        """Return the bytes, or raise ``ObjectMissing``."""
        return self.fetch(key, version=version).data

    def fetch(self, key: str, *, version: str | None = None) -> Fetched:
        """Return the bytes and their lock, or raise ``ObjectMissing``."""
        self.prepare()
        with translated(self._place(key)):
            answer = self._client.get_object(self._name, key, version_id=version)
            try:
                return Fetched(data=bytes(answer.read()), locked_until=_locked_until(answer.headers))
            finally:
                answer.close()
                answer.release_conn()

    def lock(self, key: str, *, version: str, until: datetime) -> None:
        """Lock a version for longer than it is; shorter is refused by the store."""
        self.prepare()
        with translated(self._place(key)):
            self._client.set_object_retention(self._name, key, Retention("COMPLIANCE", until), version_id=version)

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

    def _keep_policy(self, policy: str) -> None:
        try:
            self._client.set_bucket_policy(self._name, policy)
        except S3Error as error:
            if error.code not in _NO_POLICIES:
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


def _locked_until(headers: Mapping[str, str]) -> datetime | None:
    """Return the moment of a lock that nobody can lift (COMPLIANCE)."""
    told = {name.lower(): value for name, value in headers.items()}
    until = told.get("x-amz-object-lock-retain-until-date")
    if until is None or told.get("x-amz-object-lock-mode") != "COMPLIANCE":
        return None
    return datetime.fromisoformat(until)
