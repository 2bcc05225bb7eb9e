"""Formatting as Word writes it, read into plain dictionaries that are laid over each other."""

from collections.abc import Callable
from typing import Any

from doc_templates.format_check.word.names import VAL, W, is_on, length, number, points
from doc_templates.word.wordxml import Element

Properties = dict[str, Any]
_LETTER_MM = 14 / 72 * 25.4
"""Width that East Asian settings give a letter: its size, in a text of 14 points."""
_ALIGN = {"start": "left", "end": "right", "distribute": "both", "justify": "both", "thaiDistribute": "both"}


def run_properties(element: Element | None, fonts: dict[str, str]) -> Properties:
    """Return what an ``rPr`` says; ``fonts`` are the theme's."""
    made: Properties = {}
    for child in element if element is not None else ():
        read = _RUN.get(child.tag)
        if read:
            read(child, made, fonts)
    return made


def _fonts(child: Element, made: Properties, fonts: dict[str, str]) -> None:
    for slot, key in (("ascii", "font"), ("hAnsi", "high_font")):
        themed = fonts.get(child.get(f"{W}{slot}Theme", ""))
        name = themed or child.get(f"{W}{slot}")
        if name:
            made[key] = name


def _size(child: Element, made: Properties, _: dict[str, str]) -> None:
    made["points"] = number(child.get(VAL), default=20) / 2


def _color(child: Element, made: Properties, _: dict[str, str]) -> None:
    value = child.get(VAL, "auto")
    made["color"] = "" if value == "auto" else value.upper()


def _underline(child: Element, made: Properties, _: dict[str, str]) -> None:
    made["underline"] = child.get(VAL, "single") != "none"


def _style(child: Element, made: Properties, _: dict[str, str]) -> None:
    made["style"] = child.get(VAL, "")


def _switch(key: str) -> Callable[[Element, Properties, dict[str, str]], None]:
    def read(child: Element, made: Properties, _: dict[str, str]) -> None:
        made[key] = is_on(child)

    return read


_RUN = {
    f"{W}rFonts": _fonts,
    f"{W}sz": _size,
    f"{W}color": _color,
    f"{W}u": _underline,
    f"{W}rStyle": _style,
    f"{W}b": _switch("bold"),
    f"{W}i": _switch("italic"),
    f"{W}caps": _switch("caps"),
    f"{W}vanish": _switch("hidden"),
}


def paragraph_properties(element: Element | None) -> Properties:
    """Return what a ``pPr`` says."""
    made: Properties = {}
    for child in element if element is not None else ():
        read = _PARAGRAPH.get(child.tag)
        if read:
            read(child, made)
    return made


def _align(child: Element, made: Properties) -> None:
    value = child.get(VAL, "left")
    made["align"] = _ALIGN.get(value, value)


def _spacing(child: Element, made: Properties) -> None:
    for side in ("before", "after"):
        value = child.get(f"{W}{side}")
        if child.get(f"{W}{side}Autospacing", "0") not in ("0", "false", "off"):
            made[side] = 14.0
        elif value is not None:
            made[side] = points(value)
    line = child.get(f"{W}line")
    if line is not None:
        rule = child.get(f"{W}lineRule", "auto")
        made["line_rule"] = rule
        made["line"] = number(line, default=240) / 240 if rule == "auto" else points(line)


def _indents(child: Element, made: Properties) -> None:
    for key, names in (("left", ("left", "start")), ("right", ("right", "end"))):
        value = next((child.get(f"{W}{name}") for name in names if child.get(f"{W}{name}") is not None), None)
        if value is not None:
            made[key] = length(value)
    hanging, first = child.get(f"{W}hanging"), child.get(f"{W}firstLine")
    if hanging is not None:
        made["first"] = -length(hanging)
    elif first is not None:
        made["first"] = length(first)
    elif child.get(f"{W}firstLineChars") is not None:
        made["first"] = number(child.get(f"{W}firstLineChars")) / 100 * _LETTER_MM


def _borders(child: Element, made: Properties) -> None:
    for side, key in (("top", "above"), ("bottom", "below")):
        border = child.find(f"{W}{side}")
        if border is not None:
            made[key] = border.get(VAL, "nil") not in ("nil", "none")


def _numbering(child: Element, made: Properties) -> None:
    for name, key in (("numId", "list"), ("ilvl", "level")):
        found = child.find(f"{W}{name}")
        if found is not None:
            made[key] = found.get(VAL, "0")


def _frame(child: Element, made: Properties) -> None:
    made["framed"] = child.get(f"{W}xAlign") or "?"


def _paragraph_style(child: Element, made: Properties) -> None:
    made["style"] = child.get(VAL, "")


def _paragraph_switch(key: str) -> Callable[[Element, Properties], None]:
    def read(child: Element, made: Properties) -> None:
        made[key] = is_on(child)

    return read


_PARAGRAPH = {
    f"{W}pStyle": _paragraph_style,
    f"{W}jc": _align,
    f"{W}spacing": _spacing,
    f"{W}ind": _indents,
    f"{W}pBdr": _borders,
    f"{W}numPr": _numbering,
    f"{W}framePr": _frame,
    f"{W}contextualSpacing": _paragraph_switch("contextual"),
    f"{W}pageBreakBefore": _paragraph_switch("new_page"),
}
