"""Another process as this one sees it: given contexts, listened to, never waited for."""

import contextlib
import fcntl
import os
import pickle
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import IO

from doc_templates.many import frames
from doc_templates.many.frames import Frame, Kind, framed
from doc_templates.many.pace import Starts
from doc_templates.many.results import Renderer
from doc_templates.many.slots import Slot

_BEGIN = """import pickle, sys
sys.path[:] = pickle.load(sys.stdin.buffer)
from doc_templates.many.serving import serve
serve()"""
_PIPE = 1024 * 1024
_AT_ONCE = 16
"""Reads of so many pipes' worth at one time."""


class HelperGone(Exception):
    """The other process has ended or can do nothing."""


class Helper:
    """A process that makes the same template for itself; its contexts are answered in their order."""

    def __init__(self, made: Callable[[], Renderer], *, draft: bool) -> None:
        """Raise ``OSError`` where no process can be started, any error where the template cannot be sent."""
        template = pickle.dumps((made, draft, os.getpid(), time.monotonic()))
        self._process = subprocess.Popen(  # noqa: S603 - our own module under our own interpreter
            [sys.executable, "-c", _BEGIN],
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        self._input, self._output = _streams(self._process)
        self._to_send = bytearray(pickle.dumps(sys.path) + framed(Kind.TEMPLATE, template))
        self._received = bytearray()
        self.is_ready = False
        self.given: deque[Slot] = deque()

    def give(self, slots: Sequence[Slot]) -> int:
        """Put contexts on their way and return their size; any error of pickling where they cannot travel."""
        packed = pickle.dumps([slot.context for slot in slots], pickle.HIGHEST_PROTOCOL)
        self._to_send += framed(Kind.CONTEXTS, packed)
        self.given.extend(slots)
        self._send()
        return len(packed)

    def news(self) -> Iterator[Frame]:
        """Yield what has come back, or raise ``HelperGone``; sends on what is still to be sent."""
        self._send()
        ended = self._receive()
        for frame in frames.taken(self._received):
            if frame.kind is Kind.UNABLE:
                raise HelperGone
            if frame.kind is Kind.READY:
                self.is_ready, Starts.seconds = True, float(frame.data)
            else:
                yield frame
        if ended:
            raise HelperGone

    def _send(self) -> None:
        try:
            while self._to_send:
                del self._to_send[: os.write(self._input.fileno(), self._to_send)]
        except BlockingIOError:
            return
        except OSError as error:
            raise HelperGone from error

    def _receive(self) -> bool:
        """Take what has come, and return whether nothing more will."""
        with contextlib.suppress(BlockingIOError):
            for _ in range(_AT_ONCE):
                some = os.read(self._output.fileno(), _PIPE)
                if not some:
                    return True
                self._received += some
        return False

    def end(self) -> None:
        """End the process at once; nothing of it is left."""
        self._process.kill()
        for stream in (self._input, self._output):
            stream.close()
        self._process.wait()


def _streams(process: "subprocess.Popen[bytes]") -> tuple[IO[bytes], IO[bytes]]:
    """Return a process's input and output, wide ones that are never waited for."""
    if process.stdin is None or process.stdout is None:
        raise OSError("pipe")
    for stream in (process.stdin, process.stdout):
        os.set_blocking(stream.fileno(), False)
        with contextlib.suppress(OSError):
            fcntl.fcntl(stream, fcntl.F_SETPIPE_SZ, _PIPE)
    return process.stdin, process.stdout
