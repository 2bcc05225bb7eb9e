"""What the check of one template may spend."""

import math
import resource
import signal
from typing import NamedTuple

from doc_templates.checking import walls


class Limits(NamedTuple):
    """Bounds of one check."""

    cpu_seconds: int = 5
    """Seconds of computing."""
    seconds: float = 9.0
    """Seconds until it is ended in any case."""
    memory_bytes: int = 1024 * 1024 * 1024
    """Address space, the interpreter's own included."""
    answer_bytes: int = 64 * 1024 * 1024
    """What it may write into one file of its answer."""
    told_bytes: int = 8 * 1024 * 1024
    """What is read of the words of its answer."""
    file_bytes: int = 20 * 1024 * 1024
    """How large a template may be."""


LIMITS = Limits()
_GRACE = {"RLIMIT_CPU": 1}
"""How much later a limit that was told first ends the process."""


def confine() -> list[str]:
    """Hold the running process to the limits, for good; return what this machine has no limit for."""
    signal.setitimer(signal.ITIMER_REAL, LIMITS.seconds + 1)
    used = math.ceil(sum(resource.getrusage(resource.RUSAGE_SELF)[:2]))
    wanted = {
        "RLIMIT_CPU": used + LIMITS.cpu_seconds,
        "RLIMIT_AS": LIMITS.memory_bytes,
        "RLIMIT_FSIZE": LIMITS.answer_bytes,
        "RLIMIT_CORE": 0,
        "RLIMIT_NPROC": 0,
    }
    left = [name for name, most in wanted.items() if not _held(name, most)]
    return left if walls.die_with_parent() else [*left, "PDEATHSIG"]


def shut() -> list[str]:
    """Let the running process open, start and reach nothing any more; return what this machine has no wall for."""
    left = [] if _held("RLIMIT_NOFILE", 0) else ["RLIMIT_NOFILE"]
    return left if walls.refuse_calls() else [*left, "SECCOMP"]


def _held(name: str, most: int) -> bool:
    """Set one limit, or keep a lower one that is there already; tell whether it holds."""
    try:
        kind = getattr(resource, name)
        _, hard = resource.getrlimit(kind)
        soft, last = (most, most + _GRACE.get(name, 0))
        if hard != resource.RLIM_INFINITY:
            soft, last = min(soft, hard), min(last, hard)
        resource.setrlimit(kind, (soft, last))
    except (AttributeError, OSError, ValueError):
        return False
    return True
