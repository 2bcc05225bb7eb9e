"""The whole local stack as a person runs it: in its own process, on its own home, killed in every way."""

import base64
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from cli.stack.layout import Layout
from cli.stack.lock import is_held, running_starter
from models.documents import DocumentKind
from workflows.bootstrap import build_services
from workflows.settings import Settings, load_settings

pytestmark = pytest.mark.slow

THIDUA = (sys.executable, "-m", "cli")
PARTS = ("postgres", "seaweedfs", "prefect", "worker", "dispatcher", "web")


class Home:
    """One THIDUA_HOME and the commands a person gives on it."""

    def __init__(self, folder: Path) -> None:
        self.layout = Layout(folder)

    def thidua(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run one command to its end."""
        return subprocess.run(
            [*THIDUA, *arguments], env=self.environment, capture_output=True, text=True, timeout=150, check=False
        )

    @property
    def environment(self) -> dict[str, str]:
        """A person's environment with this home."""
        return {**os.environ, "THIDUA_HOME": str(self.layout.home)}

    @property
    def settings(self) -> Settings:
        """What the running stack wrote for other shells."""
        return load_settings(home=self.layout.home)

    @property
    def starter(self) -> int:
        """The pid of the running ``thidua up``."""
        pid = running_starter(self.layout.lock)
        assert pid is not None
        return pid

    @property
    def supervisor(self) -> int:
        """The pid of the supervisor."""
        return int((self.layout.run / "supervisord.pid").read_text())

    def pid(self, part: str) -> int:
        """Return the pid of a part, from the supervisor's own log."""
        log = (self.layout.logs / "supervisor.log").read_text()
        return int(re.findall(rf"spawned: '{part}' with pid (\d+)", log)[-1])

    def answers(self) -> bool:
        """Tell whether database, store, Prefect and pages answer."""
        try:
            services = build_services(self.settings)
            services.registry.check()
            services.templates.history(DocumentKind.CAMPAIGN_PLAN)
            return self.prefect().status_code == 200 and self.page().status_code < 500
        except Exception:  # any failure is what is asked about
            return False

    def page(self) -> httpx.Response:
        """Ask for the first page."""
        return httpx.get(f"http://127.0.0.1:{self.settings.web_port}/")

    def prefect(self, *, secret: bool = True) -> httpx.Response:
        """Ask the Prefect API for its version, with the secret or without."""
        assert self.settings.prefect_auth
        token = base64.b64encode(self.settings.prefect_auth.get_secret_value().encode()).decode()
        headers = {"Authorization": f"Basic {token}"} if secret else {}
        return httpx.get(f"{self.settings.prefect_api_url}/admin/version", headers=headers)


@pytest.fixture(scope="module")
def home() -> Iterator[Home]:
    """Return the home of a stack that runs in the background; whatever a test left is started again by the next."""
    with tempfile.TemporaryDirectory(prefix="thidua-home-") as folder:
        Path(folder).chmod(0o711)
        home = Home(Path(folder) / "var")
        started = home.thidua("up", "--detach")
        assert started.returncode == 0, started.stdout + started.stderr
        assert "Sẵn sàng. Mở trình duyệt: http://127.0.0.1:" in started.stdout
        assert re.search(r"Mật khẩu lần đầu .*: \S+", started.stdout)
        yield home
        home.thidua("down")


@pytest.fixture(autouse=True)
def _running(home: Home) -> None:
    """Every test begins with a stack that answers."""
    if not is_held(home.layout.lock):
        home.thidua("up", "--detach")
    assert home.answers()


def test_the_doctor_finds_everything_well(home: Home) -> None:
    """Every part tells its version, and nothing that is needed is missing."""
    found = home.thidua("doctor")
    assert found.returncode == 0, found.stdout
    assert "✗" not in found.stdout
    assert "Khóa lưu trữ có hiệu lực" in found.stdout
    assert "từ chối người không có khóa" in found.stdout


def test_archive_mode_is_on_because_the_lock_holds(home: Home) -> None:
    """The settings allow the archive only after the lock was tried at this start."""
    assert home.settings.archive
    assert home.settings.local_stack


def test_prefect_without_the_secret_is_refused(home: Home) -> None:
    """Any local user could run commands through an open Prefect API."""
    assert home.prefect(secret=False).status_code == 401
    assert home.prefect().status_code == 200


def test_nothing_listens_beyond_loopback(home: Home) -> None:
    """No part is reachable from another machine."""
    ours = family(home.starter)
    listening = subprocess.run(["ss", "-Hlntp"], capture_output=True, text=True, check=True).stdout.splitlines()
    addresses = {line.split()[3] for line in listening for pid in ours if f"pid={pid}," in line}
    assert len(addresses) > 5
    assert all(address.startswith("127.0.0.1:") for address in addresses)


def test_a_second_up_on_the_same_home_is_refused(home: Home) -> None:
    """It says who holds the home and what to do, and the running stack goes on."""
    refused = home.thidua("up")
    assert refused.returncode == 4
    assert f"tiến trình {home.starter}" in refused.stderr
    assert "thidua down" in refused.stderr
    assert home.answers()


@pytest.mark.parametrize("part", PARTS)
def test_a_killed_part_comes_back(part: str, home: Home) -> None:
    """SIGKILL to any part: the supervisor starts it again by itself."""
    before = home.pid(part)
    os.kill(before, signal.SIGKILL)
    until(lambda: home.pid(part) != before and alive(home.pid(part)) and home.answers(), seconds=60)


def test_a_killed_supervisor_comes_back_with_all_parts(home: Home) -> None:
    """SIGKILL to the supervisor: its parts end with it, and ``up`` starts all of them again."""
    before, parts = home.supervisor, family(home.supervisor)
    os.kill(before, signal.SIGKILL)
    until(lambda: not any(alive(pid) for pid in parts), seconds=30)
    until(lambda: home.layout.ready.exists() and home.supervisor != before and home.answers(), seconds=90)


def test_after_a_kill_of_everything_the_next_up_recovers(home: Home) -> None:
    """Nothing that was acknowledged is lost, and no remains are in the way."""
    services = build_services(home.settings)
    version = services.templates.publish(DocumentKind.CAMPAIGN_PLAN, b"published before the kill")
    everything = (home.starter, *family(home.starter))
    for pid in everything:
        kill(pid)
    until(lambda: not any(alive(pid) for pid in everything), seconds=30)
    again = home.thidua("up", "--detach")
    assert again.returncode == 0, again.stdout + again.stderr
    assert "Mật khẩu" not in again.stdout
    assert build_services(home.settings).templates.get(version) == b"published before the kill"
    assert home.answers()


def test_a_killed_starter_takes_all_parts_along(home: Home) -> None:
    """SIGKILL to ``up`` alone: the supervisor is told and stops every part; the next ``up`` waits for it."""
    everything = (home.starter, *family(home.starter))
    os.kill(home.starter, signal.SIGKILL)
    again = home.thidua("up", "--detach")
    assert again.returncode == 0, again.stdout + again.stderr
    assert not any(alive(pid) for pid in everything)
    assert home.answers()


@pytest.mark.parametrize("ignored", [False, True], ids=["from a terminal", "from a script that ignores SIGINT"])
def test_ctrl_c_leaves_no_process_behind(ignored: bool, home: Home) -> None:
    """SIGINT ends every part, also where a script's ``&`` had the signal ignored; the address is free again."""
    home.thidua("down")
    with subprocess.Popen(
        [*THIDUA, "up"],
        env=home.environment,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=(lambda: signal.signal(signal.SIGINT, signal.SIG_IGN)) if ignored else None,
    ) as up:
        until(home.layout.ready.exists, seconds=90)
        everything = family(up.pid)
        assert len(everything) > len(PARTS)
        os.killpg(up.pid, signal.SIGINT)
        assert up.wait(60) == 0
    assert not any(alive(pid) for pid in everything)
    assert not is_held(home.layout.lock)
    assert not home.layout.ready.exists()


def until(true: Callable[[], bool], *, seconds: float) -> None:
    """Wait for something to become true."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "not in time"
        time.sleep(0.2)


def family(pid: int) -> tuple[int, ...]:
    """Return every descendant of a process."""
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents.setdefault(int(stat.read_text().rpartition(")")[2].split()[1]), []).append(int(stat.parent.name))
        except (FileNotFoundError, ProcessLookupError):
            continue
    found = list(parents.get(pid, ()))
    for child in found:
        found += parents.get(child, ())
    return tuple(found)


def alive(pid: int) -> bool:
    """Tell whether a process runs; a zombie does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def kill(pid: int) -> None:
    """Send SIGKILL to one that may have ended already."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return
