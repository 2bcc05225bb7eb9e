"""Fill a template with its kind's made-up values, judge the result's format, and say what went wrong."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from doc_templates import catalogue
from doc_templates.checking.blanks import spare
from doc_templates.checking.cells import emptied_cells, stamp_cells
from doc_templates.checking.findings import Finding, Severity, shortened
from doc_templates.faults import FieldMissing
from doc_templates.format_check import FORM_OF, check_format
from doc_templates.format_check import Severity as RuleSeverity
from doc_templates.rendering import CompiledTemplate
from doc_templates.word import package, wordxml
from doc_templates.word.package import Part
from models.documents import DocumentKind
from models.errors import ThiduaError

_PLACE = re.compile(r"((?:word|docProps)/[\w./]+\.xml)(?:, đoạn “(.*)”)?", re.DOTALL)
_TAG = re.compile(r"^Thẻ (\{.*?[%}]\}) ", re.DOTALL)
_LEVEL = re.compile(r"(\{[{%])(?:p|tr|tc|r) ")
_HARMLESS = frozenset({"required-missing", "text-lost", "unsafe-file"})
"""Faults with which a template can be filled all the same."""
_STAMP = f"{{{wordxml.W}}}rsidP"
"""An attribute of paragraphs that Word keeps for itself: the filled paragraph tells which one it comes from."""

Roots = dict[str, wordxml.Element]


class Sampled(NamedTuple):
    """The filled template, where it could be filled, and what is to be said about it."""

    document: bytes | None
    findings: list[Finding]


def sampled(data: bytes, *, kind: DocumentKind, said: Sequence[Finding], roots: Roots) -> Sampled:
    """Return the kind's sample document; a failure that ``said`` explains already is not told again.

    A file with holes is not filled: what came out of it would have the same holes.
    """
    if any(one.code == "broken-file" for one in said):
        return Sampled(None, [_not_filled()])
    explained = any(one.severity is Severity.FAULT and one.code not in _HARMLESS for one in said)
    try:
        template = CompiledTemplate.from_bytes(_stamped(data, roots))
        document = template.render(catalogue.sample(kind))
        least = spare(template, kind)
        findings = [_placed(told, missing.place, roots) for missing, told in least.printed]
        findings += _emptied((document, least.document), roots)
        findings += _format_findings(document, kind, roots)
    except ThiduaError as error:
        known = explained or any(one.message == error.message for one in said)
        return Sampled(None, [_not_filled()] if known else [_told(error, roots)])
    except (MemoryError, RecursionError):
        return Sampled(None, [too_big()])
    return Sampled(document, findings)


def too_big() -> Finding:
    """Return what is said of a template that needs more than it may have."""
    return Finding(
        code="too-big",
        message="Mẫu cần quá nhiều bộ nhớ khi điền thử, nên không được dùng.",
        remedy="bỏ các vòng lặp lồng nhau, phép nhân chữ hoặc hình quá lớn trong mẫu.",
    )


def _not_filled() -> Finding:
    return Finding(
        code="not-filled",
        severity=Severity.WARNING,
        message="Vì các lỗi trên, mẫu chưa điền thử được và thể thức chưa được xét.",
        remedy="sửa các lỗi trên rồi kiểm tra lại.",
    )


def _stamped(data: bytes, roots: Roots) -> bytes:
    """Return the template with the place of each paragraph and cell written into it."""
    for root in roots.values():
        stamp_cells(root)
        for place, paragraph in enumerate(wordxml.paragraphs(root)):
            paragraph.set(_STAMP, f"{place:08X}")
    return package.write(
        tuple(
            Part(part.name, wordxml.to_bytes(wordxml.to_text(roots[part.name]))) if part.name in roots else part
            for part in package.read(data)
        )
    )


def _emptied(documents: Iterable[bytes | None], roots: Roots) -> Iterator[Finding]:
    """Yield the cells that any of the documents leaves bare."""
    for document in documents:
        filled = {part.name: part for part in package.read(document)} if document else {}
        for name, root in roots.items():
            if name in filled:
                yield from emptied_cells(root, package.root_of(filled[name]), name)


def _format_findings(document: bytes, kind: DocumentKind, roots: Roots) -> Iterator[Finding]:
    """Yield what the filled template breaks of the format rules, at the template's own paragraphs."""
    filled = {part.name: part for part in package.read(document)}
    stamps = {name: [one.get(_STAMP) for one in wordxml.paragraphs(package.root_of(filled[name]))] for name in roots}
    for found in check_format(document, form=FORM_OF[kind]).findings:
        known = stamps.get(found.part, [])
        stamp = known[found.paragraph] if 0 <= found.paragraph < len(known) else None
        yield Finding(
            code=f"format-{found.rule}",
            severity=Severity.FAULT if found.severity is RuleSeverity.FAIL else Severity.WARNING,
            message=f"Thể thức, {found.title}: {found.found} ({found.article}).",
            part=found.part if stamp else "",
            paragraph=int(stamp, 16) if stamp else None,
            text=found.text if stamp else "",
            remedy=f"sửa thành: {found.right}.",
        )


def _told(error: ThiduaError, roots: Roots) -> Finding:
    remedy = error.remedy or "sửa thẻ trong đoạn này rồi thử lại."
    if isinstance(error, FieldMissing):
        remedy = "trường này có thể trống: bỏ thẻ, hoặc đặt vào giữa {%p if %} và {%p endif %}."
    return _placed(Finding(code=error.code, message=error.message, remedy=remedy), error.place, roots)


def _placed(finding: Finding, place: str | None, roots: Roots) -> Finding:
    """Return the finding at the paragraph that an error's place quotes."""
    found = _PLACE.search(place or "")
    part, text = (found[1], found[2] or "") if found else ("", "")
    told = _TAG.search(finding.message)
    paragraph = _paragraph(roots.get(part), text, tag=told[1] if told else "")
    where = {"part": part, "paragraph": paragraph, "text": shortened(text)}
    return finding.model_copy(update=where)


def _paragraph(root: wordxml.Element | None, text: str, *, tag: str) -> int | None:
    """Return the place of the paragraph that reads so, wholly rather than at its end or in the middle.

    While a template is filled, tags that stand for their paragraph come behind the one before: of these ``tag`` tells.
    """
    wanted = _bare(text.strip("…"))
    if root is None or not wanted:
        return None
    lines = [_bare(wordxml.paragraph_text(one)) for one in wordxml.paragraphs(root)]
    for fits in (wanted.__eq__, lambda line: line.endswith(wanted), lambda line: wanted in line):
        if (place := next((place for place, line in enumerate(lines) if fits(line)), None)) is not None:
            return place
    holding = (place for place, line in enumerate(lines) if tag and _bare(tag) in line and line in wanted)
    return next(holding, None)


def _bare(text: str) -> str:
    """Return a text without spaces, its tags as they are while it is filled."""
    return "".join(_LEVEL.sub(r"\1 ", text).split())
