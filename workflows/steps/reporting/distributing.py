"""Work step: each unit that owes a sub-plan gets a draft and a notice."""

from dataclasses import dataclass

from models.campaign import Campaign, Membership
from models.dates import Period
from models.deadlines import AssessedDeadline, DeadlineStatus
from models.documents import DocumentKind, DocumentRecord, Draft, IssueKey, TemplateVersion, issue_key
from models.events import NewEvent
from models.organisation import Directory, UnitId
from models.plan import Plan
from models.ports import Notice, Transaction
from workflows.steps.campaigns.campaigns import printed_plan
from workflows.steps.campaigns.deadlines import assessed_in
from workflows.steps.campaigns.templates_in_use import template_in_use
from workflows.steps.documents.citing import issued_plan
from workflows.steps.documents.composing import as_context, usual_signer
from workflows.steps.documents.papers import standing_key
from workflows.steps.operations.preconditions import require_ready
from workflows.steps.operations.progress import Work
from workflows.steps.reporting.sub_plan_text import SubPlanFacts, sub_plan_context, sub_plan_title

SCHEME = "KH"


@dataclass(frozen=True)
class _Round:
    """What one run of the step looks at: everything as it stands on its day."""

    campaign: Campaign
    plan: Plan
    plan_record: DocumentRecord
    directory: Directory
    memberships: tuple[Membership, ...]
    deadlines: tuple[AssessedDeadline, ...]


def sub_plan_key(campaign: Campaign, *, obligation_id: str, unit: UnitId) -> IssueKey:
    """Return the issue key of a unit's sub-plan for one obligation."""
    return issue_key(campaign.id, DocumentKind.SUB_PLAN, subject=unit, period=obligation_id)


def distribute_sub_plans(work: Work) -> str:
    """Draft what is not drafted yet, one transaction each; a second run adds nothing."""
    now = _look(work)
    owed = _owed(now)
    template = template_in_use(work.services, now.campaign, DocumentKind.SUB_PLAN)
    added = 0
    for done, deadline in enumerate(owed, start=1):
        draft = _draft(work, now, deadline, template)
        with work.services.registry.begin() as tx:
            draft = draft.model_copy(update={"key": standing_key(tx, draft.key)})
            if tx.drafts.add(draft):
                _tell(tx, work, draft)
                added += 1
        work.progress(done, len(owed), f"Đã giao {done}/{len(owed)} đơn vị xây dựng kế hoạch triển khai.")
    return f"{len(owed)} đơn vị phải xây dựng kế hoạch triển khai; thêm {added} dự thảo mới."


def _look(work: Work) -> _Round:
    with work.services.registry.begin() as tx:
        require_ready(tx, kind=work.operation.kind, campaign_id=work.campaign_id, as_of=work.as_of, params={})
        plan = printed_plan(tx, work.campaign_id)
        return _Round(
            campaign=tx.campaigns.get(work.campaign_id),
            plan=plan,
            plan_record=issued_plan(tx, plan),
            directory=tx.units.directory(),
            memberships=tx.campaigns.memberships(work.campaign_id),
            deadlines=assessed_in(tx, campaign_id=work.campaign_id, as_of=work.as_of),
        )


def _owed(now: _Round) -> tuple[AssessedDeadline, ...]:
    """Return what is to be drafted: every unit that owes a sub-plan and still exists, each obligation once."""
    found: dict[tuple[str, UnitId], AssessedDeadline] = {}
    for one in now.deadlines:
        if one.fulfilled_by is DocumentKind.SUB_PLAN and one.status is not DeadlineStatus.EXEMPT:
            found.setdefault((one.obligation_id, one.unit), one)
    return tuple(found.values())


def _draft(work: Work, now: _Round, deadline: AssessedDeadline, template: TemplateVersion) -> Draft:
    unit = now.directory.unit(deadline.unit)
    facts = _facts(work, now, unit.id)
    context = sub_plan_context(facts)
    return Draft(
        key=sub_plan_key(now.campaign, obligation_id=deadline.obligation_id, unit=unit.id),
        campaign_id=now.campaign.id,
        kind=DocumentKind.SUB_PLAN,
        issuer=unit.id,
        subject=unit.id,
        title=sub_plan_title(now.plan, unit),
        type_name="Kế hoạch",
        symbol=facts.symbol,
        scheme=SCHEME,
        signer=usual_signer(unit, now.campaign),
        recipients=context.recipients,
        context=as_context(context),
        template=template,
        obligation_id=deadline.obligation_id,
        due=deadline.due,
    )


def _facts(work: Work, now: _Round, unit_id: UnitId) -> SubPlanFacts:
    unit = now.directory.unit(unit_id)
    mine = tuple(one for one in now.deadlines if one.unit == unit_id)
    ids = {one.obligation_id for one in mine}
    return SubPlanFacts(
        campaign=now.campaign,
        plan=now.plan,
        plan_record=now.plan_record,
        unit=unit,
        owed=tuple(one for one in now.plan.obligations if one.id in ids),
        deadlines=mine,
        group=_group(work, now, unit_id),
        directory=now.directory,
        symbol=f"{SCHEME}-{unit.abbreviation}",
    )


def _group(work: Work, now: _Round, unit_id: UnitId) -> str | None:
    mine = (one for one in now.memberships if one.unit == unit_id)
    return next((one.group for one in mine if Period(start=one.start, end=one.end).covers(work.as_of)), None)


def _tell(tx: Transaction, work: Work, draft: Draft) -> None:
    tx.events.append(
        NewEvent(
            kind="draft.made",
            campaign_id=draft.campaign_id,
            subject=draft.key,
            as_of=work.as_of,
            actor=work.actor,
            data={"kind": draft.kind.value, "unit": draft.issuer},
            unique_key=f"draft.made:{draft.key}",
        )
    )
    tx.outbox.post(
        Notice(
            key=f"draft.made:{draft.key}",
            campaign_id=draft.campaign_id,
            unit=draft.issuer,
            subject="Đề nghị xây dựng kế hoạch triển khai",
            text=f"Hệ thống đã lập dự thảo “{draft.title}”. Đề nghị đơn vị xem, chỉnh sửa và xác nhận để ban hành.",
            as_of=work.as_of,
        )
    )
