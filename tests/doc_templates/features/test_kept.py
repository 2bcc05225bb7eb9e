"""Where docxtpl loses or corrupts something, with escaping on: shown beside ours, which keeps it."""

import io
import zipfile

import pytest
from docxtpl import DocxTemplate, RichText

from doc_templates.rendering import CompiledTemplate
from doc_templates.word.extract import text_of
from tests.doc_templates.features import making
from tests.doc_templates.features.cases import VALUES, Case
from tests.doc_templates.features.comparing import content
from tests.doc_templates.features.making import paragraphs
from tests.doc_templates.features.test_equality import by_docxtpl, by_us


def both(template: bytes, **values: object) -> tuple[str, str]:
    """Return the words that docxtpl and we make of a template."""
    case = Case(lambda: template, lambda _tpl, _link: values)
    return text_of(by_docxtpl(template, case)), text_of(by_us(template, case))


def test_braces_of_a_value() -> None:
    """Docxtpl reads its own escaped braces in values too; ours prints values as they are."""
    theirs, ours = both(paragraphs("{{ v }}"), v="công thức {_{ x }_}")
    assert (theirs, ours) == ("công thức {{ x }}", "công thức {_{ x }_}")


def test_plain_text_between_runs() -> None:
    """Docxtpl puts a plain text of ``{{r }}`` outside any run, where no program shows it; ours makes a run of it."""
    theirs, ours = both(paragraphs("a {{r v }} b"), v="chữ thường")
    assert (theirs, ours) == ("a  b", "a chữ thường b")


def test_plain_text_between_paragraphs() -> None:
    """A plain text of ``{{p }}`` is lost by docxtpl; ours makes a paragraph of it."""
    theirs, ours = both(paragraphs("a", "{{p v }}", "b"), v="chữ thường")
    assert (theirs, ours) == ("a\nb", "a\nchữ thường\nb")


def test_rich_text_in_a_plain_tag() -> None:
    """Rich text in ``{{ }}`` becomes a run inside a text with docxtpl, which Word cannot open; ours closes the run."""
    template = paragraphs("a {{ v }} b")
    case = Case(lambda: template, lambda _tpl, _link: {"v": RichText("đậm", bold=True)})
    assert '<w:t xml:space="preserve">a <w:r>' in content(by_docxtpl(template, case))["word/document.xml"].replace(
        "\n", ""
    )
    ours = content(by_us(template, case))["word/document.xml"].replace("\n", "")
    assert 'a </w:t></w:r><w:r><w:rPr><w:b></w:b></w:rPr><w:t xml:space="preserve">đậm</w:t></w:r><w:r>' in ours


def test_marks_in_properties() -> None:
    """Docxtpl escapes a property twice; ours once."""
    template = making.with_properties(title="{{ marks }}")
    case = Case(lambda: template)
    assert "A &amp; B" in content(by_docxtpl(template, case))["properties"]
    assert f"title: {VALUES['marks']}" in content(by_us(template, case))["properties"]


@pytest.mark.parametrize("kind", ["endnotes", "comments"])
def test_tags_in_endnotes_and_comments(kind: str) -> None:
    """Docxtpl leaves tags in endnotes and comments as they stand; ours fills them."""
    template = making.with_notes(kind, "ghi chú {{ name }}")
    case = Case(lambda: template)
    theirs, ours = (_part(made(template, case), f"word/{kind}.xml") for made in (by_docxtpl, by_us))
    assert "{{ name }}" in theirs
    assert "ghi chú Nguyễn Văn Mẫu" in ours


def _part(document: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return archive.read(name).decode()


def test_grid_of_an_emptied_table() -> None:
    """Docxtpl takes the columns away from a table that lost all its rows; ours leaves the grid as drawn."""
    template = making.table(["{%tr for r in empty %}", ""], ["{{ r }}", ""], ["{%tr endfor %}", ""])
    case = Case(lambda: template)
    grids = [content(made(template, case))["word/document.xml"].count("<w:gridCol ") for made in (by_docxtpl, by_us)]
    assert grids == [0, 2]


def test_missing_names() -> None:
    """Docxtpl prints nothing for a name without a value; ours refuses (see the rendering tests) or marks it."""
    template = paragraphs("a {{ thieu }} b")
    document = DocxTemplate(io.BytesIO(template))
    document.render({}, autoescape=True)
    buffer = io.BytesIO()
    document.save(buffer)
    assert text_of(buffer.getvalue()) == "a  b"
    assert text_of(CompiledTemplate.from_bytes(template).render({}, draft=True)) == "a [CÒN THIẾU: thieu] b"
