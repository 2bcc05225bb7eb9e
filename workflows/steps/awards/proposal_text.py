"""A unit's proposal in words: what it rests on, what its council agreed, whom it proposes (NĐ 30/2020, form 1.4)."""

from dataclasses import dataclass
from datetime import date

from doc_templates.contexts import AwardProposalContext
from doc_templates.contexts.lines import capital
from models.awards.councils import CouncilSession, printed_percent
from models.awards.nominations import SHORT_AWARD_NAMES, AwardForm, Nomination
from models.campaign import Campaign
from models.dates import long_date
from models.documents import DocumentRecord
from models.organisation import Directory, Unit
from models.plan import Plan
from workflows.steps.awards.award_words import award_name, council_name, head_of, listed, reason_for
from workflows.steps.documents.citing import citation, full_name, named
from workflows.steps.documents.composing import heading
from workflows.steps.files.law_files import shipped_law

SCHEME = "TTr"
_AWARD_LAW = "Thi đua, khen thưởng"
_HOME_AFFAIRS = "SNV"


@dataclass(frozen=True, kw_only=True)
class ProposalFacts:
    """All that a proposal's text is made of."""

    campaign: Campaign
    plan: Plan
    plan_record: DocumentRecord
    minutes: DocumentRecord
    session: CouncilSession | None
    unit: Unit
    directory: Directory
    form: AwardForm
    nominations: tuple[Nomination, ...]
    as_of: date

    @property
    def issuer(self) -> Unit:
        """Return the committee whose chairman decides."""
        return self.directory.unit(self.plan.issuer)


def proposal_context(facts: ProposalFacts) -> AwardProposalContext:
    """Return the proposal without number and date."""
    award = award_name(facts.form, issuer=facts.issuer)
    fields = heading(
        facts.unit,
        campaign=facts.campaign,
        symbol=f"{SCHEME}-{facts.unit.abbreviation}",
        subject=f"Về việc đề nghị tặng {award}",
        recipients=("Thành viên Hội đồng",),
    )
    return AwardProposalContext(
        **fields,
        addressees=_addressees(facts),
        issuer_name=full_name(facts.unit),
        opening=_opening(facts),
        summary=_summary(facts),
        decided_by=head_of(facts.issuer),
        award_name=award,
        award_short=SHORT_AWARD_NAMES[facts.form],
        reason=reason_for(facts.plan, (one.achievement for one in facts.nominations)),
        nominees=tuple(listed(one) for one in facts.nominations),
    )


def _opening(facts: ProposalFacts) -> tuple[str, ...]:
    law = shipped_law().bases_on(facts.as_of, province=facts.plan.province)
    minutes = f"Biên bản số {facts.minutes.code} {long_date(facts.minutes.issued_on)} của {council_name(facts.unit)}"
    lines = [
        *(one.text for one in law if _AWARD_LAW in one.text),
        f"Căn cứ {citation(facts.plan_record, facts.issuer)}",
        f"Căn cứ {minutes}",
    ]
    return (*(f"{line};" for line in lines[:-1]), f"{lines[-1]}.")


def _summary(facts: ProposalFacts) -> tuple[str, ...]:
    unit, session = full_name(facts.unit), facts.session
    done = f"Thực hiện {named(facts.plan_record)}, {unit} đã triển khai, tổ chức thực hiện phong trào thi đua."
    if session is None:
        return (done,)
    voted = (
        f"{capital(long_date(session.held_on))}, {council_name(facts.unit)} đã họp xét khen thưởng;"
        f" {session.votes_for:02d}/{session.votes_base:02d} thành viên ({printed_percent(session)})"
        f" {session.method.value} thống nhất đề nghị khen thưởng các tập thể, cá nhân tiêu biểu."
    )
    return (f"{done} {voted}",)


def _addressees(facts: ProposalFacts) -> tuple[str, ...]:
    """Return who decides, and the department of home affairs, which examines the dossier."""
    examining = [
        one
        for one in facts.directory.in_force(facts.as_of)
        if one.abbreviation == _HOME_AFFAIRS
        and one.id.startswith(f"{facts.plan.province}.")
        and one.id != facts.unit.id
    ]
    return (head_of(facts.issuer), *(full_name(one) for one in examining))
