"""One case measured: all engines agree on its words, then take turns, round after round, with values never seen."""

import io
import json
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Protocol

import docx
from lxml import etree

from benchmarks import engines
from benchmarks.cases import Case
from benchmarks.engines import Files, Fill, Node
from doc_templates.word import package
from doc_templates.word.extract import text_of

_ABOUT_SECONDS = 0.05
"""How long one measurement of an engine should take."""
_WARM_SECONDS = 0.5
"""How long an engine fills a case before it is measured: node compiles what it sees often."""
_WARM_FROM = 1_000_000
PYTHON: Mapping[str, Callable[[Case], Fill]] = {
    "thidua": engines.ours,
    "sàn": engines.floor,
    "docxtpl": engines.docxtpl,
}


class Timer(Protocol):
    """What tells the seconds of one document over so many turns."""

    def __call__(self, *, first: int, times: int) -> float:
        """Return the seconds."""
        ...


def measure(case: Case, node: Node | None, folder: Path, *, rounds: int, processor: bool = False) -> None:
    """Put the seconds of each engine into the case, or end where their words differ."""
    fills = {name: made(case) for name, made in PYTHON.items() if name != "sàn" or case.has_floor}
    files = written(case, folder) if node else {}
    said = {name: text_of(fill(0)) for name, fill in fills.items() if name != "sàn"}
    timers: dict[str, Timer] = {name: partial(engines.timed, fill, processor=processor) for name, fill in fills.items()}
    if node:
        said |= {name: _said_by(node, name, files[name]) for name in files}
        timers |= {name: partial(node.fill, name, files[name], processor=processor) for name in files}
    if differing := [name for name, words in said.items() if words != said["docxtpl"]]:
        sys.exit(f"{case.key}: {', '.join(differing)} không in đúng nội dung như docxtpl")
    opens(fills["thidua"](1))
    turns = {name: _warmed(timer) for name, timer in timers.items()}
    for place in range(rounds):
        for name, timer in timers.items():
            first = place * max(turns.values())
            case.seconds.setdefault(name, []).append(timer(first=first, times=turns[name]))


def opens(document: bytes) -> None:
    """Read every XML part strictly, and the whole file with python-docx; raise where it is not well-formed."""
    for part in package.read(document):
        if part.name.endswith((".xml", ".rels")):
            etree.fromstring(part.data)
    docx.Document(io.BytesIO(document))


def written(case: Case, folder: Path) -> dict[str, Files]:
    """Write what engines in another process read, and return where."""
    data = folder / f"{case.key}.json"
    if case.contents:
        data.write_text(json.dumps(case.contents.for_others()), "utf-8")
    files = {name: (folder / f"{case.key}-{name}.docx", data) for name in case.peers}
    for name, (template, _) in files.items():
        template.write_bytes(case.peers[name])
    return files


def _said_by(node: Node, name: str, files: Files) -> str:
    """Return the words that a peer prints for the first turn."""
    out = files[0].with_suffix(".out")
    node.fill(name, files, first=0, times=1, out=out)
    return text_of(out.read_bytes())


def _warmed(timer: Timer) -> int:
    """Let an engine fill for a while; return how many turns take about as long as one measurement should."""
    spent, at, seconds = 0.0, _WARM_FROM, 0.0
    while spent < _WARM_SECONDS:
        times = max(1, round(_ABOUT_SECONDS / seconds)) if seconds else 1
        seconds = timer(first=at, times=times)
        spent, at = spent + seconds * times, at + times
    return max(1, round(_ABOUT_SECONDS / seconds))
