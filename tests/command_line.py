"""``thidua`` as a test runs it: the words, exit code and streams of a terminal, without a new process."""

from typing import Any

import typer.main
from typer.testing import CliRunner, Result

from cli.app import build_app


def thidua(*words: str, typed: str = "") -> Result:
    """Run one command with what is typed at its questions; an error that is not of the house is raised."""
    return CliRunner().invoke(build_app(), list(words), input=typed, catch_exceptions=False)


def commands() -> list[tuple[str, ...]]:
    """Return the words of every command and group that help shows, the root's first."""
    return list(_below((), typer.main.get_command(build_app())))


def _below(words: tuple[str, ...], command: Any) -> list[tuple[str, ...]]:
    inner = {name: one for name, one in getattr(command, "commands", {}).items() if not one.hidden}
    return [words, *(found for name, one in inner.items() for found in _below((*words, name), one))]
