"""What the demo says while it works: one line per step, in place while it runs, with its seconds when done."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Talk:
    """Progress on standard error; data goes elsewhere."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        """Announce a step, and its seconds when the block ends."""
        started = time.monotonic()
        self.now(f"… {title}")
        yield
        self._line(f"✓ {title} ({time.monotonic() - started:.1f} giây)".replace(".", ","))

    def now(self, text: str) -> None:
        """Show what is going on just now; only where a person is watching."""
        if self._live:
            sys.stderr.write(f"\r\x1b[2K{text[:110]}")
            sys.stderr.flush()

    def _line(self, text: str) -> None:
        sys.stderr.write(f"\r\x1b[2K{text}\n" if self._live else f"{text}\n")
        sys.stderr.flush()
