"""Texts as clerks of provinces, departments, districts, communes and schools write them, each with its name."""

from pathlib import Path

_HOME = Path(__file__).resolve().parent / "typed"
_BEGIN = "=== "


def texts(name: str) -> dict[str, str]:
    """Return the texts of a file of ``typed``; a line with ``===`` names the text under it."""
    found = (one.partition("\n") for one in (_HOME / name).read_text("utf-8").split(_BEGIN)[1:])
    return {head: body.strip("\n") for head, _, body in found}


def lines(text: str) -> list[str]:
    """Return a text's lines as a form hands them in: without empty ones."""
    return [one for one in text.splitlines() if one.strip()]
