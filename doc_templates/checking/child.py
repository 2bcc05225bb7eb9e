"""The process for a stranger's template: little memory, little time, nothing of ours around it, no way out of it.

A template is somebody's file until it is published: it may be a bomb, loop for ever, or try to reach into Python.
What it can spend is spent there, and the process ends with it. Nothing that it answers is more than words and bytes.
"""

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore
from typing import IO, Any, NamedTuple

from doc_templates.checking.findings import Finding
from doc_templates.checking.limits import LIMITS
from models.system_errors import reason_of

_ROOT = Path(__file__).resolve().parents[2]
_LOG = logging.getLogger("thidua.templates")
_AT_ONCE = BoundedSemaphore(max(2, os.cpu_count() or 2))
_TAIL = 2000


class Ended(NamedTuple):
    """How the process ended, and what it had said by then."""

    status: int | None
    """What the system says of its end; None where its time was over."""
    told: Mapping[str, Any] | None
    """The last whole line of its answer; None where there is none that can be read."""
    files: tuple[IO[bytes], ...]
    """What it wrote beside, in the order of the names that were asked for; open while the block lasts."""


@contextmanager
def asked(question: Mapping[str, Any], data: bytes, *, files: Sequence[str] = ()) -> Iterator[Ended]:
    """Put a question and bytes to a new process and yield how it ended, at most ten seconds later.

    For each name in ``files`` the question gets the number of an open file to write into. Raises ``OSError`` where the
    machine has no process or no room for one.
    """
    with _AT_ONCE, ExitStack() as held:
        given, answer, log, *beside = (held.enter_context(tempfile.TemporaryFile()) for _ in range(3 + len(files)))
        numbers = {name: file.fileno() for name, file in zip(files, beside, strict=True)}
        given.write(json.dumps({**question, **numbers}).encode() + b"\n" + data)
        given.seek(0)
        status = _run(given, answer, log, beside=tuple(numbers.values()))
        if status != 0:
            log.seek(0)
            _LOG.warning(
                "a template's process ended with %s: %s", status, log.read()[-_TAIL:].decode("utf-8", "replace")
            )
        yield Ended(status, _last_line(answer), tuple(beside))


def piece(file: IO[bytes], place: object) -> bytes | None:
    """Return what the process wrote at a place, which it names as its beginning and length; None where it names none.

    Raises ``TypeError`` or ``ValueError`` for what is no place.
    """
    if place is None:
        return None
    if not isinstance(place, list):
        raise TypeError(place)
    start, size = map(int, place)
    if min(start, size) < 0:
        raise ValueError(place)
    file.seek(start)
    return file.read(size)


def too_large() -> Finding:
    """Return what to say of a file that is not given to a process at all."""
    return Finding(
        code="file-too-large",
        message=f"Tệp lớn hơn {LIMITS.file_bytes // 1024 // 1024} MB nên không được kiểm tra.",
        remedy="bỏ bớt hình ảnh trong mẫu, hoặc nén hình (Picture Format > Compress Pictures).",
    )


def without_means(error: OSError) -> Finding:
    """Return what to say where the machine lacks what is needed: a process and some temporary files."""
    _LOG.warning("no process for a template: %s", error)
    return Finding(
        code="not-checked",
        message=f"Máy chưa xử lý được mẫu này: không mở được tiến trình hoặc tệp tạm ({reason_of(error)}).",
        remedy="thử lại sau ít phút; nếu vẫn vậy, báo quản trị viên xem chỗ trống của thư mục tạm.",
    )


def why(ended: int | None) -> Finding:
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
            message=f"Việc xử lý mẫu này bị máy ngắt giữa chừng ({_signal(-ended)}), nên mẫu không được dùng.",
            remedy="thử lại một lần; nếu vẫn vậy, bỏ hình quá lớn và các vòng lặp lồng nhau trong mẫu.",
        )
    return Finding(
        code="not-checked",
        message="Không xử lý được mẫu này; nội dung lỗi đã được ghi vào nhật ký.",
        remedy="mở tệp bằng Word, lưu lại dạng “Word Document (.docx)” rồi thử lại; nếu vẫn vậy, báo quản trị viên.",
    )


def _signal(number: int) -> str:
    return signal.Signals(number).name if number in set(signal.Signals) else f"tín hiệu {number}"


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


def _last_line(answer: IO[bytes]) -> Mapping[str, Any] | None:
    answer.seek(0)
    *lines, _ = answer.read(LIMITS.told_bytes).split(b"\n")
    try:
        told = json.loads(lines[-1])
        _warn_of(tuple(map(str, told["without"])))
    except (LookupError, TypeError, ValueError, OverflowError, RecursionError):
        return None
    return told if isinstance(told, dict) else None


@cache
def _warn_of(without: tuple[str, ...]) -> None:
    """Say once what this machine does not bound."""
    if without:
        _LOG.warning("template checks run without these limits, which this machine does not give: %s", without)
