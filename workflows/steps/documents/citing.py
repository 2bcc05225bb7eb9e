"""How documents of a campaign speak of its plan, and of units."""

from models.dates import long_date
from models.documents import CampaignId, DocumentRecord
from models.errors import Conflict
from models.organisation import Unit, UnitKind
from models.plan import Plan
from models.ports import Transaction
from workflows.steps.campaigns.plan_entries import plan_entry

_PROVINCIAL = "Ủy ban nhân dân"


class PlanNotIssued(Conflict):
    """A document that must cite the campaign's plan was asked for before the plan was issued."""

    code = "plan-not-issued"


def issued_plan(tx: Transaction, plan: Plan) -> DocumentRecord:
    """Return the register entry of the issued plan, or raise ``PlanNotIssued``."""
    record = plan_entry(tx, CampaignId(plan.id))
    if record is None or record.sha256 is None:
        raise PlanNotIssued(
            "Kế hoạch của phong trào chưa được ban hành nên chưa có số, ngày để viện dẫn.",
            remedy="ban hành kế hoạch trước, rồi thực hiện bước này.",
        )
    return record


def named(record: DocumentRecord) -> str:
    """Return type, number and symbol: ``Kế hoạch số 210/KH-UBND``."""
    return f"{record.type_name} số {record.code}"


def full_name(unit: Unit) -> str:
    """Return a unit's name as a first mention writes it, UBND spelt out."""
    return unit.name.replace("UBND", _PROVINCIAL, 1) if unit.name.startswith("UBND") else unit.name


def about(record: DocumentRecord) -> str:
    """Return the plan's subject as it follows the citation: ``về phát động phong trào ...``."""
    title = record.title
    return f"về {title[:1].lower()}{title[1:]}"


def citation(record: DocumentRecord, issuer: Unit) -> str:
    """Return the full citation of a first mention (NĐ 30/2020, PL I, II.6.b)."""
    return f"{named(record)} {long_date(record.issued_on)} của {full_name(issuer)} {about(record)}"


def area_of(unit: Unit) -> str | None:
    """Return the area of a district's or province's committee: ``huyện Cẩm Mỹ``; None for other bodies."""
    if unit.kind in (UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE):
        return unit.name.removeprefix("UBND ").removeprefix(f"{_PROVINCIAL} ")
    return None


def lower_first(text: str) -> str:
    """Return ``text`` as it stands in the middle of a sentence."""
    return text[:1].lower() + text[1:]


def movement_name(plan: Plan) -> str:
    """Return the movement in the middle of a sentence: ``phong trào thi đua cao điểm “...”``."""
    return f"{lower_first(plan.movement.kind)} “{plan.name}”"
