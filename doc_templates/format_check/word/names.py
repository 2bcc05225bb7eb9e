"""Names in Word's XML, and the reading of its numbers."""

from doc_templates.word import wordxml

W = f"{{{wordxml.W}}}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
VAL = f"{W}val"
_OFF = frozenset({"0", "false", "off", "none"})
_MOST = 1e8
_TWIP_MM = 25.4 / 1440
_UNITS_MM = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72, "pc": 25.4 / 6, "pi": 25.4 / 6, "px": 25.4 / 96}


def is_on(element: wordxml.Element) -> bool:
    """Tell whether a switch is on: present without a value, or with one that is no refusal."""
    return element.get(VAL) not in _OFF


def number(text: str | None, *, default: float = 0.0) -> float:
    """Return a number as some program wrote it; what is none is the default."""
    try:
        value = float(text) if text else default
    except ValueError:
        return default
    return value if abs(value) < _MOST else default


def length(text: str | None) -> float:
    """Return millimetres of a length in twips, or with a unit of its own."""
    if text and text[-2:] in _UNITS_MM:
        return number(text[:-2]) * _UNITS_MM[text[-2:]]
    return number(text) * _TWIP_MM


def css_length(text: str) -> float:
    """Return millimetres of a length in a drawing's style; without a unit it is points."""
    text = text.strip()
    return length(text) if text[-2:] in _UNITS_MM else number(text) * _UNITS_MM["pt"]


def points(text: str | None) -> float:
    """Return points of a length in twentieths."""
    return length(text) / 25.4 * 72
