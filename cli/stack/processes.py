"""Child processes that die with their parent, free ports, and waiting until something answers."""

import os
import pwd
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from models.errors import Unavailable


class PartSilent(Unavailable):
    """A part of the stack was started and does not answer in time, or ended at once."""

    code = "part-silent"


def guarded(command: Sequence[str], *, on_parent_death: str = "KILL", user: str | None = None) -> tuple[str, ...]:
    """Return ``command`` under ``setpriv``: it gets that signal when its parent dies; root may lend it a user."""
    lend = () if user is None else (f"--reuid={user}", f"--regid={user_group(user)}", "--clear-groups")
    return ("setpriv", *lend, f"--pdeathsig={on_parent_death}", "--", *command)


def user_group(user: str) -> str:
    """Return the numeric primary group of a system user."""
    return str(pwd.getpwnam(user).pw_gid)


def free_ports(count: int) -> tuple[int, ...]:
    """Return that many different loopback ports on which nothing listens now."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    try:
        return tuple(taken.getsockname()[1] for taken in sockets)
    finally:
        for taken in sockets:
            taken.close()


def listens(port: int) -> bool:
    """Tell whether something accepts connections on a loopback port."""
    with socket.socket() as caller:
        caller.settimeout(1)
        return caller.connect_ex(("127.0.0.1", port)) == 0


def wait_until(
    answers: Callable[[], bool], *, what: str, seconds: float, log: Path, alive: Callable[[], bool] = lambda: True
) -> None:
    """Return as soon as ``answers()`` is true; raise ``PartSilent`` with the log's last lines otherwise."""
    end = time.monotonic() + seconds
    while not answers():
        if time.monotonic() > end or not alive():
            raise PartSilent(
                f"{what} không trả lời sau khi khởi động.",
                place=str(log),
                remedy=f"đọc nhật ký rồi chạy lại `thidua up`. Những dòng cuối:\n{last_lines(log)}",
            )
        time.sleep(0.15)


def last_lines(log: Path, *, count: int = 8) -> str:
    """Return the end of a log for a message; empty where there is none."""
    if not log.exists():
        return ""
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-count:])


class Child:
    """One server started by this very process, for tests and short preparations; ``stop`` ends it for certain."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        log: Path,
        cwd: Path,
        environment: Mapping[str, str] | None = None,
        stop_signal: signal.Signals = signal.SIGTERM,
    ) -> None:
        self._stop_signal = stop_signal
        with log.open("ab") as output:
            self.process = subprocess.Popen(  # noqa: S603  the commands are this package's own
                command,
                cwd=cwd,
                env={**os.environ, **(environment or {})},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def alive(self) -> bool:
        """Tell whether it still runs."""
        return self.process.poll() is None

    def once_it(self, answers: Callable[[], bool], *, what: str, log: Path, seconds: float = 30) -> "Child":
        """Return itself once ``answers()`` is true; where that does not come, stop it and raise ``PartSilent``."""
        try:
            wait_until(answers, what=what, seconds=seconds, log=log, alive=self.alive)
        except BaseException:
            self.stop()
            raise
        return self

    def stop(self, *, seconds: float = 15) -> None:
        """Ask it to end, wait, and kill it where it does not; twice is once."""
        if not self.alive():
            return
        self.process.send_signal(self._stop_signal)
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
