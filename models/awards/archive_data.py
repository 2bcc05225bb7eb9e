"""The data that go with an archived document or file: names and lengths of NĐ 30/2020/NĐ-CP, Phụ lục VI.

Field names here are English words; ``as_appendix_vi`` gives them under the decree's own names.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar, Literal

from models.base import Value
from models.errors import ThiduaError

_SOURCE = "NĐ 30/2020/NĐ-CP, Phụ lục VI"


class DataTooLong(ThiduaError):
    """A value is longer than Appendix VI allows."""

    code = "data-too-long"


class AppendixData(Value):
    """The base of both sets; ``LENGTHS`` maps each field to its name in the decree and its greatest length."""

    LENGTHS: ClassVar[dict[str, tuple[str, int]]]

    def check_lengths(self) -> None:
        """Raise ``DataTooLong`` naming every field that is longer than the decree allows."""
        over = [
            f"{name} có {len(text)} ký tự, tối đa {limit}"
            for name, limit, text in self._measured()
            if len(text) > limit
        ]
        if over:
            raise DataTooLong(
                f"Dữ liệu lưu trữ vượt độ dài: {'; '.join(over)}.",
                place=_SOURCE,
                remedy="rút gọn nội dung của các trường được nêu.",
            )

    def _measured(self) -> Iterator[tuple[str, int, str]]:
        for field, (name, limit) in self.LENGTHS.items():
            value = getattr(self, field)
            if isinstance(value, tuple):
                for text in value:
                    yield name, limit, text
            elif value is not None:
                yield name, limit, str(value)


class Receiver(Value):
    """Whom a document was sent to."""

    organ_id: str = ""
    name: str


class DocumentData(AppendixData):
    """Data of an outgoing document (văn bản đi)."""

    shape: Literal["document"] = "document"
    organ_id: str = ""
    """The agency's code; empty where not known, never invented."""
    file_catalog: int
    """The year of the list of files."""
    file_notation: str = ""
    """Số, ký hiệu hồ sơ."""
    doc_ordinal: int | None = None
    type_name: str
    code_number: str = ""
    code_notation: str = ""
    issued_on: date
    organ_name: str
    subject: str
    language: str = "Tiếng Việt"
    page_amount: int | None = None
    description: str = ""
    signer_position: str = ""
    signer_name: str = ""
    to: tuple[Receiver, ...] = ()
    priority: int | None = None
    """Mức độ khẩn; empty where nobody has stated it."""
    issued_amount: int | None = None
    due: date | None = None

    LENGTHS: ClassVar[dict[str, tuple[str, int]]] = {
        "organ_id": ("FileCode.OrganId", 13),
        "file_catalog": ("FileCode.FileCatalog", 4),
        "file_notation": ("FileCode.FileNotation", 20),
        "doc_ordinal": ("DocOrdinal", 3),
        "type_name": ("TypeName", 100),
        "code_number": ("CodeNumber", 11),
        "code_notation": ("CodeNotation", 30),
        "organ_name": ("OrganName", 200),
        "subject": ("Subject", 500),
        "language": ("Language", 30),
        "page_amount": ("PageAmount", 3),
        "description": ("Description", 500),
        "signer_position": ("SignerInfo.Position", 100),
        "signer_name": ("SignerInfo.FullName", 50),
        "receiver_ids": ("To.OrganId", 13),
        "receiver_names": ("To.OrganName", 200),
        "priority": ("Priority", 1),
        "issued_amount": ("IssuedAmount", 3),
    }

    @property
    def receiver_ids(self) -> tuple[str, ...]:
        """Return the receivers' codes."""
        return tuple(one.organ_id for one in self.to)

    @property
    def receiver_names(self) -> tuple[str, ...]:
        """Return the receivers' names."""
        return tuple(one.name for one in self.to)

    def as_appendix_vi(self) -> dict[str, Any]:
        """Return the data under the decree's names, days as ``dd/mm/yyyy``; what is not known is empty."""
        return {
            "FileCode": _file_code(self),
            "DocOrdinal": self.doc_ordinal,
            "TypeName": self.type_name,
            "CodeNumber": self.code_number,
            "CodeNotation": self.code_notation,
            "IssuedDate": _day(self.issued_on),
            "OrganName": self.organ_name,
            "Subject": self.subject,
            "Language": self.language,
            "PageAmount": self.page_amount,
            "Description": self.description,
            "SignerInfo": {"Position": self.signer_position, "FullName": self.signer_name},
            "To": [{"OrganId": one.organ_id, "OrganName": one.name} for one in self.to],
            "Priority": self.priority,
            "IssuedAmount": self.issued_amount,
            "DueDate": _day(self.due),
        }


class FileData(AppendixData):
    """Data of a file (hồ sơ)."""

    shape: Literal["file"] = "file"
    organ_id: str = ""
    file_catalog: int
    file_notation: str = ""
    title: str
    maintenance: str
    """Thời hạn bảo quản, as printed: ``Vĩnh viễn``."""
    rights: str = ""
    """Chế độ sử dụng."""
    creator: str = ""
    language: str = "Tiếng Việt"
    start: date | None = None
    end: date | None = None
    doc_total: int
    page_total: int | None = None
    description: str = ""

    LENGTHS: ClassVar[dict[str, tuple[str, int]]] = {
        "organ_id": ("FileCode.OrganId", 13),
        "file_catalog": ("FileCode.FileCatalog", 4),
        "file_notation": ("FileCode.FileNotation", 20),
        "title": ("Title", 500),
        "maintenance": ("Maintenance", 30),
        "rights": ("Rights", 30),
        "creator": ("Creator", 30),
        "language": ("Language", 50),
        "doc_total": ("DocTotal", 4),
        "page_total": ("PageTotal", 4),
        "description": ("Description", 500),
    }

    def as_appendix_vi(self) -> dict[str, Any]:
        """Return the data under the decree's names, days as ``dd/mm/yyyy``; what is not known is empty."""
        return {
            "FileCode": _file_code(self),
            "Title": self.title,
            "Maintenance": self.maintenance,
            "Rights": self.rights,
            "Creator": self.creator,
            "Language": self.language,
            "StartDate": _day(self.start),
            "EndDate": _day(self.end),
            "DocTotal": self.doc_total,
            "PageTotal": self.page_total,
            "Description": self.description,
        }


def _file_code(data: DocumentData | FileData) -> dict[str, Any]:
    return {"OrganId": data.organ_id, "FileCatalog": data.file_catalog, "FileNotation": data.file_notation}


def _day(day: date | None) -> str:
    return day.strftime("%d/%m/%Y") if day else ""
