"""A dossier's package for whoever may see it: the ZIP and the bookmarked PDF."""

from models.accounts import Scope
from models.awards.dossiers import Dossier, DossierId
from models.awards.nominations import SHORT_AWARD_NAMES
from models.documents import CampaignId
from models.errors import Conflict, NotFound
from models.text import slug
from workflows.services import Services
from workflows.steps.documents.files import DocumentFile


class UnseenDossier(NotFound):
    """There is no such dossier, or the reader may not know of it."""

    code = "unseen-dossier"


class NotBoundYet(Conflict):
    """The dossier's package was not made yet."""

    code = "not-bound-yet"


def dossier_zip(services: Services, *, dossier: DossierId, scope: Scope) -> DocumentFile:
    """Return the dossier's ZIP; raises ``UnseenDossier`` or ``NotBoundYet``."""
    held = visible_dossier(services, dossier=dossier, scope=scope)
    return DocumentFile(name=f"{_stem(services, held)}.zip", data=_bytes(services, held.zip_sha256))


def dossier_pdf(services: Services, *, dossier: DossierId, scope: Scope) -> DocumentFile:
    """Return the dossier's bookmarked PDF; raises ``UnseenDossier`` or ``NotBoundYet``."""
    held = visible_dossier(services, dossier=dossier, scope=scope)
    return DocumentFile(name=f"{_stem(services, held)}.pdf", data=_bytes(services, held.pdf_sha256))


def visible_dossier(services: Services, *, dossier: DossierId, scope: Scope) -> Dossier:
    """Return the dossier where the reader may see it, else raise ``UnseenDossier``."""
    with services.registry.begin() as tx:
        campaign_id, *_ = dossier.split(":")
        held = [one for one in tx.dossiers.list(CampaignId(campaign_id)) if one.id == dossier]
    if not held or (scope.units is not None and held[0].unit not in scope.units):
        raise UnseenDossier(
            f"Không có hồ sơ “{dossier}”, hoặc tài khoản không được xem hồ sơ này.",
            remedy="tải lại danh sách hồ sơ, hoặc đăng nhập bằng tài khoản được xem.",
        )
    return held[0]


def _bytes(services: Services, sha256: str | None) -> bytes:
    if sha256 is None:
        raise NotBoundYet(
            "Hồ sơ chưa được đóng thành tệp.", remedy="thực hiện bước “Đóng hồ sơ đề nghị khen thưởng”, rồi tải lại."
        )
    return services.documents.get(sha256)


def _stem(services: Services, dossier: Dossier) -> str:
    with services.registry.begin() as tx:
        unit = tx.units.directory().unit(dossier.unit)
    return f"ho-so-{slug(SHORT_AWARD_NAMES[dossier.form])}-{slug(unit.name)}"
