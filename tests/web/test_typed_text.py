"""What people paste into forms, and what the browser is told of forms it kept."""

from collections.abc import Callable

import pytest

from tests.web.browsing import Browsing
from web.forms import Fields


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("dòng một\x0bdòng hai", "dòng một\ndòng hai"),
        ("dòng một\r\ndòng hai\rdòng ba\u2028dòng bốn", "dòng một\ndòng hai\ndòng ba\ndòng bốn"),
        ("Phong\x00 trào\x07\x1f", "Phong trào"),
        ("a\tb 😀 \u202e", "a\tb 😀 \u202e"),
        ("Vie\u0302\u0323t", "Việt"),
    ],
)
def test_pasted_text_can_be_printed(typed: str, read: str) -> None:
    """Word's line breaks stay line breaks; characters that no document can print never get into one."""
    fields = Fields({"o": (typed,)}, {})
    assert fields.optional("o") == read
    assert fields.every("o") == (read,)


def test_the_page_after_a_taken_form_names_it_once(campaign: str, browsing: Callable[[str | None], Browsing]) -> None:
    """The browser forgets its copy of what was written only where the form was taken in; the name is shown as words."""
    office = browsing("so-tu-phap")
    gaps = f"/phong-trao/{campaign}/bo-sung"
    assert 'data-keep="so-tu-phap|bo-sung|dong-nai-2024"' in office.open(gaps).html
    kept = {"_giu": 'so-tu-phap|"><script>'}
    assert "data-written" not in office.send(gaps, {**kept, "nhap:document.date": "31/2/2024"}).html
    taken = office.send(gaps, {**kept, "nhap:document.date": "25/6/2024"}).html
    assert 'data-written="so-tu-phap|&#34;&gt;&lt;script&gt;"' in taken
    assert "data-written" not in office.open(gaps).html
