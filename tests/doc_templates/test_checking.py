"""A template with a fault is told by its paragraph, and never passes."""

import zipfile
from io import BytesIO

import pytest

from doc_templates import catalogue, package
from doc_templates.checking import check_template, template_faults
from doc_templates.faults import TemplateFault
from doc_templates.package import Part
from models.documents import DocumentKind
from tests.doc_templates.make_docx import docx, docx_of

PLAN = DocumentKind.CAMPAIGN_PLAN


def edited(old: str, new: str, *, kind: DocumentKind = PLAN, part: str = "word/document.xml") -> bytes:
    """Return our template with a piece of its text changed, as an office might."""
    parts = package.read(catalogue.built_in(kind))
    assert any(old.encode() in each.data for each in parts if each.name == part)
    return package.write(
        tuple(
            Part(each.name, each.data.replace(old.encode(), new.encode())) if each.name == part else each
            for each in parts
        )
    )


def test_unknown_field_names_paragraph_and_nearest() -> None:
    """A misspelt field is told with its paragraph and the nearest known name."""
    with pytest.raises(TemplateFault, match=r"“signer_nam”.*đoạn “\{\{ signer_nam \}\}”.*“signer_name”"):
        check_template(edited("{{ signer_name }}", "{{ signer_nam }}"), kind=PLAN)


def test_unknown_field_of_a_row() -> None:
    """A misspelt field of a list's row is found through the loop."""
    faults = template_faults(edited("row.award", "row.awad", kind=DocumentKind.SUB_PLAN), kind=DocumentKind.SUB_PLAN)
    assert [fault.message for fault in faults] == ["Mẫu Kế hoạch triển khai dùng trường không có: “awad”."]
    assert "“award”" in str(faults[0])


def test_field_of_another_kind_is_unknown() -> None:
    """A letter's template does not fit a plan, and every unknown field is told at once."""
    assert len(template_faults(catalogue.built_in(DocumentKind.REMINDER_LETTER), kind=PLAN)) > 5


def test_unknown_field_in_a_header() -> None:
    """Headers are checked as the body is."""
    with pytest.raises(TemplateFault, match=r"“sampel”.*word/header"):
        check_template(edited("if sample", "if sampel", part="word/header1.xml"), kind=PLAN)


def test_unclosed_tag_names_the_tag() -> None:
    """A loop without its end is told by the tag that lacks it."""
    with pytest.raises(TemplateFault, match="“for” chưa có thẻ đóng"):
        check_template(docx("{%p for line in letterhead %}", "{{ line }}"), kind=PLAN)


def test_stray_end_is_told() -> None:
    """An end without its beginning is told with its paragraph."""
    with pytest.raises(TemplateFault, match=r"“endfor” không hợp lệ.*đoạn"):
        check_template(docx("{{ subject }}", "{%p endfor %}"), kind=PLAN)


@pytest.mark.parametrize("text", ["{ { subject }}", "subject }}", "{ % if x % }", "{{ subject }} %}"])
def test_half_a_tag_is_told(text: str) -> None:
    """What looks like half a tag would be printed as it stands, and is refused."""
    with pytest.raises(TemplateFault, match="đoạn"):
        check_template(docx(text), kind=PLAN)


def test_required_field_must_be_printed() -> None:
    """A plan's template without the plan's text is not published."""
    with pytest.raises(TemplateFault, match="chưa in trường bắt buộc “closing”"):
        check_template(edited("{{ closing }}", "Hết."), kind=PLAN)


@pytest.mark.parametrize("data", [b"", b"khong phai docx", b"PK\x03\x04" + b"\0" * 50, catalogue.built_in(PLAN)[:3000]])
def test_what_is_no_word_file(data: bytes) -> None:
    """Empty, foreign and truncated files are refused as no Word file."""
    with pytest.raises(TemplateFault, match="không phải là tệp Word"):
        check_template(data, kind=PLAN)


def test_other_zip_is_no_word_file() -> None:
    """A zip without Word's main part is refused."""
    with pytest.raises(TemplateFault, match="thiếu phần nội dung chính"):
        check_template(package.write((Part("a.txt", b"x"),)), kind=PLAN)


def test_macros_are_refused() -> None:
    """A file with a macro project is refused."""
    with pytest.raises(TemplateFault, match="macro"):
        check_template(docx_of("", Part("word/vbaProject.bin", b"x")), kind=PLAN)


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
    with pytest.raises(TemplateFault, match="XML hỏng hoặc không an toàn"):
        check_template(package.write(tuple(parts)), kind=PLAN)


def test_zip_bomb_is_refused() -> None:
    """A package that would unpack to more than 64 MB is refused before it is unpacked."""
    buffer = BytesIO(docx("x"))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/x.xml", b"\0" * (65 * 1024 * 1024))
    with pytest.raises(TemplateFault, match="quá lớn"):
        check_template(buffer.getvalue(), kind=PLAN)
