"""What a tag may print: texts, numbers, days, truth and prepared text, the same on any day; nothing else."""

import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from html import escape
from typing import Any

import pytest
from docxtpl import RichText

from doc_templates.faults import ContextFault, TemplateFault, TooMuch
from doc_templates.rendering import CompiledTemplate
from doc_templates.word.extract import text_of
from models.errors import ThiduaError
from tests.doc_templates.make_docx import docx
from tests.doc_templates.test_odd_input import with_subject

VALUES: dict[str, Any] = {
    "x": "A & <b>",
    "l": ["một", "hai"],
    "d": {"a": 1},
    "no": False,
    "rows": [{"u": "a", "n": 1}, {"u": "b", "n": 2}],
}


def printed(tag: str, **values: Any) -> str:
    """Return what a tag gives."""
    return text_of(CompiledTemplate.from_bytes(docx(escape(tag, quote=False))).render(VALUES | values))


NO_TEXT = [
    *("{{ l }}", "{{ d }}", "{{ l|string }}", "{{ [1, 2] }}", "{{ {'a': 1} }}", "{{ (1, 2) }}", "{{ d.items() }}"),
    *(
        "{{ d|items }}",
        "{{ d|dictsort }}",
        "{{ l|map('upper') }}",
        "{{ l|select }}",
        "{{ range(3) }}",
        "{{ [l]|join }}",
    ),
    *("{{ l ~ '' }}", "{{ '%s' % (l,) }}", "{{ '%s' % [1] }}", "{{ '{}'.format(l) }}", "{{ l|upper }}", "{{ l|e }}"),
    *("{{ rows|groupby('u')|first }}", "{{ l|batch(2) }}", "{{ none }}", "{{ d.get('zz') }}", "{{ none ~ '' }}"),
    *("{{ 'nan'|float }}", "{{ 1e308 * 10 }}", "{{ '%f' % (1e308 * 10) }}", "{{ ('inf'|float) ~ '' }}"),
    *("{{ '{:.2f}'.format('nan'|float) }}", "{{ (-8) ** 0.5 }}", "{{ [1e308 * 10]|join }}", "{{ 'nan'|float|number }}"),
]
OF_THE_TEMPLATE = [
    *("{{ x.upper }}", "{{ x.join ~ '' }}", "{{ '%s' % x.join }}", "{{ '{}'.format(x.join) }}", "{{ [x.join]|join }}"),
    *("{{ x.join|string }}", "{{ range }}", "{{ range|string }}", "{{ dict|upper }}", "{{ cycler('a') }}"),
    *("{{ joiner() }}", "{{ joiner ~ '' }}", "{{ namespace(a=1) }}", "{% macro m() %}{% endmacro %}{{ m }}"),
    *("{% for a in l %}{{ loop }}{% endfor %}", "{% for a in l %}{{ loop ~ '' }}{% endfor %}", "{{ d.items }}"),
    *("{% for a in l %}{{ loop.cycle }}{% endfor %}", "{% set f = x.upper %}{{ f }}", "{{ self }}", "{{ lipsum() }}"),
    *("{{ l|random }}", "{{ l|pprint }}", "{{ d|tojson }}", "{{ x|urlize }}", "{{ d|xmlattr }}", "{{ x|attr('a') }}"),
    *("{{ x|safe }}", "{{ l|map('safe')|join }}", "{% autoescape false %}{{ x }}{% endautoescape %}"),
    *("{% autoescape no %}{{ x }}{% endautoescape %}", "{% filter safe %}{{ x }}{% endfilter %}"),
    *("{% set z|safe %}{{ x }}{% endset %}", "{% block a %}{% endblock %}", "{% import 'a' as b %}"),
    *("{{ x is filter }}", "{{ 'upper' is test }}", "{{ x|l }}", "{{ x() }}", "{{ rows[0].u() }}"),
]


@pytest.mark.parametrize("tag", NO_TEXT)
def test_values_without_text_are_refused(tag: str) -> None:
    """A list, a group, nothing, or a number without end is refused with the tag, its paragraph and the way out."""
    with pytest.raises(ContextFault, match=r"Thẻ \{\{ .* \}\} cho .*, không in được\. Vị trí: .*đoạn .* Cách xử lý: "):
        printed(tag)
    with pytest.raises(ContextFault, match=r"không in được\. Vị trí: docProps/core\.xml"):
        with_subject(escape(tag, quote=False)).render(VALUES)


@pytest.mark.parametrize("tag", OF_THE_TEMPLATE)
def test_what_is_no_value_is_a_fault_of_the_template(tag: str) -> None:
    """Functions and helpers of the language, what has to do with chance, and what turns escaping off are refused."""
    with pytest.raises(TemplateFault, match=r"đoạn “|document\.xml"):
        printed(tag)
    with pytest.raises(TemplateFault, match=r"docProps/core\.xml"):
        with_subject(escape(tag, quote=False)).render(VALUES)


@pytest.mark.parametrize("tag", OF_THE_TEMPLATE[-18:])
def test_it_is_seen_behind_any_condition(tag: str) -> None:
    """What stands behind a condition that is never met is refused when the template is read."""
    if "set z" not in tag and "block" not in tag:
        with pytest.raises(ThiduaError, match=r"document\.xml"):
            CompiledTemplate.from_bytes(docx(f"{{% if no %}}{tag}{{% endif %}}")).render(VALUES)


ESCAPED = [
    *("{{ x|e }}", "{{ x|escape }}", "{{ x|forceescape }}", "{% filter striptags %}{{ x }}{% endfilter %}"),
    *("{% set z|striptags %}{{ x }}{% endset %}{{ z }}", "{% filter format(x) %}%s{% endfilter %}"),
    "{% filter replace('y', x) %}y{% endfilter %}",
    *(
        "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(x) }}",
        "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{{ x }}{% endcall %}",
    ),
    *("{% filter string %}{{ x }}{% endfilter %}", "{{ '%s'|format(x) }}", "{{ '{}'.format(x) }}", "{{ [x]|join }}"),
    *(
        "{{ (rich ~ x)[-25:]|replace('a', 'a')|string }}",
        "{{ rich|string|replace('chữ', x) }}",
        "{{ [rich|string|trim('chữ'), x]|join }}",
    ),
]


@pytest.mark.parametrize("tag", ESCAPED[:-3])
def test_data_is_always_escaped(tag: str) -> None:
    """No way through filters, macros and captured blocks makes markup of a value."""
    assert printed(tag) == VALUES["x"]


@pytest.mark.parametrize("tag", ESCAPED[-3:])
def test_prepared_text_makes_no_markup_of_data(tag: str) -> None:
    """Joined with prepared text, cut and replaced, a value stays text or the result is refused."""
    try:
        shown = printed(tag, rich=RichText("chữ"))
    except ThiduaError:
        return
    assert "<b>" in shown


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (datetime.fromisoformat("2024-01-05T14:30"), "14:30 ngày 05/01/2024"),
        (datetime.fromisoformat("2024-01-05"), "00:00 ngày 05/01/2024"),
        (datetime(2024, 6, 4, 20, 0, 5, 9, tzinfo=UTC), "03:00:05 ngày 05/6/2024"),
        (datetime(2024, 1, 5, 9, 0, tzinfo=timezone(timedelta(hours=7))), "09:00 ngày 05/01/2024"),
        (date(2024, 2, 9), "09/02/2024"),
        (time(7, 5), "07:05"),
        (Decimal("0.10"), "0.10"),
        (Decimal("1E+3"), "1000"),
        (0.1 + 0.2, "0.30000000000000004"),
        (1e22, "1e+22"),
        (10**40, "1" + "0" * 40),
        (True, "True"),
        (0, "0"),
    ],
)
def test_what_is_printed(value: object, expected: str) -> None:
    """Moments keep their time, in the zone of Viet Nam; numbers are printed with all their digits."""
    assert (
        printed("{{ v }}", v=value)
        == printed("{{ v ~ '' }}", v=value)
        == printed("{{ v|string }}", v=value)
        == expected
    )
    assert printed("{{ rows[0].v }}", rows=[{"v": value, "t": "x"}]) == expected


@pytest.mark.parametrize(
    ("value", "tag", "expected"),
    [
        (84240000, "{{ v|number }}", "84.240.000"),
        (0.1 + 0.2, "{{ v|number(1) }}", "0,3"),
        (1234567.885, "{{ v|number(2) }}", "1.234.567,89"),
        (2.5, "{{ v|number(0) }}", "3"),
        (-0.5, "{{ v|number }}", "-0,5"),
        (Decimal("1234.50"), "{{ v|number }}", "1.234,50"),
        (7, "{{ (v / 3 * 100)|number(1) }}%", "233,3%"),
    ],
)
def test_numbers_as_offices_write_them(value: object, tag: str, expected: str) -> None:
    """The filter ``number`` writes a comma before the decimals and points between thousands, halves rounded up."""
    assert printed(tag, v=value) == expected


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf"), Decimal("NaN"), Decimal("-Infinity")])
def test_numbers_without_end_are_refused_by_field(value: object) -> None:
    """A value that is no number is refused with its field's name, in rows too."""
    with pytest.raises(ContextFault, match=r"“a\.v”"):
        printed("x", a={"v": value})
    with pytest.raises(ContextFault, match=r"“rows\[2\]\.v”"):
        printed("x", rows=[{"v": 1.5}, {"v": value}])


@pytest.mark.parametrize("value", [Decimal("1E+999999"), Decimal(1).scaleb(-5000), Decimal("1" * 500)])
def test_decimals_are_short(value: Decimal) -> None:
    """A decimal number with too many digits is refused with its field's name."""
    with pytest.raises(TooMuch, match="“v”"):
        printed("{{ v }}", v=value)


def test_sets_have_one_order() -> None:
    """Values of a set come in one order, also where two of them read the same."""
    code = (
        "from doc_templates.values import printable as p;"
        "print(p({'s': {1, '1', 2.5, 'b', 'a', frozenset({'c'})} - {frozenset({'c'})}})['s'])"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2", "3", "4")
    }
    assert len(runs) == 1
    assert "'a'" in runs.pop()


def test_numbers_of_a_set_come_by_their_size() -> None:
    """The numbers of a set come first, by their size and not by their digits; texts follow."""
    assert printed("{{ v|join(', ') }}", v={10, 9, Decimal("9.5"), -1, "b", "a"}) == "-1, 9, 9.5, 10, a, b"


def test_a_groups_methods_and_fields_of_one_name() -> None:
    """A field that is called as a method of groups is printed; called, it is the method, as in docxtpl."""
    order = {"items": ["a", "b"], "keys": "k"}
    assert (
        printed("{{ o['items']|join }} {{ o.keys }} {{ o.items()|length }} {{ o.keys()|join('-') }}", o=order)
        == "ab k 2 items-keys"
    )
    assert (
        printed("{% for k, v in o.items() %}{{ k }}{% endfor %}{% for i in o.items %}{{ i }}{% endfor %}", o=order)
        == "itemskeysab"
    )


def test_a_span_of_numbers_is_a_list() -> None:
    """Python's range in the data is a list of its numbers, counted like any."""
    assert printed("{% for n in span %}{{ n }}{% endfor %} {{ span|length }}", span=range(1, 4)) == "123 3"
    with pytest.raises(TooMuch, match="“span”"):
        printed("{{ span|length }}", span=range(10**15))


def test_loops_tell_of_groups_by_name() -> None:
    """Groups of ``groupby`` have their value and list by Jinja's names."""
    assert printed("{% for g in rows|groupby('u') %}{{ g.grouper }}{{ g.list|length }};{% endfor %}") == "a1;b1;"


CAPTURED = "{% set z %}{{ x }}{% endset %}"


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        (
            CAPTURED + "{{ z }} {{ z|length }} {{ z == x }} {{ z[:3] }} {{ '&' in z }} {{ 'amp' in z }}",
            "A & <b> 7 True A & True False",
        ),
        (
            CAPTURED + "{{ z|title }} {{ z|replace('&', 'và') }} {{ z|truncate(3, true, '', 0) }}",
            "A & <B> A và <b> A &",
        ),
        (CAPTURED + "{{ z ~ z }} {{ [z, x]|join('<') }} {{ z.split(' & ')[1] }}", "A & <b>A & <b> A & <b><A & <b> <b>"),
        ("{% set z|upper %}{{ x }}{% endset %}{{ z }} {{ z|length }}", "A & <B> 7"),
        ("{% filter replace('&', 'và') %}{{ x }} & {% endfilter %}", "A và <b> và"),
        ("{% filter title %}a & {{ x }}{% endfilter %}", "A & A & <B>"),
        (
            "{% macro m(a) %}{{ a }};{% endmacro %}{{ m(m(x)) }} {{ m(x)|length }} {{ m(x)|title }}",
            "A & <b>;; 8 A & <B>;",
        ),
        (
            "{% macro m() %}{{ caller() }} {{ caller()|length }}{% endmacro %}{% call m() %}{{ x }}{% endcall %}",
            "A & <b> 7",
        ),
        ("{% for a in [[x, []]] recursive %}{{ a[0] }}{{ loop(a[1])|length }}{% endfor %}", "A & <b>0"),
    ],
)
def test_captured_text_is_what_people_read(tag: str, expected: str) -> None:
    """What a block or macro gave is the text itself for filters and comparisons: escapes take no part."""
    assert printed(tag) == expected


@pytest.mark.parametrize("tag", ["{{ '%s' % t }}", "{{ '%s'|format(t) }}", "{{ '{}'.format(t) }}", "{{ t|striptags }}"])
def test_break_marks_go_through_formats(tag: str) -> None:
    """A value with the mark of a new paragraph or page is formatted like any other; a format makes no such mark."""
    assert printed(tag, t="một\ahai").split() == printed("{{ t }}", t="một\ahai").split()
    assert "\a" not in printed("{{ '%c' % 7 }}")


def test_captured_letters_change_and_markup_stays() -> None:
    """A filter around a block changes the letters of the text, not the escapes in it."""
    assert printed("{% filter upper %}chữ {{ x }}{% endfilter %}") == "CHỮ A & <B>"
