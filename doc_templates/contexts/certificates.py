"""The context of a certificate: what is set on it, and how large, so that it fits its place."""

from collections.abc import Mapping
from typing import ClassVar

from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from doc_templates.contexts import awards
from doc_templates.contexts.base import DocumentContext
from doc_templates.typesetting.breaking import ANOTHER_LINE, balanced
from doc_templates.typesetting.metrics import line_width
from models.documents import DocumentKind

_ROOM_MM = 232
"""Width of the certificate's lines."""
_AUTHORITY_POINTS = {"large": 22.0, "medium": 18.0, "small": 14.0}
_NAME_POINTS = {"large": 26.0, "medium": 21.0, "small": 16.0}
_DEED_POINTS = {"large": 18.0, "medium": 16.0, "small": 13.5}
_PLACE_POINTS = 136
"""Height of the place for name, post and achievement: 48 mm."""
_LINE = 1.15
_GAPS_POINTS = 10
_CHEAP_LINE = 0.05


class CertificateContext(DocumentContext):
    """Bằng khen, Giấy khen: it takes no number and shows the decision's (NĐ 98/2023, Đ104)."""

    KIND: ClassVar[DocumentKind] = DocumentKind.CERTIFICATE
    NEEDED: ClassVar[tuple[str, ...]] = ("issued_on", "authority", "signer_name", "decision_code")

    authority_line: str = Field(description="Chức vụ người tặng, chữ in hoa: CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …")
    award_title: str = Field(default="BẰNG KHEN", description="Tên hình thức khen thưởng, chữ in hoa")
    nominee: str = Field(default="", description="Mã của đối tượng, để đối chiếu; không in")
    awardee: str = Field(description="Tên tập thể hoặc cá nhân được tặng, có Ông, Bà trước tên cá nhân")
    awardee_detail: str = Field(default="", description="Chức vụ, nơi công tác hoặc địa chỉ")
    achievement: str = Field(description="Thành tích, như danh sách của Quyết định: Đã có thành tích …")
    decision_code: str = Field(
        default="", title="số quyết định", description="Số, ký hiệu Quyết định, ví dụ 3512/QĐ-UBND"
    )
    golden_book: int | None = Field(default=None, ge=1, description="Số sổ vàng: thứ tự trong Quyết định")

    DERIVED: ClassVar[dict[str, str]] = {
        **DocumentContext.DERIVED,
        "authority_size": "Cỡ chữ của chức vụ người tặng: large, medium hoặc small, theo độ dài",
        "name_size": "Cỡ chữ của tên: large, medium hoặc small, theo độ dài",
        "text_size": "Cỡ chữ của thành tích: large, medium hoặc small, theo độ dài",
        "name_lines": "Tên được tặng, ngắt dòng đều nhau",
        "detail_lines": "Chức vụ, nơi công tác, ngắt dòng đều nhau",
        "achievement_lines": "Thành tích, ngắt dòng đều nhau",
        "book_number": "Số sổ vàng, viết hai chữ số khi nhỏ hơn 10",
    }

    @field_validator("achievement")
    @classmethod
    def _fits(cls, achievement: str, info: ValidationInfo) -> str:
        """Refuse words that would not fit their place even in the smallest letters: they would be cut off."""
        name, detail = info.data.get("awardee", ""), info.data.get("awardee_detail", "")
        if _height(name, detail, achievement) > _PLACE_POINTS:
            raise PydanticCustomError("certificate_too_long", "tên, chức vụ và thành tích dài quá chỗ của bằng")
        return achievement

    @property
    def authority_size(self) -> str:
        """Return the largest size at which the post of who gives stands on one line, else the smallest."""
        return _size(self.authority_line, sizes=_AUTHORITY_POINTS, room=_ROOM_MM, bold=True)

    @property
    def name_size(self) -> str:
        """Return the largest size at which the name stands on one line, else the smallest."""
        return _name_size(self.awardee)

    @property
    def text_size(self) -> str:
        """Return the largest size at which post and achievement stand on three lines, else the smallest."""
        return _text_size(self.awardee_detail, self.achievement)

    @property
    def name_lines(self) -> str:
        """Return the name with its lines evenly broken."""
        return "\n".join(_lines(self.awardee, points=_NAME_POINTS[self.name_size], bold=True))

    @property
    def detail_lines(self) -> str:
        """Return post and place of work with their lines evenly broken."""
        return "\n".join(_lines(self.awardee_detail, points=_DEED_POINTS[self.text_size]))

    @property
    def achievement_lines(self) -> str:
        """Return the achievement with its lines evenly broken."""
        return "\n".join(_deed_lines(self.awardee_detail, self.achievement, points=_DEED_POINTS[self.text_size]))

    @property
    def book_number(self) -> str:
        """Return the ordinal in the decision, or an empty text."""
        return "" if self.golden_book is None else awards.two_digits(self.golden_book)


def _name_size(name: str) -> str:
    return _size(name, sizes=_NAME_POINTS, room=_ROOM_MM, bold=True)


def _text_size(detail: str, achievement: str) -> str:
    return _size(f"{detail} {achievement}", sizes=_DEED_POINTS, room=_ROOM_MM * 2.7, bold=False)


def _lines(text: str, *, points: float, bold: bool = False) -> tuple[str, ...]:
    return balanced(text, points=points, bold=bold, room=_ROOM_MM)


def _deed_lines(detail: str, achievement: str, *, points: float) -> tuple[str, ...]:
    """Return the achievement's lines; where the post leaves room, one more keeps a movement's name together."""
    room_left = len(_lines(detail, points=points)) <= 1
    price = _CHEAP_LINE if room_left else ANOTHER_LINE
    return balanced(achievement, points=points, room=_ROOM_MM, another_line=price)


def _height(name: str, detail: str, achievement: str) -> float:
    """Return how high the words stand, in points."""
    named, told = _NAME_POINTS[_name_size(name)], _DEED_POINTS[_text_size(detail, achievement)]
    rows = len(_lines(detail, points=told)) + len(_deed_lines(detail, achievement, points=told))
    return (len(_lines(name, points=named, bold=True)) * named + rows * told) * _LINE + _GAPS_POINTS


def _size(text: str, *, sizes: Mapping[str, float], room: float, bold: bool) -> str:
    """Return the first size at which a text is no wider than ``room``, else the last."""
    fitting = (name for name, points in sizes.items() if line_width(text, points=points, bold=bold) <= room)
    return next(fitting, "small")
