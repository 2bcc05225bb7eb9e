"""Errors are part of the product: each code has its heading, so that a person who meets one finds the way out."""

import importlib
import pkgutil
import re
from collections import Counter
from collections.abc import Iterator

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
    assert headings == Counter({kind.code for kind in (ThiduaError, *_kinds(ThiduaError))})


def _kinds(base: type[ThiduaError]) -> Iterator[type[ThiduaError]]:
    for kind in base.__subclasses__():
        yield kind
        yield from _kinds(kind)
