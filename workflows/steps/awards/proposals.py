"""Act: a unit's proposal (tờ trình) with its list, which cites the minutes of the unit's council."""

from datetime import date

from models.awards.nominations import AwardForm, Nomination, standing
from models.documents import CampaignId, DocumentKind, DocumentRecord, Draft
from models.errors import Conflict
from models.organisation import UnitId
from models.ports import Transaction
from workflows.services import Services
from workflows.steps.accounts.rights import require_may_act_for
from workflows.steps.awards.proposal_text import SCHEME, ProposalFacts, proposal_context
from workflows.steps.campaigns.campaigns import printed_plan
from workflows.steps.campaigns.templates_in_use import template_in_use
from workflows.steps.documents.citing import issued_plan
from workflows.steps.documents.composing import as_context, usual_signer
from workflows.steps.documents.papers import keep_draft, listed_nominees, newest_issued, paper_key


class MinutesNotIssued(Conflict):
    """A proposal cites the minutes by number and date, so they come first."""

    code = "minutes-not-issued"


class PaperOutdated(Conflict):
    """A paper lists other nominees than the unit proposes by now."""

    code = "paper-outdated"


def draft_proposal(
    services: Services, *, campaign_id: CampaignId, unit: UnitId, form: AwardForm, actor: str, as_of: date
) -> Draft:
    """Return the draft of the unit's proposal with its list; the same list again changes nothing.

    Raises ``MinutesNotIssued`` before the minutes have number and date, ``PaperOutdated`` where they list others
    than the unit proposes now, ``Forbidden``.
    """
    with services.registry.begin() as tx:
        require_may_act_for(tx, actor=actor, unit=unit)
        minutes = issued_minutes(tx, campaign_id=campaign_id, unit=unit, form=form)
        nominations = standing(tx.nominations.list(campaign_id, unit=unit, form=form), unit=unit, form=form)
        _refuse_other_list(minutes, nominations)
        draft = _draft(tx, services, campaign_id, unit, form, minutes, nominations, as_of=as_of)
        return keep_draft(tx, draft, actor=actor, as_of=as_of)


def issued_minutes(tx: Transaction, *, campaign_id: CampaignId, unit: UnitId, form: AwardForm) -> DocumentRecord:
    """Return the newest issued minutes of the unit's council, or raise ``MinutesNotIssued``."""
    minutes = newest_issued(tx, paper_key(campaign_id, DocumentKind.COUNCIL_MINUTES, subject=unit, form=form))
    if minutes is None:
        raise MinutesNotIssued(
            "Tờ trình phải viện dẫn số, ngày của biên bản họp Hội đồng, mà biên bản chưa được ban hành.",
            place=unit,
            remedy="ghi phiên họp Hội đồng, xác nhận và ban hành biên bản trước, rồi lập tờ trình.",
        )
    return minutes


def refuse_outdated_paper(tx: Transaction, draft: Draft) -> None:
    """Raise ``PaperOutdated`` where minutes or proposal list others than the unit proposes now.

    A proposal that does not rest on the newest minutes is refused as well.
    """
    if draft.kind not in (DocumentKind.COUNCIL_MINUTES, DocumentKind.AWARD_PROPOSAL):
        return
    unit, form = draft.issuer, AwardForm(draft.key.split(":")[3])
    stand = standing(tx.nominations.list(draft.campaign_id, unit=unit, form=form), unit=unit, form=form)
    if set(listed_nominees(draft.context)) != {one.nominee.id for one in stand}:
        raise _outdated(draft.title)
    if draft.kind is DocumentKind.AWARD_PROPOSAL:
        minutes = issued_minutes(tx, campaign_id=draft.campaign_id, unit=unit, form=form)
        _refuse_other_list(minutes, stand)
        if not any(minutes.code in line for line in draft.context["opening"]):
            raise _outdated(draft.title)


def _refuse_other_list(minutes: DocumentRecord, nominations: tuple[Nomination, ...]) -> None:
    if set(listed_nominees(minutes.context)) != {one.nominee.id for one in nominations}:
        raise _outdated(f"Biên bản số {minutes.code}")


def _outdated(paper: str) -> PaperOutdated:
    return PaperOutdated(
        f"“{paper}” không đúng danh sách đơn vị đang đề nghị.",
        place="danh sách đề nghị",
        remedy="ghi lại phiên họp Hội đồng theo danh sách hiện nay, ban hành biên bản, rồi lập lại tờ trình.",
    )


def _draft(
    tx: Transaction,
    services: Services,
    campaign_id: CampaignId,
    unit_id: UnitId,
    form: AwardForm,
    minutes: DocumentRecord,
    nominations: tuple[Nomination, ...],
    *,
    as_of: date,
) -> Draft:
    campaign = tx.campaigns.get(campaign_id)
    plan, directory = printed_plan(tx, campaign_id), tx.units.directory()
    unit = directory.unit(unit_id)
    context = proposal_context(
        ProposalFacts(
            campaign=campaign,
            plan=plan,
            plan_record=issued_plan(tx, plan),
            minutes=minutes,
            session=tx.councils.find(campaign_id, unit=unit_id, form=form),
            unit=unit,
            directory=directory,
            form=form,
            nominations=nominations,
            as_of=as_of,
        )
    )
    return Draft(
        key=paper_key(campaign_id, DocumentKind.AWARD_PROPOSAL, subject=unit_id, form=form),
        campaign_id=campaign_id,
        kind=DocumentKind.AWARD_PROPOSAL,
        issuer=unit_id,
        subject=unit_id,
        title=context.subject,
        type_name="Tờ trình",
        symbol=context.symbol,
        scheme=SCHEME,
        signer=usual_signer(unit, campaign),
        recipients=context.recipients,
        context=as_context(context),
        template=template_in_use(services, campaign, DocumentKind.AWARD_PROPOSAL),
    )
