"""The context of a dossier's cover and index of parts."""

from datetime import date
from typing import ClassVar

from pydantic import Field

from doc_templates.contexts import awards
from doc_templates.contexts.base import DocumentContext, Printed
from doc_templates.typesetting.breaking import balanced
from models.documents import DocumentKind

_COVER_ROOM_MM = 155


class IndexRow(Printed):
    """One paper of the dossier."""

    code: str = Field(default="", description="Số, ký hiệu văn bản; để trống khi văn bản không có số")
    dated: date | None = Field(default=None, description="Ngày tháng văn bản")
    title: str = Field(description="Tên loại và trích yếu nội dung văn bản")
    author: str = Field(default="", description="Tác giả văn bản")
    first_page: int | None = Field(default=None, ge=1, description="Trang đầu trong hồ sơ")
    last_page: int | None = Field(default=None, ge=1, description="Trang cuối trong hồ sơ")
    note: str = Field(default="", description="Ghi chú")

    DERIVED: ClassVar[dict[str, str]] = {
        "day": "Ngày tháng văn bản, để trống khi không có",
        "pages": "Trang số: 03-05; để trống khi chưa đánh số trang",
    }

    @property
    def day(self) -> str | date:
        """Return the paper's date, or an empty text."""
        return self.dated or ""

    @property
    def pages(self) -> str:
        """Return the pages that the paper takes in the dossier."""
        if self.first_page is None:
            return ""
        last = self.last_page or self.first_page
        first = awards.two_digits(self.first_page)
        return first if last == self.first_page else f"{first}-{awards.two_digits(last)}"


class DossierIndexContext(DocumentContext):
    """Bìa và mục lục hồ sơ đề nghị khen thưởng; no number."""

    KIND: ClassVar[DocumentKind] = DocumentKind.DOSSIER_INDEX
    NEEDED: ClassVar[tuple[str, ...]] = ("issued_on",)

    unit_name: str = Field(description="Đơn vị đề nghị, viết trong câu")
    award_name: str = Field(description="Hình thức khen thưởng đề nghị")
    campaign_name: str = Field(description="Tên phong trào thi đua")
    counts: str = Field(description="Số lượng đề nghị: 05 tập thể và 04 cá nhân")
    regulation: str = Field(default="", description="Quy định về thành phần hồ sơ")
    rows: tuple[IndexRow, ...] = Field(min_length=1, description="Các văn bản trong hồ sơ, theo thứ tự")
    missing: tuple[str, ...] = Field(default=(), description="Thành phần còn thiếu, từng dòng")
    page_total: int | None = Field(default=None, ge=1, description="Tổng số trang của hồ sơ, kể cả bìa và mục lục")

    DERIVED: ClassVar[dict[str, str]] = {
        **DocumentContext.DERIVED,
        "paper_count": "Số văn bản trong hồ sơ, viết hai chữ số khi nhỏ hơn 10",
        "page_count": "Tổng số trang, để trống khi chưa đánh số trang",
        "year": "Năm của hồ sơ",
        "cover_title": "Tên hồ sơ trên bìa, chữ in hoa, ngắt dòng đều nhau",
        "cover_campaign": "Tên phong trào thi đua trên bìa, ngắt dòng đều nhau",
    }

    @property
    def paper_count(self) -> str:
        """Return how many papers the dossier holds."""
        return awards.two_digits(len(self.rows))

    @property
    def page_count(self) -> str:
        """Return how many pages the dossier has, or an empty text."""
        return "" if self.page_total is None else awards.two_digits(self.page_total)

    @property
    def year(self) -> str:
        """Return the year of the dossier, or dots."""
        return "..." if self.issued_on is None else str(self.issued_on.year)

    @property
    def cover_title(self) -> str:
        """Return what the dossier is for, in capitals (18 pt bold)."""
        title = f"Đề nghị tặng {self.award_name}".upper()
        return "\n".join(balanced(title, points=18, bold=True, room=_COVER_ROOM_MM))

    @property
    def cover_campaign(self) -> str:
        """Return the movement's name (14 pt)."""
        return "\n".join(balanced(self.campaign_name, points=14, room=_COVER_ROOM_MM))
