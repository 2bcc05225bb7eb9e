"""Mend letters: font, colour, and each component's size, weight and slope; and where its lines stand."""

from lxml import etree

from doc_templates.format_check.fixing.opened import Opened, child, properties, runs, set_switch, set_value
from doc_templates.format_check.roles.parts import Level, Parts
from doc_templates.format_check.roles.segments import Segment
from doc_templates.format_check.rules.components import COMPONENTS, Component
from doc_templates.format_check.rules.page import is_black
from doc_templates.format_check.word.names import VAL, W
from doc_templates.wordxml import Element

_FONT = "Times New Roman"
_LEGACY = (".vn", "vni")
"""Fonts of codes older than Unicode: another font would turn their letters into others."""
_SLOTS = ("ascii", "hAnsi", "cs", "eastAsia")
_TEXT_PARTS = ("word/styles", "word/document", "word/header", "word/footer")


def mend_fonts(file: Opened, parts: Parts) -> None:
    """Set Times New Roman everywhere, unless some letters are of an older code."""
    used = {name.lower() for one in parts.sheet.paragraphs for run in one.runs for name in run.look[:2]}
    if any(name.startswith(_LEGACY) for name in used):
        return
    for name, root in file.roots.items():
        if name.startswith(_TEXT_PARTS):
            for fonts in root.iter(f"{W}rFonts"):
                _set_font(fonts)
            if name == "word/styles.xml":
                _set_default(root)


def _set_font(fonts: Element) -> None:
    for name in [name for name in fonts.attrib if str(name).endswith("Theme")]:
        del fonts.attrib[name]
    for slot in _SLOTS:
        fonts.set(f"{W}{slot}", _FONT)


def _set_default(styles: Element) -> None:
    defaults = styles.find(f"{W}docDefaults")
    if defaults is None:
        defaults = etree.Element(f"{W}docDefaults")
        styles.insert(0, defaults)
    holder = defaults.find(f"{W}rPrDefault")
    if holder is None:
        holder = etree.Element(f"{W}rPrDefault")
        defaults.insert(0, holder)
    _set_font(child(properties(holder, "rPr"), "rFonts"))


def mend_colours(file: Opened, parts: Parts) -> None:
    """Set black, the stamp of urgency apart."""
    stamped = {one.paragraph.place for one in parts.urgency}
    for paragraph in (*parts.sheet.paragraphs, *(one for margin in parts.sheet.margins.values() for one in margin)):
        if paragraph.place in stamped or all(is_black(run.look.color) for run in paragraph.runs):
            continue
        for run in runs(file.element(paragraph)):
            colour = child(properties(run, "rPr"), "color")
            colour.attrib.clear()
            colour.set(VAL, "000000")


def mend_components(file: Opened, parts: Parts) -> None:
    """Set size, weight, slope and place of every component that was found."""
    for component in COMPONENTS:
        if parts.form not in component.forms:
            continue
        for piece in component.find(parts):
            _mend(file, component, piece)


def _mend(file: Opened, component: Component, piece: Segment) -> None:
    element = file.element(piece.paragraph)
    for run in runs(element) if piece.alone else _own_runs(element, piece):
        letters = properties(run, "rPr")
        _set_size(letters, piece, component.sizes)
        for name, wanted in (("b", component.bold), ("i", component.italic)):
            if wanted is not None and not _may_differ(component, piece):
                set_switch(letters, name, on=wanted)
    shape = piece.paragraph.shape
    if component.centred and piece.alone and not piece.paragraph.boxed and shape.align != "center":
        set_value(properties(element, "pPr"), "jc", "center")


def _may_differ(component: Component, piece: Segment) -> bool:
    """Tell whether single words may slope: those of running text that does not slope throughout."""
    return component.key == "body_text" and not all(look.italic for look in piece.looks)


def _own_runs(element: Element, piece: Segment) -> list[Element]:
    """Return the runs whose letters belong to a stretch that shares its paragraph with others."""
    return [
        run
        for run in runs(element)
        if (text := "".join(part.text or "" for part in run.findall(f"{W}t")).strip()) and text in piece.text
    ]


def _set_size(letters: Element, piece: Segment, sizes: tuple[float, float]) -> None:
    low, high = sizes
    if all(low <= look.points <= high for look in piece.looks):
        return
    points = min(max(piece.looks[0].points, low), high)
    for name in ("sz", "szCs"):
        set_value(letters, name, str(round(points * 2)))


def mend_body_size(file: Opened, parts: Parts) -> None:
    """Set the whole text in the size of its first paragraph."""
    items = [one for one in parts.items if one.level is not Level.CAPTION and one.segment.looks]
    if not items:
        return
    points = min(max(items[0].segment.looks[0].points, 13.0), 14.0)
    for one in items:
        if any(look.points != points for look in one.segment.looks):
            for run in runs(file.element(one.segment.paragraph)):
                for name in ("sz", "szCs"):
                    set_value(properties(run, "rPr"), name, str(round(points * 2)))
