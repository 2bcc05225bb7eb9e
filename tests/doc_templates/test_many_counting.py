"""One file of many documents: whatever Word counts through a file begins anew in each of them."""

import io
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from pypdf import PageObject, PdfReader

from doc_templates.faults import TemplateFault
from doc_templates.limits import TooMuch
from doc_templates.pdf import LibreOffice
from doc_templates.print_run.counters import restarting
from doc_templates.rendering import CompiledTemplate
from doc_templates.word import package, wordxml
from doc_templates.word.package import Part
from doc_templates.word.wordxml import Element
from tests.doc_templates.features import making
from tests.doc_templates.test_run_marks import (
    BODY,
    PEOPLE,
    W,
    field,
    instructions,
    marked,
    paragraph,
    parts_of,
    with_footer,
)

NUMBERING = "word/numbering.xml"
NS = f'xmlns:w="{wordxml.W}"'
LOOP = "{%p for m in muc %}"
ENDS = "{%p endfor %}"


def level(number: int, text: str, *, kind: str = "decimal", more: str = "") -> str:
    """Return one level of a list."""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{text}"/>'
        f'<w:pPr><w:ind w:left="{360 * (number + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
    )


def pattern(number: int, *levels: str, more: str = "") -> str:
    """Return a list's definition."""
    mark = f'<w:nsid w:val="0000000{number}"/>'
    return f'<w:abstractNum w:abstractNumId="{number}">{mark}{more}{"".join(levels)}</w:abstractNum>'


def listed(number: int, pattern: int, *, start: int | None = None) -> str:
    """Return a list of a definition, its first level beginning otherwise where that is told."""
    other = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>' if start else ""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{pattern}"/>{other}</w:num>'


LISTS = (
    pattern(1, level(0, "Điều %1."), level(1, "%1.%2."))
    + pattern(2, level(0, "%1)", kind="lowerLetter", more='<w:pStyle w:val="Khoan"/>'))
    + pattern(3, level(0, "•", kind="bullet"))
    + pattern(4, level(0, "(%1)"), more='<w:styleLink w:val="KieuSo"/>')
    + pattern(5, more='<w:numStyleLink w:val="KieuSo"/>')
    + listed(11, 1)
    + listed(12, 2)
    + listed(13, 3)
    + listed(14, 4)
    + listed(15, 5)
    + listed(16, 1, start=5)
    + listed(17, 1)
)
STYLES = (
    '<w:style w:type="paragraph" w:styleId="Khoan"><w:name w:val="Khoan"/><w:basedOn w:val="Normal"/><w:pPr>'
    '<w:numPr><w:numId w:val="12"/></w:numPr><w:ind w:left="1800" w:hanging="700"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="KhoanCon"><w:name w:val="KhoanCon"/><w:basedOn w:val="Khoan"/><w:pPr>'
    '<w:ind w:right="2000"/></w:pPr></w:style>'
    '<w:style w:type="numbering" w:styleId="KieuSo"><w:name w:val="KieuSo"/><w:pPr><w:numPr><w:numId w:val="14"/>'
    "</w:numPr></w:pPr></w:style>"
)


def numbered(text: str, number: int, level: int = 0) -> str:
    """Return a paragraph of a list."""
    return (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
        f"<w:r><w:t>{text}</w:t></w:r></w:p>"
    )


def styled(text: str, style: str, more: str = "") -> str:
    """Return a paragraph of a style."""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def plain(text: str) -> str:
    """Return a paragraph."""
    return paragraph(f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>')


def template_of(body: str, *, header: str = "", others: bool = False) -> CompiledTemplate:
    """Return a template of this body, with our lists and our styles; others are first and even headers."""
    document = docx.Document()
    for style in parse_xml(f"<w:styles {NS}>{STYLES}</w:styles>"):
        document.styles.element.append(style)
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    for child in parse_xml(f"<w:numbering {NS}>{LISTS}</w:numbering>"):
        numbering.append(child)
    if header:
        place = document.sections[0].header
        place.paragraphs[0].text = "đầu"
        for child in parse_xml(f"<w:hdr {NS}>{header}</w:hdr>"):
            place._element.append(child)
    if others:
        document.settings.odd_and_even_pages_header_footer = True
        document.sections[0].different_first_page_header_footer = True
        document.sections[0].first_page_header.paragraphs[0].text = "trang đầu của {{ x }}"
        document.sections[0].even_page_footer.paragraphs[0].text = "chân trang chẵn của {{ x }}"
    for child in reversed(parse_xml(f"<w:body {NS}>{body}</w:body>")):
        document.element.body.insert(0, child)
    for section in document.element.body.findall(f".//{W}pPr/{W}sectPr"):
        section.getparent().replace(section, deepcopy(document.element.body.sectPr))
    return CompiledTemplate.from_bytes(making.saved(document))


def people(**more: Any) -> Iterator[dict[str, Any]]:
    """Yield a context for each of three people, with lists of different lengths."""
    for place, person in enumerate(PEOPLE, start=1):
        yield {"x": person, "muc": [f"mục {number}" for number in range(1, place + 2)], **more}


def lists_of(root: Element) -> list[str]:
    """Return the lists that a part's paragraphs name themselves, in their order."""
    return [one.get(f"{W}val") for one in root.iter(f"{W}numId")]


def patterns_of(numbering: Element) -> dict[str, str]:
    """Return the definitions of all lists."""
    return {one.get(f"{W}numId"): one.find(f"{W}abstractNumId").get(f"{W}val") for one in numbering.iter(f"{W}num")}


def test_lists_are_each_documents_own() -> None:
    """A list of each document but the first is another with a definition and a mark of its own."""
    template = template_of(plain("{{ x }}") + numbered("một", 11) + numbered("hai", 11, 1) + numbered("ba", 11))
    parts = parts_of(template.render_run(people()))
    named = lists_of(parts[BODY])
    assert named == ["11"] * 3 + ["18"] * 3 + ["19"] * 3
    patterns = patterns_of(parts[NUMBERING])
    assert len({patterns[one] for one in named}) == 3
    marks = [one.get(f"{W}val") for one in parts[NUMBERING].iter(f"{W}nsid")]
    assert len(set(marks)) == len(marks) == 7


def test_lists_that_share_a_count_still_do() -> None:
    """Two lists of one definition share the copy's, and one that begins at 5 still does; each list is copied once."""
    template = template_of(numbered("{{ x }}", 11) + numbered("nối", 17) + numbered("từ 5", 16) + numbered("nữa", 11))
    parts = parts_of(template.render_run(people()))
    named, patterns = lists_of(parts[BODY]), patterns_of(parts[NUMBERING])
    for begin in (0, 4, 8):
        first, second, third, fourth = named[begin : begin + 4]
        assert first == fourth
        assert len({first, second, third}) == 3
        assert patterns[first] == patterns[second] == patterns[third]
    begins = [one.getparent().getparent().get(f"{W}numId") for one in parts[NUMBERING].iter(f"{W}startOverride")]
    assert begins == [named[2], named[6], named[10]]


def test_what_counts_nothing_stays() -> None:
    """Bullets, paragraphs taken out of their list and lists that are not there are left as they are."""
    template = template_of(numbered("{{ x }}", 13) + numbered("b", 0) + numbered("c", 99))
    run = template.render_run(people())
    parts = parts_of(run)
    assert lists_of(parts[BODY]) == ["13", "0", "99"] * 3
    assert len(patterns_of(parts[NUMBERING])) == 7


def test_styles_that_number() -> None:
    """A paragraph numbered by its style names its document's list itself, with the style's level and indents."""
    own = '<w:ind w:firstLine="90"/>'
    body = styled("{{ x }}", "Khoan") + styled("con", "KhoanCon") + styled("riêng", "Khoan", own)
    parts = parts_of(template_of(body).render_run(people()))
    told = [one.find(f"{W}pPr") for one in parts[BODY].iter(f"{W}p")][3:6]
    assert [[child.tag.removeprefix(W) for child in one] for one in told[:2]] == [["pStyle", "numPr", "ind"]] * 2
    assert [one.find(f"{W}numPr/{W}ilvl").get(f"{W}val") for one in told] == ["0"] * 3
    assert len({one.find(f"{W}numPr/{W}numId").get(f"{W}val") for one in told}) == 1
    indents = [{name.removeprefix(W): value for name, value in one.find(f"{W}ind").attrib.items()} for one in told]
    assert indents == [
        {"left": "1800", "hanging": "700"},
        {"left": "1800", "hanging": "700", "right": "2000"},
        {"left": "1800", "firstLine": "90"},
    ]
    assert sum(one.get(f"{W}val") == "Khoan" for one in parts[NUMBERING].iter(f"{W}pStyle")) == 1


def test_lists_by_a_numbering_style() -> None:
    """A list that takes its levels from a numbering style is copied with them; the style keeps its own."""
    parts = parts_of(template_of(numbered("{{ x }}", 15) + numbered("b", 14)).render_run(people()))
    named, patterns = lists_of(parts[BODY]), patterns_of(parts[NUMBERING])
    assert patterns[named[2]] == patterns[named[3]] != patterns[named[4]] == patterns[named[5]]
    definitions = {one.get(f"{W}abstractNumId"): one for one in parts[NUMBERING].iter(f"{W}abstractNum")}
    assert definitions[patterns[named[2]]].find(f"{W}lvl/{W}lvlText").get(f"{W}val") == "(%1)"
    assert len(list(parts[NUMBERING].iter(f"{W}styleLink", f"{W}numStyleLink"))) == 2


def test_lists_in_headers_and_notes() -> None:
    """Headers with lists are each document's own, though their words are the same; so are footnotes."""
    template = template_of(plain("{{ x }}") + numbered("a", 11), header=numbered("trong đầu trang", 11))
    parts = parts_of(template.render_run(people()))
    headers = [lists_of(root) for name, root in sorted(parts.items()) if name.startswith("word/header")]
    assert sorted(headers) == [["11"], ["18"], ["19"]]
    assert lists_of(parts[BODY]) == ["11", "18", "19"]


def test_nothing_is_touched_where_nothing_counts() -> None:
    """Documents without lists and fields share the template's numbering and headers as they are."""
    template = template_of(plain("{{ x }}"), header=plain("đầu trang"))
    run = {one.name: one.data for one in package.read(template.render_run(people()))}
    alone = {one.name: one.data for one in package.read(template.render({"x": "An"}))}
    same = {name for name, data in run.items() if alone.get(name) == data}
    assert alone.keys() == run.keys()
    assert alone.keys() - same == {BODY}


def test_more_lists_than_word_shows() -> None:
    """A file with more lists than Word can number is refused with the document's place."""
    template = template_of("".join(numbered("{{ x }}", number) for number in (11, 12, 14)))
    with pytest.raises(TooMuch, match=r"2\.000 danh sách tự đánh số.*văn bản thứ 666") as told:
        template.render_run({"x": place} for place in range(700))
    assert told.value.place == "văn bản thứ 666"


@pytest.mark.parametrize(
    ("instruction", "expected"),
    {
        " SEQ Bảng \\* ARABIC ": " SEQ Bảng \\* ARABIC \\r 1 ",
        ' SEQ "Bảng" \\h': ' SEQ "Bảng" \\h \\r 1 ',
        " SEQ Hình \\c \\* ROMAN ": " SEQ Hình \\r 0 \\* ROMAN ",
        " SEQ Hình \\r 3 ": " SEQ Hình \\r 3 ",
        " SEQ Hình \\r3 ": " SEQ Hình \\r3 ",
        " SEQ Hình \\n ": " SEQ Hình \\n \\r 1 ",
    }.items(),
)
def test_the_first_number_of_a_name(instruction: str, expected: str) -> None:
    """The first number of a name begins at 1 unless it is told another; one that repeats the last has none before."""
    assert restarting(instruction) == expected


def test_numbers_by_fields_begin_anew() -> None:
    """In each document but the first the first SEQ of each name begins anew, in pieces or simple, and no other does."""
    simple = '<w:fldSimple w:instr=" SEQ bảng "><w:r><w:t>?</w:t></w:r></w:fldSimple>'
    body = plain("{{ x }}") + paragraph(field(" SEQ ", "Bảng \\* ARABIC "), field(" SEQ Hình cho_khac "), simple)
    root = parts_of(template_of(body + paragraph(field(" SEQ Hình "))).render_run(people()))[BODY]
    told = instructions(root)
    assert told[:3] == [" SEQ bảng "] * 3
    assert told[3:] == [
        *(" SEQ ", "Bảng \\* ARABIC ", " SEQ Hình cho_khac ", " SEQ Hình "),
        *(" SEQ Bảng \\* ARABIC \\r 1 ", " SEQ Hình cho_khac ", " SEQ Hình \\r 1 ") * 2,
    ]


def test_how_many_pages_a_document_has() -> None:
    """The number of pages in a footer or body is that of the document, told by a bookmark at its own end."""
    template = with_footer(paragraph(field(" PAGE "), field(" NUMPAGES \\* MERGEFORMAT ")), plain("{{ x }}"))
    parts = parts_of(template.render_run({"x": person} for person in PEOPLE))
    told = {tuple(instructions(root)) for name, root in parts.items() if name.startswith("word/footer")}
    ends = ["_ThiDuaHet", "_ThiDuaHet_2", "_ThiDuaHet_3"]
    assert told == {(" PAGE ", f" PAGEREF {name} \\* MERGEFORMAT ") for name in ends}
    assert [one.get(f"{W}name") for one in parts[BODY].iter(f"{W}bookmarkStart")] == ends


def test_what_cannot_begin_anew_is_refused() -> None:
    """Fields that number through a file, and a count of pages that do not run from 1, are told before printing."""
    with pytest.raises(TemplateFault, match="LISTNUM"):
        template_of(paragraph(field(" LISTNUM "))).render_run(people())
    body = paragraph(field(" NUMPAGES "))
    data = {one.name: one for one in package.read(template_of(body).render({}))}
    odd = data[BODY].data.replace(b"<w:pgMar", b'<w:pgNumType w:start="5"/><w:pgMar', 1)
    template = CompiledTemplate.from_bytes(package.write(tuple((data | {BODY: Part(BODY, odd)}).values())))
    with pytest.raises(TemplateFault, match="NUMPAGES"):
        template.render_run(people())


def with_footnote(section: str) -> list[Element]:
    """Return the sections of a run whose documents have a footnote in the second of their two sections."""
    parts = {one.name: one for one in package.read(making.with_notes("footnotes", "ghi chú"))}
    first = paragraph("<w:pPr><w:sectPr/></w:pPr>", "<w:r><w:t>một</w:t></w:r>")
    text = parts[BODY].data.decode().replace("<w:body>", f"<w:body>{first}", 1)
    text = text.replace("</w:p><w:sectPr", '<w:r><w:footnoteReference w:id="1"/></w:r></w:p><w:sectPr', 1)
    text = text.replace("<w:pgSz", f"{section}<w:pgSz", 1)
    parts[BODY] = Part(BODY, text.encode())
    template = CompiledTemplate.from_bytes(package.write(tuple(parts.values())))
    return list(parts_of(template.render_run({"name": person} for person in PEOPLE))[BODY].iter(f"{W}sectPr"))


@pytest.mark.parametrize("told", ["", '<w:footnotePr><w:numRestart w:val="continuous"/></w:footnotePr>'])
def test_footnotes_begin_anew_where_they_are(told: str) -> None:
    """The section that has a document's first footnote numbers them from 1, whatever the template says of going on."""
    kinds = [one.find(f"{W}footnotePr/{W}numRestart") for one in with_footnote(told)]
    assert [None if one is None else one.get(f"{W}val") for one in kinds] == [None, "eachSect"] * 3


def test_a_document_without_sections_begins_on_a_page_of_its_own() -> None:
    """Where a template tells no section at all, each document is a section."""
    data = {one.name: one for one in package.read(template_of(plain("{{ x }}")).render({"x": "{{ x }}"}))}
    root = wordxml.parse(data[BODY].data)
    section = next(root.iter(f"{W}sectPr"))
    section.getparent().remove(section)
    data[BODY] = Part(BODY, wordxml.to_bytes(wordxml.to_text(root)))
    template = CompiledTemplate.from_bytes(package.write(tuple(data.values())))
    assert len(list(parts_of(template.render_run(people()))[BODY].iter(f"{W}sectPr"))) == 3


def everything(*, others: bool) -> CompiledTemplate:
    """Return a template of some pages that counts in every way."""
    body = (
        paragraph("<w:r><w:t>Ông </w:t></w:r>", marked("ten", "{{ x }}"))
        + looped(numbered("điều {{ m }}", 11) + numbered("ý", 11, 1) + numbered("ý nữa", 11, 1))
        + numbered("nối theo", 17)
        + looped(styled("khoản {{ m }} " + "dài " * 40, "Khoan") + styled("con " * 30, "KhoanCon"))
        + styled("thụt riêng " * 12, "Khoan", '<w:ind w:firstLine="90"/>')
        + numbered("gạch", 13)
        + numbered("theo kiểu", 15)
        + paragraph("<w:r><w:t>Bảng </w:t></w:r>", field(" SEQ Bảng \\* ARABIC "))
        + paragraph("<w:r><w:t>Bảng </w:t></w:r>", field(" SEQ Bảng \\* ARABIC "))
        + paragraph("<w:pPr><w:sectPr/></w:pPr>")
        + numbered("phần sau", 11)
        + paragraph("<w:r><w:t>Tổng số trang: </w:t></w:r>", field(" NUMPAGES "), field(" PAGEREF ten "))
        + paragraph('<w:r><w:br w:type="page"/></w:r>')
        + paragraph(field(" REF ten "))
    )
    pages = paragraph("<w:r><w:t>Trang </w:t></w:r>", field(" PAGE "), "<w:r><w:t>/</w:t></w:r>", field(" NUMPAGES "))
    return template_of(body, header=numbered("đầu trang", 11) + pages, others=others)


def looped(xml: str) -> str:
    """Return paragraphs repeated for each item."""
    return plain(LOOP) + xml + plain(ENDS)


def seen(page: PageObject) -> list[tuple[int, int, str]]:
    """Return the words of a page with their places in points."""
    found: list[tuple[int, int, str]] = []

    def visit(text: str, _: Any, matrix: list[float], *more: Any) -> None:
        if text.strip():
            found.append((round(matrix[4]), round(matrix[5]), text.strip()))

    page.extract_text(visitor_text=visit)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("others", [False, True])
def test_each_document_prints_as_it_does_alone(*, others: bool) -> None:
    """LibreOffice prints each document of a run word by word, in the same places, as it prints it alone."""
    template = everything(others=others)
    run, *alone = LibreOffice().convert([template.render_run(people()), *map(template.render, people())])
    pages = [seen(page) for page in PdfReader(io.BytesIO(run)).pages]
    expected = [[seen(page) for page in PdfReader(io.BytesIO(data)).pages] for data in alone]
    assert [len(one) for one in expected] == [3, 4, 4]
    assert pages == [page for one in expected for page in one]
