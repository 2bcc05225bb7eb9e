"""Whether a PDF says, and by what can be seen in it is, an archive copy: PDF/A-2b (ISO 19005-2, level B)."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import chain
from typing import NamedTuple

from doc_templates.pdf.archival.colours import judge_output
from doc_templates.pdf.archival.description import judge_description
from doc_templates.pdf.archival.drawing import judge_drawing
from doc_templates.pdf.archival.file import ArchiveFile
from doc_templates.pdf.archival.fonts import judge_fonts
from doc_templates.pdf.archival.limits import judge_limits
from doc_templates.pdf.archival.living import judge_living
from doc_templates.pdf.archival.rules import BY_ID, RULES, Breach
from doc_templates.pdf.archival.syntax import judge_syntax
from doc_templates.pdf.reading import UNREADABLE, opened, unreadable

_JUDGES: tuple[Callable[[ArchiveFile], Iterator[Breach]], ...] = (
    judge_syntax,
    judge_limits,
    judge_description,
    judge_output,
    judge_drawing,
    judge_fonts,
    judge_living,
)
_NAMED = 3
"""How many places of one fault are named."""


class ArchivalFault(NamedTuple):
    """One rule that a file breaks."""

    rule: str
    """The rule's id in ``RULES``."""
    message: str
    """What is wrong and where, in Vietnamese: ``phông chữ không nhúng: ABCDEF+Liberation``."""


def archival_faults(pdf: bytes) -> tuple[ArchivalFault, ...]:
    """Return what speaks against the file as PDF/A-2b, in the order of ``RULES``; empty where nothing does.

    Raises ``PdfUnreadable``.
    """
    reader = opened(pdf)
    try:
        file = ArchiveFile(pdf, reader)
        if reader.is_encrypted or "/Encrypt" in reader.trailer:
            return tuple(_told([Breach("encryption")]))
        return tuple(_told(chain.from_iterable(judge(file) for judge in _JUDGES)))
    except UNREADABLE as error:
        raise unreadable() from error


def _told(breaches: Iterator[Breach] | list[Breach]) -> Iterator[ArchivalFault]:
    places: dict[str, dict[str, None]] = defaultdict(dict)
    for one in breaches:
        places[one.rule][one.place] = None
    for rule in RULES:
        if rule.id in places:
            yield ArchivalFault(rule.id, _sentence(rule.id, [place for place in places[rule.id] if place]))


def _sentence(rule: str, places: list[str]) -> str:
    if not places:
        return BY_ID[rule].breach
    more = f" và {len(places) - _NAMED} chỗ khác" if len(places) > _NAMED else ""
    return f"{BY_ID[rule].breach}: {'; '.join(places[:_NAMED])}{more}"
