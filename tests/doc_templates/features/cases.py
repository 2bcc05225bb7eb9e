"""Every feature of docxtpl's tags: a template made for it and a context, built anew for each program."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import docx
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage, Listing, RichText, RichTextParagraph

from tests.doc_templates.features import making
from tests.doc_templates.features.making import paragraphs, picture, table

VALUES: dict[str, Any] = {
    "name": "Nguyễn Văn Mẫu",
    "marks": "A & B <chọn> “mức” 'một' \"hai\" > ½",
    "lines": "dòng một\ndòng hai & ba\ndòng bốn",
    "tabs": "cột một\tcột hai",
    "paras": "đoạn một\ađoạn hai",
    "pages": "trang một\ftrang hai",
    "all": "a\tb\nc\ad\fe & <g>",
    "rich": "chân trang",
    "x": 3,
    "pi": 3.14159,
    "yes": True,
    "no": False,
    "empty": [],
    "names": ["một", "hai & ba", "bốn"],
    "rows": [{"name": "Lê Thị A", "n": 1}, {"name": "Trần & B", "n": 2}, {"name": "Hồ <C>", "n": 3}],
    "groups": [
        {"name": "tổ một", "members": ["An", "Bình"]},
        {"name": "tổ hai", "members": []},
        {"name": "tổ ba", "members": ["Cường"]},
    ],
    "pairs": {"một": 1, "hai": "2 & 3"},
    "colour": "D9D9D9",
    "key": "name",
}
Context = Callable[[DocxTemplate, Callable[[str], str]], dict[str, Any]]
"""From an opened template and its way of making link ids to the values beside ``VALUES``."""


@dataclass(frozen=True)
class Case:
    """A template, its own values, and filters of the caller."""

    template: Callable[[], bytes]
    context: Context = lambda _tpl, _link: {}
    filters: tuple[tuple[str, Callable[..., Any]], ...] = ()
    escaping: bool = True
    """Whether docxtpl is told to escape: not where ``&`` stands in a tag, which it escapes a second time then."""


def _p(*texts: str, context: Context = lambda _tpl, _link: {}, filters: Any = (), escaping: bool = True) -> Case:
    return Case(lambda: paragraphs(*texts), context, filters, escaping)


def _t(*rows: list[str], context: Context = lambda _tpl, _link: {}) -> Case:
    return Case(lambda: table(*rows), context)


def _styled(_tpl: DocxTemplate, link: Callable[[str], str]) -> dict[str, Any]:
    rich = RichText("mở đầu & <ngoặc> ", style="Strong")
    rich.add("đỏ", color="#FF0000", bold=True)
    rich.add(" nghiêng ", italic=True, underline="double", size=28, font="Times New Roman")
    rich.add("2", superscript=True)
    rich.add("3", subscript=True, strike=True, highlight="#FFFF00")
    rich.add(" trang web", url_id=link("https://example.vn/?a=1&b=2"))
    rich.add(RichText("\nxuống dòng\tvà tab"))
    return {"rt": rich, "one": RichText("một mình")}


def _paragraphs(_tpl: DocxTemplate, _link: Callable[[str], str]) -> dict[str, Any]:
    made = RichTextParagraph("đoạn thường & <ngoặc>")
    made.add(RichText("đoạn đậm", bold=True), parastyle="Title")
    return {"rp": made}


def _image(tpl: DocxTemplate, _link: Callable[[str], str]) -> dict[str, Any]:
    return {
        "img": InlineImage(tpl, io.BytesIO(picture(24)), width=Mm(20)),
        "raw": InlineImage(tpl, io.BytesIO(picture(40))),
        "link": InlineImage(tpl, io.BytesIO(picture(24)), height=Mm(5), anchor="https://example.vn/a?b=1&c=2"),
        "many": [InlineImage(tpl, io.BytesIO(picture(size)), width=Mm(size)) for size in (8, 9, 8)],
    }


def _subdoc(tpl: DocxTemplate, _link: Callable[[str], str]) -> dict[str, Any]:
    made = tpl.new_subdoc()
    made.add_paragraph("đoạn của văn bản con & <ngoặc>")
    made.add_paragraph("một mục", style="List Bullet")
    making.filled_table(made.add_table(1, 2), [["ô một", "ô hai"]])
    made.add_picture(io.BytesIO(picture(16)), width=Mm(12))
    return {"sub": made}


def inserted() -> bytes:
    """Return a file that is put into another, with a style and a picture of its own."""
    document = docx.Document()
    style = document.styles.add_style("Kiểu riêng", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    style.font.bold = True
    document.add_paragraph("đoạn từ tệp khác", style=style)
    document.add_picture(io.BytesIO(picture(18)), width=Mm(14))
    return making.saved(document)


def _from_file(tpl: DocxTemplate, _link: Callable[[str], str]) -> dict[str, Any]:
    return {"sub": tpl.new_subdoc(io.BytesIO(inserted()))}


CASES: dict[str, Case] = {
    "a value": _p("Ông {{ name }} và {{name}}."),
    "fields and entries": _p("{{ rows[1].name }} {{ rows[0]['name'] }} {{ rows[0][key] }} {{ names[-1] }}"),
    "escaping": _p("{{ marks }}", "đậm ‖{{ marks }}‖ thường"),
    "vietnamese": _p("Đặng Thị Ngọc Ưu – {{ name|upper }} {{ 'ộ ữ ẵ' }}"),
    "numbers and truth": _p(
        "{{ x }} {{ pi }} {{ yes }} {{ 1 + 2 * x }} {{ x / 2 }} {{ x // 2 }} {{ x % 2 }} {{ x ** 2 }}"
    ),
    "built-in filters": _p("{{ names|join(', ') }} {{ name|length }} {{ marks|replace('A', 'Á') }} {{ pi|round(2) }}"),
    "more filters": _p(
        "{{ rows|map(attribute='name')|join('; ') }} {{ nothing|default('không có') }} {{ rows|sum('n') }}"
    ),
    "caller's filters": _p(
        "{{ name|twice }} {{ x|money }}", filters=(("twice", lambda v: v * 2), ("money", "{:,}".format))
    ),
    "methods of texts": _p(
        "{{ name.upper() }} {{ '{:.2f} & {}'.format(pi, name) }} {{ '%03d' % x }} {{ name.split(' ')[0] }}",
        escaping=False,
    ),
    "joined texts": _p("{{ name ~ ' & ' ~ x }} {{ 'a' + 'b' }} {{ '-' * 5 }}", escaping=False),
    "choice in a tag": _p("{{ 'có' if yes else 'không' }} {{ name if no }} {{ x > 2 and x < 9 }} {{ x is odd }}"),
    "condition in a line": _p("trước {% if yes %}đúng {{ x }}{% else %}sai{% endif %} sau"),
    "branches": _p("{% if x == 1 %}một{% elif x == 3 %}ba & {{ marks }}{% else %}khác{% endif %}"),
    "paragraphs under a condition": _p("{%p if yes %}", "giữ {{ x }}", "{%p else %}", "bỏ", "{%p endif %}", "cuối"),
    "paragraph loop": _p("{%p for n in names %}", "{{ loop.index }}. {{ n }}", "{%p endfor %}", "cuối"),
    "empty paragraph loop": _p("đầu", "{%p for n in empty %}", "{{ n }}", "{%p else %}", "trống", "{%p endfor %}"),
    "loops in loops": _p(
        "{%p for g in groups %}",
        "{{ g.name }}",
        "{%p for m in g.members %}",
        "- {{ m }}/{{ g.name }}",
        "{%p endfor %}",
        "{%p endfor %}",
    ),
    "loop in a line": _p("{% for n in names %}{{ n }}{% if not loop.last %}, {% endif %}{% endfor %}."),
    "loop's own numbers": _p(
        "{%p for n in names %}",
        "{{ loop.index0 }} {{ loop.revindex }} {{ loop.length }} {{ loop.cycle('lẻ', 'chẵn') }}",
        "{%p endfor %}",
    ),
    "groups of names": _p("{%p for k, v in pairs.items() %}", "{{ k }}: {{ v }}", "{%p endfor %}"),
    "row loop": _t(["Tên", "Số"], ["{%tr for r in rows %}", ""], ["{{ r.name }}", "{{ r.n }}"], ["{%tr endfor %}", ""]),
    "empty row loop": _t(["Tên", "Số"], ["{%tr for r in empty %}", ""], ["{{ r.name }}", ""], ["{%tr endfor %}", ""]),
    "rows under a condition": _t(
        ["a", "b"], ["{%tr if no %}", ""], ["bỏ", "bỏ"], ["{%tr endif %}", ""], ["c", "{{ x }}"]
    ),
    "conditions in row loops": _t(
        ["{%tr for r in rows %}", ""],
        ["{%tr if r.n > 1 %}", ""],
        ["{{ r.name }}", "{{ loop.index }}"],
        ["{%tr endif %}", ""],
        ["{%tr endfor %}", ""],
    ),
    "row loop in row loop": _t(
        ["{%tr for g in groups %}", ""],
        ["{{ g.name }}", ""],
        ["{%tr for m in g.members %}", ""],
        ["", "{{ m }}"],
        ["{%tr endfor %}", ""],
        ["{%tr endfor %}", ""],
    ),
    "column loop": _t(
        ["{%tc for n in names %}", "{{ n }}", "{%tc endfor %}"],
        ["{%tc for n in names %}", "{{ loop.index }}", "{%tc endfor %}"],
    ),
    "columns under a condition": _t(
        ["a", "{%tc if no %}", "b", "{%tc endif %}"], ["c", "{%tc if no %}", "d", "{%tc endif %}"]
    ),
    "nested tables": Case(making.nested_tables, lambda *_: {"groups": VALUES["groups"][::2]}),
    "column span": _t(["{% colspan x %}tiêu đề {{ name }}", "", ""], ["a", "b", "c"]),
    "cell colour": _t(["{% cellbg colour %}nền {{ name }}", "b"], ["{% cellbg 'FF0000' %}đỏ", "d"]),
    "vertical merge": _t(
        ["{%tr for n in names %}", ""], ["{% vm %}chung {{ name }}", "{{ n }}"], ["{%tr endfor %}", ""]
    ),
    "horizontal merge": _t(
        ["{%tc for n in names %}", "{% hm %}chung {{ name }}", "{%tc endfor %}"],
        ["{%tc for n in names %}", "{{ n }}", "{%tc endfor %}"],
    ),
    "growing heading": Case(making.merged_heading),
    "runs under a condition": _p("a {%r if yes %}‖ b ‖{%r endif %} c {%r if no %}‖ d ‖{%r endif %} e"),
    "run loop": _p("a {%r for n in names %}‖{{ n }} ‖{%r endfor %} c"),
    "rich text": _p("trước {{r rt }} sau", "{{r one }}", context=_styled),
    "rich text in a table": Case(lambda: table(["{{r rt }}", "a {{r one }} b"], ["c", "d"]), _styled),
    "rich paragraphs": _p("trước", "{{p rp }}", "sau", context=_paragraphs),
    "trimming": _p("a   {%- if yes -%}   b   {%- endif -%}   c"),
    "trimming over paragraphs": _p("a {% if yes -%}", "b", "{%- endif %} c"),
    "trimming before": _p("a", "{%- if yes %} b{% endif %}", "c"),
    "trimming values": _p("a   {{- x -}}   b"),
    "comments": _p("a {# ghi chú {{ sai }} #}b", "{#p cả đoạn #}", "c"),
    "row comments": _t(["{#tr cả hàng #}", ""], ["a", "{{ x }}"]),
    "escaped braces": _p("viết {_{ x }_} và {_% if %_} rồi {{ x }}"),
    "raw": _p("{% raw %}nguyên {x} văn{% endraw %} {{ x }}"),
    "listing": _p(
        "a {{ ls }} b", "đậm ‖{{ ls }}", context=lambda *_: {"ls": Listing("một & <hai>\nba\tbốn\anăm\fsáu")}
    ),
    "line breaks": _p("a {{ lines }} b", "đậm ‖{{ lines }}‖ sau"),
    "tabs": _p("a {{ tabs }} b", "đậm ‖{{ tabs }}‖ sau"),
    "new paragraphs": _p("a {{ paras }} b", "đậm ‖{{ paras }}‖ sau"),
    "new pages": _p("a {{ pages }} b"),
    "all breaks": _p("a {{ all }} b", "{{ all }}", "{{ name }}"),
    "breaks in tables": _t(["{%tr for n in names %}", ""], ["{{ all }}", "đậm {{ lines }}"], ["{%tr endfor %}", ""]),
    "headers and footers": Case(making.with_headers),
    "footnotes": Case(lambda: making.with_notes("footnotes", "ghi chú {{ name }} {% if yes %}{{ lines }}{% endif %}")),
    "properties": Case(
        lambda: making.with_properties(
            title="Hồ sơ {{ name }}",
            subject="{% if yes %}có {{ x }}{% endif %}",
            comments="{{ name|lower }}",
            identifier="M-{{ x }}",
            language="vi",
        )
    ),
    "pictures": _p("a {{ img }} b", "{{ raw }}", "{{ img }}", context=_image),
    "linked picture": _p("a {{ link }} b", context=_image),
    "pictures in a loop": _p("{%p for i in many %}", "{{ i }} hình {{ loop.index }}", "{%p endfor %}", context=_image),
    "pictures in rows": Case(lambda: table(["{%tr for i in many %}"], ["{{ i }}"], ["{%tr endfor %}"]), _image),
    "subdocument": _p("trước", "{{p sub }}", "sau {{ name }}", context=_subdoc),
    "subdocument from a file": _p("trước", "{{p sub }}", "sau {{ name }}", context=_from_file),
    "macro": _p("{% macro ho(n) %}[{{ n }}]{% endmacro %}{{ ho(name) }} {{ ho('b & c') }}", escaping=False),
    "set": _p("{% set y = x * 2 %}{{ y }} {% set z %}khối {{ x }}{% endset %}{{ z }}"),
    "namespace": _p(
        "{% set ns = namespace(total=0) %}"
        + "{% for r in rows %}{% set ns.total = ns.total + r.n %}{% endfor %}{{ ns.total }}"
    ),
    "with and call": _p(
        "{% with a = x + 1 %}{{ a }}{% endwith %}"
        + "{% macro m() %}<{{ caller() }}>{% endmacro %}{% call m() %}b{% endcall %}"
    ),
    "filter block": _p("{% filter upper %}chữ {{ name }}{% endfilter %}"),
    "split tags": _p("{‖{ na‖me }‖} và {‖% if ‖yes %}đ‖úng{%‖ endif %}"),
    "curly quotes": _p("{% if name == “Nguyễn Văn Mẫu” %}đúng{% endif %} {{ ‘x’ }}"),
    "markup signs in tags": _p("{% if x < 5 and x > 1 %}{{ x }}{% endif %}"),
}
