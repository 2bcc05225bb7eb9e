"""Act: a campaign's plan file is replaced by a mended one, as long as the plan has no number."""

from datetime import date
from hashlib import sha256

from models.campaign import Campaign, Filling
from models.documents import CampaignId
from models.errors import Conflict
from models.events import NewEvent
from models.plan import BadFilling, Plan, PlanReading, readings, with_fillings
from models.ports import Transaction
from workflows.services import Services
from workflows.steps.accounts.rights import require_office
from workflows.steps.campaigns.campaigns import PlanAlreadyIssued, plan_is_open, stated_plan
from workflows.steps.files.plan_files import read_plan

_READING = "readings."


class OtherPlan(Conflict):
    """The file holds the plan of another campaign."""

    code = "other-plan"


class AnswersLost(Conflict):
    """The new file no longer has a place that somebody has answered or sorted units into."""

    code = "answers-lost"


def renew_plan(
    services: Services, *, campaign_id: CampaignId, plan_text: str, file_name: str, actor: str, as_of: date
) -> Campaign:
    """Return the campaign with its plan file replaced; every answer that was given stays. The same file is no change.

    Raises ``PlanFileFaults``, ``OtherPlan``, ``PlanAlreadyIssued``, ``AnswersLost``, ``Forbidden``.
    """
    with services.registry.begin() as tx:
        require_office(tx, actor=actor)
        plan = read_plan(plan_text, file_name=file_name, directory=tx.units.directory())
    with services.registry.begin() as tx:
        campaign = tx.campaigns.get(campaign_id, to_change=True)
        before = tx.campaigns.plan_text(campaign_id)
        _refuse_other(campaign, plan)
        _refuse_numbered(tx, campaign)
        if before == plan_text:
            return campaign
        _refuse_lost(tx, campaign_id, plan)
        renewed = campaign.model_copy(update={"name": plan.name, "lead": plan.lead, "issuer": plan.issuer})
        tx.campaigns.renew_plan(renewed, plan_text=plan_text)
        tx.events.append(
            NewEvent(
                kind="plan.renewed",
                campaign_id=campaign_id,
                subject=campaign_id,
                as_of=as_of,
                actor=actor,
                data={"file": file_name, "before": sha256(before.encode()).hexdigest()},
            )
        )
    return renewed


def _refuse_other(campaign: Campaign, plan: Plan) -> None:
    if plan.id != campaign.id:
        raise OtherPlan(
            f"Tệp này là kế hoạch của phong trào “{plan.id}”, không phải “{campaign.id}”.",
            place="dòng “id” của tệp kế hoạch",
            remedy="chọn đúng tệp, hoặc tạo phong trào mới từ tệp này.",
        )


def _refuse_numbered(tx: Transaction, campaign: Campaign) -> None:
    if not plan_is_open(tx, campaign):
        raise PlanAlreadyIssued(
            "Kế hoạch đã ban hành hoặc đã lấy số; không thay được tệp kế hoạch.",
            remedy="ban hành văn bản đính chính hoặc sửa đổi, bổ sung kế hoạch.",
        )


def _refuse_lost(tx: Transaction, campaign_id: CampaignId, plan: Plan) -> None:
    """Raise where an answer would lose its place, or come to stand at another one."""
    fillings = tx.campaigns.fillings(campaign_id)
    lost = [one.path for one in fillings if not _still_fits(plan, one)]
    old, new = _by_number(stated_plan(tx, campaign_id)), _by_number(plan)
    confirmed = [one.path for one in fillings if one.path.startswith(_READING)]
    lost += [path for path in confirmed if _words(old.get(path)) != _words(new.get(path))]
    groups = {one.id for one in plan.groups}
    lost += sorted(
        {f"nhóm {one.group}" for one in tx.campaigns.memberships(campaign_id)} - {f"nhóm {g}" for g in groups}
    )
    if lost:
        raise AnswersLost(
            f"Tệp mới không còn {len(lost)} chỗ đã có câu trả lời: {'; '.join(dict.fromkeys(lost))}.",
            place="tệp kế hoạch",
            remedy="giữ nguyên các chỗ trống, chỗ đọc chưa chắc và nhóm đó trong tệp mới, rồi gửi lại.",
        )


def _still_fits(plan: Plan, filling: Filling) -> bool:
    if filling.path.startswith(_READING):
        return True  # compared by its words
    try:
        with_fillings(plan, [filling])
    except BadFilling:
        return False
    return True


def _by_number(plan: Plan) -> dict[str, PlanReading]:
    return {one.path: one for one in readings(plan)}


def _words(reading: PlanReading | None) -> tuple[object, ...] | None:
    """Return what a reading is known by: its candidates and the words before it."""
    return None if reading is None else (reading.candidates, reading.before)
