"""Pictures in the line of text, and links: their XML in a part, and what the package needs beside it."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from doc_templates.faults import PictureUnfit
from doc_templates.inserts.fragments import Fragment, Related
from doc_templates.word import wordxml

EMU_PER_MM = 36000
_MOST_EMU = 2**31 - 1
"""The longest side that programs can hold: some 59 metres."""
_FIRST_ID = 1000
"""Numbers of drawings begin after this one, as docxtpl numbers them."""
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_DRAWING = (
    f'<w:r><w:drawing><wp:inline xmlns:wp="{_WP}" xmlns:a="{_A}" xmlns:pic="{_PIC}" xmlns:r="{wordxml.R}">'
    '<wp:extent cx="{cx}" cy="{cy}"/><wp:docPr id="1" name={title}{alt}{click}'
    '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
    f'<a:graphic><a:graphicData uri="{_PIC}"><pic:pic>'
    '<pic:nvPicPr><pic:cNvPr id="0" name={file}{click2}<pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:embed="{name}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'
    '<a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
)
_DRAWING_ID = re.compile(r'(<wp:docPr [^>]*?\bid=")\d+(")')
_KINDS = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"), (b"GIF8", "gif"), (b"BM", "bmp"))
_TIFF = (b"II*\0", b"MM\0*")
_SAME = {"jpg": "jpeg", "tif": "tiff"}


def kind_of(data: bytes, *, place: str) -> str:
    """Return a picture's type by its first bytes, or raise ``PictureUnfit``."""
    for start, kind in (*_KINDS, *((start, "tiff") for start in _TIFF)):
        if data.startswith(start):
            return kind
    raise PictureUnfit("Hình không phải là PNG, JPEG, GIF, BMP hoặc TIFF.", place=place, remedy="chọn tệp hình khác.")


@dataclass(frozen=True)
class Picture(Fragment):
    """A picture with its size on paper and the words for those who cannot see it; ``url`` makes it a link."""

    data: bytes
    width_mm: float
    height_mm: float
    alt: str = ""
    title: str = ""
    file: str = ""
    url: str = ""

    def __post_init__(self) -> None:
        """Refuse a size that no program can show."""
        if not all(0 < side * EMU_PER_MM <= _MOST_EMU for side in (self.width_mm, self.height_mm)):
            raise PictureUnfit(
                f"Hình có kích thước không dùng được: {self.width_mm:.10g} × {self.height_mm:.10g} mm.",
                remedy="cho chiều rộng, chiều cao lớn hơn 0 và vừa trang giấy.",
            )

    @cached_property
    def name(self) -> str:
        """Return the picture's id in a document: the same bytes, the same name."""
        return f"hinh{hashlib.sha256(self.data).hexdigest()[:16]}"

    @cached_property
    def _xml(self) -> str:
        link = link_of(self.url) if self.url else None
        click = f'><a:hlinkClick r:id="{link.id}"/></' if link else "/>"
        return _DRAWING.format(
            cx=round(self.width_mm * EMU_PER_MM),
            cy=round(self.height_mm * EMU_PER_MM),
            name=self.name,
            title=_quoted(self.title or self.name),
            file=wordxml.quoted(self.file or self.name),
            alt=f" descr={_quoted(self.alt)}" if self.alt else "",
            click=f"{click}wp:docPr>" if link else click,
            click2=f"{click}pic:cNvPr>" if link else click,
        )

    def in_text(self) -> str:
        """Return the drawing as a run, after a closed run, and open another."""
        return f'</w:t></w:r>{self._xml}<w:r><w:t xml:space="preserve">'

    def in_paragraph(self) -> str:
        """Return the drawing as a run."""
        return self._xml

    def related(self) -> tuple[Related, ...]:
        """Return the picture itself, and where it links to."""
        kind = kind_of(self.data, place=self.alt or self.title or self.name)
        image = Related(self.name, "image", f"media/{self.name}.{kind}", self.data)
        return (image, link_of(self.url)) if self.url else (image,)

    def __str__(self) -> str:
        return self.alt


def _quoted(words: str) -> str:
    return wordxml.quoted(unicodedata.normalize("NFC", words))


def link_of(url: str) -> Related:
    """Return the relation to an address: the same address, the same id."""
    return Related(f"lienket{hashlib.sha256(url.encode()).hexdigest()[:16]}", "hyperlink", url, inside=False)


def part_of(kind: str, target: str) -> Related:
    """Return the relation to a part that the package has already: the same part, the same id."""
    return Related(f"phan{hashlib.sha256(f'{kind} {target}'.encode()).hexdigest()[:16]}", kind, target)


def numbered(xml: str) -> str:
    """Return a part's XML with its drawings numbered one by one: the same number twice offends Word."""
    numbers = iter(range(_FIRST_ID + 1, _FIRST_ID + 1 + xml.count("<wp:docPr ")))
    return _DRAWING_ID.sub(lambda found: f"{found[1]}{next(numbers)}{found[2]}", xml)


def fitting(data: bytes, *, file: str, name: str) -> bytes:
    """Return a picture that takes the place of a file of the same type, or raise ``PictureUnfit``."""
    ending = file.rpartition(".")[2].lower()
    if kind_of(data, place=name) != _SAME.get(ending, ending):
        raise PictureUnfit(
            f"Hình thay cho “{name}” phải cùng loại với hình trong mẫu (.{ending}).",
            remedy="lưu hình dưới loại đó rồi làm lại.",
        )
    return data


def unique(fragments: Iterable[Fragment]) -> tuple[Related, ...]:
    """Return what the fragments need in the package, each once, in their order."""
    return tuple({related.id: related for fragment in fragments for related in fragment.related()}.values())
