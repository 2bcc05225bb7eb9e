"""Annexes and attached lists: their numbers, titles, and the line that says what they go with."""

import re

from doc_templates.format_check.roles.parts import Parts
from doc_templates.format_check.values import Answer, NotEvaluated, Rule, fault

_ANNEX_MARK = re.compile(r"^phụ lục(?:\s+(?:số\s+)?(\S+?))?[.:]?$", re.IGNORECASE)


def annex_numbers(parts: Parts) -> Answer:
    """Find several annexes that are not numbered I, II, III in their order."""
    heads = [one.head for one in parts.annexes if not one.is_list]
    if len(heads) < 2:
        return NotEvaluated("văn bản không có từ hai phụ lục")
    roman = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
    found = [(_ANNEX_MARK.match(" ".join(one.text.split())) or [None, ""])[1] or "" for one in heads]
    return tuple(
        fault(one, f"“{one.text}”", f"“Phụ lục {wanted}” (chữ số La Mã)")
        for one, mark, wanted in zip(heads, found, roman, strict=False)
        if mark.upper() != wanted or not mark.isupper()
    )


def annex_title(parts: Parts) -> Answer:
    """Find an annex without a title."""
    annexes = [one for one in parts.annexes if not one.is_list]
    if not annexes:
        return NotEvaluated("văn bản không có phụ lục")
    return tuple(
        fault(one.head, "phụ lục không có tên", "tên phụ lục ở dòng dưới, chữ in hoa, đậm")
        for one in annexes
        if not one.title
    )


def annex_source(parts: Parts) -> Answer:
    """Find an annex that does not say, in brackets, which paper it goes with."""
    if not parts.annexes:
        return NotEvaluated("văn bản không có phụ lục")
    right = "“(Kèm theo <tên loại> số …/… ngày … tháng … năm … của …)”"
    missing = tuple(fault(one.head, "không có dòng “Kèm theo”", right) for one in parts.annexes if not one.source)
    odd = tuple(
        fault(one.source, f"“{one.source.text[:40]}”", right)
        for one in parts.annexes
        if one.source and not (one.source.text.startswith("(") and one.source.text.rstrip(".").endswith(")"))
    )
    return missing + odd


RULES = (
    Rule("nd30.annex.number", "PL I, III", "Phụ lục, số thứ tự", annex_numbers),
    Rule("nd30.annex.title", "PL I, III", "Phụ lục, tên", annex_title),
    Rule("nd30.annex.source", "PL I, III", "Phụ lục, dòng “Kèm theo”", annex_source),
)
