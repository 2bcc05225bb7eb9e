"""The other process: makes the template once, then fills the contexts that come in until there are no more.

It is no child of ``multiprocessing``: the program that asked for documents is not run a second time in it.
"""

import contextlib
import os
import pickle
import signal
import sys
import threading
import time
from typing import IO, Any

from doc_templates.many import frames
from doc_templates.many.frames import Kind, framed
from doc_templates.many.results import Context, Renderer, Told, filled

_BUFFER = 256 * 1024
_NEWS_SECONDS = 0.005
"""Finished documents are told at least so often."""
_LOOK_SECONDS = 1.0


def serve() -> None:
    """Fill until the other side closes the stream or is gone; what filters print goes to the error stream."""
    answers = os.fdopen(os.dup(1), "wb", _BUFFER)
    os.dup2(2, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(BrokenPipeError):
        _serve(sys.stdin.buffer, answers)
        answers.flush()
    os._exit(0)


def _serve(asked: IO[bytes], answers: IO[bytes]) -> None:
    first = frames.read(asked)
    try:
        made, draft, parent, started = pickle.loads(first.data if first else b"")  # noqa: S301 - our own process wrote it
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
        template: Renderer = made()
    except Exception:
        answers.write(framed(Kind.UNABLE))
        return
    answers.write(framed(Kind.READY, repr(time.monotonic() - started).encode()))
    answers.flush()
    while frame := frames.read(asked):
        try:
            contexts: list[Context] = pickle.loads(frame.data)  # noqa: S301 - our own process wrote it
        except Exception:
            answers.write(framed(Kind.UNABLE))
            return
        _fill(template, contexts, answers, draft=draft)


def _fill(template: Renderer, contexts: list[Context], answers: IO[bytes], *, draft: bool) -> None:
    told = time.monotonic()
    for context in contexts:
        answers.write(_answer(template, context, draft=draft))
        if time.monotonic() - told > _NEWS_SECONDS:
            answers.flush()
            told = time.monotonic()
    answers.flush()


def _answer(template: Renderer, context: Any, *, draft: bool) -> bytes:
    """Return a frame; what is no error of ours will be met again where the document is then filled."""
    try:
        one = filled(template, context, draft=draft)
        return framed(Kind.ERROR, pickle.dumps(one)) if isinstance(one, Told) else framed(Kind.DOCUMENT, one)
    except Exception:
        return framed(Kind.NOTHING)


def _end_with(parent: int) -> None:
    """End when the parent has ended, should others still hold the streams open."""
    while os.getppid() == parent:
        time.sleep(_LOOK_SECONDS)
    os._exit(0)
