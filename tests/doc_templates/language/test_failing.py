"""A tag that cannot be computed: told in Vietnamese, with the tag, its paragraph and a way out, the same every time."""

import re
from html import escape

import pytest

from doc_templates.faults import FieldMissing, TemplateFault
from doc_templates.rendering import CompiledTemplate
from tests.doc_templates.make_docx import docx

VALUES = {
    "t": "chữ",
    "n": 3,
    "z": 0,
    "f": 1.5,
    "yes": True,
    "day": "05/01/2024",
    "d": {"a": 1},
    "l": ["a", "b"],
    "mixed": [1, "a"],
    "rows": [{"u": "a", "n": 1}, {"u": "b", "n": 2}],
}
SUMS = [
    *(
        "{{ t + n }}",
        "{{ n + t }}",
        "{{ t - 1 }}",
        "{{ t / 2 }}",
        "{{ t * t }}",
        "{{ -t }}",
        "{{ t ** 2 }}",
        "{{ l - l }}",
    ),
    *("{{ n / z }}", "{{ n // z }}", "{{ n % z }}", "{{ 5 % 'x' }}", "{{ (n * 1.0) ** 4000 }}", "{{ n + none }}"),
    *("{{ (1, 2) + l }}", "{{ d + d }}", "{{ l|sum }}", "{{ t|round }}", "{{ n|number('x') }}", "{{ n|number(-1) }}"),
    *("{{ t > n }}", "{% if t < n %}a{% endif %}", "{{ mixed|sort|join }}", "{{ mixed|max }}", "{{ rows|sort|join }}"),
    *("{{ n in n }}", "{{ t|truncate('a') }}", "{{ t|filesizeformat }}", "{{ day - day }}", "{{ t is odd }}"),
]
ARGUMENTS = [
    *("{{ t|upper(1) }}", "{{ t|replace('a') }}", "{{ t|replace }}", "{{ l|batch|join }}", "{{ l|last(2) }}"),
    *("{{ n is divisibleby }}", "{{ rows|groupby|list|join }}", "{{ l|sort(case_sensitive=1, x=2)|join }}"),
    "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, 2) }}",
    "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(b=2) }}",
    "{% macro m(a) %}{{ m(a) }}{% endmacro %}{{ m(1) }}",
    *("{{ rows|map }}", "{{ rows|map('khong')|join }}", "{{ l|select('khong')|list|join }}", "{{ cycler().next() }}"),
    *("{% for i in l %}{{ loop.cycle() }}{% endfor %}", "{% for i in l recursive %}{{ loop(l) }}{% endfor %}"),
    *(
        "{{ range('x')|list|join }}",
        "{{ range()|list|join }}",
        "{{ range(1, 2, 0)|list|join }}",
        "{{ dict(1)|length }}",
    ),
    *("{{ d|dictsort(by='x')|list|join }}", "{{ n|round(method='x') }}", "{{ t|wordwrap(0) }}", "{{ t|trim(1) }}"),
    *("{{ t.split('') }}", "{{ t.split(1) }}", "{{ t.center() }}", "{{ t.zfill('x') }}", "{{ t.startswith(1) }}"),
    *("{{ t.count(1) }}", "{{ t.index('z') }}", "{{ l.index('z') }}", "{{ d.get() }}", "{{ t.replace('a') }}"),
]
FORMATS = [
    *("{{ '%d' % t }}", "{{ '%d %d' % n }}", "{{ '%' % n }}", "{{ '%q' % n }}", "{{ '%(a)s' % n }}", "{{ t % n }}"),
    *("{{ '%s'|format }}", "{{ '%(b)s'|format(a=1) }}", "{{ '{}'.format() }}", "{{ '{a}'.format() }}"),
    *("{{ '{'.format(1) }}", "{{ '}'.format(1) }}", "{{ '{:d}'.format(t) }}", "{{ '{:q}'.format(n) }}"),
    "{{ '{}{1}'.format(1, 2) }}",
]
PIECES = [
    *("{% for a, b in l %}{{ a }}{% endfor %}", "{% for a, b, c in rows %}{{ a }}{% endfor %}"),
    *("{% for a in n %}x{% endfor %}", "{% set a, b = l[0] %}{{ a }}", "{% set a, b = n %}{{ a }}", "{{ n|join }}"),
    *("{{ t[0:'a'] }}", "{{ n[0:1] }}", "{{ t[::0] }}", "{{ {l: 1} }}", "{{ l|dictsort|join }}", "{{ t|items|join }}"),
]
PARTS = [
    "{{ t.nam }}",
    "{{ t['nam'] }}",
    "{{ day.year }}",
    "{{ n.x }}",
    "{{ yes.x }}",
    "{{ l.ten }}",
    "{{ l|map(attribute='x')|join }}",
]
SYNTAX = [
    *("{{ 1 2 }}", "{{ t| }}", "{{ ) }}", "{{ (t }}", "{{ t ? 1 }}", "{{ 'abc }}", "{% set 5 = 2 %}", "{% %}", "{{ }}"),
    *(
        "{% for loop in l %}{% endfor %}",
        "{% macro m(a=1, b) %}{% endmacro %}",
        "{% call 5 %}{% endcall %}",
        "{% if %}{% endif %}",
    ),
    *("{# x", "{% raw %}", "{{ n(**d, *l) }}", "{{ ~ n }}"),
]
_ENGLISH = re.compile(
    r"\b(?:the|of|to|not|must|be|argument|object|operand|type|unsupported|expected|unexpected|missing|takes|string"
    r"|int|str|list|dict|token|positional|required|instances|positive|values|index|invalid|converted|support\w*)\b"
)


def refused(tag: str) -> str:
    """Return what is said of a tag in a paragraph of its own."""
    with pytest.raises(TemplateFault) as told:
        CompiledTemplate.from_bytes(docx("Trước", f"Kết quả: {escape(tag, quote=False)}.")).render(VALUES)
    return str(told.value)


@pytest.mark.parametrize("tag", SUMS + ARGUMENTS + FORMATS + PIECES + PARTS + SYNTAX)
def test_it_is_told_in_vietnamese(tag: str) -> None:
    """A failure is one sentence without a word of English, with the paragraph and a way out, the same on every run."""
    said = refused(tag)
    sentence = re.sub(r"“.*?”|\{\{.*?\}\}|\{%.*?%\}|'[^']*'|[|.]\w+|\([^)]*\)", "", said.partition(" Vị trí: ")[0])
    assert not _ENGLISH.search(sentence)
    assert "word/document.xml, đoạn “Kết quả: " in said
    assert "Cách xử lý: " in said
    assert said == refused(tag)


@pytest.mark.parametrize("tag", SUMS + FORMATS)
def test_the_tag_is_named(tag: str) -> None:
    """The tag that could not be computed is told as it is written."""
    written = tag if tag.startswith("{{") else "{% if t < n %}"
    assert refused(tag).startswith(f"Thẻ {written} không tính được: ")


@pytest.mark.parametrize(
    ("tag", "way_out"),
    [
        ("{{ t + n }}", "|int hoặc |float, hoặc nối chữ bằng ~"),
        ("{{ n / z }}", "đặt phép chia giữa {% if"),
        ("{% for a, b in l %}{{ a }}{% endfor %}", "lặp bằng một tên"),
        ("{{ '%d' % t }}", "'%s' cho chữ, '%d' cho số nguyên"),
        ("{{ day.year }}", ".split('/')[2]"),
        ("{{ l.ten }}", "lặp từng mục"),
    ],
)
def test_the_way_out_fits(tag: str, way_out: str) -> None:
    """Each kind of failure has its own way out."""
    assert way_out in refused(tag).partition("Cách xử lý: ")[2]


@pytest.mark.parametrize("tag", PARTS[:-1])
def test_a_part_of_what_has_none_is_no_missing_value(tag: str) -> None:
    """A part of a text, a number or a list is told as a fault of the template, never as a value to be supplied."""
    assert re.match(
        r"Trường “(t|day|n|yes|l)” là (chữ|số|giá trị đúng/sai|danh sách), không có phần “\w+”\.", refused(tag)
    )


@pytest.mark.parametrize("tag", ["{{ d.b }}", "{{ l[9] }}"])
def test_a_part_that_is_not_there_is_missing(tag: str) -> None:
    """An entry that a group or list lacks is a missing value."""
    with pytest.raises(FieldMissing):
        CompiledTemplate.from_bytes(docx(tag)).render(VALUES)


def test_a_part_that_nothing_has_may_be_asked_for() -> None:
    """Whether a part is defined may be asked of anything."""
    assert CompiledTemplate.from_bytes(docx("{{ 'có' if t.nam is defined else 'không' }}")).render(VALUES)


def test_a_number_without_end_is_no_fault_of_a_format() -> None:
    """A number of a list's rows that is too long to be written is told as such."""
    template = CompiledTemplate.from_bytes(docx("{% for r in rows %}{{ r.n }}{% endfor %}"))
    with pytest.raises(TemplateFault, match="số quá lớn"):
        template.render({"rows": [{"n": 10**5000}]})
