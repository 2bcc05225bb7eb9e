"""How fast documents are filled, beside others, on the same content: ``python -m benchmarks.rendering``.

Prints seconds and ratios and writes the table of docs/performance.md. ``--threads N`` fills one shared template N
times from 16 threads instead, and ends with 1 where data were mixed or memory was kept.
"""

import argparse
import platform
import shutil
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from benchmarks import cases, engines, report
from benchmarks.engines import Node
from benchmarks.measuring import PYTHON, measure, written
from benchmarks.threads import shared_by_threads

_ROUNDS = 15


def main() -> None:
    """Measure, print, write."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--rounds", type=int, default=_ROUNDS)
    words.add_argument("--only", default="", help="measure the cases whose key begins so, write nothing")
    words.add_argument("--processor", action="store_true", help="processor time, for a machine that is not quiet")
    words.add_argument("--threads", type=int, default=0)
    words.add_argument("--peak-of", choices=PYTHON)
    words.add_argument("--no-table", action="store_true")
    asked = words.parse_args()
    if asked.threads:
        sys.exit(shared_by_threads(asked.threads))
    if asked.peak_of:
        print(_peak_here(asked.peak_of))
        return
    with ExitStack() as ending:
        folder = Path(tempfile.mkdtemp(prefix="thidua-bench-"))
        ending.callback(shutil.rmtree, folder, ignore_errors=True)
        table = _table(folder, ending, rounds=asked.rounds, only=asked.only, processor=asked.processor)
    print(table)
    if not asked.no_table and not asked.only:
        report.write(table)


def _table(folder: Path, ending: ExitStack, *, rounds: int, only: str, processor: bool) -> str:
    """Measure every case and the memory of the biggest; return the table."""
    node = Node() if engines.peers_ready() else None
    if node:
        ending.callback(node.close)
    made = []
    for case in cases.made():
        if case.key.startswith(only):
            measure(case, node, folder, rounds=rounds, processor=processor)
            print(f"{case.title}: {report.line(case)}", flush=True)
            made.append(case)
    peaks = {} if only else {name: _peak_elsewhere(name) for name in ("thidua", "docxtpl")}
    if node and not only:
        peaks |= _peaks_of_peers(folder)
    clock = "processor time, the machine not being quiet" if processor else "time by the clock"
    return report.table(made, peaks, machine=f"Python {platform.python_version()}; {clock}")


def _peak_here(name: str) -> float:
    """Return the most memory held after one filling of the longest list."""
    PYTHON[name](cases.decision(cases.BIGGEST, sets=1))(0)
    return engines.peak_mb()


def _peak_elsewhere(name: str) -> float:
    command = [sys.executable, "-m", "benchmarks.rendering", "--peak-of", name]
    told = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - this program
    return float(told.stdout)


def _peaks_of_peers(folder: Path) -> dict[str, float]:
    peaks = {}
    for name, files in written(cases.decision(cases.BIGGEST, sets=1), folder).items():
        node = Node()
        try:
            node.fill(name, files, first=0, times=1)
            peaks[name] = node.peak_mb()
        finally:
            node.close()
    return peaks


if __name__ == "__main__":
    main()
