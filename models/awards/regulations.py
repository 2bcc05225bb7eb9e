"""The law as dated data: rule sets, base salaries and legal bases, each with its source and how well it is known."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from models.awards.nominations import AwardForm
from models.awards.nominees import NomineeKind
from models.base import Value
from models.dates import Period, short_date
from models.errors import NotFound
from models.organisation import Confidence


class PartKind(StrEnum):
    """The papers of a dossier."""

    PROPOSAL = "proposal"
    MINUTES = "minutes"
    REPORT = "report"


PART_NAMES: dict[PartKind, str] = {
    PartKind.PROPOSAL: "Tờ trình đề nghị khen thưởng kèm danh sách",
    PartKind.MINUTES: "Biên bản họp Hội đồng Thi đua - Khen thưởng",
    PartKind.REPORT: "Báo cáo thành tích",
}


class Sourced(Value):
    """A rule or figure, with where it comes from and how well it is known."""

    source: str = Field(min_length=1)
    confidence: Confidence
    note: str = ""


class Dated(Sourced):
    """A rule or figure in force between two days, both included; an absent day is open or not known."""

    valid_from: date | None = None
    valid_to: date | None = None

    def in_force_on(self, day: date) -> bool:
        """Tell whether it is in force on ``day``."""
        return Period(start=self.valid_from, end=self.valid_to).covers(day)


class Coefficient(Sourced):
    """How many times the base salary one award brings."""

    form: AwardForm
    kind: NomineeKind
    times: Decimal = Field(gt=0)


class HouseholdRule(Sourced):
    """A household gets so many times the person's figure, taken before or after rounding."""

    times: Decimal = Field(gt=0)
    of_rounded: bool = False


class Rounding(Sourced):
    """Amounts are rounded up to the next multiple of ``step`` đồng."""

    step: int = Field(gt=0)


class PartOwed(StrEnum):
    """How often a paper is owed."""

    PER_DOSSIER = "per_dossier"
    PER_NOMINEE = "per_nominee"


class PartRule(Sourced):
    """One paper that a dossier must hold."""

    part: PartKind
    owed: PartOwed
    confirmed: bool = False
    """The submitting level must have confirmed it."""
    words: str
    """How staff read it: ``Báo cáo thành tích có xác nhận của cấp trình khen thưởng``."""


class DossierRule(Value):
    """What a dossier for one form of award consists of."""

    form: AwardForm
    sets: int | None = None
    """Số bộ; absent where no rule was found."""
    parts: tuple[PartRule, ...] = Field(min_length=1)


class ReportForm(Sourced):
    """Which form of the decree's annex an achievement report follows; the number is absent where not known."""

    number: str | None = None
    title: str


class Regulation(Dated):
    """One decree's rules on awards: money, dossiers, forms."""

    id: str
    title: str
    """``Nghị định số 98/2023/NĐ-CP``."""
    coefficients: tuple[Coefficient, ...]
    household: HouseholdRule | None = None
    rounding: Rounding
    dossiers: tuple[DossierRule, ...]
    campaign_report: ReportForm
    """The form for awards at the end of a campaign (theo đợt, chuyên đề)."""

    @property
    def report_form_line(self) -> str:
        """Return how a report names its form, with the decree; empty where the number is not known."""
        number = self.campaign_report.number
        return f"Mẫu số {number} ({self.title})" if number else ""

    def dossier_rule(self, form: AwardForm) -> DossierRule:
        """Return what a dossier for ``form`` consists of, or raise ``NoRule``."""
        for rule in self.dossiers:
            if rule.form is form:
                return rule
        raise NoRule(f"{self.title} trong dữ liệu pháp luật không có thành phần hồ sơ cho “{form}”.", remedy=_REMEDY)


class BaseSalary(Dated):
    """Lương cơ sở, in đồng a month."""

    amount: int = Field(gt=0)


class LegalBasis(Dated):
    """One basis of an award decision, as it is cited after "Căn cứ"."""

    id: str
    text: str
    """Without mark at the end: ``Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022``."""
    province: str | None = None
    """A province's own rule applies there alone; absent for the nation's."""


class NoRule(NotFound):
    """The law data hold no rule for that day or form."""

    code = "no-rule"


_REMEDY = "bổ sung vào tệp trong plans/law kèm nguồn và mức tin cậy."


class Law(Value):
    """All law data of the house."""

    regulations: tuple[Regulation, ...]
    base_salaries: tuple[BaseSalary, ...]
    bases: tuple[LegalBasis, ...] = ()
    """In the order in which a decision cites them."""
    pinned: str | None = None
    """The rule set that a person set for a campaign, whatever the day; base salaries and bases still go by the day."""

    def under(self, regulation_id: str | None) -> "Law":
        """Return the same data under one pinned rule set, None for none; raises ``NoRule``."""
        if regulation_id is not None:
            self.regulation(regulation_id)
        return self.model_copy(update={"pinned": regulation_id})

    def regulation_on(self, day: date) -> Regulation:
        """Return the pinned rule set, else the one in force on ``day``, or raise ``NoRule``."""
        if self.pinned is not None:
            return self.regulation(self.pinned)
        for regulation in self.regulations:
            if regulation.in_force_on(day):
                return regulation
        raise NoRule(f"Không có quy định khen thưởng cho ngày {short_date(day)}.", remedy=_REMEDY)

    def base_salary_on(self, day: date) -> BaseSalary:
        """Return the base salary in force on ``day``, or raise ``NoRule``."""
        for salary in self.base_salaries:
            if salary.in_force_on(day):
                return salary
        raise NoRule(f"Không có mức lương cơ sở cho ngày {short_date(day)}.", remedy=_REMEDY)

    def bases_on(self, day: date, *, province: str) -> tuple[LegalBasis, ...]:
        """Return the bases of a province's decision dated ``day``, in the order in which it cites them."""
        return tuple(one for one in self.bases if one.in_force_on(day) and one.province in (None, province))

    def regulation(self, regulation_id: str) -> Regulation:
        """Return the rule set with that id, or raise ``NoRule``."""
        for regulation in self.regulations:
            if regulation.id == regulation_id:
                return regulation
        known = ", ".join(one.id for one in self.regulations)
        raise NoRule(f"Không có quy định khen thưởng “{regulation_id}”.", remedy=f"chọn một trong: {known}.")
