"""Mend what is no word: zeros of dates and numbers, spaces that are too many, empty paragraphs."""

import re
from datetime import date

from doc_templates.format_check.fixing.opened import Opened, replace_words, texts
from doc_templates.format_check.roles.parts import Parts
from doc_templates.format_check.rules import numbers, text
from doc_templates.format_check.values import NotEvaluated
from doc_templates.wordxml import Element
from models.dates import long_date

_DAYS = re.compile(r"ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}")
_NUMBER = re.compile(r"\d+(?=\s*/)")
_SPACES = re.compile(r"(?<=\S) {2,3}(?=\S)")
_BEFORE_MARK = re.compile(r"(?<=[^\W\d_]) +(?=[,;:](?:\s|$))")


def mend_zeros(file: Opened, parts: Parts) -> None:
    """Write the date's and the number's zeros as they should be; what is no date stays."""
    dated = parts.head.date
    day = numbers.date_of(parts)
    if dated and isinstance(day, date):
        element = file.element(dated.paragraph)
        found = _DAYS.search("".join(part.text or "" for part in texts(element)))
        if found:
            replace_words(element, found[0], long_date(day))
    number = parts.head.number
    wrong = numbers.number_zero(parts)
    if number and wrong and not isinstance(wrong, NotEvaluated):
        element = file.element(number.paragraph)
        found = _NUMBER.search("".join(part.text or "" for part in texts(element)))
        if found:
            replace_words(element, found[0], f"{int(found[0]):02d}")


def mend_spaces(file: Opened, parts: Parts) -> None:
    """Take out spaces that are too many between words and before marks."""
    for rule, pattern in ((text.double_spaces, _SPACES), (text.space_before_mark, _BEFORE_MARK)):
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
    """Take out empty paragraphs that only make room; the gap between paragraphs is set by itself."""
    answer = text.empty_paragraphs(parts)
    for fault in () if isinstance(answer, NotEvaluated) else answer:
        element = file.element(fault.at) if fault.at is not None else None
        parent = None if element is None else element.getparent()
        if element is not None and parent is not None:
            parent.remove(element)
