"""How often passwords may be tried from one network address: some at once, then one in half a minute.

An office stands behind one address, so nobody there is ever kept waiting for longer than half a minute after the
last wrong try, and whoever has signed in from there before does not wait at all.
"""

from datetime import datetime, timedelta

from models.base import Value

AT_ONCE = 20
"""Wrong tries that an address has before anybody there waits."""
ONE_IN = timedelta(seconds=30)
"""How long it takes until a wrong try no longer counts."""


class Tries(Value):
    """The tries of one address that still count, as they stood at a moment."""

    address: str
    count: float = 0.0
    at: datetime

    def wait(self, *, now: datetime) -> timedelta:
        """Return how long the address has to wait before its next try; nothing where it may try now."""
        return max(timedelta(0), (self._counting(now) - (AT_ONCE - 1)) * ONE_IN)

    def with_one(self, *, now: datetime) -> "Tries":
        """Return them with one more."""
        return Tries(address=self.address, count=self._counting(now) + 1, at=now)

    def without_one(self, *, now: datetime) -> "Tries":
        """Return them with one less: it was the right password."""
        return Tries(address=self.address, count=max(0.0, self._counting(now) - 1), at=now)

    def _counting(self, now: datetime) -> float:
        elapsed = max(timedelta(0), now - self.at)  # a clock that was set back makes nobody wait
        return max(0.0, self.count - elapsed / ONE_IN)
