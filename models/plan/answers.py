"""A person's answer to a gap, from what a form or file holds to the value that the plan needs."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from models.errors import ThiduaError
from models.plan.days import WEEKDAY_NAMES, Weekday, parse_day
from models.plan.gaps import AnswerKind
from models.text import fold, nfc, squeeze

_UNIT = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+(-[a-z0-9]+)*")
_DAY_OF_YEAR = re.compile(r"(\d{1,2})/(\d{1,2})")


class BadFilling(ThiduaError):
    """An answer does not fit its gap, or the plan has no such gap."""

    code = "bad-filling"


def parse_answer(kind: AnswerKind, value: Any, *, path: str = "") -> Any:
    """Return the answer in its own type: a date, an int, a ``Weekday``, a tuple of lines, a string.

    Raises ``BadFilling`` with the form that is expected.
    """
    try:
        return _READERS[kind](value)
    except (ValueError, TypeError):
        raise BadFilling(
            f"“{value}” không phải câu trả lời phù hợp.", place=path or None, remedy=f"{_EXPECTED[kind]}."
        ) from None


def _number(value: Any) -> int:
    if isinstance(value, bool):
        raise TypeError(value)
    number = int(str(value).strip())
    if number < 1:
        raise ValueError(value)
    return number


def _weekday(value: Any) -> Weekday:
    word = fold(squeeze(str(value)))
    by_name = {fold(name): day for day, name in WEEKDAY_NAMES.items()}
    return by_name.get(word) or Weekday(word)


def _day_of_month(value: Any) -> int:
    if fold(squeeze(str(value))) in {"cuoi thang", "ngay cuoi thang"}:
        return 31
    number = _number(value)
    if number > 31:
        raise ValueError(value)
    return number


def _day_of_year(value: Any) -> str:
    text = str(value).strip()
    if found := _DAY_OF_YEAR.fullmatch(text):
        return date(2024, int(found[2]), int(found[1])).strftime("%m-%d")
    return date.fromisoformat(f"2024-{text}").strftime("%m-%d")


def _text(value: Any) -> str:
    if not isinstance(value, str) or not squeeze(value):
        raise ValueError(value)
    return squeeze(value)


def _lines(value: Any) -> tuple[str, ...]:
    given = re.split(r"\n|\s/\s", nfc(value)) if isinstance(value, str) else value
    lines = tuple(squeeze(str(line)) for line in given if squeeze(str(line)))
    if not lines:
        raise ValueError(value)
    return lines


def _unit(value: Any) -> str:
    text = str(value).strip()
    if not _UNIT.fullmatch(text):
        raise ValueError(value)
    return text


_READERS: dict[AnswerKind, Callable[[Any], Any]] = {
    AnswerKind.DATE: parse_day,
    AnswerKind.NUMBER: _number,
    AnswerKind.WEEKDAY: _weekday,
    AnswerKind.DAY_OF_MONTH: _day_of_month,
    AnswerKind.DAY_OF_YEAR: _day_of_year,
    AnswerKind.TEXT: _text,
    AnswerKind.LINES: _lines,
    AnswerKind.CHOICE: _text,
    AnswerKind.UNIT: _unit,
}

_EXPECTED: dict[AnswerKind, str] = {
    AnswerKind.DATE: "nhập một ngày có thật, ví dụ 25/6/2024",
    AnswerKind.NUMBER: "nhập một số nguyên dương",
    AnswerKind.WEEKDAY: "chọn một ngày trong tuần, ví dụ Thứ Sáu",
    AnswerKind.DAY_OF_MONTH: "nhập ngày trong tháng từ 1 đến 31, hoặc “cuối tháng”",
    AnswerKind.DAY_OF_YEAR: "nhập ngày và tháng, ví dụ 10/12",
    AnswerKind.TEXT: "nhập nội dung, không để trống",
    AnswerKind.LINES: "nhập ít nhất một dòng",
    AnswerKind.CHOICE: "chọn một trong các giá trị đã nêu",
    AnswerKind.UNIT: "chọn một đơn vị trong danh mục, ví dụ dong-nai.stp",
}
