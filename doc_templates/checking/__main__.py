"""The confined process: a question and a file on standard input, lines of JSON on standard output, files beside it."""

import json
import os
import sys
from contextlib import suppress
from typing import Any

from doc_templates import catalogue
from doc_templates.catalogue import read_context
from doc_templates.checking.examining import examine
from doc_templates.checking.findings import Report, report_of
from doc_templates.checking.limits import confine, shut
from doc_templates.checking.sampling import too_big
from doc_templates.faults import TemplateFault, TooMuch
from doc_templates.marking import with_comments
from doc_templates.rendering import CompiledTemplate
from doc_templates.word import package, wordxml
from doc_templates.word.mainpart import MAIN
from doc_templates.word.package import Part
from models.documents import DocumentKind
from models.errors import ThiduaError

_CODECS = ("cp437", "utf-16", "utf-16-le", "utf-16-be", "latin-1", "ascii", "unicode_escape")
"""Alphabets that Python reads from disk when it first needs them."""
_BROKEN = (
    f'<w:document xmlns:w="{wordxml.W}"><w:body><w:p><w:r><w:t>{{{{ 1 // 0 }}}}</w:t></w:r></w:p></w:body></w:document>'
).encode()
"""A template whose filling fails."""


def main() -> None:
    """Do with the template on standard input what is asked."""
    left = confine()
    question, _, data = sys.stdin.buffer.read().partition(b"\n")
    asked = json.loads(question)
    _TASKS[asked["task"]](asked, data, left)


def _check(asked: dict[str, Any], data: bytes, left: list[str]) -> None:
    kind = DocumentKind(asked["kind"])
    rehearse(kind)
    answer = _Answer(asked, left + shut())
    try:
        examined = examine(data, kind=kind, before_filling=lambda report: answer.tell(report, data))
        answer.tell(examined.report, data, examined.sample)
    except (MemoryError, RecursionError):
        answer.tell(report_of(kind, [too_big()]))


def _fill(asked: dict[str, Any], data: bytes, left: list[str]) -> None:
    rehearse(DocumentKind(asked["kind"] or next(iter(DocumentKind))))
    told: dict[str, Any] = {"without": left + shut()}
    try:
        values = json.loads(data[: asked["values"]])
        context = read_context(DocumentKind(asked["kind"]), values) if asked["kind"] else values
        made = CompiledTemplate.from_bytes(data[asked["values"] :]).render(context, draft=asked["draft"])
        told["out"] = _put(asked["out"], made)
    except ThiduaError as error:
        told["error"] = _told(error)
    except (MemoryError, RecursionError):
        told["error"] = _told(TooMuch(too_big().message, remedy=too_big().remedy))
    _say(told)


_TASKS = {"check": _check, "fill": _fill}


def _told(error: ThiduaError) -> dict[str, str | None]:
    return {"code": error.code, "message": error.message, "place": error.place, "remedy": error.remedy}


def _say(told: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def rehearse(kind: DocumentKind) -> None:
    """Go the whole way once with files of our own: nothing can be read from disk afterwards."""
    for name in _CODECS:
        "".encode(name)
    examine(catalogue.built_in(kind), kind=kind)
    broken = package.write((Part("[Content_Types].xml", b"<Types/>"), Part(MAIN, _BROKEN)))
    with_comments(broken, ())
    with suppress(ThiduaError):
        CompiledTemplate.from_bytes(broken).render({})


class _Answer:
    """What is told: the last line counts, an earlier one is what is known if no more comes."""

    def __init__(self, asked: dict[str, Any], left: list[str]) -> None:
        self._mark, self._sample = asked.get("mark"), asked.get("sample")
        """The open files for the marked template and the sample; absent where nobody asked."""
        self._left = left

    def tell(self, report: Report, data: bytes = b"", sample: bytes | None = None) -> None:
        """Write a line, the files that go with it already in their places."""
        marked = _marked(data, report) if self._mark and data else None
        told = {
            "report": report.model_dump(mode="json"),
            "mark": _put(self._mark, marked),
            "sample": _put(self._sample, sample),
            "without": self._left,
        }
        _say(told)


def _put(file: int | None, data: bytes | None) -> tuple[int, int] | None:
    """Write behind what is in the file already; return where it begins and how long it is."""
    if file is None or data is None:
        return None
    start = os.lseek(file, 0, os.SEEK_END)
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(file, rest) :]
    return start, len(data)


def _marked(data: bytes, report: Report) -> bytes | None:
    """Return the file with its findings as comments, where Word will open it."""
    if any(one.code == "broken-file" for one in report.findings):
        return None
    try:
        return with_comments(data, [finding.remark() for finding in report.findings])
    except TemplateFault:
        return None


if __name__ == "__main__":
    main()
