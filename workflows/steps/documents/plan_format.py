"""The plan's format before it is issued: every finding with its line in the plan file."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from doc_templates.catalogue import built_in, read_context
from doc_templates.rendering import CompiledTemplate, compiled
from models.campaign import Campaign, CampaignState, Clock
from models.documents import CampaignId, DocumentKind, DocumentRequest, IssueKey, TemplateVersion
from models.organisation import Directory
from models.plan import Plan, open_gaps
from workflows.services import Services
from workflows.steps.campaigns.campaigns import effective_plan
from workflows.steps.campaigns.plan_entries import plan_entry
from workflows.steps.campaigns.templates_in_use import template_in_use
from workflows.steps.documents.plan_document import PlanIssue, plan_request
from workflows.steps.files.format_files import FormatNote, format_notes, refuse_notes
from workflows.steps.files.plan_files import words_line
from workflows.steps.operations.preconditions import numbering_of, plan_day

_KIND = DocumentKind.CAMPAIGN_PLAN
_OF_GAP = {"signature.authority": "nd30.authority.", "signature.name": "nd30.signer."}
"""Rules about what a gap leaves open: nothing is known of it before it is filled."""
_NO_KEY = IssueKey("")
_NO_TEMPLATE = TemplateVersion(kind=_KIND, key="", version="", sha256="")


def planned_issue(
    plan: Plan, params: Mapping[str, Any], *, as_of: date, actor: str, key: IssueKey = _NO_KEY
) -> PlanIssue:
    """Return date and number that the plan would be issued with; raises ``BadParameter``."""
    entered = numbering_of(plan, params)
    return PlanIssue(key=key, issued_on=plan_day(plan, params, as_of=as_of), entered=entered, actor=actor, as_of=as_of)


def plan_notes(
    services: Services, *, campaign_id: CampaignId, as_of: date, params: Mapping[str, Any] | None = None
) -> tuple[FormatNote, ...]:
    """Return what the format check says of the plan as it would be issued, each with its line in the plan file.

    A plan whose number was given before was issued elsewhere: nothing of it is judged. Raises ``TemplatesMissing``.
    """
    with services.registry.begin() as tx:
        campaign = tx.campaigns.get(campaign_id)
        plan, text = effective_plan(tx, campaign_id), tx.campaigns.plan_text(campaign_id)
        issuer = tx.units.directory().unit(plan.issuer)
    issue = planned_issue(plan, params or {}, as_of=as_of, actor="")
    template = template_in_use(services, campaign, _KIND)
    request = plan_request(campaign, plan=plan, issuer=issuer, template=template, issue=issue)
    return _notes(compiled(services.templates.get(template)), request, plan=plan, text=text)


def plan_file_notes(plan: Plan, *, text: str | bytes, directory: Directory, as_of: date) -> tuple[FormatNote, ...]:
    """Return the same for a plan file that is no campaign yet, set in the built-in template."""
    unit = directory.unit(plan.issuer)
    issue = planned_issue(plan, {}, as_of=as_of, actor="")
    request = plan_request(_not_yet(plan), plan=plan, issuer=unit, template=_NO_TEMPLATE, issue=issue)
    return _notes(CompiledTemplate.from_bytes(built_in(_KIND)), request, plan=plan, text=text)


def refuse_ill_formed_plan(
    services: Services, *, campaign_id: CampaignId, as_of: date, params: Mapping[str, Any]
) -> None:
    """Raise ``FormatRefused`` with every fault of the plan, before anything is asked for.

    A plan that has its number already passes: it is what it is.
    """
    with services.registry.begin() as tx:
        if plan_entry(tx, campaign_id) is not None:
            return
        campaign = tx.campaigns.get(campaign_id)
    notes = plan_notes(services, campaign_id=campaign_id, as_of=as_of, params=params)
    refuse_notes(notes, title=campaign.name)


def _notes(
    template: CompiledTemplate, request: DocumentRequest, *, plan: Plan, text: str | bytes
) -> tuple[FormatNote, ...]:
    if request.entered_number is not None:
        return ()
    seen = template.render(read_context(_KIND, request.context | {"symbol": request.symbol}), draft=True)
    open_paths = {gap.path for gap in open_gaps(plan)}
    unknown = tuple(rule for path, rule in _OF_GAP.items() if path in open_paths)
    found = format_notes(seen, kind=_KIND, issued_on=request.issued_on)
    return tuple(_placed(one, text) for one in found if not one.rule.startswith(unknown))


def _placed(note: FormatNote, text: str | bytes) -> FormatNote:
    """Return a note with its line in the plan file, where its words stand there."""
    line = words_line(text, words=note.words)
    return note if line is None else note._replace(mend=f"dòng {line} của tệp kế hoạch")


def _not_yet(plan: Plan) -> Campaign:
    return Campaign(
        id=CampaignId(plan.id),
        name=plan.name,
        clock=Clock.REPLAY,
        state=CampaignState.PREPARING,
        lead=plan.lead,
        issuer=plan.issuer,
        created_by="",
    )
