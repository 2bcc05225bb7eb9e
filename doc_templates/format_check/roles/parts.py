"""The components of a document as they were found; an empty place means looked for and not there."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from doc_templates.format_check.roles.segments import Segment
from doc_templates.format_check.word.sheet import Paragraph, Sheet


class Form(StrEnum):
    """Shapes of papers that have rules of their own."""

    NAMED = "named"
    LETTER = "letter"
    MINUTES = "minutes"
    REPORT_FORM = "report_form"
    REGISTER = "register"
    CERTIFICATE = "certificate"
    OTHER = "other"


FORM_NAMES = {
    Form.NAMED: "văn bản có tên loại",
    Form.LETTER: "công văn",
    Form.MINUTES: "biên bản",
    Form.REPORT_FORM: "báo cáo thành tích theo biểu mẫu riêng",
    Form.REGISTER: "sổ, mục lục",
    Form.CERTIFICATE: "bằng, giấy khen",
    Form.OTHER: "loại văn bản khác",
}


class Level(StrEnum):
    """What a paragraph of the text is."""

    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    ARTICLE = "article"
    ROMAN = "roman"
    CLAUSE = "clause"
    SUB_CLAUSE = "sub_clause"
    POINT = "point"
    ITEM = "item"
    HEADING = "heading"
    NOTE = "note"
    CAPTION = "caption"
    PLAIN = "plain"


class Item(NamedTuple):
    """One paragraph of the text with its level, its mark as printed, and what follows the mark."""

    segment: Segment
    level: Level
    mark: str
    words: str
    part: int
    """0 for the text itself, then each annex."""


class RuleLine(NamedTuple):
    """The line under a component: how it is made and how long it is in millimetres, where the file tells."""

    kind: str
    length: float | None
    paragraph: Paragraph


class Signature(NamedTuple):
    """One block that signs."""

    authority: tuple[Segment, ...]
    name: Segment | None


class Annex(NamedTuple):
    """One annex: ``Phụ lục I``, its title, the line in brackets; a list has only ``DANH SÁCH`` for a head."""

    head: Segment
    title: tuple[Segment, ...]
    source: Segment | None
    is_list: bool


@dataclass(frozen=True)
class Head:
    """What stands above the text's title."""

    nation: Segment | None = None
    motto: Segment | None = None
    motto_line: RuleLine | None = None
    superior: tuple[Segment, ...] = ()
    agency: tuple[Segment, ...] = ()
    agency_line: RuleLine | None = None
    number: Segment | None = None
    date: Segment | None = None
    letter_subject: tuple[Segment, ...] = ()
    end: int = 0
    """Where the head ends in reading order."""


@dataclass(frozen=True)
class Title:
    """The kind's name and what the paper is about."""

    name: Segment | None = None
    subject: tuple[Segment, ...] = ()
    line: RuleLine | None = None
    end: int = 0


@dataclass(frozen=True)
class Foot:
    """Who signs and who receives."""

    signatures: tuple[Signature, ...] = ()
    recipients_head: Segment | None = None
    recipients: tuple[Segment, ...] = ()
    begin: int = 0
    end: int = 0


@dataclass(frozen=True)
class Parts:
    """Everything found."""

    sheet: Sheet
    form: Form
    head: Head
    title: Title
    foot: Foot
    addressee: Segment | None = None
    addressees: tuple[Segment, ...] = ()
    bases: tuple[Segment, ...] = ()
    issued_by: Segment | None = None
    decides: Segment | None = None
    items: tuple[Item, ...] = ()
    closing: Segment | None = None
    annexes: tuple[Annex, ...] = ()
    urgency: tuple[Segment, ...] = ()
    limits: tuple[Segment, ...] = ()
    drafter: Segment | None = None
