"""Contexts of plans: the campaign's own and the units' sub-plans."""

from typing import ClassVar

from pydantic import Field

from doc_templates.contexts import lines
from doc_templates.contexts.base import DocumentContext, Printed
from models.body import Block
from models.documents import DocumentKind


class OpeningLine(Printed):
    """One paragraph before part I."""

    text: str = Field(description="Nội dung đoạn mở đầu")
    basis: bool = Field(description="Là căn cứ ban hành (in nghiêng) hay là đoạn dẫn")


class PlanContext(DocumentContext):
    """A plan: an opening, then parts, clauses, points and items."""

    opening: tuple[str, ...] = Field(default=(), description="Các đoạn trước phần I, gồm cả căn cứ ban hành")
    body: tuple[Block, ...] = Field(min_length=1, description="Toàn bộ nội dung, từng đoạn và kiểu của đoạn")

    DERIVED: ClassVar[dict[str, str]] = {
        **DocumentContext.DERIVED,
        "opening_lines": "Các đoạn mở đầu, kèm cho biết đoạn nào là căn cứ",
        "blocks": "Nội dung, trừ đoạn cuối",
        "closing": "Đoạn cuối của nội dung, đã có dấu ./.",
        "kept": "Số đoạn trước đoạn cuối ở cùng trang với chữ ký",
    }

    @property
    def opening_lines(self) -> tuple[OpeningLine, ...]:
        """Return the opening's paragraphs as the plan has them, each told to be a legal basis or not."""
        return tuple(OpeningLine(text=text, basis=lines.is_basis(text)) for text in self.opening)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Return the body but its last paragraph, which is kept together with the signature."""
        return self.body[:-1]

    @property
    def closing(self) -> str:
        """Return the body's last paragraph with the final mark."""
        return lines.closing(self.body)

    @property
    def kept(self) -> int:
        """Return how many blocks before the last paragraph stay with the signature."""
        return lines.kept_with_closing([block.text for block in self.blocks], closing=self.closing, room=self.TEXT_ROOM)


class CampaignPlanContext(PlanContext):
    """Kế hoạch phát động phong trào thi đua, or a directive or programme that launches one."""

    type_heading: str = Field(default="KẾ HOẠCH", description="Tên loại văn bản, in hoa: KẾ HOẠCH, CHỈ THỊ")

    KIND: ClassVar[DocumentKind] = DocumentKind.CAMPAIGN_PLAN


class AwardStandard(Printed):
    """One row of a unit's award standards."""

    award: str = Field(description="Hình thức khen thưởng")
    subjects: str = Field(description="Đối tượng xét khen thưởng")
    standard: str = Field(description="Tiêu chuẩn bình xét")


class SubPlanContext(PlanContext):
    """Kế hoạch triển khai of one unit; a district unit adds its award standards as an annex."""

    KIND: ClassVar[DocumentKind] = DocumentKind.SUB_PLAN

    criteria: tuple[AwardStandard, ...] = Field(default=(), description="Tiêu chuẩn khen thưởng in ở phụ lục, nếu có")
    criteria_title: str = Field(
        default="Tiêu chuẩn bình xét, khen thưởng phong trào thi đua", description="Tên phụ lục tiêu chuẩn"
    )
    issuer_name: str = Field(default="", description="Tên cơ quan ban hành viết trong câu, ví dụ UBND huyện Cẩm Mỹ")

    DERIVED: ClassVar[dict[str, str]] = {
        **PlanContext.DERIVED,
        "annex_title": "Tên phụ lục, chữ in hoa",
        "annex_source": "Dòng “Kèm theo Kế hoạch số …” dưới tên phụ lục",
    }

    @property
    def annex_title(self) -> str:
        """Return the annex's name in capitals, its lines evenly broken."""
        return lines.title_lines(self.criteria_title.upper(), room=self.SUBJECT_ROOM)

    @property
    def annex_source(self) -> str:
        """Return the line that ties the annex to the plan (NĐ 30/2020, PL I, III)."""
        issuer = self.issuer_name or " ".join(self.letterhead)
        source = f"(Kèm theo Kế hoạch số {self.code.strip()} {self.dated} của {issuer})"
        return lines.source_lines(source, room=self.SUBJECT_ROOM)
