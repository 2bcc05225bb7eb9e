"""Judge a file: read it, find its components, choose the rules of its day, and apply them."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from doc_templates.format_check.regimes import other_regime
from doc_templates.format_check.roles.finder import find_parts
from doc_templates.format_check.roles.parts import FORM_NAMES, Form, Parts
from doc_templates.format_check.rules.catalogue import RuleSet, rule_set
from doc_templates.format_check.rules.numbers import date_of
from doc_templates.format_check.values import Fault, Finding, NotEvaluated, Report, Result, Rule, Verdict
from doc_templates.format_check.word.reader import read_sheet
from doc_templates.word.mainpart import MAIN
from models.documents import DocumentKind

FORM_OF: Mapping[DocumentKind, Form] = MappingProxyType(
    {
        DocumentKind.CAMPAIGN_PLAN: Form.NAMED,
        DocumentKind.SUB_PLAN: Form.NAMED,
        DocumentKind.UNIT_FINAL_REPORT: Form.NAMED,
        DocumentKind.REMINDER_LETTER: Form.LETTER,
        DocumentKind.OUTGOING_REGISTER: Form.REGISTER,
        DocumentKind.FINAL_REPORT: Form.NAMED,
        DocumentKind.AWARD_PROPOSAL: Form.NAMED,
        DocumentKind.COUNCIL_MINUTES: Form.MINUTES,
        DocumentKind.ACHIEVEMENT_REPORT: Form.REPORT_FORM,
        DocumentKind.DOSSIER_INDEX: Form.REGISTER,
        DocumentKind.AWARD_DECISION: Form.NAMED,
        DocumentKind.CERTIFICATE: Form.CERTIFICATE,
    }
)
"""The shape of each kind of paper that the service makes."""
_SHOWN = 80


def check_format(docx: bytes, *, as_of: date | None = None, form: Form | None = None) -> Report:
    """Return the report on a Word file.

    Without ``as_of`` the date that the paper carries chooses the rules; ``form`` is what the caller knows it to be: a
    paper of our own making, which may be as long as its making allowed.
    Raises ``TemplateFault`` for what is no Word file or is broken.
    """
    parts = find_parts(read_sheet(docx, bounded=form is None), form=form)
    rules = rule_set(as_of or date_of(parts))
    unjudged = rules.unjudged or ("" if form else other_regime(parts))
    return Report(rules.id, as_of or date_of(parts), parts.form, _results(rules, parts, unjudged), unjudged)


def _results(rules: RuleSet, parts: Parts, unjudged: str) -> tuple[Result, ...]:
    if unjudged:
        return tuple(Result(rule, Verdict.NOT_EVALUATED, (), unjudged) for rule in rules.rules)
    return tuple(_result(rule, parts) for rule in rules.rules)


def _result(rule: Rule, parts: Parts) -> Result:
    if parts.form not in rule.forms:
        return Result(rule, Verdict.NOT_EVALUATED, (), f"quy tắc này không áp dụng cho {FORM_NAMES[parts.form]}")
    answer = rule.check(parts)
    if isinstance(answer, NotEvaluated):
        return Result(rule, Verdict.NOT_EVALUATED, (), answer.reason)
    found = tuple(_finding(rule, one) for one in answer)
    return Result(rule, Verdict.FAIL if found else Verdict.PASS, found, "")


def _finding(rule: Rule, fault: Fault) -> Finding:
    at = fault.at
    text = " ".join(at.text.split()) if at else ""
    return Finding(
        rule.id,
        rule.article,
        rule.title,
        rule.severity,
        at.part if at else MAIN,
        at.place if at else -1,
        text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…",
        fault.found,
        fault.right,
        text,
    )
