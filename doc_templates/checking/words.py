"""Check what tags say: known words, known fields and filters, written as the language wants them."""

import re
from collections.abc import Iterator

from doc_templates.checking.findings import Finding, Severity, shortened
from doc_templates.checking.suggesting import nearest
from doc_templates.checking.tags import Tag, finding, odd_characters
from doc_templates.descriptor import FieldTree
from doc_templates.language.names import WORDS, Lack, Problem, Reader
from doc_templates.language.refusals import WORDS as REFUSED_WORDS
from doc_templates.language.telling import syntax
from models.documents import KIND_NAMES, DocumentKind

_TWO_WORDS = re.compile(r"[^\W\d]\w*(?:\s+\w+)+")
_NAME = re.compile(r"[A-Za-z_]\w*")
_WORDS = dict.fromkeys(WORDS, FieldTree({}, many=False, meaning=""))
_WAY = "viết như các ví dụ ở mục Thẻ của docs/templates.md."


def word_faults(tag: Tag, part: str, *, reader: Reader, kind: DocumentKind) -> Iterator[Finding]:
    """Yield what is wrong with the words of one tag."""
    odd = odd_characters(tag)
    if odd:
        reader.used |= _meant_names(tag.inner)
        yield finding(
            "odd-character", f"Thẻ {tag.shown} có {'; '.join(odd)}.", tag, part, remedy="xóa và gõ lại thẻ này."
        )
        return
    if tag.word and tag.word not in WORDS:
        yield _unknown_word(tag, part)
        return
    problems = reader.statement(tag.word, tag.inner) if tag.word else reader.expression(tag.inner)
    for problem in problems:
        yield _told(problem, tag, part, reader=reader, kind=kind)


def meant_word(word: str) -> str:
    """Return the word of a tag, a slip of the fingers put right, so that its end is not told as another fault."""
    return word if not word or word in WORDS else nearest(word, _WORDS) or word


def _unknown_word(tag: Tag, part: str) -> Finding:
    refused = tag.word.removeprefix("end")
    if refused in REFUSED_WORDS:
        why, remedy = REFUSED_WORDS[refused]
        return finding("refused", f"Thẻ “{refused}” {why}.", tag, part, remedy=remedy)
    near = nearest(tag.word, _WORDS)
    return finding(
        "unknown-tag",
        f"Thẻ “{shortened(tag.word)}” không hợp lệ: hệ thống không có thẻ này.",
        tag,
        part,
        remedy=f"có phải là “{near}”?" if near else _WAY,
    )


def _told(problem: Problem, tag: Tag, part: str, *, reader: Reader, kind: DocumentKind) -> Finding:
    match problem.lack:
        case Lack.FIELD:
            return _unknown_field(problem, tag, part, reader=reader, kind=kind)
        case Lack.LIST:
            return finding(
                "list-printed",
                f"“{shortened(problem.name)}” là một danh sách hoặc một nhóm, không in thẳng được.",
                tag,
                part,
                remedy=problem.remedy or _ways_into(problem),
            )
        case Lack.FILTER | Lack.TEST:
            near = nearest(problem.name, problem.known)
            return finding(
                "unknown-filter",
                f"Bộ lọc “{shortened(problem.name)}” không có.",
                tag,
                part,
                remedy=f"có phải là “{near}”?" if near else "bỏ bộ lọc này.",
            )
        case Lack.PART:
            return finding("unknown-field", problem.name, tag, part, remedy=problem.remedy)
        case Lack.TRUTH:
            return _truth_printed(tag, part)
        case Lack.REFUSED:
            return finding("refused", problem.name, tag, part, remedy=problem.remedy)
        case Lack.SYNTAX:
            return _bad_syntax(problem, tag, part, reader=reader, kind=kind)


def _unknown_field(problem: Problem, tag: Tag, part: str, *, reader: Reader, kind: DocumentKind) -> Finding:
    near = nearest(problem.name, problem.known)
    reader.used |= {near} if near else set()
    return finding(
        "unknown-field",
        f"Mẫu {KIND_NAMES[kind]} dùng trường không có: “{shortened(problem.name)}”.",
        tag,
        part,
        remedy=f"có phải là “{near}”?" if near else _guide(kind),
    )


def _truth_printed(tag: Tag, part: str) -> Finding:
    return finding(
        "truth-printed",
        f"Thẻ {tag.shown} sẽ in chữ “True” hoặc “False”.",
        tag,
        part,
        remedy=f"viết điều phải in giữa hai thẻ: {{% if {tag.inner} %}} … {{% endif %}}.",
        severity=Severity.WARNING,
    )


def _ways_into(problem: Problem) -> str:
    if not problem.known:
        return f"lặp lại bằng {{%p for line in {problem.name} %}} … {{%p endfor %}} rồi in {{{{ line }}}}."
    return f"in từng trường bên trong: {', '.join(list(problem.known)[:6])}; danh sách thì lặp bằng for trước."


def _meant_names(inner: str) -> set[str]:
    """Return the names in a faulty tag: what it was to print is not told as missing besides."""
    return set(_NAME.findall(inner))


def _guide(kind: DocumentKind) -> str:
    return f"xem bảng trường trong docs/templates.md hoặc lệnh “thidua template fields {kind.value}”."


def _bad_syntax(problem: Problem, tag: Tag, part: str, *, reader: Reader, kind: DocumentKind) -> Finding:
    reader.used |= _meant_names(tag.inner)
    if tag.word or not _TWO_WORDS.fullmatch(tag.inner):
        return finding("bad-syntax", f"Thẻ {tag.shown} viết sai: {syntax(problem.name)}.", tag, part, remedy=_WAY)
    near = nearest(tag.inner, reader.known())
    reader.used |= {near} if near else set()
    return finding(
        "spaced-name",
        f"Tên trường “{shortened(tag.inner)}” có dấu cách; tên trường viết liền, không dấu, nối bằng dấu gạch dưới.",
        tag,
        part,
        remedy=f"có phải là “{near}”?" if near else _guide(kind),
    )
