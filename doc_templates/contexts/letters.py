"""The context of the letter that reminds units of what they owe (công văn đôn đốc).

No original of such a letter was at hand: its parts (day of the check, who has not sent, the earlier
request, the reason, the new wish) are those that published reminders name.
"""

from datetime import date
from typing import ClassVar

from pydantic import Field

from doc_templates.contexts import lines
from doc_templates.contexts.base import DocumentContext, Printed
from models.dates import long_date
from models.documents import DocumentKind


class EarlierRequest(Printed):
    """The document that asked first."""

    document: str = Field(description="Văn bản đã yêu cầu: tên loại, số và ký hiệu, ví dụ Kế hoạch số 210/KH-UBND")
    dated: date = Field(description="Ngày của văn bản đã yêu cầu")
    issuer: str = Field(description="Cơ quan ban hành văn bản đã yêu cầu")
    subject: str = Field(default="", description="Trích yếu của văn bản đó, bắt đầu bằng chữ thường")
    deadline: str = Field(description="Hạn đã nêu, như văn bản viết: trước ngày 01/11/2024")

    DERIVED: ClassVar[dict[str, str]] = {"citation": "Viện dẫn đầy đủ: tên loại, số, ngày, cơ quan, về việc"}

    @property
    def citation(self) -> str:
        """Return the full citation of a first mention (NĐ 30/2020, PL I, II.6.b)."""
        about = f" {self.subject}" if self.subject else ""
        return f"{self.document} {long_date(self.dated)} của {self.issuer}{about}"


class ReminderLetterContext(DocumentContext):
    """Công văn đôn đốc: names the units that had not handed in on the day of the check."""

    KIND: ClassVar[DocumentKind] = DocumentKind.REMINDER_LETTER
    LIKE_ABOVE: ClassVar[bool] = True

    addressees: tuple[str, ...] = Field(min_length=1, description="Kính gửi: các đơn vị được đôn đốc")
    issuer_name: str = Field(description="Tên cơ quan ban hành viết trong câu, ví dụ Sở Tư pháp")
    checked_on: date = Field(description="Ngày kiểm tra tình hình gửi báo cáo")
    owed: str = Field(description="Văn bản phải gửi, ví dụ báo cáo tổng kết phong trào thi đua")
    earlier: EarlierRequest = Field(description="Yêu cầu trước đó")
    units: tuple[str, ...] = Field(min_length=1, description="Các đơn vị chưa gửi")
    reason: str = Field(description="Lý do cần có báo cáo, viết nối sau chữ “Để”, không có dấu cuối")
    new_deadline: date = Field(description="Ngày cuối cùng được đề nghị mới")
    receiver: str = Field(description="Nơi nhận báo cáo được đôn đốc")

    DERIVED: ClassVar[dict[str, str]] = {
        **DocumentContext.DERIVED,
        "addressee_lines": "Các dòng kính gửi đã có dấu cuối, khi có từ hai nơi trở lên",
        "about_lines": "Trích yếu dưới số công văn: V/v …, ngắt dòng đều nhau",
        "late_units": "Các đơn vị chưa gửi, viết trong câu; rỗng khi phải liệt kê vì không phải nơi kính gửi",
        "asked_units": "Các đơn vị được đôn đốc, viết trong câu",
        "unit_lines": "Các đơn vị chưa gửi, từng dòng đã có dấu cuối",
        "unit_count": "Số đơn vị chưa gửi, viết hai chữ số khi nhỏ hơn 10",
    }

    @property
    def addressee_lines(self) -> tuple[str, ...]:
        """Return the addressees as a list with final marks."""
        return lines.listed(self.addressees)

    @property
    def about_lines(self) -> str:
        """Return the subject as it stands under a letter's number, its lines evenly broken."""
        return lines.about_lines(self.subject, room=self.LETTERHEAD_ROOM)

    @property
    def late_units(self) -> str:
        """Return who has not handed in, in a sentence; an empty text where they must be listed.

        Addressees stand above already and are not named again.
        """
        if len(self.units) == 1:
            return lines.bare(self.units[0])
        addressed = {lines.bare(unit) for unit in self.units} == {lines.bare(name) for name in self.addressees}
        return f"{self.unit_count} cơ quan, đơn vị nêu trên" if addressed else ""

    @property
    def asked_units(self) -> str:
        """Return who is asked to hurry, in a sentence."""
        return lines.bare(self.units[0]) if len(self.units) == 1 else "các cơ quan, đơn vị nêu trên"

    @property
    def unit_lines(self) -> tuple[str, ...]:
        """Return the units that have not handed in, as a list with final marks."""
        return lines.listed(self.units)

    @property
    def unit_count(self) -> str:
        """Return how many units have not handed in."""
        return f"{len(self.units):02d}"
