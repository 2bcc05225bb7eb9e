"""What the check of one template may spend."""

import resource
from typing import NamedTuple


class Limits(NamedTuple):
    """Bounds of one check."""

    cpu_seconds: int = 5
    """Seconds of computing."""
    seconds: float = 9.0
    """Seconds until it is ended in any case."""
    memory_bytes: int = 1024 * 1024 * 1024
    """Address space, the interpreter's own included."""
    answer_bytes: int = 64 * 1024 * 1024
    """What it may write."""
    file_bytes: int = 20 * 1024 * 1024
    """How large a template may be."""


LIMITS = Limits()


def confine() -> None:
    """Hold the running process to the limits, for good."""
    resource.setrlimit(resource.RLIMIT_CPU, (LIMITS.cpu_seconds, LIMITS.cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (LIMITS.memory_bytes, LIMITS.memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LIMITS.answer_bytes, LIMITS.answer_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
