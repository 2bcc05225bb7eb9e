"""What a check of a template says: findings with their place, and the verdict over them."""

from enum import StrEnum

from doc_templates.marking import Remark, part_name
from doc_templates.word.mainpart import MAIN
from models.base import Value
from models.documents import DocumentKind

_SHOWN = 160
_MOST = 300
"""Findings that one report tells at most."""


class Severity(StrEnum):
    """Whether a finding keeps a template from being published."""

    FAULT = "fault"
    WARNING = "warning"


class Verdict(StrEnum):
    """What came of a check."""

    SOUND = "sound"
    """No fault; perhaps warnings."""
    FAULTY = "faulty"
    UNJUDGED = "unjudged"
    """What is no Word file, or is too damaged to be read, cannot be judged."""


class Finding(Value):
    """One thing to be said about a template."""

    code: str
    """Lasting name of the kind of finding: ``unknown-field``."""
    message: str
    severity: Severity = Severity.FAULT
    part: str = ""
    """The part of the file, ``word/document.xml``; empty where it is about the whole file."""
    paragraph: int | None = None
    """The paragraph's place in the part, from 0; absent where there is none."""
    text: str = ""
    """The paragraph's text."""
    remedy: str = ""

    @property
    def place(self) -> str:
        """Return where it is, for people: ``nội dung, đoạn 12 “Nơi nhận: …”``."""
        if not self.part:
            return ""
        number = "" if self.paragraph is None else f", đoạn {self.paragraph + 1}"
        quoted = f" “{shortened(self.text)}”" if self.text else ""
        return f"{part_name(self.part)}{number or (', đoạn' if quoted else '')}{quoted}"

    def __str__(self) -> str:
        place = f" Vị trí: {self.place}." if self.place else ""
        return f"{self.message}{place}" + (f" Cách xử lý: {self.remedy}" if self.remedy else "")

    def remark(self) -> Remark:
        """Return the finding as a comment for the Word file."""
        head = "Lỗi" if self.severity is Severity.FAULT else "Lưu ý"
        told = f"{head}: {self.message}" + (f"\nCách xử lý: {self.remedy}" if self.remedy else "")
        return Remark(part=self.part or MAIN, paragraph=self.paragraph or 0, text=told)


class Report(Value):
    """All that a check found, in the order of the file."""

    kind: DocumentKind
    verdict: Verdict
    findings: tuple[Finding, ...] = ()

    @property
    def faults(self) -> tuple[Finding, ...]:
        """Return what keeps the template from being published."""
        return tuple(one for one in self.findings if one.severity is Severity.FAULT)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """Return what somebody should look at, and may publish all the same."""
        return tuple(one for one in self.findings if one.severity is Severity.WARNING)


def shortened(text: str) -> str:
    """Return text in one line, its beginning left out where it is long."""
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def report_of(kind: DocumentKind, findings: list[Finding], *, unjudged: bool = False) -> Report:
    """Return the report over findings; the same thing said twice of one paragraph is said once."""
    said = tuple(dict.fromkeys(findings))
    if len(said) > _MOST:
        said = (*said[:_MOST], _more(said[_MOST:]))
    faulty = any(one.severity is Severity.FAULT for one in said)
    verdict = Verdict.UNJUDGED if unjudged else Verdict.FAULTY if faulty else Verdict.SOUND
    return Report(kind=kind, verdict=verdict, findings=said)


def _more(left_out: tuple[Finding, ...]) -> Finding:
    """Return what is said of findings beyond the number that is told; as grave as the gravest of them."""
    return Finding(
        code="many-more",
        severity=min((one.severity for one in left_out), key=list(Severity).index),
        message=f"Còn {len(left_out)} điểm khác không kể ra ở đây.",
        remedy="sửa các điểm trên rồi kiểm tra lại.",
    )
