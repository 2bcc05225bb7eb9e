"""What has a text of its own, and how it is printed: numbers, pictures and prepared text in their place."""

from collections.abc import Mapping
from decimal import Decimal
from math import isfinite
from typing import Any

from jinja2 import Undefined
from jinja2.exceptions import SecurityError
from markupsafe import Markup, escape

from doc_templates.inserts.fragments import Fragment
from doc_templates.values.blanks import Blank, Marked

LOOP_OR_JOIN = "lặp từng mục bằng {% for %} … {% endfor %}, hoặc nối các mục bằng |join(', ')."
_GROUP = "in từng trường của nhóm: {{ nhom.truong }}, hoặc lặp bằng {% for ten, gia_tri in nhom|items %}."
_NUMBER = "sửa phép tính hoặc số liệu đưa vào."
_NOTHING = "đặt thẻ giữa {% if … %} và {% endif %}, hoặc dùng |default('…', true)."
_CALL = "hàm thì phải gọi, ví dụ {{ ten.upper() }}; macro thì {{ ten_macro() }}."
_PLACE = "đặt thẻ trong một đoạn văn bản."
_COLUMNS = "thẻ colspan cần một số nguyên: {% colspan 2 %}."
_SHOWN = 40


class Unprintable(SecurityError):
    """A value that is no text, number, picture or prepared text; the message says what it is."""

    def __init__(self, told: str, *, remedy: str, of_template: bool = False) -> None:
        """``of_template``: it is not the values' doing."""
        super().__init__(told)
        self.told, self.remedy, self.of_template = told, remedy, of_template


def text(value: Any) -> str:
    """Return what a value reads, or raise ``Unprintable`` for what has no text of its own."""
    if isinstance(value, str):
        return value
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float | Decimal):
        return number(value)
    if isinstance(value, Undefined | Blank | Fragment):
        return str(value)
    raise unprintable(value)


def number(value: float | Decimal) -> str:
    """Return a number's digits, all that it has; what is no number or has no end is refused."""
    if not isfinite(value):
        told = "không phải là số (NaN)" if value != value else "số vô hạn"
        raise Unprintable(told, remedy=_NUMBER)
    return str(value) if isinstance(value, float) else f"{value:f}"


def unprintable(value: object) -> Unprintable:
    """Return the error for a value without a text, in words for who edits the template."""
    if value is None:
        return Unprintable("giá trị trống", remedy=_NOTHING)
    if isinstance(value, Mapping):
        return Unprintable("cả một nhóm trường", remedy=_GROUP)
    if isinstance(value, list | tuple | range):
        return Unprintable("cả một danh sách", remedy=LOOP_OR_JOIN)
    if isinstance(value, complex):
        return Unprintable("một giá trị không phải là chữ hay số", remedy=_NUMBER)
    return Unprintable("một hàm hoặc vật dụng của mẫu", remedy=_CALL, of_template=True)


def printed(value: Any) -> str:
    """Return a value as text of XML, or raise for what has no text of its own."""
    if value.__class__ is int:
        return str(value)
    if isinstance(value, Fragment):
        return value.in_text()
    if isinstance(value, Markup):
        return value
    return escape(text(value))


def in_attribute(value: Any) -> Markup:
    """Return a value as the text of an attribute; line breaks and tabs are spaces there."""
    if isinstance(value, Fragment):
        raise Unprintable("hình hoặc chữ định dạng sẵn, không đặt được ở chỗ này", remedy=_PLACE)
    text = printed(value)
    return _xml("".join(" " if char in "\a\f\n\t\r" else char for char in text) if _has_breaks(text) else text)


def in_span(value: Any) -> Markup:
    """Return how many columns a cell takes, which must be a whole number: Word opens no file with another."""
    if isinstance(value, Marked):
        return _xml("1")
    told = in_attribute(value).strip()
    whole = told.removesuffix(".0")
    if not (whole.isascii() and whole.isdecimal()):
        raise Unprintable(f"“{told[:_SHOWN]}” làm số cột của một ô", remedy=_COLUMNS)
    return _xml(whole)


def in_colour(value: Any) -> Markup:
    """Return the colour behind a cell; none where it is missing in a draft, whose mark is no colour."""
    return _xml("auto") if isinstance(value, Marked) else in_attribute(value)


def in_plain(value: Any) -> Markup:
    """Return a value where only characters may stand."""
    return in_attribute(value)


def in_paragraph(value: Any) -> Markup:
    """Return a value between the runs of a paragraph: prepared runs as they are, text as a run of its own."""
    if isinstance(value, Fragment):
        return _xml(value.in_paragraph())
    if isinstance(value, Markup):
        return value
    text = printed(value)
    return _xml(f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text.strip() else "")


def among_paragraphs(value: Any) -> Markup:
    """Return a value between paragraphs: prepared paragraphs as they are, text as a paragraph of its own."""
    if isinstance(value, Fragment):
        return _xml(value.among_paragraphs())
    if isinstance(value, Markup):
        return value
    text = in_paragraph(value)
    return _xml(f"<w:p>{text}</w:p>") if text else text


def among_rows(value: Any) -> Markup:
    """Return prepared XML between rows or cells; text has no place there."""
    if isinstance(value, Markup):
        return value
    text = "" if isinstance(value, Fragment) else printed(value)
    if isinstance(value, Fragment) or text.strip():
        raise Unprintable("chữ hoặc hình nằm giữa các hàng, các ô của bảng", remedy="đặt thẻ trong một ô của bảng.")
    return _xml("")


def _xml(text: str) -> Markup:
    return Markup(text)  # noqa: S704 - made of escaped text and prepared XML only


def _has_breaks(text: str) -> bool:
    return any(char in text for char in "\a\f\n\t\r")
