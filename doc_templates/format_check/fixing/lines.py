"""Mend the lines under Tiêu ngữ, the agency and the subject: drawn as a paragraph's border, of the right length."""

from lxml import etree

from doc_templates.format_check.fixing.opened import Opened, child, properties, runs
from doc_templates.format_check.roles.lines import room_of
from doc_templates.format_check.roles.parts import Parts, RuleLine
from doc_templates.format_check.roles.segments import Segment, is_typed_line, segments
from doc_templates.format_check.rules import head, opening
from doc_templates.format_check.values import NotEvaluated
from doc_templates.format_check.word.names import VAL, W
from doc_templates.typesetting.metrics import line_width, rule_length, widest_line
from doc_templates.word.wordxml import Element

_TWIPS_MM = 1440 / 25.4


def mend_lines(file: Opened, parts: Parts) -> None:
    """Draw each line that is missing, typed or of a wrong length; heads set with tabs have no place for it."""
    motto = parts.head.motto
    if motto:
        wrong = _is_wrong(head.motto_line(parts), head.motto_line_length(parts), parts.head.motto_line)
        _mend(file, parts, (motto,), parts.head.motto_line, share=1.0, wrong=wrong)
    agency = parts.head.agency
    wrong = _is_wrong(head.agency_line(parts), head.agency_line_length(parts), parts.head.agency_line)
    _mend(file, parts, agency, parts.head.agency_line, share=0.5, wrong=wrong)
    wrong = _is_wrong(opening.subject_line(parts), opening.subject_line_length(parts), parts.title.line)
    _mend(file, parts, parts.title.subject, parts.title.line, share=0.5, wrong=wrong)


def _is_wrong(present: object, length: object, line: RuleLine | None) -> bool:
    faulty = any(bool(one) and not isinstance(one, NotEvaluated) for one in (present, length))
    return faulty or (line is not None and line.kind in ("typed", "underline"))


def _mend(
    file: Opened, parts: Parts, over: tuple[Segment, ...], line: RuleLine | None, *, share: float, wrong: bool
) -> None:
    if not over or not wrong or not _ends_paragraph(over[-1]) or (line and line.kind in ("shape", "picture")):
        return
    last = over[-1]
    room = room_of(last.paragraph, parts.sheet)
    if room <= 0:
        return
    length = _length(over, share, room)
    element = file.element(last.paragraph)
    if line is None:
        _bordered(_after(element), room, length)
    elif line.kind == "underline":
        for run in runs(element):
            child(properties(run, "rPr"), "u").set(VAL, "none")
        _bordered(_after(element), room, length)
    elif line.kind == "edge":
        _without_edge(element)
        _bordered(_after(element), room, length)
    elif line.paragraph is last.paragraph:
        borders = element.find(f"{W}pPr/{W}pBdr")
        if borders is not None:
            borders.getparent().remove(borders)
        _bordered(_after(element), room, length)
    else:
        found = file.element(line.paragraph)
        for run in runs(found) if line.kind == "typed" else ():
            run.getparent().remove(run)
        _bordered(found, room, length)


def _ends_paragraph(piece: Segment) -> bool:
    """Tell whether nothing stands beside a component, or under it in its paragraph: else a line has no place there."""
    stretches = [one for one in segments(piece.paragraph, piece.order) if not is_typed_line(one.text)]
    return piece.alone and (not stretches or piece.text.endswith(stretches[-1].text))


def _without_edge(element: Element) -> None:
    """Take away the lower edge of the cell around a paragraph."""
    cell = next(element.iterancestors(f"{W}tc"))
    for edge in cell.findall(f"{W}tcPr/{W}tcBorders/{W}bottom"):
        edge.set(VAL, "nil")


def _length(over: tuple[Segment, ...], share: float, room: float) -> float:
    look = over[-1].looks[0]
    if share == 1.0:
        return min(room, line_width(over[-1].text, points=look.points, bold=True))
    printed = [text for one in over for text in one.paragraph.text.split("\n") if text.strip()]
    return rule_length(widest_line(printed, points=look.points, bold=look.bold, room=room))


def _after(element: Element) -> Element:
    """Return a new paragraph after one, with nothing in it."""
    made: Element = etree.Element(f"{W}p")
    element.addnext(made)
    return made


def _bordered(element: Element, room: float, length: float) -> None:
    """Make a paragraph a centred line of a length in millimetres."""
    shape = properties(element, "pPr")
    borders = child(shape, "pBdr")
    for side in list(borders):
        borders.remove(side)
    line = etree.SubElement(borders, f"{W}top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
        line.set(f"{W}{name}", value)
    spacing = child(shape, "spacing")
    for name, value in (("before", "40"), ("after", "0"), ("line", "60"), ("lineRule", "exact")):
        spacing.set(f"{W}{name}", value)
    indents = child(shape, "ind")
    indents.attrib.clear()
    for side in ("left", "right"):
        indents.set(f"{W}{side}", str(max(0, round((room - length) / 2 * _TWIPS_MM))))
