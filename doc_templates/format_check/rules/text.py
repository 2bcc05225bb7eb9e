"""The running text: how it stands, how its marks are written, and where it ends."""

from dataclasses import replace

from doc_templates.format_check.roles.parts import Item, Level, Parts
from doc_templates.format_check.rules.headings import is_heading, roman_headings
from doc_templates.format_check.rules.ladder import OWN_ARTICLES, has_articles, sure_points
from doc_templates.format_check.values import (
    READ_FORMS,
    Answer,
    NotEvaluated,
    Rule,
    absent,
    fault,
    figure,
)
from doc_templates.format_check.word.sheet import Paragraph
from models.organisation import Confidence

_JUSTIFIED = frozenset({Level.PLAIN, Level.ITEM, Level.CLAUSE, Level.SUB_CLAUSE, Level.POINT, Level.ARTICLE})
_INDENTED = _JUSTIFIED - {Level.ITEM}
_INDENTS_MM = (10.0, 12.7)
_TAB_MM = 12.7
_LOOSE_MM = 0.6
_GAP_PT = 5.6
"""6 pt, rounded as programs round that count in hundredths of an inch or of a centimetre."""
_LONG = 110
"""Letters of a clause that surely goes over its line."""
_SINGLE = 1.15
"""Height of a single line as a share of the letters' size."""


def _texts(parts: Parts, levels: frozenset[Level]) -> tuple[Item, ...]:
    return tuple(one for one in parts.items if one.level in levels)


def align(parts: Parts) -> Answer:
    """Find text that is not set to both margins; a heading or a short line shows no difference."""
    found = [one for one in _texts(parts, _JUSTIFIED) if len(one.words) > 80]
    if not found:
        return absent("đoạn văn nào dài hơn một dòng")
    return tuple(
        fault(one.segment, "không canh đều hai bên", "canh đều cả hai lề") for one in found if not _is_even(one)
    )


def _is_even(item: Item) -> bool:
    return item.segment.paragraph.shape.align == "both"


def first_line(parts: Parts) -> Answer:
    """Find paragraphs whose first line is not set in by 1 or 1,27 cm."""
    found = [one for one in _texts(parts, _INDENTED) if _is_set_text(one)]
    if not found:
        return absent("đoạn văn nào")
    right = "lùi đầu dòng 1 cm hoặc 1,27 cm"
    return tuple(
        fault(one.segment, f"lùi đầu dòng {figure(begin / 10)} cm", right)
        for one in found
        if not any(abs((begin := _begin(one.segment.paragraph)) - wanted) <= _LOOSE_MM for wanted in _INDENTS_MM)
    )


def _is_set_text(item: Item) -> bool:
    """Tell whether a paragraph is running text: a centred line, a caption for instance, is none."""
    return item.segment.paragraph.shape.align not in ("center", "right")


def _begin(paragraph: Paragraph) -> float:
    """Return where the first line begins, in millimetres from the margin; a tab typed in front counts."""
    shape = paragraph.shape
    tabs = len(paragraph.text) - len(paragraph.text.lstrip("\t"))
    return shape.left + shape.first + tabs * _TAB_MM


def gap(parts: Parts) -> Answer:
    """Find paragraphs of the text closer to each other than 6 pt."""
    faults = []
    pairs = 0
    for one, after in zip(parts.items, parts.items[1:], strict=False):
        apart = one.part != after.part or after.segment.order != one.segment.order + 1
        if apart or one.level is Level.NOTE or _is_title(one, after):
            continue
        pairs += 1
        above, below = one.segment.paragraph.shape, after.segment.paragraph.shape
        space = 0.0 if above.contextual and above.style == below.style else above.after + below.before
        if space < _GAP_PT:
            faults.append(fault(after.segment, f"cách đoạn trên {figure(space)} pt", "cách nhau tối thiểu 6 pt"))
    return tuple(faults) if pairs else absent("hai đoạn văn liền nhau")


def _is_title(*lines: Item) -> bool:
    """Tell whether lines in the middle make one title: ``Chương I`` and its name, the name of a form."""
    return all(one.segment.paragraph.shape.align == "center" for one in lines)


def spacing(parts: Parts) -> Answer:
    """Find lines closer than single or wider than one and a half."""
    found = [one for one in parts.items if one.level is not Level.NOTE]
    if not found:
        return absent("đoạn văn nào")
    return tuple(
        fault(one.segment, f"cách dòng {figure(times)} lần dòng đơn", "từ dòng đơn đến 1,5 lần dòng đơn")
        for one in found
        if not 0.95 <= (times := _lines(one.segment.paragraph)) <= 1.52
    )


def _lines(paragraph: Paragraph) -> float:
    shape = paragraph.shape
    if shape.line_rule == "auto":
        return shape.line
    points = max((run.look.points for run in paragraph.runs), default=14.0)
    times = shape.line / (points * _SINGLE)
    return max(1.0, times) if shape.line_rule == "atLeast" else times


def one_size(parts: Parts) -> Answer:
    """Find text in more than one size."""
    sizes: dict[float, Item] = {}
    for one in _texts(parts, _JUSTIFIED):
        for look in one.segment.looks:
            sizes.setdefault(look.points, one)
    if not sizes:
        return absent("đoạn văn nào")
    main, *others = sizes
    return tuple(
        fault(
            sizes[other].segment,
            f"cỡ chữ {figure(other)}, các đoạn trước cỡ {figure(main)}",
            "một cỡ chữ cho cả nội dung",
        )
        for other in others
    )


def closing(parts: Parts) -> Answer:
    """Find a text that does not end with ``./.``."""
    found = parts.closing
    if found is None or not parts.foot.signatures:
        return NotEvaluated("không xác định được đoạn cuối của nội dung")
    return () if found.text.endswith("./.") else (fault(found, f"“…{found.text[-20:]}”", "kết thúc bằng “./.”"),)


def article_weight(parts: Parts) -> Answer:
    """Find ``Điều 1.`` that is not bold."""
    if not has_articles(parts):
        return absent(OWN_ARTICLES)
    found = _texts(parts, frozenset({Level.ARTICLE}))
    return tuple(
        fault(one.segment, f"“Điều {one.mark}” không đậm", "từ “Điều” và số thứ tự chữ đậm")
        for one in found
        if one.segment.looks and not one.segment.looks[0].bold
    )


def clause_weight(parts: Parts) -> Answer:
    """Find a clause of running text that is bold throughout; a long one without a full stop may be a heading."""
    found = [one for one in _texts(parts, frozenset({Level.CLAUSE})) if not is_heading(one)]
    if not found:
        return absent("khoản không có tiêu đề")
    return tuple(
        fault(one.segment, "cả khoản chữ đậm", "khoản không có tiêu đề: chữ đứng, không đậm")
        for one in found
        if one.segment.bold and len(one.words) > _LONG and one.words.rstrip().endswith((".", ";"))
    )


def marks(parts: Parts) -> Answer:
    """Find marks of the ladder written otherwise than ``I.``, ``1.``, ``a)``."""
    wanted = {Level.ROMAN: "{}. ", Level.CLAUSE: "{}. ", Level.POINT: "{}) ", Level.ARTICLE: "Điều {}. "}
    articles = _texts(parts, frozenset({Level.ARTICLE})) if has_articles(parts) else ()
    found = [*roman_headings(parts), *_texts(parts, frozenset({Level.CLAUSE})), *sure_points(parts), *articles]
    if not found:
        return absent("đề mục nào")
    return tuple(
        fault(one.segment, f"“{one.segment.paragraph.printed[:14]}”", f"“{wanted[one.level].format(one.mark).strip()}”")
        for one in sorted(found, key=lambda one: one.segment.order)
        if not _is_written(one, wanted[one.level].format(one.mark))
    )


def _is_written(item: Item, mark: str) -> bool:
    """Tell whether a paragraph begins with a mark; behind a Roman number the decree asks for no blank."""
    printed = f"{' '.join(item.segment.paragraph.printed.split())} "
    return printed.startswith(mark.rstrip() if item.level is Level.ROMAN else mark)


_SET_BY_TEMPLATE = frozenset(f"nd30.body.{key}" for key in ("align", "first_line", "gap", "spacing"))
"""Rules about how a paragraph stands: no words change it."""

RULES = tuple(
    replace(rule, own_words=rule.id not in _SET_BY_TEMPLATE)
    for rule in (
        Rule("nd30.body.align", "PL I, II.6", "Nội dung, canh đều", align, READ_FORMS),
        Rule("nd30.body.first_line", "PL I, II.6", "Nội dung, lùi đầu dòng", first_line, READ_FORMS),
        Rule("nd30.body.gap", "PL I, II.6", "Nội dung, khoảng cách đoạn", gap, READ_FORMS),
        Rule("nd30.body.spacing", "PL I, II.6", "Nội dung, khoảng cách dòng", spacing, READ_FORMS),
        Rule("nd30.body.one_size", "PL I, II.6", "Nội dung, một cỡ chữ", one_size, READ_FORMS, Confidence.INFERRED),
        Rule("nd30.body.closing", "PL III", "Nội dung, dấu kết thúc", closing),
        Rule("nd30.article.weight", "PL I, II.6", "Điều, chữ đậm", article_weight),
        Rule("nd30.clause.weight", "PL I, II.6", "Khoản không tiêu đề, chữ không đậm", clause_weight),
        Rule("nd30.ladder.marks", "PL I, II.6", "Đề mục, cách ghi", marks, READ_FORMS),
    )
)
