"""What a check gives: rules, verdicts, findings, and the report over them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from doc_templates.format_check.roles.parts import Form, Parts
from doc_templates.format_check.roles.segments import Segment
from doc_templates.format_check.word.sheet import Paragraph
from doc_templates.marking import part_name
from models.organisation import Confidence


class Severity(StrEnum):
    """What a breach means: it must be mended, or it should be looked at."""

    FAIL = "fail"
    WARN = "warn"


class Verdict(StrEnum):
    """What is known after a rule was applied."""

    PASS = "pass"  # noqa: S105 - a verdict, no password
    FAIL = "fail"
    NOT_EVALUATED = "not_evaluated"


class Fault(NamedTuple):
    """One breach as a rule's function gives it: where, what was found, what is right."""

    at: Paragraph | None
    found: str
    right: str


class NotEvaluated(NamedTuple):
    """Why a rule says nothing about this file."""

    reason: str


Answer = tuple[Fault, ...] | NotEvaluated
Check = Callable[[Parts], Answer]

TEXT_FORMS = frozenset({Form.NAMED, Form.LETTER, Form.MINUTES})
"""Papers that NĐ 30/2020 itself shapes."""
READ_FORMS = TEXT_FORMS | {Form.REPORT_FORM, Form.OTHER}
SHEET_FORMS = READ_FORMS | {Form.REGISTER}
ALL_FORMS = frozenset(Form)


@dataclass(frozen=True)
class Rule:
    """One rule with where it is written and how well that is known; what was not found in its source only warns."""

    id: str
    article: str
    title: str
    check: Check
    forms: frozenset[Form] = TEXT_FORMS
    confidence: Confidence = Confidence.FOUND
    advice: bool = False
    """Only warns though the rule is sure: what a file shows of it is not."""
    own_words: bool = False
    """About wording, headings and numbers that a person types: in a document of ours it is mended in the words, any
    other fault in the template, the directory or a field of the form."""

    @property
    def severity(self) -> Severity:
        """Return what a breach of it means."""
        return Severity.FAIL if self.confidence is Confidence.FOUND and not self.advice else Severity.WARN


class Finding(NamedTuple):
    """One breach for people: rule, place, what was found, what is right."""

    rule: str
    article: str
    title: str
    severity: Severity
    part: str
    paragraph: int
    """Counted from 0 in document order; -1 where it is about the whole file."""
    text: str
    found: str
    right: str
    words: str = ""
    """The paragraph's whole text, of which ``text`` is the beginning."""

    @property
    def place(self) -> str:
        """Return where it is, in words."""
        if self.paragraph < 0:
            return "cả văn bản"
        named = "" if self.part.endswith("document.xml") else f" của {part_name(self.part)}"
        return f"đoạn {self.paragraph + 1}{named}" + (f" “{self.text}”" if self.text else "")

    def __str__(self) -> str:
        """Return the finding as one sentence."""
        return f"{self.title}: {self.found}. Đúng: {self.right}. ({self.article}; {self.place}) [{self.rule}]"


class Result(NamedTuple):
    """One rule's verdict; ``reason`` says why it was not evaluated."""

    rule: Rule
    verdict: Verdict
    findings: tuple[Finding, ...]
    reason: str


class Report(NamedTuple):
    """What is said about one file."""

    rule_set: str
    as_of: date | None
    form: Form | None
    results: tuple[Result, ...]
    unjudged: str
    """Why nothing was judged, ``""`` where it was."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return every finding in the order of the rules."""
        return tuple(one for result in self.results for one in result.findings)

    @property
    def faults(self) -> tuple[Finding, ...]:
        """Return the findings that fail: each holds up a document of our making."""
        return tuple(one for one in self.findings if one.severity is Severity.FAIL)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """Return the findings that only warn."""
        return tuple(one for one in self.findings if one.severity is Severity.WARN)

    @property
    def verdict(self) -> Verdict:
        """Return the verdict on the file."""
        if self.unjudged:
            return Verdict.NOT_EVALUATED
        return Verdict.FAIL if self.faults else Verdict.PASS


def fault(at: Segment | Paragraph | None, found: str, right: str) -> Fault:
    """Return a breach at a stretch, a paragraph, or the whole file."""
    return Fault(at.paragraph if isinstance(at, Segment) else at, found, right)


def faults_of(answer: Answer) -> tuple[Fault, ...]:
    """Return the breaches of an answer; a rule that was not evaluated has none."""
    return () if isinstance(answer, NotEvaluated) else answer


def absent(what: str) -> NotEvaluated:
    """Return the answer for a component that is not there; another rule says that it is missing."""
    return NotEvaluated(f"không tìm thấy {what}")


def figure(value: float) -> str:
    """Return a number as Vietnamese writes it, at most one digit after the comma."""
    return f"{round(value, 1):g}".replace(".", ",")
