"""Acts on a unit's sub-plan: its own words and award standards, and its confirmation."""

from datetime import date
from typing import Any

from doc_templates.catalogue import read_context
from doc_templates.contexts import ReminderLetterContext, SubPlanContext
from models.base import Value
from models.body import parse_body
from models.campaign import Campaign
from models.documents import DocumentKind, Draft, DraftState, IssueKey
from models.errors import Conflict
from workflows.services import Services
from workflows.steps.drafts import confirm, typed_body
from workflows.steps.reminders import refuse_outdated
from workflows.steps.sub_plan_text import SAMPLE_MARK


class SampleStandards(Conflict):
    """A real sub-plan still carries the award standards that only show where the unit's own go."""

    code = "sample-standards"


class StandardRow(Value):
    """One award standard of the unit: form of award, for whom, what is to be met."""

    award: str
    subjects: str
    standard: str


class DraftChanges(Value):
    """What a unit changes before it confirms; absent means as drafted."""

    subject: str | None = None
    body: str | None = None
    """The whole text, typed with the marks of ``models.body``."""
    standards: tuple[StandardRow, ...] | None = None
    recipients: tuple[str, ...] | None = None
    signer_name: str | None = None
    new_deadline: date | None = None
    """Of a reminder letter: by when the units are asked to hand in."""


class DraftWords(Value):
    """A draft's words as a form shows them."""

    subject: str
    body: str = ""
    standards: tuple[StandardRow, ...] = ()
    recipients: tuple[str, ...] = ()
    signer_name: str = ""
    new_deadline: date | None = None
    units: tuple[str, ...] = ()
    """Of a reminder letter: whom it names."""


def draft_words(draft: Draft) -> DraftWords:
    """Return what can be read and changed of a draft, without its layout."""
    context = read_context(draft.kind, draft.context)
    common: dict[str, Any] = {
        "subject": context.subject,
        "recipients": context.recipients,
        "signer_name": (draft.signer.name if draft.signer else context.signer_name) or "",
    }
    if isinstance(context, SubPlanContext):
        rows = tuple(StandardRow(**row.model_dump()) for row in context.criteria)
        return DraftWords(**common, body=typed_body(context.body), standards=rows)
    if isinstance(context, ReminderLetterContext):
        return DraftWords(**common, new_deadline=context.new_deadline, units=context.units)
    return DraftWords(**common)


def confirm_draft(
    services: Services,
    *,
    key: IssueKey,
    dated: date,
    changes: DraftChanges | None = None,
    actor: str,
    request_issue: bool = True,
) -> Draft:
    """Return the draft confirmed with the date it will bear; only the unit's own account or the office may.

    Raises ``SampleStandards`` where a real district's sub-plan still shows the sample standards,
    ``ReminderOutdated`` where a letter names a unit that has handed in on time after all.
    """
    with services.registry.begin() as tx:
        draft = tx.drafts.get(key)
        campaign = tx.campaigns.get(draft.campaign_id)
        if draft.state is DraftState.DRAFTED:
            refuse_outdated(tx, draft)
    wanted = changes or DraftChanges()
    context = _changed(draft, wanted)
    _refuse_samples(campaign, draft, context)
    return confirm(
        services,
        draft=draft.model_copy(update={"title": context["subject"]}),
        dated=dated,
        context=context,
        signer_name=wanted.signer_name,
        actor=actor,
        request_issue=request_issue,
    )


def _changed(draft: Draft, changes: DraftChanges) -> dict[str, Any]:
    updates: dict[str, Any] = {}
    if changes.subject is not None:
        updates["subject"] = changes.subject
    if changes.recipients is not None:
        updates["recipients"] = list(changes.recipients)
    if changes.new_deadline is not None and draft.kind is DocumentKind.REMINDER_LETTER:
        updates["new_deadline"] = changes.new_deadline.isoformat()
    if draft.kind is DocumentKind.SUB_PLAN:
        if changes.body is not None:
            updates["body"] = [block.model_dump(mode="json") for block in parse_body(changes.body)]
        if changes.standards is not None:
            updates["criteria"] = [row.model_dump() for row in changes.standards]
    return draft.context | updates


def _refuse_samples(campaign: Campaign, draft: Draft, context: dict[str, Any]) -> None:
    samples = [row for row in context.get("criteria", ()) if SAMPLE_MARK in row["standard"]]
    if samples and not campaign.sample:
        raise SampleStandards(
            f"“{draft.title}” còn {len(samples)} tiêu chuẩn mẫu chưa được đơn vị thay bằng tiêu chuẩn của mình.",
            place="phụ lục tiêu chuẩn",
            remedy="sửa từng dòng tiêu chuẩn (xóa chữ mẫu trong ngoặc) rồi xác nhận lại.",
        )
