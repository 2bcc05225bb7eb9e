"""When another process is worth its start, how much it is given, and how it is understood."""

import io

import pytest

from doc_templates.many import frames
from doc_templates.many.frames import Frame, Kind, framed
from doc_templates.many.pace import Pace, Starts

MB = 1024 * 1024


@pytest.fixture(autouse=True)
def start(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a process take one second to start."""
    monkeypatch.setattr(Starts, "seconds", 1.0)


def after(count: int, *, seconds: float, size: int = 10_000) -> Pace:
    """Return the pace after so many documents, the first of them cold."""
    pace = Pace()
    pace.add(5.0, size)
    for _ in range(count):
        pace.add(seconds, size)
    return pace


def test_time_decides_not_number() -> None:
    """200 long lists are worth another process, 1,000 short documents are not, 30,000 of them are."""
    assert after(10, seconds=0.011).is_worth(1, left=190)
    assert not after(400, seconds=0.0001).is_worth(1, left=1_000)
    assert after(400, seconds=0.0001).is_worth(1, left=30_000)


def test_each_further_process_needs_more_work() -> None:
    """What is worth one process need not be worth four."""
    pace = after(10, seconds=0.011)
    assert [pace.is_worth(processes, left=500) for processes in (1, 2, 3, 4)] == [True, True, False, False]


def test_what_nobody_knows() -> None:
    """Where the number is not known as much again is expected as was done, the cold first one not counted."""
    assert not after(150, seconds=0.011).is_worth(1, left=None)
    assert after(200, seconds=0.011).is_worth(1, left=None)


def test_one_document_tells_nothing() -> None:
    """The first document alone, which finds everything cold, starts nobody."""
    assert not after(0, seconds=1.0).is_worth(1, left=100_000)


def test_chunks_follow_time_and_size() -> None:
    """A chunk is some hundredths of a second of work, never less than one, and never many megabytes."""
    first = after(10, seconds=0.001)
    assert first.chunk(left=None, processes=1) == 4
    first.sent(4, 4_000)
    assert first.chunk(left=None, processes=1) == 30
    assert first.chunk(left=40, processes=1) == 10
    for seconds, size, expected in ((0.0001, 10_000, 128), (0.2, 10_000, 1), (0.0001, MB, 4), (0.0001, 9 * MB, 1)):
        pace = after(10, seconds=seconds, size=size)
        pace.sent(1, 100)
        assert pace.chunk(left=None, processes=1) == expected
    first.sent(4, 8 * MB)
    assert first.chunk(left=None, processes=1) == 2


def test_little_is_taken_ahead() -> None:
    """What is taken before its turn is bounded by time and size, whatever a document takes."""
    for seconds, size, most in ((0.0001, 10_000, 400), (0.01, 10_000, 40), (2.0, 10_000, 4), (0.001, 4 * MB, 6)):
        assert after(10, seconds=seconds, size=size).ahead(processes=1) <= most


FRAMES = (framed(Kind.READY, b"0.5"), framed(Kind.DOCUMENT, bytes(range(256))), framed(Kind.NOTHING))
WANTED = [Frame(Kind.READY, b"0.5"), Frame(Kind.DOCUMENT, bytes(range(256))), Frame(Kind.NOTHING, b"")]


def test_frames_come_in_pieces() -> None:
    """Frames are the same wherever what comes is cut."""
    whole = b"".join(FRAMES)
    for cut in range(len(whole) + 1):
        received, seen = bytearray(), []
        for piece in (whole[:cut], whole[cut:]):
            received += piece
            seen += list(frames.taken(received))
        assert seen == WANTED
        assert not received


def test_a_stream_that_breaks_off() -> None:
    """A stream that ends, also within a frame, gives whole frames and then nothing."""
    whole = b"".join(FRAMES)
    stream = io.BytesIO(whole[:-1])
    assert [frames.read(stream) for _ in range(3)] == [*WANTED[:2], None]
    assert frames.read(io.BytesIO(FRAMES[1][:40])) is None
