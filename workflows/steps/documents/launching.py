"""Work step: the campaign's plan is issued, with the next number of its series or the number it bears already."""

from contextlib import suppress
from functools import partial

from doc_templates.catalogue import TEMPLATES
from models.campaign import Campaign, CampaignState
from models.documents import DocumentKind, DocumentRecord, DocumentRequest, TemplateVersion
from models.errors import Conflict
from models.events import NewEvent
from models.ports import Transaction
from workflows.steps.campaigns.campaigns import effective_plan
from workflows.steps.campaigns.plan_entries import plan_entry, plan_key
from workflows.steps.campaigns.templates_in_use import require_templates, template_in_use
from workflows.steps.documents.issuing import issue_document
from workflows.steps.documents.plan_document import plan_request
from workflows.steps.documents.plan_format import planned_issue
from workflows.steps.operations.preconditions import require_ready
from workflows.steps.operations.progress import Work


class PlanMoved(Conflict):
    """The plan's file or an answer to it has changed between its composition and its number."""

    code = "plan-moved"


def issue_plan(work: Work) -> str:
    """Issue the plan and launch the campaign; the template versions that it starts with are kept with it."""
    work.progress(0, 2, "Đang kiểm tra các chỗ trống của kế hoạch.")
    campaign = _pin_templates(work)
    record = None
    while record is None:
        request = _request(work)
        work.progress(1, 2, "Đang lấy số và lập văn bản.")
        with suppress(PlanMoved):  # then it is composed anew, of what is there now
            look_again = partial(_refuse_moved, work, request)
            record = issue_document(work.services, request, actor=work.actor, look_again=look_again)
    _launch(work, campaign, record)
    work.progress(2, 2, "Đã ban hành kế hoạch.")
    return f"Đã ban hành {record.type_name} số {record.code} ngày {record.issued_on:%d/%m/%Y}."


def _request(work: Work) -> DocumentRequest:
    """Return what is to be issued: frozen where the plan has its number, else what the plan says now."""
    with work.services.registry.begin() as tx:
        issued = plan_entry(tx, work.campaign_id)
        if issued is not None:
            return DocumentRequest.model_validate(issued.model_dump(include=set(DocumentRequest.model_fields)))
        campaign = tx.campaigns.get(work.campaign_id)
    template = template_in_use(work.services, campaign, DocumentKind.CAMPAIGN_PLAN)
    with work.services.registry.begin() as tx:
        return _composed(tx, work, template)


def _composed(tx: Transaction, work: Work, template: TemplateVersion) -> DocumentRequest:
    """Return the request as the plan and the answers to it are now; raises ``OpenGaps``."""
    params = work.operation.params
    require_ready(tx, kind=work.operation.kind, campaign_id=work.campaign_id, as_of=work.as_of, params=params)
    plan = effective_plan(tx, work.campaign_id)
    key = plan_key(tx, work.campaign_id)
    issue = planned_issue(plan, params, as_of=work.as_of, actor=work.actor, key=key)
    issuer = tx.units.directory().unit(plan.issuer)
    return plan_request(tx.campaigns.get(work.campaign_id), plan=plan, issuer=issuer, template=template, issue=issue)


def _refuse_moved(work: Work, request: DocumentRequest, tx: Transaction, _rehearsed: bytes) -> None:
    """Look at the plan in the transaction that gives the number; nobody changes it before the commit."""
    tx.campaigns.get(work.campaign_id, to_change=True)
    if _composed(tx, work, request.template) != request:
        raise PlanMoved("Kế hoạch vừa được sửa nên chưa lấy số theo nội dung cũ.", remedy="thực hiện lại bước này.")


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
        campaign = tx.campaigns.get(work.campaign_id, to_change=True)
        if campaign.template_versions:
            return campaign
        campaign = campaign.model_copy(
            update={"template_versions": {kind.value: one.version for kind, one in versions.items() if one}}
        )
        tx.campaigns.update(campaign)
        return campaign


def _launch(work: Work, campaign: Campaign, record: DocumentRecord) -> None:
    with work.services.registry.begin() as tx:
        now = tx.campaigns.get(campaign.id, to_change=True)
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
