"""The context of an agency's register of outgoing documents of one year."""

from datetime import date
from typing import ClassVar

from pydantic import Field

from doc_templates.contexts.base import DocumentContext, Printed
from models.documents import DocumentKind


class RegisterRow(Printed):
    """One entry, in the ten columns of NĐ 30/2020, PL IV."""

    code: str = Field(description="(1) Số, ký hiệu văn bản")
    dated: date = Field(description="(2) Ngày tháng văn bản")
    title: str = Field(description="(3) Tên loại và trích yếu nội dung văn bản")
    signer: str = Field(default="", description="(4) Người ký")
    recipients: str = Field(default="", description="(5) Nơi nhận văn bản")
    kept_by: str = Field(default="", description="(6) Đơn vị, người nhận bản lưu")
    copies: str = Field(default="", description="(7) Số lượng bản")
    sent_on: date | None = Field(default=None, description="(8) Ngày chuyển")
    receipt: str = Field(default="", description="(9) Ký nhận")
    note: str = Field(default="", description="(10) Ghi chú")

    DERIVED: ClassVar[dict[str, str]] = {"sent": "(8) Ngày chuyển, để trống khi chưa chuyển"}

    @property
    def sent(self) -> str | date:
        """Return the day of sending, or an empty text."""
        return self.sent_on or ""


class OutgoingRegisterContext(DocumentContext):
    """Sổ đăng ký văn bản đi; it takes no number of its own, and nobody signs it."""

    KIND: ClassVar[DocumentKind] = DocumentKind.OUTGOING_REGISTER
    NEEDED: ClassVar[tuple[str, ...]] = ("issued_on",)
    LETTERHEAD_ROOM: ClassVar[float] = 126

    subject: str = Field(default="Sổ đăng ký văn bản đi", description="Tên sổ")
    year: int = Field(ge=1945, le=2100, description="Năm của sổ")
    rows: tuple[RegisterRow, ...] = Field(default=(), description="Các văn bản đã đăng ký, theo thứ tự")

    DERIVED: ClassVar[dict[str, str]] = {
        **DocumentContext.DERIVED,
        "row_count": "Số văn bản trong sổ, viết hai chữ số khi nhỏ hơn 10",
    }

    @property
    def row_count(self) -> str:
        """Return how many entries the register has."""
        return f"{len(self.rows):02d}"
