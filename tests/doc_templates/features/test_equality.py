"""What docxtpl makes of a template, ours makes: every feature, part by part, and where docxtpl loses, ours keeps."""

import io
import re
from typing import Any

import pytest
from docxtpl import DocxTemplate
from jinja2 import Environment

from doc_templates import catalogue
from doc_templates.rendering import CompiledTemplate
from doc_templates.values import printable
from models.documents import DocumentKind
from tests.doc_templates.awkward import awkward
from tests.doc_templates.features.cases import CASES, VALUES, Case
from tests.doc_templates.features.comparing import content

_EMBEDDED = re.compile(r'r:embed="[^"]*"')
"""A picture of ours is no value of docxtpl's: it prints the drawing but brings no file."""
OURS = {kind.value: catalogue.sample(kind) for kind in DocumentKind} | awkward()


def by_docxtpl(template: bytes, case: Case) -> bytes:
    """Return what docxtpl makes of a case, escaping on where the case does not say otherwise."""
    document = DocxTemplate(io.BytesIO(template))
    environment = Environment(autoescape=case.escaping)
    environment.filters.update(case.filters)
    document.init_docx()
    values = VALUES | case.context(document, document.build_url_id)
    document.render(values, jinja_env=environment, autoescape=case.escaping)
    return _saved(document)


def by_us(template: bytes, case: Case) -> bytes:
    """Return what we make of a case."""
    opened = DocxTemplate(io.BytesIO(template))
    compiled = CompiledTemplate.from_bytes(template, filters=dict(case.filters))
    return compiled.render(VALUES | case.context(opened, CompiledTemplate.build_url_id))


def _saved(document: DocxTemplate) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("name", CASES)
def test_feature_equals_docxtpl(name: str) -> None:
    """Each feature gives the same parts, the same pictures, links and properties as docxtpl."""
    case = CASES[name]
    template = case.template()
    assert content(by_us(template, case)) == content(by_docxtpl(template, case))


@pytest.mark.parametrize("name", OURS)
def test_own_templates_equal_docxtpl(name: str) -> None:
    """Body, headers and footers of every template of ours, with every sample and awkward case, equal docxtpl's."""
    context = OURS[name]
    template = catalogue.built_in(context.KIND)
    values: dict[str, Any] = printable(context)
    theirs = content(by_docxtpl_plain(template, values))
    ours = content(CompiledTemplate.from_bytes(template).render(context))
    for part in ours:
        if part not in ("properties", "media"):
            assert _EMBEDDED.sub("", ours[part]) == _EMBEDDED.sub("", theirs[part]), part


def by_docxtpl_plain(template: bytes, values: dict[str, Any]) -> bytes:
    """Return what docxtpl makes of plain values."""
    document = DocxTemplate(io.BytesIO(template))
    document.render(values, autoescape=True)
    return _saved(document)
