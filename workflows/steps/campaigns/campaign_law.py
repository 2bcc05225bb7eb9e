"""Which rules a campaign's awards go by: those of the day, or the rule set that a person set for it."""

from datetime import date

from models.accounts import Scope
from models.awards.regulations import Law, Regulation
from models.base import Value
from models.campaign import Campaign
from models.documents import CampaignId, DocumentKind, EntryState
from models.errors import Conflict
from models.events import NewEvent
from models.ports import DocumentFilter, Transaction
from workflows.services import Services
from workflows.steps.accounts.rights import require_office
from workflows.steps.campaigns.unit_days import ChangedMeanwhile
from workflows.steps.files.law_files import shipped_law


class AlreadyDecided(Conflict):
    """The campaign's award decision has its number: the rules it went by are past changing."""

    code = "already-decided"


class SeenPin(Value):
    """The rule set that a person saw when they decided to set another; None for that of each day."""

    regulation: str | None


def law_of(campaign: Campaign) -> Law:
    """Return the law data as the campaign's awards go by them; raises ``NoRule`` where its rule set is not there."""
    return shipped_law().under(campaign.regulation)


def law_for(tx: Transaction, campaign_id: CampaignId) -> Law:
    """Return the same for a campaign's id."""
    return law_of(tx.campaigns.get(campaign_id))


def regulation_for(services: Services, *, campaign_id: CampaignId, as_of: date) -> tuple[Regulation, bool]:
    """Return the rule set that the campaign's awards go by on a day, and whether a person set it."""
    with services.registry.begin() as tx:
        law = law_for(tx, campaign_id)
    return law.regulation_on(as_of), law.pinned is not None


def pin_regulation(
    services: Services,
    *,
    campaign_id: CampaignId,
    regulation: str | None,
    actor: str,
    as_of: date,
    note: str = "",
    seen: SeenPin | None = None,
) -> Campaign:
    """Set the rule set for a campaign's awards, or with None let each act go by its day again; return the campaign.

    For a law that changes in the middle with rules of transition. ``seen`` is what was in force when the person
    looked. Raises ``NoRule`` for an unknown rule set, ``ChangedMeanwhile`` where somebody has set another one since,
    and ``AlreadyDecided`` once an award decision of the campaign has its number.
    """
    shipped_law().under(regulation)
    with services.registry.begin() as tx:
        require_office(tx, actor=actor)
        campaign = tx.campaigns.get(campaign_id, to_change=True)
        if campaign.regulation == regulation:
            return campaign
        _refuse_changed(campaign, seen)
        _refuse_decided(tx, campaign_id)
        pinned = campaign.model_copy(update={"regulation": regulation})
        tx.campaigns.update(pinned)
        tx.events.append(
            NewEvent(
                kind="regulation.pinned",
                campaign_id=campaign_id,
                subject=campaign_id,
                as_of=as_of,
                actor=actor,
                data={"regulation": regulation, "before": campaign.regulation, "note": note},
            )
        )
        return pinned


def is_decided(tx: Transaction, campaign_id: CampaignId) -> bool:
    """Tell whether an award decision of the campaign has its number: its rule set is past changing."""
    decisions = DocumentFilter(campaign_id=campaign_id, kind=DocumentKind.AWARD_DECISION)
    voided = decisions.model_copy(update={"state": EntryState.VOIDED})
    return tx.register.count(decisions, scope=Scope()) > tx.register.count(voided, scope=Scope())


def _refuse_changed(campaign: Campaign, seen: SeenPin | None) -> None:
    if seen is None or seen.regulation == campaign.regulation:
        return
    pinned = campaign.regulation
    now = shipped_law().regulation(pinned).title if pinned else "quy định có hiệu lực vào ngày của từng việc"
    raise ChangedMeanwhile(
        f"Quy định áp dụng vừa được người khác đổi; nay là {now}.", remedy="chọn lại và xem thay đổi rồi xác nhận."
    )


def _refuse_decided(tx: Transaction, campaign_id: CampaignId) -> None:
    if is_decided(tx, campaign_id):
        raise AlreadyDecided(
            "Quyết định khen thưởng của phong trào đã lấy số nên không đổi quy định áp dụng được.",
            remedy="sửa đổi, thay thế quyết định theo thẩm quyền nếu quy định áp dụng sai.",
        )
