"""What processes say to each other: frames of a kind and a length, then so many bytes."""

import struct
from collections.abc import Iterator
from enum import IntEnum
from typing import IO, NamedTuple

_HEAD = struct.Struct("<BQ")


class Kind(IntEnum):
    """What a frame holds."""

    TEMPLATE = 1
    """How to make the template, and how to fill it."""
    CONTEXTS = 2
    """A list of contexts."""
    READY = 3
    """The template is made: the seconds since the process was started."""
    DOCUMENT = 4
    ERROR = 5
    """The error of a context, in pieces."""
    NOTHING = 6
    """A context that could not be filled there."""
    UNABLE = 7
    """Neither this nor anything that follows can be read there."""


class Frame(NamedTuple):
    """One frame."""

    kind: Kind
    data: bytes


def framed(kind: Kind, data: bytes = b"") -> bytes:
    """Return the bytes of a frame."""
    return _HEAD.pack(kind, len(data)) + data


def read(stream: IO[bytes]) -> Frame | None:
    """Return the next frame of a stream, waiting for it; nothing where the stream ends."""
    head = stream.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    kind, size = _HEAD.unpack(head)
    data = stream.read(size)
    return Frame(Kind(kind), data) if len(data) == size else None


def taken(received: bytearray) -> Iterator[Frame]:
    """Yield the whole frames of what was received; what is left of it is the beginning of the next."""
    at = 0
    with memoryview(received) as seen:
        while len(seen) - at >= _HEAD.size:
            kind, size = _HEAD.unpack_from(seen, at)
            begin, end = at + _HEAD.size, at + _HEAD.size + size
            if end > len(seen):
                break
            yield Frame(Kind(kind), bytes(seen[begin:end]))
            at = end
    del received[:at]
