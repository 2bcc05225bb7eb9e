"""docxtpl's way of writing tags in Word: the one module that knows this side of the library.

Only its text work is used (tags that Word split into runs, ``{%p``, ``{%tr``, ``{%tc``, ``{%r``,
colspan, merges, line breaks); its template object, which must not be shared by threads, never
renders anything here.
"""

import io
import re
import unicodedata
from typing import Any

from docxtpl import DocxTemplate

from doc_templates.word import wordxml
from doc_templates.word.characters import BREAK, PAGE

_PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?>")
_END = "</w:p>"
_CELLS = re.compile(r'%\}\s*<w:tc[ >]|</w:tc>\s*\{%|gridSpan w:val="\{\{')
_W = f"{{{wordxml.W}}}"
_TAGS = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
_TOOLS: Any = DocxTemplate(io.BytesIO())


def to_jinja(xml: str) -> str:
    """Return the XML of a part with its Word tags turned into plain Jinja, as the writer sees them and composed.

    docxtpl leaves ``&`` in a tag as it is escaped in the file.
    """
    text = str(_TOOLS.patch_xml(xml))
    return _TAGS.sub(lambda tag: unicodedata.normalize("NFC", tag[0].replace("&amp;", "&")), text)


def with_breaks(xml: str) -> str:
    """Return filled XML with the break marks of values as Word's own breaks, tabs, paragraphs and pages.

    Only paragraphs with such a mark are looked at: a paragraph ends at the first end after it, as docxtpl reads it.
    """
    made, done = [], 0
    mark = BREAK.search(xml)
    while mark:
        start = _PARAGRAPH.search(xml, max(done, xml.rfind(_END, done, mark.start())))
        end = xml.find(_END, mark.start())
        if start is None or end < 0:
            break
        if start.start() < mark.start():
            end += len(_END)
            made += [xml[done : start.start()], str(_TOOLS.resolve_listing(xml[start.start() : end]))]
            done = end
        else:
            made.append(xml[done : start.start()])
            done = start.start()
        mark = BREAK.search(xml, done)
    return PAGE.sub(" ", "".join([*made, xml[done:]]))


def with_columns(data: bytes) -> bytes:
    """Return a filled part whose tables have as many grid columns as cells; one without a sound grid is left alone.

    Rows that have lost all their cells are gone: Word takes a file with one for damaged.
    """
    try:
        root = _TOOLS.fix_tables(data)
        for row in [row for row in root.iter(f"{_W}tr") if next(row.iter(f"{_W}tc"), None) is None]:
            row.getparent().remove(row)
        return wordxml.to_bytes(wordxml.to_text(root))
    except (AttributeError, TypeError, ValueError, ArithmeticError):
        return data


def uses_columns(jinja: str, root: wordxml.Element) -> bool:
    """Tell whether a template repeats, drops or merges table columns, or draws them out of step with its cells."""
    return bool(_CELLS.search(jinja)) or any(_out_of_step(table) for table in root.iter(f"{_W}tbl"))


def _out_of_step(table: wordxml.Element) -> bool:
    grid = table.find(f"{_W}tblGrid")
    if grid is None:
        return False
    columns = len(grid.findall(f"{_W}gridCol"))
    rows = [row.findall(f"{_W}tc") for row in table.findall(f"{_W}tr")]
    spans = [sum(_span(cell) for cell in cells) for cells in rows]
    return bool(rows) and (max(spans) != columns or max(map(len, rows)) > columns)


def _span(cell: wordxml.Element) -> int:
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    told = "1" if span is None else span.get(f"{_W}val", "1")
    return int(told) if told.isdecimal() else 1
