"""Whether an index's files are whole: what the folder itself says, not what an error was called.

Each file of a segment ends with a footer that holds the checksum of what stands before it, then the footer's
length and a fixed number, four bytes each. The segments that count are those that ``meta.json`` lists.
"""

import json
import os
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import tantivy

from storage.search.engine import make_schema

META = "meta.json"
_PARTS = ("term", "idx", "pos", "store", "fast", "fieldnorm")
_ENDING = struct.Struct("<II")
_MAGIC = 1337
_PIECE = 1 << 20


def fault_of(folder: Path) -> str | None:
    """Return in Vietnamese why the index must be built again, None where every file is whole and of our fields.

    ``OSError`` where a file is there but cannot be read: that tells nothing of what it holds.
    """
    if not (folder / META).is_file():
        return f"thiếu tệp {META}"
    try:
        names = tuple(_files(json.loads((folder / META).read_bytes())))
    except (ValueError, TypeError, KeyError, AttributeError):
        return f"tệp {META} hỏng"
    for name in names:
        if not (folder / name).is_file():
            return f"thiếu tệp {name}"
        if not _is_whole(folder / name):
            return f"tệp {name} hỏng"
    return _fault_in_opening(folder)


def _files(meta: dict[str, list[dict[str, Any]]]) -> Iterator[str]:
    for segment in meta["segments"]:
        name = segment["segment_id"].replace("-", "")
        yield from (f"{name}.{part}" for part in _PARTS)
        if segment["deletes"]:
            yield f"{name}.{segment['deletes']['opstamp']}.del"


def _is_whole(path: Path) -> bool:
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        if size < _ENDING.size:
            return False
        file.seek(size - _ENDING.size)
        length, magic = _ENDING.unpack(file.read())
        start = size - _ENDING.size - length
        if magic != _MAGIC or start < 0:
            return False
        file.seek(start)
        try:
            footer = json.loads(file.read(length))
        except ValueError:
            return False
        return isinstance(footer, dict) and footer.get("crc") == _checksum(file, start)


def _checksum(file: BinaryIO, length: int) -> int:
    """Return the checksum of a file's first bytes, read piece by piece."""
    file.seek(0)
    crc = 0
    while length and (piece := file.read(min(length, _PIECE))):
        crc = zlib.crc32(piece, crc)
        length -= len(piece)
    return crc


def _fault_in_opening(folder: Path) -> str | None:
    """Return what keeps whole files from serving: fields of another version of ours, or another format's."""
    try:
        found = tantivy.Index.open(str(folder))
    except ValueError:
        return "các tệp không mở được bằng phiên bản đang dùng"
    return None if found.schema == make_schema() else "các trường được lập theo phiên bản khác"
