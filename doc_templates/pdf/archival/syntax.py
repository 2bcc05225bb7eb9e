"""How the file is written down: its head and end, its table of objects, each object's own lines."""

import re
from collections.abc import Iterator

from pypdf.generic import NumberObject, StreamObject

from doc_templates.pdf.archival.file import ArchiveFile
from doc_templates.pdf.archival.rules import Breach

_HEAD = re.compile(rb"%PDF-1\.[0-7](?:\r\n|\r|\n)")
_XREF = re.compile(rb"xref(?:\r\n|\r|\n)\d+ \d+\s")
_XREF_STREAM = re.compile(rb"\d+ \d+ obj\s")
_OBJECT = re.compile(rb"(\d+)[ \t\r\n\f\0](\d+)[ \t\r\n\f\0]obj(?:\r\n|\r|\n)")
_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF")
_STREAM = re.compile(rb">>\s*stream(\r\n|\n|\r)")
_END_OF_STREAM = re.compile(rb"(?:\r\n|\r|\n)endstream")
_END_OF_OBJECT = re.compile(rb".\s*(?:(?<=[\r\n])endobj)[\r\n]", re.DOTALL)
_LENGTH = re.compile(rb"/Length\s+(\d+)(\s+\d+\s+R)?(?![\w])")
_LITERAL = re.compile(rb"\((?:\\.|[^()\\])*\)", re.DOTALL)
_BLANK = re.compile(rb"[\s\0]+")
_HEX = re.compile(rb"(?<!<)<([^<>]*)>(?!>)")
_HEX_WRONG = re.compile(rb"[^0-9A-Fa-f\s\0]")


def judge_syntax(file: ArchiveFile) -> Iterator[Breach]:
    """Yield what is wrong with the file's head, end, tables and objects as they are written."""
    yield from _head(file.data)
    yield from _end(file)
    yield from _tables(file)
    for number, at in _places(file):
        yield from _object(file, number, at)


def _head(data: bytes) -> Iterator[Breach]:
    head = _HEAD.match(data)
    if head is None:
        yield Breach("header")
    line = data[head.end() if head else 9 :][:5].ljust(5, b"\0")
    if line[:1] != b"%" or any(byte < 128 for byte in line[1:]):
        yield Breach("binary-mark")


def _end(file: ArchiveFile) -> Iterator[Breach]:
    if file.data.rpartition(b"%%EOF")[2] not in (b"", b"\n", b"\r", b"\r\n"):
        yield Breach("after-end")
    identity = file.reader.trailer.get("/ID")
    if identity is None or len(identity) != 2 or not all(identity):
        yield Breach("trailer-id")


def _tables(file: ArchiveFile) -> Iterator[Breach]:
    """Yield a breach where no well-spaced table, or stream of one, stands where the file says."""
    for start in _START.finditer(file.data):
        at = int(start[1])
        if at and not (_XREF.match(file.data, at) or _XREF_STREAM.match(file.data, at)):
            yield Breach("xref")
            return


def _places(file: ArchiveFile) -> Iterator[tuple[int, int]]:
    free = file.reader.xref_free_entry
    for generation, table in file.reader.xref.items():
        for number, at in table.items():
            if number and generation != 65535 and not free.get(generation, {}).get(number, False):
                yield number, at


def _object(file: ArchiveFile, number: int, at: int) -> Iterator[Breach]:
    place = f"đối tượng {number}"
    head = _OBJECT.match(file.data, at)
    if head is None or int(head[1]) != number or (at and file.data[at - 1 : at] not in (b"\n", b"\r")):
        yield Breach("object-spacing", place)
        return
    held = file.by_number.get(number)
    begins = _STREAM.search(file.data, head.end()) if isinstance(held, StreamObject) else None
    text_end = file.data.find(b"endobj", head.end()) if begins is None else begins.start() + 2
    yield from _hex_strings(file.data[head.end() : text_end], place)
    end = text_end
    if begins is not None:
        end = begins.end() + _length(file, file.data[head.end() : begins.start()])
        closing = _END_OF_STREAM.match(file.data, end)
        if closing is None or begins[1] == b"\r":
            yield Breach("stream-length", place)
            return
        end = closing.end()
    if not _END_OF_OBJECT.match(file.data, end - 1):
        yield Breach("object-spacing", place)


def _length(file: ArchiveFile, text: bytes) -> int:
    """Return the length that a stream's own lines tell; pypdf tells the one that it found."""
    told = _LENGTH.search(text)
    if told is None:
        return 0
    if told[2] is None:
        return int(told[1])
    held = file.by_number.get(int(told[1]))
    return int(held) if isinstance(held, NumberObject) else 0


def _hex_strings(text: bytes, place: str) -> Iterator[Breach]:
    outside = text
    while (shorter := _LITERAL.sub(b" ", outside)) != outside:
        outside = shorter
    for one in _HEX.finditer(outside):
        if _HEX_WRONG.search(one[1]) or len(_BLANK.sub(b"", one[1])) % 2:
            yield Breach("hex-strings", place)
            return
