"""How long many documents of one template take, here alone and on all cores, in turn: ``python -m benchmarks.many``.

Prints seconds and ratios; ``--write`` puts the table into docs/performance.md.
"""

import argparse
import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from statistics import median

from benchmarks import contents, report
from doc_templates import catalogue
from doc_templates.contexts import DocumentContext
from doc_templates.rendering import CompiledTemplate
from models.documents import DocumentKind

_PAIRS = 3
_NAMES = 400
_MARKS = ("<!-- many: begin -->\n", "<!-- many: end -->\n")
_HEAD = "| Documents | one process, s | all cores, s | ratio | first document, ms |"
Make = Callable[[int], DocumentContext]


@dataclass
class Pile:
    """So many documents of a kind, and what they took, pair by pair."""

    title: str
    kind: DocumentKind
    make: Make
    count: int
    known: bool = True
    """Whether their number is known beforehand, as that of a list is."""
    repeats: int = 1
    """How many pairs are measured where others are measured once: short ones vary more."""
    alone: list[float] = field(default_factory=list)
    shared: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)

    def measure(self, template: CompiledTemplate, *, turn: int) -> None:
        """Fill all twice, alone and shared, who is first changing from turn to turn."""
        for processes in (1, None) if turn % 2 else (None, 1):
            made = [self.make(turn * self.count + place) for place in range(self.count)]
            first, whole = _timed(template, made if self.known else (one for one in made), processes)
            (self.shared if processes is None else self.alone).append(whole)
            if processes is None:
                self.first.append(first)

    def row(self) -> str:
        """Return the medians as a row."""
        ratio = median(one / other for one, other in zip(self.alone, self.shared, strict=True))
        times = f"{median(self.alone):.2f} | {median(self.shared):.2f} | {ratio:.2f} | {median(self.first) * 1000:.1f}"
        return f"| {self.title} | {times} |"


def piles() -> list[Pile]:
    """Return what is measured."""
    lists, certificates = partial(contents.typed, _long_list()), partial(contents.typed, _certificate())
    decision, certificate = DocumentKind.AWARD_DECISION, DocumentKind.CERTIFICATE
    return [
        Pile(f"200 danh sách {_NAMES} tên", decision, lists, 200),
        Pile(f"200 danh sách {_NAMES} tên, không biết trước số lượng", decision, lists, 200, known=False),
        Pile(f"700 danh sách {_NAMES} tên", decision, lists, 700),
        Pile("1.000 bằng khen", certificate, certificates, 1000, repeats=9),
        Pile("20.000 bằng khen", certificate, certificates, 20_000),
    ]


def main() -> None:
    """Measure, print, write."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--pairs", type=int, default=_PAIRS)
    words.add_argument("--write", action="store_true")
    asked = words.parse_args()
    load = f"Load of the machine before: {os.getloadavg()[0]:.1f} on {len(os.sched_getaffinity(0))} cores."
    lines = [_HEAD, "|---|" + "---:|" * 4]
    for pile in piles():
        template = CompiledTemplate.from_bytes(catalogue.built_in(pile.kind))
        for turn in range(asked.pairs * pile.repeats):
            pile.measure(template, turn=turn)
        lines.append(pile.row())
        print(pile.row(), flush=True)
    told = f"1,000 certificates as one file to print (`render_run`): {_run_seconds():.2f} s."
    print(told, load)
    if asked.write:
        report.write("\n".join([*lines, "", told, load]), marks=_MARKS)


def _timed(
    template: CompiledTemplate, contexts: Iterable[DocumentContext], processes: int | None
) -> tuple[float, float]:
    """Return when the first document was there and when the last."""
    began, first = time.perf_counter(), 0.0
    for one in template.render_many(contexts, processes=processes):
        one.unwrap()
        first = first or time.perf_counter() - began
    return first, time.perf_counter() - began


def _run_seconds() -> float:
    template = CompiledTemplate.from_bytes(catalogue.built_in(DocumentKind.CERTIFICATE))
    made = [contents.typed(_certificate(), place) for place in range(1000)]
    began = time.perf_counter()
    template.render_run(made)
    return time.perf_counter() - began


def _certificate() -> DocumentContext:
    return catalogue.sample(DocumentKind.CERTIFICATE)


def _long_list() -> DocumentContext:
    """Return a decision with a list of so many names."""
    sample = catalogue.sample(DocumentKind.AWARD_DECISION)
    nominees = getattr(sample, "nominees", ())
    named = tuple(
        nominees[place % len(nominees)].model_copy(
            update={"nominee": f"mau/{place}", "text": f"{contents.awardee(place)}"}
        )
        for place in range(_NAMES)
    )
    return sample.model_copy(update={"nominees": named})


if __name__ == "__main__":
    main()
