"""What a template would have Word fetch, ask for or start is named, however it is written and wherever it stands."""

import pytest

from doc_templates import catalogue
from doc_templates.checking import Finding, Severity, examine
from doc_templates.checking.findings import Report
from doc_templates.faults import TemplateFault
from doc_templates.rendering import CompiledTemplate
from doc_templates.word import package
from doc_templates.word.package import Part
from models.documents import DocumentKind

KIND = DocumentKind.SUB_PLAN
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_MICROSOFT = "http://schemas.microsoft.com/office"
_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_BODY, _LINKS, _ROOT = "word/document.xml", "word/_rels/document.xml.rels", "_rels/.rels"
_SETTINGS, _TYPES = "word/settings.xml", "[Content_Types].xml"


def with_more(added: dict[str, str], *parts: Part) -> bytes:
    """Return our template with XML added before the end of its parts, and parts beside."""
    own = {part.name: part.data for part in package.read(catalogue.built_in(KIND))}
    for name, xml in added.items():
        end = own[name].rindex(b"<w:sectPr" if name == _BODY else b"</")
        own[name] = own[name][:end] + xml.encode() + own[name][end:]
    return package.write((*(Part(name, data) for name, data in own.items()), *parts))


def reached(report: Report) -> list[Finding]:
    """Return what the report says of the file beyond its format."""
    return [one for one in report.findings if not one.code.startswith("format-")]


def field(*codes: str, inner: str = "") -> str:
    """Return a field whose code Word has split into these pieces, behind another field where one is given."""
    pieces = "".join(f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>' for code in codes)
    marks = [f'<w:r><w:fldChar w:fldCharType="{name}"/></w:r>' for name in ("begin", "separate", "end")]
    return f"{marks[0]}{inner}{pieces}{marks[1]}<w:r><w:t>x</w:t></w:r>{marks[2]}"


FIELDS = {
    "split": field("INCL", "UDETEXT ", "http://a.vn/x"),
    "a comment in the name": field("INCLUDE{# x #}TEXT http://a.vn/x"),
    "a comment over two pieces": field("DDE{# x ", "#}AUTO cmd"),
    "in quotes": field("&quot;DDEAUTO&quot; cmd"),
    "no space behind the name": field("INCLUDETEXT&quot;http://a.vn/x&quot;"),
    "a switch right behind": field("INCLUDEPICTURE\\d http://a.vn/x.png"),
    "named by another field": field("AUTO cmd", inner=field("QUOTE DDE")),
    "code written as text": field().replace(
        '<w:r><w:fldChar w:fldCharType="separate"/>',
        '<w:r><w:t>DDEAUTO cmd</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/>',
    ),
    "code that was deleted": field("DDEAUTO cmd").replace("instrText", "delInstrText"),
    "never ended": field("DDEAUTO cmd").partition('<w:r><w:fldChar w:fldCharType="separate"/>')[0],
    "simple, with a comment": '<w:fldSimple w:instr="INCLUDE{# #}PICTURE http://a.vn/x.png"/>',
}


@pytest.mark.parametrize("name", FIELDS)
def test_a_field_that_fetches_is_told_however_it_is_written(name: str) -> None:
    """Neither quotes, pieces, comments nor other fields hide what a field's name will be."""
    codes = {one.code for one in reached(examine(with_more({_BODY: f"<w:p>{FIELDS[name]}</w:p>"}), kind=KIND).report)}
    assert codes == {"fetching-field"}


@pytest.mark.parametrize("code", ["PAGE", "NUMPAGES \\* MERGEFORMAT", "REF a \\h", 'HYPERLINK "https://a.vn/dde"', ""])
def test_a_field_of_the_document_itself_is_no_fault(code: str) -> None:
    """Page numbers, references and links to the web stay."""
    assert not reached(examine(with_more({_BODY: f"<w:p>{field(code)}</w:p>"}), kind=KIND).report)


def beside(kind: str, name: str, words: str) -> bytes:
    """Return our template with one more part with words, named as Word never names it."""
    root = {"header": "hdr", "document.glossary": "glossaryDocument"}[kind]
    relation = "glossaryDocument" if kind == "document.glossary" else kind
    return with_more(
        {
            _LINKS: f'<Relationship Id="rIdX" Type="{_R}/{relation}" Target="{name}"/>',
            _TYPES: f'<Override PartName="/word/{name}" ContentType="{_TYPE}.{kind}+xml"/>',
        },
        Part(f"word/{name}", f"<w:{root} {_W}><w:p>{words}</w:p></w:{root}>".encode()),
    )


@pytest.mark.parametrize(
    ("kind", "name"), [("header", "kop.xml"), ("header", "kop.dat"), ("document.glossary", "g.xml")]
)
def test_every_part_is_looked_at_whatever_its_name(kind: str, name: str) -> None:
    """A field that fetches is found in building blocks, and in a header under any name."""
    codes = {one.code for one in reached(examine(beside(kind, name, field("DDEAUTO cmd")), kind=KIND).report)}
    assert "fetching-field" in codes


@pytest.mark.parametrize("name", ["kop.xml", "kop.dat"])
def test_a_header_of_any_name_is_filled(name: str) -> None:
    """A part with words is known by what the file calls it: its tags are checked and filled like any other's."""
    template = beside("header", name, "<w:r><w:t>{{ subject }}</w:t></w:r>")
    assert examine(template, kind=KIND).report.faults == ()
    made = CompiledTemplate.from_bytes(template).render(catalogue.sample(KIND))
    words = next(part.data for part in package.read(made) if part.name == f"word/{name}").decode()
    assert catalogue.sample(KIND).subject in words
    wrong = examine(beside("header", name, "<w:r><w:t>{{ subjekt }}</w:t></w:r>"), kind=KIND).report
    assert [(one.code, one.part) for one in wrong.faults] == [("unknown-field", f"word/{name}")]


def test_a_run_never_prints_one_documents_words_for_another() -> None:
    """Documents whose words differ in a part that is no header by name are not put into one file."""
    run = CompiledTemplate.from_bytes(beside("header", "kop.xml", "<w:r><w:t>{{ subject }}</w:t></w:r>"))
    one = catalogue.sample(KIND)
    assert run.render_run([one, one])
    with pytest.raises(TemplateFault, match="kop"):
        run.render_run([one, one.model_copy(update={"subject": "Tăng cường kỷ luật"})])


PICTURES = (
    'src="http://a.vn/x.png"',
    'src="http:/{# #}/a.vn/x.png"',
    "src=\"http:/{{ '/' }}a.vn/x.png\"",
    'src="file:c:/x.png"',
    'src="c:\\x.png"',
    'o:href="http://a.vn/x.png"',
    'o:althref="\\\\a.vn\\x.png"',
)


@pytest.mark.parametrize("address", PICTURES)
def test_a_picture_of_older_word_with_an_address_is_a_fault(address: str) -> None:
    """Whatever such a picture calls its address, and whatever tags and comments make of it."""
    shape = f'<v:shape {_VML} id="s" style="width:9pt;height:9pt"><v:imagedata {address}/></v:shape>'
    report = examine(with_more({_BODY: f"<w:p><w:r><w:pict>{shape}</w:pict></w:r></w:p>"}), kind=KIND).report
    assert {one.code for one in reached(report)} == {"fetched-picture"}


@pytest.mark.parametrize(
    "named", [f'xmlns:s="{_STRICT}" s:link="rIdX"', f'{_VML} o:relid="rIdX"', f'xmlns:r="{_R}" r:pict="rIdX"']
)
def test_a_web_link_that_is_no_link_is_refused_in_any_namespace(named: str) -> None:
    """An element other than a link that names a web address has it fetched."""
    relation = f'<Relationship Id="rIdX" Type="{_R}/hyperlink" Target="http://a.vn/x" TargetMode="External"/>'
    body = f"<w:p><w:r><w:drawing><a:blip {_A} {named}/></w:drawing></w:r></w:p>"
    report = examine(with_more({_BODY: body, _LINKS: relation}), kind=KIND).report
    assert {one.code for one in report.faults} == {"unsafe-file"}


MERGED = (
    '<w:connectString w:val="Provider=x;Data Source=\\\\a.vn\\x"/>',
    '<w:odso><w:udl w:val="Data Source=\\\\a.vn\\x"/></w:odso>',
)


@pytest.mark.parametrize("source", MERGED)
def test_a_list_for_mail_merge_is_a_fault(source: str) -> None:
    """Word asks for the list as soon as the document is opened; a mail merge without a list is only a setting."""
    told = {
        inner: [one.code for one in reached(examine(with_more({_SETTINGS: made(inner)}), kind=KIND).report)]
        for inner in (source, "")
    }
    assert told == {source: ["merged-data"], "": []}


def made(inner: str) -> str:
    """Return the setting of a letter for mail merge."""
    return f'<w:mailMerge><w:mainDocumentType w:val="formLetters"/>{inner}</w:mailMerge>'


def test_an_add_in_from_the_web_is_a_fault() -> None:
    """Word opens it beside the document and has it load a page of somebody's."""
    kind = f"{_MICROSOFT}/2011/relationships/webextensiontaskpanes"
    pane = f'<Relationship Id="rIdX" Type="{kind}" Target="word/panes.xml"/>'
    report = examine(with_more({_ROOT: pane}, Part("word/panes.xml", b"<x/>")), kind=KIND).report
    assert [one.code for one in reached(report)] == ["add-in"]


def test_a_video_from_the_web_is_a_fault() -> None:
    """Its code is a page of somebody's."""
    video = f'<v:webVideoPr xmlns:v="{_MICROSOFT}/word/2012/x" embeddedHtml="x"/>'
    report = examine(with_more({_BODY: f"<w:p><w:r><w:drawing>{video}</w:drawing></w:r></w:p>"}), kind=KIND).report
    assert [one.code for one in reached(report)] == ["fetched-picture"]


LINKS = {
    "https://a.vn/x": None,
    "mailto:a@b.vn": None,
    "#muc-1": None,
    "file:///c:/x.docx": Severity.WARNING,
    "c:\\x.docx": Severity.WARNING,
    "../x.docx": Severity.WARNING,
    "\\\\may\\x.docx": Severity.WARNING,
    "javascript:alert(1)": Severity.FAULT,
    "ms-msdt:/id x": Severity.FAULT,
}


@pytest.mark.parametrize("address", LINKS)
@pytest.mark.parametrize("way", ["relation", "field"])
def test_a_link_that_is_no_web_page_is_told(address: str, way: str) -> None:
    """A link to a file is told; one that starts a program keeps the template out of the store."""
    relation = f'<Relationship Id="rIdX" Type="{_R}/hyperlink" Target="{address}" TargetMode="External"/>'
    link = f'<w:p><w:hyperlink xmlns:r="{_R}" r:id="rIdX"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>'
    if way == "field":
        relation, link = "", f"<w:p>{field(f'HYPERLINK &quot;{address}&quot;')}</w:p>"
    report = examine(with_more({_BODY: link, _LINKS: relation}), kind=KIND).report
    told = {one.code: one.severity for one in reached(report)}
    wanted = LINKS[address]
    assert told == ({} if wanted is None else {"odd-link": wanted})
