"""What must agree before an award decision is issued: decision, list, certificates, proposals, papers, money, law."""

from models.award_checks.case import (
    AssessedDossier,
    AwardCase,
    Check,
    EarlierAwardLine,
    PrintedCertificate,
    PrintedDecision,
    PrintedMoney,
    PrintedProposal,
    PrintedRow,
    PrintedSection,
)
from models.award_checks.certificates import decision_shown, names, phrase, whole_set
from models.award_checks.law import basis_left_out, basis_not_in_force
from models.award_checks.lists import caption, counts, rows, signing_block, subtotals
from models.award_checks.money import amounts, total, words
from models.award_checks.papers import (
    dossier_absent,
    minutes_missing,
    proposals_cited,
    report_missing,
    report_unconfirmed,
)
from models.award_checks.people import dissolved, not_proposed, rewarded_already, twice
from models.findings import Finding

CHECKS: dict[str, Check] = {
    "award-counts": counts,
    "award-subtotals": subtotals,
    "award-caption": caption,
    "award-list": rows,
    "award-signing": signing_block,
    "award-not-proposed": not_proposed,
    "award-twice": twice,
    "award-rewarded-already": rewarded_already,
    "award-unit-dissolved": dissolved,
    "award-dossier-absent": dossier_absent,
    "award-proposal-citation": proposals_cited,
    "award-minutes-missing": minutes_missing,
    "award-report-missing": report_missing,
    "award-report-unconfirmed": report_unconfirmed,
    "award-amount": amounts,
    "award-total": total,
    "award-total-words": words,
    "award-basis-not-in-force": basis_not_in_force,
    "award-basis-left-out": basis_left_out,
    "certificate-phrase": phrase,
    "certificate-decision": decision_shown,
    "certificate-name": names,
    "certificate-set": whole_set,
}
"""Every check by the code of its findings, in the order in which they are told."""


def check_award(case: AwardCase) -> tuple[Finding, ...]:
    """Return every point that the checks raise on a decision before issue; those that ``refuses`` stop it."""
    return tuple(finding for check in CHECKS.values() for finding in check(case))


__all__ = [
    "CHECKS",
    "AssessedDossier",
    "AwardCase",
    "EarlierAwardLine",
    "PrintedCertificate",
    "PrintedDecision",
    "PrintedMoney",
    "PrintedProposal",
    "PrintedRow",
    "PrintedSection",
    "check_award",
]
