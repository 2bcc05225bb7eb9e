"""A section's page as Word counts it; what a file leaves out is what Word takes."""

from collections.abc import Mapping

from doc_templates.format_check.word.names import VAL, W, length, number
from doc_templates.format_check.word.paragraphs import has
from doc_templates.format_check.word.sheet import Section
from doc_templates.word.wordxml import Element

_LETTER = ("12240", "15840")
_INCH = "1440"


def section_of(element: Element | None, before: Section | None, named: Mapping[str, Mapping[str, str]]) -> Section:
    """Return the section that a ``sectPr`` describes; ``named`` are its own headers and footers."""
    size = None if element is None else element.find(f"{W}pgSz")
    margins = None if element is None else element.find(f"{W}pgMar")
    numbers = None if element is None else element.find(f"{W}pgNumType")
    kind = None if element is None else element.find(f"{W}type")
    start = None if numbers is None else numbers.get(f"{W}start")
    return Section(
        width=length(_of(size, "w", _LETTER[0])),
        height=length(_of(size, "h", _LETTER[1])),
        top=abs(length(_of(margins, "top", _INCH))),
        bottom=abs(length(_of(margins, "bottom", _INCH))),
        left=length(_of(margins, "left", _INCH)) + length(_of(margins, "gutter", "0")),
        right=length(_of(margins, "right", _INCH)),
        own_first_page=element is not None and has(element, "titlePg"),
        restarts_at=None if start is None else int(number(start, default=1)),
        number_format="decimal" if numbers is None else numbers.get(f"{W}fmt", "decimal"),
        headers={**(before.headers if before else {}), **named["header"]},
        footers={**(before.footers if before else {}), **named["footer"]},
        continuous=kind is not None and kind.get(VAL) == "continuous",
    )


def _of(element: Element | None, name: str, default: str) -> str:
    return default if element is None else str(element.get(f"{W}{name}", default))
