"""Titles break into lines as a clerk would break them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doc_templates.typesetting.breaking import balanced
from doc_templates.typesetting.metrics import line_width, wrapped

CHAIRMAN = "Chủ tịch Ủy ban nhân dân tỉnh Đồng Nai"


def broken(text: str, *, room: float = 145) -> list[str]:
    """Return the lines of a title of 14 points, bold."""
    return list(balanced(text, points=14, bold=True, room=room))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (f"Về việc đề nghị tặng Bằng khen của {CHAIRMAN}", ["Về việc đề nghị tặng Bằng khen", f"của {CHAIRMAN}"]),
        (
            f"ĐỀ NGHỊ TẶNG BẰNG KHEN CỦA {CHAIRMAN.upper()}",
            ["ĐỀ NGHỊ TẶNG BẰNG KHEN CỦA CHỦ TỊCH", "ỦY BAN NHÂN DÂN TỈNH ĐỒNG NAI"],
        ),
        (
            "(Kèm theo Tờ trình số 01/TTr-STP ngày 25 tháng 11 năm 2024 của Sở Tư pháp)",
            ["(Kèm theo Tờ trình số 01/TTr-STP", "ngày 25 tháng 11 năm 2024 của Sở Tư pháp)"],
        ),
        (
            "Triển khai thực hiện phong trào thi đua “Đẩy nhanh tiến độ hoàn thành số hóa dữ liệu hộ tịch”",
            ["Triển khai thực hiện phong trào thi đua", "“Đẩy nhanh tiến độ hoàn thành số hóa dữ liệu hộ tịch”"],
        ),
    ],
)
def test_no_name_and_no_compound_word_is_torn_apart(text: str, lines: list[str]) -> None:
    """Lines end before words that begin a phrase, never inside a name, a date or a word of two syllables."""
    assert broken(text) == lines


def test_one_more_line_spares_a_word() -> None:
    """Where as few lines as fit would tear a word apart, one more is taken."""
    text = (
        "Phát động phong trào thi đua cao điểm “Đẩy nhanh tiến độ hoàn thành Kế hoạch số hóa dữ liệu hộ tịch”"
        " trên địa bàn tỉnh Đồng Nai"
    )
    assert len(wrapped(text, 14, 145, bold=True)) == 2
    assert broken(text) == [
        "Phát động phong trào thi đua cao điểm",
        "“Đẩy nhanh tiến độ hoàn thành Kế hoạch số hóa dữ liệu hộ tịch”",
        "trên địa bàn tỉnh Đồng Nai",
    ]


@given(st.lists(st.text("aăâbcdđêghikơôưxyÀẢỆ,-“”0123", min_size=1, max_size=12), max_size=30), st.integers(20, 232))
def test_every_word_stays_and_every_line_fits(words: list[str], room: int) -> None:
    """Any text keeps its words in order; a line is wider than its room only where a single word is."""
    lines = broken(" ".join(words), room=room)
    assert " ".join(lines).split() == words
    assert all(line_width(line, points=14, bold=True) <= room + 0.01 or " " not in line for line in lines)


def test_what_is_no_title_is_only_wrapped() -> None:
    """A text as long as a value may be is broken where its lines are full, and every word stays."""
    text = "phong trào " * 90_000
    lines = balanced(text, points=14, bold=True, room=100)
    assert list(lines) == wrapped(text, 14, 100, bold=True)
    assert " ".join(lines) == text.strip()
