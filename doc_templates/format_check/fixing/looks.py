"""Mend letters: font, colour, and each component's size, weight and slope; and where its lines stand."""

import re
from collections.abc import Iterator

from lxml import etree

from doc_templates.format_check.fixing.opened import Opened, child, properties, runs, set_switch, set_value
from doc_templates.format_check.fixing.stretches import cut_run, fills_paragraph, own_runs
from doc_templates.format_check.roles.parts import Level, Parts
from doc_templates.format_check.roles.segments import Segment, is_typed_line, segments
from doc_templates.format_check.rules.components import COMPONENTS, Component
from doc_templates.format_check.rules.ladder import chapter_titles
from doc_templates.format_check.rules.page import is_black
from doc_templates.format_check.rules.text import article_weight
from doc_templates.format_check.values import faults_of
from doc_templates.format_check.word.names import VAL, W
from doc_templates.word.wordxml import Element

_FONT = "Times New Roman"
_LEGACY = (".vn", "vni")
"""Fonts of codes older than Unicode: another font would turn their letters into others."""
_SLOTS = ("ascii", "hAnsi", "cs", "eastAsia")
_ARTICLE = re.compile(r"^\s*Điều\s+\d+\s*[.:]")
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
    stamped = {(one.paragraph.part, one.paragraph.place) for one in parts.urgency}
    for paragraph in (*parts.sheet.paragraphs, *(one for margin in parts.sheet.margins.values() for one in margin)):
        if (paragraph.part, paragraph.place) in stamped or all(is_black(run.look.color) for run in paragraph.runs):
            continue
        for run in runs(file.element(paragraph)):
            colour = child(properties(run, "rPr"), "color")
            colour.attrib.clear()
            colour.set(VAL, "000000")


def mend_component(component: Component, file: Opened, parts: Parts) -> None:
    """Set size, weight, slope and place of one component wherever it was found."""
    if parts.form not in component.forms:
        return
    for piece in component.find(parts):
        if fills_paragraph(piece) or _is_wrong(component, piece):
            _mend(file, component, piece)
        shape = piece.paragraph.shape
        if component.centred and piece.alone and not piece.paragraph.boxed and shape.align != "center":
            _centre(file, parts, piece)


def _mend(file: Opened, component: Component, piece: Segment) -> None:
    points, switches = _wrong_size(piece, component.sizes), dict(_switches(component, piece))
    for run in own_runs(file.element(piece.paragraph), piece):
        letters = properties(run, "rPr")
        if points is not None:
            _set_size(letters, points)
        for name, wanted in switches.items():
            set_switch(letters, name, on=wanted)


def _switches(component: Component, piece: Segment) -> Iterator[tuple[str, bool]]:
    """Yield what the component says of weight and slope."""
    for name, wanted in (("b", component.bold), ("i", component.italic)):
        if wanted is not None and not _may_differ(component, piece):
            yield name, wanted


def _is_wrong(component: Component, piece: Segment) -> bool:
    """Tell whether a component that shares its paragraph has letters to be mended."""
    low, high = component.sizes
    wanted = dict(_switches(component, piece))
    return any(
        not low <= look.points <= high
        or look.bold is not wanted.get("b", look.bold)
        or look.italic is not wanted.get("i", look.italic)
        for look in piece.looks
    )


def _centre(file: Opened, parts: Parts, piece: Segment) -> None:
    """Centre a paragraph all of whose stretches belong to components that stand in the middle."""
    middle = [one for other in COMPONENTS if other.centred and parts.form in other.forms for one in other.find(parts)]
    beside = [one for one in segments(piece.paragraph, piece.order) if not is_typed_line(one.text)]
    if fills_paragraph(piece) or all(one in middle for one in beside):
        set_value(properties(file.element(piece.paragraph), "pPr"), "jc", "center")


def _may_differ(component: Component, piece: Segment) -> bool:
    """Tell whether single words may slope: those of running text that does not slope throughout."""
    return component.key == "body_text" and not all(look.italic for look in piece.looks)


def mend_articles(file: Opened, parts: Parts) -> None:
    """Make the words ``Điều 1.`` bold, and no more than them."""
    for fault in faults_of(article_weight(parts)):
        if fault.at is not None:
            _embolden(file.element(fault.at), fault.at.text)


def mend_chapter_titles(file: Opened, parts: Parts) -> None:
    """Make the title under Phần, Chương, Mục bold; whether it is in capitals is a matter of its words."""
    for fault in faults_of(chapter_titles(parts)):
        for run in runs(file.element(fault.at)) if fault.at is not None else ():
            set_switch(properties(run, "rPr"), "b", on=True)


def _embolden(element: Element, text: str) -> None:
    found = _ARTICLE.match(text)
    if not found:
        return
    left = len(found[0])
    for run in runs(element):
        texts = run.findall(f"{W}t")
        length = sum(len(one.text or "") for one in texts)
        if length > left and (len(texts) != 1 or len(run) > 2):
            return
        if length > left:
            cut_run(run, left)
        set_switch(properties(run, "rPr"), "b", on=True)
        left -= length
        if left <= 0:
            return


def _wrong_size(piece: Segment, sizes: tuple[float, float]) -> float | None:
    """Return the size that a stretch should have, or nothing where all its letters have a right one."""
    low, high = sizes
    looks = piece.looks
    return None if all(low <= look.points <= high for look in looks) else min(max(looks[0].points, low), high)


def _set_size(letters: Element, points: float) -> None:
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
                _set_size(properties(run, "rPr"), points)
