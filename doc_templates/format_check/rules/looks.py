"""Size, weight, slope, case and place of each component (NĐ 30/2020, PL I, Mục V), as a table and five functions."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from doc_templates.format_check.roles.parts import Form, Item, Level, Parts
from doc_templates.format_check.roles.segments import Segment
from doc_templates.format_check.values import (
    READ_FORMS,
    SHEET_FORMS,
    TEXT_FORMS,
    Answer,
    Fault,
    Rule,
    absent,
    fault,
    figure,
)
from models.organisation import Confidence

Finder = Callable[[Parts], tuple[Segment, ...]]


class Component(NamedTuple):
    """How one component is set; ``None`` where nothing is said."""

    key: str
    name: str
    article: str
    find: Finder
    sizes: tuple[float, float]
    bold: bool | None = None
    italic: bool | None = None
    capitals: bool | None = None
    centred: bool = False
    forms: frozenset[Form] = SHEET_FORMS
    confidence: Confidence = Confidence.FOUND
    unsure: frozenset[str] = frozenset()
    """Properties that only warn: inferred from the sample forms."""


def _one(found: Segment | None) -> tuple[Segment, ...]:
    return (found,) if found else ()


def _items(parts: Parts, *levels: Level) -> tuple[Segment, ...]:
    return tuple(one.segment for one in parts.items if one.level in levels)


def _source(parts: Parts) -> tuple[Segment, ...]:
    return tuple(one.source for one in parts.annexes if one.source)


def _page_numbers(parts: Parts) -> tuple[Segment, ...]:
    found = (one for margin in parts.sheet.margins.values() for one in margin if one.page_field and one.runs)
    return tuple(Segment(one.text.strip(), one.runs, one, 0, alone=True, order=0) for one in found)


def is_heading(item: Item) -> bool:
    """Tell whether a clause is a heading of its own line: short, without a full stop, not a list's line."""
    return len(item.words) < 110 and not item.words.rstrip().endswith((".", ";", ":", ",", "./."))


def _clause_headings(parts: Parts) -> tuple[Segment, ...]:
    found = [one for one in parts.items if one.level is Level.CLAUSE]
    return tuple(one.segment for one in found if is_heading(one) and parts.form is not Form.MINUTES)


_BODY = (Level.PLAIN, Level.ITEM, Level.CLAUSE, Level.SUB_CLAUSE, Level.POINT, Level.ARTICLE, Level.NOTE)
_UPRIGHT = (Level.PLAIN, Level.ITEM, Level.CLAUSE, Level.SUB_CLAUSE, Level.POINT, Level.ARTICLE)
_UNSURE_ALIGN = frozenset({"align"})

COMPONENTS: tuple[Component, ...] = (
    Component(
        "nation", "Quốc hiệu", "PL I, II.1", lambda found: _one(found.head.nation), (12, 13), True, False, True, True
    ),
    Component(
        "motto", "Tiêu ngữ", "PL I, II.1", lambda found: _one(found.head.motto), (13, 14), True, False, False, True
    ),
    Component(
        "superior",
        "Tên cơ quan chủ quản",
        "PL I, II.2",
        lambda found: found.head.superior,
        (12, 13),
        False,
        False,
        True,
        True,
    ),
    Component(
        "agency",
        "Tên cơ quan ban hành",
        "PL I, II.2",
        lambda found: found.head.agency,
        (12, 13),
        True,
        False,
        True,
        True,
    ),
    Component(
        "number",
        "Số, ký hiệu",
        "PL I, II.3",
        lambda found: _one(found.head.number),
        (13, 13),
        False,
        False,
        None,
        True,
        TEXT_FORMS,
        unsure=_UNSURE_ALIGN,
    ),
    Component(
        "date",
        "Địa danh và thời gian",
        "PL I, II.4",
        lambda found: _one(found.head.date),
        (13, 14),
        False,
        True,
        False,
        True,
        SHEET_FORMS - {Form.MINUTES},
    ),
    Component(
        "type_name", "Tên loại", "PL I, II.5", lambda found: _one(found.title.name), (13, 14), True, False, True, True
    ),
    Component(
        "subject",
        "Trích yếu",
        "PL I, II.5",
        lambda found: found.title.subject,
        (13, 14),
        True,
        False,
        False,
        True,
        SHEET_FORMS - {Form.REPORT_FORM},
    ),
    Component(
        "letter_subject",
        "Trích yếu công văn",
        "PL I, II.5",
        lambda found: found.head.letter_subject,
        (12, 13),
        False,
        False,
        False,
        True,
        frozenset({Form.LETTER}),
    ),
    Component(
        "addressee",
        "Kính gửi",
        "PL I, II.9",
        lambda found: (*_one(found.addressee), *found.addressees),
        (13, 14),
        False,
        False,
        False,
    ),
    Component("basis", "Căn cứ ban hành", "PL I, II.6", lambda found: found.bases, (13, 14), False, True, False),
    Component(
        "issued_by",
        "Thẩm quyền ban hành",
        "PL III, mẫu 1.2",
        lambda found: (*_one(found.issued_by), *_one(found.decides)),
        (13, 14),
        True,
        False,
        True,
        True,
        confidence=Confidence.INFERRED,
    ),
    Component(
        "chapter",
        "Phần, Chương, Mục",
        "PL I, II.6",
        lambda found: _items(found, Level.PART, Level.CHAPTER, Level.SECTION),
        (13, 14),
        True,
        False,
        None,
        True,
    ),
    Component(
        "roman_heading",
        "Tiêu đề phần (I., II.)",
        "PL I, II.6",
        lambda found: _items(found, Level.ROMAN),
        (13, 14),
        True,
        False,
        True,
        forms=READ_FORMS,
    ),
    Component(
        "clause_heading", "Tiêu đề khoản (1., 2.)", "PL I, II.6", _clause_headings, (13, 14), True, False, False
    ),
    Component(
        "body",
        "Nội dung văn bản",
        "PL I, II.6",
        lambda found: _items(found, *_BODY),
        (13, 14),
        None,
        None,
        None,
        forms=READ_FORMS,
    ),
    Component(
        "body_text",
        "Nội dung văn bản",
        "PL I, II.6",
        lambda found: _items(found, *_UPRIGHT),
        (1, 99),
        None,
        False,
        None,
        forms=READ_FORMS,
    ),
    Component(
        "authority",
        "Quyền hạn, chức vụ",
        "PL I, II.7",
        lambda found: tuple(one for block in found.foot.signatures for one in block.authority),
        (13, 14),
        True,
        False,
        True,
        True,
    ),
    Component(
        "signer",
        "Họ tên người ký",
        "PL I, II.7",
        lambda found: tuple(block.name for block in found.foot.signatures if block.name),
        (13, 14),
        True,
        False,
        False,
        True,
    ),
    Component(
        "recipients_head",
        "Nơi nhận",
        "PL I, II.9",
        lambda found: _one(found.foot.recipients_head),
        (12, 12),
        True,
        True,
        False,
    ),
    Component(
        "recipients",
        "Danh sách nơi nhận",
        "PL I, II.9",
        lambda found: found.foot.recipients,
        (11, 11),
        False,
        False,
        False,
    ),
    Component(
        "annex",
        "Phụ lục",
        "PL I, III",
        lambda found: tuple(one.head for one in found.annexes if not one.is_list),
        (14, 14),
        True,
        False,
        False,
        True,
    ),
    Component(
        "annex_title",
        "Tên phụ lục",
        "PL I, III",
        lambda found: tuple(one for annex in found.annexes if not annex.is_list for one in annex.title),
        (13, 14),
        True,
        False,
        True,
        True,
    ),
    Component("annex_source", "Dòng “Kèm theo”", "PL I, III", _source, (13, 14), False, True, False, True),
    Component(
        "page_number",
        "Số trang",
        "PL I, I",
        _page_numbers,
        (13, 14),
        None,
        False,
        None,
    ),
    Component("urgency", "Dấu chỉ mức độ khẩn", "PL I, III", lambda found: found.urgency, (13, 14), True, False, True),
    Component("limits", "Chỉ dẫn phạm vi lưu hành", "PL I, III", lambda found: found.limits, (13, 14), True, False, True),
    Component("drafter", "Ký hiệu người soạn thảo", "PL I, III", lambda found: _one(found.drafter), (11, 11)),
)


def _answer(component: Component, parts: Parts, faults: Callable[[Segment], Fault | None]) -> Answer:
    found = component.find(parts)
    if not found:
        return absent(component.name)
    return tuple(one for one in map(faults, found) if one)


def size(component: Component, parts: Parts) -> Answer:
    """Find letters outside the sizes that the component may have."""
    low, high = component.sizes
    right = f"cỡ chữ {figure(low)}" if low == high else f"cỡ chữ {figure(low)} đến {figure(high)}"

    def wrong(piece: Segment) -> Fault | None:
        odd = sorted({look.points for look in piece.looks if not low <= look.points <= high})
        return fault(piece, f"cỡ chữ {', '.join(map(figure, odd))}", right) if odd else None

    return _answer(component, parts, wrong)


def weight(component: Component, parts: Parts) -> Answer:
    """Find letters that should be bold and are not, or the other way round."""
    right = "chữ đậm" if component.bold else "chữ không đậm"

    def wrong(piece: Segment) -> Fault | None:
        odd = any(look.bold is not component.bold for look in piece.looks)
        return fault(piece, "chữ không đậm" if component.bold else "chữ đậm", right) if odd else None

    return _answer(component, parts, wrong)


def slope(component: Component, parts: Parts) -> Answer:
    """Find letters that should slope and do not; text that should stand may have a sloping word."""
    right = "chữ nghiêng" if component.italic else "chữ đứng"

    def wrong(piece: Segment) -> Fault | None:
        sloping = [look.italic for look in piece.looks]
        loose = component.key == "body_text"
        odd = not all(sloping) if component.italic else all(sloping) if loose else any(sloping)
        return fault(piece, "chữ đứng" if component.italic else "chữ nghiêng", right) if odd and sloping else None

    return _answer(component, parts, wrong)


def case(component: Component, parts: Parts) -> Answer:
    """Find capitals where there should be none, or the other way round."""
    right = "chữ in hoa" if component.capitals else "chữ in thường"

    def wrong(piece: Segment) -> Fault | None:
        letters = sum(char.isalpha() for char in piece.text)
        if letters < 3 or piece.capitals is component.capitals:
            return None
        return fault(piece, "chữ in thường" if component.capitals else "toàn chữ in hoa", right)

    return _answer(component, parts, wrong)


_ALIGNED = {"left": "canh trái", "right": "canh phải", "both": "canh đều hai bên", "center": "canh giữa"}


def align(component: Component, parts: Parts) -> Answer:
    """Find what is not centred; what stands at tabs or in a frame has no alignment to be judged."""

    def wrong(piece: Segment) -> Fault | None:
        shape = piece.paragraph.shape
        if shape.align == "center" or not piece.alone or piece.paragraph.boxed or shape.framed:
            return None
        return fault(piece, _ALIGNED.get(shape.align, shape.align), "canh giữa")

    return _answer(component, parts, wrong)


_PROPERTIES: tuple[tuple[str, str, Callable[[Component, Parts], Answer], Callable[[Component], bool]], ...] = (
    ("size", "cỡ chữ", size, lambda one: one.sizes != (1, 99)),
    ("weight", "chữ đậm", weight, lambda one: one.bold is not None),
    ("slope", "chữ đứng, nghiêng", slope, lambda one: one.italic is not None),
    ("case", "chữ hoa, thường", case, lambda one: one.capitals is not None),
    ("align", "vị trí", align, lambda one: one.centred),
)

RULES: tuple[Rule, ...] = tuple(
    Rule(
        id=f"nd30.{component.key}.{key}",
        article=component.article,
        title=f"{component.name}, {title}",
        check=partial(check, component),
        forms=component.forms,
        confidence=Confidence.INFERRED if key in component.unsure else component.confidence,
    )
    for component in COMPONENTS
    for key, title, check, applies in _PROPERTIES
    if applies(component)
)
