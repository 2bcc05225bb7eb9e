"""docxtpl's own values (RichText, Listing, InlineImage, Subdoc) as values of ours."""

import html
import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.image.image import Image
from docxtpl import DocxTemplate, InlineImage, Listing, RichText, RichTextParagraph
from docxtpl.subdoc import Subdoc
from lxml import etree

from doc_templates.faults import ContextFault, PictureUnfit, TemplateFault
from doc_templates.inserts.addresses import SCHEMES
from doc_templates.inserts.fragments import Fragment, Paragraphs, Related, Runs, composed, whole
from doc_templates.inserts.pictures import EMU_PER_MM, Picture, link_of, part_of
from doc_templates.word import package, wordxml
from doc_templates.word.package import Part

_BROKEN = (zipfile.BadZipFile, KeyError, ValueError, AttributeError, etree.XMLSyntaxError)
_LINK = "dc-"
_LINKED = re.compile(r'<w:hyperlink r:id="([^"]*)"')
_NAMED_BY = f"{{{wordxml.R}}}"
_W = f"{{{wordxml.W}}}"
_NUMBERING = "word/numbering.xml"
_MARKS = 0x54450000
"""From here on the definitions are marked (nsid) that a subdocument brings."""


def url_id(url: str) -> str:
    """Return an id for ``RichText(..., url_id=...)``: it carries the address to where the text is printed."""
    return _LINK + url.encode("utf-8").hex()


@dataclass(frozen=True)
class SubDocument(Fragment):
    """A Word file whose paragraphs, tables, pictures and styles are put into another."""

    data: bytes

    def in_text(self) -> str:
        """Say that it has to be opened first."""
        raise TypeError("SubDocument")

    def in_paragraph(self) -> str:
        """Say that it has to be opened first."""
        raise TypeError("SubDocument")


def is_foreign(value: object) -> bool:
    """Tell whether a value only works on a package that docxtpl has opened."""
    return isinstance(value, Subdoc | SubDocument)


class Opened:
    """A template opened by docxtpl, for values that bring styles, numbering and pictures of their own."""

    def __init__(self, template: bytes) -> None:
        self._template = template
        self._opened: DocxTemplate | None = None

    def subdoc(self, value: object, *, field: str) -> Paragraphs:
        """Return a subdocument's paragraphs, its styles and parts taken into the opened template."""
        if isinstance(value, SubDocument):
            self._opened = self._opened or DocxTemplate(io.BytesIO(self._template))
            try:
                package.read(value.data)
                value = Subdoc(self._opened, io.BytesIO(value.data))
            except (TemplateFault, *_BROKEN) as error:
                raise ContextFault(
                    f"Trường “{field}” không phải là tệp Word (.docx) dùng được.", remedy="chọn tệp khác."
                ) from error
        elif isinstance(value, Subdoc):
            if self._opened not in (None, value.tpl):
                raise ContextFault(
                    f"Trường “{field}” thuộc một mẫu khác đang mở.", remedy="tạo mọi văn bản con từ cùng một mẫu."
                )
            self._opened = value.tpl
        return _paragraphs(value, field)

    def package(self) -> bytes:
        """Return the template with all that the subdocuments brought."""
        if self._opened is None:
            return self._template
        buffer = io.BytesIO()
        self._opened.get_docx().save(buffer)
        return _marked(buffer.getvalue(), known=_definitions(package.read(self._template)))


def _marked(data: bytes, *, known: Mapping[str, wordxml.Element]) -> bytes:
    """Return a package whose list definitions, but for those known, are marked by their number: docxtpl does by chance.

    Word takes two definitions of one mark for the same list.
    """
    parts = package.read(data)
    found = _definitions(parts)
    for number in found.keys() - known.keys():
        for mark in found[number].findall(f"{_W}nsid"):
            mark.set(f"{_W}val", f"{(_MARKS + int(number)) % 2**32:08X}")
    return package.write(tuple(_written(part, found) if part.name == _NUMBERING else part for part in parts))


def _definitions(parts: Iterable[Part]) -> dict[str, wordxml.Element]:
    """Return a package's list definitions by their numbers."""
    roots = (package.root_of(part) for part in parts if part.name == _NUMBERING)
    return {one.get(f"{_W}abstractNumId", ""): one for root in roots for one in root.findall(f"{_W}abstractNum")}


def _written(part: Part, definitions: Mapping[str, wordxml.Element]) -> Part:
    """Return the part with the lists as its definitions now are."""
    root = next((one.getparent() for one in definitions.values()), None)
    return part if root is None else Part(part.name, wordxml.to_bytes(wordxml.to_text(root)))


def _paragraphs(subdoc: Any, field: str) -> Paragraphs:
    """Return a subdocument's children; what they show and link to has ids that any part may have.

    docxtpl relates all of it to the body of the opened template; in a header the same ids would name what is there.
    """
    known, found = subdoc.docx.part.rels, {}
    body = subdoc.subdocx.element.body
    children = [deepcopy(child) for child in body if wordxml.local_name(child) != "sectPr"]
    for element in (one for child in children for one in child.iter("*")):
        for name, value in element.attrib.items():
            if str(name).startswith(_NAMED_BY) and value:
                if value not in known:
                    raise _dangling(field)
                found[value] = _related(known[value])
                element.set(name, found[value].id)
    return Paragraphs(composed("".join(map(wordxml.to_text, children))), tuple(found.values()))


def _related(relation: Any) -> Related:
    """Return a relation of docxtpl's package; one to a picture outside keeps the whole file from being opened."""
    if relation.is_external:
        return link_of(relation.target_ref)
    return part_of(relation.reltype.removeprefix(f"{wordxml.R}/"), str(relation.target_part.partname))


def _dangling(field: str) -> ContextFault:
    return ContextFault(
        f"Trường “{field}” có hình hoặc liên kết không rõ ở đâu.",
        remedy="mở tệp đưa vào bằng Word, lưu lại rồi làm lại; chữ định dạng sẵn thì tạo lại.",
    )


def converted(value: object, *, field: str) -> Fragment | str | None:
    """Return what a value of docxtpl's is here, or ``None`` for any other."""
    match value:
        case Listing():
            return html.unescape(value.xml)
        case RichText():
            return Runs(*_linked(value.xml, field))
        case RichTextParagraph():
            return Paragraphs(*_linked(value.xml, field))
        case InlineImage():
            return _picture(value, field)
        case _:
            return None


def _linked(xml: str, field: str) -> tuple[str, tuple[Related, ...]]:
    """Return prepared XML whose links have ids that any part may have, and where they lead."""
    links = {found: _link(found, field) for found in _LINKED.findall(xml)}
    named = _LINKED.sub(lambda found: f'<w:hyperlink xmlns:r="{wordxml.R}" r:id="{links[found[1]].id}"', xml)
    return whole(named, field=field), tuple(links.values())


def _link(found: str, field: str) -> Related:
    """Return where a link goes whose id ``url_id`` made; another program's id names nothing here."""
    try:
        url = bytes.fromhex(found.removeprefix(_LINK)).decode("utf-8") if found.startswith(_LINK) else ""
    except ValueError:
        url = ""
    return link_of(_to_be_clicked(url, field))


def _to_be_clicked(url: str, field: str) -> str:
    """Return an address that only shows or writes something, or raise: others start programs."""
    if not url.lower().startswith(SCHEMES):
        raise ContextFault(
            f"Trường “{field}” có liên kết không rõ địa chỉ.",
            remedy="tạo mã liên kết bằng CompiledTemplate.build_url_id, địa chỉ bắt đầu bằng http, https hoặc mailto.",
        )
    return url


def _picture(value: Any, field: str) -> Picture:
    """Return a picture with the size and names that docxtpl would give it."""
    try:
        source = value.image_descriptor
        image = Image.from_file(source)
    except (UnrecognizedImageError, InvalidImageStreamError, UnexpectedEndOfFileError, OSError) as error:
        raise PictureUnfit(
            f"Trường “{field}” không phải là tệp hình dùng được.", remedy="chọn tệp hình khác."
        ) from error
    try:
        width, height = image.scaled_dimensions(value.width, value.height)
        return Picture(
            data=image.blob,
            width_mm=width / EMU_PER_MM,
            height_mm=height / EMU_PER_MM,
            title="Picture 1",
            file=image.filename,
            url=_to_be_clicked(value.anchor, field) if value.anchor else "",
        )
    except PictureUnfit as error:
        raise PictureUnfit(error.message, place=f"trường “{field}”", remedy=error.remedy) from error
    except ArithmeticError as error:
        raise PictureUnfit(f"Trường “{field}” là hình không có kích thước.", remedy="chọn tệp hình khác.") from error
