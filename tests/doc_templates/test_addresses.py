"""Tags in the address of a link: filled where the link stands, escaped as part of an address, each a relation."""

import pytest
from lxml import etree

from doc_templates import catalogue
from doc_templates.checking.examining import examine
from doc_templates.faults import ContextFault, FieldMissing, TemplateFault
from doc_templates.inserts.pictures import Picture
from doc_templates.rendering import CompiledTemplate, content_hash
from doc_templates.word import package, wordxml
from doc_templates.word.extract import text_of
from doc_templates.word.package import Part
from models.documents import DocumentKind
from tests.doc_templates.make_docx import docx_of

_RELATION = '<Relationship Id="{id}" Type="' + wordxml.R + '/hyperlink" Target="{target}" TargetMode="External"/>'
_TABLE = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
BODY, TABLE = "word/document.xml", "word/_rels/document.xml.rels"


def link(name: str, text: str = "tra cứu") -> str:
    """Return a paragraph with a link to the relation of that id."""
    return f'<w:p><w:hyperlink xmlns:r="{wordxml.R}" r:id="{name}"><w:r><w:t>{text}</w:t></w:r></w:hyperlink></w:p>'


def template(body: str, *targets: str) -> bytes:
    """Return a template with that body and relations rId1, rId2 ... to these addresses."""
    relations = "".join(_RELATION.format(id=f"rId{place}", target=one) for place, one in enumerate(targets, start=1))
    return docx_of(body, Part(TABLE, _TABLE.format(relations).encode()))


def leads(document: bytes) -> list[str]:
    """Return where the links of a document's body lead, in their order."""
    parts = {part.name: part.data for part in package.read(document)}
    known = {one.get("Id"): one.get("Target") for one in etree.fromstring(parts[TABLE])}
    return [
        known[one.get(f"{{{wordxml.R}}}id")] for one in etree.fromstring(parts[BODY]).iter(f"{{{wordxml.W}}}hyperlink")
    ]


@pytest.mark.parametrize(
    "written",
    [
        "https://a.vn/tra-cuu?so={{ code }}&amp;x=1",
        "https://a.vn/tra-cuu?so=%7B%7B%20code%20%7D%7D&amp;x=1",
        "https://a.vn/tra-cuu?so=%7b%7bcode%7d%7d&amp;x=1",
    ],
)
def test_an_address_is_filled(written: str) -> None:
    """A value in a link's address, braces as Word writes them, is escaped as part of the address."""
    made = CompiledTemplate.from_bytes(template(link("rId1"), written))
    assert made.proven
    document = made.render({"code": "05/KH-UBND & 'Đề án'"})
    assert leads(document) == ["https://a.vn/tra-cuu?so=05%2FKH-UBND%20%26%20%27%C4%90%E1%BB%81%20%C3%A1n%27&x=1"]
    assert b"{{" not in document
    assert all(b"code" not in part.data for part in package.read(document))


def test_each_row_has_its_own_link() -> None:
    """A link inside a loop leads each time where its own row says; the same address is one relation."""
    begin, end = (f"<w:p><w:r><w:t>{tag}</w:t></w:r></w:p>" for tag in ("{%p for r in rows %}", "{%p endfor %}"))
    body = f"{begin}{link('rId1')}{end}"
    made = CompiledTemplate.from_bytes(template(body, "https://a.vn/{{ r.id }}#{{ r.id|upper }}"))
    document = made.render({"rows": [{"id": "a"}, {"id": "b"}, {"id": "a"}]})
    assert leads(document) == ["https://a.vn/a#A", "https://a.vn/b#B", "https://a.vn/a#A"]
    table = next(part.data for part in package.read(document) if part.name == TABLE)
    assert table.count(b"<Relationship ") == 2
    assert content_hash(document) == content_hash(made.render({"rows": [{"id": "a"}, {"id": "b"}, {"id": "a"}]}))


@pytest.mark.parametrize("whole", ["https://a.vn/x?y=1&z=%20", "mailto:an@a.vn", "HTTP://a.vn/"])
def test_a_value_may_be_the_whole_address(whole: str) -> None:
    """An address that is one tag takes the value as it is."""
    assert leads(CompiledTemplate.from_bytes(template(link("rId1"), "{{ u }}")).render({"u": whole})) == [whole]


def test_an_address_for_letters() -> None:
    """The sign in the middle of an electronic address stays."""
    assert leads(CompiledTemplate.from_bytes(template(link("rId1"), "mailto:{{ e }}")).render({"e": "an@a.vn"})) == [
        "mailto:an@a.vn"
    ]


@pytest.mark.parametrize("value", ["", "javascript:alert(1)", "vnd.sun.star.script:x", "file:///etc/passwd", "a.vn"])
def test_no_value_names_a_program(value: str) -> None:
    """A whole address that is none of the web's is refused; in a draft it leads nowhere."""
    made = CompiledTemplate.from_bytes(template(link("rId1"), "{{ u }}/x"))
    with pytest.raises(ContextFault, match="không bắt đầu bằng http"):
        made.render({"u": value})
    assert ":" not in leads(made.render({"u": value}, draft=True))[0]


def test_a_missing_value_is_named_with_its_place() -> None:
    """A value that an address lacks is refused with the words of the link's paragraph, and marked in a draft."""
    made = CompiledTemplate.from_bytes(template(link("rId1", "xem tại đây"), "https://a.vn/{{ code }}"))
    with pytest.raises(FieldMissing, match=r"“code”.*xem tại đây"):
        made.render({})
    assert leads(made.render({}, draft=True)) == ["https://a.vn/%5BC%C3%92N%20THI%E1%BA%BEU%3A%20code%5D"]


def test_values_cannot_write_a_link() -> None:
    """What a value says elsewhere is never taken for an address."""
    body = link("rId1") + '<w:p><w:r><w:t>"&quot;liên kết&quot; {{ v }}"</w:t></w:r></w:p>'
    made = CompiledTemplate.from_bytes(template(body, "https://a.vn/{{ v }}"))
    value = '"&quot;liên kết&quot; https://b.vn/"'
    document = made.render({"v": value})
    assert len(leads(document)) == 1
    assert leads(document)[0].startswith("https://a.vn/%22%26quot%3Bli")
    assert text_of(document) == f'tra cứu\n""liên kết" {value}"'


@pytest.mark.parametrize(
    "written", ["https://a.vn/{% if x %}a{% endif %}", "https://a.vn/{{ x", "https://a.vn/%7B%25 x"]
)
def test_other_tags_in_an_address_are_refused(written: str) -> None:
    """Half tags and tags that are no values are refused with the address, when the template is compiled and checked."""
    data = template(link("rId1"), written)
    with pytest.raises(TemplateFault, match=r"Địa chỉ của liên kết.*a\.vn"):
        CompiledTemplate.from_bytes(data)
    told = examine(data, kind=DocumentKind.REMINDER_LETTER).report.findings
    assert [one.code for one in told if "Địa chỉ" in one.message] == ["half-tag"]


def test_braces_that_are_no_tag_stay() -> None:
    """An address with braces of its own is left as it is."""
    own = "https://a.vn/?q=%7B%22a%22:%7B%22b%22:1%7D%7D"
    data = template(link("rId1") + link("rId2"), own, "https://a.vn/{{ v }}")
    assert leads(CompiledTemplate.from_bytes(data).render({"v": 1})) == [own, "https://a.vn/1"]


def test_an_address_that_no_link_leads_to_is_dropped() -> None:
    """A relation that was left behind when its link was deleted prints nothing, in a part without tags too."""
    notes = f'<w:footnotes xmlns:w="{wordxml.W}"><w:footnote w:id="1"><w:p/></w:footnote></w:footnotes>'
    left = _TABLE.format(_RELATION.format(id="rId9", target="https://a.vn/{{ code }}"))
    data = docx_of(
        "<w:p><w:r><w:t>{{ v }}</w:t></w:r></w:p>",
        Part("word/footnotes.xml", notes.encode()),
        Part("word/_rels/footnotes.xml.rels", left.encode()),
    )
    document = CompiledTemplate.from_bytes(data).render({"v": "một"})
    assert text_of(document).startswith("một")
    assert all(b"a.vn" not in part.data for part in package.read(document))


def test_the_check_reads_addresses() -> None:
    """A field that a kind does not have is told in an address as anywhere else, and a known one is not."""
    parts = package.read(catalogue.built_in(DocumentKind.REMINDER_LETTER))
    for field, expected in (("subjet", ["subjet"]), ("code", [])):
        data = package.write(tuple(_linked(part, f"https://a.vn/%7B%7B%20{field}%20%7D%7D") for part in parts))
        report = examine(data, kind=DocumentKind.REMINDER_LETTER).report
        assert [one.message.partition("“")[2].partition("”")[0] for one in report.findings] == expected


def _linked(part: Part, address: str) -> Part:
    """Return a part of a template, a link to that address at the end of its text."""
    if part.name == BODY:
        return Part(BODY, part.data.replace(b"</w:t></w:r></w:p>", f"</w:t></w:r>{_RUN}</w:p>".encode(), 1))
    if part.name == TABLE:
        relation = _RELATION.format(id="rIdL", target=address)
        return Part(TABLE, part.data.replace(b"</Relationships>", f"{relation}</Relationships>".encode()))
    return part


_RUN = f'<w:hyperlink xmlns:r="{wordxml.R}" r:id="rIdL"><w:r><w:t> </w:t></w:r></w:hyperlink>'


@pytest.mark.parametrize("words", ["https://x.vn/", "https://x.vn/'y'z"])
def test_words_that_read_like_an_address_stay_words(words: str) -> None:
    """What a picture's description says is no address, whatever it looks like; no link is made of it."""
    body = link("rId1") + "<w:p><w:r><w:t>{{ picture }}</w:t></w:r></w:p>"
    made = CompiledTemplate.from_bytes(template(body, "https://a.vn/{{ code }}"))
    described = Picture(b"GIF8", width_mm=5, height_mm=5, alt=f'"liên kết" {words}')
    parts = {part.name: part.data for part in package.read(made.render({"code": "1", "picture": described}))}
    (shown,) = etree.fromstring(parts[BODY]).iter("{*}docPr")
    assert shown.get("descr") == described.alt
    assert b"x.vn" not in parts[TABLE]
