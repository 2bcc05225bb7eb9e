"""Documents and the register that remembers them: the register entry is the record of a document."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, NewType

from pydantic import Field

from models.base import Value
from models.errors import Conflict
from models.organisation import UnitId

CampaignId = NewType("CampaignId", str)
"""A campaign's lasting id, the ``id`` of its plan file: ``dong-nai-2024``."""

IssueKey = NewType("IssueKey", str)
"""What makes a document the same document: campaign, kind, subject, period and edition."""

REHEARSAL_NUMBER = 99999
"""The number a document is rendered and checked with before it gets one of its own."""


class DocumentKind(StrEnum):
    """The kinds of document that the service makes."""

    CAMPAIGN_PLAN = "campaign_plan"
    SUB_PLAN = "sub_plan"
    UNIT_FINAL_REPORT = "unit_final_report"
    REMINDER_LETTER = "reminder_letter"
    OUTGOING_REGISTER = "outgoing_register"
    FINAL_REPORT = "final_report"
    AWARD_PROPOSAL = "award_proposal"
    COUNCIL_MINUTES = "council_minutes"
    ACHIEVEMENT_REPORT = "achievement_report"
    DOSSIER_INDEX = "dossier_index"
    AWARD_DECISION = "award_decision"
    CERTIFICATE = "certificate"


KIND_NAMES: dict[DocumentKind, str] = {
    DocumentKind.CAMPAIGN_PLAN: "Kế hoạch phát động",
    DocumentKind.SUB_PLAN: "Kế hoạch triển khai",
    DocumentKind.UNIT_FINAL_REPORT: "Báo cáo tổng kết của đơn vị",
    DocumentKind.REMINDER_LETTER: "Công văn đôn đốc",
    DocumentKind.OUTGOING_REGISTER: "Sổ đăng ký văn bản đi",
    DocumentKind.FINAL_REPORT: "Báo cáo tổng kết phong trào",
    DocumentKind.AWARD_PROPOSAL: "Tờ trình đề nghị khen thưởng",
    DocumentKind.COUNCIL_MINUTES: "Biên bản họp Hội đồng",
    DocumentKind.ACHIEVEMENT_REPORT: "Báo cáo thành tích",
    DocumentKind.DOSSIER_INDEX: "Bìa và mục lục hồ sơ",
    DocumentKind.AWARD_DECISION: "Quyết định khen thưởng",
    DocumentKind.CERTIFICATE: "Bằng khen, Giấy khen",
}


class Numbering(StrEnum):
    """Where a number comes from."""

    GIVEN = "given"
    """The next of the issuer's series."""
    ENTERED = "entered"
    """Given before or outside this system and typed in by a person."""
    NONE = "none"
    """The document takes no number (annexes, registers)."""


class EntryState(StrEnum):
    """How far a register entry has come."""

    NUMBERED = "numbered"
    STORED = "stored"
    ISSUED = "issued"
    VOIDED = "voided"


class SeriesKey(Value):
    """One series of numbers: an agency, the code of the types that share it (KH, BC, CV), and a year."""

    agency: UnitId
    scheme: str
    year: int


class TemplateVersion(Value):
    """One stored version of a template."""

    kind: DocumentKind
    key: str
    version: str
    """The store's version id."""
    sha256: str


class Signer(Value):
    """Who signs: the block's lines (``TM. ỦY BAN NHÂN DÂN`` / ``CHỦ TỊCH``) and the name."""

    authority: tuple[str, ...]
    name: str


class DocumentRequest(Value):
    """All that a document is made of, but its number; frozen when the number is taken."""

    key: IssueKey
    campaign_id: CampaignId
    kind: DocumentKind
    issuer: UnitId
    subject: UnitId | None = None
    """The unit whom the document is about or by, when it is not the issuer alone."""
    numbering: Numbering = Numbering.GIVEN
    series: SeriesKey | None = None
    entered_number: int | None = None
    entered_by: str | None = None
    symbol: str = ""
    """The part after the slash: ``KH-UBND``; empty for a document without number."""
    issued_on: date
    title: str
    """Trích yếu, as the register prints it."""
    type_name: str
    """Tên loại: ``Kế hoạch``, ``Báo cáo``, ``Công văn``."""
    signer: Signer | None = None
    recipients: tuple[str, ...] = ()
    context: dict[str, Any] = Field(default_factory=dict)
    """The template's typed context as JSON, without the number."""
    template: TemplateVersion
    renderer: str
    """The renderer's version."""
    obligation_id: str | None = None
    """The obligation that this document fulfils when issued."""
    due: date | None = None
    """Which deadline of that obligation; absent where it has no date."""
    as_of: date


class DocumentRecord(DocumentRequest):
    """A register entry: the request, its number, and what became of its bytes."""

    id: int
    number: int | None
    state: EntryState
    sha256: str | None = None
    pdf_sha256: str | None = None
    page_count: int | None = None
    void_reason: str | None = None
    created_at: datetime

    @property
    def code(self) -> str:
        """Return number and symbol, ``05/KH-UBND``; empty for a document without number."""
        return "" if self.number is None else f"{printed_number(self.number)}/{self.symbol}"


class DraftState(StrEnum):
    """How far a draft has come."""

    DRAFTED = "drafted"
    CONFIRMED = "confirmed"
    ISSUED = "issued"
    WITHDRAWN = "withdrawn"


DRAFT_STATE_NAMES: dict[DraftState, str] = {
    DraftState.DRAFTED: "Chờ xác nhận",
    DraftState.CONFIRMED: "Đã xác nhận, chờ ban hành",
    DraftState.ISSUED: "Đã ban hành",
    DraftState.WITHDRAWN: "Đã rút",
}


class Draft(Value):
    """A document before its number: made by a step, changed and confirmed by the unit that will issue it."""

    key: IssueKey
    campaign_id: CampaignId
    kind: DocumentKind
    issuer: UnitId
    subject: UnitId | None = None
    title: str
    type_name: str
    symbol: str
    scheme: str
    """The series' code: ``KH``; empty for a document without number."""
    signer: Signer | None = None
    recipients: tuple[str, ...] = ()
    context: dict[str, Any]
    template: TemplateVersion
    obligation_id: str | None = None
    due: date | None = None
    state: DraftState = DraftState.DRAFTED
    dated: date | None = None
    """The date it is to bear; fixed when it is confirmed."""
    confirmed_by: str | None = None

    def asks_for(self, request: DocumentRequest) -> bool:
        """Tell whether the request has this draft's words: all but what follows from its date and its signer."""
        if (self.dated, self.signer) != (request.issued_on, request.signer):
            return False
        alike = all(getattr(self, name) == getattr(request, name) for name in _SAME)
        return alike and _own_words(self) == _own_words(request)


_SAME = (
    "campaign_id",
    "kind",
    "issuer",
    "subject",
    "title",
    "type_name",
    "symbol",
    "recipients",
    "template",
    "obligation_id",
    "due",
)
"""What a request takes from its draft as it stands."""
_FROM_CONFIRMATION = {"issued_on", "authority", "signer_name"}


def _own_words(one: Draft | DocumentRequest) -> dict[str, Any]:
    words: dict[str, Any] = one.model_dump(mode="json", include={"context"})["context"]
    return {name: value for name, value in words.items() if name not in _FROM_CONFIRMATION}


class DraftChanged(Conflict):
    """A number was asked for words that the unit has changed since; none was taken, the draft is to be read again."""

    code = "draft-changed"


class DateBeforeLast(Conflict):
    """A number was asked for a date earlier than the series' last one."""

    code = "date-before-last"


class NumberTaken(Conflict):
    """An entered number is already in the series, in another document."""

    code = "number-taken"


def issue_key(
    campaign: CampaignId, kind: DocumentKind, *, subject: str = "-", period: str = "-", edition: int = 1
) -> IssueKey:
    """Return the natural key of a document; the same act always comes to the same key."""
    return IssueKey(f"{campaign}:{kind}:{subject}:{period}:{edition}")


def printed_number(number: int) -> str:
    """Return the number as printed: under 10 with a leading zero (NĐ 30/2020, PL I, II.3)."""
    return f"{number:02d}"
