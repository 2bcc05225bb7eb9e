"""The one place where ports meet what stands behind them."""

from doc_templates.pdf import LibreOffice
from models.errors import Unavailable
from storage.objects import open_objects
from storage.registry import open_registry
from storage.search import open_index
from workflows.services import Services
from workflows.settings import Settings


class NotConfigured(Unavailable):
    """A part of the service has no address in the settings."""

    code = "not-configured"


def build_services(settings: Settings) -> Services:
    """Return the services that the settings describe; nothing is connected before it is used.

    Raises ``NotConfigured`` naming each missing setting.
    """
    _require(settings)
    objects = open_objects(
        endpoint=settings.s3_endpoint or "",
        access_key=settings.s3_access_key or "",
        secret_key=settings.s3_secret_key.get_secret_value() if settings.s3_secret_key else "",
        secure=settings.s3_secure,
        bucket_prefix=settings.s3_bucket_prefix,
    )
    return Services(
        registry=open_registry(settings.database_url.get_secret_value() if settings.database_url else ""),
        documents=objects.documents,
        templates=objects.templates,
        search=open_index(settings.search_dir),
        pdf=LibreOffice(soffice=settings.soffice, workers=settings.pdf_workers),
    )


def _require(settings: Settings) -> None:
    needed = ("database_url", "s3_endpoint", "s3_access_key", "s3_secret_key")
    missing = [f"THIDUA_{name.upper()}" for name in needed if not getattr(settings, name)]
    if missing:
        raise NotConfigured(
            f"Chưa cấu hình: {', '.join(missing)}.",
            remedy="chạy `thidua up` để dùng các máy chủ đi kèm, hoặc đặt các biến này trỏ tới máy chủ của cơ quan.",
        )
