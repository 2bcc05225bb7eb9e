"""docxtpl's way of writing tags in Word: the one module that knows the library.

Only its text work is used (tags that Word split into runs, ``{%p``, ``{%tr``, ``{%tc``, ``{%r``,
colspan, merges, line breaks); its template object, which must not be shared by threads, never
renders anything here.
"""

import io
from typing import Any

from docxtpl import DocxTemplate

from doc_templates import wordxml

_TOOLS: Any = DocxTemplate(io.BytesIO())


def to_jinja(xml: str) -> str:
    """Return the XML of a part with its Word tags turned into plain Jinja."""
    return str(_TOOLS.patch_xml(xml))


def with_breaks(xml: str) -> str:
    """Return filled XML with newlines and tabs of values as Word's own line breaks and tabs."""
    return str(_TOOLS.resolve_listing(xml)) if "\n" in xml or "\t" in xml else xml


def with_columns(xml: str) -> str:
    """Return filled XML whose tables have as many grid columns as cells (templates with ``{%tc`` need it)."""
    return wordxml.to_text(_TOOLS.fix_tables(xml))


def uses_columns(xml: str) -> bool:
    """Tell whether a template repeats or drops table columns."""
    return "{%tc" in xml or "colspan" in xml or "{% hm" in xml
