"""A grey canvas: filled boxes, hatching, pen strokes with soft edges, and the PNG of it all."""

import struct
import zlib
from itertools import pairwise
from math import ceil, floor, hypot

from doc_templates.drawing.letters import CAPITAL, PEN, Stroke, text_strokes

BLACK, WHITE = 0, 255
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_DOT = 1.4
"""How much wider than a line a dot is."""
_METRE_IN_INCHES = 39.3701


class Canvas:
    """Pixels from white to black; the origin is the top left corner."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._rows = [bytearray([WHITE]) * width for _ in range(height)]

    def box(self, left: int, top: int, right: int, bottom: int, *, grey: int) -> None:
        """Fill a box; its right and bottom edges are left out."""
        piece = bytes([grey]) * (right - left)
        for row in self._rows[top:bottom]:
            row[left:right] = piece

    def hatch(self, left: int, top: int, right: int, bottom: int, *, step: int, pen: int) -> None:
        """Draw slanting lines into a box, ``step`` pixels apart."""
        for y in range(top, bottom):
            row = self._rows[y]
            for x in range(left, right):
                if (x + y) % step < pen:
                    row[x] = BLACK

    def write(self, text: str, *, left: float, baseline: float, capital: float) -> None:
        """Write a line of text whose capitals are so many pixels high."""
        scale = capital / CAPITAL
        for stroke in text_strokes(text):
            self.stroke(tuple((left + x * scale, baseline - y * scale) for x, y in stroke), pen=PEN * scale)

    def stroke(self, stroke: Stroke, *, pen: float) -> None:
        """Draw a line through points with a round pen of a width in pixels; a lone point is a dot."""
        for (x0, y0), (x1, y1) in pairwise(stroke):
            self._segment(x0, y0, x1, y1, pen * (_DOT if (x0, y0) == (x1, y1) else 1) / 2)

    def _segment(self, x0: float, y0: float, x1: float, y1: float, radius: float) -> None:
        """Darken the pixels near a segment, those at its edge by how much of them it covers."""
        dx, dy = x1 - x0, y1 - y0
        length = dx * dx + dy * dy
        reach = radius + 1
        for y in range(max(0, floor(min(y0, y1) - reach)), min(self.height, ceil(max(y0, y1) + reach))):
            row = self._rows[y]
            for x in range(max(0, floor(min(x0, x1) - reach)), min(self.width, ceil(max(x0, x1) + reach))):
                px, py = x + 0.5 - x0, y + 0.5 - y0
                along = min(1.0, max(0.0, (px * dx + py * dy) / length)) if length else 0.0
                cover = radius + 0.5 - hypot(px - along * dx, py - along * dy)
                if cover > 0:
                    row[x] = min(row[x], round(255 * (1 - min(1.0, cover))))

    def png(self, *, dots_per_inch: int) -> bytes:
        """Return the canvas as a grey PNG that says how large it is on paper, and nothing of day or machine."""
        per_metre = round(dots_per_inch * _METRE_IN_INCHES)
        lines = b"".join(b"\0" + bytes(row) for row in self._rows)
        return _SIGNATURE + b"".join(
            (
                _chunk(b"IHDR", struct.pack(">IIBBBBB", self.width, self.height, 8, 0, 0, 0, 0)),
                _chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1)),
                _chunk(b"IDAT", zlib.compress(lines, 9)),
                _chunk(b"IEND", b""),
            )
        )


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
