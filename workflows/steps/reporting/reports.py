"""Acts of handing in: a unit's final report as a document of this service, or the note that something came."""

from datetime import date
from typing import Any

from doc_templates.contexts import FigureRow, UnitFinalReportContext
from models.base import Typed, Value
from models.campaign import Submission
from models.deadlines import AssessedDeadline
from models.documents import CampaignId, DocumentKind, Draft, IssueKey, issue_key
from models.entered import EnteredLines
from models.errors import Conflict, NotFound, ThiduaError
from models.events import NewEvent
from models.organisation import Directory, UnitId
from models.ports import Transaction
from workflows.services import Services
from workflows.steps.accounts.rights import require_may_act_for
from workflows.steps.campaigns.campaigns import printed_plan
from workflows.steps.campaigns.deadlines import assessed_in
from workflows.steps.campaigns.live_days import refuse_day_ahead
from workflows.steps.campaigns.templates_in_use import template_in_use
from workflows.steps.documents.citing import citation, full_name, issued_plan
from workflows.steps.documents.composing import as_context, heading, usual_signer
from workflows.steps.documents.drafts import confirm
from workflows.steps.documents.papers import standing_key

SCHEME = "BC"


class FigureLine(Value):
    """One figure of a report: what was aimed at and what came of it."""

    name: Typed
    target: Typed = ""
    result: Typed
    note: Typed = ""


class ReportContent(Value):
    """What a unit writes into its final report; each tuple is a list of paragraphs."""

    results: EnteredLines
    figures: tuple[FigureLine, ...] = ()
    limits: EnteredLines = ()
    causes: EnteredLines = ()
    lessons: EnteredLines = ()
    proposals: EnteredLines = ()
    signer_name: str | None = None


class NotOwed(NotFound):
    """The unit does not owe that on that day, as the plan and the directory stand."""

    code = "not-owed"


class WrongWay(Conflict):
    """The obligation is fulfilled by a document of this service, or by none."""

    code = "wrong-way"


class EmptyReport(ThiduaError):
    """A report without a word on its results."""

    code = "empty-report"


def report_key(campaign_id: CampaignId, *, obligation_id: str, unit: UnitId, due: date | None) -> IssueKey:
    """Return the issue key of a unit's report for one deadline."""
    period = obligation_id if due is None else f"{obligation_id}.{due.isoformat()}"
    return issue_key(campaign_id, DocumentKind.UNIT_FINAL_REPORT, subject=unit, period=period)


def hand_in_report(
    services: Services,
    *,
    campaign_id: CampaignId,
    obligation_id: str,
    unit: UnitId,
    due: date | None,
    dated: date,
    content: ReportContent,
    actor: str,
    request_issue: bool = True,
) -> Draft:
    """Return the confirmed report; when it is issued it counts as handed in on ``dated``.

    Before it is issued the unit may hand it in again with other words. Raises ``NotOwed``, ``WrongWay``,
    ``EmptyReport``, and what ``drafts.confirm`` raises.
    """
    draft = draft_report(
        services,
        campaign_id=campaign_id,
        obligation_id=obligation_id,
        unit=unit,
        due=due,
        as_of=dated,
        content=content,
        actor=actor,
    )
    return confirm(
        services,
        draft=draft,
        dated=dated,
        context=draft.context,
        signer_name=content.signer_name,
        actor=actor,
        request_issue=request_issue,
        is_new=True,
    )


def draft_report(
    services: Services,
    *,
    campaign_id: CampaignId,
    obligation_id: str,
    unit: UnitId,
    due: date | None,
    as_of: date,
    content: ReportContent,
    actor: str,
) -> Draft:
    """Return the report as it would be, kept nowhere yet: for a look before handing in."""
    if not any(paragraph.strip() for paragraph in content.results):
        raise EmptyReport(
            "Báo cáo chưa có kết quả thực hiện.", place="kết quả", remedy="nhập ít nhất một đoạn kết quả."
        )
    with services.registry.begin() as tx:
        require_may_act_for(tx, actor=actor, unit=unit)
        campaign = tx.campaigns.get(campaign_id)
        plan = printed_plan(tx, campaign_id)
        directory = tx.units.directory()
        deadline = _owed(tx, campaign_id, obligation_id=obligation_id, unit=unit, due=due, as_of=as_of)
        if deadline.fulfilled_by is not DocumentKind.UNIT_FINAL_REPORT:
            raise WrongWay(
                f"“{deadline.title}” không nộp bằng báo cáo tổng kết.",
                remedy="ghi nhận việc đã nộp ở mục theo dõi, hoặc xác nhận dự thảo tương ứng.",
            )
        plan_record = issued_plan(tx, plan)
        key = standing_key(tx, report_key(campaign_id, obligation_id=obligation_id, unit=unit, due=due))
    issuer = directory.unit(unit)
    title = f"Kết quả thực hiện {plan.movement.kind} “{plan.name}”"
    cited = citation(plan_record, directory.unit(plan.issuer))
    symbol = f"{SCHEME}-{issuer.abbreviation}"
    fields = heading(issuer, campaign=campaign, symbol=symbol, subject=title, recipients=())
    context = UnitFinalReportContext(
        **fields,
        addressees=_addressees(deadline, directory),
        opening=(f"Thực hiện {cited}, {full_name(issuer)} báo cáo kết quả thực hiện như sau:",),
        **_content(content),
        final_sentence=_final_sentence(issuer.name, deadline, directory),
    )
    return Draft(
        key=key,
        campaign_id=campaign_id,
        kind=DocumentKind.UNIT_FINAL_REPORT,
        issuer=unit,
        subject=unit,
        title=title,
        type_name="Báo cáo",
        symbol=symbol,
        scheme=SCHEME,
        signer=usual_signer(issuer, campaign),
        recipients=context.recipients,
        context=as_context(context),
        template=template_in_use(services, campaign, DocumentKind.UNIT_FINAL_REPORT),
        obligation_id=obligation_id,
        due=due,
    )


def record_progress(
    services: Services,
    *,
    campaign_id: CampaignId,
    obligation_id: str,
    unit: UnitId,
    due: date | None,
    handed_in: date,
    note: str,
    actor: str,
) -> bool:
    """Note that something came in on a day (a weekly report by mail, say); False where it was noted before."""
    with services.registry.begin() as tx:
        require_may_act_for(tx, actor=actor, unit=unit)
        refuse_day_ahead(tx, campaign_id=campaign_id, day=handed_in, place="ngày gửi")
        deadline = _owed(tx, campaign_id, obligation_id=obligation_id, unit=unit, due=due, as_of=handed_in)
        if deadline.fulfilled_by is not None:
            raise WrongWay(
                f"“{deadline.title}” phải nộp bằng văn bản lập trên hệ thống.",
                remedy="nhập báo cáo hoặc xác nhận dự thảo của đơn vị; khi ban hành, hệ thống tự ghi nhận.",
            )
        added = tx.submissions.record(
            Submission(
                campaign_id=campaign_id,
                obligation_id=obligation_id,
                unit=unit,
                due=due,
                handed_in=handed_in,
                note=note,
                by=actor,
            )
        )
        if added:
            tx.events.append(
                NewEvent(
                    kind="progress.recorded",
                    campaign_id=campaign_id,
                    subject=unit,
                    as_of=handed_in,
                    actor=actor,
                    data={"obligation": obligation_id, "due": due.isoformat() if due else None, "note": note},
                )
            )
        return added


def _owed(
    tx: Transaction, campaign_id: CampaignId, *, obligation_id: str, unit: UnitId, due: date | None, as_of: date
) -> AssessedDeadline:
    wanted = (obligation_id, unit, due)
    for one in assessed_in(tx, campaign_id=campaign_id, as_of=as_of):
        if (one.obligation_id, one.unit, one.due) == wanted and one.exempt_reason is None:
            return one
    when = f" hạn {due:%d/%m/%Y}" if due else ""
    raise NotOwed(
        f"{tx.units.directory().unit(unit).name} không phải nộp việc này{when} trong phong trào.",
        place=f"mục {obligation_id} của kế hoạch",
        remedy="chọn đúng đơn vị, nghĩa vụ và thời hạn trong danh sách của phong trào.",
    )


def _addressees(deadline: AssessedDeadline, directory: Directory) -> tuple[str, ...]:
    asked = (deadline.receiver, *deadline.also_to, deadline.via)
    units = [unit for unit in asked if unit is not None and unit != deadline.unit]
    return tuple(full_name(directory.unit(unit)) for unit in dict.fromkeys(units)) or ("Cơ quan chủ trì phong trào",)


def _content(content: ReportContent) -> dict[str, Any]:
    paragraphs = content.model_dump(include={"results", "limits", "causes", "lessons", "proposals"})
    return paragraphs | {"figures": tuple(FigureRow(**one.model_dump()) for one in content.figures)}


def _final_sentence(name: str, deadline: AssessedDeadline, directory: Directory) -> str:
    to = directory.unit(deadline.receiver).name if deadline.receiver else "cơ quan chủ trì"
    via = f" (thông qua {directory.unit(deadline.via).name})" if deadline.via not in (None, deadline.unit) else ""
    return f"Trên đây là báo cáo kết quả thực hiện phong trào thi đua của {name}, kính gửi {to}{via} để tổng hợp"
