"""What the rendering benchmark says: a line while it runs, and the table of docs/performance.md."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Protocol

from benchmarks import engines

PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
MARKS = ("<!-- rendering: begin -->\n", "<!-- rendering: end -->\n")
COMMAND = "python -m benchmarks.rendering"
_MEMORY = "Most memory held by a process that fills the list of 2,000 rows once, in MB"
_NAMES = ("thidua", "sàn", "docxtpl", "docxtemplater", "carbone")
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
    told = ", ".join(f"{name} {_ms(seconds)} ms" for name, seconds in case.seconds.items())
    return f"{told}; docxtpl/ours {_ratio(case, 'docxtpl', 'thidua'):.0f}"


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
            f"`{COMMAND}`; {machine}; two cores; warm; medians of interleaved rounds, ratios too.",
            "Every filling gets another of 32 value sets and a number that none had before. One builder lays out",
            "letterhead, rules, articles, signature, annex list and headers in each engine's tags.",
            "All engines print the same words.",
            f"docxtpl {said['docxtpl']} runs in the same kind of sandbox, strict and escaping;",
            f"docxtemplater {said['docxtemplater']} and carbone {said['carbone']} run warm in one node process;",
            "pictures are modules sold apart there. The certificate's picture is a PNG the size of a QR code, no code.",
            "The last rows are our published templates, from their typed samples to the file.",
            "The floor is Jinja's own filling of the same texts in its sandbox, strict and escaping, and one deflate.",
            f"Ours: {said['thidua']}.",
            "",
            *rows,
            *(["", f"{_MEMORY}: {memory}."] if memory else []),
        ]
    )


def _row(case: Measured) -> str:
    peers = [name for name in ("docxtemplater", "carbone") if name in case.seconds]
    cells = [_ms(case.seconds[name]) if name in case.seconds else "-" for name in _NAMES]
    theirs = [_ratio(case, name, "thidua") for name in peers]
    ratios = [
        f"{_ratio(case, 'docxtpl', 'thidua'):.0f}",
        f"{min(theirs):.1f}" if theirs else "-",
        f"{_ratio(case, 'thidua', 'sàn'):.2f}" if "sàn" in case.seconds else "-",
    ]
    return f"| {case.title} | {' | '.join([*cells, *ratios])} |"


def _ratio(case: Measured, name: str, to: str) -> float:
    """Return the median of how much longer one took than another in the same round."""
    return median(one / other for one, other in zip(case.seconds[name], case.seconds[to], strict=True))


def _ms(seconds: Sequence[float]) -> str:
    shown = median(seconds) * 1000
    return f"{shown:.2f}" if shown < 10 else f"{shown:.1f}"


def write(text: str, *, marks: tuple[str, str] = MARKS) -> None:
    """Put a table between its marks on the page."""
    begin, end = marks
    page = PAGE.read_text("utf-8")
    before, _, rest = page.partition(begin)
    PAGE.write_text(f"{before}{begin}{text}\n{end}{rest.partition(end)[2]}", "utf-8")
