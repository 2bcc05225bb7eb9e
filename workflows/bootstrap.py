"""The one place where ports meet what stands behind them."""

import time

from doc_templates.pdf import LibreOffice, Limits
from models.errors import ThiduaError, Unavailable
from models.ports import PdfConverter
from storage.objects import Objects, open_objects
from storage.registry import migrate, open_registry
from storage.search import open_index
from workflows.services import ArchiveRules, Services
from workflows.settings import Settings


class NotConfigured(Unavailable):
    """A part of the service has no address in the settings."""

    code = "not-configured"


class LockUnsafe(ThiduaError):
    """The object store deleted what was locked, or could not lock: nothing may be archived there."""

    code = "lock-unsafe"
    http_status = 503
    exit_code = 5


def build_services(settings: Settings) -> Services:
    """Return the services that the settings describe; nothing is connected before it is used.

    Raises ``NotConfigured`` naming each missing setting.
    """
    objects = _open_objects(settings)
    return Services(
        registry=open_registry(_database_url(settings)),
        documents=objects.documents,
        templates=objects.templates,
        search=open_index(settings.search_dir),
        pdf=build_converter(settings),
        archive=objects.archive,
        archive_rules=ArchiveRules(
            allowed=settings.archive, lock_days=settings.archive_lock_days, own_store=settings.local_stack
        ),
    )


def build_converter(settings: Settings) -> PdfConverter:
    """Return the converter that the settings describe; it needs no server."""
    limits = Limits(seconds_per_file=settings.pdf_seconds)
    return LibreOffice(soffice=settings.soffice, workers=settings.pdf_workers, limits=limits)


def prepare_stores(settings: Settings) -> None:
    """Bring the registry's tables up to date and make the buckets; safe to repeat and to do at once."""
    objects = _open_objects(settings)
    migrate(_database_url(settings))
    objects.prepare()


def check_registry(settings: Settings) -> None:
    """Raise ``Unavailable`` with the reason when the database does not answer or is not migrated."""
    _require(settings)
    registry = open_registry(_database_url(settings))
    try:
        registry.check()
    finally:
        registry.close()


def probe_lock(settings: Settings, *, patience_seconds: float = 20) -> str:
    """Try the archive's lock and return what was seen; raise ``LockUnsafe`` where it does not hold.

    A store that was started a moment ago may not take bytes yet; it is asked again for ``patience_seconds``.
    """
    objects = _open_objects(settings)
    give_up = time.monotonic() + patience_seconds
    probe = objects.probe_lock()
    while not probe.tried and time.monotonic() < give_up:
        time.sleep(0.5)
        probe = objects.probe_lock()
    if not probe.holds:
        raise LockUnsafe(probe.reason, place=settings.s3_endpoint, remedy="dùng kho S3 có khóa đối tượng (object lock)")
    return probe.reason


def check_pdf(settings: Settings) -> str:
    """Return the program and the font that PDFs are made with, or raise ``Unavailable`` with what to install."""
    return LibreOffice(soffice=settings.soffice, workers=settings.pdf_workers).check()


def _open_objects(settings: Settings) -> Objects:
    _require(settings)
    return open_objects(
        endpoint=settings.s3_endpoint or "",
        access_key=settings.s3_access_key or "",
        secret_key=settings.s3_secret_key.get_secret_value() if settings.s3_secret_key else "",
        secure=settings.s3_secure,
        bucket_prefix=settings.s3_bucket_prefix,
    )


def _database_url(settings: Settings) -> str:
    return settings.database_url.get_secret_value() if settings.database_url else ""


def _require(settings: Settings) -> None:
    needed = ("database_url", "s3_endpoint", "s3_access_key", "s3_secret_key")
    missing = [f"THIDUA_{name.upper()}" for name in needed if not getattr(settings, name)]
    if missing:
        raise NotConfigured(
            f"Chưa thiết đặt: {', '.join(missing)}.",
            remedy="chạy `thidua up` để dùng các máy chủ đi kèm, hoặc đặt các biến này trỏ tới máy chủ của cơ quan.",
        )
