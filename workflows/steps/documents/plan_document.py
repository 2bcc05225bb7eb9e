"""The campaign's plan as a document: its words, its number, its signature, put together for the register."""

from datetime import date
from typing import Any

from doc_templates.contexts import CampaignPlanContext
from doc_templates.contexts.lines import opened
from doc_templates.rendering import RENDERER_VERSION
from models.base import Value
from models.campaign import Campaign
from models.documents import (
    DocumentKind,
    DocumentRequest,
    IssueKey,
    Numbering,
    SeriesKey,
    Signer,
    TemplateVersion,
)
from models.entered import set_right
from models.organisation import Unit
from models.plan import Plan, printed, stated
from models.text import full_name
from workflows.steps.documents.composing import as_context, heading

SCHEME_WITHOUT_TYPE = "CV"


class PlanIssue(Value):
    """How the plan is to be issued: its date, and its number where it was given before or elsewhere."""

    key: IssueKey
    issued_on: date
    entered: int | None
    actor: str
    as_of: date


def plan_request(
    campaign: Campaign, *, plan: Plan, issuer: Unit, template: TemplateVersion, issue: PlanIssue
) -> DocumentRequest:
    """Return the request for the plan; gaps leave their fields blank.

    A plan that takes its number here is set right as it would be typed into a form; one that has its number prints as
    it was issued.
    """
    words = printed(plan)
    if issue.entered is None:
        words = words.model_copy(update={"opening": opened(words.opening), "body": set_right(words.body)})
    name = full_name(stated(plan.signature.name) or "")
    signer = Signer(authority=stated(plan.signature.authority) or (), name=name)
    return DocumentRequest(
        key=issue.key,
        campaign_id=campaign.id,
        kind=DocumentKind.CAMPAIGN_PLAN,
        issuer=plan.issuer,
        numbering=Numbering.GIVEN if issue.entered is None else Numbering.ENTERED,
        series=SeriesKey(
            agency=plan.issuer, scheme=plan.document.type_code or SCHEME_WITHOUT_TYPE, year=issue.issued_on.year
        ),
        entered_number=issue.entered,
        entered_by=None if issue.entered is None else issue.actor,
        symbol=plan.document.symbol,
        issued_on=issue.issued_on,
        title=words.document.subject,
        type_name=plan.document.type_name.capitalize() or "Công văn",
        signer=signer,
        recipients=plan.recipients,
        context=_context(campaign, words=words, issuer=issuer, issued_on=issue.issued_on, signer=signer),
        template=template,
        renderer=RENDERER_VERSION,
        as_of=issue.as_of,
    )


def _context(campaign: Campaign, *, words: Plan, issuer: Unit, issued_on: date, signer: Signer) -> dict[str, Any]:
    fields = heading(
        issuer,
        campaign=campaign,
        symbol=words.document.symbol,
        subject=words.document.subject,
        recipients=words.recipients,
    )
    own = {"type_heading": words.document.type_name.upper(), "archive_line": words.archive_line}
    signed = {"issued_on": issued_on, "authority": signer.authority, "signer_name": signer.name}
    return as_context(CampaignPlanContext(**(fields | signed | own), opening=words.opening, body=words.body))
