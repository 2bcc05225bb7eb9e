"""What people type is set right without changing a word."""

import pytest

from models.body import Block, BlockStyle, parse_body
from models.text import full_name, tidy


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Nâng cao  nhận\tthức , trách nhiệm ;  ", "Nâng cao nhận thức, trách nhiệm;"),
        ("•\tPhát huy tinh thần", "- Phát huy tinh thần"),
        ("\uf0b7 Phát huy", "- Phát huy"),
        ("o Ý con", "- Ý con"),
        ("-hai", "- hai"),
        ("– ba", "- ba"),
        ("-5% so với kế hoạch", "-5% so với kế hoạch"),
        ("–5 độ", "–5 độ"),
        ("dòng một \ndòng  hai", "dòng một\ndòng hai"),
        ("Vie\u0302\u0323t", "Việt"),
        (
            "https://dongnai.gov.vn/a?b=1 ; điện thoại: 0251.3822.501",
            "https://dongnai.gov.vn/a?b=1; điện thoại: 0251.3822.501",
        ),
    ],
)
def test_habits_of_typing_are_set_right(typed: str, kept: str) -> None:
    """Blanks, bullets and loose letters are mended, words and figures stay, and mending again changes nothing."""
    assert tidy(typed) == kept
    assert tidy(kept) == kept


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("NGUYỄN VĂN MẪU", "Nguyễn Văn Mẫu"),
        ("nguyễn  văn mẫu", "Nguyễn Văn Mẫu"),
        ("H’HEN NIÊ", "H’Hen Niê"),
        ("Người ký mẫu", "Người ký mẫu"),
        ("ThS. Nguyễn Văn Mẫu", "ThS. Nguyễn Văn Mẫu"),
    ],
)
def test_names_are_printed_as_names(typed: str, printed: str) -> None:
    """A name in one case only is set right; one that a person has spelt is left as it is."""
    assert full_name(typed) == printed


def test_pasted_parts_and_bullets_are_understood() -> None:
    """A part in capitals and a bullet need none of the marks; a sentence that begins with a name is no part."""
    assert parse_body("I. MỤC ĐÍCH\n• Phát huy\nV. I. Lê-nin đã dạy.") == (
        Block(style=BlockStyle.PART, text="I. MỤC ĐÍCH"),
        Block(style=BlockStyle.ITEM, text="Phát huy"),
        Block(style=BlockStyle.PARAGRAPH, text="V. I. Lê-nin đã dạy."),
    )
