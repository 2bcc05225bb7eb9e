"""What the award checks look at, read back from the decision as it is frozen and printed."""

import re
from collections.abc import Iterable

from doc_templates.contexts import AwardDecisionContext, CertificateContext
from models.accounts import Scope
from models.award_checks import (
    AssessedDossier,
    AwardCase,
    EarlierAwardLine,
    PrintedCertificate,
    PrintedDecision,
    PrintedMoney,
    PrintedProposal,
    PrintedRow,
    PrintedSection,
)
from models.awards.decisions import DecisionPlan
from models.awards.nominees import SECTION_TITLES, Nominee, NomineeId, NomineeKind
from models.documents import REHEARSAL_NUMBER, DocumentKind, DocumentRecord, EntryState, IssueKey
from models.errors import NotFound
from models.organisation import UnitId
from models.ports import DocumentFilter, Transaction
from models.text import squeeze
from workflows.steps.certificates import certificate_context, form_of, nominee_of
from workflows.steps.dossier_parts import view_in
from workflows.steps.law_files import shipped_law

_CAPTION = re.compile(r"\(Kèm theo Quyết định[^)]*\)")
_PAGE = 500


def award_case(
    tx: Transaction, *, key: IssueKey, context: AwardDecisionContext, plan: DecisionPlan, text: str = ""
) -> AwardCase:
    """Return the case of a decision before it has its number; ``text`` is what its template prints, where rendered."""
    numbered = context.model_copy(update={"number": context.number or REHEARSAL_NUMBER})
    dossiers = []
    for unit in dict.fromkeys(line.nominee.unit for line in plan.lines):
        view = view_in(tx, campaign_id=plan.campaign_id, unit=unit, form=plan.form, as_of=plan.decided_on)
        dossiers.append(AssessedDossier(dossier=view.dossier, items=view.items))
    return AwardCase(
        plan=plan,
        printed=_printed(numbered, plan=plan, text=text),
        certificates=tuple(_printed_certificate(one) for one in _certificates(numbered, plan=plan)),
        dossiers=tuple(dossiers),
        directory=tx.units.directory(),
        law=shipped_law(),
        earlier=tuple(_earlier(tx, but=key)),
    )


def _printed(context: AwardDecisionContext, *, plan: DecisionPlan, text: str) -> PrintedDecision:
    kinds = {title: kind for kind, title in SECTION_TITLES.items()}
    caption = _CAPTION.search(squeeze(text.replace("\n", " ")))
    return PrintedDecision(
        code=context.code.strip(),
        dated=context.issued_on or plan.decided_on,
        authority=context.authority,
        bases=context.bases,
        proposals=tuple(PrintedProposal(code=one.code, dated=one.dated) for one in context.proposals),
        counts=_counts(context),
        phrase=context.reason,
        rows=tuple(
            PrintedRow(
                nominee=NomineeId(row.nominee),
                kind=row.kind,
                text=row.text,
                achievement=row.achievement,
                amount=row.amount,
            )
            for row in context.nominees
        ),
        sections=tuple(
            PrintedSection(kind=kinds[section.title], count=int(section.count)) for section in context.list_sections
        ),
        money=_money(context),
        total=context.total,
        total_words=context.total_words,
        caption=caption.group() if caption else context.list_source,
    )


def _counts(context: AwardDecisionContext) -> dict[NomineeKind, int]:
    counts = context.counts
    return dict(zip(NomineeKind, (counts.collectives, counts.persons, counts.households), strict=True))


def _money(context: AwardDecisionContext) -> tuple[PrintedMoney, ...]:
    given: dict[tuple[NomineeKind, int], int] = {}
    for row in context.nominees:
        if row.amount:
            given[row.kind, row.amount] = given.get((row.kind, row.amount), 0) + 1
    return tuple(
        PrintedMoney(kind=kind, count=count, each=each, subtotal=count * each) for (kind, each), count in given.items()
    )


def _certificates(context: AwardDecisionContext, *, plan: DecisionPlan) -> Iterable[CertificateContext]:
    """Return the certificates that will follow, one per row of the list as it is printed."""
    known = {line.nominee.id: line.nominee for line in plan.lines}
    for place, row in enumerate(context.nominees, start=1):
        nominee = known.get(NomineeId(row.nominee))
        if nominee is not None:
            yield certificate_context(context, nominee=nominee, place=place, achievement=row.achievement)


def _printed_certificate(one: CertificateContext) -> PrintedCertificate:
    assert one.issued_on is not None  # the decision's own date
    return PrintedCertificate(
        nominee=NomineeId(one.nominee),
        name=one.awardee,
        achievement=one.achievement,
        decision_code=one.decision_code,
        dated=one.issued_on,
        place=one.golden_book,
    )


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
