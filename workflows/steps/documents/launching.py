"""Work step: the campaign's plan is issued, with the next number of its series or the number it bears already."""

from doc_templates.catalogue import TEMPLATES
from models.campaign import Campaign, CampaignState
from models.documents import DocumentKind, DocumentRecord, DocumentRequest
from models.events import NewEvent
from workflows.steps.campaigns.campaigns import effective_plan
from workflows.steps.campaigns.templates_in_use import require_templates, template_in_use
from workflows.steps.documents.issuing import issue_document
from workflows.steps.documents.plan_document import plan_key, plan_request
from workflows.steps.documents.plan_format import planned_issue
from workflows.steps.operations.preconditions import require_ready
from workflows.steps.operations.progress import Work


def issue_plan(work: Work) -> str:
    """Issue the plan and launch the campaign; the template versions that it starts with are kept with it."""
    work.progress(0, 2, "Đang kiểm tra các chỗ trống của kế hoạch.")
    campaign = _pin_templates(work)
    with work.services.registry.begin() as tx:
        issued = tx.register.find(plan_key(campaign.id))
        plan = effective_plan(tx, campaign.id)
        issuer = tx.units.directory().unit(plan.issuer)
    if issued is None:
        issue = planned_issue(plan, work.operation.params, as_of=work.as_of, actor=work.actor)
        template = template_in_use(work.services, campaign, DocumentKind.CAMPAIGN_PLAN)
        request = plan_request(campaign, plan=plan, issuer=issuer, template=template, issue=issue)
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
