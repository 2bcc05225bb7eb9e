"""Mend the page and how paragraphs stand on it: size, margins, indents, gaps, lines, page numbers."""

from itertools import pairwise

from doc_templates.format_check.fixing.opened import Opened, child, properties, set_switch, set_value
from doc_templates.format_check.roles.parts import Parts
from doc_templates.format_check.rules import opening, text
from doc_templates.format_check.values import Answer, NotEvaluated
from doc_templates.format_check.word.names import W, length
from doc_templates.format_check.word.sheet import Paragraph
from doc_templates.word.wordxml import Element

_A4 = (11906, 16838)
_MARGINS = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}
_TWIPS_MM = 1440 / 25.4
_SAME_MM = 0.01


def mend_pages(file: Opened, parts: Parts) -> None:
    """Set A4 in each page's own direction, and bring margins to the nearest end of their range."""
    for section in file.main(parts).iter(f"{W}sectPr"):
        size = child(section, "pgSz")
        lying = length(size.get(f"{W}w", "1")) > length(size.get(f"{W}h", "2"))
        wide, tall = reversed(_A4) if lying else _A4
        size.set(f"{W}w", str(wide))
        size.set(f"{W}h", str(tall))
        _mend_margins(child(section, "pgMar"))
    _mend_numbers(file, parts)


def _mend_margins(margins: Element) -> None:
    for side, (low, high) in _MARGINS.items():
        now = abs(length(margins.get(f"{W}{side}", "1440")))
        gutter = length(margins.get(f"{W}gutter")) if side == "left" else 0.0
        right = min(max(now + gutter, low), high) - gutter
        if abs(right - now) > _SAME_MM:
            margins.set(f"{W}{side}", str(round(right * _TWIPS_MM + 0.49)))
    for name, default in (("header", "567"), ("footer", "567"), ("gutter", "0")):
        margins.set(f"{W}{name}", margins.get(f"{W}{name}", default))


def _mend_numbers(file: Opened, parts: Parts) -> None:
    """Hide the first page's number, and centre those of the others."""
    fields = [one for margin in parts.sheet.margins.values() for one in margin if one.page_field]
    first = parts.sheet.sections[0]
    if fields and not first.own_first_page:
        section = next(file.main(parts).iter(f"{W}sectPr"), None)
        if section is not None:
            set_switch(section, "titlePg", on=True)
    for one in fields:
        if not one.shape.framed and not one.tabs_before_field and one.shape.align != "center":
            set_value(properties(file.element(one), "pPr"), "jc", "center")


def mend_paragraphs(file: Opened, parts: Parts) -> None:
    """Set indents, gaps, line spacing and both margins where the text breaks them."""
    for one in _faulty(text.align(parts)):
        set_value(properties(file.element(one), "pPr"), "jc", "both")
    for one in _faulty(text.first_line(parts)):
        _indent(file, one)
    for one in _faulty(text.spacing(parts)):
        _set_lines(file, one, wide=one.shape.line_rule == "auto" and one.shape.line > 1.5)
    _mend_gaps(file, parts)
    for one in _faulty(opening.letter_subject_gap(parts)):
        child(properties(file.element(one), "pPr"), "spacing").set(f"{W}before", "120")
    nation, motto = parts.head.nation, parts.head.motto
    if nation and motto and nation.paragraph.cell:
        for piece in (nation, motto):
            _set_lines(file, piece.paragraph, wide=False)
            spacing = child(properties(file.element(piece.paragraph), "pPr"), "spacing")
            spacing.set(f"{W}before", "0")
            spacing.set(f"{W}after", "0")


def _indent(file: Opened, paragraph: Paragraph) -> None:
    element = file.element(paragraph)
    indents = child(properties(element, "pPr"), "ind")
    for name in ("hanging", "start", "firstLineChars", "hangingChars", "leftChars", "startChars"):
        indents.attrib.pop(f"{W}{name}", None)
    tabs = len(paragraph.text) - len(paragraph.text.lstrip("\t"))
    indents.set(f"{W}left", "0")
    indents.set(f"{W}firstLine", "0" if tabs else "720")


def _set_lines(file: Opened, paragraph: Paragraph, *, wide: bool) -> None:
    spacing = child(properties(file.element(paragraph), "pPr"), "spacing")
    spacing.set(f"{W}line", "360" if wide else "240")
    spacing.set(f"{W}lineRule", "auto")


def _mend_gaps(file: Opened, parts: Parts) -> None:
    """Give each paragraph of the text that stands too close under another 6 pt before it."""
    faulty = {(one.part, one.place) for one in _faulty(text.gap(parts))}
    for above, one in pairwise(parts.items):
        paragraph = one.segment.paragraph
        if (paragraph.part, paragraph.place) not in faulty:
            continue
        shape = properties(file.element(paragraph), "pPr")
        set_switch(properties(file.element(above.segment.paragraph), "pPr"), "contextualSpacing", on=False)
        set_switch(shape, "contextualSpacing", on=False)
        spacing = child(shape, "spacing")
        spacing.attrib.pop(f"{W}beforeAutospacing", None)
        spacing.set(f"{W}before", "120")


def _faulty(answer: Answer) -> tuple[Paragraph, ...]:
    return () if isinstance(answer, NotEvaluated) else tuple(one.at for one in answer if one.at is not None)
