"""Features together, as chance puts them, give what docxtpl makes of them."""

import io
from typing import Any

import pytest
from docxtpl import DocxTemplate
from jinja2 import Environment
from lxml import etree

from doc_templates.rendering import CompiledTemplate
from tests.doc_templates.features import making
from tests.doc_templates.features.chance import Chance
from tests.doc_templates.features.comparing import content

NUMBERS = range(40)


def by_docxtpl(template: bytes, context: Any, values: dict[str, Any]) -> bytes:
    """Return what docxtpl makes with escaping on; XML that it breaks, and would mend by leaving text out, fails."""
    document = DocxTemplate(io.BytesIO(template))
    document.init_docx()
    given = values | context(document, document.build_url_id)
    environment = Environment(autoescape=True)
    document.render_init()
    etree.fromstring(document.build_xml(given, environment))
    document.render(given, jinja_env=environment, autoescape=True)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_joined_cells_equal_docxtpl() -> None:
    """A table whose cells a trimming tag joins gets the columns that docxtpl gives it."""
    cells = ("{{ t }}", "{%- if t %}b{% endif %}")
    template, values = (
        making.table(cells, ("c", "d"), ("{%tr if not t %}", ""), ("e", "f"), ("{%tr endif %}", "")),
        {"t": "x"},
    )
    ours = CompiledTemplate.from_bytes(template).render(values)
    assert content(ours) == content(by_docxtpl(template, lambda *_: {}, values))


@pytest.mark.parametrize("number", NUMBERS)
def test_papers_made_by_chance_equal_docxtpl(number: int) -> None:
    """A template made by chance gives the same parts, pictures and links as docxtpl; a draft of it the same bytes."""
    chance = Chance(number)
    template, values, context = chance.template(), chance.values(), chance.prepared()
    compiled = CompiledTemplate.from_bytes(template)
    given = values | context(DocxTemplate(io.BytesIO(template)), CompiledTemplate.build_url_id)
    ours = compiled.render(given)
    assert content(ours) == content(by_docxtpl(template, context, values))
    assert compiled.render(given, draft=True) == ours
