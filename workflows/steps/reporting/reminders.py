"""The draft of a reminder letter: one for all units that one obligation found missing on one day."""

from dataclasses import dataclass
from datetime import date

from doc_templates.contexts import EarlierRequest, ReminderLetterContext
from models.campaign import Campaign
from models.documents import DocumentKind, DocumentRecord, Draft, DraftState, IssueKey, issue_key
from models.entered import entered_lines
from models.errors import Conflict
from models.events import NewEvent
from models.organisation import Directory, Unit, UnitId
from models.plan import Obligation, Plan, stated
from models.ports import Transaction
from models.working_days import working_days_from
from workflows.steps.campaigns.campaigns import printed_plan
from workflows.steps.campaigns.overdue import missing_at_end_of
from workflows.steps.campaigns.templates_in_use import template_in_use
from workflows.steps.documents.citing import about, full_name, issued_plan, lower_first, named
from workflows.steps.documents.composing import as_context, heading, usual_signer
from workflows.steps.documents.papers import standing_key
from workflows.steps.operations.progress import Work

SCHEME = "CV"
WORKING_DAYS_MORE = 5
"""How much longer the draft asks for; the person who confirms the letter sets it."""


class ReminderOutdated(Conflict):
    """A reminder letter would scold a unit whose hand-in was recorded after the letter was drafted."""

    code = "reminder-outdated"


@dataclass(frozen=True)
class Overdue:
    """Who had not handed in one obligation at the end of its last day on time."""

    obligation_id: str
    day: date
    due: date
    units: tuple[UnitId, ...]


def reminder_key(campaign: Campaign, *, obligation_id: str, day: date) -> IssueKey:
    """Return the issue key of the reminder about one obligation on one turning day."""
    return issue_key(campaign.id, DocumentKind.REMINDER_LETTER, subject=obligation_id, period=day.isoformat())


def add_reminder(tx: Transaction, work: Work, overdue: Overdue) -> bool:
    """Draft the letter unless there is one for this obligation and day; tell whether it was added.

    A draft that nobody has confirmed is renewed where the units are others by now: a hand-in of before the
    day was recorded afterwards. After a number that was voided it is drafted anew.
    """
    campaign = tx.campaigns.get(work.campaign_id)
    plan = printed_plan(tx, campaign.id)
    obligation = plan.obligation(overdue.obligation_id)
    if obligation is None:
        return False
    draft = _draft(tx, work, campaign, plan, obligation, overdue)
    if not tx.drafts.add(draft):
        known = tx.drafts.get(draft.key)
        if known.state is DraftState.DRAFTED and known.context["units"] != draft.context["units"]:
            tx.drafts.replace(draft)
        return False
    tx.events.append(
        NewEvent(
            kind="draft.made",
            campaign_id=campaign.id,
            subject=draft.key,
            as_of=overdue.day,
            actor=work.actor,
            data={"kind": draft.kind.value, "unit": draft.issuer, "overdue": list(overdue.units)},
            unique_key=f"draft.made:{draft.key}",
        )
    )
    return True


def _draft(
    tx: Transaction, work: Work, campaign: Campaign, plan: Plan, obligation: Obligation, overdue: Overdue
) -> Draft:
    directory = tx.units.directory()
    lead = directory.unit(plan.lead)
    context = _context(campaign, plan, obligation, overdue, directory, issued_plan(tx, plan))
    return Draft(
        key=standing_key(tx, reminder_key(campaign, obligation_id=obligation.id, day=overdue.day)),
        campaign_id=campaign.id,
        kind=DocumentKind.REMINDER_LETTER,
        issuer=lead.id,
        title=context.subject,
        type_name="Công văn",
        symbol=context.symbol,
        scheme=SCHEME,
        signer=usual_signer(lead, campaign),
        recipients=context.recipients,
        context=as_context(context),
        template=template_in_use(work.services, campaign, DocumentKind.REMINDER_LETTER),
        due=overdue.due,
    )


def refuse_outdated(tx: Transaction, draft: Draft) -> None:
    """Raise ``ReminderOutdated`` where a unit that the letter names has handed in on time after all."""
    if draft.kind is not DocumentKind.REMINDER_LETTER or draft.due is None:
        return
    directory = tx.units.directory()
    about = draft.key.split(":")[2]
    late = missing_at_end_of(tx, draft.campaign_id, draft.due)
    still = {directory.unit(one.unit).name for one in late if one.obligation_id == about}
    in_time = [name for name in draft.context["units"] if name not in still]
    if in_time:
        raise ReminderOutdated(
            f"Công văn còn nêu tên đơn vị đã nộp đúng hạn: {', '.join(in_time)}.",
            place=draft.title,
            remedy=f"rà soát lại thời hạn của ngày {draft.due:%d/%m/%Y} để lập lại dự thảo, rồi xác nhận.",
        )


def _context(
    campaign: Campaign,
    plan: Plan,
    obligation: Obligation,
    overdue: Overdue,
    directory: Directory,
    plan_record: DocumentRecord,
) -> ReminderLetterContext:
    lead, issuer = directory.unit(plan.lead), directory.unit(plan.issuer)
    names = tuple(directory.unit(unit).name for unit in overdue.units)
    owed, deadline = entered_lines(  # nobody changes these words in the letter
        [lower_first(obligation.title), obligation.due.wording or f"chậm nhất ngày {overdue.due:%d/%m/%Y}"]
    )
    return ReminderLetterContext(
        **heading(
            lead,
            campaign=campaign,
            symbol=f"{lead.abbreviation}-{lead.drafting_unit}",
            subject=f"đôn đốc gửi {owed}",
            recipients=(f"{issuer.name} (để báo cáo)",),
        ),
        addressees=names,
        issuer_name=lead.name,
        checked_on=overdue.due,
        owed=owed,
        earlier=EarlierRequest(
            document=named(plan_record),
            dated=plan_record.issued_on,
            issuer=full_name(issuer),
            subject=about(plan_record),
            deadline=deadline,
        ),
        units=names,
        reason=f"kịp thời tổng hợp, báo cáo {issuer.name} kết quả thực hiện {plan.movement.kind}",
        new_deadline=working_days_from(overdue.day, count=WORKING_DAYS_MORE),
        receiver=_receiver(obligation, lead, directory),
    )


def _receiver(obligation: Obligation, lead: Unit, directory: Directory) -> str:
    for receiver in stated(obligation.receivers) or ():
        if receiver.via is not None:
            return directory.unit(receiver.via).name
        if receiver.units:
            return directory.unit(receiver.units[0]).name
    return lead.name
