"""``thidua up`` and ``thidua down`` as processes: signals, the background, and stopping what runs."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from cli.stack.layout import Layout
from cli.stack.local import LocalStack
from cli.stack.lock import StackLock, is_held, running_starter
from cli.stack.memory import Memory, keep_memory, load_memory, with_free_ports
from cli.stack.processes import PartSilent, free_ports, listens
from cli.stack.starting import Started, Starter
from models.errors import ThiduaError
from workflows.settings import Settings, outside_settings

BACKGROUND = "THIDUA_UP_IN_BACKGROUND"


class StackWontStop(ThiduaError):
    """The running stack did not stop in time."""

    code = "stack-wont-stop"
    exit_code = 4


class _StopAsked(BaseException):
    """SIGINT, SIGTERM or SIGHUP came."""


def run_in_foreground() -> int:
    """Start the stack, tell its address, watch over it; return the exit code once it was told to stop."""
    given = outside_settings()
    layout = Layout(given.home.absolute())
    layout.prepare()
    lock = StackLock.take(layout.lock)
    try:
        with _stopping_signals():
            return _run(given, layout, lock)
    finally:
        lock.release()


def run_detached() -> int:
    """Start the stack in a process of its own, pass on what it says until all answers; return its exit code."""
    layout = Layout(outside_settings().home.absolute())
    layout.prepare()
    child = subprocess.Popen(
        [sys.executable, "-m", "cli", "up"],
        env={**os.environ, BACKGROUND: "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    for line in child.stdout or ():
        print(line, end="", flush=True)
    return 0 if layout.ready.exists() and child.poll() is None else child.wait()


def stop_running() -> bool:
    """Stop the stack of this home and wait for its end; False where none runs."""
    layout = Layout(outside_settings().home.absolute())
    if not is_held(layout.lock):
        return False
    end = time.monotonic() + 90
    asked = False
    while is_held(layout.lock):
        starter = running_starter(layout.lock)
        if starter is not None and not asked:
            os.kill(starter, signal.SIGTERM)
            asked = True
        if time.monotonic() > end:
            raise StackWontStop(
                "Hệ thống tại chỗ chưa dừng sau 90 giây.",
                place=str(layout.home),
                remedy=f"xem nhật ký trong {layout.logs} rồi thử lại",
            )
        time.sleep(0.1)
    return True


def _run(given: Settings, layout: Layout, lock: StackLock) -> int:
    stack = LocalStack.of(given=given, memory=_refreshed_memory(given, layout))
    starter = Starter(stack, lock=lock, say=_say)
    try:
        _say(f"Khởi động Thi đua; dữ liệu ở {layout.home}")
        _tell(starter.start())
        while True:
            starter.watch()
            _say("Bộ giám sát đã dừng đột ngột; đang khởi động lại tất cả.")
            starter.start()
            _say("Mọi phần đã trả lời trở lại.")
    except _StopAsked:
        _say("Đang dừng mọi phần…")
        return 0
    finally:
        _ignore_stopping_signals()
        starter.stop()
        _say("Đã dừng.")


def _refreshed_memory(given: Settings, layout: Layout) -> Memory:
    """Return ports and secrets with every port free, and keep them."""
    memory = with_free_ports(load_memory(layout.memory))
    memory = memory.model_copy(update={"web_port": _web_port(given, memory)})
    keep_memory(layout.memory, memory)
    return memory


def _web_port(given: Settings, memory: Memory) -> int:
    """Return the port of the pages: as a person set it, else as last time, else the usual one, else a free one."""
    if "web_port" in given.model_fields_set and not given.local_stack:
        if listens(given.web_port):
            raise PartSilent(
                f"Cổng {given.web_port} đang có chương trình khác dùng.",
                place="THIDUA_WEB_PORT",
                remedy="đặt THIDUA_WEB_PORT sang một cổng còn trống",
            )
        return given.web_port
    wanted = (memory.web_port, Settings.model_fields["web_port"].default)
    return next((port for port in wanted if port and not listens(port)), free_ports(1)[0])


def _tell(started: Started) -> None:
    _say(f"\nSẵn sàng. Mở trình duyệt: {started.address}")
    if started.first_password:
        _say(f"Tài khoản quản trị: {started.admin}\nMật khẩu lần đầu (chỉ hiện một lần): {started.first_password}")
    else:
        _say(f"Quên mật khẩu quản trị thì chạy: thidua account reset-password {started.admin}")
    if os.environ.get(BACKGROUND):
        _let_go_of_the_terminal()
    else:
        _say("Bấm Ctrl-C để dừng.")


def _say(text: str) -> None:
    print(text, flush=True)


def _let_go_of_the_terminal() -> None:
    """Write further words to a log, so that whoever started us in the background sees the end of our output."""
    layout = Layout(outside_settings().home.absolute())
    log = os.open(layout.logs / "up.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(log, 1)
    os.dup2(log, 2)
    os.close(log)


@contextmanager
def _stopping_signals() -> Iterator[None]:
    """Turn the signals that ask for an end into ``_StopAsked``, also where they were ignored (``nohup``, ``&``)."""

    def ask(_number: int, _frame: FrameType | None) -> None:
        _ignore_stopping_signals()
        raise _StopAsked

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, ask)
    yield


def _ignore_stopping_signals() -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
