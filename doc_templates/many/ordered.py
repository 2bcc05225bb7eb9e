"""Documents in the order of their contexts: filled here without a pause, by others as well where that is quicker."""

import operator
import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from doc_templates.many.crew import Crew
from doc_templates.many.pace import Pace
from doc_templates.many.results import Context, Rendered, Renderer, filled, rendered
from doc_templates.many.slots import Slot

_TURN_SECONDS = 0.002
"""The other processes are looked after so often."""


class Many:
    """Fills contexts here and in other processes that make the template for themselves."""

    def __init__(self, here: Renderer, *, made: Callable[[], Renderer], draft: bool, processes: int | None) -> None:
        """``made`` makes the same template in another process; it must be picklable, or all is done here."""
        self._here, self._draft, self._made = here, draft, made
        self._others = (len(os.sched_getaffinity(0)) if processes is None else processes) - 1

    def rendered(self, contexts: Iterable[Context]) -> Iterator[Rendered]:
        """Yield each context's document in its order; nothing of other processes is left however it ends."""
        pace = Pace()
        crew = Crew(self._made, draft=self._draft, others=self._others, pace=pace)
        run = _Run(self._here, contexts, draft=self._draft, crew=crew, pace=pace)
        try:
            while (slot := run.following()) is not None:
                if slot.raised:
                    raise slot.raised
                if slot.filled is not None:
                    yield rendered(slot.place, slot.filled)
        finally:
            crew.end()


class _Run:
    """One walk over the contexts."""

    def __init__(self, here: Renderer, contexts: Iterable[Context], *, draft: bool, crew: Crew, pace: Pace) -> None:
        self._here, self._draft, self._crew, self._pace = here, draft, crew, pace
        self._known = operator.length_hint(contexts, 0)
        """How many there are; nobody knows where 0."""
        self._source = enumerate(contexts, start=1)
        self._taken = 0
        self._ended = False
        self._failed: Exception | None = None
        """What the contexts' own iterator raised, to be raised again after what came before it."""
        self._ahead: deque[Slot] = deque()
        self._next_turn = 0.0

    def following(self) -> Slot | None:
        """Return the next slot once it is done, and fill others here until then; nothing at the end."""
        while True:
            if self._crew.may_help and time.monotonic() >= self._next_turn:
                self._crew.turn(self._take, left=self._left())
                self._next_turn = time.monotonic() + _TURN_SECONDS
            if self._ahead and self._ahead[0].is_done:
                return self._ahead.popleft()
            slot = self._to_fill()
            if slot is None:
                if self._failed:
                    raise self._failed
                return None
            self._fill(slot)

    def _left(self) -> int | None:
        """Return how many contexts are left to be taken, where that is known."""
        left = self._known - self._taken
        return max(0, left) if self._ended or left > 0 else None

    def _to_fill(self) -> Slot | None:
        """Return what to fill here: what others could not, a new one, or what others are the last to come to."""
        while self._crew.returned:
            slot = self._crew.returned.popleft()
            if not slot.is_done:
                return slot
        if taken := self._take(1):
            return taken[0]
        return next((slot for slot in reversed(self._ahead) if not slot.is_done), None)

    def _take(self, count: int) -> list[Slot]:
        """Take the next contexts from their source, at most so many, never more than may be ahead."""
        room = 0 if self._ended else min(count, max(self._crew.ahead, 1) - len(self._ahead))
        slots: list[Slot] = []
        try:
            slots.extend(Slot(place, context) for place, context in islice(self._source, max(0, room)))
        except Exception as error:
            self._failed, self._ended = error, True
        self._ended = self._ended or len(slots) < room
        self._taken += len(slots)
        self._ahead.extend(slots)
        return slots

    def _fill(self, slot: Slot) -> None:
        began = time.perf_counter()
        try:
            slot.put(filled(self._here, slot.context, draft=self._draft))
        except Exception as error:
            slot.raised = error
        size = len(slot.filled) if isinstance(slot.filled, bytes) else 0
        self._pace.add(time.perf_counter() - began, size)
