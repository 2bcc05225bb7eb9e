"""What has no parts of its own: a text, a number, a list; asking one for a part is a fault of the template."""

from typing import Any

from jinja2 import UndefinedError

WHOLE = "in cả trường; ngày là chữ, lấy một phần bằng .split('/')[2]."


class NoPart(UndefinedError):
    """A part was asked of a value that has none; the message is the part's name."""

    what = ""
    remedy = ""


class _NoPartOfText(NoPart):
    what = "chữ"
    remedy = WHOLE


class _NoPartOfNumber(NoPart):
    what = "số"
    remedy = "in cả trường, không thêm gì sau dấu chấm."


class _NoPartOfTruth(NoPart):
    what = "giá trị đúng/sai"
    remedy = "hỏi bằng {% if … %}, không thêm gì sau dấu chấm."


class _NoPartOfList(NoPart):
    what = "danh sách"
    remedy = "lặp từng mục bằng {% for x in … %}{{ x.ten }}{% endfor %}."


def no_part_of(value: Any) -> type[NoPart] | None:
    """Return the error for a part of a value that has none; nothing for groups and what else may have them."""
    match value:
        case str():
            return _NoPartOfText
        case bool():
            return _NoPartOfTruth
        case int() | float():
            return _NoPartOfNumber
        case list() | tuple():
            return _NoPartOfList
        case _:
            return None


def no_part(whole: str, what: str, part: str) -> str:
    """Return the sentence that says so; the whole's name is empty where it is not known."""
    named = f"Trường “{whole}”" if whole else "Một giá trị trong đoạn này"
    return f"{named} là {what}, không có phần “{part}”."
