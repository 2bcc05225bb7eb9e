"""What can be read and changed of a draft, without its layout."""

from datetime import date
from typing import Any

from doc_templates.catalogue import read_context
from doc_templates.contexts import AchievementReportContext, FinalReportContext, ReminderLetterContext, SubPlanContext
from models.base import PersonName, Typed, Value
from models.documents import DocumentKind, Draft
from models.entered import EnteredLines, entered_body
from workflows.steps.documents.drafts import typed_body


class StandardRow(Value):
    """One award standard of the unit: form of award, for whom, what is to be met."""

    award: Typed
    subjects: Typed
    standard: Typed


class DraftChanges(Value):
    """What a unit changes before it confirms; absent means as drafted."""

    subject: Typed | None = None
    body: str | None = None
    """The whole text, typed with the marks of ``models.body``."""
    standards: tuple[StandardRow, ...] | None = None
    recipients: tuple[Typed, ...] | None = None
    signer_name: PersonName | None = None
    """Of an achievement report: the head of the unit, who confirms it."""
    new_deadline: date | None = None
    """Of a reminder letter: by when the units are asked to hand in."""
    reporter_name: PersonName | None = None
    """Of an achievement report: who signs it for the nominee."""
    results: EnteredLines | None = None
    """Of the province's final report, as the five parts below: paragraphs."""
    limits: EnteredLines | None = None
    causes: EnteredLines | None = None
    lessons: EnteredLines | None = None
    directions: EnteredLines | None = None


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
    reporter_name: str = ""
    results: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    lessons: tuple[str, ...] = ()
    directions: tuple[str, ...] = ()


_PARTS = ("results", "limits", "causes", "lessons", "directions")


def draft_words(draft: Draft) -> DraftWords:
    """Return what can be read and changed of a draft, without its layout."""
    context = read_context(draft.kind, draft.context)
    common: dict[str, Any] = {
        "subject": context.subject,
        "recipients": context.recipients,
        "signer_name": (draft.signer.name if draft.signer else context.signer_name) or "",
    }
    match context:
        case SubPlanContext():
            rows = tuple(StandardRow(**row.model_dump()) for row in context.criteria)
            return DraftWords(**common, body=typed_body(context.body), standards=rows)
        case ReminderLetterContext():
            return DraftWords(**common, new_deadline=context.new_deadline, units=context.units)
        case AchievementReportContext():
            own = {"signer_name": context.confirmer_name or "", "reporter_name": context.signer_name or ""}
            return DraftWords(**(common | own))
        case FinalReportContext():
            return DraftWords(**common, **{part: getattr(context, part) for part in _PARTS})
        case _:
            return DraftWords(**common)


def changed_context(draft: Draft, changes: DraftChanges) -> dict[str, Any]:
    """Return the draft's context with a person's changes; what does not belong to its kind is left alone."""
    updates: dict[str, Any] = {}
    if changes.subject is not None:
        updates["subject"] = changes.subject
    if changes.recipients is not None:
        updates["recipients"] = list(changes.recipients)
    match draft.kind:
        case DocumentKind.REMINDER_LETTER:
            if changes.new_deadline is not None:
                updates["new_deadline"] = changes.new_deadline.isoformat()
        case DocumentKind.SUB_PLAN:
            updates |= _of_sub_plan(changes)
        case DocumentKind.ACHIEVEMENT_REPORT:
            if changes.signer_name:
                updates["confirmer_name"] = changes.signer_name
        case DocumentKind.FINAL_REPORT:
            written = {part: getattr(changes, part) for part in _PARTS}
            updates |= {part: list(lines) for part, lines in written.items() if lines is not None}
    return draft.context | updates


def signer_in(draft: Draft, changes: DraftChanges) -> str | None:
    """Return the name that goes under the document's own signature block, None where it stays as drafted."""
    return changes.reporter_name if draft.kind is DocumentKind.ACHIEVEMENT_REPORT else changes.signer_name


def _of_sub_plan(changes: DraftChanges) -> dict[str, Any]:
    updates: dict[str, Any] = {}
    if changes.body is not None:
        updates["body"] = [block.model_dump(mode="json") for block in entered_body(changes.body)]
    if changes.standards is not None:
        updates["criteria"] = [row.model_dump() for row in changes.standards]
    return updates
