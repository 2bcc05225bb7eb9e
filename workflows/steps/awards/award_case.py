"""What the award checks look at, read back from the decision as it is frozen and printed."""

from collections.abc import Iterable

from doc_templates.contexts import AwardDecisionContext, CertificateContext
from models.accounts import Scope
from models.award_checks import (
    AssessedDossier,
    AwardCase,
    EarlierAwardLine,
)
from models.awards.decisions import DecisionPlan
from models.awards.nominees import Nominee, NomineeId, NomineeKind
from models.documents import REHEARSAL_NUMBER, DocumentKind, DocumentRecord, EntryState, IssueKey
from models.errors import NotFound
from models.organisation import UnitId
from models.ports import DocumentFilter, Transaction
from workflows.steps.awards.award_reading import printed_certificate, printed_decision
from workflows.steps.awards.certificates import certificate_context, form_of, nominee_of
from workflows.steps.awards.dossier_parts import view_in
from workflows.steps.campaigns.campaign_law import law_for

_PAGE = 500


def award_case(
    tx: Transaction, *, key: IssueKey, context: AwardDecisionContext, plan: DecisionPlan, text: str | None = None
) -> AwardCase:
    """Return the case of a decision before it has its number; ``text`` is what its template prints, where rendered."""
    to_be = {"number": context.number or REHEARSAL_NUMBER, "issued_on": context.issued_on or plan.decided_on}
    numbered = context.model_copy(update=to_be)
    dossiers = []
    for unit in dict.fromkeys(line.nominee.unit for line in plan.lines):
        view = view_in(tx, campaign_id=plan.campaign_id, unit=unit, form=plan.form, as_of=plan.decided_on)
        dossiers.append(AssessedDossier(dossier=view.dossier, items=view.items))
    return AwardCase(
        plan=plan,
        printed=printed_decision(numbered, text=text),
        certificates=tuple(printed_certificate(one) for one in _certificates(numbered, plan=plan)),
        dossiers=tuple(dossiers),
        directory=tx.units.directory(),
        law=law_for(tx, plan.campaign_id),
        earlier=tuple(_earlier(tx, but=key)),
    )


def _certificates(context: AwardDecisionContext, *, plan: DecisionPlan) -> Iterable[CertificateContext]:
    """Return the certificates that will follow, one per row of the list as it is printed."""
    known = {line.nominee.id: line.nominee for line in plan.lines}
    for place, row in enumerate(context.nominees, start=1):
        nominee = known.get(NomineeId(row.nominee))
        if nominee is not None:
            yield certificate_context(context, nominee=nominee, place=place, achievement=row.achievement)


def _earlier(tx: Transaction, *, but: IssueKey) -> Iterable[EarlierAwardLine]:
    """Return every line of the decisions that the registry holds, of any campaign, except this one's."""
    where = DocumentFilter(kind=DocumentKind.AWARD_DECISION, state=EntryState.ISSUED)
    total = tx.register.count(where, scope=Scope())
    for offset in range(0, total, _PAGE):
        for record in tx.register.list(where, scope=Scope(), offset=offset, limit=_PAGE):
            if record.key != but:
                yield from (_earlier_line(tx, record, row) for row in record.context["nominees"])


def _earlier_line(tx: Transaction, record: DocumentRecord, row: dict[str, str]) -> EarlierAwardLine:
    form = form_of(record.key)
    try:
        nominee = nominee_of(tx, campaign_id=record.campaign_id, form=form, nominee=row["nominee"])
    except NotFound:
        unit = UnitId(row["nominee"].split("/")[0])
        nominee = Nominee(id=NomineeId(row["nominee"]), kind=NomineeKind(row["kind"]), name=row["text"], unit=unit)
    return EarlierAwardLine(
        code=record.code,
        dated=record.issued_on,
        campaign_id=record.campaign_id,
        form=form,
        nominee=nominee,
        achievement=row["achievement"],
    )
