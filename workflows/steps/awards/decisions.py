"""Acts on the award decision: drafted from the dossiers handed in, looked at with every check, confirmed."""

from collections.abc import Iterable
from datetime import date

from doc_templates.catalogue import read_context
from doc_templates.contexts import AwardDecisionContext
from models.award_checks import check_award
from models.awards.decisions import DecisionPlan, ProposalRef, plan_decision
from models.awards.dossiers import Dossier, DossierState, part_in
from models.awards.nominations import AwardForm, standing
from models.awards.nominees import NomineeId
from models.awards.regulations import Law, PartKind
from models.base import Value
from models.documents import CampaignId, DocumentKind, Draft, DraftState, IssueKey, Signer
from models.errors import Conflict
from models.events import NewEvent
from models.findings import Finding, refusing
from models.plan import Plan
from models.ports import Transaction
from workflows.services import Services
from workflows.steps.accounts.rights import require_office
from workflows.steps.awards.award_case import award_case
from workflows.steps.awards.certificates import form_of
from workflows.steps.awards.decision_text import SCHEME, DecisionFacts, decision_context
from workflows.steps.campaigns.campaign_law import law_for
from workflows.steps.campaigns.campaigns import printed_plan
from workflows.steps.campaigns.templates_in_use import template_in_use
from workflows.steps.documents.composing import SAMPLE_SIGNER, as_context
from workflows.steps.documents.drafts import confirm
from workflows.steps.documents.papers import keep_draft, listed_nominees, newest_draft, paper_key

_TOLD_APART = "nominees.told_apart"


class NothingSubmitted(Conflict):
    """No dossier lies with the Board, so there is nothing to decide."""

    code = "nothing-submitted"


class OtherAuthority(Conflict):
    """The award is not given by the chairman of the province's committee."""

    code = "other-authority"


class AwardsRefused(Conflict):
    """Checks before issue found what must not be issued; ``findings`` holds all of them."""

    code = "awards-refused"

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        told = " ".join(f"({number}) {one}" for number, one in enumerate(self.findings, start=1))
        super().__init__(
            f"Quyết định khen thưởng có {len(self.findings)} chỗ sai: {told}",
            place=", ".join(dict.fromkeys(one.code for one in self.findings)),
            remedy="sửa từng chỗ, lập lại dự thảo rồi xác nhận lại.",
        )


class DecisionReview(Value):
    """A decision's draft with what the checks and the law data say about it."""

    draft: Draft
    findings: tuple[Finding, ...]
    """What the checks find; those that ``refuses`` stop the issue."""
    notes: tuple[Finding, ...]
    """What rests on rules not checked against the official text."""


def draft_decision(
    services: Services, *, campaign_id: CampaignId, form: AwardForm, decided_on: date, actor: str
) -> Draft:
    """Return the draft of the decision on every dossier that lies with the Board, money and bases by its date.

    Drafted again it is renewed; dossiers handed in after a decision was issued come into a decision of their own.
    Raises ``NothingSubmitted``, ``OtherAuthority``, ``NotProposed``, ``NoRule``, ``Forbidden``.
    """
    if form is not AwardForm.BANG_KHEN_TINH:
        raise OtherAuthority(
            "Giấy khen do thủ trưởng cơ quan, đơn vị quyết định, không thuộc quyết định của Chủ tịch UBND tỉnh.",
            remedy="chọn Bằng khen của Chủ tịch UBND tỉnh.",
        )
    with services.registry.begin() as tx:
        require_office(tx, actor=actor)
        plan = printed_plan(tx, campaign_id)
        if not _submitted(tx, campaign_id, form):
            if (newest := newest_draft(tx, _key(plan, form))) is not None:
                return newest
            raise NothingSubmitted(
                "Chưa có hồ sơ nào được nộp nên chưa lập được quyết định.",
                remedy="đơn vị nộp hồ sơ đề nghị khen thưởng trước.",
            )
        decision = plan_in(tx, campaign_id=campaign_id, form=form, decided_on=decided_on)
        draft = _draft(tx, services, plan, decision)
        return keep_draft(tx, draft, actor=actor, as_of=decided_on)


def review_decision(services: Services, *, key: IssueKey) -> DecisionReview:
    """Return a decision's draft as it is kept, with everything the checks find in it; nothing is written."""
    with services.registry.begin() as tx:
        draft = tx.drafts.get(key)
        context = decision_in(draft)
        if draft.state is DraftState.ISSUED:
            return DecisionReview(draft=draft, findings=(), notes=())
        day = draft.dated or context.issued_on or date.max
        plan = plan_in(tx, campaign_id=draft.campaign_id, form=form_of(key), decided_on=day)
        case = award_case(tx, key=key, context=context, plan=plan)
    return DecisionReview(draft=draft, findings=check_award(case), notes=plan.notes)


def confirm_decision(
    services: Services,
    *,
    key: IssueKey,
    dated: date,
    signer_name: str | None = None,
    actor: str,
    request_issue: bool = True,
) -> Draft:
    """Return the decision confirmed for its date, its money and bases made to fit that date.

    Raises ``AwardsRefused`` with every check that fails, and what ``drafts.confirm`` raises.
    """
    with services.registry.begin() as tx:
        known = tx.drafts.get(key)
    if known.state is not DraftState.ISSUED:
        known = draft_decision(
            services, campaign_id=known.campaign_id, form=form_of(key), decided_on=dated, actor=actor
        )
        if stops := refusing(review_decision(services, key=known.key).findings):
            raise AwardsRefused(stops)
    return confirm(
        services,
        draft=known,
        dated=dated,
        context=known.context,
        signer_name=signer_name,
        actor=actor,
        request_issue=request_issue,
    )


def tell_apart(
    services: Services, *, campaign_id: CampaignId, one: NomineeId, other: NomineeId, actor: str, as_of: date
) -> None:
    """Keep a person's word that two nominees with like names are two; the check for doubles then lets them be."""
    pair = sorted((one, other))
    with services.registry.begin() as tx:
        require_office(tx, actor=actor)
        tx.events.append(
            NewEvent(
                kind=_TOLD_APART,
                campaign_id=campaign_id,
                subject=one,
                as_of=as_of,
                actor=actor,
                data={"pair": pair},
                unique_key=f"{_TOLD_APART}:{campaign_id}:{pair[0]}:{pair[1]}",
            )
        )


def plan_in(
    tx: Transaction, *, campaign_id: CampaignId, form: AwardForm, decided_on: date, law: Law | None = None
) -> DecisionPlan:
    """Return what a decision of that date on the dossiers now with the Board is to say, by the campaign's law."""
    plan = printed_plan(tx, campaign_id)
    dossiers = _submitted(tx, campaign_id, form)
    units = {one.unit for one in dossiers}
    nominations = [one for one in tx.nominations.list(campaign_id, form=form) if one.unit in units]
    return plan_decision(
        campaign=campaign_id,
        form=form,
        decided_on=decided_on,
        nominations=standing(tuple(nominations), form=form),
        proposals=_proposals(tx, dossiers),
        law=law or law_for(tx, campaign_id),
        province=plan.province,
        told_apart=_told_apart(tx, campaign_id),
    )


def decision_in(draft: Draft) -> AwardDecisionContext:
    """Return the typed context of a decision's draft, with the date it will bear."""
    own = {"issued_on": draft.dated} if draft.dated else {}
    context = read_context(DocumentKind.AWARD_DECISION, draft.context | own)
    assert isinstance(context, AwardDecisionContext)  # the catalogue's type for this kind
    return context


def _submitted(tx: Transaction, campaign_id: CampaignId, form: AwardForm) -> tuple[Dossier, ...]:
    handed_in = tx.dossiers.list(campaign_id, state=DossierState.SUBMITTED)
    return tuple(one for one in handed_in if one.form is form)


def _proposals(tx: Transaction, dossiers: Iterable[Dossier]) -> tuple[ProposalRef, ...]:
    directory = tx.units.directory()
    found = []
    for dossier in dossiers:
        part = part_in(dossier, kind=PartKind.PROPOSAL)
        if part is None or part.document is None:
            continue
        record = tx.register.get(part.document)
        found.append(
            ProposalRef(
                record=record.id,
                unit=dossier.unit,
                unit_name=directory.unit(dossier.unit).name,
                code=record.code,
                dated=record.issued_on,
                nominees=tuple(NomineeId(one) for one in listed_nominees(record.context)),
            )
        )
    return tuple(found)


def _told_apart(tx: Transaction, campaign_id: CampaignId) -> tuple[tuple[NomineeId, NomineeId], ...]:
    told = tx.events.list(campaign_id, kinds=(_TOLD_APART,), limit=None)
    return tuple((NomineeId(event.data["pair"][0]), NomineeId(event.data["pair"][1])) for event in told)


def _key(plan: Plan, form: AwardForm) -> IssueKey:
    return paper_key(CampaignId(plan.id), DocumentKind.AWARD_DECISION, subject=plan.issuer, form=form)


def _draft(tx: Transaction, services: Services, plan: Plan, decision: DecisionPlan) -> Draft:
    campaign = tx.campaigns.get(decision.campaign_id)
    directory = tx.units.directory()
    context = decision_context(DecisionFacts(campaign=campaign, plan=plan, decision=decision, directory=directory))
    signer = Signer(authority=context.authority, name=SAMPLE_SIGNER) if campaign.sample else None
    return Draft(
        key=_key(plan, decision.form),
        campaign_id=campaign.id,
        kind=DocumentKind.AWARD_DECISION,
        issuer=plan.issuer,
        title=context.subject,
        type_name="Quyết định",
        symbol=context.symbol,
        scheme=SCHEME,
        signer=signer,
        recipients=context.recipients,
        context=as_context(context),
        template=template_in_use(services, campaign, DocumentKind.AWARD_DECISION),
    )
