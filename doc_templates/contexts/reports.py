"""The context of a unit's final report on a campaign."""

from collections.abc import Sequence
from typing import ClassVar

from pydantic import Field

from doc_templates.contexts import lines
from doc_templates.contexts.base import DocumentContext, Printed
from models.documents import DocumentKind

_NOTHING = "Không có."
_ROMAN = ("I", "II", "III", "IV", "V")


class FigureRow(Printed):
    """One figure of the report: what was aimed at, and what came of it."""

    name: str = Field(description="Tên chỉ tiêu")
    target: str = Field(default="", description="Mức được giao hoặc đăng ký")
    result: str = Field(description="Kết quả đạt được")
    note: str = Field(default="", description="Ghi chú")


class ReportSection(Printed):
    """One part of the report, with its Roman number."""

    heading: str = Field(description="Tiêu đề phần, có số La Mã, chữ in hoa")
    paragraphs: tuple[str, ...] = Field(description="Các đoạn của phần")
    with_figures: bool = Field(description="Phần này mang bảng số liệu")
    kept: int = Field(default=0, ge=0, description="Số đoạn cuối của phần ở cùng trang với chữ ký")


class UnitFinalReportContext(DocumentContext):
    """Báo cáo tổng kết of one unit."""

    KIND: ClassVar[DocumentKind] = DocumentKind.UNIT_FINAL_REPORT
    LIKE_ABOVE: ClassVar[bool] = True

    addressees: tuple[str, ...] = Field(min_length=1, description="Kính gửi: nơi nhận báo cáo")
    opening: tuple[str, ...] = Field(default=(), description="Các đoạn mở đầu, nêu kế hoạch được báo cáo")
    results: tuple[str, ...] = Field(min_length=1, description="Kết quả thực hiện, từng đoạn")
    figures: tuple[FigureRow, ...] = Field(default=(), description="Bảng kết quả theo chỉ tiêu")
    limits: tuple[str, ...] = Field(default=(), description="Tồn tại, hạn chế, từng đoạn")
    causes: tuple[str, ...] = Field(default=(), description="Nguyên nhân, từng đoạn")
    lessons: tuple[str, ...] = Field(default=(), description="Bài học kinh nghiệm, từng đoạn")
    proposals: tuple[str, ...] = Field(default=(), description="Đề xuất, kiến nghị, từng đoạn")
    final_sentence: str = Field(
        default="Trên đây là báo cáo kết quả thực hiện phong trào thi đua, kính gửi quý cơ quan xem xét, tổng hợp",
        description="Câu kết của báo cáo, không có dấu cuối",
    )

    DERIVED: ClassVar[dict[str, str]] = {
        **DocumentContext.DERIVED,
        "addressee_lines": "Các dòng kính gửi đã có dấu cuối, khi có từ hai nơi trở lên",
        "sections": "Năm phần của báo cáo theo thứ tự",
        "closing": "Câu kết, đã có dấu ./.",
    }

    @property
    def addressee_lines(self) -> tuple[str, ...]:
        """Return the addressees as a list with final marks."""
        return lines.listed(self.addressees)

    @property
    def sections(self) -> tuple[ReportSection, ...]:
        """Return the five parts; a part that the unit left empty says that there is nothing."""
        parts = (
            ("Kết quả thực hiện", self.results),
            ("Tồn tại, hạn chế", self.limits),
            ("Nguyên nhân", self.causes),
            ("Bài học kinh nghiệm", self.lessons),
            ("Đề xuất, kiến nghị", self.proposals),
        )
        return tuple(
            ReportSection(
                heading=f"{roman}. {title.upper()}",
                paragraphs=paragraphs or (_NOTHING,),
                with_figures=roman == "I" and bool(self.figures),
                kept=self._kept(paragraphs or (_NOTHING,)) if roman == _ROMAN[-1] else 0,
            )
            for roman, (title, paragraphs) in zip(_ROMAN, parts, strict=True)
        )

    def _kept(self, paragraphs: Sequence[str]) -> int:
        return lines.kept_with_closing(paragraphs, closing=self.closing, room=self.TEXT_ROOM)

    @property
    def closing(self) -> str:
        """Return the last sentence with the final mark."""
        return lines.ended(self.final_sentence)
