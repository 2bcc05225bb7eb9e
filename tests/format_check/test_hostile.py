"""Broken and hostile files: a report or one clear error, never a crash."""

import io
import random
import zipfile
from contextlib import suppress
from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doc_templates.faults import TemplateFault
from doc_templates.format_check import Form, Verdict, check_format
from doc_templates.format_check.fixing import fix_format
from doc_templates.format_check.fixing.opened import runs
from doc_templates.format_check.remarks import with_findings
from doc_templates.format_check.word.names import W
from doc_templates.word import package
from doc_templates.word.extract import text_of
from doc_templates.word.package import Part
from tests.doc_templates.make_docx import docx_of
from tests.format_check.making import Draft, good, write

_NUMBERS = ("", "abc", "-1", "1e999", "99999999999999999999", "NaN", "0x10", "½", "-")
_EMPTY_ARCHIVE = b"PK\x05\x06" + bytes(18)


def _tried(docx: bytes) -> None:
    """Judge and mend; only our own error may come out."""
    for act in (check_format, fix_format):
        with suppress(TemplateFault):
            act(docx)


@pytest.mark.parametrize(
    "docx", [b"", b"PK", b"\xd0\xcf\x11\xe0" * 200, b"{\\rtf1}", b"<html/>", _EMPTY_ARCHIVE], ids=repr
)
def test_what_is_no_word_file_is_told(docx: bytes) -> None:
    """Empty files and archives, old .doc files, RTF and HTML end in the error that names the way out."""
    with pytest.raises(TemplateFault) as refused:
        check_format(docx)
    assert refused.value.remedy


def test_truncated_files_end_in_an_error_or_a_report() -> None:
    """A file cut off anywhere is never a crash."""
    whole = good("campaign_plan")
    for share in range(20):
        _tried(whole[: len(whole) * share // 20])


def test_flipped_bytes_end_in_an_error_or_a_report() -> None:
    """Single broken bytes anywhere in the parts are never a crash."""
    parts = package.read(good("sub_plan"))
    chance = random.Random(30)
    for _ in range(60):
        place = chance.randrange(len(parts))
        data = bytearray(parts[place].data)
        data[chance.randrange(len(data))] = chance.randrange(256)
        _tried(package.write((*parts[:place], Part(parts[place].name, bytes(data)), *parts[place + 1 :])))


def test_entities_are_refused() -> None:
    """A document type with entities is refused, not expanded."""
    parts = {part.name: part for part in package.read(good("campaign_plan"))}
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
    parts["word/styles.xml"] = Part("word/styles.xml", bomb)
    with pytest.raises(TemplateFault):
        check_format(package.write(tuple(parts.values())))


def test_bombs_are_refused() -> None:
    """A small file that unpacks to a huge one is refused before it is unpacked."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("word/document.xml", b" " * (70 * 1024 * 1024))
    with pytest.raises(TemplateFault):
        check_format(buffer.getvalue())


def test_a_picture_that_is_a_bomb_is_not_carried_over() -> None:
    """Judging looks at no picture; mending, which writes the file anew, refuses one that unpacks to 70 MB."""
    buffer = io.BytesIO(good("campaign_plan"))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/media/image1.png", b" " * (70 * 1024 * 1024))
    assert check_format(buffer.getvalue()).findings == ()
    with pytest.raises(TemplateFault, match="quá lớn"):
        fix_format(buffer.getvalue())


def test_a_file_tied_to_its_office_template_is_judged_and_marked() -> None:
    """A template of the office's that Word would fetch keeps no file from being judged, marked and mended."""
    parts = {part.name: part for part in package.read(good("campaign_plan"))}
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    tied = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"'
        f' Type="{kind}" Target="file:///C:/Mau.dotm" TargetMode="External"/></Relationships>'
    )
    parts["word/_rels/settings.xml.rels"] = Part("word/_rels/settings.xml.rels", tied.encode())
    docx = package.write(tuple(parts.values()))
    report = check_format(docx)
    assert report.findings == ()
    for made in (with_findings(docx, report.findings), fix_format(docx)):
        assert b"Mau.dotm" in dict(package.contents(made))["word/_rels/settings.xml.rels"]


@pytest.mark.parametrize(
    "body",
    ["<w:p/>" * 500_000, "<w:p>" + "<w:r/>" * 500_000 + "</w:p>", "<w:tbl>" + "<w:tr/>" * 500_000 + "</w:tbl>"],
    ids=["paragraphs", "runs", "rows"],
)
def test_files_of_nothing_but_markup_are_refused(body: str) -> None:
    """Half a million empty elements are told to be too many before they are read."""
    with pytest.raises(TemplateFault, match="quá dài"):
        check_format(docx_of(body))


def test_a_book_of_our_own_may_be_longer_than_a_strangers_file() -> None:
    """What we rendered ourselves was bounded when it was rendered: a book of 5,000 rows is judged."""
    draft = Draft(good("outgoing_register"))
    last = list(list(draft.root.iter(f"{W}tbl"))[-1].iter(f"{W}tr"))[-1]
    for _ in range(5000):
        last.addnext(deepcopy(last))
    book = draft.saved()
    assert check_format(book, form=Form.REGISTER).verdict is Verdict.PASS
    with pytest.raises(TemplateFault):
        check_format(book)


@pytest.mark.parametrize(
    "text", ["-" * 300_000 + "x", "(" * 200_000, "a " * 200_000, "a  b" * 60_000, "Số:" + " " * 200_000]
)
def test_long_lines_cost_no_more_than_their_length(text: str) -> None:
    """Words made to slow down searching are read in their own time (the suite's limit is minutes)."""
    _tried(docx_of(f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'))


def test_a_paragraph_in_thousands_of_runs_is_mended() -> None:
    """A paragraph that a program wrote letter by letter costs its length, in hand with the suite's limit."""
    draft = Draft(good("sub_plan"))
    text = draft.styled("ND30NoiDung")[0]
    write(text, "Nội ")
    run = runs(text)[0]
    for _ in range(20_000):
        text.append(deepcopy(run))
    broken = draft.saved()
    assert text_of(fix_format(broken)) == text_of(broken)


@pytest.mark.parametrize("odd", _NUMBERS)
def test_odd_numbers_do_no_harm(odd: str) -> None:
    """Sizes, widths, spans, margins and levels that are no numbers are read as if they were not there."""
    body = (
        f'<w:tbl><w:tblGrid><w:gridCol w:w="{odd}"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="{odd}" w:type="dxa"/>'
        f'<w:gridSpan w:val="{odd}"/></w:tcPr><w:p><w:pPr><w:numPr><w:ilvl w:val="{odd}"/><w:numId w:val="1"/>'
        f'</w:numPr><w:spacing w:before="{odd}" w:line="{odd}"/><w:ind w:left="{odd}" w:hanging="{odd}"/></w:pPr>'
        f'<w:r><w:rPr><w:sz w:val="{odd}"/></w:rPr><w:t>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</w:t></w:r></w:p>'
        "</w:tc></w:tr></w:tbl><w:p><w:r><w:t>Độc lập - Tự do - Hạnh phúc</w:t></w:r></w:p>"
        f'<w:sectPr><w:pgSz w:w="{odd}" w:h="{odd}"/><w:pgMar w:top="{odd}" w:left="{odd}"/>'
        f'<w:pgNumType w:start="{odd}"/></w:sectPr>'
    )
    numbering = (
        '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum'
        f' w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="{odd}"/><w:numFmt w:val="upperRoman"/>'
        '<w:lvlText w:val="%1.%9"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
        "</w:numbering>"
    )
    _tried(docx_of(body, Part("word/numbering.xml", numbering.encode())))


def test_styles_based_on_each_other_end() -> None:
    """Styles in a circle are cut where they meet."""
    styles = (
        '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>'
    )
    body = '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>Độc lập - Tự do - Hạnh phúc</w:t></w:r></w:p>'
    _tried(docx_of(body, Part("word/styles.xml", styles.encode())))


def test_deep_nesting_ends() -> None:
    """Tables in tables and controls in controls, as deep as a parser lets them be, are an error or a report."""
    for depth, begin, end in (
        (60, "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        (240, "<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        (200, "<w:ins>", "</w:ins>"),
    ):
        _tried(docx_of(f"{begin * depth}<w:p><w:r><w:t>Số: 1/KH</w:t></w:r></w:p>{end * depth}"))


@settings(max_examples=60, deadline=None)
@given(
    words=st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=60),
    style=st.sampled_from(
        ["ND30SoKyHieu", "ND30DiaDanhNgay", "ND30TenLoai", "ND30Phan", "ND30CanCu", "ND30ChucVu", "ND30DongNoiNhan"]
    ),
)
def test_any_words_anywhere_are_judged(words: str, style: str) -> None:
    """Whatever stands in a component, a report comes out, the same each time."""
    draft = Draft(good("campaign_plan"))
    for paragraph in draft.styled(style):
        write(paragraph, words)
    made = draft.saved()
    assert check_format(made) == check_format(made)
