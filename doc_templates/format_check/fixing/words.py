"""Mend what is no word: zeros of dates and numbers, spaces that are too many, empty paragraphs."""

import re
import unicodedata
from datetime import date

from doc_templates.format_check.fixing.opened import Opened, letters_of, replace_span, replace_words, runs, texts
from doc_templates.format_check.roles.parts import Parts
from doc_templates.format_check.rules import head, letters, numbers
from doc_templates.format_check.values import NotEvaluated
from doc_templates.format_check.word.names import W
from doc_templates.word.wordxml import Element
from models.dates import long_date

_DAYS = re.compile(r"ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}")
_NUMBER = re.compile(r"(?:(?i:\bsố)|Số|SỐ)\s*:?\s*(\d+)(?=\s*/)")
"""In a paragraph of several lines it may follow on the agency's last letter: line ends are no letters."""
_SPACES = re.compile(r"(?<=\S)[ \u00a0]{2,3}(?=\S)")
_HOLLOW = frozenset(f"{W}{name}" for name in ("r", "t", "tab", "proofErr", "lastRenderedPageBreak", "ins"))
_LAST_CHANGE = "_GoBack"
_BEFORE_MARK = re.compile(r"(?<=[^\W\d_])[ \u00a0]+(?=[,;:](?:\s|$))")


def mend_zeros(file: Opened, parts: Parts) -> None:
    """Write the date's and the number's zeros as they should be; what is no date stays."""
    dated = parts.head.date
    day = numbers.date_of(parts)
    if dated and isinstance(day, date):
        element = file.element(dated.paragraph)
        found = _DAYS.search(letters_of(element))
        if found:
            replace_span(element, *found.span(), long_date(day))
    number = parts.head.number
    wrong = numbers.number_zero(parts)
    if number and wrong and not isinstance(wrong, NotEvaluated):
        element = file.element(number.paragraph)
        found = _NUMBER.search(letters_of(element))
        if found:
            replace_span(element, *found.span(1), f"{int(found[1]):02d}")


def compose(file: Opened) -> None:
    """Write letters that are typed as a plain letter and its mark as one character (TCVN 6909:2001)."""
    for root in file.roots.values():
        for node in root.iter(f"{W}t"):
            if node.text and not unicodedata.is_normalized("NFC", node.text):
                node.text = unicodedata.normalize("NFC", node.text)


def mend_dashes(file: Opened, parts: Parts) -> None:
    """Write the hyphen where Word has made a dash of it: in Tiêu ngữ, and in front of a line of a list."""
    motto = parts.head.motto
    if motto and head.motto_words(parts):
        element = file.element(motto.paragraph)
        for dash in ("–", "—") * 2:
            replace_words(element, f" {dash} ", " - ")
    for one in (*parts.foot.recipients, *parts.addressees):
        if one.text.startswith(("–", "—")):
            replace_words(file.element(one.paragraph), one.text[0], "-")


def mend_spaces(file: Opened, parts: Parts) -> None:
    """Take out spaces that are too many between words and before marks."""
    for rule, pattern in ((letters.double_spaces, _SPACES), (letters.space_before_mark, _BEFORE_MARK)):
        answer = rule(parts)
        for fault in () if isinstance(answer, NotEvaluated) else answer:
            if fault.at is not None:
                _squeeze(file.element(fault.at), pattern)


def _squeeze(element: Element, pattern: re.Pattern[str]) -> None:
    """Take out what the pattern finds, one space kept between words; runs may split it anywhere."""
    parts = texts(element)
    kept = 1 if pattern is _SPACES else 0
    whole = "".join(part.text or "" for part in parts)
    dropped = {place for found in pattern.finditer(whole) for place in range(found.start() + kept, found.end())}
    begin = 0
    for part in parts:
        text = part.text or ""
        part.text = "".join(char for place, char in enumerate(text, begin) if place not in dropped)
        begin += len(text)


def drop_empty(file: Opened, parts: Parts) -> None:
    """Take out empty paragraphs that only make room; the gap between paragraphs is set by itself.

    One that holds an end of a field, of a bookmark or of a comment stays: the other end is elsewhere.
    """
    answer = letters.empty_paragraphs(parts)
    for fault in () if isinstance(answer, NotEvaluated) else answer:
        element = file.element(fault.at) if fault.at is not None else None
        parent = None if element is None else element.getparent()
        if element is not None and parent is not None and _is_hollow(element):
            parent.remove(element)


def _is_hollow(element: Element) -> bool:
    """Tell whether a paragraph holds nothing but properties, empty runs, and Word's mark of the last change."""
    inside = [one for child in element if child.tag != f"{W}pPr" for one in child.iter()]
    looks = {id(one) for run in runs(element) for shape in run.findall(f"{W}rPr") for one in shape.iter()}
    marked = {one.get(f"{W}id") for one in inside if one.get(f"{W}name") == _LAST_CHANGE}
    return all(one.tag in _HOLLOW or id(one) in looks or one.get(f"{W}id") in marked for one in inside)
