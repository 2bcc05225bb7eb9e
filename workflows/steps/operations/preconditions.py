"""What must be there before a step: a faulty order is told at once, with everything that is missing."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from models.accounts import Scope
from models.campaign import CampaignState
from models.documents import CampaignId, DocumentKind, DraftState, EntryState
from models.errors import Conflict, ThiduaError
from models.operations import OPERATION_NAMES, OperationKind
from models.plan import Gap, Plan, open_gaps, stated
from models.ports import DocumentFilter, Transaction
from workflows.steps.campaigns.campaigns import effective_plan
from workflows.steps.campaigns.live_days import refuse_day_ahead

Check = Callable[[Transaction, CampaignId, date, Mapping[str, Any]], None]


class NotReady(Conflict):
    """A step was asked for before what it needs is there."""

    code = "not-ready"


class OpenGaps(NotReady):
    """The plan cannot be issued while these gaps are open; ``gaps`` holds their paths."""

    code = "open-gaps"

    def __init__(self, message: str, *, gaps: tuple[str, ...], remedy: str) -> None:
        self.gaps = gaps
        super().__init__(message, place="; ".join(gaps), remedy=remedy)


class BadParameter(ThiduaError):
    """A parameter of the step is missing or not of its kind."""

    code = "bad-parameter"


def require_ready(
    tx: Transaction, *, kind: OperationKind, campaign_id: CampaignId | None, as_of: date, params: Mapping[str, Any]
) -> None:
    """Raise ``NotReady``, ``OpenGaps``, ``BadParameter`` or ``DayAhead`` where ``kind`` cannot be done now."""
    check = _CHECKS.get(kind)
    if check is None:
        return
    if campaign_id is None:
        raise BadParameter(
            f"Bước “{OPERATION_NAMES[kind]}” phải thuộc về một phong trào.", remedy="chọn phong trào rồi thực hiện lại."
        )
    refuse_day_ahead(tx, campaign_id=campaign_id, day=as_of, place="ngày làm việc")
    check(tx, campaign_id, as_of, params)


def numbering_of(plan: Plan, params: Mapping[str, Any]) -> int | None:
    """Return the number to enter for the plan, or None where the next of the series is to be given.

    ``params["number"]`` says it outright; otherwise a number that the plan's source states is entered.
    ``params["numbering"] == "given"`` asks for the series' next number in any case.
    """
    if params.get("numbering") == "given":
        return None
    stated = params.get("number", plan.document.number)
    if stated is None or isinstance(stated, Gap):
        return None
    if not re.fullmatch(r"0*[1-9]\d{0,5}", str(stated), flags=re.ASCII):
        raise BadParameter(f"Số văn bản “{stated}” không dùng được.", remedy="nhập một số nguyên từ 1 đến 999999.")
    return int(stated)


def day_of(params: Mapping[str, Any], name: str) -> date | None:
    """Return the ISO date in ``params[name]``, None where it is absent; raises ``BadParameter``."""
    given = params.get(name)
    if given in (None, ""):
        return None
    try:
        return date.fromisoformat(str(given))
    except ValueError:
        raise BadParameter(
            f"Ngày “{given}” (tham số {name}) không hợp lệ.",
            remedy="ghi ngày theo dạng năm-tháng-ngày, như 2024-06-25.",
        ) from None


def plan_day(plan: Plan, params: Mapping[str, Any], *, as_of: date) -> date:
    """Return the date that the plan is issued with: the one given now, else its own, else the work's day."""
    return day_of(params, "date") or stated(plan.document.date) or as_of


def _plan_issuable(tx: Transaction, campaign_id: CampaignId, as_of: date, params: Mapping[str, Any]) -> None:
    plan = effective_plan(tx, campaign_id)
    day = plan_day(plan, params, as_of=as_of)
    refuse_day_ahead(tx, campaign_id=campaign_id, day=day, place="ngày ban hành kế hoạch")
    given_here = {"document.number"}
    if day_of(params, "date"):
        given_here.add("document.date")
    if numbering_of(plan, params) is None and not plan.document.type_name:
        raise NotReady(
            "Phong trào phát động bằng công văn; hệ thống chỉ lập văn bản có tên loại (kế hoạch, chỉ thị, ...).",
            place="document.type_name của tệp kế hoạch",
            remedy="ban hành công văn ở ngoài rồi nhập số đã cấp khi ban hành ở đây, hoặc ghi tên loại của văn bản.",
        )
    missing = [gap for gap in open_gaps(plan) if gap.needed_for == "issue" and gap.path not in given_here]
    if missing:
        raise OpenGaps(
            f"Kế hoạch còn {len(missing)} chỗ trống phải bổ sung trước khi ban hành.",
            gaps=tuple(f"{gap.path} ({gap.question})" for gap in missing),
            remedy="bổ sung từng chỗ trống trên trang của phong trào (hoặc bằng `thidua campaign fill`), rồi làm lại.",
        )


def _launched(tx: Transaction, campaign_id: CampaignId, _as_of: date, _params: Mapping[str, Any]) -> None:
    if tx.campaigns.get(campaign_id).state is CampaignState.PREPARING:
        raise NotReady(
            "Kế hoạch của phong trào chưa được ban hành.",
            remedy="ban hành kế hoạch trước, rồi thực hiện bước này.",
        )


def _window(tx: Transaction, campaign_id: CampaignId, as_of: date, params: Mapping[str, Any]) -> None:
    _launched(tx, campaign_id, as_of, params)
    start, end = day_of(params, "from"), day_of(params, "to") or as_of
    if start is not None and end < start:
        raise BadParameter(
            f"Khoảng rà soát kết thúc ({end:%d/%m/%Y}) trước khi bắt đầu ({start:%d/%m/%Y}).",
            remedy="đổi lại ngày đầu và ngày cuối.",
        )
    if end > as_of:
        raise BadParameter(
            f"Khoảng rà soát đến {end:%d/%m/%Y}, sau ngày làm việc {as_of:%d/%m/%Y}.",
            remedy="chỉ rà soát đến ngày làm việc.",
        )


def _something_confirmed(tx: Transaction, campaign_id: CampaignId, as_of: date, _params: Mapping[str, Any]) -> None:
    confirmed = tx.drafts.list(campaign_id, state=DraftState.CONFIRMED)
    issued_here = (draft for draft in confirmed if draft.kind is not DocumentKind.AWARD_DECISION)
    if not any(draft.dated and draft.dated <= as_of for draft in issued_here):
        raise NotReady(
            f"Không có văn bản nào đã xác nhận để ban hành đến ngày {as_of:%d/%m/%Y}.",
            remedy="đơn vị xác nhận dự thảo (ghi ngày văn bản) trước khi ban hành.",
        )


def _something_issued(tx: Transaction, campaign_id: CampaignId, _as_of: date, _params: Mapping[str, Any]) -> None:
    issued = DocumentFilter(campaign_id=campaign_id, state=EntryState.ISSUED)
    if tx.register.count(issued, scope=Scope()) == 0:
        raise NotReady(
            "Phong trào chưa có văn bản nào được ban hành.", remedy="ban hành kế hoạch trước, rồi thực hiện bước này."
        )


def _something_nominated(tx: Transaction, campaign_id: CampaignId, as_of: date, params: Mapping[str, Any]) -> None:
    _launched(tx, campaign_id, as_of, params)
    unit = params.get("unit")
    if not any(unit in (None, one.unit) for one in tx.nominations.list(campaign_id)):
        raise NotReady(
            "Chưa có đề nghị khen thưởng nào nên chưa có hồ sơ để đóng.",
            remedy="đơn vị ghi các đề nghị khen thưởng và lập biên bản, báo cáo, tờ trình trước.",
        )


def _decision_confirmed(tx: Transaction, campaign_id: CampaignId, as_of: date, params: Mapping[str, Any]) -> None:
    _launched(tx, campaign_id, as_of, params)
    drafts = tx.drafts.list(campaign_id, kind=DocumentKind.AWARD_DECISION)
    ready = (DraftState.CONFIRMED, DraftState.ISSUED)
    if not any(draft.state in ready and draft.dated and draft.dated <= as_of for draft in drafts):
        raise NotReady(
            f"Chưa có quyết định khen thưởng nào được xác nhận đến ngày {as_of:%d/%m/%Y}.",
            remedy="lập dự thảo quyết định từ các hồ sơ đã nộp, kiểm tra và xác nhận trước.",
        )


_CHECKS: dict[OperationKind, Check] = {
    OperationKind.ISSUE_PLAN: _plan_issuable,
    OperationKind.DISTRIBUTE_SUB_PLANS: _launched,
    OperationKind.ISSUE_CONFIRMED: _something_confirmed,
    OperationKind.SWEEP_DEADLINES: _window,
    OperationKind.PRINT_REGISTERS: _something_issued,
    OperationKind.MAKE_PDFS: _something_issued,
    OperationKind.SUMMARISE_REPORTS: _launched,
    OperationKind.ASSEMBLE_DOSSIERS: _something_nominated,
    OperationKind.ISSUE_AWARDS: _decision_confirmed,
    OperationKind.ARCHIVE_CAMPAIGN: _something_issued,
}
