"""How each component is set: the table of NĐ 30/2020, PL I, Mục V, as data."""

import re
from collections.abc import Callable
from typing import NamedTuple

from doc_templates.format_check.roles.parts import Form, Level, Parts
from doc_templates.format_check.roles.segments import Segment, whole
from doc_templates.format_check.rules.headings import chapter_headings, clause_headings, roman_headings
from doc_templates.format_check.rules.stamps import ADDRESS
from doc_templates.format_check.values import READ_FORMS, SHEET_FORMS, TEXT_FORMS
from models.organisation import Confidence

Finder = Callable[[Parts], tuple[Segment, ...]]
_COPY_MARK = re.compile(r"^(SAO Y|SAO LỤC|TRÍCH SAO)\b.*\d{1,2}:\d{2}", re.DOTALL)
"""What the signature of an electronic copy prints: the form of the copy, who made it, and when."""
ANY_SIZE = (0.0, 999.0)
_FIRST = 25
_LETTER = frozenset({Form.LETTER})
_DATED = SHEET_FORMS - {Form.MINUTES, Form.OTHER}
_SET = (Level.PLAIN, Level.ITEM, Level.CLAUSE, Level.SUB_CLAUSE, Level.POINT, Level.ARTICLE)
_WIDE = (*_SET, Level.NOTE)


class Component(NamedTuple):
    """One component: where it is found, its sizes in points, and words for how its letters and lines stand.

    The words: ``bold``/``light``, ``sloping``/``upright``, ``capitals``/``small``, ``centred``; nothing is said by
    leaving them out.
    """

    key: str
    name: str
    article: str
    find: Finder
    sizes: tuple[float, float]
    stands: str = ""
    forms: frozenset[Form] = TEXT_FORMS
    confidence: Confidence = Confidence.FOUND
    unsure: frozenset[str] = frozenset()
    """Properties that only warn: inferred from the sample forms."""

    @property
    def bold(self) -> bool | None:
        """Return whether its letters are bold; nothing where the decree says nothing."""
        return self._told("bold", "light")

    @property
    def italic(self) -> bool | None:
        """Return whether its letters slope."""
        return self._told("sloping", "upright")

    @property
    def capitals(self) -> bool | None:
        """Return whether it is in capitals."""
        return self._told("capitals", "small")

    @property
    def centred(self) -> bool:
        """Return whether it is centred."""
        return "centred" in self.stands

    def _told(self, yes: str, no: str) -> bool | None:
        return True if yes in self.stands else False if no in self.stands else None


def _one(found: Segment | None) -> tuple[Segment, ...]:
    return (found,) if found else ()


def _items(*levels: Level) -> Finder:
    return lambda parts: tuple(one.segment for one in parts.items if one.level in levels)


def _page_numbers(parts: Parts) -> tuple[Segment, ...]:
    found = (one for margin in parts.sheet.margins.values() for one in margin if one.page_field and one.runs)
    return tuple(Segment(one.text.strip(), one.runs, one, 0, alone=True, order=0) for one in found)


def _addresses(parts: Parts) -> tuple[Segment, ...]:
    feet = {name for section in parts.sheet.sections for name in section.footers.values()}
    found = (one for name in feet for one in parts.sheet.margins.get(name, ()) if ADDRESS.search(one.text))
    return tuple(Segment(one.text.strip(), one.runs, one, 0, alone=True, order=0) for one in found)


def _copy_marks(parts: Parts) -> tuple[Segment, ...]:
    first = enumerate(parts.sheet.paragraphs[:_FIRST])
    return tuple(whole(one, order) for order, one in first if _COPY_MARK.match(one.text.strip()))


def _annex_titles(parts: Parts) -> tuple[Segment, ...]:
    return tuple(one for annex in parts.annexes if not annex.is_list for one in annex.title)


COMPONENTS: tuple[Component, ...] = (
    Component(
        "nation",
        "Quốc hiệu",
        "PL I, II.1",
        lambda found: _one(found.head.nation),
        (12, 13),
        "bold upright capitals centred",
        SHEET_FORMS,
    ),
    Component(
        "motto",
        "Tiêu ngữ",
        "PL I, II.1",
        lambda found: _one(found.head.motto),
        (13, 14),
        "bold upright small centred",
        SHEET_FORMS,
    ),
    Component(
        "superior",
        "Tên cơ quan chủ quản",
        "PL I, II.2",
        lambda found: found.head.superior,
        (12, 13),
        "light upright capitals centred",
        SHEET_FORMS,
    ),
    Component(
        "agency",
        "Tên cơ quan ban hành",
        "PL I, II.2",
        lambda found: found.head.agency,
        (12, 13),
        "bold upright capitals centred",
        SHEET_FORMS,
    ),
    Component(
        "number",
        "Số, ký hiệu",
        "PL I, II.3",
        lambda found: _one(found.head.number),
        (13, 13),
        "light upright centred",
        unsure=frozenset({"align"}),
    ),
    Component(
        "date",
        "Địa danh và thời gian",
        "PL I, II.4",
        lambda found: _one(found.head.date),
        (13, 14),
        "light sloping small centred",
        _DATED,
    ),
    Component(
        "type_name",
        "Tên loại",
        "PL I, II.5",
        lambda found: _one(found.title.name),
        (13, 14),
        "bold upright capitals centred",
        SHEET_FORMS,
    ),
    Component(
        "subject",
        "Trích yếu",
        "PL I, II.5",
        lambda found: found.title.subject,
        (13, 14),
        "bold upright small centred",
        SHEET_FORMS - {Form.REPORT_FORM, Form.OTHER},
    ),
    Component(
        "letter_subject",
        "Trích yếu công văn",
        "PL I, II.5",
        lambda found: found.head.letter_subject,
        (12, 13),
        "light upright small centred",
        _LETTER,
    ),
    Component(
        "addressee",
        "Kính gửi",
        "PL I, II.9",
        lambda found: (*_one(found.addressee), *found.addressees),
        (13, 14),
        "light upright small",
    ),
    Component("basis", "Căn cứ ban hành", "PL I, II.6", lambda found: found.bases, (13, 14), "light sloping small"),
    Component(
        "issued_by",
        "Thẩm quyền ban hành",
        "PL III, mẫu 1.2",
        lambda found: (*_one(found.issued_by), *_one(found.decides)),
        (13, 14),
        "bold upright centred",
        confidence=Confidence.INFERRED,
    ),
    Component(
        "chapter",
        "Phần, Chương, Mục",
        "PL I, II.6",
        lambda found: tuple(one.segment for one in chapter_headings(found)),
        (13, 14),
        "bold upright centred",
    ),
    Component(
        "roman_heading",
        "Tiêu đề I., II.",
        "PL I, II.6",
        lambda found: tuple(one.segment for one in roman_headings(found)),
        (13, 14),
        "bold upright capitals",
        READ_FORMS,
    ),
    Component("clause_heading", "Tiêu đề khoản 1., 2.", "PL I, II.6", clause_headings, (13, 14), "bold upright small"),
    Component("body", "Nội dung", "PL I, II.6", _items(*_WIDE), (13, 14), forms=READ_FORMS),
    Component("body_text", "Nội dung", "PL I, II.6", _items(*_SET), ANY_SIZE, "upright", READ_FORMS),
    Component(
        "authority",
        "Quyền hạn, chức vụ",
        "PL I, II.7",
        lambda found: tuple(one for block in found.foot.signatures for one in block.authority),
        (13, 14),
        "bold upright capitals centred",
    ),
    Component(
        "signer",
        "Họ tên người ký",
        "PL I, II.7",
        lambda found: tuple(block.name for block in found.foot.signatures if block.name),
        (13, 14),
        "bold upright small centred",
    ),
    Component(
        "recipients_head",
        "Nơi nhận",
        "PL I, II.9",
        lambda found: _one(found.foot.recipients_head),
        (12, 12),
        "bold sloping small",
    ),
    Component(
        "recipients",
        "Danh sách nơi nhận",
        "PL I, II.9",
        lambda found: found.foot.recipients,
        (11, 11),
        "light upright small",
        unsure=frozenset({"case"}),
    ),
    Component(
        "annex",
        "Phụ lục",
        "PL I, III",
        lambda found: tuple(one.head for one in found.annexes if not one.is_list),
        (14, 14),
        "bold upright small centred",
    ),
    Component("annex_title", "Tên phụ lục", "PL I, III", _annex_titles, (13, 14), "bold upright capitals centred"),
    Component(
        "annex_source",
        "Dòng “Kèm theo”",
        "PL I, III",
        lambda found: tuple(one.source for one in found.annexes if one.source),
        (13, 14),
        "light sloping small centred",
    ),
    Component("page_number", "Số trang", "PL I, I", _page_numbers, (13, 14), "upright"),
    Component(
        "urgency",
        "Dấu chỉ mức độ khẩn",
        "PL I, III",
        lambda found: found.urgency,
        (13, 14),
        "bold upright capitals",
    ),
    Component(
        "limits",
        "Chỉ dẫn phạm vi lưu hành",
        "PL I, III",
        lambda found: found.limits,
        (13, 14),
        "bold upright capitals",
    ),
    Component("address", "Địa chỉ, điện thoại, thư điện tử", "PL I, III", _addresses, (11, 12), "light upright"),
    Component("copy_mark", "Chữ ký số của bản sao điện tử", "PL I, III", _copy_marks, (10, 10), "light upright"),
    Component(
        "drafter",
        "Ký hiệu người soạn thảo",
        "PL I, III",
        lambda found: _one(found.drafter),
        (11, 11),
        "upright",
    ),
)
