"""Mend what is mechanical in a Word file's format: page, letters, gaps, lines, zeros, spaces; never its words."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from doc_templates.format_check.fixing import lines, looks, page, tables, tabs, words
from doc_templates.format_check.fixing.opened import Opened
from doc_templates.format_check.judging import check_format
from doc_templates.format_check.roles.finder import find_parts
from doc_templates.format_check.roles.parts import Form, Parts
from doc_templates.format_check.rules.components import COMPONENTS
from doc_templates.format_check.word.reader import read_sheet

Step = Callable[[Opened, Parts], None]

_MOST_TURNS = 6
"""What one mending brings to light (a component that was not known by its looks) the next one mends."""
_MOST_PARAGRAPHS = 50_000
"""Paragraphs mended anew, all tries together, to find the one step that must be taken back; then all of them are."""


def _compose(file: Opened, _parts: Parts) -> None:
    words.compose(file)


_LAID_OUT: tuple[Step, ...] = (_compose, tables.mend_widths, tabs.mend_tabs)
"""What everything else stands in: letters of two characters, tables, heads and feet set with tabs."""
_STEPS: tuple[Step, ...] = (
    page.mend_pages,
    looks.mend_fonts,
    looks.mend_colours,
    *(partial(looks.mend_component, component) for component in COMPONENTS),
    looks.mend_articles,
    looks.mend_chapter_titles,
    looks.mend_body_size,
    page.mend_paragraphs,
    words.mend_zeros,
    words.mend_dashes,
    words.mend_spaces,
    lines.mend_lines,
    words.drop_empty,
)


def fix_format(docx: bytes, *, as_of: date | None = None, form: Form | None = None) -> bytes:
    """Return the file with everything mechanical mended, and never a worse one: what makes a fault is taken back.

    One that cannot be read raises ``TemplateFault``.
    """
    return _Mending(docx, as_of, form).kept(docx, (*_LAID_OUT, *_STEPS))


class _Mending:
    """One file being mended and judged again, rule by rule against what was wrong before."""

    def __init__(self, docx: bytes, as_of: date | None, form: Form | None) -> None:
        self._as_of = as_of
        self._form = form
        self._known = self._judged(docx)
        self._size = 1 + len(read_sheet(docx).paragraphs)
        self._room = _MOST_PARAGRAPHS

    def _judged(self, docx: bytes) -> Counter[str]:
        """Return how often each rule is broken."""
        return Counter(one.rule for one in check_format(docx, as_of=self._as_of, form=self._form).findings)

    def kept(self, docx: bytes, steps: Sequence[Step]) -> bytes:
        """Return the file after these steps but for those, found by halves, after which more is wrong than was."""
        self._room -= self._size
        made = self._mended(docx, steps)
        if made == docx or self._judged(made) <= self._known:
            return made
        if len(steps) == 1 or self._room <= 0:
            return docx
        half = len(steps) // 2
        return self.kept(self.kept(docx, steps[:half]), steps[half:])

    def _mended(self, docx: bytes, steps: Sequence[Step]) -> bytes:
        """Return the file after these steps, taken again until nothing changes any more."""
        docx = self._turned(docx, [one for one in steps if one in _LAID_OUT])
        again = [one for one in steps if one not in _LAID_OUT]
        for _ in range(_MOST_TURNS):
            before, docx = docx, self._turned(docx, again)
            if docx == before:
                break
        return docx

    def _turned(self, docx: bytes, steps: Sequence[Step]) -> bytes:
        if not steps:
            return docx
        file = Opened(docx)
        parts = find_parts(read_sheet(docx), form=self._form)
        if parts.form is not Form.CERTIFICATE:
            for step in steps:
                step(file, parts)
        return file.saved()


__all__ = ["fix_format"]
