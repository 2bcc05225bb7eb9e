"""A check in a process of its own, for templates from outside."""

from collections.abc import Mapping
from contextlib import suppress
from typing import IO, Any, NamedTuple

from doc_templates.checking import child
from doc_templates.checking.findings import Report, report_of
from doc_templates.checking.limits import LIMITS
from models.documents import DocumentKind


class Judged(NamedTuple):
    """What came out of the process."""

    report: Report
    marked: bytes | None = None
    """The file with each finding as a comment, where that was asked for and the file could be opened."""
    sample: bytes | None = None
    """The template filled with made-up values, where that was asked for and it could be filled."""


def judge(data: bytes, *, kind: DocumentKind, mark: bool = False, sample: bool = False) -> Judged:
    """Return everything there is to say about a template, whatever it does; at most ten seconds later."""
    if len(data) > LIMITS.file_bytes:
        return Judged(report_of(kind, [child.too_large()], unjudged=True))
    wanted = [name for name, asked in (("mark", mark), ("sample", sample)) if asked]
    try:
        with child.asked({"task": "check", "kind": kind.value}, data, files=wanted) as ended:
            return _judged(kind, ended, dict(zip(wanted, ended.files, strict=True)))
    except OSError as error:
        return Judged(report_of(kind, [child.without_means(error)], unjudged=True))


def _judged(kind: DocumentKind, ended: child.Ended, files: Mapping[str, IO[bytes]]) -> Judged:
    known = None
    if ended.told is not None:
        with suppress(LookupError, TypeError, ValueError, OverflowError):
            known = _read(kind, ended.told, files)
    if ended.status == 0 and known is not None:
        return known
    before = known.report.findings if known else ()
    unjudged = not before and ended.status is not None and ended.status > 0
    return Judged(
        report_of(kind, [*before, child.why(ended.status)], unjudged=unjudged), known.marked if known else None
    )


def _read(kind: DocumentKind, told: Mapping[str, Any], files: Mapping[str, IO[bytes]]) -> Judged:
    report = Report.model_validate(told["report"] | {"kind": kind})
    made = {name: child.piece(file, told[name]) for name, file in files.items()}
    return Judged(report, made.get("mark"), made.get("sample"))
