"""Templates put together by chance out of docxtpl's features, with values; a number always gives the same."""

import io
from collections.abc import Callable
from random import Random
from typing import Any

import docx
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage, Listing, RichText, RichTextParagraph

from tests.doc_templates.features import making

_WORDS = (
    *("An", "Nguyễn Văn Mẫu", "A & B", "<chọn>", "“mức”", "'một'", '"hai"', "x < y > z", "&amp;", "&lt;b&gt;", "½ €"),
    *("  hai  cách ", "a\nb", "c\td", "1\n\n2", "", "100%", "{x}", "\\1", "$", "𝒳", "cuối\n", "\tđầu", "a\u00a0b"),
)
_FIELDS = ("t0", "t1", "t2", "g.a", "g['a']", "l1[0]", "l1|first")
_MADE = (
    *(
        "{}|upper",
        "{}|title",
        "{}|trim",
        "{}|length",
        "{}|replace('a', t1)",
        "{} ~ ' - ' ~ n",
        "{} ~ t2",
        "{}|truncate(5)",
    ),
    *("'%s: %s' % ({}, n)", "'{{}}'.format({})", "{}.upper()", "{}.split(' ')[0]", "{}[0:2]", "{} if no else t3"),
    *("l0|join(', ')", "l0|join({})", "rows|map(attribute='a')|join('; ')", "rows|sum('n')", "l0|sort|join('|')"),
    *("n + 1", "n / m", "n // m", "f|round(1)", "{} == t1", "'a' in {}", "{}|default('không')", "nothing|default({})"),
    *("[{}, t1]|join(' / ')", "g.items()|length", "g|dictsort|length", "{}|wordcount", "{}|urlencode", "{}|reverse"),
)
_ASKED = (
    "yes",
    "no",
    "n > 10",
    "m < 3 and yes",
    "l0",
    "rows",
    "t0 == t1",
    "'a' in t0",
    "n is even",
    "nothing is defined",
)
_LISTS = ("l0", "l1", "rows|map(attribute='a')", "l1[:m]", "l0|sort", "g.c", "t0.split(' ')")
_LITERAL = (" ", "a ", "chữ & <b> ", '"x" ', "é ", "  ", "; ", "{_{ x }_}", "{# ghi chú #}", "{% raw %}[x]{% endraw %}")


class Chance:
    """Makes one template and its values."""

    def __init__(self, number: int) -> None:
        self._random = Random(number)
        self._names = 0

    def values(self) -> dict[str, Any]:
        """Return plain values."""
        return {
            **{f"t{place}": self._words() for place in range(4)},
            "n": self._random.randint(-5, 2000),
            "m": self._random.randint(1, 4),
            "f": self._random.uniform(-9, 9),
            "yes": True,
            "no": False,
            "l0": self._list(0),
            "l1": self._list(1),
            "g": {"a": self._words(), "c": self._list(0)},
            "rows": [{"a": self._words(), "n": self._random.randint(0, 5)} for _ in range(self._random.randint(0, 3))],
        }

    def prepared(self) -> Callable[[DocxTemplate, Callable[[str], str]], dict[str, Any]]:
        """Return what makes prepared values for an opened template, with its way of making links."""
        pieces = [(self._words(), self._random.random() < 0.3) for _ in range(3)]
        listing = self._words() + self._random.choice(("", "\nx", "\ay", "\fz"))

        def made(tpl: DocxTemplate, link: Callable[[str], str]) -> dict[str, Any]:
            runs, paragraphs = RichText(), RichTextParagraph()
            for text, bold in pieces:
                runs.add(text, bold=bold, url_id=link(f"https://a.vn/?x=1&y={len(text)}") if bold else None)
                paragraphs.add(RichText(text, italic=bold), parastyle="Title" if bold else None)
            picture = InlineImage(tpl, io.BytesIO(making.picture(12)), width=Mm(9))
            return {"rt": runs, "rp": paragraphs, "ls": Listing(listing), "img": picture}

        return made

    def template(self) -> bytes:
        """Return the template."""
        document = docx.Document()
        for _ in range(self._random.randint(2, 4)):
            if self._random.random() < 0.3:
                rows = self._rows()
                making.filled_table(document.add_table(len(rows), len(rows[0])), rows)
            for text in self._blocks(0, ""):
                making.with_runs(document.add_paragraph(), text)
        making.with_runs(document.sections[0].header.paragraphs[0], self._line(1, ""))
        return making.saved(document)

    def _words(self) -> str:
        return " ".join(self._random.choices(_WORDS, k=self._random.choice((1, 1, 1, 2))))

    def _list(self, least: int) -> list[str]:
        return [self._words() for _ in range(self._random.randint(least, 3))]

    def _name(self) -> str:
        self._names += 1
        return f"v{self._names}"

    def _expression(self, here: str) -> str:
        field = self._random.choice(("t0", "t1", here or "t2", here or "t3"))
        return self._random.choice((*_FIELDS, here or "n", *(made.format(field) for made in _MADE)))

    def _tag(self, here: str) -> str:
        tag = self._random.choice(("{{{{ {} }}}}", "{{{{{}}}}}")).format(self._expression(here))
        cut = self._random.randint(1, 5 * len(tag))
        return f"{tag[:cut]}‖{tag[cut:]}" if cut < len(tag) else tag

    def _line(self, depth: int, here: str) -> str:
        return "".join(self._piece(depth, here) for _ in range(self._random.randint(1, 3)))

    def _piece(self, depth: int, here: str) -> str:
        kind = self._random.choice("lleeeeeeifsmxr"[: 14 if depth < 2 else 8])
        name = self._name()
        match kind:
            case "l":
                return self._random.choice(_LITERAL)
            case "i":
                test, one, other = self._random.choice(_ASKED), self._line(depth + 1, here), self._line(depth + 1, here)
                return f"{{% if {test} %}}{one}{{% else %}}{other}{{% endif %}}"
            case "f":
                body, many = self._line(depth + 1, name), self._random.choice(_LISTS)
                return f"{{% for {name} in {many} %}}{body}{{{{ loop.index }}}}{{% else %}}-{{% endfor %}}"
            case "s":
                return f"{{% set {name} %}}{self._line(2, here)}{{% endset %}}{{{{ {name} }}}}"
            case "m":
                called = f"{{{{ {name}({self._expression(here)}) }}}}"
                return f"{{% macro {name}(q) %}}<{{{{ q }}}}>{{% endmacro %}}{called}"
            case "x":
                return f"{{% set {name} = {self._expression(here)} %}}{{{{ {name} }}}}"
            case "r":
                return "{{ ls }}"
            case _:
                return self._tag(here)

    def _blocks(self, depth: int, here: str) -> list[str]:
        kind = self._random.choice("llllpfrimt"[: 10 if depth < 2 else 4])
        name = self._name()
        match kind:
            case "p":
                test = self._random.choice(_ASKED)
                return [f"{{%p if {test} %}}", *self._blocks(depth + 1, here), "{%p endif %}"]
            case "f":
                begin = f"{{%p for {name} in {self._random.choice(_LISTS)} %}}"
                return [begin, *self._blocks(depth + 1, name), "{%p endfor %}"]
            case "r":
                return ["a {{r rt }} b", "{{p rp }}"]
            case "i":
                return ["a {{ img }} b"]
            case "m":
                return [f"a {{%r if {self._random.choice(_ASKED)} %}}‖{self._line(1, here)}‖{{%r endif %}} b"]
            case "t":
                return ["a {% if yes -%}", self._line(2, here), "{%- endif %} b"]
            case _:
                return [self._line(0, here)]

    def _rows(self) -> making.Rows:
        match self._random.choice("rcsg"):
            case "r":
                body = [self._line(1, "v.a"), "{% vm %}{{ t0 }}"]
                return [["Tên", self._line(1, "")], ["{%tr for v in rows %}", ""], body, ["{%tr endfor %}", ""]]
            case "c":
                loop = ["{%tc for v in l1 %}", self._line(1, "v"), "{%tc endfor %}"]
                return [loop, [loop[0], "{% hm %}{{ t0 }}", loop[2]]]
            case "s":
                return [["{% colspan m %}{{ t0 }}", "", ""], ["a", self._line(1, ""), "{% cellbg 'D9D9D9' %}c"]]
            case _:
                return [["{#tr ghi chú #}", ""], [self._line(1, ""), "b"]]
