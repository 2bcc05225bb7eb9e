"""Act: a draft of any kind is confirmed by its unit, with its own words and award standards."""

from datetime import date
from typing import Any

from models.campaign import Campaign
from models.documents import DocumentKind, Draft, DraftState, IssueKey
from models.errors import Conflict
from workflows.services import Services
from workflows.steps.awards.decisions import confirm_decision
from workflows.steps.awards.proposals import refuse_outdated_paper
from workflows.steps.documents.draft_words import (
    DraftChanges,
    DraftWords,
    StandardRow,
    changed_context,
    draft_words,
    signer_in,
)
from workflows.steps.documents.drafts import confirm
from workflows.steps.reporting.reminders import refuse_outdated
from workflows.steps.reporting.sub_plan_text import SAMPLE_MARK

__all__ = ["DraftChanges", "DraftWords", "SampleStandards", "StandardRow", "confirm_draft", "draft_words"]


class SampleStandards(Conflict):
    """A real sub-plan still carries the award standards that only show where the unit's own go."""

    code = "sample-standards"


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
    ``ReminderOutdated`` where a letter names a unit that has handed in on time after all, ``PaperOutdated`` where
    minutes or a proposal list others than the unit proposes now, ``MinutesNotIssued`` for a proposal before them,
    ``AwardsRefused`` for a decision that the checks refuse.
    """
    with services.registry.begin() as tx:
        draft = tx.drafts.get(key)
        campaign = tx.campaigns.get(draft.campaign_id)
        if draft.state is DraftState.DRAFTED:
            refuse_outdated(tx, draft)
            refuse_outdated_paper(tx, draft)
    wanted = changes or DraftChanges()
    if draft.kind is DocumentKind.AWARD_DECISION:
        return confirm_decision(
            services,
            key=key,
            dated=dated,
            signer_name=wanted.signer_name,
            actor=actor,
            request_issue=request_issue,
        )
    context = changed_context(draft, wanted)
    _refuse_samples(campaign, draft, context)
    return confirm(
        services,
        draft=draft.model_copy(update={"title": _title(draft, context)}),
        dated=dated,
        context=context,
        signer_name=signer_in(draft, wanted),
        actor=actor,
        request_issue=request_issue,
    )


def _title(draft: Draft, context: dict[str, Any]) -> str:
    """Return the subject as the register prints it: the draft's own title unless a person changed the subject."""
    return draft.title if context["subject"] == draft.context["subject"] else context["subject"]


def _refuse_samples(campaign: Campaign, draft: Draft, context: dict[str, Any]) -> None:
    samples = [row for row in context.get("criteria", ()) if SAMPLE_MARK in row["standard"]]
    if samples and not campaign.sample:
        raise SampleStandards(
            f"“{draft.title}” còn {len(samples)} tiêu chuẩn mẫu chưa được đơn vị thay bằng tiêu chuẩn của mình.",
            place="phụ lục tiêu chuẩn",
            remedy="sửa từng dòng tiêu chuẩn (xóa chữ mẫu trong ngoặc) rồi xác nhận lại.",
        )
