"""One run of LibreOffice over some files: started behind a guard, watched file by file, ended with all its children."""

import os
import signal
import subprocess
import time
import zipfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

_LOOK_SECONDS = 0.03
_EXIT_SECONDS = 2.0
"""How long a process may take to end after its last file; its profile is kept only where it does."""
_BLOCK = 512
"""Bytes: what the shell counts the size of files in."""
_END_OF_PDF = b"%%EOF"
_GUARD = """
ulimit -c 0
ulimit -v "$1"
ulimit -f "$2"
shift 2
exec 3<&0
"$@" 3<&- </dev/null &
office=$!
(read -r _ <&3; kill -KILL 0) &
exec 3<&-
wait "$office"
"""
"""Runs a command in its group; when the pipe we hold is closed, by us or by our death, the whole group is killed."""
_PASSED_ON = ("PATH", "HOME", "LANG", "LANGUAGE", "LD_LIBRARY_PATH", "TZ", "USER")
_PASSED_ON_PREFIXES = ("LC_", "FONTCONFIG_", "XDG_")


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What one run may take. Times are seconds without a finished file; the first file has the start's besides."""

    start_seconds: float = 30.0
    seconds_per_file: float = 120.0
    seconds_per_square_megabyte: float = 30.0
    """More for a large file, by the square of its text: LibreOffice lays a long table out anew for each of its pages.

    10,000 rows are 6.6 MB and were seen to take 294 s beside other work; they get 24 minutes.
    """
    most_seconds: float = 1800.0
    memory_bytes: int = 4 * 1024**3
    """Address space of each process; a document that asks for more brings down its own run only."""
    file_bytes: int = 1024**3
    """Size of any file that a run writes, its PDF included: a document cannot fill the disk."""

    def seconds_for(self, source: Path) -> float:
        """Return how long one Word file may take, by the size of its unpacked text."""
        return min(
            self.most_seconds, self.seconds_per_file + self.seconds_per_square_megabyte * _megabytes(source) ** 2
        )


class End(StrEnum):
    """How a run ended."""

    WELL = "well"
    CRASHED = "crashed"
    TOO_LONG = "too_long"
    STOPPED = "stopped"


@dataclass(frozen=True, kw_only=True)
class Run:
    """One run to be made: a process, the files it converts, each PDF beside its source."""

    program: str
    sources: Sequence[Path]
    profile: Path
    limits: Limits
    stopped: Callable[[], bool] = lambda: False

    def convert(self, made: Callable[[Path], None]) -> End:
        """Convert, calling ``made`` with each source as soon as its PDF is whole; return how the run ended.

        What was not converted is known by its missing PDF. No process of the run is left, whatever happens.
        """
        scratch = self.sources[0].parent / "tmp"
        scratch.mkdir(exist_ok=True)
        bounds = (str(self.limits.memory_bytes // 1024), str(self.limits.file_bytes // _BLOCK))
        guard = ("/bin/sh", "-c", _GUARD, "sh", *bounds)
        process = subprocess.Popen(  # noqa: S603 - the program is the office's own setting, the files are ours
            (*guard, *self._command()),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=_environment(scratch),
            start_new_session=True,
        )
        try:
            return self._watch(process, made)
        finally:
            _end(process)

    def _command(self) -> tuple[str, ...]:
        return (
            self.program,
            f"-env:UserInstallation={self.profile.as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--convert-to",
            "pdf:writer_pdf_Export",
            "--outdir",
            str(self.sources[0].parent),
            *map(str, self.sources),
        )

    def _watch(self, process: subprocess.Popen[bytes], made: Callable[[Path], None]) -> End:
        waiting = list(self.sources)
        deadline = time.monotonic() + self.limits.start_seconds + self.limits.seconds_for(waiting[0])
        while True:
            with suppress(subprocess.TimeoutExpired):
                process.wait(_LOOK_SECONDS)
            ended = process.returncode
            for source in [one for one in waiting if is_made(one)]:
                waiting.remove(source)
                made(source)
                deadline = time.monotonic() + (self.limits.seconds_for(waiting[0]) if waiting else _EXIT_SECONDS)
            if ended is not None:
                return End.WELL if ended == 0 else End.CRASHED
            if self.stopped():
                return End.STOPPED
            if time.monotonic() > deadline:
                return End.TOO_LONG


def _megabytes(source: Path) -> float:
    """Return the size of a Word file's texts once unpacked; nothing where it cannot be told."""
    try:
        with zipfile.ZipFile(source) as held:
            return sum(one.file_size for one in held.infolist() if one.filename.endswith(".xml")) / 1e6
    except (OSError, zipfile.BadZipFile):
        return 0.0


def pdf_of(source: Path) -> Path:
    """Return where the PDF of a source comes to lie."""
    return source.with_suffix(".pdf")


def is_made(source: Path) -> bool:
    """Tell whether the PDF of a source is there to its last line."""
    try:
        with pdf_of(source).open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - 32))
            return _END_OF_PDF in file.read()
    except FileNotFoundError:
        return False


def _environment(scratch: Path) -> Mapping[str, str]:
    """Return what LibreOffice needs to know of ours: where programs and fonts are, and no secret."""
    kept = {
        name: value for name, value in os.environ.items() if name in _PASSED_ON or name.startswith(_PASSED_ON_PREFIXES)
    }
    return kept | {"TMPDIR": str(scratch)}


def _end(process: subprocess.Popen[bytes]) -> None:
    """End what is left of a run; its guard still waits, so the group's number is not another's yet."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    if process.stdin is not None:
        process.stdin.close()
    process.wait()
