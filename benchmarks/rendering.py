"""How fast documents are filled, beside others, on the same content: ``python -m benchmarks.rendering``.

Prints seconds and ratios and writes the table of docs/performance.md. ``--threads N`` fills one shared template N
times from 16 threads instead, and ends with 1 where data were mixed or memory was kept.
"""

import argparse
import json
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks import cases, engines, report
from benchmarks.cases import TONGUES
from benchmarks.engines import Fill, Node
from benchmarks.threads import shared_by_threads
from doc_templates.extract import text_of

_ROUNDS = 9
_ABOUT_SECONDS = 0.05
"""How long one measurement of an engine should take."""
_PEERS = ("docxtemplater", "carbone")
_BIGGEST = "decision-2000"


@dataclass
class Case:
    """A document to be filled: its template in each tongue and its values; certificates hold a picture."""

    key: str
    title: str
    templates: dict[str, bytes]
    values: dict[str, Any]
    picture: bool = False
    seconds: dict[str, list[float]] = field(default_factory=dict)

    def python(self) -> dict[str, Fill]:
        """Return the engines of this process."""
        template = self.templates["jinja"]
        if self.picture:
            return {
                "thidua": engines.ours_certificate(template),
                "docxtpl": engines.docxtpl_certificate(template),
            }
        return {
            "thidua": engines.ours(template, self.values),
            "sàn": engines.floor(template, self.values),
            "docxtpl": engines.docxtpl(template, self.values),
        }


def made_cases() -> Iterator[Case]:
    """Yield the cases."""
    decision = {name: cases.decision(tongue) for name, tongue in TONGUES.items()}
    for rows in cases.ROWS:
        title = f"Quyết định, danh sách {f'{rows:,}'.replace(chr(44), chr(46))} dòng"
        yield Case(f"decision-{rows}", title, decision, cases.decision_values(rows))
    plan = {name: cases.plan(tongue) for name, tongue in TONGUES.items()}
    yield Case("plan", "Kế hoạch Đồng Nai, sáu trang", plan, cases.plan_values())
    certificate = {"jinja": cases.certificate(TONGUES["jinja"])}
    yield Case("certificate", "Bằng khen có hình mã QR", certificate, cases.certificate_values(), picture=True)


def main() -> None:
    """Measure, print, write."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--rounds", type=int, default=_ROUNDS)
    words.add_argument("--threads", type=int, default=0)
    words.add_argument("--peak-of", choices=("thidua", "docxtpl", "sàn"))
    words.add_argument("--no-table", action="store_true")
    asked = words.parse_args()
    if asked.threads:
        sys.exit(shared_by_threads(asked.threads))
    if asked.peak_of:
        print(_peak_here(asked.peak_of))
        return
    made = list(made_cases())
    with ExitStack() as ending:
        folder = Path(tempfile.mkdtemp(prefix="thidua-bench-"))
        ending.callback(shutil.rmtree, folder, ignore_errors=True)
        peers = _PEERS if engines.peers_ready() else ()
        node = Node() if peers else None
        if node:
            ending.callback(node.close)
        _write_files(made, folder)
        _measure(made, node, peers, folder, rounds=asked.rounds)
        peaks = {name: _peak_elsewhere(name) for name in ("thidua", "docxtpl")}
        peaks |= {name: _peak_of_peer(name, folder) for name in peers}
    table = report.table(made, peaks, machine=f"Python {platform.python_version()}")
    print(table)
    if not asked.no_table:
        report.write(table)


def _write_files(made: list[Case], folder: Path) -> None:
    for case in made:
        (folder / f"{case.key}.json").write_text(json.dumps(case.values), "utf-8")
        for tongue, template in case.templates.items():
            (folder / f"{case.key}-{tongue}.docx").write_bytes(template)


def _said_by(node: Node, case: Case, name: str, *, folder: Path) -> str:
    """Return the words that a peer prints for a case."""
    out = folder / "out.docx"
    node.fill(name, *_files(folder, case, name), times=1, out=out)
    return text_of(out.read_bytes())


def _measure(made: list[Case], node: Node | None, peers: tuple[str, ...], folder: Path, *, rounds: int) -> None:
    """Fill each case with each engine in turn, round after round; first make sure that all say the same."""
    for case in made:
        fills = case.python()
        said = {name: text_of(fill()) for name, fill in fills.items() if name != "sàn"}
        names = peers if node and not case.picture else ()
        if node is not None:
            said |= {name: _said_by(node, case, name, folder=folder) for name in names}
        for name, words in said.items():
            if words != said["docxtpl"]:
                sys.exit(f"{case.key}: {name} không in đúng nội dung như docxtpl")
        turns = {name: _turns(engines.timed(fill, times=2)) for name, fill in fills.items()}
        turns |= {name: _turns(_by_node(node, folder, case, name, 2)) for name in names}
        for _ in range(rounds):
            for name, fill in fills.items():
                case.seconds.setdefault(name, []).append(engines.timed(fill, times=turns[name]))
            for name in names:
                case.seconds.setdefault(name, []).append(_by_node(node, folder, case, name, turns[name]))
        print(f"{case.title}: " + report.line(case), flush=True)


def _by_node(node: Node | None, folder: Path, case: Case, name: str, times: int) -> float:
    return node.fill(name, *_files(folder, case, name), times=times) if node else 0.0


def _files(folder: Path, case: Case, engine: str) -> tuple[Path, Path]:
    return folder / f"{case.key}-{engine}.docx", folder / f"{case.key}.json"


def _turns(seconds: float) -> int:
    return max(1, round(_ABOUT_SECONDS / seconds))


def _peak_here(name: str) -> float:
    """Return the most memory held after one filling of the longest list."""
    case = next(case for case in made_cases() if case.key == _BIGGEST)
    case.python()[name]()
    return engines.peak_mb()


def _peak_elsewhere(name: str) -> float:
    command = [sys.executable, "-m", "benchmarks.rendering", "--peak-of", name]
    told = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - this program
    return float(told.stdout)


def _peak_of_peer(name: str, folder: Path) -> float:
    node = Node()
    try:
        files = folder / f"{_BIGGEST}-{name}.docx", folder / f"{_BIGGEST}.json"
        node.fill(name, *files, times=1)
        return node.peak_mb()
    finally:
        node.close()


if __name__ == "__main__":
    main()
