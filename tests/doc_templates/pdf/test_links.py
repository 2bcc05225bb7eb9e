"""Links in a Word file are links in its PDF, whether a person or a program made them."""

import io

import pytest
from docxtpl import RichText
from pypdf import PdfReader

from doc_templates import catalogue
from doc_templates.pdf import LibreOffice, archival_faults
from doc_templates.pdf.links import with_links
from doc_templates.rendering import CompiledTemplate
from doc_templates.word import package
from doc_templates.word.extract import text_of
from doc_templates.word.package import Part
from models.documents import DocumentKind

_ADDRESS = "https://tra-cuu.vn/a"
_BODY = "word/document.xml"


def linked() -> bytes:
    """Return a letter of ours with a link in its text, as a program writes it."""
    kind = DocumentKind.REMINDER_LETTER
    parts = package.read(CompiledTemplate.from_bytes(catalogue.built_in(kind)).render(catalogue.sample(kind)))
    tag = b"<w:p><w:r><w:t>{{r link }}</w:t></w:r></w:p>"
    tagged = (Part(one.name, _before_the_end(one.data, tag) if one.name == _BODY else one.data) for one in parts)
    template = CompiledTemplate.from_bytes(package.write(tuple(tagged)))
    text = RichText()
    text.add("tra cứu tại đây", url_id=template.build_url_id(_ADDRESS))
    return template.render({"link": text})


def _before_the_end(body: bytes, more: bytes) -> bytes:
    end = body.rindex(b"<w:sectPr")
    return body[:end] + more + body[end:]


def test_a_link_without_a_style_gets_one_that_changes_no_looks() -> None:
    """LibreOffice takes over links with a character style only; words and all other parts stay."""
    document = linked()
    before = {part.name: part.data for part in package.read(document)}
    made = with_links(document, package.read(document))
    after = {part.name: part.data for part in package.read(made)}
    assert text_of(made) == text_of(document)
    assert {name for name in before if before[name] != after[name]} == {_BODY, "word/styles.xml"}
    assert with_links(made, package.read(made)) == made


def test_a_document_without_links_stays_as_it_is() -> None:
    """Not a byte is touched where there is nothing to do."""
    document = catalogue.built_in(DocumentKind.REMINDER_LETTER)
    assert with_links(document, package.read(document)) is document


@pytest.mark.slow
def test_links_are_in_the_pdf() -> None:
    """The address can be clicked in the archive copy, which stays one."""
    (made,) = LibreOffice().convert_each([linked()])
    notes = [note.get_object() for page in PdfReader(io.BytesIO(made.pdf)).pages for note in page.get("/Annots", ())]
    assert [note["/A"]["/URI"] for note in notes] == [_ADDRESS]
    assert archival_faults(made.pdf) == ()
