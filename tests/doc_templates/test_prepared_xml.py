"""Values that are XML already: their links, pictures, letters and sizes are sound wherever they are printed."""

import io
import re
import tracemalloc
import unicodedata
import zipfile

import docx as word
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage, RichText, RichTextParagraph
from markupsafe import Markup

from doc_templates.faults import ContextFault, FieldUnprintable, PictureUnfit, RenderFailed, TemplateFault
from doc_templates.inserts.borrowed import SubDocument
from doc_templates.inserts.fragments import composed
from doc_templates.inserts.pictures import Picture
from doc_templates.rendering import CompiledTemplate
from doc_templates.word import wordxml
from doc_templates.word.extract import text_of
from tests.doc_templates.features import making
from tests.doc_templates.make_docx import docx
from tests.doc_templates.test_package import understated

_NAMED = re.compile(rb'r:(?:id|embed|link)="([^"]*)"')
LOOSE = unicodedata.normalize("NFD", "Thế")


def dangling(document: bytes) -> list[tuple[str, set[bytes]]]:
    """Return the parts that name an id which their relations do not have."""
    archive = zipfile.ZipFile(io.BytesIO(document))
    parts = {name: archive.read(name) for name in archive.namelist()}
    made = []
    for name, data in parts.items():
        table = parts.get(f"word/_rels/{name.removeprefix('word/')}.rels", b"")
        missing = set(_NAMED.findall(data)) - set(re.findall(rb' Id="([^"]*)"', table))
        if missing and name.endswith(".xml"):
            made.append((name, missing))
    return made


def part(document: bytes, name: str) -> str:
    """Return the text of one part."""
    return zipfile.ZipFile(io.BytesIO(document)).read(name).decode()


def inserted() -> bytes:
    """Return a file with a picture, a link and letters apart from their marks."""
    document = word.Document()
    document.add_picture(io.BytesIO(making.picture(18)), width=Mm(14))
    paragraph = document.add_paragraph(LOOSE)
    name = paragraph.part.relate_to("https://x.vn/a?b=1&c=2", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    run = f'<w:r xmlns:w="{wordxml.W}"><w:t>đi</w:t></w:r>'
    link = parse_xml(f'<w:hyperlink xmlns:w="{wordxml.W}" xmlns:r="{wordxml.R}" r:id="{name}">{run}</w:hyperlink>')
    paragraph._p.append(link)
    return making.saved(document)


def with_header(tag: str) -> bytes:
    """Return a template with a tag in its header, which has a picture of its own, and nothing in its body."""
    document = word.Document()
    header = document.sections[0].header
    header.paragraphs[0].add_run().add_picture(io.BytesIO(making.picture(30)), width=Mm(10))
    header.add_paragraph(tag)
    header.add_paragraph("hết")
    document.add_paragraph("thân")
    return making.saved(document)


def linked(url: str) -> RichTextParagraph:
    """Return a paragraph of docxtpl's with a link."""
    return RichTextParagraph(RichText("trang web", url_id=CompiledTemplate.build_url_id(url)))


def test_a_rich_paragraph_brings_its_link() -> None:
    """A link inside a formatted paragraph leads to its address."""
    document = CompiledTemplate.from_bytes(docx("a", "{{p v }}")).render({"v": linked("https://x.vn/?a=1&b=2")})
    assert dangling(document) == []
    assert "https://x.vn/?a=1&amp;b=2" in part(document, "word/_rels/document.xml.rels")


def test_a_foreign_link_is_refused_by_field() -> None:
    """A link that another program numbered leads nowhere here, in a paragraph as in a run."""
    value = RichTextParagraph(RichText("x", url_id="rId9"))
    with pytest.raises(ContextFault, match="“v” có liên kết"):
        CompiledTemplate.from_bytes(docx("{{p v }}")).render({"v": value})


@pytest.mark.parametrize("kind", ["header", "footnotes", "comments"])
def test_a_subdocument_stands_in_any_part(kind: str) -> None:
    """What a subdocument shows and links to is there in a header or note too; the header's own picture stays."""
    template = with_header("{{p sub }}") if kind == "header" else making.with_notes(kind, "{{ sub }}")
    name = "word/header1.xml" if kind == "header" else f"word/{kind}.xml"
    document = CompiledTemplate.from_bytes(template).render({"sub": SubDocument(inserted()), "name": "x"})
    assert dangling(document) == []
    table = part(document, f"word/_rels/{name.removeprefix('word/')}.rels")
    assert "https://x.vn/a?b=1&amp;c=2" in table
    assert table.count('/relationships/image"') == (2 if kind == "header" else 1)
    assert _NAMED.search(part(document, name).encode())


def test_a_subdocument_may_be_filled_in_again() -> None:
    """A subdocument that docxtpl opened is printed any number of times, each time the same."""
    template = docx("{{p sub }}")
    opened = DocxTemplate(io.BytesIO(template))
    opened.init_docx()
    values = {"sub": opened.new_subdoc(io.BytesIO(inserted()))}
    made = CompiledTemplate.from_bytes(template)
    assert made.render(values) == made.render(values)


def test_a_subdocuments_lists_are_the_same_each_time() -> None:
    """A list that a subdocument brings is marked by its number, not by chance: same input, same bytes."""
    listed = word.Document()
    number = f'<w:numPr xmlns:w="{wordxml.W}"><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'
    listed.add_paragraph("một")._p.get_or_add_pPr().append(parse_xml(number))
    values = {"a": SubDocument(making.saved(listed)), "b": SubDocument(making.saved(listed))}
    made = CompiledTemplate.from_bytes(making.paragraphs("{{p a }}", "{{p b }}"))
    document = made.render(values)
    assert document == made.render(values)
    marks = re.findall(r'nsid w:val="(\w+)"', part(document, "word/numbering.xml"))
    assert len(set(marks)) == len(marks)
    assert any(mark.startswith("5445") for mark in marks)


STRAY = f'</w:t></w:r><w:hyperlink xmlns:q="{wordxml.R}" q:id="rId77"><w:r><w:t>x</w:t></w:r></w:hyperlink><w:r><w:t>'


@pytest.mark.parametrize("tag", ["{{ v }}", "{{ w|link }}"])
def test_an_id_that_leads_nowhere_is_refused(tag: str) -> None:
    """XML of the caller's that names a relation which is not there is refused with that id."""
    made = CompiledTemplate.from_bytes(docx(tag), filters={"link": lambda _: Markup(STRAY)})
    with pytest.raises(RenderFailed, match="rId77"):
        made.render({"v": Markup(STRAY), "w": 1})


def test_words_that_read_like_an_id_are_words() -> None:
    """Text in which an id seems to be named is printed."""
    sound = f'</w:t></w:r><w:r xmlns:q="{wordxml.R}"><w:t>q:id="rId77"</w:t></w:r><w:r><w:t>'
    assert text_of(CompiledTemplate.from_bytes(docx("{{ v }}")).render({"v": Markup(sound)})) == 'q:id="rId77"'


def test_prepared_text_is_composed() -> None:
    """Formatted text, paragraphs, subdocuments and what a caller's filter gives are composed like any value."""
    template = docx("{{r run }}", "{{p para }}", "{{p sub }}", "{{ x|loose }}", "{{ pic }}")
    values = {
        "run": RichText(LOOSE, bold=True),
        "para": RichTextParagraph(LOOSE),
        "sub": SubDocument(inserted()),
        "x": 1,
        "pic": Picture(making.picture(8), width_mm=5, height_mm=5, alt=LOOSE),
    }
    document = CompiledTemplate.from_bytes(template, filters={"loose": lambda _: LOOSE}).render(values)
    assert text_of(document).count("Thế") == 4
    body = part(document, "word/document.xml")
    assert 'descr="Thế"' in body
    assert unicodedata.is_normalized("NFC", body)


def test_composing_touches_no_sign_of_the_markup() -> None:
    """A mark that could combine with the end of a tag stays in the text; attributes stay as written."""
    xml = f'<w:t w:x="{LOOSE}">\u0338 {LOOSE}</w:t>'
    assert composed(xml) == f'<w:t w:x="{LOOSE}">\u0338 Thế</w:t>'


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\ud800", "\ufffe"])
def test_characters_of_prepared_text_are_named(character: str) -> None:
    """A character that XML cannot hold is told with the field, in formatted text too."""
    for value in (RichText(f"a{character}"), RichTextParagraph(f"a{character}")):
        with pytest.raises(FieldUnprintable, match=rf"“rows\[1\].v”.*U\+{ord(character):04X}"):
            CompiledTemplate.from_bytes(docx("{{r rows[0].v }}")).render({"rows": [{"v": value}]})


@pytest.mark.parametrize("tag", [r'{{ "a\x0b" }}', "{{ x|bad }}", r'{{ "\ud800" }}', "{{ x|half }}"])
def test_characters_of_tags_and_filters_are_placed(tag: str) -> None:
    """Such a character in a tag, or made by a caller's filter, is told with the paragraph."""
    filters = {"bad": lambda _: "\x0b", "half": lambda _: "\ud800"}
    with pytest.raises(TemplateFault, match=r"U\+(000B|D800).*đoạn “Số: "):
        CompiledTemplate.from_bytes(docx(f"Số: {tag}"), filters=filters).render({"x": 1})


@pytest.mark.parametrize("size", [{"width": Mm(-5)}, {"width": Mm(99_999)}, {"width": 0, "height": Mm(1)}])
def test_sizes_that_no_program_shows_are_refused(size: dict[str, int]) -> None:
    """A picture without or beyond all size is refused with its field."""
    template = docx("{{ v }}")
    image = InlineImage(DocxTemplate(io.BytesIO(template)), io.BytesIO(making.picture(8)), **size)
    with pytest.raises(PictureUnfit, match="“v”"):
        CompiledTemplate.from_bytes(template).render({"v": image})
    with pytest.raises(PictureUnfit, match="kích thước"):
        Picture(making.picture(8), width_mm=float("nan"), height_mm=1)


def test_an_inserted_file_is_never_unpacked_beyond_what_it_says() -> None:
    """A file that is put into another is opened with the same suspicion as a template."""
    template, hostile = docx("{{p sub }}"), SubDocument(understated(zipfile.ZIP_BZIP2))
    tracemalloc.start()
    with pytest.raises(ContextFault, match="“sub” không phải là tệp Word"):
        CompiledTemplate.from_bytes(template).render({"sub": hostile})
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 10_000_000


def test_a_picture_leads_nowhere_but_to_an_address() -> None:
    """A picture that would start a program when it is clicked is refused by its field's name."""
    image = InlineImage(None, io.BytesIO(making.picture(8)), anchor="javascript:alert(1)")
    with pytest.raises(ContextFault, match="“img” có liên kết không rõ địa chỉ"):
        CompiledTemplate.from_bytes(making.paragraphs("{{ img }}")).render({"img": image})
