"""A dossier: all papers of one unit for one form of award, and the way it goes from unit to Board and back."""

from datetime import date
from enum import StrEnum
from typing import NewType

from models.awards.nominations import AwardForm
from models.awards.nominees import NomineeId
from models.awards.regulations import PartKind
from models.base import Value
from models.documents import CampaignId
from models.errors import Conflict
from models.organisation import UnitId

DossierId = NewType("DossierId", str)
"""Campaign, unit and form: ``dong-nai-2024:dong-nai.xuan-loc:bang_khen_tinh``."""


class DossierPart(Value):
    """One paper of a dossier as it lies there."""

    kind: PartKind
    nominee: NomineeId | None = None
    """Whose report it is; absent for a paper of the whole dossier."""
    document: int | None = None
    """The register entry, where this service made the paper."""
    confirmed: bool = False
    """The submitting level has confirmed it."""
    sha256: str | None = None
    received_on: date | None = None

    @property
    def is_there(self) -> bool:
        """Tell whether the paper itself has come: a document of the house, or bytes from outside."""
        return self.document is not None or self.sha256 is not None


class DossierState(StrEnum):
    """How far a dossier has come."""

    ASSEMBLING = "assembling"
    INCOMPLETE = "incomplete"
    COMPLETE = "complete"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    CLOSED = "closed"


DOSSIER_STATE_NAMES: dict[DossierState, str] = {
    DossierState.ASSEMBLING: "đang lập",
    DossierState.INCOMPLETE: "còn thiếu",
    DossierState.COMPLETE: "đủ thành phần",
    DossierState.SUBMITTED: "đã nộp",
    DossierState.RETURNED: "bị trả lại",
    DossierState.CLOSED: "đã kết thúc",
}

_AT_UNIT = (DossierState.ASSEMBLING, DossierState.INCOMPLETE, DossierState.COMPLETE, DossierState.RETURNED)


class Dossier(Value):
    """The papers of one nominating unit for one form of award."""

    id: DossierId
    campaign_id: CampaignId
    unit: UnitId
    form: AwardForm
    state: DossierState = DossierState.ASSEMBLING
    parts: tuple[DossierPart, ...] = ()
    return_reason: str | None = None
    """Why it was last sent back."""
    submitted_on: date | None = None
    zip_sha256: str | None = None
    pdf_sha256: str | None = None
    index_document: int | None = None
    """The register entry of its cover and index."""
    edition: int = 1
    """Counts its submissions: a dossier that was sent back is submitted again as the next edition."""

    @property
    def at_unit(self) -> bool:
        """Tell whether the unit may still change it."""
        return self.state in _AT_UNIT


class DossierClosed(Conflict):
    """The dossier has been submitted or closed and takes no change."""

    code = "dossier-closed"


class NoReturnReason(Conflict):
    """A dossier was to be sent back without saying why."""

    code = "no-return-reason"


def dossier_id(*, campaign: CampaignId, unit: UnitId, form: AwardForm) -> DossierId:
    """Return a dossier's natural key."""
    return DossierId(f"{campaign}:{unit}:{form}")


def part_in(dossier: Dossier, *, kind: PartKind, nominee: NomineeId | None = None) -> DossierPart | None:
    """Return the paper of that kind (of that nominee), if the dossier holds it."""
    return next((one for one in dossier.parts if one.kind is kind and one.nominee == nominee), None)


def with_part(dossier: Dossier, part: DossierPart) -> Dossier:
    """Return the dossier with a paper put in, in the place of an earlier one of the same kind and nominee.

    Raises ``DossierClosed`` once it has been submitted.
    """
    _open(dossier)
    kept = tuple(one for one in dossier.parts if (one.kind, one.nominee) != (part.kind, part.nominee))
    if part in dossier.parts:
        return dossier
    return dossier.model_copy(update={"parts": (*kept, part)})


def without_part(dossier: Dossier, *, kind: PartKind, nominee: NomineeId | None = None) -> Dossier:
    """Return the dossier without that paper: a nominee withdrew. Raises ``DossierClosed``."""
    _open(dossier)
    kept = tuple(one for one in dossier.parts if (one.kind, one.nominee) != (kind, nominee))
    return dossier.model_copy(update={"parts": kept})


def returned(dossier: Dossier, *, reason: str) -> Dossier:
    """Return a submitted dossier sent back to its unit; raises ``NoReturnReason`` or ``DossierClosed``."""
    if not reason.strip():
        raise NoReturnReason("Trả lại hồ sơ phải ghi lý do.", remedy="ghi rõ thành phần còn thiếu hoặc chỗ phải sửa.")
    if dossier.state is not DossierState.SUBMITTED:
        raise DossierClosed(
            f"Hồ sơ {DOSSIER_STATE_NAMES[dossier.state]}, không trả lại được.",
            place=dossier.id,
            remedy="chỉ hồ sơ đã nộp mới trả lại được.",
        )
    return dossier.model_copy(
        update={"state": DossierState.RETURNED, "return_reason": reason.strip(), "edition": dossier.edition + 1}
    )


def closed(dossier: Dossier) -> Dossier:
    """Return a submitted dossier closed, its awards decided; raises ``DossierClosed`` where it is not there yet."""
    if dossier.state is DossierState.CLOSED:
        return dossier
    if dossier.state is not DossierState.SUBMITTED:
        raise DossierClosed(
            f"Hồ sơ {DOSSIER_STATE_NAMES[dossier.state]}, chưa kết thúc được.",
            place=dossier.id,
            remedy="nộp hồ sơ trước.",
        )
    return dossier.model_copy(update={"state": DossierState.CLOSED})


def _open(dossier: Dossier) -> None:
    if not dossier.at_unit:
        raise DossierClosed(
            f"Hồ sơ {DOSSIER_STATE_NAMES[dossier.state]}, không thay đổi thành phần được nữa.",
            place=dossier.id,
            remedy="đề nghị cơ quan nhận trả lại hồ sơ, nêu rõ lý do.",
        )
