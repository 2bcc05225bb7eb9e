"""Letters drawn with a pen of one width, Vietnamese included: the same on every machine, for charts and page stamps.

A glyph is strokes separated by ``;``. A stroke is points ``x,y x,y ...`` or an arc ``@cx,cy,rx,ry,from,to``
(degrees, anticlockwise). Units: capitals are 14 high, small letters 10, the baseline is 0.
"""

from functools import cache
from math import ceil, cos, radians, sin
from unicodedata import normalize

CAPITAL = 14.0
"""Height of capitals in units."""
PEN = 1.9
"""Width of the pen in units."""
_GAP = 3.3
_SPACE = 5.5
_DEGREES_PER_PIECE = 15

Point = tuple[float, float]
Stroke = tuple[Point, ...]

_GLYPHS: dict[str, tuple[float, str]] = {
    "a": (8, "@4,5,4,5,0,360;8,10 8,0"),
    "b": (8, "0,14 0,0;@4,5,4,5,0,360"),
    "c": (7.2, "@4,5,4,5,50,310"),
    "d": (8, "8,14 8,0;@4,5,4,5,0,360"),
    "đ": (9, "8,14 8,0;@4,5,4,5,0,360;4.5,12 10.4,12"),
    "e": (8, "@4,5,4,5,0,318;0,5 8,5"),
    "f": (5.5, "2,0 2,11.5;@4.5,11.5,2.5,2.5,60,180;0,9.6 5.5,9.6"),
    "g": (8, "@4,5,4,5,0,360;8,10 8,-0.5;@4,-0.5,4,3.5,200,360"),
    "h": (8, "0,14 0,0;@4,6,4,4,0,180;8,6 8,0"),
    "i": (0, "0,10 0,0"),
    "j": (2.5, "2.5,10 2.5,-1.5;@0,-1.5,2.5,2.5,270,360"),
    "k": (7.5, "0,14 0,0;7,10 0,3.6;2.6,6 7.5,0"),
    "l": (0, "0,14 0,0"),
    "m": (13, "0,10 0,0;@3.25,6.75,3.25,3.25,0,180;6.5,6.75 6.5,0;@9.75,6.75,3.25,3.25,0,180;13,6.75 13,0"),
    "n": (8, "0,10 0,0;@4,6,4,4,0,180;8,6 8,0"),
    "o": (8.4, "@4.2,5,4.2,5,0,360"),
    "p": (8, "0,10 0,-4;@4,5,4,5,0,360"),
    "q": (8, "8,10 8,-4;@4,5,4,5,0,360"),
    "r": (5, "0,10 0,0;@3.5,6.5,3.5,3.5,60,180"),
    "s": (7, "@3.5,7.6,3.3,2.4,35,270;@3.5,2.6,3.5,2.6,-145,90"),
    "t": (6, "2.4,13.2 2.4,2.5;@4.9,2.5,2.5,2.5,180,285;0,10 6,10"),
    "u": (8, "0,10 0,4;@4,4,4,4,180,360;8,10 8,0"),
    "v": (8, "0,10 4,0 8,10"),
    "w": (12, "0,10 3,0 6,10 9,0 12,10"),
    "x": (7.5, "0,10 7.5,0;0,0 7.5,10"),
    "y": (8, "0,10 4,0;8,10 3,-2.6 1.8,-4 0.2,-4"),
    "z": (7, "0,10 7,10 0,0 7,0"),
    "A": (11, "0,0 5.5,14 11,0;2,5 9,5"),
    "B": (9.5, "0,0 0,14 5,14;@5,10.6,3.7,3.4,-90,90;0,7.2 5.5,7.2;@5.5,3.6,4,3.6,-90,90;0,0 5.5,0"),
    "C": (10.3, "@6,7,6,7,45,315"),
    "D": (10.5, "4,0 0,0 0,14 4,14;@4,7,6.5,7,-90,90"),
    "Đ": (10.5, "4,0 0,0 0,14 4,14;@4,7,6.5,7,-90,90;-2,7 4,7"),
    "E": (9, "9,14 0,14 0,0 9,0;0,7.2 7.5,7.2"),
    "F": (9, "9,14 0,14 0,0;0,7.2 7.5,7.2"),
    "G": (11, "@6,7,6,7,45,325;10.9,3 10.9,6.8 6.8,6.8"),
    "H": (10, "0,0 0,14;10,0 10,14;0,7.2 10,7.2"),
    "I": (0, "0,0 0,14"),
    "J": (6, "6,14 6,3.5;@3,3.5,3,3.5,180,360"),
    "K": (9.5, "0,0 0,14;9,14 0,5.5;3.2,8.5 9.5,0"),
    "L": (8, "0,14 0,0 8,0"),
    "M": (12, "0,0 0,14 6,3 12,14 12,0"),
    "N": (10, "0,0 0,14 10,0 10,14"),
    "O": (12.4, "@6.2,7,6.2,7,0,360"),
    "P": (9.2, "0,0 0,14 5.3,14;@5.3,10.3,3.9,3.7,-90,90;5.3,6.6 0,6.6"),
    "Q": (12.4, "@6.2,7,6.2,7,0,360;8,3.5 12,-1"),
    "R": (9.5, "0,0 0,14 5.3,14;@5.3,10.3,3.9,3.7,-90,90;5.3,6.6 0,6.6;5,6.6 9.5,0"),
    "S": (9.2, "@4.6,10.4,4.2,3.6,35,270;@4.6,3.4,4.6,3.4,-145,90"),
    "T": (10, "0,14 10,14;5,14 5,0"),
    "U": (10, "0,14 0,5;@5,5,5,5,180,360;10,5 10,14"),
    "V": (11, "0,14 5.5,0 11,14"),
    "W": (14.8, "0,14 3.7,0 7.4,14 11.1,0 14.8,14"),
    "X": (10, "0,14 10,0;0,0 10,14"),
    "Y": (10, "0,14 5,7 10,14;5,7 5,0"),
    "Z": (9, "0,14 9,14 0,0 9,0"),
    "0": (8.4, "@4.2,7,4.2,7,0,360"),
    "1": (8.4, "1.4,11.2 4.8,14 4.8,0"),
    "2": (8.4, "@4.2,10,4,4,-35,168;7.5,7.7 0,0 8.4,0"),
    "3": (8.4, "@4.1,10.4,3.7,3.6,-90,150;@4.1,3.4,4.3,3.4,-150,90"),
    "4": (8.6, "6.2,0 6.2,14 0,4.2 8.6,4.2"),
    "5": (8.4, "7.6,14 1.4,14 0.8,7.4;@4,4.5,4.4,4.5,-150,137"),
    "6": (8.4, "@4.2,4.4,4.2,4.4,0,360;@8.2,5,8.2,9,100,184"),
    "7": (8.4, "0,14 8.4,14 3,0"),
    "8": (8.4, "@4.2,10.5,3.6,3.5,0,360;@4.2,3.5,4.2,3.5,0,360"),
    "9": (8.4, "@4.2,9.6,4.2,4.4,0,360;@0.2,9,8.2,9,-80,4"),
    ".": (0, "0,0.3 0,0.3"),
    ",": (0, "0.4,0.6 -0.6,-2.2"),
    ":": (0, "0,0.3 0,0.3;0,7.6 0,7.6"),
    ";": (0, "0.4,0.6 -0.6,-2.2;0.2,7.6 0.2,7.6"),
    "-": (5, "0,5.4 5,5.4"),
    "–": (8, "0,5.4 8,5.4"),
    "/": (6, "0,-1 6,15"),
    "(": (3, "@6,6.4,6,9.6,128,232"),
    ")": (3, "@-3,6.4,6,9.6,-52,52"),
    "%": (11, "@2.2,11.2,2.2,2.8,0,360;@8.8,2.8,2.2,2.8,0,360;9.5,14 1.5,0"),
    "+": (8, "0,5.4 8,5.4;4,1.4 4,9.4"),
    "=": (8, "0,3.6 8,3.6;0,7.4 8,7.4"),
    "“": (2.6, "0.8,14 0,11.4 0,11;3.4,14 2.6,11.4 2.6,11"),
    "”": (2.6, "0.8,14 0.8,13.6 0,11;3.4,14 3.4,13.6 2.6,11"),
    '"': (2.6, "0,14 0,11;2.6,14 2.6,11"),
    "'": (0, "0,14 0,11"),
    "&": (10, "10,0 2.4,10.6;@4.6,11.4,2.6,2.6,-30,200;6.6,9.8 1.6,6;@3.8,3.4,3.8,3.4,130,300;6,0.6 9.4,5.4"),
    "?": (7, "@3.4,10.6,3.4,3.4,-60,165;5,7.6 3.4,5.6 3.4,4;3.4,0.3 3.4,0.3"),
    "!": (0, "0,14 0,4;0,0.3 0,0.3"),
}
_UNKNOWN = (8.0, "0,0 0,14 8,14 8,0 0,0")
_DOT = "0,13.4 0,13.4"

_CIRCUMFLEX, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
_BELOW = "\u0323"
_ABOVE = {
    _CIRCUMFLEX: "-2.6,1.7 0,3.8 2.6,1.7",
    _BREVE: "@0,4.2,2.6,2.4,195,345",
    "\u0301": "-0.7,1.7 1.5,4.3",
    "\u0300": "0.7,1.7 -1.5,4.3",
    "\u0309": "@0,4.1,1.4,1.3,-70,170;0.4,2.9 0,1.7",
    "\u0303": "-2.9,2.2 -1.7,3.4 0,2.8 1.7,2.2 2.9,3.4",
}
_HORNS = {"o": "7.2,8.6 9.4,9.6 9.6,11.8", "u": "8,9 9.8,10 10,12.2", "O": "10.8,11.8 13.2,13 13.4,15.4"}
_HORNS["U"] = "10,12.6 12.2,13.8 12.4,16.2"
_HORN_ROOM = 1.6
_STACKED = 3.4
"""How much higher a tone stands over another mark."""


@cache
def glyph(character: str) -> tuple[float, tuple[Stroke, ...]]:
    """Return a character's width in units and its strokes; one that we have not drawn is an empty box."""
    letter, *marks = list(normalize("NFD", character))
    width, drawn = _GLYPHS.get(letter, _UNKNOWN)
    drawn += f";{_DOT}" if letter in "ij" and not set(marks) - {_BELOW} else ""
    strokes = [stroke for text in drawn.split(";") for stroke in [_stroke(text)]]
    top = CAPITAL if letter.isupper() else 10.0
    wider = 0.0
    for mark in sorted(marks, key=lambda one: one not in (_CIRCUMFLEX, _BREVE)):
        if mark == _HORN:
            strokes.append(_stroke(_HORNS.get(letter, "0,0 0,0")))
            wider = _HORN_ROOM
        elif mark == _BELOW:
            strokes.append(((width / 2, -3.2), (width / 2, -3.2)))
        elif mark in _ABOVE:
            strokes += [_moved(_stroke(text), width / 2, top) for text in _ABOVE[mark].split(";")]
            top += _STACKED
    return width + wider, tuple(strokes)


def _stroke(text: str) -> Stroke:
    if not text.startswith("@"):
        return tuple((float(x), float(y)) for x, y in (point.split(",") for point in text.split()))
    cx, cy, rx, ry, begin, end = map(float, text[1:].split(","))
    pieces = max(1, ceil((end - begin) / _DEGREES_PER_PIECE))
    turns = (radians(begin + (end - begin) * piece / pieces) for piece in range(pieces + 1))
    return tuple((cx + rx * cos(turn), cy + ry * sin(turn)) for turn in turns)


def _moved(stroke: Stroke, x: float, y: float) -> Stroke:
    return tuple((px + x, py + y) for px, py in stroke)


def text_width(text: str) -> float:
    """Return the width of a line in units."""
    return max(0.0, sum(_advance(character) for character in normalize("NFC", text)) - _GAP)


def _advance(character: str) -> float:
    return _SPACE if character.isspace() else glyph(character)[0] + _GAP


def text_strokes(text: str) -> tuple[Stroke, ...]:
    """Return the strokes of a line that begins at 0,0, in units."""
    at = 0.0
    strokes: list[Stroke] = []
    for character in normalize("NFC", text):
        if not character.isspace():
            strokes += [_moved(stroke, at, 0) for stroke in glyph(character)[1]]
        at += _advance(character)
    return tuple(strokes)
