"""The other processes: started when they are worth it, kept busy, left alone when they cost more than they bring."""

import pickle
import time
from collections import deque
from collections.abc import Callable

from doc_templates.many.frames import Frame, Kind
from doc_templates.many.helper import Helper, HelperGone
from doc_templates.many.pace import Pace
from doc_templates.many.results import Outcome, Renderer, Told
from doc_templates.many.slots import Slot

Take = Callable[[int], list[Slot]]
"""What takes the next contexts, so many at most."""
_TRIED = 64
_DEAR = 0.6
"""The share of a document's own time above which giving it away is not worth it."""


class Crew:
    """What this process knows of the others; none of them is ever waited for."""

    def __init__(self, made: Callable[[], Renderer], *, draft: bool, others: int, pace: Pace) -> None:
        self._made, self._draft, self._pace = made, draft, pace
        self._may = others
        self._helpers: list[Helper] = []
        self._spent, self._answered = 0.0, 0
        self.returned: deque[Slot] = deque()
        """What was given away and has to be filled here after all."""

    @property
    def ahead(self) -> int:
        """How many contexts may be taken before their turn."""
        return self._pace.ahead(processes=len(self._helpers)) if self._helpers else 0

    @property
    def may_help(self) -> bool:
        """Whether there are other processes or may be some."""
        return self._may > 0

    def turn(self, take: Take, *, left: int | None) -> None:
        """Listen to the others, give them what they have room for, start one more where it is worth it."""
        began = time.thread_time()
        for helper in tuple(self._helpers):
            try:
                for frame in helper.news():
                    self._answer(helper.given.popleft(), frame)
                if helper.is_ready and self._may:
                    self._give(helper, take, left)
            except HelperGone:
                self._lose(helper)
        self._spent += time.thread_time() - began
        if not self._may or self._is_dear():
            self.end()
        elif len(self._helpers) < self._may and self._pace.is_worth(len(self._helpers) + 1, left=left):
            self._start()

    def _is_dear(self) -> bool:
        """Tell whether giving documents away takes about as long as filling them here."""
        return self._answered > _TRIED and self._spent > _DEAR * self._pace.seconds * self._answered

    def end(self) -> None:
        """End all others; what they had is filled here, and nothing more is given away."""
        self._may = 0
        for helper in tuple(self._helpers):
            self._lose(helper)

    def _start(self) -> None:
        try:
            self._helpers.append(Helper(self._made, draft=self._draft))
        except Exception:  # whatever a filter's pickling raises, or no process to be had
            self._may = len(self._helpers)

    def _give(self, helper: Helper, take: Take, left: int | None) -> None:
        """Give a process two chunks: one to fill, one that waits, so that it is never idle."""
        size = self._pace.chunk(left=left, processes=len(self._helpers))
        while len(helper.given) <= size and (slots := take(size)):
            try:
                self._pace.sent(len(slots), helper.give(slots))
            except HelperGone:
                raise
            except Exception:  # whatever a value's pickling raises
                self.returned.extend(slots)
                self._may = 0
                return

    def _answer(self, slot: Slot, frame: Frame) -> None:
        self._answered += 1
        one = _read(frame)
        if one is None:
            self.returned.append(slot)
        else:
            slot.put(one)

    def _lose(self, helper: Helper) -> None:
        """Do without a process from now on."""
        if helper in self._helpers:
            self._helpers.remove(helper)
            self._may -= 1
            self.returned.extend(slot for slot in helper.given if not slot.is_done)
            helper.end()


def _read(frame: Frame) -> Outcome | None:
    """Return what a context gave elsewhere; nothing where it has to be found out here."""
    if frame.kind is Kind.DOCUMENT:
        return frame.data
    try:
        return Told(*pickle.loads(frame.data)) if frame.kind is Kind.ERROR else None  # noqa: S301 - our own process wrote it
    except Exception:  # whatever an error's unpickling raises
        return None
