"""Produced bytes, named by their hash.

An object that no register entry names is removed when it is a day old. Whoever is about to name an object that
is there already must not lose it to that: so ``put`` writes again what is not fresh, which makes it young, and
``delete_unbound`` looks at the age once more right before it removes. The same bytes under the same key change
nothing for a reader.
"""

from collections.abc import Set
from datetime import datetime, timedelta
from hashlib import sha256 as hash_of

from storage.objects.buckets import Bucket
from storage.objects.errors import ObjectDamaged

FRESH = timedelta(hours=1)
_PREFIX = "sha256/"


class Documents:
    """``models.ports.DocumentStore`` over an S3 bucket without versions."""

    def __init__(self, bucket: Bucket) -> None:
        self._bucket = bucket

    def put(self, data: bytes, *, content_type: str) -> str:
        """Store ``data`` under its hash unless it is freshly there; return the sha256 in hex."""
        digest = hash_of(data).hexdigest()
        found = self._bucket.stat(_key(digest))
        if found is None or found.size != len(data) or found.told - found.changed > FRESH:
            self._bucket.put(_key(digest), data, content_type=content_type)
        return digest

    def get(self, sha256: str) -> bytes:
        """Return the bytes, their hash checked; ``ObjectMissing`` or ``ObjectDamaged`` otherwise."""
        return checked(self._bucket.get(_key(sha256)), sha256=sha256, name=_key(sha256))

    def exists(self, sha256: str) -> bool:
        """Tell whether the bytes are there."""
        return self._bucket.stat(_key(sha256)) is not None

    def delete_unbound(self, *, bound: Set[str], older_than: datetime) -> tuple[str, ...]:
        """Delete objects that no record names and that are older than a moment; return their hashes."""
        suspects = [
            digest
            for found in self._bucket.walk(_PREFIX)
            if (digest := str(found.object_name).rsplit("/", 1)[-1]) not in bound
            and found.last_modified is not None
            and found.last_modified < older_than
        ]
        return tuple(digest for digest in suspects if self._delete_old(digest, older_than=older_than))

    def _delete_old(self, digest: str, *, older_than: datetime) -> bool:
        found = self._bucket.stat(_key(digest))
        if found is None or found.changed >= older_than:
            return False
        self._bucket.remove(_key(digest))
        return True


def checked(data: bytes, *, sha256: str, name: str) -> bytes:
    """Return ``data`` when that is its hash, or raise ``ObjectDamaged``."""
    if hash_of(data).hexdigest() != sha256:
        raise ObjectDamaged(
            "Tệp trong kho không còn đúng với mã băm đã ghi.",
            place=name,
            remedy="không dùng tệp này; khôi phục kho từ bản sao lưu và báo người quản trị.",
        )
    return data


def _key(digest: str) -> str:
    return f"{_PREFIX}{digest[:2]}/{digest}"
