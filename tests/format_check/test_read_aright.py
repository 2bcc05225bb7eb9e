"""A stranger's text is not taken for what it only begins like: a title, bases, headings, a stamp, who is addressed."""

import pytest

from doc_templates.format_check import check_format
from tests.format_check import strangers
from tests.format_check.corpus import lines, texts
from tests.format_check.paper import NUMBERED, docx, head, mid, plain, section, text
from tests.format_check.strangers import SENTENCE

_LAST = section(header=True, start='<w:pgNumType w:start="1"/>')
_SENTENCES = (
    "Căn cứ kết quả đạt được, đơn vị tự đánh giá hoàn thành nhiệm vụ.",
    "Căn cứ vào tình hình thực tế của địa phương.",
)
_SURELY_SET_WRONG = frozenset(
    f"nd30.{rule}"
    for rule in (
        *("roman_heading.weight", "roman_heading.case", "ladder.marks", "ladder.roman", "text.citations"),
        *("clause_heading.case", "basis.slope", "basis.law", "addressee.where"),
    )
)
"""What texts typed straight into Word do break; a form sets most of it right."""


def _with(body: str, *typed: str) -> set[str]:
    """Return the sure rules that a right paper breaks with these lines after its first sentence."""
    first = text(SENTENCE)
    assert first in body
    made = docx(body.replace(first, first + "".join(map(text, typed)), 1), last=_LAST, header=NUMBERED)
    return {one.rule for one in check_format(made).faults}


@pytest.mark.parametrize(
    "typed",
    [
        ("BÁO CÁO", "Kết quả công tác."),
        ("QUY CHẾ", "Điều 1. Phạm vi", "Điều 3. Đối tượng"),
        ("QUYẾT ĐỊNH:", "Điều 1. Tặng Giấy khen.", "Điều 2. Thi hành."),
        _SENTENCES,
        ("HỎA TỐC", "LƯU HÀNH NỘI BỘ"),
        ("Phần I của Kế hoạch đã xong.", "Chương II Luật Hộ tịch quy định rõ."),
        ("I. Ông Nguyễn Văn A", "II. Bà Trần Thị B"),
    ],
    ids=lambda typed: typed[0],
)
def test_words_of_a_letter_are_its_text(typed: tuple[str, ...]) -> None:
    """What follows Kính gửi in a letter is text, whatever it names or quotes."""
    assert _with(strangers.letter(), *typed) == set()


def test_bases_may_go_on_with_a_proposal() -> None:
    """``Theo đề nghị`` after the last basis ends the list: the basis before it keeps its semicolon."""
    bases = [
        text(one, look="i")
        for one in (
            "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",
            "Theo đề nghị của Giám đốc Sở Nội vụ.",
        )
    ]
    body = strangers.plan()
    first = plain("I. MỤC ĐÍCH, YÊU CẦU")
    assert first in body
    made = docx(body.replace(first, "".join(bases) + first), last=_LAST, header=NUMBERED)
    assert check_format(made).findings == ()


@pytest.mark.slow
@pytest.mark.parametrize("paper", ["plan", "letter", "notice"])
@pytest.mark.parametrize("name", texts("running.txt"))
def test_texts_in_a_strangers_paper_break_only_what_is_plain(paper: str, name: str) -> None:
    """Typed straight into Word, the texts of our corpus break no rule but those that they surely break."""
    typed = [one.replace("\t", " ") for one in lines(texts("running.txt")[name])]
    assert _with(getattr(strangers, paper)(), *typed) <= _SURELY_SET_WRONG


def test_an_annex_right_under_another_is_not_its_title() -> None:
    """Each of two annexes that follow each other has a title of its own, or it is told that it has none."""
    named = mid("DANH MỤC NHIỆM VỤ NĂM 2024", look="b")
    body = strangers.annexed().replace(named, mid("Phụ lục II", look="b") + named)
    found = check_format(docx(body, last=_LAST, header=NUMBERED)).findings
    assert [one.text for one in found if one.rule == "nd30.annex.title"] == ["Phụ lục"]


def test_a_kind_outside_the_decree_sets_its_subject_as_it_likes() -> None:
    """A letter of congratulation has no line under what it is written for, and its letters may slope."""
    body = (
        head((), ("CHỦ TỊCH", "ỦY BAN NHÂN DÂN TỈNH MẪU"), "", "Mẫu, ngày 20 tháng 11 năm 2025")
        + mid("THƯ CHÚC MỪNG", look="b", before=12)
        + mid("Nhân dịp Ngày Nhà giáo Việt Nam 20/11", look="bi")
        + text(SENTENCE)
    )
    assert check_format(docx(body)).faults == ()
