"""Writing a Word file: a zip by hand, so that what never changes is packed once and equal parts give equal bytes.

Texts are packed by Intel's ISA-L: a tenth of zlib's time for a size a quarter larger, and it is the packing, not
the filling, that a long list would wait for. Which code it picks follows the kind of processor; the content hash
does not.
"""

import struct
import zlib
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from isal import isal_zlib

from doc_templates.limits import MAX_PARTS, too_much

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION = 20
_MADE_BY = 3 << 8 | _VERSION
_MODE = 0o600 << 16
_DAY = 33
"""1980-01-01, the first day that a zip can name: nothing of the day is in a document."""
_UTF8 = 0x800
_STORED, _DEFLATED = 0, 8
_LEVEL = 1
_QUICK = 0
"""The level for parts of some pages: there half the time counts more than a sixth of the size."""
_PAGES = 32 * 1024
_RAW = -15
_TINY = 256
"""Below so many bytes packing gains nothing."""
_KEPT = 4 * 1024
"""Parts up to this size (headers, relations) are kept packed: from one document to the next they seldom change."""
_PACKED_ALREADY = (".png", ".jpg", ".jpeg", ".gif", ".zip")


class Entry(NamedTuple):
    """A part, packed and with its headers, ready to be put anywhere into a file."""

    local: bytes
    """Local header, name and packed bytes."""
    central: bytes
    """The directory's record up to the offset."""
    name: bytes


def packed(name: str, data: bytes) -> Entry:
    """Return a part made ready; small parts that came before are not packed again."""
    return _kept(name, data) if len(data) <= _KEPT else _packed(name, data)


def _packed(name: str, data: bytes) -> Entry:
    plain = len(data) < _TINY or name.endswith(_PACKED_ALREADY)
    return _entry(
        name, data, None if plain else isal_zlib.compress(data, _QUICK if len(data) < _PAGES else _LEVEL, _RAW)
    )


def packed_for_good(name: str, data: bytes) -> Entry:
    """Return a part made ready once for many documents, as small as can be."""
    packer = zlib.compressobj(9, zlib.DEFLATED, _RAW)
    tight = packer.compress(data) + packer.flush()
    return _entry(name, data, tight if len(tight) < len(data) else None)


def _entry(name: str, data: bytes, deflated: bytes | None) -> Entry:
    plain = deflated is None
    body = data if deflated is None else deflated
    method = _STORED if plain else _DEFLATED
    title = name.encode("utf-8")
    flags = 0 if name.isascii() else _UTF8
    common = (flags, method, 0, _DAY, isal_zlib.crc32(data), len(body), len(data), len(title))
    local = _LOCAL.pack(b"PK\3\4", _VERSION, *common, 0)
    central = _CENTRAL.pack(b"PK\1\2", _MADE_BY, _VERSION, *common, 0, 0, 0, 0, _MODE, 0)
    return Entry(b"".join((local, title, body)), central[:-4], title)


_kept = lru_cache(maxsize=512)(_packed)


def assembled(entries: Iterable[Entry]) -> bytes:
    """Return the zip of the entries in their order."""
    bodies: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for local, central, name in entries:
        bodies.append(local)
        directory += (central, offset.to_bytes(4, "little"), name)
        offset += len(local)
    records = b"".join(directory)
    count = len(bodies)
    if count > MAX_PARTS:
        raise too_much("Số hình và phần của tệp", MAX_PARTS, unit="phần")
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(records), offset, 0)
    return b"".join((*bodies, records, end))
