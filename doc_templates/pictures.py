"""Pictures in the line of text: their drawing in the body, and the parts and relations that a Word file needs."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from lxml import etree

from doc_templates import package, wordxml
from doc_templates.package import Part

_EMU_PER_MM = 36000
_FIRST_ID = 1000
"""Numbers of drawings begin after this one, as docxtpl numbers them."""
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "[Content_Types].xml"
_DRAWING = (
    '</w:t></w:r><w:r><w:drawing><wp:inline xmlns:wp="{wp}" distT="0" distB="0" distL="0" distR="0">'
    '<wp:extent cx="{cx}" cy="{cy}"/><wp:docPr id="1" name="{name}" descr="{alt}"/>'
    '<a:graphic xmlns:a="{a}"><a:graphicData uri="{pic}"><pic:pic xmlns:pic="{pic}">'
    '<pic:nvPicPr><pic:cNvPr id="0" name="{name}"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip xmlns:r="{r}" r:embed="{name}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>'
    '</w:drawing></w:r><w:r><w:t xml:space="preserve">'
)
_DRAWING_ID = re.compile(r'(<wp:docPr [^>]*?\bid=")\d+(")')


@dataclass(frozen=True)
class Picture:
    """A PNG with its size on paper and the words for those who cannot see it."""

    png: bytes
    width_mm: float
    height_mm: float
    alt: str

    @property
    def name(self) -> str:
        """Return the picture's id in a document: the same bytes, the same name."""
        return f"hinh{hashlib.sha256(self.png).hexdigest()[:16]}"

    def __html__(self) -> str:
        """Return the drawing as Word's XML, in the place of a tag inside a run."""
        return _DRAWING.format(
            wp=_WP,
            a=_A,
            pic=_PIC,
            r=_R,
            cx=round(self.width_mm * _EMU_PER_MM),
            cy=round(self.height_mm * _EMU_PER_MM),
            name=self.name,
            alt=_attribute(self.alt),
        )


def _attribute(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def found_in(values: object) -> Iterator[Picture]:
    """Yield every picture among the values that a template sees."""
    match values:
        case Picture():
            yield values
        case Mapping():
            for value in values.values():
                yield from found_in(value)
        case list():
            for value in values:
                yield from found_in(value)


def numbered(xml: str) -> str:
    """Return a part's XML with its drawings numbered one by one: the same number twice offends Word."""
    numbers = iter(range(_FIRST_ID + 1, _FIRST_ID + 1 + xml.count("<wp:docPr ")))
    return _DRAWING_ID.sub(lambda found: f"{found[1]}{next(numbers)}{found[2]}", xml)


def with_pictures(parts: Sequence[Part], pictures: Sequence[Picture]) -> tuple[Part, ...]:
    """Return the parts with those pictures that they show: media, relations and content type."""
    media: dict[str, bytes] = {}
    related: dict[str, list[str]] = {}
    for part in parts:
        for picture in pictures:
            if part.name.startswith("word/") and f'r:embed="{picture.name}"'.encode() in part.data:
                media[picture.name] = picture.png
                related.setdefault(_relations_of(part.name), []).append(picture.name)
    if not media:
        return tuple(parts)
    kept = tuple(_extended(part, related) for part in parts)
    missing = sorted(set(related) - {part.name for part in parts})
    made = tuple(_extended(Part(name, f'<Relationships xmlns="{_RELATIONS}"/>'.encode()), related) for name in missing)
    return (*kept, *made, *(Part(f"word/media/{name}.png", data) for name, data in sorted(media.items())))


def _relations_of(part: str) -> str:
    path = PurePosixPath(part)
    return str(path.parent / "_rels" / f"{path.name}.rels")


def _extended(part: Part, related: Mapping[str, Sequence[str]]) -> Part:
    if part.name == _TYPES:
        return _with_png_type(part)
    names = related.get(part.name)
    if not names:
        return part
    root = package.root_of(part)
    for name in dict.fromkeys(names):
        etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", Id=name, Type=f"{_R}/image", Target=f"media/{name}.png")
    return Part(part.name, wordxml.to_bytes(wordxml.to_text(root)))


def _with_png_type(part: Part) -> Part:
    root = package.root_of(part)
    if not any(child.get("Extension", "").lower() == "png" for child in root):
        tag = root.tag.replace("Types", "Default")
        root.insert(0, etree.Element(tag, Extension="png", ContentType="image/png"))
    return Part(part.name, wordxml.to_bytes(wordxml.to_text(root)))
