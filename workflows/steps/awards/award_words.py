"""How papers on awards speak: who decides, what for, whom they list, the council's name."""

from collections.abc import Iterable

from doc_templates.contexts import ListedNominee
from doc_templates.contexts.awards import shared_achievement
from models.awards.nominations import AWARD_NAMES, AwardForm, Nomination
from models.organisation import Unit, UnitKind
from models.plan import Plan
from workflows.steps.documents.citing import area_of, full_name, lower_first, movement_name

_COMMITTEES = (UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE)
_CONTINUES = ("đã ", "có ")
"""How an achievement begins that goes on from "tặng … cho …"."""
COUNCIL = "Hội đồng Thi đua - Khen thưởng"


def head_of(unit: Unit) -> str:
    """Return a unit's head as sentences name them: ``Chủ tịch Ủy ban nhân dân ...``, ``Giám đốc Sở Tư pháp``."""
    post = "Chủ tịch" if unit.kind in _COMMITTEES else unit.signing[-1].capitalize()
    return f"{post} {full_name(unit)}"


def award_name(form: AwardForm, *, issuer: Unit) -> str:
    """Return the award with who gives it: ``Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh Đồng Nai``."""
    if form is AwardForm.BANG_KHEN_TINH:
        return f"Bằng khen của {head_of(issuer)}"
    return AWARD_NAMES[form]


def common_reason(plan: Plan) -> str:
    """Return for what everybody is rewarded, in the middle of a sentence."""
    return f"đã có thành tích xuất sắc trong {movement_name(plan)}"


def reason_for(plan: Plan, achievements: Iterable[str]) -> str:
    """Return for what a list is rewarded, in the middle of a sentence: the list's own words where all share them."""
    shared = lower_first(shared_achievement(achievements)).rstrip(" .;")
    return shared if shared.startswith(_CONTINUES) else common_reason(plan)


def common_achievement(plan: Plan) -> str:
    """Return the same at the beginning of a line: a nomination's achievement where the unit writes no other."""
    reason = common_reason(plan)
    return f"{reason[:1].upper()}{reason[1:]}"


def listed(nomination: Nomination, *, amount: int | None = None) -> ListedNominee:
    """Return a nomination as a line of a list."""
    return ListedNominee(
        nominee=nomination.nominee.id,
        kind=nomination.nominee.kind,
        text=nomination.nominee.listed,
        achievement=nomination.achievement,
        amount=amount,
    )


def council_name(unit: Unit) -> str:
    """Return the name of a unit's council: ``Hội đồng Thi đua - Khen thưởng huyện Xuân Lộc``."""
    return f"{COUNCIL} {area_of(unit) or unit.name}"


def letterhead_line(unit: Unit) -> str:
    """Return a unit's letterhead as one line, shortened as above the name of a body below it: ``UBND HUYỆN ...``.

    Common phrases of the superior body's name may be abbreviated (NĐ 30/2020, PL I, II.2).
    """
    return " ".join(unit.letterhead).replace("ỦY BAN NHÂN DÂN", "UBND")
