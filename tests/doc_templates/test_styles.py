"""The styles keep to the sizes, weights and slopes of NĐ 30/2020, PL I, II."""

import pytest

from doc_templates.kit import styles
from doc_templates.kit.styles import Align, Style

# style, least and greatest size, bold, italic (rule table of PL I, V)
COMPONENTS = (
    (styles.NATION, 12, 13, True, False),
    (styles.MOTTO, 13, 14, True, False),
    (styles.SUPERIOR, 12, 13, False, False),
    (styles.AGENCY, 12, 13, True, False),
    (styles.NUMBER, 13, 13, False, False),
    (styles.PLACE_DATE, 13, 14, False, True),
    (styles.TYPE_NAME, 13, 14, True, False),
    (styles.SUBJECT, 13, 14, True, False),
    (styles.LETTER_SUBJECT, 12, 13, False, False),
    (styles.BASIS, 13, 14, False, True),
    (styles.BODY, 13, 14, False, False),
    (styles.LAST, 13, 14, False, False),
    (styles.PART, 13, 14, True, False),
    (styles.CLAUSE, 13, 14, True, False),
    (styles.POINT, 13, 14, False, False),
    (styles.AUTHORITY, 13, 14, True, False),
    (styles.SIGNER, 13, 14, True, False),
    (styles.TO_ONE, 13, 14, False, False),
    (styles.RECEIVED_BY, 12, 12, True, True),
    (styles.RECIPIENT, 11, 11, False, False),
    (styles.ANNEX, 14, 14, True, False),
    (styles.ANNEX_TITLE, 13, 14, True, False),
    (styles.ANNEX_SOURCE, 13, 14, False, True),
    (styles.PAGE_NUMBER, 13, 14, False, False),
)


@pytest.mark.parametrize(("style", "least", "greatest", "bold", "italic"), COMPONENTS)
def test_component_is_set_as_the_decree_says(
    style: Style, least: float, greatest: float, bold: bool, italic: bool
) -> None:
    """Each component has a size in its range, its weight and its slope."""
    assert least <= style.points <= greatest
    assert (style.bold, style.italic) == (bold, italic)


@pytest.mark.parametrize("style", [styles.BASIS, styles.BODY, styles.LAST, styles.ITEM, styles.SUB_ITEM])
def test_running_text_is_set_as_the_decree_says(style: Style) -> None:
    """Running text is justified, first line indented 1 or 1.27 cm, 6 pt or more apart, lines single to 1.5."""
    assert style.align is Align.JUSTIFY
    assert style.first_line in (10, 12.7)
    assert style.before + style.after >= 6
    assert 1 <= style.line <= 1.5


@pytest.mark.parametrize("style", [styles.PART, styles.CLAUSE, styles.POINT, styles.TYPE_NAME, styles.LAST])
def test_headings_and_the_last_paragraph_never_dangle(style: Style) -> None:
    """A heading stays with what it heads, the last paragraph with the signature."""
    assert style.keep_next
