"""Find every component of a file, and which shape of paper it is."""

from doc_templates.format_check.roles import words
from doc_templates.format_check.roles.body import find_annexes, text_items
from doc_templates.format_check.roles.foot import find_foot
from doc_templates.format_check.roles.head import find_head
from doc_templates.format_check.roles.parts import Annex, Foot, Form, Head, Item, Parts, Title
from doc_templates.format_check.roles.segments import Segment, segments, whole
from doc_templates.format_check.roles.title import Opening, find_opening, find_title
from doc_templates.format_check.word.sheet import Sheet
from models.text import fold

_STAMPED = 25


def find_parts(sheet: Sheet, *, form: Form | None = None) -> Parts:
    """Return the components; ``form`` is what the caller knows the paper to be."""
    head = find_head(sheet)
    title = find_title(sheet, head)
    begin = title.end or head.end
    foot = find_foot(sheet, begin)
    opening = find_opening(sheet, begin, foot.begin, name=title.name)
    annexes = find_annexes(sheet, foot.end if foot.begin < len(sheet.paragraphs) else begin)
    items = _items(sheet, begin, foot, opening, annexes)
    form = form or _form(sheet, head, title, opening)
    until = opening.addressee.order if opening.addressee else begin
    return Parts(
        sheet=sheet,
        form=form,
        head=head,
        title=title,
        foot=foot,
        addressee=opening.addressee,
        addressees=opening.addressees,
        bases=opening.bases,
        issued_by=opening.issued_by,
        decides=opening.decides,
        items=items,
        closing=_closing(sheet, begin, foot),
        annexes=annexes,
        urgency=_stamps(sheet, words.URGENT, until),
        limits=_stamps(sheet, words.LIMITS, until),
        drafter=_drafter(sheet, foot),
    )


def _items(sheet: Sheet, begin: int, foot: Foot, opening: Opening, annexes: tuple[Annex, ...]) -> tuple[Item, ...]:
    made = list(text_items(sheet, (order for order in range(begin, foot.begin) if order not in opening.taken)))
    ends = [*(annex.head.order for annex in annexes), len(sheet.paragraphs)][1:]
    for number, (annex, end) in enumerate(zip(annexes, ends, strict=True), start=1):
        last = annex.source or (annex.title[-1] if annex.title else annex.head)
        made += text_items(sheet, range(last.order + 1, end), number)
    return tuple(made)


def _closing(sheet: Sheet, begin: int, foot: Foot) -> Segment | None:
    """Return the last paragraph of the text before the foot; nothing where a table stands there.

    A note in brackets may follow it: what goes with the paper.
    """
    for order in range(min(foot.begin, len(sheet.paragraphs)) - 1, begin - 1, -1):
        paragraph = sheet.paragraphs[order]
        text = paragraph.text.strip()
        if text and not (text.startswith("(") and text.endswith((")", ").", ");"))):
            return whole(paragraph, order) if paragraph.cell is None else None
    return None


def _form(sheet: Sheet, head: Head, title: Title, opening: Opening) -> Form:
    """Return the shape of the paper, told by its title and head."""
    name = title.name.text if title.name else ""
    folded = fold(name)
    if words.is_register(name):
        return Form.REGISTER
    if folded.startswith("bao cao thanh tich"):
        return Form.REPORT_FORM
    if folded.startswith("bien ban"):
        return Form.MINUTES
    if not name and _is_certificate(sheet):
        return Form.CERTIFICATE
    if name and not words.type_name(name):
        return Form.OTHER
    if not name and (head.letter_subject or opening.addressee or _has_letter_symbol(head)):
        return Form.LETTER
    return Form.NAMED


def _has_letter_symbol(head: Head) -> bool:
    """Tell whether the symbol begins with no kind's abbreviation, as a letter's does."""
    symbol = head.number.text.rpartition("/")[2].strip() if head.number else ""
    return bool(symbol) and symbol.split("-")[0] not in words.ABBREVIATIONS


def _is_certificate(sheet: Sheet) -> bool:
    texts = {fold(one.text).strip() for one in sheet.paragraphs[:_STAMPED]}
    return bool(texts & {"bang khen", "giay khen", "giay chung nhan", "co thi dua", "bang", "huan chuong"})


def _stamps(sheet: Sheet, wanted: frozenset[str], until: int) -> tuple[Segment, ...]:
    """Return the stamps of the first page: what stands over the text, or in a box; a line of the text is none."""
    first = enumerate(sheet.paragraphs[:_STAMPED])
    return tuple(
        piece
        for order, one in first
        if order < until or one.boxed or one.cell or one.shape.framed or one.shape.above
        for piece in segments(one, order)
        if piece.text.strip(" .").upper() in wanted
    )


def _drafter(sheet: Sheet, foot: Foot) -> Segment | None:
    near = range(foot.begin, min(foot.end + 3, len(sheet.paragraphs)))
    pieces = (piece for order in near for piece in segments(sheet.paragraphs[order], order))
    return next((one for one in pieces if words.DRAFTER.match(one.text)), None)
