"""Amounts of money in Vietnamese words: ``Ba triệu năm trăm mười nghìn đồng``.

num2words reads groups of three digits; groups after the first are read in full here (``không trăm``, ``linh``),
as amounts on administrative papers are.
"""

from num2words import num2words

MAX_AMOUNT = 999_999_999_999
_SCALES = ("", "nghìn", "triệu", "tỷ")


def in_words(amount: int) -> str:
    """Return an amount of đồng in words, the first letter a capital; ValueError below 0 or from a million million."""
    if not 0 <= amount <= MAX_AMOUNT:
        raise ValueError(f"{amount} đồng is outside 0..{MAX_AMOUNT}")
    words = " ".join(_groups(amount)) or "không"
    return f"{words[0].upper()}{words[1:]} đồng"


def _groups(amount: int) -> list[str]:
    groups = [amount // 1000**power % 1000 for power in range(len(_SCALES))]
    read: list[str] = []
    for group, scale in reversed(list(zip(groups, _SCALES, strict=True))):
        if group:
            read += [_three_digits(group, leading=not read), *([scale] if scale else [])]
    return read


def _three_digits(group: int, *, leading: bool) -> str:
    """Return a group of three digits in words; behind another group its empty places are read as well."""
    hundreds, rest = divmod(group, 100)
    words = [] if leading and not hundreds else [_digit(hundreds), "trăm"]
    if rest and words and rest < 10:
        return " ".join([*words, "linh", _digit(rest)])
    return " ".join([*words, _two_digits(rest)]) if rest else " ".join(words)


def _two_digits(number: int) -> str:
    """Return 1 to 99 in words; a 4 behind ``mươi`` is ``tư``, a 1 ``mốt``, a 5 ``lăm``."""
    tens, ones = divmod(number, 10)
    words = str(num2words(number, lang="vi"))
    return words.removesuffix("bốn") + "tư" if tens > 1 and ones == 4 else words


def _digit(number: int) -> str:
    return str(num2words(number, lang="vi"))
