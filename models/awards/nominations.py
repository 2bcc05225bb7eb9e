"""A nomination: a nominee, proposed by a unit, for a form of award, with the achievement and its report."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, NewType

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from models.awards.nominees import Nominee, NomineeId, NomineeKind
from models.base import Value
from models.documents import CampaignId
from models.entered import EnteredLines
from models.organisation import UnitId

NominationId = NewType("NominationId", str)
"""Campaign, nominee and form: ``dong-nai-2024:dong-nai.xuan-loc/tt-01:bang_khen_tinh``."""


class AwardForm(StrEnum):
    """The forms of award that a campaign's end gives (Luật Thi đua, khen thưởng 2022, Đ74, Đ75)."""

    BANG_KHEN_TINH = "bang_khen_tinh"
    GIAY_KHEN = "giay_khen"


AWARD_NAMES: dict[AwardForm, str] = {
    AwardForm.BANG_KHEN_TINH: "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
    AwardForm.GIAY_KHEN: "Giấy khen",
}

SHORT_AWARD_NAMES: dict[AwardForm, str] = {
    AwardForm.BANG_KHEN_TINH: "Bằng khen",
    AwardForm.GIAY_KHEN: "Giấy khen",
}


class EarlierAward(Value):
    """One row of "Các hình thức đã được khen thưởng" in a report."""

    year: int
    title: str
    """The title or form of award."""
    decision: str
    """Number, date and issuer of the decision, as the report writes them."""


class CollectiveWords(Value):
    """What a collective's report says; each tuple holds paragraphs."""

    shape: Literal["collective"] = "collective"
    characteristics: EnteredLines
    """Đặc điểm, tình hình."""
    functions: EnteredLines
    """Chức năng, nhiệm vụ."""
    achievements: EnteredLines = Field(min_length=1)
    earlier_awards: tuple[EarlierAward, ...] = ()


class PersonWords(Value):
    """What a person's report says (a household's is written by its head)."""

    shape: Literal["person"] = "person"
    born: date | None = None
    gender: str = ""
    home_town: str = ""
    """Quê quán."""
    residence: str = ""
    """Trú quán."""
    qualification: str = ""
    """Trình độ chuyên môn."""
    posts: str = ""
    """Posts held in the Party, the administration and associations."""
    achievements: EnteredLines = Field(min_length=1)
    earlier_awards: tuple[EarlierAward, ...] = ()


ReportWords = Annotated[CollectiveWords | PersonWords, Field(discriminator="shape")]
"""The words of an achievement report; its shape follows the kind of nominee."""


class NominationState(StrEnum):
    """Whether a nomination stands."""

    PROPOSED = "proposed"
    WITHDRAWN = "withdrawn"


NOMINATION_STATE_NAMES: dict[NominationState, str] = {
    NominationState.PROPOSED: "đã đề nghị",
    NominationState.WITHDRAWN: "đã rút",
}


class Nomination(Value):
    """One nominee proposed for one form of award in one campaign."""

    id: NominationId
    campaign_id: CampaignId
    unit: UnitId
    form: AwardForm
    nominee: Nominee
    achievement: str = Field(min_length=1)
    """The achievement as decision and certificate print it: ``Đã có thành tích xuất sắc trong ...``."""
    report: ReportWords | None = None
    """Absent until the nominee has written it."""
    state: NominationState = NominationState.PROPOSED
    order: int
    """Its place in the unit's list, from 1."""

    @model_validator(mode="after")
    def _belongs_together(self) -> "Nomination":
        """Refuse a nominee of another unit and a report of the wrong shape."""
        if self.nominee.unit != self.unit:
            raise PydanticCustomError(
                "nominee_of_other_unit",
                "đối tượng “{name}” do đơn vị {unit} đề nghị",
                {"name": self.nominee.name, "unit": self.nominee.unit, "remedy": "ghi đúng đơn vị đề nghị"},
            )
        if self.report is not None and self.report.shape != report_shape(self.nominee.kind):
            raise PydanticCustomError(
                "report_of_other_shape",
                "báo cáo thành tích của “{name}” không đúng mẫu của đối tượng",
                {"name": self.nominee.name, "remedy": "tập thể dùng mẫu tập thể, cá nhân và hộ gia đình mẫu cá nhân"},
            )
        return self


def report_shape(kind: NomineeKind) -> Literal["collective", "person"]:
    """Return which shape of report a kind of nominee writes."""
    return "collective" if kind is NomineeKind.COLLECTIVE else "person"


def nomination_id(*, campaign: CampaignId, nominee: NomineeId, form: AwardForm) -> NominationId:
    """Return a nomination's natural key; the same nominee for the same form in one campaign is one nomination."""
    return NominationId(f"{campaign}:{nominee}:{form}")


def standing(
    nominations: tuple[Nomination, ...], *, unit: UnitId | None = None, form: AwardForm | None = None
) -> tuple[Nomination, ...]:
    """Return the nominations that stand, of one unit or form where given: collectives, persons, households.

    Within a kind they keep the unit's own order.
    """
    kinds = list(NomineeKind)
    kept = (
        one
        for one in nominations
        if one.state is NominationState.PROPOSED and unit in (None, one.unit) and form in (None, one.form)
    )
    return tuple(sorted(kept, key=lambda one: (kinds.index(one.nominee.kind), one.unit, one.order, one.id)))
