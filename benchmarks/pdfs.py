"""How fast 160 one-page letters become PDFs, beside LibreOffice's own command on the same files in the same run.

``python -m benchmarks.pdfs`` prints the seconds and the ratio and ends with 1 below the one promised; ``--write`` puts
them into ``docs/performance.md``. Each side runs ``--rounds`` times in turn, from an empty profile; its best counts.
``--rows 500 2000`` measures decisions with lists of so many rows instead.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from doc_templates.catalogue import built_in, sample
from doc_templates.pdf import LibreOffice, archival_faults, page_count
from doc_templates.rendering import CompiledTemplate
from models.documents import DocumentKind
from workflows.settings import REPOSITORY

PROMISED = 1.5
BEGINS, ENDS = "<!-- pdf -->", "<!-- /pdf -->"
_PERFORMANCE = REPOSITORY / "docs" / "performance.md"


def main() -> None:
    """Measure, print, and write where asked."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--files", type=int, default=160)
    words.add_argument("--rounds", type=int, default=3)
    words.add_argument("--write", action="store_true", help="write the figures into docs/performance.md")
    words.add_argument("--rows", type=int, nargs="+", help="measure decisions with lists of so many rows")
    given = words.parse_args()
    if given.rows:
        print(_lists(given.rows))
        return
    letters = _letters(given.files)
    theirs, ours = [], []
    for _ in range(given.rounds):
        theirs.append(_command(letters))
        ours.append(_converter(letters))
    figures = _figures(given.files, min(theirs), min(ours))
    print(figures)
    if given.write:
        _write(figures)
    if min(theirs) < PROMISED * min(ours):
        sys.exit(1)


def _letters(count: int) -> list[bytes]:
    """Return letters of one page, each to somebody else."""
    kind = DocumentKind.REMINDER_LETTER
    template, words = CompiledTemplate.from_bytes(built_in(kind)), sample(kind)
    return [
        template.render(words.model_copy(update={"addressees": (f"Đơn vị mẫu số {number}",)}))
        for number in range(1, count + 1)
    ]


def _lists(rows: Sequence[int]) -> str:
    """Return a table of how long decisions with long lists take, one after the other."""
    kind = DocumentKind.AWARD_DECISION
    template, words = CompiledTemplate.from_bytes(built_in(kind)), sample(kind)
    last = words.model_dump()["nominees"][-1:]
    converter = LibreOffice(workers=1)
    list(converter.convert_each([template.render(words)]))
    lines = ["| Rows | Pages | Seconds |", "|---:|---:|---:|"]
    for count in rows:
        document = template.render(type(words)(**(words.model_dump() | {"nominees": last * count})))
        began = time.perf_counter()
        (made,) = converter.convert_each([document])
        seconds = time.perf_counter() - began
        _require(made.fault is None)
        lines.append(f"| {count:,} | {made.page_count} | {seconds:.1f} |")
    return "\n".join(lines)


def _command(letters: Sequence[bytes]) -> float:
    """Return the seconds of one ``soffice --convert-to`` over all files."""
    program = LibreOffice().program()
    with tempfile.TemporaryDirectory(prefix="thidua-bench-") as name:
        folder = Path(name)
        sources = [folder / f"{place:04d}.docx" for place in range(len(letters))]
        for source, data in zip(sources, letters, strict=True):
            source.write_bytes(data)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = (program, profile, "--headless", "--convert-to", "pdf", "--outdir", name, *map(str, sources))
        began = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - the program that is measured
        seconds = time.perf_counter() - began
        _require(all(page_count(source.with_suffix(".pdf").read_bytes()) == 1 for source in sources))
    return seconds


def _converter(letters: Sequence[bytes]) -> float:
    """Return the seconds of our converter over all files, checks, page counts and PDF/A included."""
    converter = LibreOffice()
    began = time.perf_counter()
    made = list(converter.convert_each(letters))
    seconds = time.perf_counter() - began
    _require(all(one.fault is None and one.page_count == 1 for one in made))
    _require(not any(archival_faults(one.pdf) for one in made))
    return seconds


def _require(good: object) -> None:
    if not good:
        sys.exit("đo không thành: có tệp không chuyển được đúng một trang PDF/A")


def _figures(count: int, theirs: float, ours: float) -> str:
    asked = (LibreOffice().program(), "--version")
    told = subprocess.run(asked, check=True, capture_output=True, text=True).stdout  # noqa: S603 - as above
    cores = len(os.sched_getaffinity(0))
    head = f"| {count} letters of one page, {cores} cores, LibreOffice {told.split()[1]} | Seconds | Each |\n"
    head += "|---|---|---|\n"
    rows = (
        f"| `soffice --convert-to pdf` with all files, plain PDF | {theirs:.1f} | {1000 * theirs / count:.0f} ms |",
        f"| ours, checked, page count, PDF/A-2b | {ours:.1f} | {1000 * ours / count:.0f} ms |",
        f"| **ratio** | **{theirs / ours:.1f}** | |",
    )
    return head + "\n".join(rows)


def _write(figures: str) -> None:
    """Put the figures between their marks."""
    text = _PERFORMANCE.read_text("utf-8")
    before, _, rest = text.partition(BEGINS)
    _, _, after = rest.partition(ENDS)
    _PERFORMANCE.write_text(f"{before}{BEGINS}\n{figures}\n{ENDS}{after}", "utf-8")


if __name__ == "__main__":
    main()
