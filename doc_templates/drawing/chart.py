"""A bar chart as a picture, legible in black and white: lying bars, their labels at the left, values at the right."""

from collections.abc import Sequence
from functools import lru_cache

from doc_templates.drawing.canvas import BLACK, Canvas
from doc_templates.drawing.letters import CAPITAL, text_width
from doc_templates.inserts.pictures import Picture

DOTS_PER_INCH = 240
WIDTH_MM = 150.0
_CAPITAL_MM = 2.5
_LINE_MM = 5.6
_BAR_MM = 5.6
_ROW_MM = 8.4
_MARGIN_MM = 2.0
_LABEL_SHARE = 0.42
_VALUE_MM = 16.0
_GREYS = (64, 255, 176)
"""Dark, hatched on white, light: neighbours differ in print without colours."""


def _pixels(millimetres: float) -> int:
    return round(millimetres / 25.4 * DOTS_PER_INCH)


def bar_chart(bars: Sequence[tuple[str, int]], *, alt: str, width_mm: float = WIDTH_MM) -> Picture:
    """Return the chart with its size on paper and the words for those who cannot see it."""
    png, height_mm = _drawn(tuple(bars), width_mm)
    told = "; ".join(f"{label}: {value}" for label, value in bars)
    return Picture(data=png, width_mm=width_mm, height_mm=height_mm, alt=f"{alt} ({told})")


@lru_cache(maxsize=16)
def _drawn(bars: tuple[tuple[str, int], ...], width_mm: float) -> tuple[bytes, float]:
    """Return the PNG and its height in millimetres."""
    room = _label_room(bars, width_mm)
    labels = [_broken(label, room) for label, _ in bars]
    heights = [max(_ROW_MM, len(label) * _LINE_MM + _ROW_MM - _LINE_MM) for label in labels]
    height_mm = sum(heights) + 2 * _MARGIN_MM
    canvas = Canvas(_pixels(width_mm), _pixels(height_mm))
    greatest = max((value for _, value in bars), default=0) or 1
    left = _MARGIN_MM + room + _MARGIN_MM
    longest = width_mm - left - _VALUE_MM
    top = _MARGIN_MM
    for place, ((_, value), label, height) in enumerate(zip(bars, labels, heights, strict=True)):
        middle = top + height / 2
        _label(canvas, label, room=room, middle=middle)
        length = longest * value / greatest
        _bar(canvas, place, left=left, middle=middle, length=length)
        _text(canvas, str(value), left=left + length + 2, middle=middle)
        top += height
    axis = _pixels(left)
    canvas.box(axis - 3, _pixels(_MARGIN_MM), axis, _pixels(height_mm - _MARGIN_MM), grey=BLACK)
    return canvas.png(dots_per_inch=DOTS_PER_INCH), height_mm


def _label_room(bars: Sequence[tuple[str, int]], width_mm: float) -> float:
    widest = max((_width_mm(label) for label, _ in bars), default=0.0)
    return min(widest, width_mm * _LABEL_SHARE)


def _width_mm(text: str) -> float:
    return text_width(text) * _CAPITAL_MM / CAPITAL


def _broken(label: str, room: float) -> list[str]:
    """Return a label's lines, none wider than the room unless one word is."""
    made: list[str] = []
    for word in label.split():
        longer = f"{made[-1]} {word}" if made else word
        if made and _width_mm(longer) <= room + 0.01:
            made[-1] = longer
        else:
            made.append(word)
    return made or [""]


def _label(canvas: Canvas, label: Sequence[str], *, room: float, middle: float) -> None:
    """Write a label's lines against the axis."""
    first = middle - (len(label) - 1) * _LINE_MM / 2
    for place, line in enumerate(label):
        _text(canvas, line, left=_MARGIN_MM + room - _width_mm(line), middle=first + place * _LINE_MM)


def _text(canvas: Canvas, text: str, *, left: float, middle: float) -> None:
    canvas.write(
        text, left=_pixels(left), baseline=_pixels(middle + _CAPITAL_MM / 2), capital=_pixels(100 * _CAPITAL_MM) / 100
    )


def _bar(canvas: Canvas, place: int, *, left: float, middle: float, length: float) -> None:
    """Draw a bar with its outline, filled after its place."""
    x0, x1 = _pixels(left), _pixels(left + length)
    y0, y1 = _pixels(middle - _BAR_MM / 2), _pixels(middle + _BAR_MM / 2)
    if x1 - x0 < 5:
        return
    grey = _GREYS[place % len(_GREYS)]
    canvas.box(x0, y0, x1, y1, grey=BLACK)
    canvas.box(x0 + 2, y0 + 2, x1 - 2, y1 - 2, grey=grey)
    if grey > 250:
        canvas.hatch(x0 + 2, y0 + 2, x1 - 2, y1 - 2, step=14, pen=3)
