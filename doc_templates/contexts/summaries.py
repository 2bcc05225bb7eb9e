"""The context of the province's final report on a campaign."""

from datetime import date
from typing import ClassVar

from pydantic import Field

from doc_templates.contexts import lines
from doc_templates.contexts.base import DocumentContext, Printed
from doc_templates.contexts.reports import FigureRow, ReportSection
from doc_templates.drawing.chart import bar_chart
from doc_templates.inserts.pictures import Picture
from doc_templates.values import missing_mark
from models.documents import DocumentKind


class UnitResultRow(Printed):
    """What one unit handed in."""

    unit: str = Field(description="Tên cơ quan, đơn vị")
    report: str = Field(default="", description="Số, ký hiệu báo cáo")
    handed_in: date | None = Field(default=None, description="Ngày gửi báo cáo")
    status: str = Field(description="Tình trạng: đúng hạn, gửi muộn, chưa gửi")
    note: str = Field(default="", description="Ghi chú")

    DERIVED: ClassVar[dict[str, str]] = {"day": "Ngày gửi báo cáo, để trống khi chưa gửi"}

    @property
    def day(self) -> str | date:
        """Return the day of handing in, or an empty text."""
        return self.handed_in or ""


class ChartBar(Printed):
    """One bar of the chart."""

    label: str = Field(description="Nhãn của cột")
    value: int = Field(ge=0, description="Giá trị")


class FinalReportContext(DocumentContext):
    """Báo cáo tổng kết phong trào of the province; what a person has to write is never left blank."""

    KIND: ClassVar[DocumentKind] = DocumentKind.FINAL_REPORT
    NEEDED: ClassVar[tuple[str, ...]] = (
        *DocumentContext.NEEDED,
        "results",
        "limits",
        "causes",
        "lessons",
        "directions",
    )

    addressees: tuple[str, ...] = Field(default=(), description="Kính gửi, khi báo cáo gửi cấp trên")
    opening: tuple[str, ...] = Field(default=(), description="Các đoạn mở đầu, nêu kế hoạch được tổng kết")
    results: tuple[str, ...] = Field(default=(), title="kết quả thực hiện", description="Kết quả thực hiện, từng đoạn")
    figures: tuple[FigureRow, ...] = Field(default=(), description="Bảng kết quả theo chỉ tiêu của Kế hoạch")
    reporting: tuple[str, ...] = Field(default=(), description="Tình hình gửi báo cáo của các đơn vị, từng đoạn")
    chart_title: str = Field(default="", description="Tên biểu đồ")
    chart: tuple[ChartBar, ...] = Field(default=(), description="Các cột của biểu đồ")
    units: tuple[UnitResultRow, ...] = Field(default=(), description="Bảng kết quả gửi báo cáo theo đơn vị")
    limits: tuple[str, ...] = Field(default=(), title="tồn tại, hạn chế", description="Tồn tại, hạn chế, từng đoạn")
    causes: tuple[str, ...] = Field(default=(), title="nguyên nhân", description="Nguyên nhân, từng đoạn")
    lessons: tuple[str, ...] = Field(default=(), title="bài học kinh nghiệm", description="Bài học, từng đoạn")
    directions: tuple[str, ...] = Field(
        default=(), title="phương hướng, nhiệm vụ", description="Phương hướng, nhiệm vụ thời gian tới, từng đoạn"
    )
    final_sentence: str = Field(
        default="Trên đây là báo cáo tổng kết phong trào thi đua", description="Câu kết của báo cáo, không có dấu cuối"
    )
    issuer_name: str = Field(description="Tên cơ quan ban hành viết trong câu, ví dụ Ủy ban nhân dân tỉnh Mẫu")

    DERIVED: ClassVar[dict[str, str]] = {
        **DocumentContext.DERIVED,
        "addressee_lines": "Các dòng kính gửi đã có dấu cuối, khi có từ hai nơi trở lên",
        "chart_picture": "Biểu đồ, là một hình; để trống khi không có cột nào",
        "sections": "Các phần sau phần kết quả, theo thứ tự",
        "closing": "Câu kết, đã có dấu ./.",
        "annex_source": "Dòng “Kèm theo Báo cáo số …” dưới tên phụ lục",
    }

    @property
    def addressee_lines(self) -> tuple[str, ...]:
        """Return the addressees as a list with final marks."""
        return lines.listed(self.addressees)

    @property
    def recipient_lines(self) -> tuple[str, ...]:
        """Return the lines under Nơi nhận; "Như trên" comes first where the report names its addressees."""
        above = bool(self.addressees)
        return lines.recipients(self.recipients, archive_line=self.archive_line, like_above=above)

    @property
    def chart_picture(self) -> Picture | None:
        """Return the chart as a picture, or nothing where there is no bar."""
        bars = tuple((bar.label, bar.value) for bar in self.chart)
        return bar_chart(bars, alt=self.chart_title or "Biểu đồ") if bars else None

    @property
    def sections(self) -> tuple[ReportSection, ...]:
        """Return the parts after the results; a draft marks those that nobody has written."""
        parts = ("limits", "causes", "lessons", "directions")
        return tuple(
            ReportSection(
                heading=f"{roman}. {self.label(field).upper()}",
                paragraphs=getattr(self, field) or (missing_mark(self.label(field)),),
                with_figures=False,
                kept=self._kept(field) if field == parts[-1] else 0,
            )
            for roman, field in zip(("II", "III", "IV", "V"), parts, strict=True)
        )

    def _kept(self, field: str) -> int:
        return lines.kept_with_closing(getattr(self, field), closing=self.closing, room=self.TEXT_ROOM)

    @property
    def closing(self) -> str:
        """Return the last sentence with the final mark."""
        return lines.ended(self.final_sentence)

    @property
    def annex_source(self) -> str:
        """Return the line that ties the annex to the report (NĐ 30/2020, PL I, III)."""
        source = f"(Kèm theo Báo cáo số {self.code.strip()} {self.dated} của {self.issuer_name})"
        return lines.source_lines(source, room=self.SUBJECT_ROOM)
