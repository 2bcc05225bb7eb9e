"""Odd templates and values: each ends in a sound document or in an error that is named, in bounded time."""

import os
import signal
import unicodedata
from collections.abc import Iterator
from multiprocessing import active_children, get_context
from multiprocessing.queues import Queue
from typing import Any

import pytest
from docxtpl import RichText
from markupsafe import Markup

from doc_templates.faults import ContextFault, FieldMissing, RenderFailed, TemplateFault, TooMuch
from doc_templates.inserts.pictures import Picture
from doc_templates.rendering import CompiledTemplate
from doc_templates.word import package, wordxml
from doc_templates.word.extract import text_of
from doc_templates.word.package import Part
from tests.doc_templates.make_docx import docx, docx_of

_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:subject>{}</dc:subject></cp:coreProperties>'
)


def with_subject(tag: str) -> CompiledTemplate:
    """Return a template whose property “subject” is this text."""
    return CompiledTemplate.from_bytes(docx_of("<w:p/>", Part("docProps/core.xml", _CORE.format(tag).encode())))


@pytest.mark.parametrize("tag", ["{{ l|map(*['raw'])|first }}", "{{ l|map(*['raw'])|join }}"])
def test_filters_named_in_a_list_are_not_vouched_for(tag: str) -> None:
    """A filter whose name only a list holds is not taken for a known one: its result is read."""
    template = CompiledTemplate.from_bytes(docx(tag), filters={"raw": Markup})
    assert not template.proven
    with pytest.raises(RenderFailed):
        template.render({"l": ["<b>"]})


def test_own_filters_under_known_names_are_not_vouched_for() -> None:
    """A caller's filter that takes a known name is the caller's, also where ``map`` names it."""
    made = {"upper": lambda text: Markup(f"<b>{text}")}
    template = CompiledTemplate.from_bytes(docx("{{ l|map('upper')|first }}"), filters=made)
    assert not template.proven
    with pytest.raises(RenderFailed):
        template.render({"l": ["a"]})


def test_properties_hold_what_xml_holds() -> None:
    """Break marks of a value are spaces in the file's properties; other control characters are refused."""
    rendered = with_subject("{{ subject }}").render({"subject": "một\ahai\fba"})
    core = next(part.data for part in package.read(rendered) if part.name == "docProps/core.xml")
    wordxml.check(core)
    assert "<dc:subject>một hai ba</dc:subject>".encode() in core
    assert "<dc:title>một hai ba</dc:title>".encode() in core
    with pytest.raises(TemplateFault, match=r"core\.xml"):
        with_subject(r'{{ "\x01" }}').render({})


def test_loops_of_properties_are_counted() -> None:
    """A loop in a property takes its turns from a budget, as any other."""
    loops = "{% for a in range(n) %}{% for b in range(n) %}{% endfor %}{% endfor %}"
    with pytest.raises(TooMuch, match="lượt"):
        with_subject(loops).render({"n": 99_999})


def test_loops_that_call_themselves_are_counted() -> None:
    """What a recursive loop is called with takes its turns too."""
    tag = "{% for a in range(900) recursive %}{% if loop.depth == 1 %}{{ loop(range(999999)) }}{% endif %}{% endfor %}"
    with pytest.raises(TooMuch, match="lượt"):
        CompiledTemplate.from_bytes(docx(tag)).render({})


def test_prepared_text_may_hold_new_paragraphs_and_pages() -> None:
    """Docxtpl's formatted text may hold its marks for a new paragraph and a new page."""
    template = CompiledTemplate.from_bytes(docx("{{r x }}"))
    assert text_of(template.render({"x": RichText("a\ab\fc")})).split() == ["a", "b", "c"]


def test_prepared_text_with_a_break_between_its_runs_is_refused() -> None:
    """A line end outside the texts of formatted text cannot become a break."""
    rich = RichText("a")
    rich.xml += "\n"
    with pytest.raises(ContextFault, match="“x”"):
        CompiledTemplate.from_bytes(docx("{{r x }}")).render({"x": rich})


def test_names_written_with_loose_marks_are_known() -> None:
    """A tag typed with marks apart from their letters names the same field."""
    loose = unicodedata.normalize("NFD", "tên_trường")
    template = CompiledTemplate.from_bytes(docx(f"{{{{ {loose} }}}} {{{{ x['{loose}'] }}}}"))
    assert text_of(template.render({"tên_trường": "a", "x": {loose: "b"}})) == "a b"


def test_raw_braces_are_printed() -> None:
    """What stands between raw and endraw is printed as it is."""
    assert text_of(CompiledTemplate.from_bytes(docx("{% raw %}{{ x }}{% endraw %} a")).render({})) == "{{ x }} a"


def test_groups_inside_each_other_are_counted() -> None:
    """Groups that hold the same groups many times over end in a clear answer."""
    group: dict[str, Any] = {f"k{number}": "a" for number in range(1000)}
    for _ in range(8):
        group = {f"k{number}": group for number in range(50)}
    with pytest.raises(TooMuch, match="trường"):
        CompiledTemplate.from_bytes(docx("a")).render({"x": group})


def _pictures(count: int) -> list[Picture]:
    return [Picture(b"GIF8" + number.to_bytes(4, "big"), width_mm=1, height_mm=1) for number in range(count)]


def test_more_pictures_than_a_zip_can_name() -> None:
    """So many pictures that a zip cannot list them end in a clear answer."""
    with pytest.raises(TooMuch):
        CompiledTemplate.from_bytes(docx("{% for p in l %}{{ p }}{% endfor %}")).render({"l": _pictures(66_000)})


def test_pictures_of_a_run_are_counted() -> None:
    """The pictures of all documents of a run count for its size."""
    large = ({"p": Picture(b"GIF8" + bytes([number]) * 15_000_000, width_mm=1, height_mm=1)} for number in range(9))
    with pytest.raises(TooMuch, match="Tệp in chung"):
        CompiledTemplate.from_bytes(docx("{{ p }}")).render_run(large)


def test_a_document_with_pictures_serves_as_a_template() -> None:
    """A picture that the template already holds under our id is named once."""
    (picture,) = _pictures(1)
    first = CompiledTemplate.from_bytes(docx("{{ p }}", "{_{ p }_}")).render({"p": picture})
    second = CompiledTemplate.from_bytes(first).render({"p": picture})
    relations = next(part.data for part in package.read(second) if part.name.endswith("document.xml.rels"))
    assert relations.count(picture.name.encode() + b'" ') == 1


def _killing(count: int) -> Iterator[dict[str, int]]:
    """Yield contexts; half way every other process is killed."""
    for place in range(1, count + 1):
        if place == count // 2:
            for process in active_children():
                os.kill(process.pid or 0, signal.SIGKILL)
        yield {"n": place}


def test_killed_processes_lose_no_document() -> None:
    """When other processes die, what they were given and what is left is filled here."""
    made = list(CompiledTemplate.from_bytes(docx("{{ n }}")).render_many(_killing(2000), processes=2))
    assert [text_of(one.unwrap()) for one in made] == [str(number) for number in range(1, 2001)]


def _count_made(told: "Queue[int]") -> None:
    """Fill many documents in a process that may not start others."""
    made = CompiledTemplate.from_bytes(docx("{{ n }}")).render_many(({"n": 1} for _ in range(600)), processes=2)
    told.put(sum(one.error is None for one in made))


def test_a_process_that_may_start_no_others_fills_alone() -> None:
    """In a worker process of somebody else's all documents are filled there."""
    context = get_context("spawn")
    told: Queue[int] = context.Queue()
    worker = context.Process(target=_count_made, args=(told,), daemon=True)
    worker.start()
    assert told.get(timeout=60) == 600
    worker.join()


@pytest.mark.parametrize("number", ["0", "1073741890", "x", ""])
def test_bookmarks_of_a_run_are_numbered_anew(number: str) -> None:
    """Bookmarks have numbers of their own in a run, small ones, whatever numbers the template gave them."""
    mark = f'<w:p><w:bookmarkStart w:id="{number}" w:name="a"/><w:bookmarkEnd w:id="{number}"/>'
    template = CompiledTemplate.from_bytes(docx_of(f"{mark}<w:r><w:t>{{{{ x }}}}</w:t></w:r></w:p>"))
    run = template.render_run([{"x": 1}, {"x": 2}])
    body = next(part for part in package.read(run) if part.name == "word/document.xml").data
    for begun in (
        b'bookmarkStart w:id="0" w:name="a"',
        b'bookmarkStart w:id="1" w:name="a_2"',
        b'bookmarkEnd w:id="1"',
    ):
        assert body.count(begun) == 1


def test_a_run_takes_over_no_header() -> None:
    """A first section without header, before one that has it, is refused in a run: it would show that header."""
    named = f'<w:headerReference xmlns:r="{wordxml.R}" w:type="default" r:id="rId1"/>'
    bare = "<w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t>{{ x }}</w:t></w:r></w:p>"
    template = CompiledTemplate.from_bytes(docx_of(f"{bare}<w:p/><w:sectPr>{named}</w:sectPr>"))
    with pytest.raises(TemplateFault, match="đầu trang"):
        template.render_run([{"x": 1}, {"x": 2}])


def test_a_run_takes_over_no_header_of_another_document() -> None:
    """A document without the section that has a header is refused after one with it: it would show that header."""
    named = f'<w:headerReference xmlns:r="{wordxml.R}" w:type="default" r:id="rId1"/>'
    annex = f"<w:p><w:pPr><w:sectPr>{named}</w:sectPr></w:pPr><w:r><w:t>phụ lục</w:t></w:r></w:p>"
    tags = [f"<w:p><w:r><w:t>{tag}</w:t></w:r></w:p>" for tag in ("{%p if x %}", "{%p endif %}")]
    template = CompiledTemplate.from_bytes(docx_of(f"{tags[0]}{annex}{tags[1]}<w:p/><w:sectPr/>"))
    assert template.render_run([{"x": 0}, {"x": 1}])
    with pytest.raises(TemplateFault, match="đầu trang"):
        template.render_run([{"x": 1}, {"x": 0}])


DEEP = "".join(f"{{% for a{depth} in l %}}" for depth in range(30)) + "{% endfor %}" * 30


@pytest.mark.parametrize(
    "tag", [DEEP, "{{ 1" + " + l" * 300 + " }}", "{{ dict(a=1, a=2) }}", "{{ ('1e999'|float)|int }}"]
)
def test_what_python_cannot_take_is_a_fault_of_the_template(tag: str) -> None:
    """Tags for which Jinja writes code that Python refuses are faults of the template, in parts and in properties."""
    with pytest.raises(TemplateFault, match="không tính được"):
        CompiledTemplate.from_bytes(docx(tag)).render({"l": [1]})
    with pytest.raises(TemplateFault, match="không tính được"):
        with_subject(tag).render({"l": [1]})


def test_roots_are_computed() -> None:
    """A power with a fraction is a number like any other."""
    assert text_of(CompiledTemplate.from_bytes(docx("{{ 16 ** n }}")).render({"n": 0.5})) == "4.0"


def test_the_first_of_nothing_is_named() -> None:
    """The first entry of an empty list is refused, or marked in a draft, by words that say so."""
    template = CompiledTemplate.from_bytes(docx("{{ l|first }}"))
    with pytest.raises(FieldMissing, match="danh sách trống"):
        template.render({"l": []})
    assert text_of(template.render({"l": []}, draft=True)) == "[CÒN THIẾU: mục của một danh sách trống]"


def test_no_value_is_lost_to_a_name_that_looks_the_same() -> None:
    """Two names that differ only in how their marks are written are refused: one value would be lost."""
    with pytest.raises(ContextFault, match="hai lần"):
        CompiledTemplate.from_bytes(docx("{{ tên }}")).render({"tên": 1, unicodedata.normalize("NFD", "tên"): 2})


def test_a_row_that_loses_all_its_cells_goes_too() -> None:
    """Where a loop over columns has none, the row goes with its cells: Word takes a row without cells for damage."""
    cells = "".join(
        f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"
        for text in ("{%tc for c in l %}", "{{ c }}", "{%tc endfor %}")
    )
    kept = "<w:tr><w:tc><w:p><w:r><w:t>cuối</w:t></w:r></w:p></w:tc></w:tr>"
    grid = '<w:tblGrid><w:gridCol w:w="9"/></w:tblGrid>'
    template = CompiledTemplate.from_bytes(docx_of(f"<w:tbl>{grid}<w:tr>{cells}</w:tr>{kept}</w:tbl><w:p/>"))
    for values, rows in (([], 1), (["a", "b"], 2)):
        body = next(part for part in package.read(template.render({"l": values})) if part.name == "word/document.xml")
        assert len(list(package.root_of(body).iter(f"{{{wordxml.W}}}tr"))) == rows
