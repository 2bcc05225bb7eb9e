"""A real Prefect server, worker and dispatcher for the tests that need runs."""

import json
import os
import secrets
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cli.stack.postgres import Postgres
from cli.stack.processes import free_ports, guarded


@dataclass
class PrefectServer:
    """Where a running Prefect server is and how it is reached."""

    address: str
    secret: str
    processes: "list[subprocess.Popen[bytes]]" = field(default_factory=list)
    again: "Callable[[], subprocess.Popen[bytes]] | None" = None

    def kill(self) -> None:
        """Take the server away at once."""
        self.processes[-1].kill()
        self.processes[-1].wait(10)

    def restart(self) -> None:
        """Bring it back on the same port and database."""
        assert self.again is not None
        self.processes.append(self.again())

    def answers(self) -> bool:
        """Tell whether the API accepts the secret."""
        try:
            self.call("admin/version")
        except (urllib.error.URLError, OSError):
            return False
        return True

    def call(self, path: str, body: object = None) -> Any:
        """Return the API's answer to a GET, or to a POST of ``body``."""
        credentials = b64encode(self.secret.encode()).decode()
        headers = {"Authorization": f"Basic {credentials}", "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.address}/{path}", data=data, headers=headers)
        with urllib.request.urlopen(request, timeout=5) as answer:
            return json.load(answer)

    def runs(self, flow: str) -> list[str]:
        """Return the state of each run of a flow."""
        wanted = {"flows": {"name": {"any_": [flow]}}}
        return [run["state_type"] for run in self.call("flow_runs/filter", wanted)]


@contextmanager
def prefect_server(postgres: Postgres, folder: Path) -> Iterator[PrefectServer]:
    """Run a Prefect server on a database of its own, with a secret."""
    name = f"prefect_{secrets.token_hex(4)}"
    postgres.create_database(name)
    (port,) = free_ports(1)
    server = PrefectServer(address=f"http://127.0.0.1:{port}/api", secret=f"thidua:{secrets.token_hex(8)}")
    environment = plain_environment() | {
        "PREFECT_HOME": str(folder),
        "PREFECT_API_URL": server.address,
        "PREFECT_API_AUTH_STRING": server.secret,
        "PREFECT_SERVER_API_AUTH_STRING": server.secret,
        "PREFECT_SERVER_DATABASE_CONNECTION_URL": postgres.url(database=name).replace(
            "postgresql:", "postgresql+asyncpg:"
        ),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_UI_ENABLED": "false",
        "PREFECT_LOGGING_SERVER_LEVEL": "ERROR",
    }
    serve = ("-m", "uvicorn", "--factory", "prefect.server.api.server:create_app", "--log-level", "error")
    command = guarded((sys.executable, *serve, "--host", "127.0.0.1", "--port", str(port)))
    server.processes.append(started(server, command, environment, folder))
    try:
        yield server
    finally:
        server.processes[-1].kill()
        server.processes[-1].wait(10)


def started(
    server: PrefectServer, command: Sequence[str], environment: dict[str, str], folder: Path
) -> "subprocess.Popen[bytes]":
    """Start the server's process and wait until it answers."""
    server.again = lambda: started(server, command, environment, folder)
    process = subprocess.Popen(command, env=environment, cwd=folder)
    wait_until(server.answers, seconds=90, what="the Prefect server's answer")
    return process


@contextmanager
def part(module: str, environment: dict[str, str]) -> Iterator["subprocess.Popen[bytes]"]:
    """Run one of our own processes in a group of its own; the whole group is killed at the end."""
    command = guarded((sys.executable, "-m", module))
    with subprocess.Popen(command, env=plain_environment() | environment, start_new_session=True) as process:
        try:
            yield process
        finally:
            kill_group(process)


def kill_group(process: "subprocess.Popen[bytes]") -> None:
    """Send SIGKILL to a process and all its children."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)


def plain_environment() -> dict[str, str]:
    """Return the environment without anybody's settings."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("THIDUA_", "PREFECT_", "PG"))}


def wait_until(happened: Callable[[], bool], *, seconds: float, what: str) -> float:
    """Wait until it happened and return how long it took; fail after ``seconds``."""
    began = time.monotonic()
    while not happened():
        assert time.monotonic() - began < seconds, f"{what} did not happen within {seconds} seconds"
        time.sleep(0.05)
    return time.monotonic() - began
