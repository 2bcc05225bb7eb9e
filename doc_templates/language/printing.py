"""How what is no text is printed: numbers, pictures and prepared text in their place, nothing by accident."""

from typing import Any

from jinja2 import Undefined
from jinja2.exceptions import SecurityError
from markupsafe import Markup, escape

from doc_templates.fragments import Fragment
from doc_templates.values.blanks import Blank

_PLAIN = (str, int, float, type(None), list, tuple, dict, Undefined, Blank)


def printed(value: Any) -> str:
    """Return a value as text of XML, or raise for what has no text of its own, a method or an object of Python."""
    if value.__class__ is int:
        return str(value)
    if isinstance(value, Fragment):
        return value.in_text()
    if isinstance(value, _PLAIN):
        return escape(value)
    raise SecurityError(type(value).__name__)


def in_attribute(value: Any) -> Markup:
    """Return a value as the text of an attribute; line breaks and tabs are spaces there."""
    if isinstance(value, Fragment):
        raise SecurityError(type(value).__name__)
    text = printed(value)
    return _xml("".join(" " if char in "\a\f\n\t\r" else char for char in text) if _has_breaks(text) else text)


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
        raise SecurityError(type(value).__name__)
    return _xml("")


def _xml(text: str) -> Markup:
    return Markup(text)  # noqa: S704 - made of escaped text and prepared XML only


def _has_breaks(text: str) -> bool:
    return any(char in text for char in "\a\f\n\t\r")
