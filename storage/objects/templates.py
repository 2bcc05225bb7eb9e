"""Word templates under one named key for each kind, every version kept."""

from hashlib import sha256 as hash_of

from models.documents import DocumentKind, TemplateVersion
from storage.objects.buckets import Bucket
from storage.objects.documents import checked

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Templates:
    """``models.ports.TemplateStore`` over an S3 bucket with versions."""

    def __init__(self, bucket: Bucket) -> None:
        self._bucket = bucket

    def publish(self, kind: DocumentKind, data: bytes) -> TemplateVersion:
        """Store a version and return it; bytes equal to the newest version add none.

        Two who publish the same bytes at the very same moment add two versions of them: S3 has no condition that
        would prevent it, and no harm comes of it, since a document names the very version it was made from.
        """
        digest = hash_of(data).hexdigest()
        newest = self.latest(kind)
        if newest is not None and newest.sha256 == digest:
            return newest
        version = self._bucket.put(_key(kind), data, content_type=_DOCX, sha256=digest)
        return TemplateVersion(kind=kind, key=_key(kind), version=version, sha256=digest)

    def get(self, version: TemplateVersion) -> bytes:
        """Return that very version's bytes, their hash checked; ``ObjectMissing`` or ``ObjectDamaged`` otherwise."""
        name = f"{version.key} ({version.version})"
        return checked(self._bucket.get(version.key, version=version.version), sha256=version.sha256, name=name)

    def find(self, kind: DocumentKind, version: str) -> TemplateVersion | None:
        """Return the version of the kind's template with that id, if the store has it."""
        found = self._bucket.stat(_key(kind), version=version)
        return None if found is None else self._version(kind, version, sha256=found.sha256)

    def latest(self, kind: DocumentKind) -> TemplateVersion | None:
        """Return the newest version of the kind's template, if any."""
        found = self._bucket.stat(_key(kind))
        return None if found is None else self._version(kind, found.version, sha256=found.sha256)

    def history(self, kind: DocumentKind) -> tuple[TemplateVersion, ...]:
        """Return every version, newest first."""
        listed = [
            str(found.version_id)
            for found in self._bucket.walk(_key(kind), versions=True)
            if found.object_name == _key(kind) and not found.is_delete_marker
        ]
        stats = [(version, self._bucket.stat(_key(kind), version=version)) for version in listed]
        return tuple(self._version(kind, version, sha256=stat.sha256) for version, stat in stats if stat is not None)

    def _version(self, kind: DocumentKind, version: str, *, sha256: str | None) -> TemplateVersion:
        """Return the version; the hash is counted from its bytes where another program uploaded it without one."""
        digest = sha256 or hash_of(self._bucket.get(_key(kind), version=version)).hexdigest()
        return TemplateVersion(kind=kind, key=_key(kind), version=version, sha256=digest)


def _key(kind: DocumentKind) -> str:
    return f"{kind.value}.docx"
