"""The supervisor: its configuration, its start, and speaking with it through a socket in the home."""

import os
import shlex
import subprocess
import sys
from collections.abc import Iterable
from typing import Any
from xmlrpc.client import Fault, ServerProxy

from supervisor.xmlrpc import SupervisorTransport

from cli.stack.layout import Layout
from cli.stack.local import Part
from cli.stack.memory import write_private
from cli.stack.processes import PartSilent, guarded, wait_until

RUNNING, FATAL = "RUNNING", "FATAL"
SETTLED_SECONDS = 5
"""One of our own programs that ends sooner than this is started again with growing pauses."""
NO_ANSWER_SECONDS = 2
"""How long a part that can be asked nothing must have been up to count as ready."""

_HEAD = """\
[unix_http_server]
file={socket}
chmod=0700

[supervisord]
nodaemon=true
logfile={logs}/supervisor.log
logfile_maxbytes=5MB
logfile_backups=1
loglevel=info
pidfile={run}/supervisord.pid
childlogdir={logs}
{user}
[rpcinterface:supervisor]
supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface
"""

_PROGRAM = """
[program:{name}]
command={command}
directory={folder}
priority={priority}
autostart=false
autorestart=true
startsecs={settled}
startretries=20
stopsignal={stop_signal}
stopwaitsecs={stop_seconds}
stopasgroup={whole_group}
killasgroup={whole_group}
redirect_stderr=true
stdout_logfile={log}
stdout_logfile_maxbytes=5MB
stdout_logfile_backups=2
"""


def configuration(layout: Layout, parts: Iterable[Part]) -> str:
    """Return the supervisor's configuration: no part starts by itself, each comes back when it dies.

    It holds no secret: the launcher reads them from the home.
    """
    head = _HEAD.format(
        socket=_literal(layout.supervisor_socket),
        logs=_literal(layout.logs),
        run=_literal(layout.run),
        user="user=root\n" if os.geteuid() == 0 else "",
    )
    return head + "".join(_program(layout, part, priority=10 * place) for place, part in enumerate(parts, start=1))


def _program(layout: Layout, part: Part, *, priority: int) -> str:
    launcher = guarded((sys.executable, "-m", "cli", "run-part", part.name))
    return _PROGRAM.format(
        name=part.name,
        command=_literal(shlex.join(launcher)),
        folder=_literal(part.folder),
        priority=priority,
        settled=1 if part.command else SETTLED_SECONDS,
        stop_signal=part.stop_signal,
        stop_seconds=part.stop_seconds,
        whole_group=str(part.whole_group).lower(),
        log=_literal(layout.logs / f"{part.name}.log"),
    )


def _literal(value: object) -> str:
    return str(value).replace("%", "%%")


class Supervisor:
    """One running supervisor and what it is asked."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._process: subprocess.Popen[bytes] | None = None
        self._log = layout.logs / "supervisor.log"

    def start(self, parts: Iterable[Part], *, lock_descriptor: int) -> None:
        """Start it with no part running; it stops everything when this process dies, and holds the lock till then."""
        write_private(self._layout.supervisor_configuration, configuration(self._layout, parts))
        self._layout.supervisor_socket.unlink(missing_ok=True)
        command = (sys.executable, "-m", "supervisor.supervisord", "-c", str(self._layout.supervisor_configuration))
        self._process = subprocess.Popen(  # noqa: S603  own command
            guarded(command, on_parent_death="TERM"),
            env={**os.environ, "THIDUA_HOME": str(self._layout.home)},
            pass_fds=(lock_descriptor,),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        wait_until(self._answers, what="Bộ giám sát", seconds=15, log=self._log, alive=self.alive)

    def alive(self) -> bool:
        """Tell whether it still runs."""
        return self._process is not None and self._process.poll() is None

    def start_part(self, name: str) -> None:
        """Start a part; one that runs or is starting stays as it is."""
        try:
            self._call("startProcess", name, False)
        except Fault as fault:
            if "ALREADY_STARTED" not in fault.faultString:
                raise PartSilent(f"Bộ giám sát không khởi động được {name}.", place=fault.faultString) from fault

    def states(self) -> dict[str, str]:
        """Return the state of each part (``RUNNING``, ``BACKOFF``, ``FATAL`` and so on)."""
        return {info["name"]: info["statename"] for info in self._call("getAllProcessInfo")}

    def wait_for(self, part: Part, *, seconds: float = 60) -> None:
        """Return once a part answers; where it has nothing to ask, once it stays up."""
        log = self._layout.logs / f"{part.name}.log"
        wait_until(
            part.answers or (lambda: self._up_for(part.name) >= NO_ANSWER_SECONDS),
            what=part.title,
            seconds=seconds,
            log=log,
            alive=self.alive,
        )

    def stop(self, *, seconds: float = 60) -> None:
        """Stop every part in reverse order, then the supervisor itself; kill it where that takes too long."""
        if self._process is None:
            return
        if self.alive():
            self._process.terminate()
            try:
                self._process.wait(seconds)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._layout.supervisor_socket.unlink(missing_ok=True)

    def _up_for(self, name: str) -> int:
        """Return for how many seconds a part has been up; 0 where it is not."""
        info = self._call("getProcessInfo", name)
        return int(info["now"] - info["start"]) if info["statename"] in (RUNNING, "STARTING") else 0

    def _answers(self) -> bool:
        try:
            return bool(self._call("getState"))
        except PartSilent:
            return False

    def _call(self, method: str, *arguments: object) -> Any:
        transport = SupervisorTransport(None, None, f"unix://{self._layout.supervisor_socket}")
        proxy = ServerProxy("http://127.0.0.1", transport=transport)
        try:
            return getattr(proxy.supervisor, method)(*arguments)
        except (OSError, EOFError) as fault:
            raise PartSilent("Bộ giám sát không trả lời.", place=str(self._layout.supervisor_socket)) from fault
        finally:
            transport.close()
