"""The award decision in words: its bases, whom it follows, its list with money (NĐ 30/2020, PL III, form 1.2)."""

from dataclasses import dataclass

from doc_templates.contexts import AwardCounts, AwardDecisionContext, CitedProposal, ListedNominee
from doc_templates.contexts.awards import kinds_text
from models.awards.decisions import AwardLine, DecisionPlan
from models.awards.nominations import SHORT_AWARD_NAMES
from models.awards.nominees import NomineeKind
from models.campaign import Campaign
from models.organisation import Directory, Unit
from models.plan import Plan
from workflows.steps.awards.award_words import award_name, head_of, reason_for
from workflows.steps.documents.citing import area_of, full_name
from workflows.steps.documents.composing import heading

SCHEME = "QĐ"
_HOME_AFFAIRS = "SNV"


@dataclass(frozen=True)
class DecisionFacts:
    """All that a decision's text is made of."""

    campaign: Campaign
    plan: Plan
    decision: DecisionPlan
    directory: Directory

    @property
    def issuer(self) -> Unit:
        """Return the committee whose chairman decides."""
        return self.directory.unit(self.plan.issuer)


def decision_context(facts: DecisionFacts) -> AwardDecisionContext:
    """Return the decision without number; the date is the one that its money and bases go by."""
    issuer, decision = facts.issuer, facts.decision
    reason = reason_for(facts.plan, (one.achievement for one in decision.lines))
    nominees = tuple(_listed(one) for one in decision.lines)
    short = SHORT_AWARD_NAMES[decision.form]
    fields = heading(
        issuer,
        campaign=facts.campaign,
        symbol=f"{SCHEME}-{issuer.abbreviation}",
        subject=f"Về việc tặng {short} cho {kinds_text(nominees)} {reason}",
        recipients=_recipients(facts),
    )
    return AwardDecisionContext(
        **(fields | {"authority": (issuer.signing[-1],)}),
        issued_on=decision.decided_on,
        authority_line=head_of(issuer).upper(),
        decided_by=head_of(issuer),
        bases=tuple(one.text for one in decision.bases),
        proposals=tuple(
            CitedProposal(proposer=head_of(facts.directory.unit(one.unit)), code=one.code, dated=one.dated)
            for one in decision.proposals
        ),
        award_name=award_name(decision.form, issuer=issuer),
        award_short=short,
        counts=AwardCounts(
            collectives=decision.count(NomineeKind.COLLECTIVE),
            persons=decision.count(NomineeKind.PERSON),
            households=decision.count(NomineeKind.HOUSEHOLD),
        ),
        reason=reason,
        nominees=nominees,
        total=decision.total,
        total_words=decision.total_words,
        fund=f"Quỹ thi đua, khen thưởng của {area_of(issuer) or full_name(issuer)}",
        executors=_executors(facts),
    )


def _listed(line: AwardLine) -> ListedNominee:
    return ListedNominee(
        nominee=line.nominee.id,
        kind=line.nominee.kind,
        text=line.nominee.listed,
        achievement=line.achievement,
        amount=line.amount,
    )


def _recipients(facts: DecisionFacts) -> tuple[str, ...]:
    names = [one.name for one in _home_affairs(facts)]
    return tuple(dict.fromkeys((*names, facts.directory.unit(facts.plan.lead).name)))


def _executors(facts: DecisionFacts) -> str:
    heads = [head_of(one) for one in _home_affairs(facts)]
    heads.append(head_of(facts.directory.unit(facts.plan.lead)))
    named = ", ".join(dict.fromkeys(heads))
    return (
        f"Chánh Văn phòng {full_name(facts.issuer)}, {named}, thủ trưởng các cơ quan, đơn vị có liên quan"
        " và các tập thể, cá nhân có tên tại Điều 1"
    )


def _home_affairs(facts: DecisionFacts) -> list[Unit]:
    return [
        one
        for one in facts.directory.in_force(facts.decision.decided_on)
        if one.abbreviation == _HOME_AFFAIRS and one.id.startswith(f"{facts.plan.province}.")
    ]
