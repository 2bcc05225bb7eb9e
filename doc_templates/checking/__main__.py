"""The confined process: a question and a file on standard input, lines of JSON on standard output."""

import json
import sys
from base64 import b64encode
from typing import Any

from doc_templates.checking.examining import examine
from doc_templates.checking.findings import Report, report_of
from doc_templates.checking.limits import confine
from doc_templates.checking.sampling import too_big
from doc_templates.faults import TemplateFault
from doc_templates.marking import with_comments
from models.documents import DocumentKind


def main() -> None:
    """Judge the template on standard input."""
    confine()
    question, _, data = sys.stdin.buffer.read().partition(b"\n")
    asked = json.loads(question)
    kind = DocumentKind(asked["kind"])
    try:
        examined = examine(data, kind=kind, before_filling=lambda report: _answer(report, _marked(data, report, asked)))
        sample = examined.sample if asked["sample"] else None
        _answer(examined.report, _marked(data, examined.report, asked), sample)
    except (MemoryError, RecursionError):
        _answer(report_of(kind, [too_big()]))


def _marked(data: bytes, report: Report, asked: dict[str, Any]) -> bytes | None:
    """Return the file with its findings as comments, where that was asked for and Word will open it."""
    if not asked["mark"] or any(one.code == "broken-file" for one in report.findings):
        return None
    try:
        return with_comments(data, [finding.remark() for finding in report.findings])
    except TemplateFault:
        return None


def _answer(report: Report, marked: bytes | None = None, sample: bytes | None = None) -> None:
    """Write a line of answer; the last line counts, an earlier one is what is known if no more comes."""
    files = {"marked": marked, "sample": sample}
    told = {name: b64encode(data).decode() if data else "" for name, data in files.items()}
    sys.stdout.write(json.dumps({"report": report.model_dump(mode="json"), **told}) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
