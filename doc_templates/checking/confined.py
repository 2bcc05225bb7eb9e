"""A check in a process of its own, with little memory, little time and nothing of ours in its environment.

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
from base64 import b64decode
from pathlib import Path
from threading import BoundedSemaphore
from typing import IO, NamedTuple

from doc_templates.checking.findings import Finding, Report, report_of
from doc_templates.checking.limits import LIMITS
from doc_templates.checking.sampling import too_big
from models.documents import DocumentKind

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
    asked = json.dumps({"kind": kind.value, "mark": mark, "sample": sample}).encode()
    with (
        _AT_ONCE,
        tempfile.TemporaryFile() as given,
        tempfile.TemporaryFile() as answer,
        tempfile.TemporaryFile() as log,
    ):
        given.write(asked + b"\n" + data)
        given.seek(0)
        ended = _run(given, answer, log)
        known = _read(kind, answer)
        if ended == 0 and known is not None:
            return known
        log.seek(0)
        _LOG.warning("template check ended with %s: %s", ended, log.read()[-_TAIL:].decode("utf-8", "replace"))
    before = known.report.findings if known else ()
    return Judged(report_of(kind, [*before, _why(ended)], unjudged=not before and ended is not None and ended > 0))


def _run(given: IO[bytes], answer: IO[bytes], log: IO[bytes]) -> int | None:
    """Return how the process ended; None where its time was over."""
    command = [sys.executable, "-m", "doc_templates.checking"]
    process = subprocess.Popen(  # noqa: S603 - our own module under our own interpreter
        command,
        stdin=given,
        stdout=answer,
        stderr=log,
        cwd=_ROOT,
        env={"PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
        start_new_session=True,
    )
    try:
        return process.wait(timeout=LIMITS.seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _read(kind: DocumentKind, answer: IO[bytes]) -> Judged | None:
    """Return the last whole line of the answer; None where there is none."""
    answer.seek(0)
    *lines, _ = answer.read().split(b"\n")
    if not lines:
        return None
    told = json.loads(lines[-1])
    marked, sample = (b64decode(told[name]) if told[name] else None for name in ("marked", "sample"))
    return Judged(Report.model_validate(told["report"] | {"kind": kind}), marked, sample)


def _too_large() -> Finding:
    return Finding(
        code="file-too-large",
        message=f"Tệp lớn hơn {LIMITS.file_bytes // 1024 // 1024} MB nên không được kiểm tra.",
        remedy="bỏ bớt hình ảnh trong mẫu, hoặc nén hình (Picture Format > Compress Pictures).",
    )


def _why(ended: int | None) -> Finding:
    """Return what to say of a process that gave no answer."""
    if ended is None or ended == -signal.SIGXCPU or ended == -signal.SIGKILL:
        return Finding(
            code="too-long",
            message=f"Mẫu làm máy chạy quá {LIMITS.cpu_seconds} giây mà không xong, nên không được dùng.",
            remedy="tìm các vòng lặp “for” lồng nhau hoặc lặp quá nhiều lần trong mẫu và bỏ đi.",
        )
    if ended < 0:
        return too_big()
    return Finding(
        code="not-checked",
        message="Không kiểm tra được mẫu này; nội dung lỗi đã được ghi vào nhật ký.",
        remedy="mở tệp bằng Word, lưu lại dạng “Word Document (.docx)” rồi thử lại; nếu vẫn vậy, báo quản trị viên.",
    )
