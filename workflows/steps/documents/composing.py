"""What every document takes from the unit that issues it, and how a draft becomes a request for a number."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from doc_templates.rendering import RENDERER_VERSION
from models.campaign import Campaign
from models.documents import DocumentRequest, Draft, Numbering, SeriesKey, Signer
from models.errors import Conflict
from models.organisation import Unit

SAMPLE_SIGNER = "Người ký mẫu"
"""Who signs the documents of a campaign for show, whatever the unit."""


class DraftNotConfirmed(Conflict):
    """A draft is to be issued that has no date or no signer."""

    code = "draft-not-confirmed"


def heading(
    unit: Unit, *, campaign: Campaign, symbol: str, subject: str, recipients: Sequence[str] = ()
) -> dict[str, Any]:
    """Return the fields of a context that follow from who issues it."""
    return {
        "sample": campaign.sample,
        "superior_line": unit.superior_line,
        "letterhead": unit.letterhead,
        "place": unit.place,
        "symbol": symbol,
        "subject": subject,
        "recipients": tuple(recipients),
        "archive_line": f"Lưu: VT, {unit.drafting_unit}.",
        "authority": unit.signing,
        "signer_name": SAMPLE_SIGNER if campaign.sample else None,
    }


def usual_signer(unit: Unit, campaign: Campaign) -> Signer | None:
    """Return who signs for the unit where that is known beforehand: in a campaign for show only."""
    return Signer(authority=unit.signing, name=SAMPLE_SIGNER) if campaign.sample else None


def request_from(draft: Draft, *, as_of: date) -> DocumentRequest:
    """Return the request for a confirmed draft, without a number where it has no scheme; ``DraftNotConfirmed``."""
    if draft.dated is None or draft.signer is None:
        raise DraftNotConfirmed(
            f"Dự thảo “{draft.title}” chưa có ngày văn bản hoặc người ký.",
            place=draft.key,
            remedy="đơn vị xác nhận dự thảo, ghi ngày văn bản và họ tên người ký.",
        )
    return DocumentRequest(
        key=draft.key,
        campaign_id=draft.campaign_id,
        kind=draft.kind,
        issuer=draft.issuer,
        subject=draft.subject,
        numbering=Numbering.GIVEN if draft.scheme else Numbering.NONE,
        series=SeriesKey(agency=draft.issuer, scheme=draft.scheme, year=draft.dated.year) if draft.scheme else None,
        symbol=draft.symbol,
        issued_on=draft.dated,
        title=draft.title,
        type_name=draft.type_name,
        signer=draft.signer,
        recipients=draft.recipients,
        context=draft.context
        | {
            "issued_on": draft.dated.isoformat(),
            "authority": list(draft.signer.authority),
            "signer_name": draft.signer.name,
        },
        template=draft.template,
        renderer=RENDERER_VERSION,
        obligation_id=draft.obligation_id,
        due=draft.due,
        as_of=as_of,
    )


def as_context(context: Any) -> dict[str, Any]:
    """Return a typed context as the JSON that drafts and register entries keep: all but the number."""
    kept: dict[str, Any] = context.model_dump(mode="json", exclude={"number"})
    return kept
