"""Acts on a draft of any kind: it is looked at, changed by its unit, and confirmed with the date it will bear."""

from datetime import date
from typing import Any

from doc_templates.catalogue import read_context
from models.body import Block, BlockStyle
from models.documents import DocumentKind, Draft, DraftState, Signer
from models.errors import ThiduaError
from models.events import NewEvent
from models.operations import OperationKind
from models.ports import Transaction
from models.text import full_name
from workflows.services import Services
from workflows.steps.accounts.rights import require_may_act_for
from workflows.steps.campaigns.live_days import refuse_day_ahead
from workflows.steps.campaigns.plan_entries import plan_entry
from workflows.steps.documents.composing import as_context
from workflows.steps.documents.files import preview_of
from workflows.steps.documents.requests import request_in
from workflows.steps.files.format_files import refuse_ill_formed


class SignerMissing(ThiduaError):
    """A document is to be confirmed without the name of who signs it."""

    code = "signer-missing"


class WordsMissing(ThiduaError):
    """A document is to be confirmed of which a part is still to be written."""

    code = "words-missing"


class BeforePlan(ThiduaError):
    """A document of the campaign would bear a date before its plan's."""

    code = "before-plan"


def confirm(
    services: Services,
    *,
    draft: Draft,
    dated: date,
    context: dict[str, Any],
    signer_name: str | None,
    actor: str,
    request_issue: bool,
    is_new: bool = False,
) -> Draft:
    """Keep the draft with its last words and date, ready to be issued, and ask for the issuing.

    The same confirmation again changes nothing. Raises ``SignerMissing``, ``BeforePlan``, ``DayAhead``, ``Forbidden``,
    ``FormatRefused`` with every fault of its format, ``Conflict`` once it is issued, and what the context's own fields
    refuse.
    """
    with services.registry.begin() as tx:
        require_may_act_for(tx, actor=actor, unit=draft.issuer)
        refuse_day_ahead(tx, campaign_id=draft.campaign_id, day=dated, place="ngày văn bản")
        confirmed = _confirmed(draft, dated=dated, context=context, signer_name=signer_name, actor=actor)
        _refuse_before_plan(tx, confirmed)
        if not is_new and _issued_alike(known := tx.drafts.get(draft.key), confirmed):
            return known
    refuse_ill_formed(preview_of(services, confirmed), kind=draft.kind, title=draft.title, issued_on=dated)
    with services.registry.begin() as tx:
        known = confirmed if is_new and tx.drafts.add(confirmed) else tx.drafts.get(draft.key)
        if _issued_alike(known, confirmed):
            return known
        if known != confirmed:
            tx.drafts.replace(confirmed)
        if known != confirmed or is_new:
            _tell(tx, confirmed, actor=actor)
        if request_issue:
            ask_for_issue(tx, confirmed, actor=actor)
        return confirmed


def _confirmed(draft: Draft, *, dated: date, context: dict[str, Any], signer_name: str | None, actor: str) -> Draft:
    authority = draft.signer.authority if draft.signer else tuple(context.get("authority", ()))
    name = full_name(signer_name or (draft.signer.name if draft.signer else "") or context.get("signer_name") or "")
    if not name:
        raise SignerMissing(
            f"Chưa có họ tên người ký của “{draft.title}”.",
            place="người báo cáo" if draft.kind is DocumentKind.ACHIEVEMENT_REPORT else "người ký",
            remedy="nhập họ và tên rồi xác nhận lại.",
        )
    typed = read_context(draft.kind, context | {"signer_name": name, "authority": list(authority), "issued_on": dated})
    if unwritten := [typed.label(field) for field in typed.blanks() if field != "number"]:
        raise WordsMissing(
            f"“{draft.title}” còn thiếu: {', '.join(unwritten)}.",
            place=unwritten[0],
            remedy="ghi đủ các nội dung này rồi xác nhận lại.",
        )
    return draft.model_copy(
        update={
            "state": DraftState.CONFIRMED,
            "dated": dated,
            "signer": Signer(authority=authority, name=name),
            "context": as_context(typed),
            "recipients": typed.recipients,
            "confirmed_by": actor,
        }
    )


def _refuse_before_plan(tx: Transaction, draft: Draft) -> None:
    plan = plan_entry(tx, draft.campaign_id)
    if plan is not None and draft.dated is not None and draft.dated < plan.issued_on:
        raise BeforePlan(
            f"Ngày văn bản {draft.dated:%d/%m/%Y} trước ngày của {plan.type_name} số {plan.code}"
            f" ({plan.issued_on:%d/%m/%Y}).",
            place="ngày văn bản",
            remedy="ghi ngày từ ngày ban hành kế hoạch trở đi.",
        )


def _issued_alike(known: Draft, wanted: Draft) -> bool:
    """Tell whether the draft is issued already in these very words."""
    same = (known.context, known.dated, known.signer) == (wanted.context, wanted.dated, wanted.signer)
    return known.state is DraftState.ISSUED and same


def _tell(tx: Transaction, draft: Draft, *, actor: str) -> None:
    if draft.dated is None:
        return
    tx.events.append(
        NewEvent(
            kind="draft.confirmed",
            campaign_id=draft.campaign_id,
            subject=draft.key,
            as_of=draft.dated,
            actor=actor,
            data={"kind": draft.kind.value, "unit": draft.issuer},
        )
    )


_ISSUED_BY: dict[DocumentKind, OperationKind] = {DocumentKind.AWARD_DECISION: OperationKind.ISSUE_AWARDS}
"""Kinds with an issuing step of their own."""


def ask_for_issue(tx: Transaction, draft: Draft, *, actor: str) -> None:
    """Ask for the confirmed drafts of the day to be issued; ten confirmations in a row cost one run."""
    request_in(
        tx,
        kind=_ISSUED_BY.get(draft.kind, OperationKind.ISSUE_CONFIRMED),
        campaign_id=draft.campaign_id,
        as_of=draft.dated or date.min,
        params={},
        actor=actor,
    )


_MARKS = {
    BlockStyle.PART: "# ",
    BlockStyle.CLAUSE: "## ",
    BlockStyle.POINT: "### ",
    BlockStyle.ITEM: "- ",
    BlockStyle.SUB_ITEM: "+ ",
    BlockStyle.PARAGRAPH: "",
}


def typed_body(blocks: tuple[Block, ...]) -> str:
    """Return blocks as people type them, the reverse of ``models.body.parse_body``."""
    return "\n".join(f"{_MARKS[block.style]}{block.text}" for block in blocks)
