"""What kind of file a template is: no Word file, unsafe ones, and what they bring along."""

import zipfile
from io import BytesIO

import pytest

from doc_templates import catalogue
from doc_templates.checking import Verdict, examine
from doc_templates.faults import TemplateFault
from doc_templates.word import package
from doc_templates.word.package import Part
from tests.doc_templates.make_docx import docx, docx_of
from tests.doc_templates.test_checking import PLAN, told


@pytest.mark.parametrize("data", [b"", b"khong phai docx", b"PK\x03\x04" + b"\0" * 50, catalogue.built_in(PLAN)[:3000]])
def test_what_is_no_word_file(data: bytes) -> None:
    """Empty, foreign and truncated files cannot be judged."""
    report = examine(data, kind=PLAN).report
    assert report.verdict is Verdict.UNJUDGED
    assert "không phải là tệp Word" in report.findings[0].message


def test_other_zip_is_no_word_file() -> None:
    """A zip without Word's main part cannot be judged."""
    report = examine(package.write((Part("a.txt", b"x"),)), kind=PLAN).report
    assert report.verdict is Verdict.UNJUDGED


def test_an_unsafe_file_is_still_read() -> None:
    """A file with a macro project is refused, and its tags are looked at all the same."""
    body = "<w:p><w:r><w:t>{{ subjct }}</w:t></w:r></w:p>"
    faults = told(docx_of(body, Part("word/vbaProject.bin", b"x")))
    assert any("macro" in fault for fault in faults)
    assert any("“subjct”" in fault for fault in faults)


def test_outside_links_are_refused_but_hyperlinks_are_not() -> None:
    """Pictures and templates fetched from elsewhere are refused; a hyperlink only waits for a click."""
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r9"'
        ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="http://ngoai.vn/x"'
        ' TargetMode="External"/></Relationships>'
    )
    with pytest.raises(TemplateFault, match=r"bên ngoài: http://ngoai\.vn/x"):
        package.read(docx_of("", Part("word/_rels/document.xml.rels", rels.format("image").encode())))
    assert package.read(docx_of("", Part("word/_rels/document.xml.rels", rels.format("hyperlink").encode())))


_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _relation(kind: str, target: str, *, mode: str = "External") -> Part:
    """Return the body's relations: one, with id rId9."""
    xml = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId9" Type="{_R}/{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'
    )
    return Part("word/_rels/document.xml.rels", xml.encode())


def test_a_hyperlink_is_only_for_clicking() -> None:
    """A picture that takes its data through a hyperlink's relation would be fetched from there, so it is refused."""
    link = _relation("hyperlink", "http://example.vn/a.png")
    clicked = f'<w:p><w:hyperlink xmlns:r="{_R}" r:id="rId9"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>'
    assert package.read(docx_of(clicked, link))
    with pytest.raises(TemplateFault, match="bên ngoài"):
        package.read(docx_of(f'<w:p><w:r><w:pict xmlns:r="{_R}" r:link="rId9"/></w:r></w:p>', link))


def test_links_of_no_part_are_refused() -> None:
    """Relations to the outside whose part is not in the file cannot be judged, so they are refused."""
    stray = _relation("hyperlink", "http://example.vn/")._replace(name="word/_rels/khac.xml.rels")
    with pytest.raises(TemplateFault, match="bên ngoài"):
        package.read(docx_of("", stray))


@pytest.mark.parametrize("kind", ["aFChunk", "subDocument", "oleObject", "package"])
def test_documents_inside_the_document_are_refused(kind: str) -> None:
    """A document inside the document brings links of its own that nobody looks at."""
    inner = Part("word/trong.docx", docx("x"))
    with pytest.raises(TemplateFault, match="nhúng bên trong"):
        package.read(docx_of("", _relation(kind, "trong.docx", mode="Internal"), inner))


def test_entities_are_refused() -> None:
    """A document type declaration, the way of entity bombs, is refused."""
    bomb = b'<!DOCTYPE a [<!ENTITY b "bbbb">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
    parts = [Part(part.name, bomb) if part.name == "word/document.xml" else part for part in package.read(docx("x"))]
    report = examine(package.write(tuple(parts)), kind=PLAN).report
    assert report.verdict is Verdict.UNJUDGED
    assert "XML hỏng hoặc không an toàn" in report.findings[0].message


def test_zip_bomb_is_refused() -> None:
    """A package that would unpack to more than 64 MB is refused before it is unpacked."""
    buffer = BytesIO(docx("x"))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/x.xml", b"\0" * (65 * 1024 * 1024))
    (fault,) = told(buffer.getvalue())
    assert "quá lớn" in fault
