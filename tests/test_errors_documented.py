"""Errors are part of the product: each code has its heading, so that a person who meets one finds the way out."""

import importlib
import pkgutil
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import cli
import doc_templates
import models
import storage
import web
import workflows
from models.errors import ThiduaError
from workflows.settings import REPOSITORY

ROOMS = (models, doc_templates, storage, workflows, web, cli)


def test_every_error_code_has_one_heading() -> None:
    """``docs/errors.md`` has exactly one heading per code, and none for a code that is gone."""
    for room in ROOMS:
        for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            if ".migrations" not in module.name and not module.name.endswith("__main__"):
                importlib.import_module(module.name)
    written = (REPOSITORY / "docs" / "errors.md").read_text(encoding="utf-8")
    headings = Counter(re.findall(r"^## ([a-z0-9-]+)$", written, flags=re.MULTILINE))
    codes = {kind.code for kind in (ThiduaError, *_kinds(ThiduaError))}
    assert sorted(codes - headings.keys()) == []
    assert [code for code, count in headings.items() if count > 1] == []
    assert [code for code in headings.keys() - codes if not _is_given_by_name(code)] == []


def _is_given_by_name(code: str) -> bool:
    """Tell whether some module writes the code without an error class of its own (an operation's end)."""
    return any(
        f'"{code}"' in path.read_text(encoding="utf-8")
        for room in ROOMS
        for folder in room.__path__
        for path in Path(folder).rglob("*.py")
    )


def _kinds(base: type[ThiduaError]) -> Iterator[type[ThiduaError]]:
    for kind in base.__subclasses__():
        yield kind
        yield from _kinds(kind)
