"""Contexts of what the Chairman signs: the decision with its list, and each certificate."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from pydantic import Field

from doc_templates.contexts import awards, lines
from doc_templates.contexts.awards import ListedNominee, ListSection
from doc_templates.contexts.base import DocumentContext, Printed
from doc_templates.metrics import balanced, line_width
from models.awards.nominees import NOMINEE_KIND_NAMES, NomineeKind
from models.dates import long_date
from models.documents import DocumentKind


class CitedProposal(Printed):
    """One proposal that the decision answers."""

    proposer: str = Field(description="Người, cơ quan đề nghị, ví dụ Giám đốc Sở Nội vụ")
    code: str = Field(description="Số, ký hiệu Tờ trình, ví dụ 12/TTr-SNV")
    dated: date = Field(description="Ngày của Tờ trình")

    DERIVED: ClassVar[dict[str, str]] = {"line": "Theo đề nghị của … tại Tờ trình số … ngày …"}

    @property
    def line(self) -> str:
        """Return the line among the bases that cites the proposal."""
        return f"Theo đề nghị của {self.proposer} tại Tờ trình số {self.code} {long_date(self.dated)}"


class AwardCounts(Printed):
    """How many of each kind the decision rewards."""

    collectives: int = Field(default=0, ge=0, description="Số tập thể")
    persons: int = Field(default=0, ge=0, description="Số cá nhân")
    households: int = Field(default=0, ge=0, description="Số hộ gia đình")

    DERIVED: ClassVar[dict[str, str]] = {"text": "Viết thành lời: 05 tập thể và 04 cá nhân"}

    @property
    def text(self) -> str:
        """Return the counts in words, kinds without anybody left out."""
        counts = (self.collectives, self.persons, self.households)
        return awards.counts_text(dict(zip(NomineeKind, counts, strict=True)))


class AwardDecisionContext(DocumentContext):
    """Quyết định khen thưởng của Chủ tịch (NĐ 30/2020, PL III, form 1.2); its list follows on new pages.

    Counts and total are values of their own, so that what is printed can be checked against the list.
    """

    KIND: ClassVar[DocumentKind] = DocumentKind.AWARD_DECISION

    authority_line: str = Field(description="Thẩm quyền ban hành, chữ in hoa: CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …")
    decided_by: str = Field(description="Người quyết định viết trong câu, ví dụ Chủ tịch Ủy ban nhân dân tỉnh Mẫu")
    bases: tuple[str, ...] = Field(min_length=1, description="Căn cứ ban hành, từng dòng bắt đầu bằng Căn cứ")
    proposals: tuple[CitedProposal, ...] = Field(min_length=1, description="Các Tờ trình được viện dẫn")
    award_name: str = Field(description="Hình thức khen thưởng")
    award_short: str = Field(default="Bằng khen", description="Tên ngắn của hình thức khen thưởng")
    counts: AwardCounts = Field(description="Số lượng được khen thưởng, in tại Điều 1")
    reason: str = Field(description="Thành tích chung, viết nối sau số lượng: đã có thành tích xuất sắc trong …")
    nominees: tuple[ListedNominee, ...] = Field(min_length=1, description="Danh sách được khen thưởng, theo thứ tự")
    total: int = Field(ge=0, description="Tổng số tiền thưởng, đồng; 0 thì không có điều về tiền thưởng")
    total_words: str = Field(default="", description="Tổng số tiền thưởng bằng chữ")
    fund: str = Field(description="Nguồn chi, ví dụ Quỹ thi đua, khen thưởng của tỉnh")
    executors: str = Field(description="Những người thi hành, viết nối trước “chịu trách nhiệm thi hành”")

    DERIVED: ClassVar[dict[str, str]] = {
        **DocumentContext.DERIVED,
        "basis_lines": "Căn cứ và đề nghị, từng dòng đã có dấu cuối",
        "reward_lines": "Mức thưởng của từng loại đối tượng, từng dòng đã có dấu cuối",
        "total_money": "Tổng số tiền thưởng có dấu chấm ngăn nghìn",
        "last_article": "Số của điều cuối (điều thi hành)",
        "closing": "Điều thi hành, đã có dấu ./.",
        "list_title": "Tên danh sách kèm theo",
        "list_source": "Dòng “Kèm theo Quyết định số …” dưới tên danh sách",
        "list_sections": "Các mục của danh sách: tập thể, cá nhân, hộ gia đình",
    }

    @property
    def recipient_lines(self) -> tuple[str, ...]:
        """Return the lines under Nơi nhận, those who carry the decision out first."""
        carried_out = f"Như Điều {self.last_article}"
        others = tuple(line for line in self.recipients if not line.startswith("Như Điều"))
        return lines.recipients((carried_out, *others), archive_line=self.archive_line, like_above=False)

    @property
    def basis_lines(self) -> tuple[str, ...]:
        """Return the bases and the proposals, each ending with ``;`` and the last with ``.``."""
        return lines.listed((*self.bases, *(proposal.line for proposal in self.proposals)))

    @property
    def reward_lines(self) -> tuple[str, ...]:
        """Return what each kind of awardee receives, as the list has it."""
        given: dict[tuple[NomineeKind, int], int] = {}
        for one in sorted(self.nominees, key=lambda row: list(NomineeKind).index(row.kind)):
            if one.amount:
                given[one.kind, one.amount] = given.get((one.kind, one.amount), 0) + 1
        return lines.listed([_reward_line(kind, amount, count) for (kind, amount), count in given.items()])

    @property
    def total_money(self) -> str:
        """Return the total with thousands marked."""
        return awards.dotted(self.total)

    @property
    def last_article(self) -> int:
        """Return the number of the article on carrying out: 3, or 2 where no money is given."""
        return 3 if self.total else 2

    @property
    def closing(self) -> str:
        """Return who carries the decision out, with the final mark."""
        return lines.ended(f"{self.executors} chịu trách nhiệm thi hành Quyết định này")

    @property
    def list_title(self) -> str:
        """Return the list's name: who is rewarded with what."""
        title = f"{lines.capital(awards.kinds_text(self.nominees))} được tặng {self.award_name}"
        return lines.title_lines(title, room=self.SUBJECT_ROOM)

    @property
    def list_source(self) -> str:
        """Return the line that ties the list to the decision (NĐ 30/2020, PL I, III)."""
        return f"(Kèm theo Quyết định số {self.code.strip()} {self.dated} của {self.decided_by})"

    @property
    def list_sections(self) -> tuple[ListSection, ...]:
        """Return the list's sections."""
        return awards.sections(self.nominees)


def _reward_line(kind: NomineeKind, amount: int, count: int) -> str:
    name = NOMINEE_KIND_NAMES[kind]
    return (
        f"{lines.capital(name)}: {awards.dotted(amount)} đồng/{name}"
        f" ({awards.two_digits(count)} {name}: {awards.dotted(amount * count)} đồng)"
    )


_ROOM_MM = 232
"""Width of the certificate's lines."""
_NAME_POINTS = {"large": 26.0, "medium": 21.0, "small": 16.0}
_DEED_POINTS = {"large": 18.0, "medium": 16.0, "small": 13.5}


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
        "name_size": "Cỡ chữ của tên: large, medium hoặc small, theo độ dài",
        "text_size": "Cỡ chữ của thành tích: large, medium hoặc small, theo độ dài",
        "name_lines": "Tên được tặng, ngắt dòng đều nhau",
        "detail_lines": "Chức vụ, nơi công tác, ngắt dòng đều nhau",
        "achievement_lines": "Thành tích, ngắt dòng đều nhau",
        "book_number": "Số sổ vàng, viết hai chữ số khi nhỏ hơn 10",
    }

    @property
    def name_size(self) -> str:
        """Return the largest size at which the name stands on one line, else the smallest."""
        return _size(self.awardee, sizes=_NAME_POINTS, room=_ROOM_MM, bold=True)

    @property
    def text_size(self) -> str:
        """Return the largest size at which post and achievement stand on three lines, else the smallest."""
        return _size(f"{self.awardee_detail} {self.achievement}", sizes=_DEED_POINTS, room=_ROOM_MM * 2.7, bold=False)

    @property
    def name_lines(self) -> str:
        """Return the name with its lines evenly broken."""
        return "\n".join(balanced(self.awardee, points=_NAME_POINTS[self.name_size], bold=True, room=_ROOM_MM))

    @property
    def detail_lines(self) -> str:
        """Return post and place of work with their lines evenly broken."""
        return "\n".join(balanced(self.awardee_detail, points=_DEED_POINTS[self.text_size], room=_ROOM_MM))

    @property
    def achievement_lines(self) -> str:
        """Return the achievement with its lines evenly broken."""
        return "\n".join(balanced(self.achievement, points=_DEED_POINTS[self.text_size], room=_ROOM_MM))

    @property
    def book_number(self) -> str:
        """Return the ordinal in the decision, or an empty text."""
        return "" if self.golden_book is None else awards.two_digits(self.golden_book)


def _size(text: str, *, sizes: Mapping[str, float], room: float, bold: bool) -> str:
    """Return the first size at which a text is no wider than ``room``, else the last."""
    fitting = (name for name, points in sizes.items() if line_width(text, points=points, bold=bold) <= room)
    return next(fitting, "small")
