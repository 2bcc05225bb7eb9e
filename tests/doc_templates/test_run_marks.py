"""One file of many documents: bookmarks, what points to them, notes and numbers are each document's own."""

import io
import re
from collections.abc import Mapping

import pytest
from docx import Document
from pypdf import PdfReader

from doc_templates.faults import TemplateFault
from doc_templates.pdf import LibreOffice
from doc_templates.print_run.marks import redirected
from doc_templates.rendering import CompiledTemplate
from doc_templates.word import package, wordxml
from doc_templates.word.extract import text_of
from doc_templates.word.package import Part
from doc_templates.word.wordxml import Element
from tests.doc_templates.features import making
from tests.doc_templates.make_docx import docx_of

W = f"{{{wordxml.W}}}"
BODY = "word/document.xml"
PEOPLE = ("An", "Bình", "Cường")


def marked(name: str, text: str, *, number: int = 0) -> str:
    """Return a run within a bookmark."""
    inner = f"<w:r><w:t>{text}</w:t></w:r>"
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="{number}"/>'


def field(*pieces: str, shown: str = "?") -> str:
    """Return a field whose instruction is split into pieces, each in a run of its own."""
    told = "".join(f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>' for piece in pieces)
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return f"{char('begin')}{told}{char('separate')}<w:r><w:t>{shown}</w:t></w:r>{char('end')}"


def paragraph(*runs: str) -> str:
    """Return a paragraph."""
    return f"<w:p>{''.join(runs)}</w:p>"


def run_of(body: str, *more: Part) -> dict[str, Element]:
    """Return the parts of one file made for three people."""
    template = CompiledTemplate.from_bytes(docx_of(body, *more))
    return parts_of(template.render_run({"x": person} for person in PEOPLE))


def parts_of(document: bytes) -> dict[str, Element]:
    """Return a file's parts, read."""
    return {one.name: wordxml.parse(one.data) for one in package.read(document) if one.name.endswith(".xml")}


def instructions(root: Element) -> list[str]:
    """Return the instructions of a part's fields, simple ones first."""
    simple = [one.get(f"{W}instr") for one in root.iter(f"{W}fldSimple")]
    return simple + [text for one in root.iter(f"{W}instrText") if (text := one.text or "")]


def test_fields_and_links_point_to_their_own_document() -> None:
    """Simple fields, fields split into runs and links name the bookmark of the document that they stand in."""
    body = run_of(
        paragraph(marked("ten", "{{ x }}"))
        + paragraph('<w:fldSimple w:instr=" REF ten \\h "><w:r><w:t>?</w:t></w:r></w:fldSimple>')
        + paragraph(field(" PAGE", "REF t", "en \\h "), field(' HYPERLINK \\l "Ten" \\o "ten" '), field(" DATE "))
        + paragraph('<w:hyperlink w:anchor="ten"><w:r><w:t>xem</w:t></w:r></w:hyperlink>')
        + paragraph('<w:hyperlink w:anchor="cho_khac"><w:r><w:t>xem</w:t></w:r></w:hyperlink>')
    )[BODY]
    assert [one.get(f"{W}name") for one in body.iter(f"{W}bookmarkStart")] == ["ten", "ten_2", "ten_3"]
    told = instructions(body)
    assert told[:3] == [" REF ten \\h ", " REF ten_2 \\h ", " REF ten_3 \\h "]
    assert " PAGEREF ten_2 \\h " in told
    assert ' HYPERLINK \\l "ten_3" \\o "ten" ' in told
    assert told.count(" DATE ") == 3
    anchors = [one.get(f"{W}anchor") for one in body.iter(f"{W}hyperlink")]
    assert anchors == ["ten", "cho_khac", "ten_2", "cho_khac", "ten_3", "cho_khac"]


def test_names_stay_different() -> None:
    """A name that another bookmark has already, in whatever letters, or that would be too long, becomes another."""
    long = "d" * 40
    body = run_of(paragraph(marked("a", "{{ x }}"), marked("A_2", "b", number=1), marked(long, "c", number=2)))[BODY]
    names = [one.get(f"{W}name") for one in body.iter(f"{W}bookmarkStart")]
    assert len({name.lower() for name in names}) == 9
    assert max(map(len, names)) == 40
    numbers = [one.get(f"{W}id") for one in body.iter(f"{W}bookmarkStart")]
    assert len(set(numbers)) == 9
    assert numbers == [one.get(f"{W}id") for one in body.iter(f"{W}bookmarkEnd")]


@pytest.mark.parametrize(
    ("instruction", "expected"),
    {
        ' REF "a" ': ' REF "b" ',
        " ref A \\* MERGEFORMAT ": " ref b \\* MERGEFORMAT ",
        " NOTEREF a \\f ": " NOTEREF b \\f ",
        ' TOC \\o "1-3" \\b a ': ' TOC \\o "1-3" \\b b ',
        ' HYPERLINK "https://a" \\l "a" ': ' HYPERLINK "https://a" \\l "b" ',
        " = a * 2 + aa ": " = b * 2 + aa ",
        " a ": " b ",
        ' IF a = "a" ': ' IF a = "a" ',
        " PAGE ": " PAGE ",
        " STYLEREF a ": " STYLEREF a ",
        "": "",
    }.items(),
)
def test_what_names_a_bookmark(instruction: str, expected: str) -> None:
    """Only what names a bookmark is changed in a field's instruction."""
    assert redirected(instruction, {"a": "b", "page": "c"}) == expected


def test_fields_inside_fields() -> None:
    """A field within another's instruction is told by itself; the words around it stay."""
    inner = field(" REF ten ")
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    text = "<w:r><w:instrText>{}</w:instrText></w:r>".format
    outer = char("begin") + text(" IF ") + inner + text(' = "ten" "ten" ') + char("end")
    told = instructions(run_of(paragraph(marked("ten", "{{ x }}"), outer))[BODY])
    assert told[3:6] == [" IF ", " REF ten_2 ", ' = "ten" "ten" ']


def with_footer(footer: str, body: str) -> CompiledTemplate:
    """Return a template with a footer of this XML."""
    document = Document()
    document.sections[0].footer.paragraphs[0].add_run("CHAN")
    document.add_paragraph("THAN")
    parts = {one.name: one for one in package.read(making.saved(document))}
    name = next(one for one in parts if one.startswith("word/footer"))
    for part, mark, xml in ((name, "CHAN", footer), (BODY, "THAN", body)):
        text = parts[part].data.decode()
        whole = re.search(rf"<w:p>(?:(?!<w:p>).)*{mark}.*?</w:p>", text, re.DOTALL)
        assert whole is not None
        parts[part] = Part(part, text.replace(whole[0], xml).encode())
    return CompiledTemplate.from_bytes(package.write(tuple(parts.values())))


def test_footers_point_to_their_own_document() -> None:
    """A footer without tags that names a bookmark of the body is another for each document."""
    template = with_footer(paragraph(field(" REF ten ")), paragraph(marked("ten", "{{ x }}")))
    parts = parts_of(template.render_run({"x": person} for person in PEOPLE))
    told = [instructions(root)[0] for name, root in sorted(parts.items()) if name.startswith("word/footer")]
    assert sorted(told) == [" REF ten ", " REF ten_2 ", " REF ten_3 "]


def test_footers_without_pointers_are_shared() -> None:
    """A bookmark in a footer to which nothing points does not make it another."""
    template = with_footer(paragraph(marked("_GoBack", "chân")), paragraph("<w:r><w:t>{{ x }}</w:t></w:r>"))
    parts = parts_of(template.render_run({"x": person} for person in PEOPLE))
    assert sum(name.startswith("word/footer") for name in parts) == 1


def with_note(kind: str, *, tags: bool) -> CompiledTemplate:
    """Return a template with one note to which its body refers."""
    template = making.with_notes(kind, "của {{ name }}" if tags else "của chung")
    parts = {one.name: one for one in package.read(template)}
    mark = f'<w:r><w:{kind.rstrip("s")}Reference w:id="1"/></w:r></w:p>'
    body = parts[BODY].data.decode().replace("</w:p>", mark, 1)
    return CompiledTemplate.from_bytes(package.write(tuple((parts | {BODY: Part(BODY, body.encode())}).values())))


@pytest.mark.parametrize("kind", ["footnotes", "comments"])
@pytest.mark.parametrize("tags", [True, False])
def test_notes_of_each_document(kind: str, *, tags: bool) -> None:
    """Footnotes and comments, alike or not, are there once for each document, under numbers of their own."""
    parts = parts_of(with_note(kind, tags=tags).render_run({"name": person} for person in PEOPLE))
    notes: Mapping[str, str] = {
        one.get(f"{W}id"): "".join(text.text for text in one.iter(f"{W}t"))
        for one in parts[f"word/{kind}.xml"].iter(f"{W}{kind.rstrip('s')}")
    }
    named = [one.get(f"{W}id") for one in parts[BODY].iter(f"{W}{kind.rstrip('s')}Reference")]
    assert len(set(named)) == 3
    assert [notes[number] for number in named] == [f"của {person}" if tags else "của chung" for person in PEOPLE]


def test_footnotes_begin_at_one_in_each_document() -> None:
    """The first section of each document with footnotes numbers them from 1."""
    parts = parts_of(with_note("footnotes", tags=True).render_run({"name": person} for person in PEOPLE))
    sections = list(parts[BODY].iter(f"{W}sectPr"))
    assert [one.find(f"{W}footnotePr/{W}numRestart").get(f"{W}val") for one in sections] == ["eachSect"] * 3


def test_notes_that_nobody_names_stay() -> None:
    """A footnotes part with tags whose notes no document names is written all the same."""
    template = CompiledTemplate.from_bytes(making.with_notes("footnotes", "của {{ name }}"))
    assert text_of(template.render_run([{"name": "An"}, {"name": "Bình"}])).split("\n")[:1] == ["An"]


def test_endnotes_are_refused() -> None:
    """Endnotes of all documents would stand behind the last one."""
    with pytest.raises(TemplateFault, match="Endnote"):
        with_note("endnotes", tags=False).render_run([{"name": "An"}])


def test_what_is_named_once_is_named_once() -> None:
    """Numbers of content controls, which one file may have once, are left to Word for all but the first document."""
    control = '<w:sdt><w:sdtPr><w:id w:val="5"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
    body = run_of(control.format(paragraph("<w:r><w:t>{{ x }}</w:t></w:r>")))[BODY]
    assert len(list(body.iter(f"{W}sdtPr"))) == 3
    assert len(list(body.iter(f"{W}id"))) == 1


@pytest.mark.slow
def test_the_printed_file_shows_each_documents_own() -> None:
    """LibreOffice, which reckons fields anew, prints each person's name wherever a field repeats it, footers too."""
    template = with_footer(
        paragraph("<w:r><w:t>Chân: </w:t></w:r>", field(" REF ten \\h ")),
        paragraph("<w:r><w:t>Tên: </w:t></w:r>", marked("ten", "{{ x }}"))
        + paragraph("<w:r><w:t>Nhắc: </w:t></w:r>", field(" RE", "F ten \\h "))
        + paragraph('<w:fldSimple w:instr=" REF ten "><w:r><w:t>?</w:t></w:r></w:fldSimple>')
        + paragraph("<w:r><w:t>Trang: </w:t></w:r>", field(" PAGEREF ten ")),
    )
    (pdf,) = LibreOffice().convert([template.render_run({"x": person} for person in PEOPLE)])
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    assert len(pages) == 3
    for page, person in zip(pages, PEOPLE, strict=True):
        assert page.count(person) == 4
        assert not any(other in page for other in PEOPLE if other != person)
        assert "Trang:1" in page.replace(" ", "")
