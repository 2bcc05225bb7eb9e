"""What is missing: never a nought, an empty list or a sum in a final document; in a draft a mark that anybody sees."""

import pytest

from doc_templates.faults import ContextFault, FieldMissing
from doc_templates.rendering import CompiledTemplate
from doc_templates.word import package, wordxml
from doc_templates.word.extract import text_of
from tests.doc_templates.make_docx import docx, docx_of

USES = [
    "{{ v }}",
    "{{ v|length }} người",
    "{{ v|join(', ') }}",
    "{% for x in v %}{{ x }}{% endfor %}",
    "{% for x in v %}{{ x }}{% else %}không có{% endfor %}",
    "{{ v + 1 }}",
    "{{ 1 + v }}",
    "{{ 'a' ~ v }}",
    "{{ v * 2 }}",
    "{{ 'x' * v }}",
    "{{ -v }}",
    "{{ v / 2 }}",
    "{{ v[0] }}",
    "{{ v.ten }}",
    "{{ v.split(' ')[0] }}",
    "{{ v|int }}",
    "{{ v|float }}",
    "{{ v|round }}",
    "{{ v|upper }}",
    "{{ v|first }}",
    "{{ v|number }}",
    "{{ '%d' % v }}",
    "{{ '%d'|format(v) }}",
    "{{ '{:d}'.format(v) }}",
    "{{ [1, v]|sum }}",
    "{{ ', '.join(v) }}",
    "{{ v|map('upper')|join }}",
    "{{ v|sort|join }}",
]
ASKS = ["{% if v > 3 %}nhiều{% endif %}", "{% if 'a' in v %}có{% endif %}", "{% if v in 'an' %}có{% endif %}"]


@pytest.mark.parametrize("use", USES + ASKS)
def test_a_final_document_refuses_what_is_made_of_a_missing_value(use: str) -> None:
    """Whatever is made of a field without a value is refused by that field's name and its paragraph."""
    with pytest.raises(FieldMissing, match="“v”") as told:
        CompiledTemplate.from_bytes(docx(f"Kết quả: {use}.")).render({"v": None})
    assert "đoạn “Kết quả" in str(told.value)


@pytest.mark.parametrize("values", [{"v": None}, {}])
@pytest.mark.parametrize("use", USES)
def test_a_draft_shows_a_mark_whatever_is_made_of_it(use: str, values: dict[str, object]) -> None:
    """A draft prints a visible mark with the field's name for whatever is made of a missing value."""
    text = text_of(CompiledTemplate.from_bytes(docx(f"Kết quả: {use}.")).render(values, draft=True))
    assert "[CÒN THIẾU: v" in text


@pytest.mark.parametrize("values", [{"v": None}, {}])
@pytest.mark.parametrize("ask", ASKS)
def test_nothing_holds_of_what_a_draft_lacks(ask: str, values: dict[str, object]) -> None:
    """A comparison with a missing value does not hold in a draft, and is no error."""
    assert text_of(CompiledTemplate.from_bytes(docx(f"Kết quả: {ask}.")).render(values, draft=True)) == "Kết quả: ."


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        ("{% if v is none %}khuyết{% endif %}", "khuyết"),
        ("{% if v is not none %}có{% else %}khuyết{% endif %}", "khuyết"),
        ("{% if v == none %}khuyết{% endif %}", "khuyết"),
        ("{% if v != none %}có{% endif %}", ""),
        ("{% if v is sameas none %}khuyết{% endif %}", "khuyết"),
        ("{% if v %}có{% endif %}", ""),
        ("{% if v == '' %}rỗng{% endif %}", ""),
        ("{{ rows|selectattr('x', 'none')|map(attribute='n')|join }}", "hai"),
        ("{{ rows|selectattr('x')|map(attribute='n')|join }}", "một"),
        ("{{ rows|rejectattr('x', 'none')|map(attribute='n')|join }}", "một"),
        ("{{ v|default('chưa có') }}", "chưa có"),
    ],
)
@pytest.mark.parametrize("draft", [False, True])
def test_a_missing_value_may_be_asked_for(ask: str, told: str, *, draft: bool) -> None:
    """A template may ask whether a value is there, and say what to print instead."""
    values = {"v": None, "rows": [{"n": "một", "x": 1}, {"n": "hai", "x": None}]}
    assert text_of(CompiledTemplate.from_bytes(docx(f"|{ask}")).render(values, draft=draft)) == f"|{told}"


@pytest.mark.parametrize(
    ("use", "name"),
    [
        ("{{ nguoi.ten }}", "nguoi.ten"),
        ("{{ nguoi['ten'] }}", "nguoi.ten"),
        ("{{ nguoi.que.xa }}", "nguoi.que"),
        ("{{ names[5] }}", "names[5]"),
        ("{% for x in rows %}{{ x.tuoi }}{% endfor %}", "x.tuoi"),
        ("{{ khong_co }}", "khong_co"),
        ("{{ khong_co.gi }}", "khong_co"),
    ],
)
def test_a_missing_part_is_named_by_its_whole_path(use: str, name: str) -> None:
    """A field that its group does not have is named as the template writes it."""
    with pytest.raises(FieldMissing) as told:
        CompiledTemplate.from_bytes(docx(use)).render({"nguoi": {}, "names": ["a"], "rows": [{}]})
    assert told.value.field == name


def test_signs_in_a_tag_are_what_the_writer_sees() -> None:
    """``&`` written in a tag prints as it stands there, compares equal, and is found."""
    uses = "{{ 'A &amp; B' }}|{% if v == 'A &amp; B' %}đúng{% endif %}|{{ v|replace('&amp;', 'và') }}"
    assert text_of(CompiledTemplate.from_bytes(docx(uses)).render({"v": "A & B"})) == "A & B|đúng|A và B"


def _cell(**values: object) -> str:
    """Return the properties of a cell of so many columns and such a colour, in a draft."""
    text = "{% colspan n %}{% cellbg c %}chữ"
    cell = f"<w:tc><w:tcPr><w:vAlign/></w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"
    table = f'<w:tbl><w:tblGrid><w:gridCol w:w="9"/><w:gridCol w:w="9"/></w:tblGrid><w:tr>{cell}</w:tr></w:tbl><w:p/>'
    document = CompiledTemplate.from_bytes(docx_of(table)).render(values, draft=True)
    (properties,) = package.root_of(package.read(document)[2]).iter(f"{{{wordxml.W}}}tcPr")
    return " ".join(str(value) for one in properties for value in one.attrib.values())


def test_no_mark_stands_where_word_wants_a_number() -> None:
    """A draft whose cell lacks its columns or its colour has a cell of one column without colour: Word opens it."""
    assert _cell() == _cell(n=None, c=None)
    assert set(_cell().split()) == {"1", "auto", "clear"}
    assert set(_cell(n=2.0, c="FF0000").split()) == {"2", "FF0000", "auto", "clear"}


@pytest.mark.parametrize("columns", ["hai", "", "-1", "1.5", "²"])
def test_columns_are_a_whole_number(columns: str) -> None:
    """A cell of columns that are no number is refused: Word would not open the file."""
    with pytest.raises(ContextFault, match="số cột"):
        _cell(n=columns, c="auto")
