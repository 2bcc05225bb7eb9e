"""What people paste into forms."""

import pytest

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
