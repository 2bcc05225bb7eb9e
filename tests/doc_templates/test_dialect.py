"""Our rendering gives what docxtpl gives, part by part, on every template of ours and on its special tags."""

import io

import pytest
from docxtpl import DocxTemplate
from lxml import etree

from doc_templates import catalogue, package
from doc_templates.language.environment import environment
from doc_templates.rendering import CompiledTemplate
from doc_templates.values import printable
from models.documents import DocumentKind
from tests.doc_templates.awkward import awkward
from tests.doc_templates.make_docx import docx, docx_of

CASES = {kind.value: catalogue.sample(kind) for kind in DocumentKind} | awkward()


def by_docxtpl(template: bytes, values: dict[str, object]) -> bytes:
    """Return what docxtpl makes of the template, with the same environment."""
    document = DocxTemplate(io.BytesIO(template))
    document.render(values, jinja_env=environment(draft=False).overlay(autoescape=True), autoescape=True)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def canonical(document: bytes) -> dict[str, bytes]:
    """Return the canonical XML of each part that carries text."""
    return {
        part.name: etree.tostring(package.root_of(part), method="c14n")
        for part in package.read(document)
        if part.name.startswith(("word/document", "word/header"))
    }


@pytest.mark.parametrize("name", CASES)
def test_equal_to_docxtpl(name: str) -> None:
    """Body and headers of every template, with every sample and awkward case, equal docxtpl's."""
    context = CASES[name]
    template = catalogue.built_in(context.KIND)
    assert canonical(CompiledTemplate.from_bytes(template).render(context)) == canonical(
        by_docxtpl(template, printable(context))
    )


CELL = '<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>'
ROW = f"<w:tr>{CELL}{CELL}</w:tr>"
GRID = '<w:tbl><w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="4000"/></w:tblGrid>{}</w:tbl>'
VALUES: dict[str, object] = {"rows": ["một", "hai & ba", "bốn\tnăm\nsáu"], "x": True, "n": 2}
FEATURES = {
    "paragraph loop": docx("{%p for row in rows %}", "{{ row }}", "{%p endfor %}"),
    "run condition": docx("a {%r if x %}‖ b ‖{%r endif %} c"),
    "row loop": docx_of(
        GRID.format(
            ROW.format("{%tr for row in rows %}", "")
            + ROW.format("{{ row }}", "{{ loop.index }}")
            + ROW.format("{%tr endfor %}", "")
        )
    ),
    "column span": docx_of(GRID.format(ROW.format("{% colspan n %}tiêu đề", "b"))),
    "cell colour": docx_of(GRID.format(ROW.format("{% cellbg 'D9D9D9' %}nền", "b"))),
    "column loop": docx_of(
        GRID.format(
            (ROW + CELL).replace("</w:tr>", "").format("{%tc for row in rows %}", "{{ row }}", "{%tc endfor %}")
            + "</w:tr>"
        )
    ),
    "vertical merge": docx_of(
        GRID.format(
            ROW.format("{%tr for row in rows %}", "")
            + ROW.format("{% vm %}chung", "{{ row }}")
            + ROW.format("{%tr endfor %}", "")
        )
    ),
    "trimming": docx("a {%- if x %}", "b", "{%- endif %} c"),
    "comment": docx("{# ghi chú #}a", "{%p if x %}", "b", "{%p endif %}"),
}


@pytest.mark.parametrize("name", FEATURES)
def test_special_tags_equal_docxtpl(name: str) -> None:
    """Each of docxtpl's special tags gives the same XML as docxtpl."""
    template = FEATURES[name]
    assert canonical(CompiledTemplate.from_bytes(template).render(VALUES)) == canonical(by_docxtpl(template, VALUES))
