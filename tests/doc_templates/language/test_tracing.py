"""A template whose tags cut through Word's structure is refused with the paragraph that does so."""

from html import escape

import pytest

from doc_templates.checking import examine
from doc_templates.faults import RenderFailed
from doc_templates.rendering import CompiledTemplate
from models.documents import DocumentKind
from tests.doc_templates.make_docx import docx_of

TRIMMED = "{%- if subject -%}x{%- endif -%}"


def paragraph(text: str) -> str:
    """Return a paragraph's XML."""
    return f"<w:p><w:r><w:t>{escape(text, quote=False)}</w:t></w:r></w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """Return a table's XML; a cell is XML too."""
    return f"<w:tbl>{''.join(f'<w:tr>{_cells(row)}</w:tr>' for row in rows)}</w:tbl>"


def _cells(row: tuple[str, ...]) -> str:
    return "".join(f"<w:tc>{cell}</w:tc>" for cell in row)


BROKEN = [
    (table((paragraph("Trước"), paragraph("Một") + paragraph(TRIMMED))) + paragraph("Sau"), TRIMMED),
    (table((paragraph(f"Một {TRIMMED}"),), (paragraph("Hai"),)) + paragraph("Sau"), f"Một {TRIMMED}"),
    (table((paragraph("Một") + table((paragraph("trong"),)) + paragraph("{%tr if subject %}"),)), "{%tr if subject %}"),
    (table((paragraph("{% if not subject %}a"), paragraph("b"))) + paragraph("c{% endif %}"), "{% if not subject %}a"),
    (
        paragraph("{%p set x %}") + paragraph("A & B") + paragraph("{%p endset %}") + paragraph("cắt {{ x[:30] }}"),
        "cắt {{ x[:30] }}",
    ),
    (
        paragraph("{% filter truncate(40, true) %}A") + paragraph("{{ subject }}{% endfilter %}"),
        "{% filter truncate(40, true) %}A",
    ),
]


@pytest.mark.parametrize(("body", "at_fault"), BROKEN)
def test_the_paragraph_is_named(body: str, at_fault: str) -> None:
    """What comes out broken is refused with the words of the paragraph whose tags did it, the same every time."""
    body = paragraph("Đầu {{ subject }}") + body + paragraph("Cuối")
    if body.count("{%tr if") > body.count("{%tr endif"):
        body += table((paragraph("{%tr endif %}"),))
    template = CompiledTemplate.from_bytes(docx_of(body))
    for values in ({"subject": "chữ"}, {"subject": "chữ\nhai dòng"}):
        with pytest.raises(RenderFailed) as told:
            template.render(values)
        assert told.value.place == f"word/document.xml, đoạn “{at_fault}”"


def test_a_check_names_it_too() -> None:
    """The check of a template has the number of that paragraph."""
    data = docx_of(paragraph("Đầu") + BROKEN[0][0])
    (found,) = [
        one for one in examine(data, kind=DocumentKind.REMINDER_LETTER).report.faults if one.code == "render-failed"
    ]
    assert (found.paragraph, found.text) == (3, TRIMMED)
