"""The context of the Chairman's decision and of its list."""

from datetime import date
from typing import ClassVar

from pydantic import Field

from doc_templates.contexts import awards, lines
from doc_templates.contexts.awards import AwardListContext
from doc_templates.contexts.base import Printed
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


class RewardLine(Printed):
    """So many awardees of a kind at so much each; in đồng."""

    kind: NomineeKind = Field(description="Loại đối tượng")
    count: int = Field(description="Số đối tượng")
    each: int = Field(description="Mức thưởng của một đối tượng, đồng")

    DERIVED: ClassVar[dict[str, str]] = {
        "subtotal": "Cộng của loại, đồng",
        "text": "Viết thành lời: Tập thể: 7.020.000 đồng/tập thể (02 tập thể: 14.040.000 đồng)",
    }

    @property
    def subtotal(self) -> int:
        """Return what all of the kind receive together."""
        return self.count * self.each

    @property
    def text(self) -> str:
        """Return the line as the decision prints it."""
        name = NOMINEE_KIND_NAMES[self.kind]
        return (
            f"{lines.capital(name)}: {awards.dotted(self.each)} đồng/{name}"
            f" ({awards.two_digits(self.count)} {name}: {awards.dotted(self.subtotal)} đồng)"
        )


class AwardDecisionContext(AwardListContext):
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
    total: int = Field(ge=0, description="Tổng số tiền thưởng, đồng; 0 thì không có điều về tiền thưởng")
    total_words: str = Field(default="", description="Tổng số tiền thưởng bằng chữ")
    fund: str = Field(description="Nguồn chi, ví dụ Quỹ thi đua, khen thưởng của tỉnh")
    executors: str = Field(description="Những người thi hành, viết nối trước “chịu trách nhiệm thi hành”")

    DERIVED: ClassVar[dict[str, str]] = {
        **AwardListContext.DERIVED,
        "basis_lines": "Căn cứ và đề nghị, từng dòng đã có dấu cuối",
        "rewards": "Tiền thưởng của từng loại đối tượng, tính từ danh sách",
        "reward_lines": "Mức thưởng của từng loại đối tượng, từng dòng đã có dấu cuối",
        "total_money": "Tổng số tiền thưởng có dấu chấm ngăn nghìn",
        "last_article": "Số của điều cuối (điều thi hành)",
        "closing": "Điều thi hành, đã có dấu ./.",
        "list_title": "Tên danh sách kèm theo, chữ in hoa, ngắt dòng đều nhau",
        "list_source": "Dòng “Kèm theo Quyết định số …” dưới tên danh sách, ngắt dòng đều nhau",
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
    def rewards(self) -> tuple[RewardLine, ...]:
        """Return what each kind of awardee receives, as the list has it."""
        given: dict[tuple[NomineeKind, int], int] = {}
        for one in sorted(self.nominees, key=lambda row: list(NomineeKind).index(row.kind)):
            if one.amount:
                given[one.kind, one.amount] = given.get((one.kind, one.amount), 0) + 1
        return tuple(RewardLine(kind=kind, count=count, each=each) for (kind, each), count in given.items())

    @property
    def reward_lines(self) -> tuple[str, ...]:
        """Return the same in words, each line with its final mark."""
        return lines.listed([one.text for one in self.rewards])

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
        return self.titled("được tặng", self.award_name)

    @property
    def list_source(self) -> str:
        """Return the line that ties the list to the decision (NĐ 30/2020, PL I, III)."""
        source = f"(Kèm theo Quyết định số {self.code.strip()} {self.dated} của {self.decided_by})"
        return lines.source_lines(source, room=self.SUBJECT_ROOM)
