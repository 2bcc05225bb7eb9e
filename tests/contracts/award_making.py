"""Values of a campaign's end for tests: nominations, sessions, dossiers, archive records."""

from datetime import UTC, date, datetime, time
from hashlib import sha256
from typing import Any

from models.awards.archive import ArchiveId, ArchiveRecord, dossier_archive_id
from models.awards.archive_data import DocumentData, FileData
from models.awards.councils import CouncilSession
from models.awards.dossiers import Dossier, DossierPart, dossier_id
from models.awards.nominations import AwardForm, CollectiveWords, Nomination, nomination_id
from models.awards.nominees import Nominee, NomineeKind, nominee_id
from models.awards.regulations import PartKind
from models.documents import CampaignId
from models.organisation import UnitId

XUAN_LOC = UnitId("dong-nai.xuan-loc")
BANG_KHEN = AwardForm.BANG_KHEN_TINH
DECEMBER = date(2024, 12, 2)
TOMORROW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def nominee(number: int = 1, /, **changes: Any) -> Nominee:
    values: dict[str, Any] = {
        "id": nominee_id(unit=XUAN_LOC, kind=NomineeKind.COLLECTIVE, number=number),
        "kind": NomineeKind.COLLECTIVE,
        "name": f"Phòng Tư pháp (mẫu {number})",
        "unit": XUAN_LOC,
    }
    return Nominee.model_validate(values | changes)


def nomination(campaign_id: CampaignId, number: int = 1, /, **changes: Any) -> Nomination:
    proposed = nominee(number)
    values: dict[str, Any] = {
        "id": nomination_id(campaign=campaign_id, nominee=proposed.id, form=BANG_KHEN),
        "campaign_id": campaign_id,
        "unit": XUAN_LOC,
        "form": BANG_KHEN,
        "nominee": proposed,
        "achievement": "Đã có thành tích xuất sắc trong số hóa dữ liệu hộ tịch (mẫu)",
        "report": CollectiveWords(characteristics=("a",), functions=("b",), achievements=("c",)),
        "order": number,
    }
    return Nomination.model_validate(values | changes)


def session(campaign_id: CampaignId, **changes: Any) -> CouncilSession:
    values: dict[str, Any] = {
        "campaign_id": campaign_id,
        "unit": XUAN_LOC,
        "form": BANG_KHEN,
        "held_on": DECEMBER,
        "start": time(8),
        "end": time(9, 30),
        "place": "Phòng họp (mẫu)",
        "members_total": 9,
        "present": 9,
        "chair": "Người chủ trì (mẫu)",
        "chair_role": "Chủ tịch Hội đồng",
        "secretary": "Thư ký (mẫu)",
        "votes_for": 9,
        "votes_base": 9,
    }
    return CouncilSession.model_validate(values | changes)


def part(kind: PartKind = PartKind.MINUTES, /, **changes: Any) -> DossierPart:
    values: dict[str, Any] = {"kind": kind, "confirmed": True, "sha256": hashed(kind), "received_on": DECEMBER}
    return DossierPart.model_validate(values | changes)


def dossier(campaign_id: CampaignId, **changes: Any) -> Dossier:
    values: dict[str, Any] = {
        "id": dossier_id(campaign=campaign_id, unit=XUAN_LOC, form=BANG_KHEN),
        "campaign_id": campaign_id,
        "unit": XUAN_LOC,
        "form": BANG_KHEN,
    }
    return Dossier.model_validate(values | changes)


def document_data(**changes: Any) -> DocumentData:
    values: dict[str, Any] = {
        "file_catalog": 2024,
        "type_name": "Kế hoạch",
        "code_number": "01",
        "code_notation": "KH-STP",
        "issued_on": DECEMBER,
        "organ_name": "Sở Tư pháp",
        "subject": "Triển khai phong trào thi đua",
    }
    return DocumentData.model_validate(values | changes)


def file_data(**changes: Any) -> FileData:
    values: dict[str, Any] = {"file_catalog": 2024, "title": "Hồ sơ", "maintenance": "Vĩnh viễn", "doc_total": 4}
    return FileData.model_validate(values | changes)


def archived(campaign_id: CampaignId, name: str, /, **changes: Any) -> ArchiveRecord:
    """Return the record of a file of the campaign's own, unless ``document`` or ``dossier`` says otherwise."""
    values: dict[str, Any] = {
        "id": ArchiveId(f"{campaign_id}:{name}"),
        "campaign_id": campaign_id,
        "sha256": hashed(name),
        "version": "v1",
        "size": 3,
        "content_type": "application/zip",
        "title": "Hồ sơ",
        "metadata": file_data(),
        "locked_until": TOMORROW,
        "archived_on": DECEMBER,
    }
    return ArchiveRecord.model_validate(values | changes)


def package(held: Dossier, /, **changes: Any) -> ArchiveRecord:
    """Return the record of a dossier's ZIP."""
    own = {
        "id": dossier_archive_id(held.id, edition=held.edition, rendition="zip"),
        "dossier": held.id,
        "sha256": held.zip_sha256 or hashed(held.id),
    }
    return archived(held.campaign_id, "zip", **(own | changes))


def hashed(text: str) -> str:
    return sha256(text.encode()).hexdigest()
