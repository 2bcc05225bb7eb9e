"""Which template version a campaign's documents take."""

from doc_templates.catalogue import TEMPLATES
from models.campaign import Campaign
from models.documents import DocumentKind, TemplateVersion
from models.errors import Conflict
from workflows.services import Services


class TemplatesMissing(Conflict):
    """No template of that kind is in the store yet."""

    code = "templates-missing"


def template_in_use(services: Services, campaign: Campaign, kind: DocumentKind) -> TemplateVersion:
    """Return the version that the campaign keeps to, else the newest; raises ``TemplatesMissing``."""
    pinned = campaign.template_versions.get(kind)
    if pinned is not None:
        return _kept_version(services, campaign, kind, pinned)
    newest = services.templates.latest(kind)
    if newest is None:
        raise TemplatesMissing(
            f"Kho chưa có mẫu văn bản: {TEMPLATES[kind].title}.",
            remedy="đưa các mẫu văn bản vào kho (bước “Đưa mẫu văn bản vào kho”), rồi thực hiện lại.",
        )
    return newest


def _kept_version(services: Services, campaign: Campaign, kind: DocumentKind, pinned: str) -> TemplateVersion:
    """Return the version that a campaign keeps to; another one is never taken in silence."""
    version = services.templates.find(kind, pinned)
    if version is None:
        raise TemplatesMissing(
            f"Kho không còn phiên bản mẫu “{TEMPLATES[kind].title}” mà phong trào đang dùng.",
            place=pinned,
            remedy=f"khôi phục kho, hoặc cho phong trào dùng bản khác: thidua template use {campaign.id} {kind.value}.",
        )
    return version


def require_templates(services: Services) -> None:
    """Raise ``TemplatesMissing`` naming every kind of document for which the store has no template."""
    missing = [spec.title for kind, spec in TEMPLATES.items() if services.templates.latest(kind) is None]
    if missing:
        raise TemplatesMissing(
            f"Kho chưa có mẫu văn bản: {', '.join(missing)}.",
            remedy="đưa các mẫu văn bản vào kho (bước “Đưa mẫu văn bản vào kho”), rồi thực hiện lại.",
        )
