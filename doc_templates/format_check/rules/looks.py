"""Size, weight, slope, case and place of each component (NĐ 30/2020, PL I, Mục V): five functions over the table."""

from collections.abc import Callable, Sequence
from functools import partial

from doc_templates.format_check.roles import words
from doc_templates.format_check.roles.parts import Parts
from doc_templates.format_check.roles.segments import Segment
from doc_templates.format_check.rules.components import ANY_SIZE, COMPONENTS, Component
from doc_templates.format_check.values import Answer, Fault, Rule, absent, fault, figure
from models.organisation import Confidence


def _answer(component: Component, parts: Parts, faults: Callable[[Segment], Fault | None]) -> Answer:
    found = component.find(parts)
    if not found:
        return absent(component.name)
    return tuple(one for one in map(faults, found) if one)


def size(component: Component, parts: Parts) -> Answer:
    """Find letters outside the sizes that the component may have."""
    low, high = component.sizes
    right = f"cỡ chữ {figure(low)}" if low == high else f"cỡ chữ {figure(low)} đến {figure(high)}"

    def wrong(piece: Segment) -> Fault | None:
        odd = sorted({look.points for look in piece.looks if not low <= look.points <= high})
        return fault(piece, f"cỡ chữ {', '.join(map(figure, odd))}", right) if odd else None

    return _answer(component, parts, wrong)


def _some(odd: Sequence[bool], told: str) -> str:
    """Return what is wrong with the letters, some of them or all."""
    return told if all(odd) else f"một phần {told}"


def weight(component: Component, parts: Parts) -> Answer:
    """Find letters that should be bold and are not, or the other way round."""
    right = "chữ đậm" if component.bold else "chữ không đậm"

    def wrong(piece: Segment) -> Fault | None:
        odd = [look.bold is not component.bold for look in piece.looks]
        return fault(piece, _some(odd, "chữ không đậm" if component.bold else "chữ đậm"), right) if any(odd) else None

    return _answer(component, parts, wrong)


def slope(component: Component, parts: Parts) -> Answer:
    """Find letters that should slope and do not; text that should stand may have a sloping word."""
    right = "chữ nghiêng" if component.italic else "chữ đứng"

    def wrong(piece: Segment) -> Fault | None:
        odd = [look.italic is not component.italic for look in piece.looks]
        wrong_at_all = all(odd) if component.key == "body_text" else any(odd)
        told = _some(odd, "chữ đứng" if component.italic else "chữ nghiêng")
        return fault(piece, told, right) if odd and wrong_at_all else None

    return _answer(component, parts, wrong)


def case(component: Component, parts: Parts) -> Answer:
    """Find capitals where there should be none, or the other way round."""
    right = "chữ in hoa" if component.capitals else "chữ in thường"

    def wrong(piece: Segment) -> Fault | None:
        letters = sum(char.isalpha() for char in piece.text)
        if letters < 3 or piece.capitals is component.capitals:
            return None
        if piece.capitals and words.is_abbreviated(piece.text):
            return None
        return fault(piece, "chữ in thường" if component.capitals else "toàn chữ in hoa", right)

    return _answer(component, parts, wrong)


_ALIGNED = {"left": "canh trái", "right": "canh phải", "both": "canh đều hai bên", "center": "canh giữa"}


def align(component: Component, parts: Parts) -> Answer:
    """Find what is not centred; what stands at tabs or in a frame has no alignment to be judged."""

    def wrong(piece: Segment) -> Fault | None:
        shape = piece.paragraph.shape
        if shape.align == "center" or not piece.alone or piece.paragraph.boxed or shape.framed:
            return None
        return fault(piece, _ALIGNED.get(shape.align, shape.align), "canh giữa")

    return _answer(component, parts, wrong)


_OF_THE_TEXT = frozenset(
    {"addressee", "basis", "issued_by", "chapter", "roman_heading", "clause_heading", "urgency", "limits"}
)
"""Components that are known by their words alone: where a person types such words, the fault is theirs."""
_UNSURE = frozenset({("clause_heading", "weight")})
"""Only a guess in a file: whether a short clause is a heading of its own, or a short sentence of a list."""
_PROPERTIES: tuple[tuple[str, str, Callable[[Component, Parts], Answer], Callable[[Component], bool]], ...] = (
    ("size", "cỡ chữ", size, lambda one: one.sizes != ANY_SIZE),
    ("weight", "chữ đậm", weight, lambda one: one.bold is not None),
    ("slope", "chữ đứng, nghiêng", slope, lambda one: one.italic is not None),
    ("case", "chữ hoa, thường", case, lambda one: one.capitals is not None),
    ("align", "vị trí", align, lambda one: one.centred),
)

RULES: tuple[Rule, ...] = tuple(
    Rule(
        id=f"nd30.{component.key}.{key}",
        article=component.article,
        title=f"{component.name}, {title}",
        check=partial(check, component),
        forms=component.forms,
        confidence=Confidence.INFERRED if key in component.unsure else component.confidence,
        advice=(component.key, key) in _UNSURE,
        own_words=component.key in _OF_THE_TEXT,
    )
    for component in COMPONENTS
    for key, title, check, applies in _PROPERTIES
    if applies(component)
)
