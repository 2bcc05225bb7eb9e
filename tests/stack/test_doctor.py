"""``thidua doctor`` on a machine where something is missing: it says so, with the way out."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TOOLS = ("setpriv", "fc-match")


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """Return a folder with the programs of a machine that lacks nothing, the only one on the path."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in TOOLS:
        program(folder, name, f'exec {shutil.which(name) or "/bin/false"} "$@"')
    program(folder, "soffice", "echo LibreOffice 7.4")
    return folder


def program(folder: Path, name: str, does: str) -> None:
    (folder / name).write_text(f"#!/bin/sh\n{does}\n")
    (folder / name).chmod(0o755)


def line_of(tools: Path, part: str) -> str:
    """Return what the doctor says of a part, its remedy with it."""
    environment = {**os.environ, "PATH": str(tools), "THIDUA_HOME": str(tools.parent / "home")}
    done = subprocess.run(
        [sys.executable, "-m", "cli", "doctor"], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 3
    assert done.stderr == ""
    found = done.stdout[done.stdout.index(f" {part} ") - 1 :]
    return found.split("\n✓")[0].split("\n✗")[0].split("\n!")[0]


def stand_in(tools: Path, family: str) -> None:
    """Have the machine give a family's font in Times New Roman's place."""
    program(tools, "fc-match", f'exec {shutil.which("fc-match")} "$1" "$2" "{family}${{3#Times New Roman}}"')


@pytest.mark.slow
def test_a_font_that_does_not_stand_in_is_told(tools: Path) -> None:
    """A font of other widths in Times New Roman's place is told by the doctor as the PDF step would."""
    stand_in(tools, "Liberation Sans")
    said = line_of(tools, "Bản PDF")
    assert said.startswith("! Bản PDF")
    assert "“Liberation Sans”" in said
    assert "Cách xử lý: " in said
    assert "fonts-liberation2" in said


def test_no_font_at_all_is_told(tools: Path) -> None:
    """A machine without fonts says what to install."""
    program(tools, "fc-match", "true")
    assert "fonts-liberation2" in line_of(tools, "Bản PDF")


def test_no_libreoffice_is_told(tools: Path) -> None:
    """Without LibreOffice both its own line and the one on PDFs say what to install."""
    (tools / "soffice").unlink()
    assert "apt-get install libreoffice-writer-nogui" in line_of(tools, "LibreOffice")
    assert "libreoffice-writer-nogui" in line_of(tools, "Bản PDF")


@pytest.mark.slow
def test_what_is_there_is_named(tools: Path) -> None:
    """A machine with both names the program and the font."""
    stand_in(tools, "Liberation Serif")
    assert line_of(tools, "Bản PDF").startswith("✓ Bản PDF")
    assert "Liberation Serif" in line_of(tools, "Bản PDF")
