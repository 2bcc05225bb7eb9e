"""What a template can never do: reach Python, change data, run without end, or fill the memory."""

import time

import pytest

from doc_templates.faults import ContextFault, FieldMissing, TemplateFault, TooMuch
from doc_templates.inserts.pictures import Picture
from doc_templates.limits import MAX_OUTPUT, MAX_ROWS, MAX_VALUE
from doc_templates.rendering import CompiledTemplate
from doc_templates.word.extract import text_of
from tests.doc_templates.make_docx import docx

REACHING = [
    "{{ ''.__class__.__mro__ }}",
    "{{ ''['__class__'] }}",
    "{{ name|attr('__class__') }}",
    "{{ rows.__init__.__globals__ }}",
    "{{ '{0.__class__}'.format(name) }}",
    "{{ '{0[0]}'.format(rows) }}",
    "{{ '{x.__class__}'.format_map({'x': name}) }}",
    "{{ 'x'.format.__globals__ }}",
    "{{ rows|map(attribute='__class__')|list }}",
    "{{ rows|map('attr', '__class__')|list }}",
    "{{ self.__init__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ range.__class__ }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ namespace.__init__ }}",
    "{{ (name ~ '').__html__ }}",
    "{% for x in rows %}{{ loop.__init__.__globals__ }}{% endfor %}",
    "{% macro m() %}{% endmacro %}{{ m._func }}{{ m.__call__ }}",
    "{{ rows.append(1) }}",
    "{{ group.update({'a': 1}) }}",
    "{{ group.clear() }}",
    "{{ name.encode() }}",
    "{{ 'a'.translate({97: 1}) }}",
    "{{ number.to_bytes(1000000000) }}",
    "{{ name.upper }}",
    "{{ rows|map('upper') }}",
    "{{ range }}",
    "{{ '%c' % 1 }}",
    "{{ '{:c}'.format(1) }}",
    "{{ 1/0 }}",
    "{{ 'a' + 1 }}",
    "{{ ()['__class__'] }}",
    "{{ name['__cla' ~ 'ss__'] }}",
    "{{ group['__cla' ~ 'ss__'] }}",
    "{{ (rows|map(attribute='upper')|first)() }}",
    "{{ [group]|groupby('k')|map(attribute='_fields')|first }}",
    "{% for g in [group]|groupby('k') %}{{ g._asdict() }}{% endfor %}",
    "{{ picture.data }}",
    "{{ picture.in_text }}",
    "{{ picture['_xml'] }}",
    "{% set f = '{0.__class__}'.format %}{{ f(name) }}",
    "{{ ['{0.__class__}']|map('format', name)|first }}",
    "{{ '{0.k}'.format(group) }}",
    "{{ '{0!r}'.format(rows) }}",
    "{% macro m() %}{{ m.name }}{{ m.arguments }}{% endmacro %}{{ m() }}",
    "{% macro m() %}{{ varargs }}{% endmacro %}{{ m(1) }}",
    "{% set ns = namespace() %}{{ ns['_Namespace__attrs'] }}",
    "{% set ns = namespace() %}{{ ns.__class__ }}",
    "{% for x in rows %}{{ loop['_iterable'] }}{% endfor %}",
    "{{ cycler('a').items }}",
    "{{ cycler('a').next.__globals__ }}",
    "{{ joiner(',').sep }}",
    "{{ environment }}{{ context }}{{ resolve }}",
    "{{ ':turns' }}{{ self }}",
    "{{ rows|map(':paragraph')|join }}",
    "{{ rows|map(*['attr', '__class__'])|list }}",
    "{{ rows|map(':turns', 1)|list }}",
    "{{ group.pop('k') }}",
    "{% set group.k = 1 %}",
    "{{ dict.fromkeys(rows) }}",
    "{{ range(3).index(1) }}",
    "{{ number.bit_length() }}",
    "{{ 1.5.hex() }}",
    "{{ 7 in number }}",
    "{{ name[rows] }}",
    "{% for x in number %}{% endfor %}",
    "{% for x in picture %}{% endfor %}",
    "{{ picture|length }}{{ picture + picture }}",
    "{{ name|truncate(1) }}",
    "{{ name|center(1, 2, 3) }}",
    "{% include 'x' %}",
    "{% import 'x' as y %}",
    "{{ url_for() }}",
]


@pytest.mark.parametrize("attack", REACHING)
def test_nothing_of_python_is_reached(attack: str) -> None:
    """Reaching into Python, changing data or failing in a sum is refused; the message names the paragraph."""
    picture = Picture(b"GIF8", width_mm=1, height_mm=1)
    values = {"rows": ["một"], "name": "An", "group": {"k": "v"}, "number": 7, "picture": picture}
    with pytest.raises((TemplateFault, FieldMissing, ContextFault), match=r"đoạn|word/document\.xml"):
        CompiledTemplate.from_bytes(docx(attack)).render(values)
    assert values == {"rows": ["một"], "name": "An", "group": {"k": "v"}, "number": 7, "picture": picture}


BOMBS = [
    "{% for a in range(99999999) %}x{% endfor %}",
    "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}",
    "{{ range(10**9)|list }}",
    "{{ 'a' * 10**9 }}",
    "{{ 10**9 * 'a' }}",
    "{{ [1] * 10**9 }}",
    "{{ 9**9**9**9 }}",
    "{{ 'x'.ljust(10**9) }}",
    "{{ 'x'.zfill(10**9) }}",
    "{{ 'x'|center(10**9) }}",
    "{{ 'x'|indent(10**9, true) }}",
    "{{ '%0999999999d' % 1 }}",
    "{{ '%*d' % (999999999, 1) }}",
    "{{ '{:>999999999}'.format(1) }}",
    "{{ '{:{w}}'.format(1, w=999999999) }}",
    "{{ '%0999999999d'|format(1) }}",
    "{{ ('a' * 1000)|replace('a', 'b' * 10000) }}",
    "{{ ('b' * 10000).join('a' * 1000) }}",
    "{{ ('a' * 1000).replace('a', 'b' * 10000) }}",
    "{% set ns = namespace(x='a') %}{% for i in range(99) %}{% set ns.x = ns.x + ns.x %}{% endfor %}{{ ns.x }}",
    "{% set ns = namespace(x=[1]) %}{% for i in range(99) %}{% set ns.x = ns.x + ns.x %}{% endfor %}{{ ns.x }}",
    "{% set ns = namespace(x='a') %}{% for i in range(99) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}{{ ns.x }}",
    "{% set ns = namespace(x=3) %}{% for i in range(99) %}{% set ns.x = ns.x * ns.x %}{% endfor %}{{ ns.x }}",
    "{% macro m(n) %}{{ m(n) }}{% endmacro %}{{ m(1) }}",
    "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    "{% for a in range(900) %}{% for b in range(900) %}{{ 'c' * 1000 }}{% endfor %}{% endfor %}",
    "{% set s = 'a ' * 400000 %}{% for a in range(99999) %}{% set x = s|title %}{% endfor %}",
    "{% set s = 'a ' * 400000 %}{% for a in range(99999) %}{% set x = s|wordcount %}{% endfor %}",
    "{% set s = ' ' * 800000 %}{% for a in range(99999) %}{% set x = s.strip() %}{% endfor %}",
]


@pytest.mark.parametrize("bomb", BOMBS)
def test_bombs_are_defused(bomb: str) -> None:
    """Loops without end, slow work, growing texts and numbers end in a clear answer within ten seconds of work."""
    began = time.process_time()
    with pytest.raises((TemplateFault, TooMuch)):
        CompiledTemplate.from_bytes(docx(bomb)).render({})
    assert time.process_time() - began < 10


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"rows": ["x"] * (MAX_ROWS + 1)}, "“rows”.*100.000 dòng"),
        ({"rows": [["x"] * 1000] * 101}, "“rows.*100.000 dòng"),
        ({"ghi_chu": "x" * (MAX_VALUE + 1)}, "“ghi_chu”.*1.000.000 ký tự"),
        ({"nhom": {"so": 10**500}}, "“nhom.so”.*400 chữ số"),
        ({"rows": [{"chu": "x" * 900_000} for _ in range(30)]}, "20.000.000 ký tự"),
    ],
)
def test_data_is_counted_before(values: dict[str, object], named: str) -> None:
    """Too many rows, too long a value and too deep a group are refused, naming field and limit."""
    with pytest.raises(TooMuch, match=named):
        CompiledTemplate.from_bytes(docx("x")).render(values)


def test_cyclic_data_is_refused() -> None:
    """A group that holds itself is too deep."""
    group: dict[str, object] = {}
    group["self"] = group
    with pytest.raises(TooMuch, match="12 lớp"):
        CompiledTemplate.from_bytes(docx("x")).render(group)


def test_output_is_counted_while_made() -> None:
    """A document stops growing at its limit."""
    template = CompiledTemplate.from_bytes(docx("{%p for r in rows %}", "{{ long }}", "{%p endfor %}"))
    with pytest.raises(TooMuch, match=f"{MAX_OUTPUT // 1024 // 1024} MB"):
        template.render({"rows": ["x"] * 1000, "long": "x" * 100_000})


def test_as_many_rows_as_allowed() -> None:
    """100,000 rows are printed."""
    template = CompiledTemplate.from_bytes(docx("{% for r in rows %}{{ r }}{% endfor %}"))
    assert text_of(template.render({"rows": ["x"] * MAX_ROWS})) == "x" * MAX_ROWS
