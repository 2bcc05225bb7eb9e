"""How papers on awards speak: who decides, what for, whom they list, the council's name."""

from doc_templates.contexts import ListedNominee
from models.awards.nominations import AWARD_NAMES, AwardForm, Nomination
from models.organisation import Unit, UnitKind
from models.plan import Plan
from workflows.steps.citing import area_of, full_name, lower_first

_COMMITTEES = (UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE)
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


def movement_name(plan: Plan) -> str:
    """Return the movement in the middle of a sentence: ``phong trào thi đua cao điểm “...”``."""
    return f"{lower_first(plan.movement.kind)} “{plan.name}”"


def common_reason(plan: Plan) -> str:
    """Return for what everybody is rewarded, in the middle of a sentence."""
    return f"đã có thành tích xuất sắc trong {movement_name(plan)}"


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
    """Return a unit's letterhead as one line, as it stands above the name of a body below it."""
    return " ".join(unit.letterhead)
