"""Amounts in words, held against a reader of its own that goes digit by digit."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.words import MAX_AMOUNT, in_words

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
SCALES = ("tỷ", "triệu", "nghìn", "")


def read_digits(amount: int) -> str:
    """Return an amount read digit by digit from its twelve digits, as a cashier does."""
    digits = f"{amount:012d}"
    words: list[str] = []
    for scale, start in zip(SCALES, range(0, 12, 3), strict=True):
        hundred, ten, one = digits[start : start + 3]
        if (hundred, ten, one) == ("0", "0", "0"):
            continue
        if words or hundred != "0":
            words += [DIGITS[int(hundred)], "trăm"]
        words += tens_and_ones(ten, one, behind=bool(words))
        words += [scale] if scale else []
    return " ".join(words or ["không"])


def tens_and_ones(ten: str, one: str, *, behind: bool) -> list[str]:
    """Return the last two digits of a group, with linh, mười, mươi, mốt, tư and lăm where they belong."""
    if ten == "0":
        return [] if one == "0" else [*(["linh"] if behind else []), DIGITS[int(one)]]
    head = ["mười"] if ten == "1" else [DIGITS[int(ten)], "mươi"]
    if one == "0":
        return head
    if one == "5":
        return [*head, "lăm"]
    if ten != "1" and one in "14":
        return [*head, "mốt" if one == "1" else "tư"]
    return [*head, DIGITS[int(one)]]


@given(st.integers(min_value=1, max_value=999_999).map(lambda tens: tens * 10_000))
@example(10_000)
@example(9_999_990_000)
def test_every_reward_is_read_as_its_digits_are(amount: int) -> None:
    """From 10.000 to 9.999.990.000 in steps of 10.000 the words are those of the digits."""
    assert in_words(amount).removesuffix(" đồng").lower() == read_digits(amount)


@given(st.integers(min_value=0, max_value=MAX_AMOUNT))
def test_every_amount_is_read_as_its_digits_are(amount: int) -> None:
    """The same holds for any amount below a million million."""
    assert in_words(amount).removesuffix(" đồng").lower() == read_digits(amount)


@pytest.mark.parametrize(
    ("amount", "words"),
    {
        10_000: "Mười nghìn đồng",
        15_000: "Mười lăm nghìn đồng",
        21_000: "Hai mươi mốt nghìn đồng",
        24_000: "Hai mươi tư nghìn đồng",
        25_000: "Hai mươi lăm nghìn đồng",
        104_000: "Một trăm linh bốn nghìn đồng",
        3_510_000: "Ba triệu năm trăm mười nghìn đồng",
        7_020_000: "Bảy triệu không trăm hai mươi nghìn đồng",
        1_005_000: "Một triệu không trăm linh năm nghìn đồng",
        1_763_300_000: "Một tỷ bảy trăm sáu mươi ba triệu ba trăm nghìn đồng",
        1_000_010_000: "Một tỷ không trăm mười nghìn đồng",
        9_999_990_000: "Chín tỷ chín trăm chín mươi chín triệu chín trăm chín mươi nghìn đồng",
    }.items(),
)
def test_amounts_as_they_stand_in_decisions(amount: int, words: str) -> None:
    """Amounts are written as offices write them: lăm, mốt, tư, linh, nghìn, and không trăm inside."""
    assert in_words(amount) == words


@pytest.mark.parametrize("amount", [-1, MAX_AMOUNT + 1])
def test_an_amount_out_of_range_is_refused(amount: int) -> None:
    """What cannot be a reward is a programming error."""
    with pytest.raises(ValueError, match="outside"):
        in_words(amount)
