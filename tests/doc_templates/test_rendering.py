"""Filling a template: nothing lost, nothing missing in silence, same input same bytes."""

import subprocess
import sys
import unicodedata
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doc_templates import catalogue, rendering
from doc_templates.faults import FieldMissing, FieldUnprintable, RenderFailed, TemplateFault, TooMuch
from doc_templates.rendering import CompiledTemplate, content_hash
from doc_templates.word import package
from doc_templates.word.extract import text_of
from models.documents import DocumentKind
from tests.doc_templates.make_docx import docx, docx_of

PLAN = DocumentKind.CAMPAIGN_PLAN
ONE_FIELD = CompiledTemplate.from_bytes(docx("trước {{ value }} sau"))
PRINTABLE = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=60)


def filled(*paragraphs: str, **values: object) -> str:
    """Return the text that these paragraphs give with these values."""
    return text_of(CompiledTemplate.from_bytes(docx(*paragraphs)).render(values))


@given(value=PRINTABLE)
@settings(max_examples=150, deadline=None)
def test_any_text_survives(value: str) -> None:
    """Any printable text comes out as it went in, but for its form of composition (NFC)."""
    printed = text_of(ONE_FIELD.render({"value": value}))
    assert printed == unicodedata.normalize("NFC", f"trước {value} sau").strip()


@pytest.mark.parametrize(
    "value",
    ["A & B", "<chọn> mức", "5 > 3 < 7", "“trong” 'và' \"ngoài\"", "{{ x }}", "{% if %}", "&amp;", "Đề án 06 – ½"],
)
def test_marks_that_break_others_survive(value: str) -> None:
    """Ampersands, angle brackets, quotes and braces in a value are printed as they are."""
    assert text_of(ONE_FIELD.render({"value": value})) == f"trước {value} sau"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_end_is_a_line_break(line_end: str) -> None:
    """A line end inside a value, of whichever system, becomes a line break in the same paragraph."""
    assert text_of(ONE_FIELD.render({"value": f"một{line_end}hai"})) == "trước một\nhai sau"


def test_text_is_composed() -> None:
    """Decomposed Vietnamese is printed composed."""
    assert "số hóa" in text_of(ONE_FIELD.render({"value": unicodedata.normalize("NFD", "số hóa")}))


@pytest.mark.parametrize("character", ["\x00", "\x08", "\x0b", "\x1b", "\ufffe", "\ud800"])
def test_unprintable_characters_are_refused(character: str) -> None:
    """A character that a Word file cannot hold is refused with the field's name."""
    with pytest.raises(FieldUnprintable, match=rf"rows\[2\]\.name.*U\+{ord(character):04X}"):
        filled("x", rows=[{"name": "tốt"}, {"name": f"hỏng{character}"}])


def test_missing_field_names_itself_and_its_place() -> None:
    """A final document refuses a name it has no value for, with the paragraph that asks for it."""
    with pytest.raises(FieldMissing, match=r"“subjekt”.*đoạn “Về việc \{\{ subjekt \}\}”"):
        filled("Mở đầu", "Về việc {{ subjekt }}", subject="x")


def test_missing_field_of_a_row_is_refused() -> None:
    """A name that a row lacks is refused too."""
    with pytest.raises(FieldMissing, match=r"“row\.tagret”"):
        filled("{%p for row in rows %}", "{{ row.tagret }}", "{%p endfor %}", rows=[{"target": "1"}])


def test_absent_value_is_refused_only_when_printed() -> None:
    """A field without a value may be asked for in a condition; printing it is refused, filters or not."""
    assert filled("{% if superior %}có{% else %}không{% endif %}", superior=None) == "không"
    with pytest.raises(FieldMissing, match="“superior”"):
        filled("{{ superior|upper }}", superior=None)


def test_draft_shows_what_is_missing() -> None:
    """A draft prints a visible mark for every missing value, by its Vietnamese name where it has one."""
    blank = {"number": None, "issued_on": None, "authority": (), "signer_name": None}
    plan = catalogue.sample(PLAN).model_copy(update=blank)
    template = CompiledTemplate.from_bytes(catalogue.built_in(PLAN))
    text = text_of(template.render(plan, draft=True))
    assert "[CÒN THIẾU: chức vụ người ký]\n[CÒN THIẾU: họ tên người ký]" in text
    assert "ngày ... tháng ... năm ..." in text
    assert "/KH-UBND" in text
    with pytest.raises(FieldMissing, match="“number” \\(số văn bản\\)"):
        template.render(plan)


def test_draft_marks_unknown_names() -> None:
    """A draft of an unchecked template marks names that nobody knows."""
    template = CompiledTemplate.from_bytes(docx("{{ a }} {{ b.c }}"))
    assert text_of(template.render({}, draft=True)) == "[CÒN THIẾU: a] [CÒN THIẾU: b.c]"


@pytest.mark.parametrize("kind", tuple(DocumentKind))
def test_same_input_same_bytes(kind: DocumentKind) -> None:
    """The same template and values give the same bytes, from the same compilation or another."""
    data, context = catalogue.built_in(kind), catalogue.sample(kind)
    template = CompiledTemplate.from_bytes(data)
    first = template.render(context)
    assert template.render(context) == first == CompiledTemplate.from_bytes(data).render(context)


def test_same_bytes_in_another_process() -> None:
    """Hash seeds and processes change nothing."""
    code = (
        "import hashlib, doc_templates.catalogue as c; from doc_templates.rendering import CompiledTemplate as T;"
        "from models.documents import DocumentKind as K;"
        "print(hashlib.sha256(T.from_bytes(c.built_in(K.SUB_PLAN)).render(c.sample(K.SUB_PLAN))).hexdigest())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_content_hash_ignores_packing() -> None:
    """The content hash is that of the parts, however they are packed."""
    document = CompiledTemplate.from_bytes(catalogue.built_in(PLAN)).render(catalogue.sample(PLAN))
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for part in reversed(package.read(document)):
            archive.writestr(part.name, part.data)
    assert content_hash(buffer.getvalue()) == content_hash(document)


def test_properties_tell_no_machine() -> None:
    """A document's properties are its subject and its own date, without author."""
    document = CompiledTemplate.from_bytes(catalogue.built_in(PLAN)).render(catalogue.sample(PLAN))
    core = next(part.data.decode() for part in package.read(document) if part.name == "docProps/core.xml")
    assert "2024-01-05T00:00:00Z" in core
    assert "<dc:creator></dc:creator>" in core
    assert "lastModifiedBy" not in core
    assert "thi đua mẫu “Hoàn thành" in core


def test_threads_share_a_template() -> None:
    """One compiled template filled by 16 threads never mixes their data."""
    template = CompiledTemplate.from_bytes(
        docx("{{ name }}", "{%p for row in rows %}", "{{ row }} của {{ name }}", "{%p endfor %}")
    )

    def one(place: int) -> bool:
        rows = [f"dòng {place}.{row}" for row in range(5)]
        expected = "\n".join([f"người {place}", *(f"{row} của người {place}" for row in rows)])
        return text_of(template.render({"name": f"người {place}", "rows": rows})) == expected

    with ThreadPoolExecutor(16) as pool:
        assert all(pool.map(one, range(1600)))


def test_tags_split_by_word_are_read() -> None:
    """Tags that Word has split into runs, or written with curly quotes, are understood."""
    assert filled("{‖{ na‖me }‖}", name="An") == "An"
    assert filled("{% if name == “An” %}đúng{% endif %}", name="An") == "đúng"


def test_fields_win_over_pythons_names() -> None:
    """A field may be called like a method of Python's dictionaries."""
    assert filled("{{ row.items }} {{ row.keys }}", row={"items": "mục", "keys": "khóa"}) == "mục khóa"


@pytest.mark.parametrize(
    "attack",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ rows.__init__.__globals__ }}",
        "{{ rows.append(1) }}",
        "{{ range(10**9)|list }}",
        "{{ 1/0 }}",
    ],
)
def test_templates_cannot_reach_python(attack: str) -> None:
    """A template that reaches into Python, changes data or fails in a sum is refused with its paragraph."""
    with pytest.raises((TemplateFault, FieldMissing, TooMuch), match="đoạn"):
        filled(attack, rows=[])


def test_broken_result_is_refused() -> None:
    """A template whose tags cut through Word's structure gives an error, never a broken file."""
    run = "<w:r><w:t>{}</w:t></w:r>"
    cell = f"<w:tbl><w:tr><w:tc><w:p>{run.format('{% endif %}')}</w:p></w:tc></w:tr></w:tbl>"
    body = f"<w:p>{run.format('{% if x %}')}</w:p>{cell}"
    template = CompiledTemplate.from_bytes(docx_of(body))
    assert template.render({"x": True})
    with pytest.raises(RenderFailed, match=r"word/document\.xml"):
        template.render({"x": False})


def test_context_is_of_its_day() -> None:
    """Dates are printed short with the decree's zeros, numbers under 10 with a zero."""
    assert filled("{{ day }}", day=date(2024, 2, 9)) == "09/02/2024"
    assert catalogue.sample(PLAN).code == "05/KH-UBND"


def test_compiled_templates_are_kept() -> None:
    """The same bytes are compiled once."""
    assert rendering.compiled(catalogue.built_in(PLAN)) is rendering.compiled(catalogue.built_in(PLAN))


def test_the_guides_example_runs() -> None:
    """The code of the engineers' guide does what it says."""
    guide = (Path(rendering.__file__).parents[1] / "docs" / "rendering.md").read_text("utf-8")
    found: dict[str, Any] = {"data": docx("{{ ten }}: {{ tien|money }} đồng")}
    exec(guide.partition("```python\n")[2].partition("```")[0], found)
    assert text_of(found["document"]) == "Nguyễn Văn A: 1.560.000 đồng"
    assert text_of(found["draft"]) == "[CÒN THIẾU: ten]: 0 đồng"
    assert len(found["content_hash"](found["document"])) == 64
