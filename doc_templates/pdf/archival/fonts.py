"""Fonts: each embedded whole enough to draw what the pages show, its widths told as they are."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from pypdf.generic import DictionaryObject, NameObject, StreamObject

from doc_templates.pdf.archival.file import ArchiveFile, dictionary, listed, number, resolved
from doc_templates.pdf.archival.glyphs import judge_composite_glyphs, judge_simple_glyphs
from doc_templates.pdf.archival.programs import Program, read_program
from doc_templates.pdf.archival.rules import Breach
from doc_templates.typesetting.font_files import BadFont

_SIMPLE = frozenset({"/Type1", "/MMType1", "/TrueType", "/Type3"})
_IDENTITY = ("/Identity-H", "/Identity-V")
_BOTH_WAYS = (
    *("Identity", "EUC", "B5pc"),
    *("GB-EUC", "GBpc-EUC", "GBK-EUC", "GBKp-EUC", "GBK2K", "UniGB-UCS2", "UniGB-UTF16"),
    *("HKscs-B5", "ETen-B5", "ETenms-B5", "CNS-EUC", "UniCNS-UCS2", "UniCNS-UTF16"),
    *("90ms-RKSJ", "90msp-RKSJ", "Add-RKSJ", "Ext-RKSJ", "UniJIS-UCS2", "UniJIS-UCS2-HW", "UniJIS-UTF16"),
    *("KSC-EUC", "KSCms-UHC", "KSCms-UHC-HW", "UniKS-UCS2", "UniKS-UTF16"),
)
_KNOWN_CMAPS = frozenset(
    {f"/{name}-{way}" for name in _BOTH_WAYS for way in "HV"}
    | {"/H", "/V", "/83pv-RKSJ-H", "/90pv-RKSJ-H", "/KSCpc-EUC-H"}
)
"""The maps that every reader has (ISO 32000-1, table 118)."""
_SYMBOLIC = 4
_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
_PLAIN = ("/MacRomanEncoding", "/WinAnsiEncoding")


def judge_fonts(file: ArchiveFile) -> Iterator[Breach]:
    """Yield what is wrong with each font that something on a page is written with."""
    for font, codes, place in _used(file):
        called = str(font.get("/BaseFont", "")).lstrip("/") or "không tên"
        yield from _entries(font, called)
        if font.get("/Subtype") == "/Type3":
            continue
        if font.get("/Subtype") == "/Type0":
            yield from _composite(font, codes, called, place)
        elif (program := _embedded(font)) is None:
            yield Breach("fonts-embedded", called)
        else:
            yield from _simple(font, program, codes, called, place)


def _used(file: ArchiveFile) -> Iterator[tuple[DictionaryObject, frozenset[int], str]]:
    """Yield each font in reach of a page with the codes that are shown with it, and where it is seen first."""
    fonts: dict[int, tuple[DictionaryObject, str]] = {}
    shown: dict[int, set[bytes]] = defaultdict(set)
    for surface in file.surfaces:
        named = dictionary(surface.resources.get("/Font"))
        for font in map(dictionary, named.values()):
            fonts.setdefault(id(font), (font, surface.place))
        current: list[int] = [0]
        for command in file.commands_of(surface):
            if command.operator == b"q":
                current.append(current[-1])
            elif command.operator == b"Q" and len(current) > 1:
                current.pop()
            elif command.operator == b"Tf" and command.names:
                current[-1] = id(dictionary(named.get(command.names[-1])))
            elif command.texts and command.operator in (b"Tj", b"TJ", b"'", b'"'):
                shown[current[-1]].update(command.texts)
    for identity, (font, place) in fonts.items():
        yield font, _codes(font, shown[identity]), place


def _codes(font: DictionaryObject, texts: set[bytes]) -> frozenset[int]:
    """Return the codes in texts: two bytes each with an identity map, one byte each in a simple font."""
    if font.get("/Subtype") != "/Type0":
        return frozenset(code for text in texts for code in text)
    if font.get("/Encoding") not in _IDENTITY:
        return frozenset()
    return frozenset(256 * text[at] + text[at + 1] for text in texts for at in range(0, len(text) - 1, 2))


def _entries(font: DictionaryObject, called: str) -> Iterator[Breach]:
    """Yield breaches by what a font must say of itself (ISO 32000-1, tables 111, 112 and 121)."""
    kind = font.get("/Subtype")
    if (
        font.get("/Type") != "/Font"
        or kind not in {*_SIMPLE, "/Type0"}
        or not (kind == "/Type3" or "/BaseFont" in font)
    ):
        yield Breach("font-entries", called)
        return
    if kind not in _SIMPLE:
        return
    first, last = number(font.get("/FirstChar")), number(font.get("/LastChar"))
    widths = listed(font.get("/Widths"))
    if first is None or last is None or len(widths) != last - first + 1:
        yield Breach("font-entries", called)


def _embedded(font: DictionaryObject) -> StreamObject | None:
    descriptor = dictionary(font.get("/FontDescriptor"))
    for key in _PROGRAMS:
        if isinstance(program := resolved(descriptor.get(key)), StreamObject):
            return program
    return None


def _program_of(font: DictionaryObject) -> Program | None:
    """Return a font's TrueType program; None for one of another kind, which is not looked into."""
    held = resolved(dictionary(font.get("/FontDescriptor")).get("/FontFile2"))
    return read_program(held.get_data()) if isinstance(held, StreamObject) else None


def _composite(font: DictionaryObject, codes: frozenset[int], called: str, place: str) -> Iterator[Breach]:
    descendants = listed(font.get("/DescendantFonts"))
    inner = dictionary(descendants[0]) if descendants else DictionaryObject()
    yield from _map_of_codes(font, called)
    if _embedded(inner) is None:
        yield Breach("fonts-embedded", called)
        return
    if inner.get("/Subtype") != "/CIDFontType2":
        return
    to_glyph = resolved(inner.get("/CIDToGIDMap"))
    if not (isinstance(to_glyph, StreamObject) or to_glyph == "/Identity"):
        yield Breach("cid-glyph-map", called)
        return
    try:
        program = _program_of(inner)
    except BadFont:
        yield Breach("glyphs-present", f"{called}, phông nhúng không đọc được")
        return
    if program is not None:
        table = to_glyph.get_data() if isinstance(to_glyph, StreamObject) else None
        yield from judge_composite_glyphs(inner, program, table, codes, f"{called}, {place}")


def _map_of_codes(font: DictionaryObject, called: str) -> Iterator[Breach]:
    """Yield a breach where the map from codes to letters is neither a known one nor lies in the file."""
    encoding = resolved(font.get("/Encoding"))
    if isinstance(encoding, NameObject):
        if encoding not in _KNOWN_CMAPS:
            yield Breach("cmaps", called)
    elif not isinstance(encoding, StreamObject) or not _same_direction(encoding):
        yield Breach("cmaps", called)


def _same_direction(cmap: StreamObject) -> bool:
    told = int(number(cmap.get("/WMode")) or 0)
    return (b"/WMode 1" in cmap.get_data()) == (told == 1)


def _simple(
    font: DictionaryObject, embedded: StreamObject, codes: frozenset[int], called: str, place: str
) -> Iterator[Breach]:
    if font.get("/Subtype") != "/TrueType" or embedded is not resolved(
        dictionary(font.get("/FontDescriptor")).get("/FontFile2")
    ):
        return
    try:
        program = read_program(embedded.get_data())
    except BadFont:
        yield Breach("glyphs-present", f"{called}, phông nhúng không đọc được")
        return
    flags = int(number(dictionary(font.get("/FontDescriptor")).get("/Flags")) or 0)
    symbolic = bool(flags & _SYMBOLIC)
    if not _is_encoded_well(font, program.maps, symbolic=symbolic):
        yield Breach("truetype-encoding", called)
    elif symbolic:
        yield from judge_simple_glyphs(font, program, codes, f"{called}, {place}")


def _is_encoded_well(font: DictionaryObject, maps: Mapping[tuple[int, int], object], *, symbolic: bool) -> bool:
    encoding = resolved(font.get("/Encoding"))
    if symbolic:
        return encoding is None and (len(maps) == 1 or (3, 0) in maps)
    base = encoding.get("/BaseEncoding") if isinstance(encoding, DictionaryObject) else encoding
    differs = isinstance(encoding, DictionaryObject) and "/Differences" in encoding
    return bool(maps) and base in _PLAIN and (not differs or (3, 1) in maps)
