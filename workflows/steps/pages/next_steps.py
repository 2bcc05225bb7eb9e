"""What can be done next in a campaign, and why a button cannot be pressed yet."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from models.base import Value
from models.campaign import CampaignState
from models.documents import CampaignId, DocumentKind, DraftState
from models.errors import ThiduaError
from models.operations import OPERATION_NAMES, OperationKind
from models.plan import Plan
from models.ports import TemplateStore, Transaction
from workflows.steps.operations.preconditions import require_ready
from workflows.steps.pages.gaps import GapsPage, GroupsPage


class StepForm(StrEnum):
    """What a step asks a person for before it starts."""

    LINK = "link"
    """Nothing: it is done on a page of its own."""
    PLAIN = "plain"
    """The working day alone."""
    ISSUE = "issue"
    """The document's date and, where it has one already, its number."""
    WINDOW = "window"
    """From which day to which day."""


class NextStep(Value):
    """One step of the campaign's way."""

    key: str
    """The operation's kind, or the page's name for a link."""
    title: str
    explain: str
    form: StepForm
    address: str = ""
    """Under the campaign's own address, for a link."""
    done: bool = False
    suggested: bool = False
    """The first thing that waits for somebody and can be done."""
    why_not: str = ""
    """Why it cannot be done now; empty where it can."""
    remedy: str = ""
    told: str = ""
    """What to know before it is done; empty where there is nothing."""
    told_at: str = ""
    """Where more of that is told, under the campaign's own address."""


class StepFacts(Value):
    """What is known of a campaign when its steps are listed."""

    campaign_id: CampaignId
    plan: Plan
    as_of: date
    gaps: GapsPage
    groups: GroupsPage
    state: CampaignState
    templates_kept: bool
    drafted: int
    confirmed: int
    sub_plans: int
    plan_format: str
    """What is to be known of the plan's format before it is issued; empty where there is nothing."""


def facts_in(
    tx: Transaction,
    campaign_id: CampaignId,
    *,
    plan: Plan,
    as_of: date,
    gaps: GapsPage,
    groups: GroupsPage,
    templates: TemplateStore,
    plan_format: str,
) -> StepFacts:
    """Return what the list of steps depends on."""
    drafts = tx.drafts.list(campaign_id)
    return StepFacts(
        campaign_id=campaign_id,
        plan=plan,
        as_of=as_of,
        gaps=gaps,
        groups=groups,
        state=tx.campaigns.get(campaign_id).state,
        templates_kept=all(templates.latest(kind) is not None for kind in DocumentKind),
        drafted=sum(draft.state is DraftState.DRAFTED for draft in drafts),
        confirmed=sum(draft.state is DraftState.CONFIRMED for draft in drafts),
        sub_plans=sum(draft.kind is DocumentKind.SUB_PLAN for draft in drafts),
        plan_format=plan_format,
    )


def next_steps(tx: Transaction, facts: StepFacts) -> tuple[NextStep, ...]:
    """Return the steps in the order of a campaign's life, the first open one suggested."""
    steps = [
        _gaps(facts),
        _templates(facts),
        _issue(tx, facts),
        *([_groups(facts)] if facts.plan.groups else []),
        _distribute(tx, facts),
        _confirm(facts),
        _issue_confirmed(tx, facts),
        _sweep(tx, facts),
        _awards(facts),
        _plain(tx, facts, OperationKind.PRINT_REGISTERS, "Mỗi cơ quan một sổ, theo các văn bản đã ban hành đến nay."),
        _plain(tx, facts, OperationKind.MAKE_PDFS, "Tạo bản PDF cho mọi văn bản đã ban hành để xem và in."),
    ]
    waiting = next((n for n, step in enumerate(steps[:-3]) if not step.done and not step.why_not), None)
    return tuple(step.model_copy(update={"suggested": n == waiting}) for n, step in enumerate(steps))


def _gaps(facts: StepFacts) -> NextStep:
    before = sum(group.still_open for group in facts.gaps.groups if group.needed_for == "issue")
    later = sum(group.still_open for group in facts.gaps.groups) - before
    told = f"Còn {before} chỗ phải bổ sung trước khi ban hành" if before else "Đã đủ để ban hành kế hoạch"
    readings = facts.gaps.unconfirmed
    more = [f"{later} chỗ có thể bổ sung sau"] if later else []
    more += [f"{readings} chỗ đọc chưa chắc cần xác nhận"] if readings else []
    return NextStep(
        key="bo-sung",
        title="Bổ sung chỗ trống của kế hoạch",
        explain="; ".join([told, *more]) + ".",
        form=StepForm.LINK,
        address="/bo-sung",
        done=not before,
    )


def _templates(facts: StepFacts) -> NextStep:
    return NextStep(
        key=OperationKind.PUBLISH_TEMPLATES,
        title=OPERATION_NAMES[OperationKind.PUBLISH_TEMPLATES],
        explain="Các mẫu Word kèm theo hệ thống được đưa vào kho; làm một lần, mọi phong trào dùng chung.",
        form=StepForm.PLAIN,
        done=facts.templates_kept,
    )


def _issue(tx: Transaction, facts: StepFacts) -> NextStep:
    reason, remedy = refusal(
        tx,
        campaign_id=facts.campaign_id,
        as_of=facts.as_of,
        kind=OperationKind.ISSUE_PLAN,
        params={"date": facts.as_of.isoformat()},
    )
    if not facts.templates_kept:
        reason, remedy = "Kho chưa có mẫu văn bản.", "đưa mẫu văn bản vào kho trước."
    issued = facts.state is not CampaignState.PREPARING
    return NextStep(
        key=OperationKind.ISSUE_PLAN,
        title=OPERATION_NAMES[OperationKind.ISSUE_PLAN],
        explain="Kế hoạch được cấp số, lập thành văn bản và vào sổ; phong trào bắt đầu chạy từ đó.",
        form=StepForm.ISSUE,
        done=issued,
        why_not="" if issued else reason,
        remedy="" if issued else remedy,
        told=facts.plan_format,
        told_at="/the-thuc",
    )


def _groups(facts: StepFacts) -> NextStep:
    left = facts.groups.unsorted
    return NextStep(
        key="nhom",
        title="Xếp đơn vị vào nhóm",
        explain=f"Còn {left} đơn vị chưa xếp nhóm; báo cáo định kỳ tính theo nhóm."
        if left
        else "Mọi đơn vị đã có nhóm; đổi nhóm khi đơn vị chuyển giai đoạn.",
        form=StepForm.LINK,
        address="/nhom",
        done=not left,
    )


def _distribute(tx: Transaction, facts: StepFacts) -> NextStep:
    step = _plain(
        tx,
        facts,
        OperationKind.DISTRIBUTE_SUB_PLANS,
        "Mỗi đơn vị phải xây dựng kế hoạch nhận một dự thảo để sửa và xác nhận.",
    )
    return step.model_copy(update={"done": facts.sub_plans > 0})


def _confirm(facts: StepFacts) -> NextStep:
    nothing = not facts.drafted and not facts.confirmed and not facts.sub_plans
    return NextStep(
        key="du-thao",
        title="Xác nhận dự thảo",
        explain=f"{facts.drafted} dự thảo chờ xác nhận." if facts.drafted else "Không có dự thảo nào chờ xác nhận.",
        form=StepForm.LINK,
        address="/du-thao",
        done=not facts.drafted and not nothing,
        why_not="Chưa có dự thảo nào." if nothing else "",
        remedy="giao đơn vị xây dựng kế hoạch triển khai trước." if nothing else "",
    )


def _issue_confirmed(tx: Transaction, facts: StepFacts) -> NextStep:
    told = f"{facts.confirmed} văn bản đã xác nhận, chờ cấp số và ban hành."
    step = _plain(tx, facts, OperationKind.ISSUE_CONFIRMED, told)
    issued_all = facts.sub_plans > 0 and not facts.confirmed and not facts.drafted
    return step.model_copy(update={"done": issued_all})


def _sweep(tx: Transaction, facts: StepFacts) -> NextStep:
    step = _plain(
        tx,
        facts,
        OperationKind.SWEEP_DEADLINES,
        "Tìm đơn vị quá hạn, nhắc trong hệ thống và soạn công văn đôn đốc để xác nhận.",
    )
    return step.model_copy(update={"form": StepForm.WINDOW})


def _awards(facts: StepFacts) -> NextStep:
    preparing = facts.state is CampaignState.PREPARING
    return NextStep(
        key="khen-thuong",
        title="Tổng kết, khen thưởng và lưu trữ",
        explain="Báo cáo tổng kết, hồ sơ đề nghị khen thưởng của các đơn vị, quyết định, bằng và lưu trữ.",
        form=StepForm.LINK,
        address="/khen-thuong",
        why_not="Kế hoạch của phong trào chưa được ban hành." if preparing else "",
        remedy="ban hành kế hoạch trước, rồi thực hiện bước này." if preparing else "",
    )


def _plain(tx: Transaction, facts: StepFacts, kind: OperationKind, explain: str) -> NextStep:
    reason, remedy = refusal(tx, campaign_id=facts.campaign_id, as_of=facts.as_of, kind=kind, params={})
    return NextStep(
        key=kind,
        title=OPERATION_NAMES[kind],
        explain=explain,
        form=StepForm.PLAIN,
        why_not=reason,
        remedy=remedy,
    )


def refusal(
    tx: Transaction, *, campaign_id: CampaignId, as_of: date, kind: OperationKind, params: Mapping[str, Any]
) -> tuple[str, str]:
    """Return why a step cannot be asked for now and the way out; two empty texts where it can."""
    try:
        require_ready(tx, kind=kind, campaign_id=campaign_id, as_of=as_of, params=params)
    except ThiduaError as refused:
        return refused.message, refused.remedy or ""
    return "", ""
