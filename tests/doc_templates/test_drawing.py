"""Charts and the letters they are drawn with."""

import struct
import zlib
from collections.abc import Sequence
from unicodedata import normalize

import pytest

from doc_templates.drawing.chart import bar_chart
from doc_templates.drawing.letters import CAPITAL, glyph, text_strokes, text_width
from doc_templates.inserts.pictures import Picture
from doc_templates.rendering import CompiledTemplate
from doc_templates.word import package
from doc_templates.word.package import Part
from tests.doc_templates.make_docx import docx

LOWER = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
VOWELS = "aăâeêioôơuưy"
EVERY_LETTER = sorted(
    {letter for one in LOWER for letter in (one, one.upper())}
    | {normalize("NFC", base + tone) for vowel in VOWELS for base in (vowel, vowel.upper()) for tone in TONES}
)
BARS = (("Gửi đúng hạn", 31), ("Gửi muộn", 9), ("Chưa gửi", 4))


def chart(bars: Sequence[tuple[str, int]]) -> bytes:
    """Return a chart's PNG."""
    return bar_chart(bars, alt="Biểu đồ").data


def pixels(png: bytes) -> list[bytes]:
    """Return the rows of a grey PNG of ours."""
    width, height = struct.unpack(">II", png[16:24])
    data = zlib.decompress(png[png.index(b"IDAT") + 4 : png.index(b"IEND") - 8])
    return [data[row * (width + 1) + 1 : (row + 1) * (width + 1)] for row in range(height)]


def test_every_vietnamese_letter_is_drawn() -> None:
    """All letters with all tones have a drawing of their own, different from each other's and from the empty box."""
    drawings = {letter: glyph(letter)[1] for letter in EVERY_LETTER}
    assert len(EVERY_LETTER) == 178
    assert len(set(drawings.values())) == len(EVERY_LETTER)
    assert glyph("☃")[1] not in drawings.values()


def test_composed_and_decomposed_are_drawn_alike() -> None:
    """The form of composition changes nothing."""
    assert text_strokes(normalize("NFD", "Ủy ban huyện Xuân Lộc")) == text_strokes("Ủy ban huyện Xuân Lộc")


@pytest.mark.parametrize("letter", EVERY_LETTER)
def test_letters_stay_in_their_line(letter: str) -> None:
    """No letter reaches into its neighbour's place or into the line above or below."""
    width, strokes = glyph(letter)
    points = [point for stroke in strokes for point in stroke]
    assert all(-3.2 <= x <= width + 3.2 for x, _ in points)
    assert all(-4.5 <= y <= CAPITAL + 9 for _, y in points)


def test_width_grows_with_the_text() -> None:
    """A line is as wide as its letters and the gaps between them; nothing has no width."""
    assert text_width("") == 0
    assert text_width("Gửi muộn") > text_width("Gửi") + text_width("muộn")


def test_same_bars_same_bytes() -> None:
    """A chart has nothing of day or machine in it."""
    assert chart(BARS) == chart(list(BARS))
    assert chart(BARS) != chart(BARS[:2])


def test_bars_are_told_apart_without_colours() -> None:
    """Neighbouring bars differ in black and white: dark, hatched, light; the picture is grey only."""
    png = chart([("a", 10), ("b", 10), ("c", 10)])
    assert png[24:26] == bytes([8, 0])
    rows = pixels(png)
    dark = [sum(row[len(row) // 2 - 100 : len(row) // 2]) / 100 for row in rows]
    middles = [dark[round(len(rows) * part)] for part in (0.2, 0.5, 0.8)]
    assert middles[0] < 90 < middles[2] < middles[1]


@pytest.mark.parametrize("bars", [(), (("Chưa gửi", 0),), (("Một nhãn rất dài " * 8, 3),), (("a", 10**9), ("b", 1))])
def test_awkward_bars_are_drawn(bars: tuple[tuple[str, int], ...]) -> None:
    """No bar, a bar of nothing, a long label and a bar beside a huge one make a picture all the same."""
    assert chart(bars).startswith(b"\x89PNG")


def test_chart_tells_its_numbers_in_words() -> None:
    """Who cannot see the picture is told label and value of each bar."""
    assert bar_chart(BARS, alt="Biểu đồ").alt == "Biểu đồ (Gửi đúng hạn: 31; Gửi muộn: 9; Chưa gửi: 4)"


ONE = Picture(data=chart(BARS), width_mm=100, height_mm=30, alt='Hình "một" & <hai>')
OTHER = Picture(data=chart(BARS[:1]), width_mm=50, height_mm=10, alt="khác")


def parts_of(*paragraphs: str, **values: object) -> dict[str, bytes]:
    """Return the parts of the document that these paragraphs make."""
    return {
        part.name: part.data for part in package.read(CompiledTemplate.from_bytes(docx(*paragraphs)).render(values))
    }


def test_picture_brings_its_parts() -> None:
    """A picture in the text brings its bytes, its relation and the content type, and nothing outside the file."""
    parts = parts_of("trước {{ hinh }} sau", hinh=ONE)
    media = [name for name in parts if name.startswith("word/media/")]
    assert [parts[name] for name in media] == [ONE.data]
    assert f'Target="media/{ONE.name}.png"'.encode() in parts["word/_rels/document.xml.rels"]
    assert b'Extension="png" ContentType="image/png"' in parts["[Content_Types].xml"]
    assert b"&quot;m\xe1\xbb\x99t&quot; &amp; &lt;hai" in parts["word/document.xml"]


def test_same_picture_twice_is_kept_once() -> None:
    """A picture shown twice is one part; drawings are numbered apart."""
    parts = parts_of("{{ hinh }}", "{{ hinh }}", "{{ khac }}", hinh=ONE, khac=OTHER)
    assert len([name for name in parts if name.startswith("word/media/")]) == 2
    assert parts["word/_rels/document.xml.rels"].count(b"<Relationship ") == 2
    for number in (1001, 1002, 1003):
        assert f'<wp:docPr id="{number}"'.encode() in parts["word/document.xml"]


def test_picture_that_is_not_shown_leaves_nothing() -> None:
    """A picture under a condition that does not hold leaves no part behind."""
    assert set(parts_of("{% if co %}{{ hinh }}{% endif %}", co=False, hinh=ONE)) == {
        "[Content_Types].xml",
        "_rels/.rels",
        "word/document.xml",
    }


def test_relations_of_a_template_are_kept() -> None:
    """A template's own relations and png type stay, ours come beside them."""
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"'
        ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="#a"/>'
        "</Relationships>"
    )
    source = package.read(docx("{{ hinh }}"))
    template = package.write((*source, Part("word/_rels/document.xml.rels", rels.encode())))
    document = CompiledTemplate.from_bytes(template).render({"hinh": ONE})
    made = next(part.data for part in package.read(document) if part.name == "word/_rels/document.xml.rels")
    assert made.count(b"<Relationship ") == 2
