"""What an office should look at before it issues or reuses a plan: general checks that work on any plan."""

from models.organisation import Directory
from models.plan.plan import Plan
from models.plan_checks.awards_and_targets import indicator_twice, quota_vague, target_range, target_without_figure
from models.plan_checks.identity import identity_unread, letter_launched, name_variants, signature_missing
from models.plan_checks.law import basis_in_body, budget_missing, citation_incomplete, higher_award, legal_basis
from models.plan_checks.timetable import (
    group_duties_differ,
    report_on_last_day,
    starts_before_plan,
    target_after_end,
    timetable_open,
)
from models.plan_checks.units import recipients_omit, several_leads, units_changed
from models.plan_checks.warning import Check, PlanWarning
from models.plan_checks.wording import cross_references, repeated_text, source_corrected

CHECKS: dict[str, Check] = {
    "identity-unread": identity_unread,
    "letter-launched": letter_launched,
    "signature-missing": signature_missing,
    "name-variants": name_variants,
    "source-corrected": source_corrected,
    "cross-reference": cross_references,
    "repeated-text": repeated_text,
    "starts-before-plan": starts_before_plan,
    "target-after-end": target_after_end,
    "report-on-last-day": report_on_last_day,
    "timetable-open": timetable_open,
    "group-duties-differ": group_duties_differ,
    "quota-vague": quota_vague,
    "target-range": target_range,
    "indicator-twice": indicator_twice,
    "target-without-figure": target_without_figure,
    "citation-incomplete": citation_incomplete,
    "legal-basis": legal_basis,
    "basis-in-body": basis_in_body,
    "higher-award": higher_award,
    "budget-missing": budget_missing,
    "several-leads": several_leads,
    "recipients-omit": recipients_omit,
    "units-changed": units_changed,
}
"""Every check by the code of its warning, in the order in which they are told."""


def check_plan(plan: Plan, *, directory: Directory) -> tuple[PlanWarning, ...]:
    """Return every point that the checks raise on a plan, at most one per check."""
    found = (check(plan, directory) for check in CHECKS.values())
    return tuple(warning for warning in found if warning is not None)


__all__ = ["CHECKS", "PlanWarning", "check_plan"]
