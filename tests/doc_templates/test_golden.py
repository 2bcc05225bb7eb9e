"""Golden outlines: what each sample and awkward case looks like, reviewed in the diff.

``WRITE_GOLDEN=1 pytest tests/doc_templates/test_golden.py`` writes them anew.
"""

import os
from pathlib import Path

import pytest

from doc_templates import catalogue
from doc_templates.contexts import DocumentContext
from doc_templates.rendering import CompiledTemplate
from models.documents import DocumentKind
from tests.doc_templates.awkward import awkward
from tests.doc_templates.outline import outline

GOLDEN = Path(__file__).parent / "golden"
LONG = {
    "long register",
    "long annex",
    "forty units",
    "long list",
    "two hundred awardees",
    "long index",
    "all units",
    "long report",
    "full council",
    "one deed of many",
}
CASES = {kind.value: catalogue.sample(kind) for kind in DocumentKind} | {
    name.replace(" ", "_"): case for name, case in awkward().items() if name not in LONG
}


@pytest.mark.parametrize("name", CASES)
def test_outline_is_as_reviewed(name: str) -> None:
    """Every paragraph has its style, place and words as last reviewed."""
    context: DocumentContext = CASES[name]
    made = outline(CompiledTemplate.from_bytes(catalogue.built_in(context.KIND)).render(context))
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("WRITE_GOLDEN"):
        path.write_text(made, "utf-8")
    assert made == path.read_text("utf-8")
