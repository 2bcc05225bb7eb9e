"""The runs of one component that shares its paragraph with others: cut out of runs that hold more, no letter lost."""

from collections.abc import Iterator
from copy import deepcopy
from typing import NamedTuple

from doc_templates.format_check.fixing.opened import runs
from doc_templates.format_check.roles.segments import Segment, segments
from doc_templates.format_check.word.names import W
from doc_templates.format_check.word.paragraphs import as_printed, mark_of
from doc_templates.word.wordxml import Element

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TEXT = f"{W}t"
_GONE = (f"{W}del", f"{W}moveFrom")


class _Letter(NamedTuple):
    """One printed letter and where it is written: the run, and its place among all that the run holds."""

    char: str
    run: Element
    place: int


def fills_paragraph(piece: Segment) -> bool:
    """Tell whether a stretch is all that its paragraph says."""
    return piece.text == piece.paragraph.text.strip()


def own_runs(element: Element, piece: Segment) -> list[Element]:
    """Return the runs of a stretch and of nothing else; a run that holds more is cut. None where it is not found."""
    if fills_paragraph(piece):
        return runs(element)
    letters = list(_letters(element))
    begin = _begin(piece, "".join(one.char for one in letters))
    own = letters[begin : begin + len(piece.text)] if begin >= 0 else []
    spans: list[tuple[Element, int, int]] = []
    for one in own:
        if spans and spans[-1][0] is one.run:
            spans[-1] = (one.run, spans[-1][1], one.place + 1)
        else:
            spans.append((one.run, one.place, one.place + 1))
    return [_cut_out(run, start, stop) for run, start, stop in spans]


def _begin(piece: Segment, printed: str) -> int:
    """Return where a stretch begins among its paragraph's letters: the same words may stand there twice."""
    place = 0
    for one in segments(piece.paragraph, piece.order):
        found = printed.find(one.text, place)
        if found < 0 or one == piece:
            return found
        place = found + len(one.text)
    return -1


def _letters(paragraph: Element) -> Iterator[_Letter]:
    """Yield each letter as the reader prints it; what has no width is not printed."""
    for run in runs(paragraph):
        if next(run.iterancestors(*_GONE), None) is None:
            for place, (char, _) in enumerate(_written(run)):
                yield from (_Letter(one, run, place) for one in as_printed(char))


def _written(run: Element) -> Iterator[tuple[str, Element]]:
    """Yield what a run writes, one letter, tab or line end after another, with the node that holds it."""
    for node in run:
        yield from ((char, node) for char in (node.text or "" if node.tag == _TEXT else mark_of(node)))


def _cut_out(run: Element, start: int, stop: int) -> Element:
    """Return a run of these letters alone, what stood before and after them in runs of the same looks."""
    if stop < sum(1 for _ in _written(run)):
        cut_run(run, stop)
    return cut_run(run, start) if start else run


def cut_run(run: Element, length: int) -> Element:
    """Cut a run in two after so many letters and return the second; every node goes on in one of them."""
    rest: Element = run.makeelement(run.tag, dict(run.attrib))
    look = run.find(f"{W}rPr")
    if look is not None:
        rest.append(deepcopy(look))
    run.addnext(rest)
    place = 0
    for node in [node for node in run if node is not look]:
        words = node.text or "" if node.tag == _TEXT else mark_of(node)
        end = place + len(words)
        if place >= length:
            rest.append(node)
        elif end > length:
            later = deepcopy(node)
            node.text, later.text = words[: length - place], words[length - place :]
            for part in (node, later):
                part.set(_SPACE, "preserve")
            rest.append(later)
        place = end
    return rest
