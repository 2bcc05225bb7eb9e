"""How long documents take, and what follows: when other processes are worth their start, how much to give them."""

_FORGETTING = 0.1
"""The weight of the last document: later ones may be longer than the first."""
_SURE_SECONDS = 0.03
"""After so much work it is told how long a document takes."""
_CHUNK_SECONDS = 0.03
_CHUNK_BYTES = 4 * 1024 * 1024
_AHEAD_SECONDS = 0.3
"""So long others may be late before what they have is filled here as well."""
_AHEAD_BYTES = 16 * 1024 * 1024
_MOST = 128
_UNKNOWN = 4
"""Contexts of the first chunk, whose size nobody knows."""
_WORTH = 2.0
"""Work that is left, in starts of a process, that makes another one worth its start."""


class Starts:
    """How long a process took to be ready, the last time one was started by this one."""

    seconds = 0.8


class Pace:
    """What documents take here, of late."""

    def __init__(self) -> None:
        self.seconds = 0.0
        """Of one document."""
        self.spent = 0.0
        """Of all documents filled here but the first, which finds everything cold."""
        self._bytes = 0.0
        self._context_bytes = 0.0
        self._count = -1

    def add(self, seconds: float, size: int) -> None:
        """Take note of a document filled here."""
        self._count += 1
        if self._count:
            weight = max(_FORGETTING, 1 / self._count)
            self.seconds += (seconds - self.seconds) * weight
            self._bytes += (size - self._bytes) * weight
            self.spent += seconds

    def sent(self, contexts: int, size: int) -> None:
        """Take note of the size of contexts that were sent."""
        self._context_bytes = max(1.0, size / contexts)

    def is_worth(self, processes: int, *, left: int | None) -> bool:
        """Tell whether so many processes are worth their start for ``left`` documents.

        Nobody knows how many an iterator still has: most likely as much again as it has given.
        """
        work = self.spent if left is None else left * self.seconds
        return self.spent > _SURE_SECONDS and work > _WORTH * Starts.seconds * processes

    def chunk(self, *, left: int | None, processes: int) -> int:
        """Return how many contexts to give away at once: some hundredths of a second of work, some megabytes."""
        share = _MOST if left is None else left / (2 * processes + 2)
        most = _MOST if self._context_bytes else _UNKNOWN
        return max(1, int(min(self._within(_CHUNK_SECONDS, _CHUNK_BYTES), share, most)))

    def ahead(self, *, processes: int) -> int:
        """Return how many contexts may be taken before their turn: two chunks for each process, and some here."""
        chunk = self._within(_CHUNK_SECONDS, _CHUNK_BYTES)
        return 2 * processes * max(1, int(chunk)) + max(2, int(self._within(_AHEAD_SECONDS, _AHEAD_BYTES)))

    def _within(self, seconds: float, size: int) -> float:
        """Return how many documents take so long or are so large, their contexts counted alike."""
        by_size = size / max(self._bytes, self._context_bytes, 1.0)
        return min(seconds / max(self.seconds, 1e-9), by_size, _MOST)
