"""Check a template before anybody relies on it: every fault at once, each with its place and its remedy.

``judge`` does it in a confined process, for what comes from outside, and ``fill`` fills such a template there;
``examine`` does it here, for our own.
"""

from doc_templates.checking.confined import Judged, judge
from doc_templates.checking.examining import Examined, examine
from doc_templates.checking.filling import fill
from doc_templates.checking.findings import Finding, Report, Severity, Verdict
from doc_templates.checking.limits import LIMITS

__all__ = ["LIMITS", "Examined", "Finding", "Judged", "Report", "Severity", "Verdict", "examine", "fill", "judge"]
