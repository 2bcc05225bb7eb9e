"""What is laid away for good: which bytes, with which data, for how long, and locked until when."""

from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from pydantic import Field

from models.awards.archive_data import DocumentData, FileData
from models.base import Value
from models.documents import CampaignId

ArchiveId = NewType("ArchiveId", str)
"""What an archived thing is: ``document:<entry>:docx`` or ``dossier:<id>:<edition>:zip``."""


class RetentionClass(StrEnum):
    """How long a thing is kept; what no rule was found for is kept for good."""

    PERMANENT = "permanent"
    YEARS_70 = "70_years"
    YEARS_20 = "20_years"
    YEARS_10 = "10_years"
    YEARS_5 = "5_years"


RETENTION_NAMES: dict[RetentionClass, str] = {
    RetentionClass.PERMANENT: "Vĩnh viễn",
    RetentionClass.YEARS_70: "70 năm",
    RetentionClass.YEARS_20: "20 năm",
    RetentionClass.YEARS_10: "10 năm",
    RetentionClass.YEARS_5: "05 năm",
}


class ArchiveRecord(Value):
    """One archived object; the registry keeps it, the locked bucket keeps the bytes under their hash."""

    id: ArchiveId
    campaign_id: CampaignId
    document: int | None = None
    """The register entry, where it is an issued document."""
    dossier: str | None = None
    """The dossier's id, where it belongs to one."""
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    version: str = ""
    """The store's version id of the object."""
    size: int = Field(ge=0)
    content_type: str
    title: str
    metadata: DocumentData | FileData
    retention: RetentionClass = RetentionClass.PERMANENT
    locked_until: datetime
    """The store refuses to delete or overwrite the object before this moment."""
    archived_on: date


def document_archive_id(document: int, *, rendition: str = "docx") -> ArchiveId:
    """Return the archive id of a register entry's bytes, ``docx`` or ``pdf``."""
    return ArchiveId(f"document:{document}:{rendition}")


def dossier_archive_id(dossier: str, *, edition: int, rendition: str) -> ArchiveId:
    """Return the archive id of a closed dossier's ``zip`` or ``pdf``."""
    return ArchiveId(f"dossier:{dossier}:{edition}:{rendition}")
