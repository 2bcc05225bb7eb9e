"""Contexts of what a unit hands in for an award: proposal with list, minutes of its council, achievement report."""

from datetime import date
from typing import ClassVar

from pydantic import Field

from doc_templates.contexts import awards, lines
from doc_templates.contexts.awards import AwardListContext
from doc_templates.contexts.plans import OpeningLine
from models.dates import long_date
from models.documents import DocumentKind


class AwardProposalContext(AwardListContext):
    """Tờ trình đề nghị khen thưởng of a unit; its list follows on a new page."""

    KIND: ClassVar[DocumentKind] = DocumentKind.AWARD_PROPOSAL
    LIKE_ABOVE: ClassVar[bool] = True

    addressees: tuple[str, ...] = Field(min_length=1, description="Kính gửi: nơi nhận Tờ trình")
    issuer_name: str = Field(description="Tên cơ quan trình viết trong câu, ví dụ Ủy ban nhân dân huyện Mẫu")
    opening: tuple[str, ...] = Field(default=(), description="Các căn cứ và đoạn mở đầu")
    summary: tuple[str, ...] = Field(default=(), description="Tóm tắt phong trào và kết quả họp Hội đồng, từng đoạn")
    decided_by: str = Field(description="Người quyết định khen thưởng, ví dụ Chủ tịch Ủy ban nhân dân tỉnh Mẫu")
    award_name: str = Field(description="Hình thức khen thưởng, ví dụ Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh")
    award_short: str = Field(default="Bằng khen", description="Tên ngắn của hình thức khen thưởng")
    reason: str = Field(description="Lý do, viết nối sau số lượng: đã có thành tích xuất sắc trong …")
    enclosures: tuple[str, ...] = Field(
        default=("danh sách", "biên bản họp Hội đồng Thi đua - Khen thưởng", "báo cáo thành tích"),
        description="Tài liệu kèm theo, viết thường",
    )

    DERIVED: ClassVar[dict[str, str]] = {
        **AwardListContext.DERIVED,
        "addressee_lines": "Các dòng kính gửi đã có dấu cuối, khi có từ hai nơi trở lên",
        "opening_lines": "Các đoạn mở đầu, kèm cho biết đoạn nào là căn cứ",
        "counts": "Số lượng theo danh sách: 05 tập thể và 04 cá nhân",
        "enclosure_line": "Dòng (Có … kèm theo)",
        "closing": "Câu kết, đã có dấu ./.",
        "list_title": "Tên danh sách kèm theo, chữ in hoa, ngắt dòng đều nhau",
        "list_source": "Dòng “Kèm theo Tờ trình số …” dưới tên danh sách, ngắt dòng đều nhau",
    }

    @property
    def addressee_lines(self) -> tuple[str, ...]:
        """Return the addressees as a list with final marks."""
        return lines.listed(self.addressees)

    @property
    def opening_lines(self) -> tuple[OpeningLine, ...]:
        """Return the opening's paragraphs, each told to be a legal basis or not."""
        return tuple(OpeningLine(text=text, basis=lines.is_basis(text)) for text in lines.opened(self.opening))

    @property
    def counts(self) -> str:
        """Return how many of each kind are proposed, as the list has them."""
        return awards.counts_text(awards.counted(self.nominees))

    @property
    def enclosure_line(self) -> str:
        """Return the line that names what comes with the proposal; empty where nothing does."""
        if not self.enclosures:
            return ""
        return f"(Có {', '.join(self.enclosures)} kèm theo)"

    @property
    def closing(self) -> str:
        """Return the last sentence with the final mark."""
        return lines.ended(f"{self.issuer_name} kính trình {self.decided_by} xem xét, quyết định")

    @property
    def list_title(self) -> str:
        """Return the list's name: who is proposed for what."""
        return self.titled("đề nghị tặng", self.award_name)

    @property
    def list_source(self) -> str:
        """Return the line that ties the list to the proposal (NĐ 30/2020, PL I, III)."""
        source = f"(Kèm theo Tờ trình số {self.code.strip()} {self.dated} của {self.issuer_name})"
        return lines.source_lines(source, room=self.SUBJECT_ROOM)


class CouncilMinutesContext(AwardListContext):
    """Biên bản họp Hội đồng of a unit (NĐ 30/2020, PL III, form 1.9): no place and date, two signatures."""

    KIND: ClassVar[DocumentKind] = DocumentKind.COUNCIL_MINUTES
    NEEDED: ClassVar[tuple[str, ...]] = ("number", "symbol", "issued_on", "authority", "signer_name", "secretary")

    authority: tuple[str, ...] = Field(
        default=("CHỦ TỌA",), title="chức vụ người ký", description="Chữ trên chữ ký của chủ tọa, từng dòng"
    )
    archive_line: str = Field(default="Lưu: VT, Hồ sơ.", description="Dòng lưu cuối phần Nơi nhận")
    council_name: str = Field(description="Tên Hội đồng viết trong câu")
    held_on: date = Field(description="Ngày họp")
    starts_at: str = Field(description="Giờ bắt đầu, ví dụ 08 giờ 30 phút")
    ends_at: str = Field(description="Giờ kết thúc, ví dụ 10 giờ 15 phút")
    meeting_place: str = Field(description="Địa điểm họp")
    purpose: str = Field(description="Việc họp, viết nối sau “họp”: xét, đề nghị khen thưởng …")
    attending: tuple[str, ...] = Field(default=(), description="Thành phần tham dự, từng người kèm chức vụ")
    members_total: int = Field(ge=1, description="Tổng số thành viên Hội đồng")
    present: int = Field(ge=0, description="Số thành viên có mặt")
    absent: tuple[str, ...] = Field(default=(), description="Thành viên vắng mặt, từng người")
    chair_role: str = Field(description="Chức vụ, vai trò trong Hội đồng của chủ tọa; họ tên là trường signer_name")
    secretary: str | None = Field(default=None, title="họ tên thư ký", description="Họ tên thư ký")
    secretary_role: str = Field(default="Thư ký Hội đồng", description="Chức vụ, vai trò của thư ký")
    discussion: tuple[str, ...] = Field(default=(), description="Nội dung, ý kiến tại cuộc họp, từng đoạn")
    award_name: str = Field(description="Hình thức khen thưởng được đề nghị")
    reason: str = Field(description="Lý do, viết nối sau số lượng: đã có thành tích xuất sắc trong …")
    votes_for: int = Field(ge=0, description="Số phiếu (thành viên) đồng ý")
    votes_base: int = Field(ge=1, description="Tổng số để tính tỷ lệ")
    method: str = Field(default="biểu quyết", description="Hình thức: biểu quyết hoặc bỏ phiếu kín")

    DERIVED: ClassVar[dict[str, str]] = {
        **AwardListContext.DERIVED,
        "held": "Ngày họp viết đủ: ngày 05 tháng 01 năm 2024",
        "attending_lines": "Thành phần tham dự, từng dòng đã có dấu cuối",
        "absent_line": "Họ tên thành viên vắng mặt nối bằng dấu chấm phẩy",
        "attendance": "Số có mặt trên tổng số: 09/09",
        "absent_count": "Số thành viên vắng mặt, viết hai chữ số khi nhỏ hơn 10",
        "counts": "Số lượng theo danh sách: 05 tập thể và 04 cá nhân",
        "vote": "Số đồng ý trên tổng số: 09/09",
        "percent": "Tỷ lệ đồng ý, ví dụ 88,9%",
        "ending": "Câu kết thúc cuộc họp, đã có dấu ./.",
    }

    @property
    def held(self) -> str:
        """Return the day of the meeting in words."""
        return long_date(self.held_on)

    @property
    def attending_lines(self) -> tuple[str, ...]:
        """Return who was there as a list with final marks."""
        return lines.listed(self.attending)

    @property
    def absent_line(self) -> str:
        """Return the names of those absent in one line."""
        return "; ".join(lines.bare(name) for name in self.absent)

    @property
    def attendance(self) -> str:
        """Return members present of all members."""
        return f"{awards.two_digits(self.present)}/{awards.two_digits(self.members_total)}"

    @property
    def absent_count(self) -> str:
        """Return how many members were absent."""
        return awards.two_digits(max(0, self.members_total - self.present))

    @property
    def counts(self) -> str:
        """Return how many of each kind are proposed, as the list has them."""
        return awards.counts_text(awards.counted(self.nominees))

    @property
    def vote(self) -> str:
        """Return votes in favour of the base."""
        return f"{awards.two_digits(self.votes_for)}/{awards.two_digits(self.votes_base)}"

    @property
    def percent(self) -> str:
        """Return the share in favour with at most one decimal: ``88,9%``."""
        tenths = (self.votes_for * 2000 + self.votes_base) // (2 * self.votes_base)
        whole, tenth = divmod(tenths, 10)
        return f"{whole},{tenth}%" if tenth else f"{whole}%"

    @property
    def ending(self) -> str:
        """Return the sentence that ends the minutes, with the final mark."""
        return lines.ended(
            f"Cuộc họp kết thúc vào hồi {self.ends_at} cùng ngày; biên bản đã được đọc lại cho các thành viên dự họp"
            " cùng nghe và thống nhất"
        )
