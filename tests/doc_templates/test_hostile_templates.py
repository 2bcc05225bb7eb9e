"""Whatever file comes as a template, what comes of it is a clear fault or a right document, and soon."""

import io
import time
import tracemalloc
import zipfile
from collections.abc import Callable

import docx as python_docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from doc_templates import catalogue
from doc_templates.checking import LIMITS, Report, Verdict, examine, judge
from doc_templates.faults import TemplateFault
from doc_templates.format_check import check_format
from doc_templates.marking import with_comments
from doc_templates.rendering import CompiledTemplate
from doc_templates.word import package
from doc_templates.word.extract import text_of
from tests.doc_templates.hostile import ATTACKS, KIND, hostile, split_tags
from tests.doc_templates.hostile_packages import bomb, packages, sound_zips
from tests.doc_templates.make_docx import docx

FILES = hostile()


def assert_clear(report: Report, sample: bytes | None, *, name: str) -> None:
    """Hold the answer to its promise: a fault has a sentence and a way out, a document opens."""
    assert report.verdict is Verdict.SOUND or report.faults, name
    for fault in report.faults:
        assert fault.message.endswith((".", "?")), (name, fault.message)
        assert "Traceback" not in str(fault), name
        assert fault.remedy, (name, fault.message)
    if sample is not None:
        package.read(sample)
        python_docx.Document(io.BytesIO(sample))


def test_there_are_enough_of_them() -> None:
    """More than 300 files, each for a reason of its own."""
    assert len(FILES) + len(split_tags()) > 450


@pytest.mark.parametrize("name", dict(packages()))
def test_a_package_that_is_not_what_it_says_is_never_accepted(name: str) -> None:
    """Names, types, relations and zip records that lie are faults of the file, never passed over."""
    report = examine(dict(packages())[name], kind=KIND).report
    assert {one.code for one in report.faults} & {"unsafe-file", "broken-file", "broken-xml", "no-text"}


@pytest.mark.parametrize("name", dict(sound_zips()))
def test_a_zip_of_another_program_is_understood(name: str) -> None:
    """What other programs write in another way, and is right, is accepted."""
    assert examine(dict(sound_zips())[name], kind=KIND).report.findings == ()


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
@pytest.mark.parametrize("read", [package.read, package.contents, check_format])
def test_what_a_part_says_it_has_bounds_what_is_unpacked(method: int, read: Callable[[bytes], object]) -> None:
    """A part that is larger than it says never costs the memory of what it would become."""
    data = bomb(method)
    tracemalloc.start()
    try:
        with pytest.raises(TemplateFault, match="hỏng"):
            read(data)
        assert tracemalloc.get_traced_memory()[1] < 8 * 1024 * 1024
    finally:
        tracemalloc.stop()


def test_a_file_under_a_password_is_told_as_such() -> None:
    """A clerk who protected the file reads how to take the password off, not that the file is damaged."""
    (fault, *_) = examine(FILES["a password"], kind=KIND).report.faults
    assert "đặt mật khẩu" in fault.message
    assert "Encrypt with Password" in fault.remedy


@pytest.mark.parametrize("name", FILES)
def test_broken_and_hostile_files_end_in_a_clear_fault(name: str) -> None:
    """No file crashes the check, and none passes that cannot be filled."""
    began = time.monotonic()
    examined = examine(FILES[name], kind=KIND)
    assert time.monotonic() - began < 10
    assert_clear(examined.report, examined.sample, name=name)
    assert examined.report.verdict is not Verdict.SOUND or examined.sample is not None


@pytest.mark.parametrize("name", split_tags())
def test_split_tags_give_the_right_document(name: str) -> None:
    """Wherever Word splits a tag, the value stands there whole, and nothing is said about it."""
    data = split_tags()[name]
    examined = examine(data, kind=KIND)
    codes = {one.code for one in examined.report.findings if not one.code.startswith("format-")}
    assert codes == {"required-missing"}
    filled = CompiledTemplate.from_bytes(data).render(catalogue.sample(KIND))
    assert text_of(filled) == catalogue.sample(KIND).subject


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(alphabet="{}%#|.()[]'\" -~_subjectifor“”–…àđ‖", max_size=30), max_size=4))
def test_no_text_breaks_the_check(texts: list[str]) -> None:
    """Any text in any paragraphs, split into runs anywhere, ends in findings or a document."""
    examined = examine(docx(*(text.replace("&", "").replace("<", "") for text in texts), "x"), kind=KIND)
    assert_clear(examined.report, examined.sample, name=str(texts))


def test_every_finding_can_be_a_comment() -> None:
    """A file with faults that can be opened comes back with each of them, and opens in python-docx."""
    marked = 0
    for name in (
        "blocks {% else %}",
        "blocks {% if subject %}",
        "tag cut at 5",
        "tag {{ 'chưa đóng }}",
        "tag {{ blocks.append(1) }}",
    ):
        report = examine(FILES[name], kind=KIND).report
        if report.verdict is not Verdict.UNJUDGED and "unsafe-file" not in {one.code for one in report.findings}:
            made = with_comments(FILES[name], [one.remark() for one in report.findings])
            assert len(list(python_docx.Document(io.BytesIO(made)).comments)) == len(report.findings)
            marked += 1
    assert marked > 2


ENDLESS = {
    "nested loops": "{% for a in range(99999) %}{% for b in range(99999) %}{{ a * b }}{% endfor %}{% endfor %}",
    "power": "{{ 9 ** 9 ** 9 ** 9 }}",
    "long text": "{{ 'x' * 10 ** 10 }}",
    "long text again and again": "{% for a in range(99999) %}{{ 'x' * 99999 }}{% endfor %}",
    "wide number": "{{ '%099999999999d' % 1 }}",
    "list that doubles": "{% set a = namespace(x=[1]) %}{% for i in range(60) %}{% set a.x = a.x + a.x %}{% endfor %}",
    "deep brackets": "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    "many signs": "{{ " + "-" * 50000 + "1 }}",
    "many openings": "{{ subject " * 30000,
    "many tags": "{{ subject }}" * 30000,
    "many blocks": "{% if subject %}" * 5000,
    "calls itself": "{% macro a() %}{{ a() }}{{ a() }}{% endmacro %}{{ a() }}",
    "sorted for ever": "{% for a in range(9999) %}{{ range(9999) | sort | list | length }}{% endfor %}",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", ENDLESS)
def test_what_never_ends_is_ended(name: str) -> None:
    """Loops, powers and floods end within ten seconds in a fault; the process that tried is gone."""
    began = time.monotonic()
    judged = judge(docx(ENDLESS[name]), kind=KIND, mark=True, sample=True)
    assert time.monotonic() - began < 10
    assert judged.report.faults
    assert_clear(judged.report, judged.sample, name=name)


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for place, name in enumerate(FILES) if place % 20 == 0])
def test_the_confined_process_says_the_same(name: str) -> None:
    """What is looked at in a process of its own gets the very same report, marked file included."""
    judged = judge(FILES[name], kind=KIND, mark=True)
    assert judged.report == examine(FILES[name], kind=KIND).report
    if judged.marked is not None and "unsafe-file" not in {one.code for one in judged.report.findings}:
        python_docx.Document(io.BytesIO(judged.marked))


def test_the_confined_process_answers_for_a_sound_template() -> None:
    """Our own template comes back sound, with a sample and a marked file that says nothing."""
    judged = judge(catalogue.built_in(KIND), kind=KIND, mark=True, sample=True)
    assert judged.report.verdict is Verdict.SOUND
    assert judged.sample is not None
    assert judged.marked is not None
    assert text_of(judged.marked) == text_of(catalogue.built_in(KIND))


def test_a_file_above_the_limit_is_not_even_opened() -> None:
    """A file larger than the limit is told as such."""
    report = judge(b"PK" + bytes(LIMITS.file_bytes), kind=KIND).report
    assert report.verdict is Verdict.UNJUDGED
    assert [one.code for one in report.findings] == ["file-too-large"]


def test_attacks_reach_nothing(tmp_path: object) -> None:
    """No attack's document shows anything of Python or of this machine."""
    for attack in ATTACKS:
        sample = examine(docx(attack.replace("<", "&lt;").replace(">", "&gt;")), kind=KIND).sample
        shown = text_of(sample) if sample else ""
        assert not any(word in shown for word in ("<class", "<bound", "<function", "root:x:", "object at 0x")), attack
