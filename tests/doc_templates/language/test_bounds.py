"""However much a template asks for, filling it in this very process ends soon, small, and in a clear fault."""

import time
from contextlib import suppress
from html import escape
from typing import Any

import pytest

from doc_templates.faults import ContextFault, FieldMissing, TemplateFault, TooMuch
from doc_templates.rendering import CompiledTemplate
from doc_templates.word.extract import text_of
from tests.doc_templates.make_docx import docx, docx_of
from tests.doc_templates.test_odd_input import with_subject

LONG = "A" * 1_000_000
VALUES: dict[str, Any] = {
    "n": 1_000_000,
    "x": LONG,
    "amp": "&" * 999_999,
    "rows": [{"u": f"đơn vị {number % 33}", "n": number} for number in range(5000)],
    "again": [{"u": f"đơn vị {number % 33}", "n": number} for number in range(5000)],
    "l": ["a", "b", "c"],
    "d": {"a": 1, "b": 2},
    "same": LONG[:1] + LONG[1:],
    "group": {f"{'abc'[number % 3]}{number // 3 or ''}": number for number in range(90_000)},
    "whole": "a" * 2499,
    "part": f"{'a' * 600}b{'a' * 600}",
    "middle": "a" * 29_999,
    "short": f"{'a' * 49}b{'a' * 49}",
    "yes": True,
    "no": False,
}


def looped(body: str, *, before: str = "", after: str = "", turns: str = "n") -> str:
    """Return a template that does something a million times."""
    return f"{before}{{% for i in range({turns}) %}}{body}{{% endfor %}}{after}"


def nested(after: str) -> str:
    """Return a template that puts a list of one into a list of one, deep enough to end a careless program."""
    return looped("{% set ns.x = (ns.x,) %}", before="{% set ns = namespace(x=()) %}", after=after, turns="90000")


AGAIN_AND_AGAIN = [
    *("{{ range(n)|list|length }}", "{{ x|replace('A', 'BB')|length }}", "{{ range(n)|map('upper')|list|length }}"),
    *("{% if rows|selectattr('u', 'in', rows)|list %}{% endif %}", "{{ ([x] * n)|unique|list|length }}"),
    *("{{ ([x] * n)|sort|length }}", "{{ ([x] * n)|map('upper')|list|length }}", "{% if 'q' in x %}{% endif %}"),
    *("{% if 'q' in rows %}{% endif %}", "{% if rows == again %}{% endif %}", "{% if 'a' in range(n) %}{% endif %}"),
    *("{% if x ~ i == x ~ i %}{% endif %}", "{% if 0 is in rows %}{% endif %}", "{% if rows is eq again %}{% endif %}"),
    *("{% set y = x[1:] %}", "{% set y = rows[1:] %}", "{{ x|wordwrap(1)|length }}", "{{ x|striptags|length }}"),
    *("{{ x|urlencode|length }}", "{{ x|title|length }}", "{{ x|wordcount }}", "{{ x|int }}", "{{ x|float }}"),
    *("{{ x|trim('B' * 999999 ~ 'A')|length }}", "{{ x.strip(x)|length }}", "{{ x.split('A')|length }}"),
    *("{{ x.count('A') }}", "{{ x.startswith((x,) * 9999) }}", "{{ rows.count('x') }}", "{{ rows.index(rows[-1]) }}"),
    *("{{ cycler(*range(n)).next() }}", "{% macro m() %}{% endmacro %}{{ m(*range(n)) }}"),
    *("{% if loop.changed(rows) %}{% endif %}", "{% if loop.changed(x ~ i) %}{% endif %}"),
    *("{{ rows|map(attribute='u')|join|length }}", "{{ rows|groupby('u')|length }}", "{{ rows|sum('n') }}"),
    *("{{ rows|dictsort|length }}{{ rows|batch(2)|length }}", "{% if yes and no and x %}{% endif %}" * 200),
    *("{{ l|map(attribute='0' ~ '.0' * 9999)|list|length }}", "{% set z %}" + "y" * 90_000 + "{% endset %}"),
    *("{% set z = '%(a)s' % group %}", "{% set z = '%(a)s'|format(**group) %}", "{% set z = '{a}'.format(**group) %}"),
    *("{{ '' if takes(**group) }}", "{% set z = namespace(**group) %}", "{% set z = dict(**group) %}"),
    *("{% set z = ('%.0s' * 9999) % (('x',) * 9999) %}", "{% set z = ('{0}' * 99999).format('') %}"),
    *("{% if x is lower %}{% endif %}", "{% if x|lower is upper %}{% endif %}", "{% if x is sameas same %}{% endif %}"),
    *("{% if part in whole %}{% endif %}", "{% if short in middle %}{% endif %}", "{% set z = whole.find(part) %}"),
    *("{% set z = middle.count(short) %}", "{% set z = whole.split(part) %}", "{% set z = whole.replace(part, '') %}"),
    *("{% set z = whole.rfind(part) %}", "{% set z = whole.rpartition(part) %}", "{% set z = whole.rsplit(part) %}"),
    *("{% set z = loop.changed([rows if i is odd else again]) %}", "{% set z = [[rows]].count([again]) %}"),
    *("{% set z = [[rows], [again]]|sort %}", "{% set z = [[rows], [again]]|max %}"),
    *("{% set z = {1: [rows], 2: [again]}|dictsort(by='value') %}", "{% if x == '" + "A" * 900_000 + "' %}{% endif %}"),
    *(
        "{% filter upper %}" + "y" * 9000 + "{% endfilter %}",
        "{% for a in l %}{% for b in l %}{% endfor %}{% endfor %}",
    ),
]
KEPT = [
    looped("{% set ns.l = ns.l + [x ~ i] %}", before="{% set ns = namespace(l=[]) %}"),
    looped("{% set z %}{{ amp }}{% endset %}{% set ns.l = ns.l + [z] %}", before="{% set ns = namespace(l=[]) %}"),
    looped("{{ amp }}", before="{% set z %}", after="{% endset %}{{ z|length }}"),
    looped("y" * 9000, before="{% set z %}", after="{% endset %}{{ z|length }}"),
    looped("{% set ns.x = ns.x ~ ns.x %}", before="{% set ns = namespace(x='a') %}"),
    looped("{% set ns.x = ns.x + ns.x %}", before="{% set ns = namespace(x=3) %}"),
    looped("{% set ns.x = ns.x - -ns.x %}", before="{% set ns = namespace(x=3) %}"),
    "{% macro m() %}{{ caller() }}{% endmacro %}" + looped("{% call m() %}" + "y" * 9000 + "{% endcall %}"),
]
AT_ONCE = [
    *("{{ range(10 * n)|sum }}", "{{ ('x' * n) * n }}", "{{ range(n)|batch(n * n)|length }}"),
    *("{{ range(3)|slice(n * n)|length }}", "{{ 'x'|center(n * n) }}", "{{ 'x'.ljust(n * n) }}", "{{ x|indent(n) }}"),
    *(
        "{{ ('%(' * 400000) % {'a': 1} }}",
        "{{ '%(a(b))999999999d' % {'a(b)': 1} }}",
        "{{ x.rfind(x[:9999] ~ 'b' ~ x[:99999]) }}",
    ),
    *("{{ x.rsplit(x[:9999] ~ 'b' ~ x[:99999]) }}", "{{ x.rpartition(x[:9999] ~ 'b' ~ x[:99999]) }}"),
    *("{{ '%1000000000d'|format(1) }}", "{{ '%*d' % (n * n, 1) }}", "{{ '{:{w}}'.format(1, w=n * n) }}"),
    *("{{ n ** n ** n }}", "{{ 5|round(-n * n) }}", "{{ 1.5|round(n, 'ceil') }}", "{{ 'x'|round(n, 'floor') }}"),
    *("{% if '%1000000000d' is odd %}{% endif %}", "{% if '%1000000000d' is divisibleby 7 %}{% endif %}"),
    *("{{ ([[1, 2]] * n)|sum(start=[])|length }}", "{{ ([x] * n)|join }}", "{{ ', '.join([x] * n) }}"),
    *(
        "{{ x|wordwrap(3)|length }}",
        "{{ x|wordwrap(1, true, x)|length }}",
        "{{ ('%s' * 1000) % ((x,) * 1000) }}",
        "{{ ('{0}' * 1000).format(x) }}",
    ),
    *(f"{{{{ {' ~ '.join(['x'] * 900)} }}}}", "{{ x }}" * 3000, "{{ ('a' * 1000)|replace('', 'b' * 10000) }}"),
    *("{% set z %}{{ 'a' * 1000 }}{% endset %}{{ z|replace('', 'b' * 10000)|length }}", "{{ [1] * n * n }}"),
    *("{{ ('<!--' * 200000)|striptags|length }}", "{{ ('<' * 900000)|striptags|length }}"),
    *("{{ ('1' * 999999)|int(0, 2) }}", "{{ '9' * 999999 * 2 }}", "{{ -('1' * 9000)|int(0, 2) }}"),
    "{% macro m(k) %}{% if k %}{{ m(k - 1) }}{{ m(k - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    *("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "{% for a in rows recursive %}{{ loop(rows) }}{% endfor %}"),
    "{% for a in rows recursive %}{% if loop.depth < 3 %}{{ loop(iterable=rows) }}{% endif %}{% endfor %}",
    *("{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", "{{ " + "-" * 30000 + "1 }}", "{{ " + "not " * 30000 + "1 }}"),
    *("{{ x" + "|upper" * 5000 + " }}", "{{ " + "1+" * 20000 + "1 }}", "{{ " + "[" * 2000 + "1" + "]" * 2000 + " }}"),
    *("{% if yes %}" * 300 + "{% endif %}" * 300, "{{ 9" + "9" * 5000 + " }}", "{{ l|map(attribute='a.' * n)|list }}"),
]
DEEP = [
    *("{{ {ns.x: 1}|length }}", "{{ d[ns.x] }}", "{{ d.get(ns.x) }}", "{{ [ns.x]|unique|list|length }}"),
    *("{{ ns.x in d }}{{ [1]|map(ns.x)|list }}", "{{ [1]|map(ns.x)|list|length }}", "{{ dict([(ns.x, 1)])|length }}"),
    *(
        "{{ namespace([(ns.x, 1)]) }}",
        "{{ ns.x|string }}",
        "{{ ns.x is filter }}",
        "{{ 1 if ns.x is in d }}{{ d[ns.x] }}",
    ),
    *("{{ [d]|map(attribute=ns.x)|list }}", "{{ [d]|groupby(ns.x)|list }}", "{{ l.index(ns.x) }}{{ d[ns.x] }}"),
]


SOON = [*KEPT, *AT_ONCE, *map(nested, DEEP[:2])]


def assert_refused(tag: str, *, draft: bool) -> None:
    """Fill a template and hold what comes of it to the promise."""
    began = time.monotonic()
    with pytest.raises((TooMuch, TemplateFault, ContextFault, FieldMissing)) as fault:
        CompiledTemplate.from_bytes(docx(escape(tag, quote=False))).render(VALUES, draft=draft)
    assert time.monotonic() - began < 10
    assert "word/document.xml" in str(fault.value)


@pytest.mark.parametrize("tag", SOON)
def test_work_ends_soon(tag: str) -> None:
    """Work without end, texts and lists that grow, and lists too deep to be looked at are refused, soon and small."""
    assert_refused(tag, draft=False)


@pytest.mark.parametrize("tag", AGAIN_AND_AGAIN)
def test_what_is_done_again_and_again_is_paid_for(tag: str) -> None:
    """Each of many turns costs what it does: what a property of the file may do ends soon."""
    takes = "{% macro takes() %}{{ 'x' if kwargs }}{% endmacro %}" if "takes" in tag else ""
    template = with_subject(looped(tag, before=takes, turns="20000"))
    began = time.process_time()
    with suppress(TooMuch, TemplateFault, ContextFault, FieldMissing):
        template.render(VALUES)
    assert time.process_time() - began < 3


@pytest.mark.slow
@pytest.mark.parametrize("tag", [*SOON, *map(nested, DEEP)])
def test_work_of_drafts_ends_soon(tag: str) -> None:
    """Drafts, in which missing values go on as marks, are held to the same."""
    assert_refused(tag, draft=True)


@pytest.mark.slow
@pytest.mark.parametrize("tag", [*map(nested, DEEP)])
def test_deep_lists_end_nothing(tag: str) -> None:
    """Lists inside each other, many thousands deep, are refused wherever Python would follow them down."""
    assert_refused(tag, draft=False)


@pytest.mark.parametrize("mark", ["\t", "\a", "\f", "\n"])
def test_break_marks_are_counted_before_they_are_written_out(mark: str) -> None:
    """A value of nothing but tabs or breaks, each some hundred bytes in the file, is refused before it is one."""
    template = CompiledTemplate.from_bytes(docx(*["{{ x }}"] * 3))
    began = time.process_time()
    with pytest.raises(TooMuch, match="64 MB"):
        template.render({"x": mark * 999_999})
    assert time.process_time() - began < 2


@pytest.mark.parametrize("tag", [looped("{% for b in range(n) %}{% endfor %}"), looped("{{ x[1:]|length }}")])
def test_properties_end_sooner(tag: str) -> None:
    """A property of the file may do a tenth of what a part may."""
    with pytest.raises(TooMuch, match=r"100\.000 lượt"):
        with_subject(tag).render(VALUES)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("{{ 'a' ~ ('x'|indent(2, true)) }}{{ 'y'|indent('--', first=true) }}", "a  x--y"),
        ("{{ [l, ['d']]|sum(start=[])|join(', ') }} {{ rows|map('list')|sum(start=[])|length }}", "a, b, c, d 10000"),
        ("{{ rows|sum('n') }} {{ rows|selectattr('n', 'lt', 3)|map(attribute='n')|join(', ') }}", "12497500 0, 1, 2"),
        (looped("{% if i in l %}{% endif %}", turns="30000", after="{{ rows|length }}"), "5000"),
        (
            "{% for g in rows|groupby('u') %}{{ g.grouper ~ ': ' ~ g.list|length if loop.first }}{% endfor %}",
            "đơn vị 0: 152",
        ),
        (
            "{% for r in rows %}{{ '' if r.u|upper|trim|replace('Đ', 'đ') }}{% endfor %}{{ rows|last|length }}",
            "2",
        ),
        ("{{ 'năm 2024, mục %s' % 5 }} {{ '%.2f' % 1.5 }} {{ '{:>5}'.format(1) }}", "năm 2024, mục 5 1.50     1"),
        (
            "{% for a in [[1, [2]], 3] recursive %}{{ loop(a) if a is iterable else a }}{% endfor %}",
            "123",
        ),
        (
            "{{ 1 < 2 <= 2 != 3 }} {{ 'a' in 'ab' in ['ab'] }} {{ rows[:2]|length }} {{ (1, 2) == (1, 2) }}",
            "True True 2 True",
        ),
    ],
)
def test_what_offices_do_is_far_from_the_bounds(tag: str, expected: str) -> None:
    """Sums, choices, groups and formats over thousands of rows work as in Jinja."""
    assert text_of(CompiledTemplate.from_bytes(docx(escape(tag, quote=False))).render(VALUES)) == expected


@pytest.mark.parametrize("columns", ["", "{%tc for i in l %}‖{{ i }}‖{%tc endfor %}"])
def test_more_text_than_can_be_read_is_refused(columns: str) -> None:
    """Text without an end, which no program reads whole, is refused: nothing of it is cut off in silence."""
    cells = "".join(f"<w:tc><w:p><w:r><w:t>{one}</w:t></w:r></w:p></w:tc>" for one in columns.split("‖"))
    table = f'<w:tbl><w:tblGrid><w:gridCol w:w="9"/></w:tblGrid><w:tr>{cells}</w:tr></w:tbl>'
    text = "<w:p><w:r><w:t>{% for i in range(n) %}{{ x }}{% endfor %}</w:t></w:r></w:p>"
    template = CompiledTemplate.from_bytes(docx_of(table + text))
    assert len(text_of(template.render(VALUES | {"n": 9}))) >= 9 * len(LONG)
    with pytest.raises(TooMuch, match=r"word/document\.xml"):
        template.render(VALUES | {"n": 11})


def test_what_is_too_deep_to_be_read_is_refused() -> None:
    """A macro that puts tables into itself ends where no program would open the file, alone and in a run."""
    begin, inner, end, used = (
        f"<w:p><w:r><w:t>{tag}</w:t></w:r></w:p>"
        for tag in ("{%p macro m(k) %}", "{% if k %}{{ m(k - 1) }}{% endif %}", "{%p endmacro %}", "{{ m(n) }}")
    )
    cut = inner.replace("{{ m", "</w:t></w:r></w:p>{{ m").replace(") }}", ") }}<w:p><w:r><w:t>")
    nested = f'<w:tbl><w:tblGrid><w:gridCol w:w="9"/></w:tblGrid><w:tr><w:tc>{cut}</w:tc></w:tr></w:tbl>'
    template = CompiledTemplate.from_bytes(docx_of(begin + nested + end + used))
    with pytest.raises(TooMuch, match="lồng nhau"):
        template.render({"n": 100})
