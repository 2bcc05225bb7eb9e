"""The confined process: a question and a file on standard input, the answer as JSON on standard output."""

import json
import sys
from base64 import b64encode

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
        examined = examine(data, kind=kind)
        marked = _marked(data, examined.report) if asked["mark"] else None
        sample = examined.sample if asked["sample"] else None
        _answer(examined.report, marked, sample)
    except (MemoryError, RecursionError):
        _answer(report_of(kind, [too_big()]), None, None)


def _marked(data: bytes, report: Report) -> bytes | None:
    try:
        return with_comments(data, [finding.remark() for finding in report.findings])
    except TemplateFault:
        return None


def _answer(report: Report, marked: bytes | None, sample: bytes | None) -> None:
    files = {"marked": marked, "sample": sample}
    told = {name: b64encode(data).decode() if data else "" for name, data in files.items()}
    sys.stdout.write(json.dumps({"report": report.model_dump(mode="json"), **told}))


if __name__ == "__main__":
    main()
