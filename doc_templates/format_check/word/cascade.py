"""Which formatting holds in the end: defaults, table style, paragraph style, character style, direct formatting."""

from typing import Any

from doc_templates.format_check.word.names import VAL, A, W, length
from doc_templates.format_check.word.properties import Properties, paragraph_properties, run_properties
from doc_templates.format_check.word.sheet import Look, Shape
from doc_templates.format_check.word.tables import has_lines
from doc_templates.word.wordxml import Element

_PLAIN_LOOK: Properties = {
    "font": "Times New Roman",
    "high_font": "Times New Roman",
    "points": 10.0,
    "bold": False,
    "italic": False,
    "caps": False,
    "color": "",
    "underline": False,
}
"""What Word takes where a file says nothing at all."""
_PLAIN_SHAPE: Properties = {
    "align": "left",
    "before": 0.0,
    "after": 0.0,
    "line": 1.0,
    "line_rule": "auto",
    "left": 0.0,
    "right": 0.0,
    "first": 0.0,
    "above": False,
    "below": False,
    "contextual": False,
    "new_page": False,
    "framed": "",
}
_TOGGLES = ("bold", "italic", "caps")
_DEPTH = 20


class Style:
    """One style of the file with what it takes from those it is based on."""

    def __init__(
        self, kind: str, paragraph: Properties, run: Properties, *, padding: float | None, ruled: bool | None
    ) -> None:
        self.kind = kind
        self.paragraph = paragraph
        self.run = run
        self.padding = padding
        self.ruled = ruled


class Cascade:
    """The styles of one file, every one of them resolved at once: threads may share it."""

    def __init__(self, styles: Element | None, theme: Element | None) -> None:
        self.fonts = theme_fonts(theme)
        self._raw: dict[str, Element] = {}
        self._styles: dict[str, Style] = {}
        self._default: dict[str, str] = {}
        self._defaults_run = dict(_PLAIN_LOOK)
        self._defaults_paragraph = dict(_PLAIN_SHAPE)
        self._shapes: dict[tuple[str, str], Properties] = {}
        self._looks: dict[tuple[str, str, str], Properties] = {}
        self._plain: dict[tuple[str, str], Look] = {}
        if styles is not None:
            self._read(styles)

    def _read(self, styles: Element) -> None:
        run = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._defaults_run |= run_properties(run, self.fonts)
        self._defaults_paragraph |= paragraph_properties(styles.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr"))
        for style in styles.findall(f"{W}style"):
            name = style.get(f"{W}styleId", "")
            self._raw[name] = style
            if style.get(f"{W}default") in ("1", "true", "on"):
                self._default[style.get(f"{W}type", "")] = name
        for name in self._raw:
            self.style(name)
        self._raw.clear()

    def style(self, name: str, depth: int = 0) -> Style | None:
        """Return a style by its id, those it is based on laid below it."""
        if name in self._styles:
            return self._styles[name]
        raw = self._raw.get(name)
        if raw is None or depth > _DEPTH:
            return None
        based = raw.find(f"{W}basedOn")
        below = self.style(based.get(VAL, ""), depth + 1) if based is not None else None
        padding, ruled = _padding(raw.find(f"{W}tblPr")), has_lines(raw.find(f"{W}tblPr"))
        made = Style(
            raw.get(f"{W}type", ""),
            {**(below.paragraph if below else {}), **paragraph_properties(raw.find(f"{W}pPr"))},
            {**(below.run if below else {}), **run_properties(raw.find(f"{W}rPr"), self.fonts)},
            padding=padding if padding is not None else (below.padding if below else None),
            ruled=ruled if ruled is not None else (below.ruled if below else None),
        )
        self._styles[name] = made
        return made

    def table_padding(self, style: str, properties: Element | None) -> float:
        """Return what a table's cells lose of their width at both sides."""
        own = _padding(properties)
        if own is not None:
            return own
        named = self.style(style or self._default.get("table", ""))
        return named.padding if named and named.padding is not None else 0.0

    def draws_tables(self, style: str) -> bool:
        """Tell whether tables of a style are drawn with lines; one that the file does not hold is known by its name."""
        named = self.style(style) if style else None
        if named is None:
            return bool(style) and "Normal" not in style
        return bool(named.ruled)

    def paragraph(self, style: str, table_style: str) -> Properties:
        """Return the shape that a paragraph of these styles has before direct formatting."""
        key = (style, table_style)
        if key not in self._shapes:
            made = dict(self._defaults_paragraph)
            for found in (self.style(table_style), self.style(style or self._default.get("paragraph", ""))):
                made |= found.paragraph if found else {}
            made["style"] = style
            self._shapes[key] = made
        return self._shapes[key]

    def look(self, style: str, table_style: str, run: Element | None) -> tuple[Look, bool]:
        """Return how a run's letters look, and whether they are hidden."""
        if run is None or len(run) == 0:
            key = (style, table_style)
            if key not in self._plain:
                self._plain[key] = _as_look(self._base(style, table_style, ""))
            return self._plain[key], False
        direct = run_properties(run, self.fonts)
        merged = {**self._base(style, table_style, direct.pop("style", "")), **direct}
        return _as_look(merged), bool(merged.get("hidden"))

    def _base(self, style: str, table_style: str, character: str) -> Properties:
        key = (style, table_style, character)
        if key not in self._looks:
            self._looks[key] = self._combined(style, table_style, character)
        return self._looks[key]

    def _combined(self, style: str, table_style: str, character: str) -> Properties:
        made = dict(self._defaults_run)
        for found in (self.style(table_style), self.style(style or self._default.get("paragraph", ""))):
            made |= found.run if found else {}
        over = self.style(character) if character else None
        if over:
            changes = dict(over.run)
            for name in _TOGGLES:
                if changes.get(name) and made.get(name):
                    changes[name] = False
            made |= changes
        return made


def _as_look(merged: dict[str, Any]) -> Look:
    return Look(
        merged["font"],
        merged["high_font"],
        merged["points"],
        merged["bold"],
        merged["italic"],
        merged["caps"],
        merged["color"],
        merged["underline"],
    )


def as_shape(merged: Properties) -> Shape:
    """Return a shape from its laid-over properties."""
    return Shape(**{name: merged[name] for name in Shape._fields})


def theme_fonts(theme: Element | None) -> dict[str, str]:
    """Return the fonts that a theme's names stand for."""
    made: dict[str, str] = {}
    for kind in ("major", "minor"):
        latin = None if theme is None else next(theme.iter(f"{A}{kind}Font"), None)
        face = None if latin is None else latin.find(f"{A}latin")
        if face is not None and face.get("typeface"):
            made |= dict.fromkeys((f"{kind}HAnsi", f"{kind}Ascii"), str(face.get("typeface")))
    return made


def _padding(properties: Element | None) -> float | None:
    margins = None if properties is None else properties.find(f"{W}tblCellMar")
    if margins is None:
        return None
    sides = (margins.find(f"{W}{name}") for name in ("left", "start", "right", "end"))
    return sum(length(side.get(f"{W}w")) for side in sides if side is not None)
