"""The scripts behind ``make``."""

import os
import subprocess
from pathlib import Path

import pytest

from cli.stack.layout import Layout
from cli.stack.lock import StackLock
from workflows.settings import REPOSITORY


def _forget(home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [REPOSITORY / "scripts" / "forget-data"],
        env={**os.environ, "THIDUA_HOME": str(home), "CI": "true"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_data_of_a_running_stack_are_not_forgotten(tmp_path: Path) -> None:
    """``make clean-data`` says that the stack runs, and touches nothing."""
    layout = Layout(tmp_path / "var")
    layout.prepare()
    layout.memory.write_text("{}")
    lock = StackLock.take(layout.lock)
    try:
        refused = _forget(layout.home)
    finally:
        lock.release()
    assert refused.returncode == 4
    assert "thidua down" in refused.stderr
    assert layout.memory.exists()


def test_a_folder_that_is_no_home_is_left_alone(tmp_path: Path) -> None:
    """A mistaken THIDUA_HOME loses nothing."""
    (tmp_path / "letters.txt").write_text("kept")
    assert _forget(tmp_path).returncode == 2
    assert (tmp_path / "letters.txt").exists()


def test_a_stopped_stacks_data_are_forgotten_whole(tmp_path: Path) -> None:
    """Nothing of the home stays."""
    layout = Layout(tmp_path / "var")
    layout.prepare()
    layout.memory.write_text("{}")
    assert _forget(layout.home).returncode == 0
    assert not layout.home.exists()


@pytest.mark.parametrize("script", ["scripts/setup", "scripts/forget-data", ".ci/run"])
def test_scripts_are_valid_and_executable(script: str) -> None:
    """A broken script is found here and not on a fresh machine."""
    path = REPOSITORY / script
    assert os.access(path, os.X_OK)
    subprocess.run(["bash", "-n", path], check=True)
