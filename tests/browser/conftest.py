"""The whole local stack with a browser before it: Debian's Chromium, nothing downloaded."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from cli.stack.processes import free_ports

CHROMIUM = "/usr/bin/chromium"
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@dataclass(frozen=True)
class Stack:
    """A running stack: where its pages are, and the administrator's first password."""

    address: str
    password: str


@pytest.fixture(scope="module")
def stack() -> Iterator[Stack]:
    """Start ``thidua up`` on a home of its own, and stop it afterwards."""
    home = Path(tempfile.mkdtemp(prefix="thidua-browser-"))
    (port,) = free_ports(1)
    environment = {**os.environ, "THIDUA_HOME": str(home), "THIDUA_WEB_PORT": str(port)}
    told = _thidua("up", "--detach", environment=environment)
    try:
        found = re.search(r"một lần\): (\S+)", told)
        assert found, told
        yield Stack(address=f"http://127.0.0.1:{port}", password=found[1])
    finally:
        _thidua("down", environment=environment)
        shutil.rmtree(home, ignore_errors=True)


def _thidua(*words: str, environment: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "cli", *words], env=environment, capture_output=True, text=True, timeout=240, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Use the system's Chromium, and keep it from calling home."""
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": list(QUIET)}
