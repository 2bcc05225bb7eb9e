"""Lines and boxes drawn into a paragraph: Word's shapes old and new, LibreOffice's, pictures of a line."""

import re
from collections.abc import Iterator

from doc_templates.format_check.word.names import MC, W, css_length, number
from doc_templates.format_check.word.sheet import Drawn
from doc_templates.word import wordxml
from doc_templates.word.wordxml import Element

_EMU_MM = 36000
_LINES = frozenset({"line", "straightConnector1", "bentConnector2", "bentConnector3"})
_FLAT_MM = 3.0
_HAIR_MM = 1.0
_LINE_TYPE = re.compile(r"_x0000_t(20|32|33|34)$")
_STYLE = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([^;]+)")


def drawn_in(container: Element) -> tuple[tuple[Drawn, ...], int]:
    """Return the lines drawn in a run's drawing, and how many other pictures are there."""
    lines: list[Drawn] = []
    pictures = 0
    for node in _shown(container):
        found = _line(node)
        if found is not None:
            lines.append(found)
        elif wordxml.local_name(node) in ("pic", "imagedata"):
            pictures += 1
    return tuple(lines), pictures


def boxes_in(container: Element) -> Iterator[Element]:
    """Yield the contents of text boxes, each once though Word writes them twice."""
    for node in _shown(container):
        if node.tag == f"{W}txbxContent":
            yield node


def _shown(container: Element) -> Iterator[Element]:
    """Yield what is inside without the second copy that older programs would read, nor what boxes hold."""
    for child in container:
        if not isinstance(child.tag, str) or child.tag == f"{MC}Fallback":
            continue
        yield child
        if child.tag != f"{W}txbxContent":
            yield from _shown(child)


def _line(node: Element) -> Drawn | None:
    match wordxml.local_name(node):
        case "prstGeom" if node.get("prst") in _LINES:
            return Drawn("shape", _extent(node))
        case "prstGeom" if node.get("prst") == "rect":
            return _flat_box(node)
        case "line" if node.get("from") is not None or node.get("to") is not None:
            return _vml_line(node)
        case "shape" if _LINE_TYPE.search(node.get("type", "")):
            return Drawn("shape", _css(node).get("width"))
        case "rect" if any(str(name).endswith("}hr") for name in node.attrib):
            return Drawn("shape", _css(node).get("width") or None)
        case "pic" | "imagedata":
            return _flat_picture(node)
        case _:
            return None


def _extent(node: Element) -> float | None:
    size = _size(node)
    return None if size is None else number(size.get("cx")) / _EMU_MM


def _size(node: Element) -> Element | None:
    frame = next((one for one in node.itersiblings("{*}xfrm", preceding=True)), None)
    return None if frame is None else frame.find("{*}ext")


def _flat_box(node: Element) -> Drawn | None:
    """Return a box so low that it is a line."""
    size = _size(node)
    wide, high = (number(size.get(side)) / _EMU_MM for side in ("cx", "cy")) if size is not None else (0.0, _FLAT_MM)
    return Drawn("shape", wide) if high <= _HAIR_MM and wide > _FLAT_MM else None


def _vml_line(node: Element) -> Drawn:
    ends = [[css_length(one) for one in node.get(name, "0,0").split(",")] for name in ("from", "to")]
    if any(len(end) < 2 for end in ends):
        return Drawn("shape", None)
    return Drawn("shape", abs(ends[1][0] - ends[0][0]))


def _css(node: Element) -> dict[str, float]:
    return {name: css_length(value) for name, value in _STYLE.findall(node.get("style", ""))}


def _flat_picture(node: Element) -> Drawn | None:
    """Return a picture that is nothing but a line."""
    if wordxml.local_name(node) == "pic":
        size = next(node.iter("{*}ext"), None)
        width, height = (number(size.get(side)) / _EMU_MM for side in ("cx", "cy")) if size is not None else (0.0, 99.0)
    else:
        parent = node.getparent()
        sizes = _css(parent) if parent is not None else {}
        width, height = sizes.get("width", 0.0), sizes.get("height", 99.0)
    return Drawn("picture", width) if height <= _FLAT_MM < width else None
