"""The manners of ``thidua``: quick, in Vietnamese, errors as one sentence with an exit code."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer.main

from cli.app import build_app

HEAVY = ("prefect", "sqlalchemy", "fastapi", "minio", "docx", "tantivy", "supervisor")


def test_help_waits_for_no_heavy_library() -> None:
    """Building the command line imports none of the libraries that take seconds."""
    ask = f"import sys; from cli.app import build_app; build_app(); print([m for m in {HEAVY!r} if m in sys.modules])"
    said = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_an_error_is_one_sentence_on_stderr_with_its_exit_code(tmp_path: Path) -> None:
    """A broken home is told with place and way out, and no traceback."""
    (tmp_path / "stack.json").write_text("{")
    done = subprocess.run(
        [sys.executable, "-m", "cli", "up"],
        env={**os.environ, "THIDUA_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("Lỗi: Không đọc được tệp cổng và mật khẩu")
    assert "Cách xử lý: " in done.stderr
    assert "[stack-memory-broken]" in done.stderr
    assert "Traceback" not in done.stderr


def test_down_without_a_stack_says_so(tmp_path: Path) -> None:
    """Stopping what does not run is no error."""
    done = subprocess.run(
        [sys.executable, "-m", "cli", "down"],
        env={**os.environ, "THIDUA_HOME": str(tmp_path / "none")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert "Không có hệ thống nào đang chạy" in done.stderr


def _commands() -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    waiting: list[tuple[str, Any]] = [("thidua", typer.main.get_command(build_app()))]
    while waiting:
        name, command = waiting.pop()
        children = getattr(command, "commands", None)
        if children is None:
            found.append((name, command))
        for child, inner in (children or {}).items():
            waiting.append((f"{name} {child}", inner))
    return sorted(found, key=lambda pair: pair[0])


@pytest.mark.parametrize(("name", "command"), _commands(), ids=lambda value: value if isinstance(value, str) else "")
def test_every_command_shows_an_example(name: str, command: Any) -> None:
    """Help says what a command does and shows it in use."""
    if not command.hidden:
        assert f"Ví dụ: {name}" in (command.help or "")
