"""Files whose content part has another name: Word on the web and SharePoint write ``document2.xml``."""

from doc_templates import catalogue, marking
from doc_templates.checking.examining import examine
from doc_templates.format_check import check_format
from doc_templates.format_check.fixing import fix_format
from doc_templates.rendering import CompiledTemplate
from doc_templates.word import package
from doc_templates.word.extract import text_of
from doc_templates.word.package import Part
from models.documents import DocumentKind

KIND = DocumentKind.REMINDER_LETTER


def renamed(data: bytes, name: str) -> bytes:
    """Return a Word file whose content stands in another part."""
    old = "word/document.xml"
    tables = {"_rels/.rels", "[Content_Types].xml"}
    parts = []
    for part in package.read(data):
        table = part.data.replace(old.encode(), name.encode()) if part.name in tables else part.data
        moved = part.name.replace("document.xml", name.rpartition("/")[2])
        parts.append(Part(moved, table))
    return package.write(tuple(parts))


def test_a_template_by_another_name_is_filled() -> None:
    """Such a template gives the same parts as the one with the usual name."""
    usual = catalogue.built_in(KIND)
    context = catalogue.sample(KIND)
    document = CompiledTemplate.from_bytes(renamed(usual, "word/document2.xml")).render(context)
    expected = CompiledTemplate.from_bytes(usual).render(context)
    assert text_of(document) == text_of(expected)
    assert [one.name for one in package.read(document)] == [one.name for one in package.read(expected)]
    relations = next(one.data for one in package.read(document) if one.name == "_rels/.rels")
    assert b"word/document.xml" in relations
    assert b"document2" not in b"".join(one.data for one in package.read(document))


def test_it_is_checked_and_marked() -> None:
    """The check finds nothing more, and its comments are written into the file."""
    other = renamed(catalogue.built_in(KIND), "word/document2.xml")
    assert examine(other, kind=KIND).report.findings == examine(catalogue.built_in(KIND), kind=KIND).report.findings
    remark = marking.Remark(part="word/document.xml", paragraph=3, text="sửa chỗ này")
    assert text_of(marking.with_comments(other, [remark])) == text_of(catalogue.built_in(KIND))


def test_its_format_is_mended() -> None:
    """Mending reaches the text whatever the part is called."""
    usual = CompiledTemplate.from_bytes(catalogue.built_in(KIND)).render(catalogue.sample(KIND))
    parts = (Part(one.name, one.data.replace(b'w:val="28"', b'w:val="20"')) for one in package.read(usual))
    spoiled = package.write(tuple(parts))
    assert check_format(spoiled).findings
    assert not check_format(fix_format(renamed(spoiled, "word/document2.xml"))).findings
