"""One paragraph: its letters with their looks, what is drawn in it, its fields and breaks."""

import re
import unicodedata

from doc_templates.format_check.word.cascade import Cascade, as_shape
from doc_templates.format_check.word.drawn import boxes_in, drawn_in
from doc_templates.format_check.word.names import MC, R, W, is_on
from doc_templates.format_check.word.numbering import Numbering
from doc_templates.format_check.word.properties import Properties, paragraph_properties
from doc_templates.format_check.word.sheet import Drawn, Run, Shape
from doc_templates.word.wordxml import Element

_PAGE = re.compile(r"\bPAGE\b")
_TEXT, _RUN, _PROPERTIES, _RUN_PROPERTIES = f"{W}t", f"{W}r", f"{W}pPr", f"{W}rPr"
_GONE = frozenset({f"{W}del", f"{W}moveFrom", f"{MC}Fallback"})
_INSIDE = frozenset(
    {
        *(f"{W}{name}" for name in ("hyperlink", "ins", "moveTo", "smartTag", "customXml", "sdt", "sdtContent")),
        *(f"{W}{name}" for name in ("dir", "bdo", "fldSimple")),
        f"{MC}AlternateContent",
        f"{MC}Choice",
    }
)
_DRAWINGS = frozenset({f"{W}drawing", f"{W}pict", f"{W}object", f"{MC}AlternateContent"})
_MARKS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}


_AS_PRINTED = str.maketrans(
    dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u202f\u3000", " ")
    | {"\u2011": "-"}
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff")
)
"""Blanks of every kind are blanks, a hyphen that does not break is a hyphen, and what has no width is not there."""


def as_printed(text: str) -> str:
    """Return composed letters as they are printed: blanks of one kind, what has no width left out."""
    return text.translate(_AS_PRINTED)


def mark_of(node: Element) -> str:
    """Return what a node prints that holds no text: a tab, the end of a line, a hyphen; ``""`` for all else."""
    if node.tag == f"{W}br":
        return "\n" if node.get(f"{W}type", "textWrapping") == "textWrapping" else ""
    return _MARKS.get(str(node.tag), "")


class Writing:
    """What is found while one paragraph is read."""

    def __init__(self, cascade: Cascade, style: str, table_style: str) -> None:
        self._cascade = cascade
        self._style = style
        self._table_style = table_style
        self.runs: list[Run] = []
        self.drawn: list[Drawn] = []
        self.boxes: list[Element] = []
        self.pictures = 0
        self.page_field = False
        self.tabs_before_field = 0
        self.breaks_page = False
        self.loose_marks = False

    def read(self, container: Element) -> None:
        """Read everything inside a paragraph or something that wraps runs."""
        for child in container:
            if child.tag == _RUN:
                self._run(child)
            elif child.tag in _INSIDE:
                if child.tag == f"{W}fldSimple" and _PAGE.search(child.get(f"{W}instr", "")):
                    self._page_number()
                self.read(child)

    def _run(self, run: Element) -> None:
        look, hidden = self._cascade.look(self._style, self._table_style, run.find(_RUN_PROPERTIES))
        text = "".join(self._piece(node) for node in run)
        if text and not hidden:
            self.runs.append(Run(text, look))

    def _piece(self, node: Element) -> str:
        if node.tag == _TEXT:
            return self._printed(node.text or "")
        if node.tag in _MARKS:
            return _MARKS[node.tag]
        if node.tag == f"{W}br":
            self.breaks_page |= node.get(f"{W}type") == "page"
            return mark_of(node)
        if node.tag == f"{W}instrText" and _PAGE.search(node.text or ""):
            self._page_number()
        elif node.tag in _DRAWINGS:
            self._drawing(node)
        return ""

    def _printed(self, text: str) -> str:
        """Return letters as they are printed: composed, blanks of one kind."""
        if text.isascii():
            return text
        if not unicodedata.is_normalized("NFC", text):
            self.loose_marks = True
            text = unicodedata.normalize("NFC", text)
        return as_printed(text)

    def _page_number(self) -> None:
        self.page_field = True
        self.tabs_before_field = sum(run.text.count("\t") for run in self.runs)

    def _drawing(self, node: Element) -> None:
        lines, pictures = drawn_in(node)
        self.drawn += lines
        self.pictures += pictures
        self.boxes += boxes_in(node)


class Reader:
    """Styles and lists of one file, as its paragraphs are read one after another."""

    def __init__(self, cascade: Cascade, numbering: Numbering) -> None:
        self._cascade = cascade
        self._numbering = numbering
        self._plain: dict[tuple[str, str], Shape] = {}

    def padding(self, table_style: str, properties: Element | None) -> float:
        """Return what a table's cells lose of their width at both sides."""
        return self._cascade.table_padding(table_style, properties)

    def is_ruled(self, table_style: str) -> bool:
        """Tell whether a table of that style is drawn with lines."""
        return self._cascade.draws_tables(table_style)

    def read(self, paragraph: Element, table_style: str) -> tuple[Shape, str, Writing]:
        """Return shape, automatic label and writing of a paragraph."""
        properties = paragraph.find(_PROPERTIES)
        direct = _direct(properties)
        style = direct.get("style", "")
        writing = Writing(self._cascade, style, table_style)
        writing.read(paragraph)
        if len(direct) <= (1 if style else 0) and "list" not in self._cascade.paragraph(style, table_style):
            key = (style, table_style)
            if key not in self._plain:
                self._plain[key] = as_shape(self._cascade.paragraph(style, table_style))
            return self._plain[key], "", writing
        merged = self._with_list(style, table_style, direct)
        return as_shape(merged), self._label(merged, writing), writing

    def _with_list(self, style: str, table_style: str, direct: Properties) -> Properties:
        base = self._cascade.paragraph(style, table_style)
        level = self._numbering.level({**base, **direct})
        return {**base, **(level.indents if level else {}), **direct, "style": style}

    def _label(self, merged: Properties, writing: Writing) -> str:
        """Return the label; an empty paragraph is not counted."""
        if "list" not in merged or not any(run.text.strip() for run in writing.runs):
            return ""
        return self._numbering.label(merged)


def _direct(properties: Element | None) -> Properties:
    return {} if properties is None else paragraph_properties(properties)


def header_names(section: Element, kind: str) -> dict[str, str]:
    """Return the relation ids of a section's headers or footers by type."""
    return {
        found.get(f"{W}type", "default"): found.get(f"{R}id", "") for found in section.findall(f"{W}{kind}Reference")
    }


def has(section: Element, name: str) -> bool:
    """Tell whether a section has a switch on."""
    found = section.find(f"{W}{name}")
    return found is not None and is_on(found)
