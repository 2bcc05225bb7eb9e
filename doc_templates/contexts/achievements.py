"""The context of an achievement report, in the shape of a collective or of a person (a household's head)."""

from datetime import date
from typing import ClassVar, Literal

from pydantic import Field

from doc_templates.contexts import lines
from doc_templates.contexts.base import DocumentContext, Printed
from models.dates import short_date
from models.documents import DocumentKind


class EarlierAwardRow(Printed):
    """One award received before."""

    year: int = Field(description="Năm được khen thưởng")
    title: str = Field(description="Danh hiệu thi đua hoặc hình thức khen thưởng")
    decision: str = Field(default="", description="Số, ngày, tháng, năm của quyết định; cơ quan ban hành")


class Fact(Printed):
    """One line about a person: what it tells, and the value."""

    label: str = Field(description="Nội dung, ví dụ Quê quán")
    value: str = Field(description="Giá trị")


class AchievementReportContext(DocumentContext):
    """Báo cáo thành tích: written by the nominee, confirmed by the level above; it takes no number."""

    KIND: ClassVar[DocumentKind] = DocumentKind.ACHIEVEMENT_REPORT
    NEEDED: ClassVar[tuple[str, ...]] = (
        "issued_on",
        "authority",
        "signer_name",
        "confirming_authority",
        "confirmer_name",
    )

    shape: Literal["collective", "person"] = Field(description="Mẫu báo cáo: collective (tập thể) hay person (cá nhân)")
    nominee: str = Field(default="", description="Mã của đối tượng, để đối chiếu; không in")
    nominee_name: str = Field(description="Tên tập thể hoặc họ tên cá nhân, viết đầy đủ, không viết tắt")
    award_name: str = Field(description="Hình thức khen thưởng đề nghị")
    form_line: str | None = Field(
        default=None,
        description="Số mẫu kèm nghị định, ví dụ Mẫu số 07 Nghị định số 91/2017/NĐ-CP; bỏ trống thì không in",
    )
    characteristics: tuple[str, ...] = Field(default=(), description="Đặc điểm, tình hình của tập thể, từng đoạn")
    functions: tuple[str, ...] = Field(default=(), description="Chức năng, nhiệm vụ của tập thể, từng đoạn")
    born: date | None = Field(default=None, description="Ngày sinh của cá nhân")
    gender: str = Field(default="", description="Giới tính")
    home_town: str = Field(default="", description="Quê quán")
    residence: str = Field(default="", description="Trú quán")
    workplace: str = Field(default="", description="Đơn vị công tác")
    position: str = Field(default="", description="Chức vụ (Đảng, chính quyền, đoàn thể)")
    qualification: str = Field(default="", description="Trình độ chuyên môn, nghiệp vụ")
    achievements: tuple[str, ...] = Field(min_length=1, description="Thành tích đạt được, từng đoạn")
    earlier: tuple[EarlierAwardRow, ...] = Field(default=(), description="Các hình thức đã được khen thưởng")
    confirming_authority: tuple[str, ...] = Field(
        default=(), title="chức vụ người xác nhận", description="Quyền hạn, chức vụ của người xác nhận, từng dòng"
    )
    confirmer_name: str | None = Field(
        default=None, title="họ tên người xác nhận", description="Họ và tên người xác nhận"
    )

    DERIVED: ClassVar[dict[str, str]] = {
        **DocumentContext.DERIVED,
        "requested": "Dòng ĐỀ NGHỊ TẶNG … dưới tên loại, chữ in hoa",
        "facts": "Sơ lược lý lịch của cá nhân; mục không có giá trị thì không in",
    }

    @property
    def requested(self) -> str:
        """Return what is asked for, in capitals, its lines evenly broken."""
        return lines.title_lines(self._request, room=self.SUBJECT_ROOM)

    @property
    def subject_rule(self) -> int:
        """Return the length in millimetres of the rule under what is asked for."""
        return lines.title_rule(self._request, room=self.SUBJECT_ROOM)

    @property
    def _request(self) -> str:
        return f"Đề nghị tặng {self.award_name}".upper()

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Return the lines about a person that have a value, the full name in capitals first."""
        born = "" if self.born is None else short_date(self.born)
        told = (
            ("Họ và tên", self.nominee_name.upper()),
            ("Ngày, tháng, năm sinh", born),
            ("Giới tính", self.gender),
            ("Quê quán", self.home_town),
            ("Trú quán", self.residence),
            ("Đơn vị công tác", self.workplace),
            ("Chức vụ (Đảng, chính quyền, đoàn thể)", self.position),
            ("Trình độ chuyên môn, nghiệp vụ", self.qualification),
        )
        return tuple(Fact(label=label, value=value) for label, value in told if value)
