"""Anybody's Word files against the format rules of NĐ 30/2020: judged, marked with comments, mended."""

from datetime import date
from typing import NamedTuple

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
    "FormatNote",
    "FormatRefused",
    "FormatUnjudged",
    "Report",
    "Severity",
    "Verdict",
    "check_file",
    "format_notes",
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


class FormatNote(NamedTuple):
    """One thing that the format check has to say of a document of ours, for whoever can mend it."""

    rule: str
    told: str
    text: str
    """The words that it is about, or their beginning; empty where it is about the whole document."""
    mend: str
    """Where in the service it is mended."""
    holds: bool
    """Whether the document gets no number with it."""
    words: str
    """The whole paragraph."""

    def __str__(self) -> str:
        """Return the note as one sentence."""
        at = f" (tại “{self.text}”)" if self.text and self.text not in self.told else ""
        return f"{self.told}{at}. Sửa tại: {self.mend}."


class FormatRefused(ThiduaError):
    """A document breaks the State's format, so it gets no number; every breach is told."""

    code = "format-refused"
    http_status = 422

    def __init__(self, title: str, notes: tuple[FormatNote, ...]) -> None:
        self.notes = notes
        told = "\n".join(f"  {one}" for one in notes)
        super().__init__(
            f"Văn bản “{title}” có {len(notes)} lỗi thể thức nên chưa ban hành được:\n{told}\n",
            remedy="sửa tại chỗ ghi sau từng lỗi rồi làm lại. Chưa số nào được lấy cho văn bản có lỗi.",
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


def mended_file(data: bytes, *, name: str, as_of: date | None) -> bytes:
    """Return the file with everything mechanical mended, never worse by the rules of that day than it was.

    Raises ``FormatUnjudged`` for what cannot be read.
    """
    try:
        return fix_format(data, as_of=as_of)
    except TemplateFault as error:
        raise _unjudged(name, error) from error


def format_notes(document: bytes, *, kind: DocumentKind, issued_on: date | None) -> tuple[FormatNote, ...]:
    """Return what the format check says of a document of ours, what holds it up first."""
    report = check_format(document, as_of=issued_on, form=FORM_OF[kind])
    made = (_note(one, result.rule, kind) for result in report.results for one in result.findings)
    return tuple(sorted(made, key=lambda one: not one.holds))


def refuse_ill_formed(document: bytes, *, kind: DocumentKind, title: str, issued_on: date | None) -> None:
    """Raise ``FormatRefused`` with every breach of a document that is to get a number, or to be confirmed for one."""
    refuse_notes(format_notes(document, kind=kind, issued_on=issued_on), title=title)


def refuse_notes(notes: tuple[FormatNote, ...], *, title: str) -> None:
    """Raise ``FormatRefused`` where notes hold a document up."""
    if holding := tuple(one for one in notes if one.holds):
        raise FormatRefused(title, holding)


_BODY = "phần nội dung của dự thảo"
_TEMPLATE = "mẫu văn bản của cơ quan (trang Mẫu văn bản)"
_PLAN = "tệp kế hoạch, hoặc trang Chỗ trống của kế hoạch"
_DIRECTORY = "Danh mục đơn vị (tên, địa danh, ký hiệu, chức vụ người ký)"
_NAME, _SUBJECT, _RECIPIENTS = "ô “Họ và tên người ký”", "ô “Trích yếu”", "ô “Nơi nhận”"
_IN_A_BOX = "trong ô, đề mục đánh số 1., 2. rồi a), b); số La Mã là của các phần in sẵn"
_PARTS_PRINTED = frozenset({DocumentKind.UNIT_FINAL_REPORT, DocumentKind.FINAL_REPORT})
"""Kinds whose template prints the headings of the parts: a box holds what stands under one."""
_MENDED_AT = {
    "nd30.signer.title": _NAME,
    "nd30.signer.case": _NAME,
    "nd30.signer.present": _NAME,
    "nd30.subject.case": _SUBJECT,
    "nd30.subject.present": _SUBJECT,
    "nd30.letter_subject.case": _SUBJECT,
    "nd30.recipients.case": _RECIPIENTS,
} | dict.fromkeys(
    (
        "nd30.agency.case",
        "nd30.superior.case",
        "nd30.superior.weight",
        "nd30.date.form",
        "nd30.number.form",
        "nd30.symbol.form",
        "nd30.symbol.type",
        "nd30.authority.case",
        "nd30.authority.marks",
        "nd30.authority.order",
        "nd30.recipients.archive",
    ),
    _DIRECTORY,
)
"""Where what a person or the directory gave is mended; all else that is no wording of the text is the template's."""


_OF_KIND = {
    (DocumentKind.CAMPAIGN_PLAN, _BODY): _PLAN,
    (DocumentKind.CAMPAIGN_PLAN, _DIRECTORY): _PLAN,
    (DocumentKind.CAMPAIGN_PLAN, _NAME): _PLAN,
    (DocumentKind.CAMPAIGN_PLAN, _SUBJECT): _PLAN,
    (DocumentKind.CAMPAIGN_PLAN, _RECIPIENTS): _PLAN,
    (DocumentKind.COUNCIL_MINUTES, _NAME): "ô “Họ và tên chủ tọa”, hoặc tên thư ký ở trang Phiên họp Hội đồng",
    (DocumentKind.ACHIEVEMENT_REPORT, _NAME): "ô họ và tên người báo cáo, thủ trưởng đơn vị xác nhận",
    (DocumentKind.UNIT_FINAL_REPORT, _BODY): "các ô nội dung của báo cáo",
    (DocumentKind.FINAL_REPORT, _BODY): "các ô nội dung của dự thảo",
    (DocumentKind.COUNCIL_MINUTES, _BODY): "trang Phiên họp Hội đồng, rồi lập lại biên bản",
    (DocumentKind.ACHIEVEMENT_REPORT, _BODY): "nội dung báo cáo thành tích ở trang đề nghị khen thưởng, rồi lập lại",
    (DocumentKind.AWARD_PROPOSAL, _BODY): "danh sách đề nghị và phiên họp Hội đồng của đơn vị, rồi lập lại tờ trình",
    (DocumentKind.AWARD_DECISION, _BODY): "danh sách đề nghị của đơn vị hoặc mẫu quyết định, rồi lập lại dự thảo",
    (DocumentKind.REMINDER_LETTER, _BODY): "tên nghĩa vụ trong kế hoạch, hoặc mẫu công văn",
}
"""Where a kind of document has its words from somewhere else."""


def _note(one: Finding, rule: Rule, kind: DocumentKind) -> FormatNote:
    place = _MENDED_AT.get(rule.id, _BODY if rule.own_words else _TEMPLATE)
    mend = _OF_KIND.get((kind, place), place)
    if "roman" in rule.id and kind in _PARTS_PRINTED:
        mend = f"{mend} ({_IN_A_BOX})"
    told = f"{one.title}: {one.found}. Đúng: {one.right}"
    return FormatNote(rule.id, told, one.text, mend, holds=one.severity is Severity.FAIL, words=one.words)


def _unjudged(name: str, error: TemplateFault) -> FormatUnjudged:
    return FormatUnjudged(f"“{name}”: {error.message}", place=error.place, remedy=error.remedy)
