"""What every document has in common: who issues it, number, date, subject, recipients, signature."""

from datetime import date
from typing import ClassVar

from pydantic import Field

from doc_templates.contexts import lines
from models.base import Value
from models.dates import long_date
from models.documents import DocumentKind, printed_number

_NO_NUMBER = "      "
_NO_DATE = "ngày ... tháng ... năm ..."


class Printed(Value):
    """A value that a template can print: its own fields, and properties named in ``DERIVED``.

    Properties are not fields, so a context comes back equal from its own JSON.
    """

    DERIVED: ClassVar[dict[str, str]] = {}
    """Properties for templates, each with its meaning in Vietnamese."""


class DocumentContext(Printed):
    """The common part of every context; printed texts are given without final marks and numbering."""

    KIND: ClassVar[DocumentKind]
    NEEDED: ClassVar[tuple[str, ...]] = ("number", "symbol", "issued_on", "authority", "signer_name")
    """Fields that may be blank in a draft but not in a final document."""
    LIKE_ABOVE: ClassVar[bool] = False
    """Whether Nơi nhận begins with "Như trên": documents that name their addressees (NĐ 30/2020, PL I, II.9)."""
    LETTERHEAD_ROOM: ClassVar[float] = 65
    """Millimetres for the issuing body's name."""
    SUBJECT_ROOM: ClassVar[float] = 145
    """Millimetres for the subject under the kind's name."""
    TEXT_ROOM: ClassVar[float] = 165
    """Millimetres between the side margins of an upright page."""

    sample: bool = Field(default=False, description="Bản mẫu: mỗi trang mang chữ BẢN MẪU mờ phía sau nội dung")
    superior_line: str | None = Field(default=None, description="Tên cơ quan chủ quản trực tiếp, chữ in hoa")
    letterhead: tuple[str, ...] = Field(min_length=1, description="Tên cơ quan ban hành, chữ in hoa, từng dòng")
    place: str = Field(description="Địa danh ghi trước ngày tháng")
    number: int | None = Field(default=None, ge=1, title="số văn bản", description="Số văn bản (chỉ con số)")
    symbol: str = Field(default="", title="ký hiệu văn bản", description="Ký hiệu sau dấu gạch chéo, ví dụ KH-UBND")
    issued_on: date | None = Field(default=None, title="ngày ban hành", description="Ngày ban hành, in dạng 25/6/2024")
    subject: str = Field(description="Trích yếu nội dung, không có dấu chấm cuối")
    recipients: tuple[str, ...] = Field(default=(), description="Nơi nhận, từng dòng, không có gạch đầu dòng")
    archive_line: str = Field(default="Lưu: VT.", description="Dòng lưu cuối phần Nơi nhận")
    authority: tuple[str, ...] = Field(
        default=(), title="chức vụ người ký", description="Quyền hạn, chức vụ của người ký, từng dòng"
    )
    signer_name: str | None = Field(default=None, title="họ tên người ký", description="Họ và tên người ký")

    DERIVED: ClassVar[dict[str, str]] = {
        "code": "Số và ký hiệu, ví dụ 05/KH-UBND; để trống phần số khi chưa có số",
        "dated": "Ngày ban hành viết đủ: ngày 05 tháng 01 năm 2024",
        "recipient_lines": "Các dòng Nơi nhận đã có dấu chấm phẩy, dòng lưu ở cuối",
        "subject_lines": "Trích yếu, ngắt dòng đều nhau",
        "superior_lines": "Tên cơ quan chủ quản, ngắt dòng khi dài hơn cột; rỗng khi không có",
        "letterhead_lines": "Tên cơ quan ban hành, từng dòng, ngắt thêm khi dài hơn cột",
        "agency_rule": "Chiều dài (mm) của đường kẻ dưới tên cơ quan",
        "subject_rule": "Chiều dài (mm) của đường kẻ dưới trích yếu",
    }

    @property
    def code(self) -> str:
        """Return number and symbol as printed; the number's place is left blank where there is none yet."""
        number = _NO_NUMBER if self.number is None else printed_number(self.number)
        return f"{number}/{self.symbol}"

    @property
    def dated(self) -> str:
        """Return the date as the document writes it, with dots where there is none yet."""
        return _NO_DATE if self.issued_on is None else long_date(self.issued_on)

    @property
    def recipient_lines(self) -> tuple[str, ...]:
        """Return the lines under Nơi nhận, each with its final mark (NĐ 30/2020, PL I, II.9.b)."""
        return lines.recipients(self.recipients, archive_line=self.archive_line, like_above=self.LIKE_ABOVE)

    @property
    def subject_lines(self) -> str:
        """Return the subject with its lines evenly broken, as a clerk would break them."""
        return lines.title_lines(self.subject, room=self.SUBJECT_ROOM)

    @property
    def superior_lines(self) -> tuple[str, ...]:
        """Return the lines of the superior body's name; none where there is no such body."""
        return lines.name_lines((self.superior_line or "",), room=self.LETTERHEAD_ROOM, bold=False)

    @property
    def letterhead_lines(self) -> tuple[str, ...]:
        """Return the lines of the issuing body's name; one that is wider than its column is broken evenly."""
        return lines.name_lines(self.letterhead, room=self.LETTERHEAD_ROOM)

    @property
    def agency_rule(self) -> int:
        """Return the length in millimetres of the rule under the issuing body's name."""
        return lines.agency_rule(self.letterhead_lines, room=self.LETTERHEAD_ROOM)

    @property
    def subject_rule(self) -> int:
        """Return the length in millimetres of the rule under the subject."""
        return lines.title_rule(self.subject, room=self.SUBJECT_ROOM)

    def label(self, field: str) -> str:
        """Return what people call a field: its short Vietnamese name where it has one."""
        return type(self).model_fields[field].title or field

    def blanks(self) -> tuple[str, ...]:
        """Return the names of needed fields that are still blank; a final document has none."""
        return tuple(name for name in self.NEEDED if getattr(self, name) in (None, "", ()))
