"""A template with a fault is told by its paragraph, and never passes."""

import re
import zipfile
from io import BytesIO

import pytest

from doc_templates import catalogue, package
from doc_templates.checking import Verdict, examine
from doc_templates.faults import TemplateFault
from doc_templates.marking import AUTHOR, Remark, with_comments
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


def told(data: bytes, *, kind: DocumentKind = PLAN) -> list[str]:
    """Return what is said of a template's tags; small files lack required fields, and a document's format, anyway."""
    found = examine(data, kind=kind).report.findings
    usual = ("required-missing", "not-filled", "format-")
    return [str(one) for one in found if not one.code.startswith(usual)]


def test_unknown_field_names_paragraph_and_nearest() -> None:
    """A misspelt field is told with its paragraph and the nearest known name."""
    (fault,) = examine(edited("{{ signer_name }}", "{{ signer_nam }}"), kind=PLAN).report.faults[:1]
    assert re.search(r"“signer_nam”.*đoạn \d+ “\{\{ signer_nam \}\}”.*“signer_name”", str(fault))


def test_unknown_field_of_a_row() -> None:
    """A misspelt field of a list's row is found through the loop."""
    (fault,) = told(edited("row.award", "row.awad", kind=DocumentKind.SUB_PLAN), kind=DocumentKind.SUB_PLAN)
    assert "Mẫu Kế hoạch triển khai dùng trường không có: “awad”." in fault
    assert "“award”" in fault


def test_field_of_another_kind_is_unknown() -> None:
    """A letter's template does not fit a plan, and every unknown field is told at once."""
    assert len(examine(catalogue.built_in(DocumentKind.REMINDER_LETTER), kind=PLAN).report.faults) > 5


def test_unknown_field_in_a_header() -> None:
    """Headers are checked as the body is."""
    faults = told(edited("if sample", "if sampel", part="word/header1.xml"))
    assert any("“sampel”" in fault and "đầu trang (header1.xml)" in fault for fault in faults)


def test_faults_of_every_family_are_told_at_once() -> None:
    """A broken tag hides neither an unknown field, nor a missing end, nor a required field that is not printed."""
    codes = {one.code for one in examine(docx(*MANY_FAULTS), kind=PLAN).report.faults}
    assert codes >= {
        *("bad-syntax", "unknown-field", "unknown-filter", "unclosed-tag", "stray-tag", "half-tag"),
        *("odd-character", "text-lost", "list-printed", "required-missing", "spaced-name", "unknown-tag"),
    }


MANY_FAULTS = (
    *("{{ subject | }}", "{{ subjct }}", "{{ subject | uper }}", "{%p endfor %}", "{ { subject }}", "{{ place –1 }}"),
    *("{%p if subject %} chữ sẽ mất", "{{ recipients }}", "{{ người ký }}", "{% iff subject %}x{% endif %}"),
)

SAID = {
    "{{ Signer_Name }}": "có phải là “signer_name”?",
    "{{ người ký }}": "có phải là “signer_name”?",
    "{{ signer name }}": "có dấu cách",
    "{{ten truong}}": "“ten truong” có dấu cách",
    "{ { subject }}": "viết rời",
    "{{ subject": "viết dở",
    "subject }}": "viết dở",
    "{ % if x % }": "viết dở",
    "{{ subject }} %}": "viết dở",
    "｛｛ subject ｝｝": "không phải dấu {{ }}",
    "{{ subjeсt }}": "chữ Kirin “с” trông giống chữ thường",
    "{{ subject –1 }}": "do Word tự đổi từ dấu trừ",
    "{%– if subject %}": "do Word tự đổi từ dấu trừ",
    "{{ subject… }}": "do Word tự đổi từ ba dấu chấm",
    "{{ sub\u200bject }}": "ký tự trống không nhìn thấy",
    "{%p\u00a0if subject %}": "dấu cách không ngắt",
    "{% for x in blocks %}{{ x.txt }}{% endfor %}": "có phải là “text”?",
    "{% for x in blocks %}{{ loop.idx }}{% endfor %}": "có phải là “index”?",
    "{% set all = blocks %}{% for x in all %}{{ x.tex }}{% endfor %}": "có phải là “text”?",
    "{%p for line in letterhead %}": "“for” chưa có thẻ đóng “endfor”",
    "{%p endfor %}": "“endfor” không hợp lệ",
    "{% else %}": "không nằm trong một khối “if”",
    "{% if subject %}{% for x in blocks %}{% endif %}": "“for” chưa có thẻ đóng",
    "{{ blocks }}": "danh sách hoặc một nhóm",
    "{{ blocks.text }}": "danh sách hoặc một nhóm",
    "{{ subject | uper }}": "có phải là “upper”?",
    "{% iff subject %}x{% endif %}": "có phải là “if”?",
    "{% If subject %}x{% endif %}": "có phải là “if”?",
    "{% include 'x' %}": "hệ thống không có thẻ này",
    "{%p if subject %} chữ sẽ mất": "“chữ sẽ mất” nằm cùng đoạn",
    "{%tr for x in blocks %}": "chỉ dùng được trong hàng của bảng",
    "{{ }}": "thẻ còn thiếu một phần",
    "{% if %}x{% endif %}": "thẻ còn thiếu một phần",
    "{subject}": "in nguyên như vậy",
    "«subject»": "in nguyên như vậy",
    "{{ ''.__class__.__mro__ }}": "không được phép",
}


@pytest.mark.parametrize("text", SAID)
def test_what_word_and_fingers_do_to_tags_is_named(text: str) -> None:
    """Each slip is named in a sentence that says what to do; none passes in silence."""
    assert any(SAID[text] in one for one in told(docx(text)))


@pytest.mark.parametrize(
    "text",
    [
        "{{ sub‖ject }}",
        "{‖{ subject }‖}",
        "{%p if‖ subject %}¶{{ subject }}¶{%p endif %}",
        "{{ subject\u00a0}}",
        "{{ subject | default(“không có”) }}",
        "{% if place == ‘Huế’ %}{{ place }}{% endif %}",
        "{# lời nhắc: {{ khong_co }} #}",
        "{% for x in blocks | sort(attribute='text') %}{{ x.text }}{% endfor %}",
        "{{ (blocks | first).text }}{{ blocks[0].text }}{{ blocks[0]['text'] }}",
        "{% with name = signer_name %}{{ name }}{% endwith %}",
        "{% set name %}{{ place }}{% endset %}{{ name }}",
        "{% macro line(x) %}{{ x }}{% endmacro %}{{ line(subject) }}",
    ],
)
def test_what_is_understood_is_not_told(text: str) -> None:
    """Tags that Word split into runs, curled quotes and hard spaces are understood."""
    assert told(docx(*text.split("¶"))) == []


def _word(inner: str) -> bytes:
    return docx_of(f"<w:p>{inner}</w:p>")


def _run(text: str, *, name: str = "t") -> str:
    return f"<w:r><w:{name}>{text}</w:{name}></w:r>"


def test_tags_in_tracked_changes_are_told() -> None:
    """A tag that was added, or deleted, without anybody accepting it is a fault; other changes are warned of."""
    for change, run in (("ins", _run("{{ subject }}")), ("del", _run("{{ subject }}", name="delText"))):
        (fault,) = told(_word(f'<w:{change} w:id="1" w:author="Lan">{run}</w:{change}>'))
        assert "Track Changes" in fault
    report = examine(_word(f'<w:ins w:id="1" w:author="Lan">{_run("chữ")}</w:ins>'), kind=PLAN).report
    assert "tracked-changes" in {one.code for one in report.warnings}


def test_tags_in_fields_and_bound_controls_are_told() -> None:
    """What Word puts in the place of a tag by itself is named; a hyperlink and a plain control are understood."""
    tag = _run("{{ subject }}")
    bound = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    kind = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    field = f"{kind.format('begin')}{{}}{kind.format('separate')}{{}}{kind.format('end')}"
    assert any("(Field)" in one for one in told(_word(f'<w:fldSimple w:instr="REF a">{tag}</w:fldSimple>')))
    assert any("(Field)" in one for one in told(_word(field.format(_run("REF a", name="instrText"), tag))))
    assert any("(Field)" in one for one in told(_word(field.format(_run("{{ subject }}", name="instrText"), ""))))
    assert any("Content Control" in one for one in told(_word(bound.format("<w:dataBinding/>", tag))))
    assert told(_word(bound.format("<w:text/>", tag))) == []
    assert told(_word(f'<w:hyperlink w:anchor="a">{tag}</w:hyperlink>{field.format("", "1")}{tag}')) == []


_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def test_tags_in_a_text_box_are_read_in_both_copies() -> None:
    """Word keeps a text box twice; the same fault in both is told once, and a sound one in both is understood."""
    made = f"<w:r><mc:AlternateContent xmlns:mc='{_MC}'><mc:Choice>{{0}}</mc:Choice><mc:Fallback>{{1}}</mc:Fallback>"
    made += "</mc:AlternateContent></w:r>"
    box = "<w:pict><w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent></w:pict>"
    sound, faulty = box.format("{{ subject }}"), box.format("{{ subjct }}")
    assert told(_word(made.format(sound, sound))) == []
    for first, second in ((faulty, faulty), (sound, faulty), (faulty, sound)):
        (fault,) = told(_word(made.format(first, second)))
        assert "“subjct”" in fault


def test_a_row_that_goes_takes_its_text_along() -> None:
    """Words in the row of a ``{%tr`` tag would vanish with it, so they are told."""
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    row = f"<w:tr>{cell.format('{%tr for x in blocks %}')}{cell.format('Số thứ tự')}</w:tr>"
    end = f"<w:tr>{cell.format('{%tr endfor %}')}</w:tr>"
    (lost,) = told(docx_of(f"<w:tbl>{row}<w:tr>{cell.format('{{ x.text }}')}</w:tr>{end}</w:tbl>"))
    assert "“Số thứ tự” nằm cùng hàng của bảng" in lost


def test_required_field_must_be_printed() -> None:
    """A plan's template without the plan's text is not published."""
    faults = examine(edited("{{ closing }}", "Hết."), kind=PLAN).report.faults
    assert any("chưa in trường bắt buộc “closing”" in one.message for one in faults)


def test_a_field_that_may_be_blank_is_warned_of() -> None:
    """What a document may lack and the template prints unasked would keep such a document from being made."""
    kind = DocumentKind.UNIT_FINAL_REPORT
    bare = edited("{{ place }}", "{{ superior_line }}", kind=kind)
    (warning,) = examine(bare, kind=kind).report.warnings
    assert "“superior_line” có khi trống" in warning.message
    assert "superior_line" in warning.text


def test_the_format_of_the_filled_sample_is_judged_at_the_template() -> None:
    """A breach of NĐ 30/2020 that only the filled document shows is told at the template's own paragraph."""
    report = examine(edited("CỘNG HÒA XÃ HỘI", "Cộng hòa xã hội"), kind=PLAN).report
    found = next(one for one in report.faults if one.code.startswith("format-"))
    assert "Cộng hòa xã hội" in found.text
    assert found.paragraph is not None
    assert report.verdict is Verdict.FAULTY


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


def test_comments_of_people_are_warned_of() -> None:
    """A comment that somebody left would go out with every document; ours are taken out and not told."""
    marked = with_comments(docx("x"), (Remark("word/document.xml", 0, "Sai."),))
    assert told(marked) == []
    assert any("lời nhận xét" in one for one in told(_renamed_author(marked)))


def _renamed_author(data: bytes) -> bytes:
    return package.write(tuple(Part(one.name, one.data.replace(AUTHOR.encode(), b"Lan")) for one in package.read(data)))


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
