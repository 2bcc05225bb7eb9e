"""Stretches of a paragraph that stand apart: split at tabs, line breaks and long blanks, as typed heads are."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from doc_templates.format_check.word.sheet import Look, Paragraph, Run

_APART = re.compile(r"(\t+| {4,}|\n)")
_TABBED = re.compile(r"(\t+|\n)")
_ROOM_TO_FILL = re.compile(r"số\s*: {4,}/|\bngày {4,}|\btháng {4,}", re.IGNORECASE)
"""Room for the number or day of a draft: its blanks set nothing apart."""
_LINE_MARKS = frozenset("_-–—―─━═=*. \t\n")
_DRAWING_MARKS = frozenset("_-–—―─━═=*")


class Segment(NamedTuple):
    """One stretch; ``side`` counts what stands before it on its line, ``alone`` says that nothing else does."""

    text: str
    runs: tuple[Run, ...]
    paragraph: Paragraph
    side: int
    alone: bool
    order: int
    """Place of its paragraph in reading order."""

    @property
    def looks(self) -> tuple[Look, ...]:
        """Return the looks of its visible letters."""
        return tuple(run.look for run in self.runs if run.text.strip())

    @property
    def capitals(self) -> bool:
        """Tell whether it is printed in capitals throughout, typed so or by format."""
        letters = [run for run in self.runs if any(char.isalpha() for char in run.text)]
        return bool(letters) and all(run.look.caps or not any(map(str.islower, run.text)) for run in letters)

    @property
    def bold(self) -> bool:
        """Tell whether every letter is bold."""
        return bool(self.looks) and all(look.bold for look in self.looks)


def segments(paragraph: Paragraph, order: int) -> tuple[Segment, ...]:
    """Return the paragraph's stretches in order, blank ones left out."""
    text = paragraph.text
    if "\t" not in text and "\n" not in text and "    " not in text:
        return (whole(paragraph, order),) if text.strip() else ()
    apart = _TABBED if _ROOM_TO_FILL.search(text) else _APART
    pieces: list[tuple[int, list[Run]]] = [(0, [])]
    for run in paragraph.runs:
        for part in apart.split(run.text):
            if not part:
                continue
            if apart.fullmatch(part):
                pieces.append((0 if part == "\n" else pieces[-1][0] + 1, []))
            else:
                pieces[-1][1].append(run._replace(text=part))
    return tuple(_made(paragraph, order, pieces))


def _made(paragraph: Paragraph, order: int, pieces: list[tuple[int, list[Run]]]) -> Iterable[Segment]:
    tabbed = any(side for side, _ in pieces)
    for side, runs in pieces:
        text = "".join(run.text for run in runs).strip()
        if text:
            yield Segment(text, tuple(runs), paragraph, side, not tabbed, order)


def whole(paragraph: Paragraph, order: int) -> Segment:
    """Return a paragraph as one stretch."""
    return Segment(paragraph.text.strip(), paragraph.runs, paragraph, 0, alone=True, order=order)


def is_typed_line(text: str) -> bool:
    """Tell whether a text is a rule made of underscores or dashes."""
    marks = sum(char in _DRAWING_MARKS for char in text) if _LINE_MARKS.issuperset(text) else 0
    return marks >= 4


def joined(parts: Iterable[Segment]) -> str:
    """Return the words of several stretches as one text."""
    return " ".join(" ".join(part.text.split()) for part in parts)
