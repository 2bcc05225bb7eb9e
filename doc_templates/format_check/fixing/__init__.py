"""Mend what is mechanical in a Word file's format: page, letters, gaps, lines, zeros, spaces; never its words."""

from collections.abc import Callable

from doc_templates.format_check.fixing import lines, looks, page, tables, tabs, words
from doc_templates.format_check.fixing.opened import Opened
from doc_templates.format_check.roles.finder import find_parts
from doc_templates.format_check.roles.parts import Form, Parts
from doc_templates.format_check.word.reader import read_sheet

_MOST_TURNS = 6
"""What one mending brings to light (a component that was not known by its looks) the next one mends."""


def fix_format(docx: bytes, *, form: Form | None = None) -> bytes:
    """Return the file with everything mechanical mended; one that cannot be read raises ``TemplateFault``."""
    docx = _turned(docx, _lay_out, form)
    for _ in range(_MOST_TURNS):
        before, docx = docx, _turned(docx, _mend, form)
        if docx == before:
            break
    return docx


def _turned(docx: bytes, mend: Callable[[Opened, Parts], None], form: Form | None) -> bytes:
    file = Opened(docx)
    parts = find_parts(read_sheet(docx), form=form)
    if parts.form is not Form.CERTIFICATE:
        mend(file, parts)
    return file.saved()


def _lay_out(file: Opened, parts: Parts) -> None:
    """Mend what everything else stands in: letters of two characters, tables, heads and feet set with tabs."""
    words.compose(file)
    tables.mend_widths(file, parts)
    tabs.mend_tabs(file, parts)


def _mend(file: Opened, parts: Parts) -> None:
    page.mend_pages(file, parts)
    looks.mend_fonts(file, parts)
    looks.mend_colours(file, parts)
    looks.mend_components(file, parts)
    looks.mend_articles(file, parts)
    looks.mend_chapter_titles(file, parts)
    looks.mend_body_size(file, parts)
    page.mend_paragraphs(file, parts)
    words.mend_zeros(file, parts)
    words.mend_dashes(file, parts)
    words.mend_spaces(file, parts)
    lines.mend_lines(file, parts)
    words.drop_empty(file, parts)


__all__ = ["fix_format"]
