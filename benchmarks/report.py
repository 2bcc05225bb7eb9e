"""What the rendering benchmark says: a line while it runs, and the table of docs/performance.md."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Protocol

from benchmarks import engines

PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
BEGIN, END = "<!-- rendering: begin -->\n", "<!-- rendering: end -->\n"
COMMAND = "python -m benchmarks.rendering"
_NAMES = ("thidua", "sàn", "docxtpl", "docxtemplater", "carbone")
_RATIOS = ("docxtpl / ours", "best peer / ours", "ours / floor")
_HEADS = {
    "thidua": "ours",
    "sàn": "floor",
    "docxtpl": "docxtpl",
    "docxtemplater": "docxtemplater",
    "carbone": "carbone",
}


class Measured(Protocol):
    """A case with the seconds of its engines."""

    title: str
    seconds: dict[str, list[float]]


def line(case: Measured) -> str:
    """Return a case's medians, in milliseconds."""
    return ", ".join(f"{name} {_ms(seconds)} ms" for name, seconds in case.seconds.items())


def table(made: Sequence[Measured], peaks: Mapping[str, float], *, machine: str) -> str:
    """Return the table in Markdown, with the ratios to ours."""
    rows = [
        "| Document | "
        + " | ".join(f"{_HEADS[name]}, ms" for name in _NAMES)
        + " | docxtpl / ours | best peer / ours | ours / floor |",
        "|---|" + "---:|" * (len(_NAMES) + 3),
        *(_row(case) for case in made),
    ]
    said = engines.versions()
    memory = ", ".join(f"{_HEADS[name]} {peak:.0f}" for name, peak in peaks.items())
    return "\n".join(
        [
            f"`{COMMAND}`; medians of interleaved rounds, warm; {machine}; two cores.",
            f"docxtpl {said['docxtpl']} runs in the same kind of sandbox, strict and escaping;",
            f"docxtemplater {said['docxtemplater']} and carbone {said['carbone']} run warm in one node process.",
            "The floor is Jinja's own filling of the same texts in its sandbox, strict and escaping, and one deflate.",
            "All engines print the same words; pictures in docxtemplater and carbone are modules sold apart.",
            f"Ours: {said['thidua']}.",
            "",
            *rows,
            "",
            f"Most memory held by a process that fills the list of 2,000 rows once, in MB: {memory}.",
        ]
    )


def _row(case: Measured) -> str:
    ours = median(case.seconds["thidua"])
    cells = [_ms(case.seconds[name]) if name in case.seconds else "-" for name in _NAMES]
    peers = [median(case.seconds[name]) for name in ("docxtemplater", "carbone") if name in case.seconds]
    ratios = [
        f"{median(case.seconds['docxtpl']) / ours:.0f}",
        f"{min(peers) / ours:.1f}" if peers else "-",
        f"{ours / median(case.seconds['sàn']):.2f}" if "sàn" in case.seconds else "-",
    ]
    return f"| {case.title} | {' | '.join([*cells, *ratios])} |"


def _ms(seconds: Sequence[float]) -> str:
    shown = median(seconds) * 1000
    return f"{shown:.2f}" if shown < 10 else f"{shown:.1f}"


def write(text: str) -> None:
    """Put the table between its marks on the page."""
    page = PAGE.read_text("utf-8")
    before, _, rest = page.partition(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}{text}\n{END}{rest.partition(END)[2]}", "utf-8")
