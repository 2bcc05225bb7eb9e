"""Objects: any S3 store through the minio client; buckets are made when they are first used.

``open_objects`` gives the ports ``DocumentStore``, ``TemplateStore`` and ``ArchiveStore``.
"""

from dataclasses import dataclass

from models.ports import LockProbe
from storage.objects.archive import CLIENT, POLICY, Archive
from storage.objects.buckets import Bucket, make_client
from storage.objects.documents import Documents
from storage.objects.templates import Templates

__all__ = ["Archive", "Documents", "LockProbe", "Objects", "Templates", "open_objects"]


@dataclass(frozen=True)
class Objects:
    """The three buckets of one installation."""

    documents: Documents
    templates: Templates
    archive: Archive
    buckets: tuple[Bucket, ...]

    def prepare(self) -> None:
        """Make every bucket unless it is there; ``Unavailable`` with the reason when the store does not answer."""
        for bucket in self.buckets:
            bucket.prepare()

    def probe_lock(self) -> LockProbe:
        """Try the archive's lock; see ``Archive.probe_lock``."""
        return self.archive.probe_lock()


def open_objects(
    *,
    endpoint: str,
    access_key: str,
    secret_key: str,
    secure: bool = False,
    bucket_prefix: str = "thidua-",
    region: str = "us-east-1",
) -> Objects:
    """Return the stores at ``host:port``; nothing is sent before they are used."""
    client, archiving = (
        make_client(
            endpoint=endpoint,
            access_key=access_key,
            secret_key=secret_key,
            secure=secure,
            region=region,
            new_only=new_only,
        )
        for new_only in (None, CLIENT)
    )
    documents = Bucket(client, f"{bucket_prefix}documents")
    templates = Bucket(client, f"{bucket_prefix}templates", versioned=True)
    archive = Bucket(archiving, f"{bucket_prefix}archive", locked=True, policy=POLICY)
    return Objects(
        documents=Documents(documents),
        templates=Templates(templates),
        archive=Archive(archive),
        buckets=(documents, templates, archive),
    )
