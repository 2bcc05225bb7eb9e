"""Where the concrete stores meet the steps; web, command line and flows call it once per process."""

from doc_templates.pdf import LibreOffice
from models.errors import ThiduaError
from storage.objects import Objects, open_objects
from storage.registry import SqlRegistry, migrate, open_registry
from storage.search import open_index
from workflows.services import Services
from workflows.settings import Settings


class SettingMissing(ThiduaError):
    """A server's address is in no setting."""

    code = "setting-missing"
    http_status = 503
    exit_code = 2


class LockUnsafe(ThiduaError):
    """The object store deleted what was locked, or could not lock: nothing may be archived there."""

    code = "lock-unsafe"
    http_status = 503
    exit_code = 5


def build_services(settings: Settings) -> Services:
    """Return the outside world of the steps; nothing is sent before it is used."""
    objects = _objects(settings)
    return Services(
        registry=_registry(settings),
        documents=objects.documents,
        templates=objects.templates,
        search=open_index(settings.search_dir),
        pdf=LibreOffice(soffice=settings.soffice, workers=settings.pdf_workers),
    )


def prepare_stores(settings: Settings) -> None:
    """Bring the registry's tables up to date and make the buckets; safe to repeat and to call at once."""
    migrate(_database_url(settings))
    _objects(settings).prepare()


def check_registry(settings: Settings) -> None:
    """Raise ``Unavailable`` with the reason when the database does not answer or is not migrated."""
    registry = _registry(settings)
    try:
        registry.check()
    finally:
        registry.close()


def probe_lock(settings: Settings) -> str:
    """Try the archive's lock and return what was seen; raise ``LockUnsafe`` where it does not hold."""
    probe = _objects(settings).probe_lock()
    if not probe.holds:
        raise LockUnsafe(probe.reason, place=settings.s3_endpoint, remedy="dùng kho S3 có khóa đối tượng (object lock)")
    return probe.reason


def _registry(settings: Settings) -> SqlRegistry:
    return open_registry(_database_url(settings))


def _database_url(settings: Settings) -> str:
    if settings.database_url is None:
        raise _missing("cơ sở dữ liệu", "THIDUA_DATABASE_URL")
    return settings.database_url.get_secret_value()


def _objects(settings: Settings) -> Objects:
    if not (settings.s3_endpoint and settings.s3_access_key and settings.s3_secret_key):
        raise _missing("kho tệp S3", "THIDUA_S3_ENDPOINT, THIDUA_S3_ACCESS_KEY, THIDUA_S3_SECRET_KEY")
    return open_objects(
        endpoint=settings.s3_endpoint,
        access_key=settings.s3_access_key,
        secret_key=settings.s3_secret_key.get_secret_value(),
        secure=settings.s3_secure,
        bucket_prefix=settings.s3_bucket_prefix,
    )


def _missing(what: str, names: str) -> SettingMissing:
    return SettingMissing(
        f"Chưa có địa chỉ của {what}.", place=names, remedy="chạy `thidua up`, hoặc đặt các biến này (docs/settings.md)"
    )
