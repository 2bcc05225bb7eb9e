"""Work step: the campaign's plan is issued, with the next number of its series or the number it bears already."""

from datetime import date
from typing import Any

from doc_templates.catalogue import TEMPLATES
from doc_templates.contexts import CampaignPlanContext
from doc_templates.contexts.lines import opened
from doc_templates.rendering import RENDERER_VERSION
from models.campaign import Campaign, CampaignState
from models.documents import (
    CampaignId,
    DocumentKind,
    DocumentRecord,
    DocumentRequest,
    IssueKey,
    Numbering,
    SeriesKey,
    Signer,
    issue_key,
)
from models.events import NewEvent
from models.organisation import Unit
from models.plan import Plan, printed, stated
from models.text import full_name
from workflows.steps.campaigns.campaigns import effective_plan
from workflows.steps.campaigns.templates_in_use import require_templates, template_in_use
from workflows.steps.documents.composing import as_context, heading
from workflows.steps.documents.issuing import issue_document
from workflows.steps.operations.preconditions import numbering_of, plan_day, require_ready
from workflows.steps.operations.progress import Work

SCHEME_WITHOUT_TYPE = "CV"


def plan_key(campaign_id: str) -> IssueKey:
    """Return the issue key of the campaign's plan."""
    return issue_key(CampaignId(campaign_id), DocumentKind.CAMPAIGN_PLAN)


def issue_plan(work: Work) -> str:
    """Issue the plan and launch the campaign; the template versions that it starts with are kept with it."""
    work.progress(0, 2, "Đang kiểm tra các chỗ trống của kế hoạch.")
    campaign = _pin_templates(work)
    with work.services.registry.begin() as tx:
        issued = tx.register.find(plan_key(campaign.id))
        plan = effective_plan(tx, campaign.id)
        issuer = tx.units.directory().unit(plan.issuer)
    if issued is None:
        request = _request(work, campaign, plan=plan, issuer=issuer)
    else:
        request = DocumentRequest.model_validate(issued.model_dump(include=set(DocumentRequest.model_fields)))
    work.progress(1, 2, "Đang lấy số và lập văn bản.")
    record = issue_document(work.services, request, actor=work.actor)
    _launch(work, campaign, record)
    work.progress(2, 2, "Đã ban hành kế hoạch.")
    return f"Đã ban hành Kế hoạch số {record.code} ngày {record.issued_on:%d/%m/%Y}."


def _pin_templates(work: Work) -> Campaign:
    require_templates(work.services)
    versions = {kind: work.services.templates.latest(kind) for kind in TEMPLATES}
    with work.services.registry.begin() as tx:
        require_ready(
            tx,
            kind=work.operation.kind,
            campaign_id=work.campaign_id,
            as_of=work.as_of,
            params=work.operation.params,
        )
        campaign = tx.campaigns.get(work.campaign_id)
        if campaign.template_versions:
            return campaign
        campaign = campaign.model_copy(
            update={"template_versions": {kind.value: one.version for kind, one in versions.items() if one}}
        )
        tx.campaigns.update(campaign)
        return campaign


def _request(work: Work, campaign: Campaign, *, plan: Plan, issuer: Unit) -> DocumentRequest:
    params = work.operation.params
    entered = numbering_of(plan, params)
    issued_on = plan_day(plan, params, as_of=work.as_of)
    words = printed(plan)
    if entered is None:
        words = words.model_copy(update={"opening": opened(words.opening)})
    name = full_name(stated(plan.signature.name) or "")
    signer = Signer(authority=stated(plan.signature.authority) or (), name=name)
    return DocumentRequest(
        key=plan_key(campaign.id),
        campaign_id=campaign.id,
        kind=DocumentKind.CAMPAIGN_PLAN,
        issuer=plan.issuer,
        numbering=Numbering.GIVEN if entered is None else Numbering.ENTERED,
        series=SeriesKey(
            agency=plan.issuer, scheme=plan.document.type_code or SCHEME_WITHOUT_TYPE, year=issued_on.year
        ),
        entered_number=entered,
        entered_by=None if entered is None else work.actor,
        symbol=plan.document.symbol,
        issued_on=issued_on,
        title=words.document.subject,
        type_name=plan.document.type_name.capitalize() or "Công văn",
        signer=signer,
        recipients=plan.recipients,
        context=_context(campaign, words=words, issuer=issuer, issued_on=issued_on, signer=signer),
        template=template_in_use(work.services, campaign, DocumentKind.CAMPAIGN_PLAN),
        renderer=RENDERER_VERSION,
        as_of=work.as_of,
    )


def _context(campaign: Campaign, *, words: Plan, issuer: Unit, issued_on: date, signer: Signer) -> dict[str, Any]:
    fields = heading(
        issuer,
        campaign=campaign,
        symbol=words.document.symbol,
        subject=words.document.subject,
        recipients=words.recipients,
    )
    signed = {"issued_on": issued_on, "authority": signer.authority, "signer_name": signer.name}
    return as_context(
        CampaignPlanContext(
            **(fields | signed | {"archive_line": words.archive_line}), opening=words.opening, body=words.body
        )
    )


def _launch(work: Work, campaign: Campaign, record: DocumentRecord) -> None:
    with work.services.registry.begin() as tx:
        now = tx.campaigns.get(campaign.id)
        if now.state is CampaignState.PREPARING:
            tx.campaigns.update(now.model_copy(update={"state": CampaignState.LAUNCHED}))
        tx.events.append(
            NewEvent(
                kind="plan.launched",
                campaign_id=campaign.id,
                subject=record.key,
                as_of=record.issued_on,
                actor=work.actor,
                data={"document": record.id, "code": record.code},
                unique_key=f"plan.launched:{campaign.id}",
            )
        )
