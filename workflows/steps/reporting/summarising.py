"""Work step: what units handed in becomes the draft of the province's final report; a person writes the rest."""

from models.awards.summary import all_results
from models.documents import DocumentKind, DocumentRecord, Draft, DraftState, issue_key
from models.ports import Transaction
from workflows.steps.campaigns.campaigns import printed_plan
from workflows.steps.campaigns.deadlines import assessed_in
from workflows.steps.campaigns.templates_in_use import template_in_use
from workflows.steps.documents.citing import issued_plan
from workflows.steps.documents.composing import as_context, usual_signer
from workflows.steps.documents.papers import says_the_same, standing_key, tell_made
from workflows.steps.operations.preconditions import require_ready
from workflows.steps.operations.progress import Work
from workflows.steps.reporting.summary_text import SCHEME, SummaryFacts, summary_context


def summarise_reports(work: Work) -> str:
    """Draft the final report as of the day; a draft that nobody has confirmed is renewed, others stay."""
    work.progress(0, 1, "Đang tổng hợp báo cáo của các đơn vị.")
    with work.services.registry.begin() as tx:
        require_ready(tx, kind=work.operation.kind, campaign_id=work.campaign_id, as_of=work.as_of, params={})
        facts = _look(tx, work)
        draft = _draft(tx, work, facts)
        told = _keep(tx, work, draft)
    work.progress(1, 1, told)
    counts = ", ".join(f"{bar['value']:02d} {bar['label'].lower()}" for bar in draft.context["chart"])
    return f"{told} Tình hình báo cáo: {counts}." if counts else told


def _look(tx: Transaction, work: Work) -> SummaryFacts:
    plan = printed_plan(tx, work.campaign_id)
    directory = tx.units.directory()
    assessed = assessed_in(tx, campaign_id=work.campaign_id, as_of=work.as_of, until=work.as_of)
    dated = [one for one in assessed if one.due is not None or one.fulfilled_by is not None]
    submissions = tx.submissions.list(work.campaign_id)
    results = all_results(dated, submissions=submissions, directory=directory, as_of=work.as_of)
    handed_in = {row.document for one in results for row in one.rows if row.document is not None}
    return SummaryFacts(
        campaign=tx.campaigns.get(work.campaign_id),
        plan=plan,
        plan_record=issued_plan(tx, plan),
        directory=directory,
        results=results,
        fulfilled_by={one.obligation_id: one.fulfilled_by for one in dated},
        reports=_reports(tx, handed_in),
    )


def _reports(tx: Transaction, ids: set[int]) -> dict[int, DocumentRecord]:
    records = (tx.register.get(one) for one in sorted(ids))
    return {record.id: record for record in records if record.kind is DocumentKind.UNIT_FINAL_REPORT}


def _draft(tx: Transaction, work: Work, facts: SummaryFacts) -> Draft:
    issuer = tx.units.directory().unit(facts.plan.issuer)
    context = summary_context(facts)
    return Draft(
        key=standing_key(tx, issue_key(facts.campaign.id, DocumentKind.FINAL_REPORT)),
        campaign_id=facts.campaign.id,
        kind=DocumentKind.FINAL_REPORT,
        issuer=issuer.id,
        title=context.subject,
        type_name="Báo cáo",
        symbol=context.symbol,
        scheme=SCHEME,
        signer=usual_signer(issuer, facts.campaign),
        recipients=context.recipients,
        context=as_context(context),
        template=template_in_use(work.services, facts.campaign, DocumentKind.FINAL_REPORT),
    )


def _keep(tx: Transaction, work: Work, draft: Draft) -> str:
    if tx.drafts.add(draft):
        tell_made(tx, draft, actor=work.actor, as_of=work.as_of)
        return "Đã lập dự thảo báo cáo tổng kết; tồn tại, nguyên nhân, bài học, phương hướng do người phụ trách ghi."
    known = tx.drafts.get(draft.key)
    if known.state is not DraftState.DRAFTED:
        return "Báo cáo tổng kết đã được xác nhận; giữ nguyên."
    if says_the_same(known.context, draft.context):
        return "Dự thảo báo cáo tổng kết không có gì thay đổi."
    tx.drafts.replace(draft)
    return "Đã cập nhật dự thảo báo cáo tổng kết."
