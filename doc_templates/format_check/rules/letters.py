"""The letters of the text: their code, blanks, lines made of marks, and capitals in citations."""

import re
from collections.abc import Iterator
from dataclasses import replace

from doc_templates.format_check.roles.parts import Parts
from doc_templates.format_check.roles.segments import is_typed_line
from doc_templates.format_check.values import ALL_FORMS, READ_FORMS, SHEET_FORMS, Answer, Rule, fault
from doc_templates.format_check.word.sheet import Paragraph
from models.entered import is_title_cited
from models.organisation import Confidence

_DOUBLE_SPACE = re.compile(r"(?<=\S) {2,3}(?=\S)")
_SPACE_BEFORE_MARK = re.compile(r"[^\W\d_]\s+[,;:](?=\s|$)")
_CITATION = re.compile(
    r"(?<=[a-zà-ỹđ,;] )(?:Khoản \d+|Điểm [a-zđ])(?= (?:khoản|Khoản|Điều|điều)\b)"
    r"|\b(?:[Kk]hoản \d+|[Đđ]iểm [a-zđ]) điều \d+"
)


def composed(parts: Parts) -> Answer:
    """Find Vietnamese letters whose marks are typed as characters of their own."""
    return tuple(
        fault(one, "chữ có dấu ở dạng tổ hợp rời", "bộ mã TCVN 6909:2001, chữ dựng sẵn")
        for one in _all(parts)
        if one.loose_marks
    )


def double_spaces(parts: Parts) -> Answer:
    """Find two spaces between words."""
    return tuple(
        fault(one, "hai khoảng trắng liền nhau", "một khoảng trắng giữa hai từ")
        for one in parts.sheet.paragraphs
        if "  " in one.text and _DOUBLE_SPACE.search(one.text) and not one.text.lstrip().lower().startswith("số:")
    )


def space_before_mark(parts: Parts) -> Answer:
    """Find a space before a comma, semicolon or colon."""
    return tuple(
        fault(one, "khoảng trắng trước dấu câu", "dấu câu liền với từ đứng trước")
        for one in parts.sheet.paragraphs
        if (" ," in one.text or " ;" in one.text or " :" in one.text) and _SPACE_BEFORE_MARK.search(one.text)
    )


def empty_paragraphs(parts: Parts) -> Answer:
    """Find empty paragraphs that stand in for space between paragraphs of the text."""
    begin = max(parts.title.end, parts.head.end)
    last = max((place for place, one in enumerate(parts.sheet.paragraphs) if one.text.strip()), default=0)
    return tuple(
        fault(one, "đoạn trống để tạo khoảng cách", "đặt khoảng cách đoạn (Spacing) thay cho đoạn trống")
        for one in parts.sheet.paragraphs[begin : min(parts.foot.begin, last)]
        if _is_space(one)
    )


def _is_space(one: Paragraph) -> bool:
    if one.text.strip() or one.cell or one.boxed or one.drawn or one.pictures:
        return False
    shape = one.shape
    thin = shape.line_rule == "exact" and shape.line <= 6
    return not (thin or shape.above or shape.below or one.ends_section or one.breaks_page or one.page_field)


def stray_lines(parts: Parts) -> Answer:
    """Find rules of underscores in the text."""
    begin = max(parts.title.end, parts.head.end)
    return tuple(
        fault(one, "đường kẻ gõ bằng dấu gạch", "kẻ bằng đường viền hoặc hình vẽ")
        for one in parts.sheet.paragraphs[begin:]
        if one.text
        and is_typed_line(one.text.strip())
        and not one.cell
        and not set(one.text.strip()) <= {".", "…", "*"}
    )


def citations(parts: Parts) -> Answer:
    """Find ``Khoản 2 Điều 103`` inside a sentence, where clause and point take no capital and an article does.

    The title of a paper that is named keeps the letters that it has.
    """
    right = "trong viện dẫn viết hoa Điều, không viết hoa khoản, điểm"
    return tuple(
        fault(one, f"“{found}”", f"“{_as_cited(found)}”; {right}")
        for one in parts.sheet.paragraphs
        if ("Khoản" in one.text or "Điểm" in one.text or "điều" in one.text) and (found := _miscited(one.text))
    )


def _miscited(text: str) -> str:
    """Return the first citation of a text whose capitals are wrong, nothing where there is none."""
    wrong = (one[0] for one in _CITATION.finditer(text) if not is_title_cited(text[: one.start()]))
    return next(wrong, "")


def _as_cited(text: str) -> str:
    return text.lower().replace("điều", "Điều")


def _all(parts: Parts) -> Iterator[Paragraph]:
    yield from parts.sheet.paragraphs
    for margin in parts.sheet.margins.values():
        yield from margin


RULES = tuple(
    replace(rule, own_words=True)
    for rule in (
        Rule("nd30.text.composed", "PL I, I", "Bộ mã chữ", composed, ALL_FORMS, Confidence.MEMORY),
        Rule(
            "nd30.text.double_spaces", "PL I, II.6", "Khoảng trắng thừa", double_spaces, ALL_FORMS, Confidence.INFERRED
        ),
        Rule(
            "nd30.text.space_before_mark",
            "PL I, II.6",
            "Khoảng trắng trước dấu câu",
            space_before_mark,
            ALL_FORMS,
            Confidence.INFERRED,
        ),
        Rule(
            "nd30.text.empty_paragraphs", "PL I, II.6", "Đoạn trống", empty_paragraphs, READ_FORMS, Confidence.INFERRED
        ),
        Rule(
            "nd30.text.typed_lines", "PL I, II", "Đường kẻ bằng dấu gạch", stray_lines, SHEET_FORMS, Confidence.MEMORY
        ),
        Rule("nd30.text.citations", "PL II", "Viện dẫn, viết hoa", citations, READ_FORMS),
    )
)
