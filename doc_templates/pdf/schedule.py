"""Which files are converted together, and what comes next after a run that did not go well.

A run works through its files in order. Where it dies or hangs, the first file without a PDF is the suspect: it gets a
second run alone, and all others go on together. So one bad file costs two starts and loses nobody else's. One that took
too long although it was alone is given up at once: its time may be half an hour.
"""

import threading
from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

from doc_templates.pdf.office import End

TOGETHER = 100
"""Files per run at most: long-lived processes grow slow and hang."""
BARREN = 2
"""Runs in succession without one PDF after which LibreOffice itself is in doubt."""

Batch = tuple[int, ...]


class After(NamedTuple):
    """What follows from a run: files given up, and whether LibreOffice itself must prove that it works."""

    given_up: Batch
    in_doubt: bool


class Schedule:
    """The files still to be converted, by their places; workers take batches from it until all are settled."""

    def __init__(self, places: Sequence[int], *, workers: int) -> None:
        self._changed = threading.Condition()
        self._batches: deque[Batch] = deque(batches(places, workers=workers))
        self._open = len(places)
        self._second: set[int] = set()
        self._barren = 0

    def take(self) -> Batch | None:
        """Return the next batch, waiting while others may still put one back; None when all are settled."""
        with self._changed:
            while self._open and not self._batches:
                self._changed.wait()
            return self._batches.popleft() if self._open else None

    def made(self) -> None:
        """Note one file that has its PDF."""
        with self._changed:
            self._barren = 0
            self._settle(1)

    def after(self, undone: Batch, *, end: End, barren: bool) -> After:
        """Note how a run ended with files left undone (in their order), and put back what deserves another run."""
        with self._changed:
            self._barren = self._barren + 1 if barren else 0
            again: tuple[Batch, ...] = ()
            given_up = undone
            hung_alone = end is End.TOO_LONG and barren and len(undone) == 1
            if end is not End.WELL and undone and not hung_alone:
                suspect, others = undone[:1], undone[1:]
                given_up = suspect if suspect[0] in self._second else ()
                again = (others,) if given_up else (others, suspect)
                self._second.update(suspect)
            self._batches.extend(batch for batch in again if batch)
            self._settle(len(given_up))
            return After(given_up, self._barren >= BARREN or hung_alone or (barren and end is End.WELL))

    def proved(self) -> None:
        """Note that LibreOffice works: the files were to blame."""
        with self._changed:
            self._barren = 0

    def stop(self) -> None:
        """Settle everything: whoever waits for a batch gets none."""
        with self._changed:
            self._settle(self._open)

    def _settle(self, count: int) -> None:
        self._open -= min(count, self._open)
        self._changed.notify_all()


def batches(places: Sequence[int], *, workers: int) -> list[Batch]:
    """Return batches of like size, a multiple of the workers where there is enough, none over ``TOGETHER``."""
    if not places:
        return []
    rounds = -(-len(places) // (TOGETHER * workers))
    count = min(len(places), rounds * workers)
    return [tuple(places[start::count]) for start in range(count)]
