"""One stack per THIDUA_HOME: a lock that the starter and its supervisor hold together."""

import fcntl
import os
import time
from pathlib import Path
from typing import Self

from models.errors import ThiduaError


class StackRuns(ThiduaError):
    """Another stack runs on the same THIDUA_HOME."""

    code = "stack-runs"
    http_status = 409
    exit_code = 4


class StackLock:
    """The lock of a home; held until ``release`` and until every process that inherited it ended."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    @classmethod
    def take(cls, file: Path, *, patience: float = 40) -> Self:
        """Return the held lock. A living starter is told of at once; the remains of a dead one are waited for."""
        lock = cls(file)
        end = time.monotonic() + patience
        while not lock._try():
            starter = running_starter(file)
            if starter is not None or time.monotonic() > end:
                os.close(lock._descriptor)
                raise StackRuns(
                    "Hệ thống tại chỗ đang chạy trên thư mục dữ liệu này"
                    + (f" (tiến trình {starter})." if starter else "; lần chạy trước chưa dừng hẳn."),
                    place=str(file.parent.parent),
                    remedy="dùng địa chỉ mà lần chạy ấy đã in ra, dừng nó bằng `thidua down`, "
                    "hoặc đặt THIDUA_HOME sang thư mục khác",
                )
            time.sleep(0.1)
        lock._sign()
        return lock

    @property
    def descriptor(self) -> int:
        """The file descriptor, for a child that shall hold the lock too."""
        return self._descriptor

    def release(self) -> None:
        """Let go of it, and forget who held it."""
        os.ftruncate(self._descriptor, 0)
        os.close(self._descriptor)

    def _try(self) -> bool:
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _sign(self) -> None:
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, f"{os.getpid()} {_born(os.getpid())}\n".encode(), 0)


def is_held(file: Path) -> bool:
    """Tell whether some process holds the lock of a home."""
    if not file.exists():
        return False
    lock = StackLock(file)
    try:
        return not lock._try()
    finally:
        os.close(lock.descriptor)


def running_starter(file: Path) -> int | None:
    """Return the pid of the living process that took the lock; None where it is dead or the lock is free."""
    if not is_held(file):
        return None
    written = file.read_text(encoding="utf-8").split()
    if len(written) != 2:
        return None
    pid, born = int(written[0]), written[1]
    return pid if _born(pid) == born else None


def _born(pid: int) -> str:
    """Return when a process started, in clock ticks since boot; empty where there is none or it is a zombie."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return ""
    fields = stat.rpartition(")")[2].split()
    return "" if fields[0] == "Z" else fields[19]
