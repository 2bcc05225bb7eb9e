"""The numbers that Word writes by itself before paragraphs."""

from doc_templates.format_check.word.names import VAL, W, number
from doc_templates.format_check.word.properties import Properties, paragraph_properties
from doc_templates.word.wordxml import Element

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_SMALL_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_ROMAN_END = 4000
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Level:
    """One level of a list."""

    def __init__(self, element: Element) -> None:
        self.format = _value(element, "numFmt", "decimal")
        self.text = _value(element, "lvlText", "")
        self.start = int(number(_value(element, "start", "1"), default=1))
        self.indents: Properties = paragraph_properties(element.find(f"{W}pPr"))


class Numbering:
    """The lists of one file, counting as it is read."""

    def __init__(self, root: Element | None) -> None:
        self._lists: dict[str, str] = {}
        self._levels: dict[str, dict[int, Level]] = {}
        self._counts: dict[tuple[str, int], int] = {}
        for kind in root if root is not None else ():
            if kind.tag == f"{W}abstractNum":
                levels = {int(number(one.get(f"{W}ilvl"))): Level(one) for one in kind.findall(f"{W}lvl")}
                self._levels[kind.get(f"{W}abstractNumId", "")] = levels
            elif kind.tag == f"{W}num":
                self._lists[kind.get(f"{W}numId", "")] = _value(kind, "abstractNumId", "")

    def level(self, merged: Properties) -> Level | None:
        """Return the level that a paragraph's properties name, where its list is there."""
        found = self._levels.get(self._lists.get(merged.get("list", "0"), ""), {})
        return found.get(int(number(merged.get("level"))))

    def label(self, merged: Properties) -> str:
        """Return the next label of the paragraph's list; a bullet is ``-``."""
        level = self.level(merged)
        if level is None:
            return ""
        if level.format == "bullet":
            return "-"
        if level.format == "none":
            return ""
        return self._counted(self._lists[merged["list"]], int(number(merged.get("level"))))

    def _counted(self, kind: str, place: int) -> str:
        levels = self._levels[kind]
        level = levels[place]
        self._counts[kind, place] = self._counts.get((kind, place), level.start - 1) + 1
        for deeper in [key for key in self._counts if key[0] == kind and key[1] > place]:
            del self._counts[deeper]
        text = level.text
        for above in range(place + 1):
            value = self._counts.get((kind, above), levels[above].start if above in levels else 1)
            text = text.replace(f"%{above + 1}", _written(value, levels[above].format if above in levels else ""))
        return text


def _written(value: int, form: str) -> str:
    match form:
        case "upperRoman":
            return _roman(value).upper()
        case "lowerRoman":
            return _roman(value)
        case "lowerLetter":
            return _LETTERS[(value - 1) % 26]
        case "upperLetter":
            return _LETTERS[(value - 1) % 26].upper()
        case "decimalZero":
            return f"{value:02d}"
        case _:
            return str(value)


def _roman(value: int) -> str:
    if not 0 < value < _ROMAN_END:
        return str(value)
    made = ""
    for step, letters in (*_ROMAN, *_SMALL_ROMAN):
        while value >= step:
            made, value = made + letters, value - step
    return made


def _value(element: Element, name: str, default: str) -> str:
    found = element.find(f"{W}{name}")
    return default if found is None else str(found.get(VAL, default))
