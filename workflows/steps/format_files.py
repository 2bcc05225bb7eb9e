"""Anybody's Word files against the format rules of NĐ 30/2020: judged, marked with comments, mended."""

from datetime import date

from doc_templates.faults import TemplateFault
from doc_templates.format_check import FORM_NAMES, FORM_OF, Finding, Report, Rule, Severity, Verdict, check_format
from doc_templates.format_check.fixing import fix_format
from doc_templates.format_check.remarks import with_findings
from doc_templates.format_check.rules.catalogue import RULES
from models.documents import DocumentKind
from models.errors import ThiduaError

__all__ = [
    "FORM_NAMES",
    "Finding",
    "FormatRefused",
    "FormatUnjudged",
    "Report",
    "Severity",
    "Verdict",
    "check_file",
    "known_rules",
    "marked_file",
    "mended_file",
    "refuse_ill_formed",
]


class FormatUnjudged(ThiduaError):
    """The file cannot be judged: no Word file, broken, or too large."""

    code = "format-unjudged"
    http_status = 422
    exit_code = 2


class FormatRefused(ThiduaError):
    """A document breaks the State's format, so it gets no number; every breach is told."""

    code = "format-refused"
    http_status = 422

    def __init__(self, title: str, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        told = "\n".join(f"  {one}" for one in findings)
        super().__init__(
            f"Văn bản “{title}” có {len(findings)} lỗi thể thức nên không phát hành:\n{told}\n",
            remedy="sửa nội dung hoặc mẫu theo từng lỗi trên, rồi làm lại; chưa có số nào được lấy.",
        )


def known_rules() -> tuple[Rule, ...]:
    """Return every rule in the order in which files are judged."""
    return RULES


def check_file(data: bytes, *, name: str, as_of: date | None) -> Report:
    """Return the report on a file; without ``as_of`` the date printed in it chooses the rules.

    Raises ``FormatUnjudged`` for what cannot be read.
    """
    try:
        return check_format(data, as_of=as_of)
    except TemplateFault as error:
        raise _unjudged(name, error) from error


def marked_file(data: bytes, report: Report, *, name: str) -> bytes:
    """Return the file with a comment at each finding; raises ``FormatUnjudged`` where none can be written into it."""
    try:
        return with_findings(data, report.findings)
    except TemplateFault as error:
        raise _unjudged(name, error) from error


def mended_file(data: bytes, *, name: str) -> bytes:
    """Return the file with everything mechanical mended; raises ``FormatUnjudged`` for what cannot be read."""
    try:
        return fix_format(data)
    except TemplateFault as error:
        raise _unjudged(name, error) from error


def refuse_ill_formed(document: bytes, *, kind: DocumentKind, title: str, issued_on: date | None) -> None:
    """Raise ``FormatRefused`` with every breach of a document that is about to get its number."""
    faults = check_format(document, as_of=issued_on, form=FORM_OF[kind]).faults
    if faults:
        raise FormatRefused(title, faults)


def _unjudged(name: str, error: TemplateFault) -> FormatUnjudged:
    return FormatUnjudged(f"“{name}”: {error.message}", place=error.place, remedy=error.remedy)
