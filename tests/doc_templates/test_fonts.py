"""The font of PDFs is as wide as Times New Roman and has every Vietnamese letter, by the font file itself."""

import struct
import unicodedata
from pathlib import Path

import pytest

from doc_templates.typesetting import metrics
from doc_templates.typesetting.font_files import BadFont, FontFile, read_font
from doc_templates.typesetting.fonts import LETTERS, FontsUnfit, check_font, check_fonts


def as_wide_as_times(letters: str, *, bold: bool = False) -> FontFile:
    """Return a font that has these letters, each as wide as in Times New Roman."""
    known = metrics.letter_widths(bold=bold)
    glyphs = {letter: place for place, letter in enumerate(letters, start=1)}
    return FontFile(glyphs, (0, *(known.get(letter, 500) for letter in letters)))


def test_letters_are_all_of_the_alphabet() -> None:
    """The letters asked for are the 134 with marks and those without, composed, small and capital."""
    assert len({letter for letter in LETTERS if unicodedata.decomposition(letter) or letter in "đĐ"} - {"…"}) == 134
    assert unicodedata.is_normalized("NFC", LETTERS)
    assert set("ẾếỆệỮữẶặĐđỴỵ“”–0123456789") <= set(LETTERS)


@pytest.mark.parametrize("bold", [False, True])
def test_any_font_of_the_right_widths_and_letters_fits(bold: bool) -> None:
    """It is the file that counts, not its name: an office's own Times New Roman fits as Liberation does."""
    check_font(as_wide_as_times(LETTERS, bold=bold), family="Times New Roman", bold=bold)


@pytest.mark.parametrize("letter", "ẤệữĐ–")
def test_a_font_without_one_letter_is_refused(letter: str) -> None:
    """One letter missing, and a page that needs it would mix two fonts."""
    with pytest.raises(FontsUnfit, match=f"thiếu 1 chữ, ví dụ: {letter}"):
        check_font(as_wide_as_times(LETTERS.replace(letter, "")), family="Liberation Serif")


def test_a_font_of_other_widths_is_refused() -> None:
    """Where letters are wider, lines break elsewhere than in Word."""
    wide = as_wide_as_times(LETTERS)
    with pytest.raises(FontsUnfit, match="chữ rộng khác"):
        check_font(wide._replace(widths=tuple(width + 9 for width in wide.widths)), family="DejaVu Serif")


def made_font(cmap: bytes, *, unit: int = 2048, advances: tuple[int, ...] = (0, 1024)) -> bytes:
    """Return a font file of the four tables that are read."""
    tables = {
        b"cmap": cmap,
        b"head": b"\0" * 18 + struct.pack(">H", unit) + b"\0" * 34,
        b"hhea": b"\0" * 34 + struct.pack(">H", len(advances)),
        b"hmtx": b"".join(struct.pack(">Hh", advance, 0) for advance in advances),
    }
    start = 12 + 16 * len(tables)
    head, body = struct.pack(">IHHHH", 0x10000, len(tables), 0, 0, 0), b""
    for tag, data in tables.items():
        head += struct.pack(">4sIII", tag, 0, start + len(body), len(data))
        body += data
    return head + body


def one_map(platform: int, code: int, table: bytes) -> bytes:
    return struct.pack(">HHHHI", 0, 1, platform, code, 12) + table


def shifted() -> bytes:
    """Return a map of format 4: A by a shift, B and C by a list."""
    numbers = (4, 0, 0, 6, 0, 0, 0, 0x41, 0x43, 0xFFFF, 0, 0x41, 0x42, 0xFFFF)
    shifts = struct.pack(">HHH", 0x10000 - 0x41 + 1, 0, 1)
    return struct.pack(">14H", *numbers) + shifts + struct.pack(">HHH", 0, 4, 0) + struct.pack(">HH", 1, 0)


def grouped() -> bytes:
    """Return a map of format 12: A to C."""
    return struct.pack(">HHIIIIII", 12, 0, 28, 0, 1, 0x41, 0x43, 1)


def test_both_kinds_of_maps_are_read() -> None:
    """Characters are found in a map of segments and in one of groups; the widest map is taken."""
    assert dict(read_font(made_font(one_map(3, 1, shifted()))).glyphs) == {"A": 1, "B": 1}
    assert dict(read_font(made_font(one_map(3, 10, grouped()))).glyphs) == {"A": 1, "B": 2, "C": 3}


def test_widths_are_in_thousandths() -> None:
    """An advance of half the unit is 500; glyphs past the last advance are as wide as the last."""
    font = read_font(made_font(one_map(3, 10, grouped())))
    assert [font.width(letter) for letter in "ABC"] == [500, 500, 500]
    assert font.lacks("ABCD") == "D"


@pytest.mark.parametrize("data", [b"", b"abc", b"\0" * 200, made_font(one_map(1, 0, b"\0" * 40))])
def test_what_is_no_font_is_told(data: bytes) -> None:
    """Bytes that are no font, or have no Unicode map, are told as such."""
    with pytest.raises(BadFont):
        read_font(data)


def test_machine_without_the_font_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine whose fonts cannot stand in for Times New Roman is told so, with what to install."""
    config = tmp_path / "fonts.conf"
    config.write_text(f"<fontconfig><dir>{tmp_path}</dir><cachedir>{tmp_path}</cachedir></fontconfig>")
    monkeypatch.setenv("FONTCONFIG_FILE", str(config))
    with pytest.raises(FontsUnfit, match="cài gói font"):
        check_fonts()
