"""How to break each rule of the table of components: one paragraph style, one property."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from doc_templates.format_check.fixing.opened import properties, runs, set_switch, set_value, texts
from doc_templates.format_check.rules.components import ANY_SIZE, COMPONENTS, Component
from doc_templates.format_check.word.names import W
from doc_templates.word.wordxml import Element
from tests.format_check.making import Draft, shape


class Break(NamedTuple):
    """Which good document is broken, how, and which other rules may speak up too."""

    document: str
    change: Callable[[Draft], None]
    related: frozenset[str] = frozenset()


class Where(NamedTuple):
    """Where a component stands in our own documents."""

    document: str
    style: str
    only: slice = slice(None)


_WHERE = {
    "nation": Where("campaign_plan", "ND30QuocHieu"),
    "motto": Where("campaign_plan", "ND30TieuNgu"),
    "superior": Where("reminder_letter", "ND30CoQuanChuQuan"),
    "agency": Where("campaign_plan", "ND30CoQuanBanHanh"),
    "number": Where("campaign_plan", "ND30SoKyHieu"),
    "date": Where("campaign_plan", "ND30DiaDanhNgay"),
    "type_name": Where("campaign_plan", "ND30TenLoai"),
    "subject": Where("campaign_plan", "ND30TrichYeu"),
    "letter_subject": Where("reminder_letter", "ND30TrichYeuCongVan"),
    "addressee": Where("reminder_letter", "ND30NoiKinhGui"),
    "basis": Where("campaign_plan", "ND30CanCu"),
    "issued_by": Where("award_decision", "ND30ThamQuyen"),
    "chapter": Where("rich", "ND30Phan", slice(-2, -1)),
    "roman_heading": Where("campaign_plan", "ND30Phan", slice(1, 2)),
    "clause_heading": Where("campaign_plan", "ND30Khoan", slice(0, 1)),
    "body": Where("campaign_plan", "ND30Gach"),
    "body_text": Where("campaign_plan", "ND30NoiDung", slice(1, 2)),
    "authority": Where("campaign_plan", "ND30ChucVu"),
    "signer": Where("campaign_plan", "ND30HoTen"),
    "recipients_head": Where("campaign_plan", "ND30NoiNhan"),
    "recipients": Where("campaign_plan", "ND30DongNoiNhan", slice(1, 2)),
    "annex": Where("sub_plan", "ND30PhuLuc"),
    "annex_title": Where("sub_plan", "ND30TenPhuLuc"),
    "annex_source": Where("sub_plan", "ND30KemTheo"),
    "page_number": Where("campaign_plan", ""),
    "urgency": Where("rich", "ND30TenLoai", slice(1, 2)),
    "limits": Where("rich", "ND30TenLoai", slice(0, 1)),
    "address": Where("clerk", "Footer"),
    "copy_mark": Where("rich", "ND30SoKyHieu", slice(0, 1)),
    "drafter": Where("rich", "ND30DongNoiNhan", slice(-1, None)),
}
_LINES = {
    "motto": "nd30.motto.line_length",
    "agency": "nd30.agency.line_length",
    "superior": "nd30.agency.line_length",
    "subject": "nd30.subject.line_length",
}
"""A line is as long as the text over it: other letters, another length."""
_RELATED = {
    "nd30.body.size": {"nd30.body.one_size"},
    "nd30.clause_heading.size": {"nd30.body.size", "nd30.body.one_size"},
    "nd30.clause_heading.slope": {"nd30.body_text.slope"},
    "nd30.nation.size": {"nd30.nation.one_line"},
    "nd30.letter_subject.case": {"nd30.letter_subject.form"},
}


def _paragraphs(draft: Draft, where: Where) -> list[Element]:
    if not where.style or where.style == "Footer":
        kind = "header" if not where.style else "footer"
        return [one for root in draft.margins(kind) for one in root.iter(f"{W}p")]
    return draft.styled(where.style)[where.only]


def _letters(draft: Draft, where: Where) -> Iterator[Element]:
    for paragraph in _paragraphs(draft, where):
        for run in runs(paragraph):
            yield properties(run, "rPr")


def _size(component: Component, where: Where) -> Callable[[Draft], None]:
    def change(draft: Draft) -> None:
        for letters in _letters(draft, where):
            set_value(letters, "sz", str(round(component.sizes[1] * 2) + 4))

    return change


def _switch(name: str, where: Where, *, on: bool) -> Callable[[Draft], None]:
    def change(draft: Draft) -> None:
        for letters in _letters(draft, where):
            set_switch(letters, name, on=on)

    return change


def _case(where: Where, *, capitals: bool) -> Callable[[Draft], None]:
    def change(draft: Draft) -> None:
        for paragraph in _paragraphs(draft, where):
            for text in texts(paragraph):
                text.text = (text.text or "").upper() if capitals else _small(text.text or "")

    return change


def _small(text: str) -> str:
    """Return words in small letters, marks of authority and numbers of parts kept."""
    mark, dot, rest = text.partition(". ")
    if dot and len(mark) < 4:
        return f"{mark}{dot}{rest.capitalize()}"
    return text.capitalize()


def _align(where: Where) -> Callable[[Draft], None]:
    def change(draft: Draft) -> None:
        for paragraph in _paragraphs(draft, where):
            shape(paragraph, "jc", val="right")

    return change


def _of(component: Component) -> Iterator[tuple[str, Break]]:
    where = _WHERE[component.key]
    lines = {_LINES[component.key]} if component.key in _LINES else set()

    def made(key: str, change: Callable[[Draft], None]) -> tuple[str, Break]:
        rule = f"nd30.{component.key}.{key}"
        return rule, Break(where.document, change, frozenset(_RELATED.get(rule, set()) | lines))

    if component.sizes != ANY_SIZE:
        yield made("size", _size(component, where))
    if component.bold is not None:
        yield made("weight", _switch("b", where, on=not component.bold))
    if component.italic is not None:
        yield made("slope", _switch("i", where, on=not component.italic))
    if component.capitals is not None:
        yield made("case", _case(where, capitals=not component.capitals))
    if component.centred:
        yield made("align", _align(where))


LOOKS: dict[str, Break] = dict(pair for component in COMPONENTS for pair in _of(component))
