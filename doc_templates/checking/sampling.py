"""Fill a template with its kind's made-up values, and say what went wrong."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from doc_templates import catalogue, package, wordxml
from doc_templates.checking.findings import Finding, Severity, shortened
from doc_templates.faults import FieldMissing
from doc_templates.rendering import CompiledTemplate
from models.documents import DocumentKind
from models.errors import ThiduaError

_PLACE = re.compile(r"(word/[\w./]+\.xml)(?:, đoạn “(.*)”)?", re.DOTALL)
_HARMLESS = frozenset({"required-missing", "text-lost", "unsafe-file"})
"""Faults with which a template can be filled all the same."""


class Sampled(NamedTuple):
    """The filled template, where it could be filled, and what is to be said about it."""

    document: bytes | None
    findings: list[Finding]


def sampled(data: bytes, *, kind: DocumentKind, said: Sequence[Finding], roots: dict[str, wordxml.Element]) -> Sampled:
    """Return the kind's sample document; a failure that ``said`` explains already is not told again."""
    explained = any(one.severity is Severity.FAULT and one.code not in _HARMLESS for one in said)
    try:
        template = CompiledTemplate.from_bytes(data)
        document = template.render(catalogue.sample(kind))
        package.read(document)
    except ThiduaError as error:
        known = explained or any(one.message == error.message for one in said)
        return Sampled(None, [] if known else [_told(error, roots)])
    except (MemoryError, RecursionError):
        return Sampled(None, [too_big()])
    return Sampled(document, [])


def too_big() -> Finding:
    """Return what is said of a template that needs more than it may have."""
    return Finding(
        code="too-big",
        message="Mẫu cần quá nhiều bộ nhớ khi điền thử, nên không được dùng.",
        remedy="bỏ các vòng lặp lồng nhau, phép nhân chữ hoặc hình quá lớn trong mẫu.",
    )


def _told(error: ThiduaError, roots: dict[str, wordxml.Element]) -> Finding:
    found = _PLACE.search(error.place or "")
    part, text = (found[1], found[2] or "") if found else ("", "")
    remedy = error.remedy or "sửa thẻ trong đoạn này rồi thử lại."
    if isinstance(error, FieldMissing):
        remedy = "trường này có thể trống: bỏ thẻ, hoặc đặt vào giữa {%p if %} và {%p endif %}."
    return Finding(
        code=error.code,
        message=error.message,
        part=part,
        paragraph=_paragraph(roots.get(part), text),
        text=shortened(text),
        remedy=remedy,
    )


def _paragraph(root: wordxml.Element | None, text: str) -> int | None:
    """Return the place of the paragraph that reads so."""
    wanted = "".join(text.strip("…").split())
    if root is None or not wanted:
        return None
    for place, paragraph in enumerate(wordxml.paragraphs(root)):
        if wanted in "".join(wordxml.paragraph_text(paragraph).split()):
            return place
    return None
