"""The walls around a check: what its process may still ask of the system, which is to compute and to answer."""

import ctypes
import errno
import platform
import signal
import struct
from collections.abc import Mapping
from types import MappingProxyType

_X86_64 = (
    *(0, 1, 3, 5, 8, 9, 10, 11, 12, 13, 14, 15, 17, 18, 24, 25, 28, 35, 39, 60, 77, 96, 98, 131, 186, 202),
    *(219, 228, 230, 231, 318),
)
_AARCH64 = (
    *(46, 57, 62, 63, 64, 67, 68, 80, 93, 94, 98, 113, 115, 124, 128, 132, 134, 135, 139, 165, 169, 172, 178),
    *(214, 215, 216, 222, 226, 233, 278),
)
"""read, write, pread, pwrite, close, fstat, lseek, ftruncate; memory: mmap, mprotect, munmap, brk, mremap, madvise;
signals of its own, clocks, random numbers, its own number, waiting for its own locks, and its end. Nothing that
opens, connects, starts, renames, removes or ends anything else."""
_MACHINES: Mapping[str, tuple[int, tuple[int, ...]]] = MappingProxyType(
    {"x86_64": (0xC000003E, _X86_64), "aarch64": (0xC00000B7, _AARCH64)}
)
"""The kernel's name of the kind of processor, and the numbers of the calls above."""
_LOAD, _JUMP_IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _REFUSE, _END = 0x7FFF0000, 0x00050000 | errno.EPERM, 0x80000000
_CALL, _MACHINE = 0, 4
"""Where the number of the call and the kind of processor stand in what the kernel shows to a filter."""
_DIE_WITH_PARENT, _NO_NEW_RIGHTS, _FILTER, _BY_PROGRAM = 1, 38, 22, 2
_STEP = struct.Struct("HBBI")


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def die_with_parent() -> bool:
    """Have the process ended when the one that started it ends; tell whether that could be arranged."""
    return _asked(_DIE_WITH_PARENT, signal.SIGKILL)


def refuse_calls() -> bool:
    """Have the kernel refuse every call but those named above, for good; tell whether that could be arranged."""
    known = _MACHINES.get(platform.machine())
    if known is None:
        return False
    steps = _steps(*known)
    program = _Program(len(steps), b"".join(steps))
    return _asked(_NO_NEW_RIGHTS, 1) and _asked(_FILTER, _BY_PROGRAM, ctypes.addressof(program))


def _steps(machine: int, calls: tuple[int, ...]) -> list[bytes]:
    """Return the filter: another kind of processor ends the process, a call that is not named is refused."""
    steps = [(_LOAD, 0, 0, _MACHINE), (_JUMP_IF_EQUAL, 1, 0, machine), (_RETURN, 0, 0, _END), (_LOAD, 0, 0, _CALL)]
    steps += [(_JUMP_IF_EQUAL, len(calls) - place, 0, call) for place, call in enumerate(calls)]
    steps += [(_RETURN, 0, 0, _REFUSE), (_RETURN, 0, 0, _ALLOW)]
    return [_STEP.pack(*step) for step in steps]


def _asked(wish: int, *values: int) -> bool:
    """Ask the kernel for something about this process; tell whether it was granted."""
    try:
        ask = ctypes.CDLL(None).prctl
    except (OSError, AttributeError):
        return False
    given = [ctypes.c_ulong(value) for value in (*values, 0, 0, 0, 0)[:4]]
    return bool(ask(ctypes.c_int(wish), *given) == 0)
