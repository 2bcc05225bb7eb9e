"""A check in a process of its own: little memory, little time, nothing of ours in its environment, no way out of it.

A template is somebody's file until it is published: it may be a bomb, loop for ever, or try to reach into Python.
What it can spend is spent there, and the process ends with it.
"""

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore
from typing import IO, NamedTuple

from doc_templates.checking.findings import Finding, Report, report_of
from doc_templates.checking.limits import LIMITS
from models.documents import DocumentKind
from models.system_errors import reason_of

_ROOT = Path(__file__).resolve().parents[2]
_LOG = logging.getLogger("thidua.templates")
_AT_ONCE = BoundedSemaphore(max(2, os.cpu_count() or 2))
_TAIL = 2000


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
        return Judged(report_of(kind, [_too_large()], unjudged=True))
    try:
        return _judged(data, kind=kind, mark=mark, sample=sample)
    except OSError as error:
        _LOG.warning("template check could not be made: %s", error)
        return Judged(report_of(kind, [_without_means(error)], unjudged=True))


def _judged(data: bytes, *, kind: DocumentKind, mark: bool, sample: bool) -> Judged:
    with _AT_ONCE, ExitStack() as held:
        given, answer, log, *files = (held.enter_context(tempfile.TemporaryFile()) for _ in range(5))
        asked = {"mark": files[0].fileno() if mark else None, "sample": files[1].fileno() if sample else None}
        given.write(json.dumps({"kind": kind.value} | asked).encode() + b"\n" + data)
        given.seek(0)
        ended = _run(given, answer, log, beside=[one for one in asked.values() if one is not None])
        known = _read(kind, answer, *files)
        if ended == 0 and known is not None:
            return known
        log.seek(0)
        _LOG.warning("template check ended with %s: %s", ended, log.read()[-_TAIL:].decode("utf-8", "replace"))
    before = known.report.findings if known else ()
    report = report_of(kind, [*before, _why(ended)], unjudged=not before and ended is not None and ended > 0)
    return Judged(report, known.marked if known else None)


def _run(given: IO[bytes], answer: IO[bytes], log: IO[bytes], *, beside: Sequence[int]) -> int | None:
    """Return how the process ended; None where its time was over."""
    process = subprocess.Popen(
        [sys.executable, "-s", "-m", "doc_templates.checking"],
        stdin=given,
        stdout=answer,
        stderr=log,
        pass_fds=beside,
        cwd=_ROOT,
        env={"PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
        start_new_session=True,
    )
    try:
        return process.wait(timeout=LIMITS.seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _read(kind: DocumentKind, answer: IO[bytes], marked: IO[bytes], sample: IO[bytes]) -> Judged | None:
    """Return the last whole line of the answer; None where there is none."""
    answer.seek(0)
    *lines, _ = answer.read(LIMITS.told_bytes).split(b"\n")
    try:
        told = json.loads(lines[-1])
        report = Report.model_validate(told["report"] | {"kind": kind})
        files = [_slice(file, told[name]) for file, name in ((marked, "marked"), (sample, "sample"))]
        _warn_of(tuple(map(str, told["without"])))
    except (LookupError, TypeError, ValueError, OverflowError):
        return None
    return Judged(report, *files)


def _slice(file: IO[bytes], place: Sequence[int] | None) -> bytes | None:
    if place is None:
        return None
    start, size = place
    file.seek(start)
    return file.read(size)


@cache
def _warn_of(without: tuple[str, ...]) -> None:
    """Say once what this machine does not bound."""
    if without:
        _LOG.warning("template checks run without these limits, which this machine does not give: %s", without)


def _too_large() -> Finding:
    return Finding(
        code="file-too-large",
        message=f"Tệp lớn hơn {LIMITS.file_bytes // 1024 // 1024} MB nên không được kiểm tra.",
        remedy="bỏ bớt hình ảnh trong mẫu, hoặc nén hình (Picture Format > Compress Pictures).",
    )


def _without_means(error: OSError) -> Finding:
    """Return what to say where the machine lacks what a check needs: a process and some temporary files."""
    return Finding(
        code="not-checked",
        message=f"Máy chưa kiểm tra được mẫu này: không mở được tiến trình hoặc tệp tạm ({reason_of(error)}).",
        remedy="thử lại sau ít phút; nếu vẫn vậy, báo quản trị viên xem chỗ trống của thư mục tạm.",
    )


def _why(ended: int | None) -> Finding:
    """Return what to say of a process that gave no answer."""
    if ended is None or -ended in (signal.SIGXCPU, signal.SIGALRM):
        return Finding(
            code="too-long",
            message=f"Mẫu làm máy chạy quá {LIMITS.cpu_seconds} giây mà không xong, nên không được dùng.",
            remedy="bỏ các vòng lặp “for” lồng nhau hoặc lặp quá nhiều lần; mẫu rất dài thì cắt bớt phần không dùng.",
        )
    if ended < 0:
        return Finding(
            code="check-cut",
            message=f"Việc kiểm tra mẫu này bị máy ngắt giữa chừng ({_signal(-ended)}), nên mẫu không được dùng.",
            remedy="thử lại một lần; nếu vẫn vậy, bỏ hình quá lớn và các vòng lặp lồng nhau trong mẫu.",
        )
    return Finding(
        code="not-checked",
        message="Không kiểm tra được mẫu này; nội dung lỗi đã được ghi vào nhật ký.",
        remedy="mở tệp bằng Word, lưu lại dạng “Word Document (.docx)” rồi thử lại; nếu vẫn vậy, báo quản trị viên.",
    )


def _signal(number: int) -> str:
    return signal.Signals(number).name if number in set(signal.Signals) else f"tín hiệu {number}"
