"""A template with a fault is told by its paragraph, and never passes."""

import re

import pytest

from doc_templates import catalogue
from doc_templates.checking import Verdict, examine
from doc_templates.marking import AUTHOR, Remark, with_comments
from doc_templates.word import package
from doc_templates.word.package import Part
from models.documents import DocumentKind
from tests.doc_templates.make_docx import docx

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
    "{% include 'x' %}": "mẫu không đọc tệp khác",
    "{% khong_co %}": "hệ thống không có thẻ này",
    "{% autoescape false %}": "chữ luôn được in đủ",
    "{{ subject|safe }}": "chữ luôn được in đủ",
    "{{ recipients|random }}": "cùng dữ liệu phải ra cùng văn bản",
    "{{ recipients|map('upper') }}": "nối các mục bằng |join",
    "{% if not sample %}{{ subject.encode() }}{% endif %}": "Hàm “encode()” không có",
    "{% if not sample %}{{ subject.__class__ }}{% endif %}": "“__class__”",
    "{% if not sample %}{{ subject.khong_co }}{% endif %}": "Trường “subject” là chữ, không có phần “khong_co”.",
    "{% for u in recipients %}{{ u.nam }}{% endfor %}": "Trường “u” là chữ, không có phần “nam”.",
    "{{ issued_on.year }}": "Trường “issued_on” là ngày, không có phần “year”.",
    "{{ recipients|map(attribute='nam')|join }}": "là chữ, không có phần “nam”",
    "{{ sample }}": "{% if sample %} … {% endif %}",
    "{{ number == 5 }}": "sẽ in chữ “True” hoặc “False”",
    "{{ not sample }}": "sẽ in chữ “True” hoặc “False”",
    "{{ subject is defined }}": "sẽ in chữ “True” hoặc “False”",
    "{% for x in blocks %}{{ loop.last }}{% endfor %}": "{% if loop.last %}",
    "{% if not sample %}{{ 'x' * 10**9 }}{% endif %}": "giới hạn 1.000.000 ký tự",
    "{% if not sample %}{% for a in range(10**7) %}x{% endfor %}{% endif %}": "giới hạn 1.000.000 lượt",
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
        "{% if sample %}x{% endif %}{{ 'x' if sample else 'y' }}{{ issued_on.split('/')[2] }}",
        "{% macro line(x) %}{{ x }}{% endmacro %}{{ line(subject) }}",
    ],
)
def test_what_is_understood_is_not_told(text: str) -> None:
    """Tags that Word split into runs, curled quotes and hard spaces are understood."""
    assert told(docx(*text.split("¶"))) == []


def test_required_field_must_be_printed() -> None:
    """A plan's template without the plan's text is not published."""
    faults = examine(edited("{{ closing }}", "Hết."), kind=PLAN).report.faults
    assert any("chưa in trường bắt buộc “closing”" in one.message for one in faults)


@pytest.mark.parametrize(
    ("kind", "way"),
    [
        (PLAN, "{%p for muc in blocks %}, các trường bên trong (muc.style, muc.text), {%p endfor %}"),
        (DocumentKind.REMINDER_LETTER, "{%p for muc in unit_lines %}, {{ muc }}, {%p endfor %}"),
        (DocumentKind.AWARD_DECISION, "{{ counts.text }}"),
    ],
)
def test_the_way_to_print_a_required_field_is_one_that_passes(kind: DocumentKind, way: str) -> None:
    """A list is to be gone through, and of a group a field printed: what is advised is no fault of its own."""
    remedies = [one.remedy for one in examine(docx("Trống"), kind=kind).report.faults if one.code == "required-missing"]
    assert any(way in one for one in remedies)
    written = [piece for one in remedies for piece in re.findall(r"\{[{%].*?[%}]\}", one)]
    assert not [one for one in told(docx(*written), kind=kind) if "không in thẳng được" in one]


def test_the_command_that_lists_the_fields_is_told_with_its_kind() -> None:
    """Where no name is near, the command that is named runs as it stands."""
    (fault,) = told(docx("{{ zzzzqqq }}"))
    assert "“thidua template fields campaign_plan”" in fault


def test_a_field_that_may_be_blank_is_warned_of() -> None:
    """What a document may lack and the template prints unasked would keep such a document from being made."""
    kind = DocumentKind.UNIT_FINAL_REPORT
    bare = edited("{{ place }}", "{{ superior_line }}", kind=kind)
    (warning,) = examine(bare, kind=kind).report.warnings
    assert "“superior_line” có khi trống" in warning.message
    assert "superior_line" in warning.text


def test_truth_that_is_printed_is_warned_of() -> None:
    """A field of yes or no that is printed keeps no template from being published, and is told all the same."""
    report = examine(edited("{{ place }}", "{{ place }}{{ sample }}"), kind=PLAN).report
    assert [one.code for one in report.warnings if not one.code.startswith("format-")] == ["truth-printed"]
    assert not any(one.code == "truth-printed" for one in report.faults)


def test_the_format_of_the_filled_sample_is_judged_at_the_template() -> None:
    """A breach of NĐ 30/2020 that only the filled document shows is told at the template's own paragraph."""
    report = examine(edited("CỘNG HÒA XÃ HỘI", "Cộng hòa xã hội"), kind=PLAN).report
    found = next(one for one in report.faults if one.code.startswith("format-"))
    assert "Cộng hòa xã hội" in found.text
    assert found.paragraph is not None
    assert report.verdict is Verdict.FAULTY


def test_comments_of_people_are_warned_of() -> None:
    """A comment that somebody left would go out with every document; ours are taken out and not told."""
    marked = with_comments(docx("x"), (Remark("word/document.xml", 0, "Sai."),))
    assert told(marked) == []
    assert any("lời nhận xét" in one for one in told(_renamed_author(marked)))


def _renamed_author(data: bytes) -> bytes:
    return package.write(tuple(Part(one.name, one.data.replace(AUTHOR.encode(), b"Lan")) for one in package.read(data)))
