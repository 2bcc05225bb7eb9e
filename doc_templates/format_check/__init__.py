"""Check a Word file, ours or a unit's, against the format rules of NĐ 30/2020."""

from doc_templates.format_check.judging import FORM_OF, check_format
from doc_templates.format_check.roles.parts import FORM_NAMES, Form
from doc_templates.format_check.values import Finding, Report, Result, Rule, Severity, Verdict

__all__ = [
    "FORM_NAMES",
    "FORM_OF",
    "Finding",
    "Form",
    "Report",
    "Result",
    "Rule",
    "Severity",
    "Verdict",
    "check_format",
]
