"""Work step: a confirmed award decision is checked once more and issued, certificates follow, dossiers are closed."""

from doc_templates.catalogue import read_context
from doc_templates.contexts import AwardDecisionContext
from doc_templates.word.extract import text_of
from models.award_checks import check_award
from models.awards.dossiers import closed
from models.documents import DocumentKind, DocumentRecord, Draft, DraftChanged, DraftState, IssueKey
from models.errors import ThiduaError, Unavailable
from models.events import NewEvent
from models.findings import refusing
from models.operations import StaleAttempt
from models.ports import ConversionFailed, NoConverter, Transaction
from workflows.steps.awards.award_case import award_case
from workflows.steps.awards.certificates import (
    certificate_context,
    certificate_key,
    certificate_request,
    certificates_of,
    form_of,
    nominee_of,
)
from workflows.steps.awards.decided import decided_dossiers, hold_submitted
from workflows.steps.awards.decisions import AwardsRefused, decision_in, plan_in
from workflows.steps.campaigns.templates_in_use import template_in_use
from workflows.steps.documents.composing import request_from
from workflows.steps.documents.issuing import issue_document
from workflows.steps.documents.pdfs import bind_pdfs, teller
from workflows.steps.operations.held_up import HeldUp, SomeNotIssued, apart
from workflows.steps.operations.preconditions import require_ready
from workflows.steps.operations.progress import Work


def issue_awards(work: Work) -> str:
    """Issue every decision confirmed up to the day, its certificates in the order of its list, and close its dossiers.

    A decision or certificate that is held up stops no other. Where nothing else was issued, raises what holds it up
    (``DossiersGoneBack``, ``AwardsRefused``, ``FormatRefused``: no number is taken then), else ``SomeNotIssued``.
    """
    with work.services.registry.begin() as tx:
        require_ready(tx, kind=work.operation.kind, campaign_id=work.campaign_id, as_of=work.as_of, params={})
    told: dict[IssueKey, str] = {}
    held: list[HeldUp] = []
    while decisions := [draft for draft in _confirmed(work) if draft.key not in told]:
        for draft in decisions:
            told[draft.key] = ""
            try:
                told[draft.key] = _award(work, draft, held)
            except (Unavailable, StaleAttempt):
                raise
            except DraftChanged:
                del told[draft.key]
                break  # read again, and checked again: the checks were of the older words
            except ThiduaError as error:
                held.append(HeldUp(f"“{draft.title}”", error))
    issued = " ".join(filter(None, told.values()))
    if len(held) == 1 and not issued:
        raise held[0].error
    if held:
        raise SomeNotIssued(issued, held)
    return issued


def _confirmed(work: Work) -> list[Draft]:
    """Return the decisions confirmed up to the day, also those issued already, by date and key."""
    with work.services.registry.begin() as tx:
        drafts = tx.drafts.list(work.campaign_id, kind=DocumentKind.AWARD_DECISION)
    ready = (DraftState.CONFIRMED, DraftState.ISSUED)
    wanted = [one for one in drafts if one.state in ready and one.dated and one.dated <= work.as_of]
    return sorted(wanted, key=lambda one: (one.dated, one.key))


def waiting_decisions(tx: Transaction, work: Work) -> list[Draft]:
    """Return the decisions confirmed up to the day that are not issued yet."""
    drafts = tx.drafts.list(work.campaign_id, kind=DocumentKind.AWARD_DECISION, state=DraftState.CONFIRMED)
    return [draft for draft in drafts if draft.dated is not None and draft.dated <= work.as_of]


def _award(work: Work, draft: Draft, held: list[HeldUp]) -> str:
    """Issue one decision with all that follows; return what came of it. Certificates held up are put on the list."""
    request = request_from(draft, as_of=work.as_of)
    with work.services.registry.begin() as tx:
        numbered = tx.register.find(draft.key)
    if numbered is None:
        work.progress(0, 1, "Đang kiểm tra quyết định khen thưởng trước khi ban hành.")
    decision = issue_document(
        work.services, request, actor=work.actor, look_again=lambda tx, rehearsed: _check(tx, draft, rehearsed)
    )
    made = _certificates(work, decision, held)
    lacking = _make_printable(work, decision)
    _close(work, decision)
    told = f" Chưa có bản PDF của bằng. {lacking}" if lacking else ""
    return f"Đã ban hành Quyết định số {decision.code}; có {made} bằng.{told}"


def _check(tx: Transaction, draft: Draft, rehearsed: bytes) -> None:
    """Look at the dossiers and at what is printed, in the transaction that gives the number.

    The dossiers' rows stay locked until that number is given, so that none goes back meanwhile. Raises
    ``DossiersGoneBack``, or ``AwardsRefused`` where a check fails on what is frozen or on what the template prints.
    """
    context = decision_in(draft)
    form = form_of(draft.key)
    tx.campaigns.get(draft.campaign_id, to_change=True)  # so that nobody sets another rule set meanwhile
    hold_submitted(tx, decided_dossiers(draft.campaign_id, form=form, context=draft.context))
    assert draft.dated is not None  # a confirmed draft has its date
    plan = plan_in(tx, campaign_id=draft.campaign_id, form=form, decided_on=draft.dated)
    case = award_case(tx, key=draft.key, context=context, plan=plan, text=text_of(rehearsed))
    if stops := refusing(check_award(case)):
        raise AwardsRefused(stops)


def _certificates(work: Work, decision: DocumentRecord, held: list[HeldUp]) -> int:
    """Issue a certificate per line of the decision as it was issued; those that are there already stay.

    Return how many there are; one that cannot be issued is put on the list.
    """
    frozen = decision.context | {
        "number": decision.number,
        "symbol": decision.symbol,
        "issued_on": decision.issued_on,
    }
    context = read_context(DocumentKind.AWARD_DECISION, frozen)
    assert isinstance(context, AwardDecisionContext)  # the catalogue's type for this kind
    with work.services.registry.begin() as tx:
        campaign = tx.campaigns.get(decision.campaign_id)
        there = {record.key for record in certificates_of(tx, decision)}
        form = form_of(decision.key)
        nominees = [nominee_of(tx, campaign_id=campaign.id, form=form, nominee=row.nominee) for row in context.nominees]
        keys = [certificate_key(tx, decision, nominee=nominee.id) for nominee in nominees]
    template = template_in_use(work.services, campaign, DocumentKind.CERTIFICATE)
    before = len(held)
    for place, (row, nominee, key) in enumerate(zip(context.nominees, nominees, keys, strict=True), start=1):
        if key in there:
            continue
        own = certificate_context(context, nominee=nominee, place=place, achievement=row.achievement)
        request = certificate_request(
            campaign, key=key, decision=decision, context=own, nominee=nominee, template=template
        )
        with apart(held, f"Bằng của {nominee.full_name}"):
            issue_document(work.services, request, actor=work.actor)
        made = place - (len(held) - before)
        work.progress(place, len(nominees) + 1, f"Đã lập {made}/{len(nominees)} bằng.")
    return len(nominees) - (len(held) - before)


def _make_printable(work: Work, decision: DocumentRecord) -> str:
    """Make the certificates' PDFs in one call; return why there are none, empty where all are there."""
    with work.services.registry.begin() as tx:
        unconverted = [one for one in certificates_of(tx, decision) if one.pdf_sha256 is None]
    try:
        if unconverted:
            bind_pdfs(work.services, unconverted, progress=teller(work, what="bằng"))
    except (NoConverter, ConversionFailed) as error:
        return error.message
    return ""


def _close(work: Work, decision: DocumentRecord) -> None:
    """Close the dossiers whose nominees the decision lists, and tell it, all in one transaction."""
    decided = decided_dossiers(decision.campaign_id, form=form_of(decision.key), context=decision.context)
    with work.services.registry.begin() as tx:
        for one in decided:
            tx.dossiers.replace(closed(tx.dossiers.get(one, to_change=True)))
        tx.events.append(
            NewEvent(
                kind="awards.decided",
                campaign_id=decision.campaign_id,
                subject=decision.key,
                as_of=decision.issued_on,
                actor=work.actor,
                data={"document": decision.id, "code": decision.code, "awards": len(decision.context["nominees"])},
                unique_key=f"awards.decided:{decision.key}",
            )
        )
