"""A Word file as its parts, opened with suspicion and written so that equal parts give equal bytes."""

import io
import re
import zipfile
import zlib
from typing import NamedTuple

from doc_templates.faults import TemplateFault
from doc_templates.limits import MAX_OUTPUT, MAX_PARTS, MAX_TEMPLATE, MAX_TEMPLATE_PARTS
from doc_templates.word import archive, mainpart, wordxml
from doc_templates.word.mainpart import MAIN

_CONTENT_TYPES = "[Content_Types].xml"
_NESTED = ("/aFChunk", "/subDocument", "/oleObject", "/package")
"""Relations to a document inside the document, whose own links nobody looks at."""
_RUN = (
    *("/vbaProject", "/wordVbaData", "/control", "/activeXControlBinary"),
    *("/keyMapCustomizations", "/attachedToolbars", "/extensibility"),
)
"""Relations to programs, and to keys and buttons that start them, whatever the part is called."""
_RUN_NAMES = (".bin", ".exe", ".dll", ".js")
_RUN_TYPES = ("macroenabled", "vbaproject", "activex")
_ODD_NAME = re.compile(
    r"^/|\\|//|:|(?:^|/)\.{1,2}(?:/|$)|\.(?:/|$)|[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
"""Names that no part has: they lead out of the file, or look like another name than they are."""
_CLICKED = frozenset({"hyperlink", "hlinkClick", "hlinkHover", "hlinkMouseOver"})
"""Elements whose link waits for a click; any other element that names a link has it fetched."""
_WORDS_OWN = f"{{{wordxml.W}}}"
"""Where attributes name bookmarks, styles and numbers, never relations."""
_OLD_WORD = b"\xd0\xcf\x11\xe0"
"""How files of Word before 2007 begin, and files of today under a password."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_REMEDY = "mở tệp bằng Word, lưu lại dạng “Word Document (.docx)” rồi tải lên lại."
_ENTRY = b"PK\1\2"
"""What each record of a zip's directory begins with; zipfile reads them all before anybody can count."""
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How parts are packed; zipfile unpacks what is packed otherwise without any bound."""
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


class Part(NamedTuple):
    """One file inside the package."""

    name: str
    data: bytes


class Bounds(NamedTuple):
    """How much a file may hold to be opened."""

    parts: int
    size: int
    """Bytes of all parts, unpacked."""
    remedy: str


TEMPLATE = Bounds(MAX_TEMPLATE_PARTS, MAX_TEMPLATE, "bỏ bớt hình ảnh, đối tượng nhúng trong mẫu.")
RESULT = Bounds(MAX_PARTS, MAX_OUTPUT, "chia tệp thành nhiều tệp nhỏ hơn, hoặc bỏ bớt hình ảnh.")
"""What a filled document may hold; files that are only looked at too."""


def read(data: bytes, *, bounds: Bounds = TEMPLATE) -> tuple[Part, ...]:
    """Return the parts in their order, or raise ``TemplateFault`` for what is no Word file or is unsafe.

    The part with the content is ``word/document.xml`` here, whatever the program that wrote the file calls it.
    """
    parts = _opened(data, bounds=bounds)
    _refuse_foreign(parts)
    return parts


def contents(data: bytes, *, whole: bool = False) -> tuple[Part, ...]:
    """Return the XML parts of any Word file, only to be looked at: what would be unsafe to fill or open stays in.

    With ``whole`` pictures and all else are there too, for a file that goes back to who sent it.

    Raises ``TemplateFault`` for what is no package, is broken or too large.
    """
    return _opened(data, bounds=RESULT, only=("",) if whole else (".xml", ".rels"))


def names_in(data: bytes) -> frozenset[str]:
    """Return the names of the files in any zip; none where the bytes are no zip, or one of more files than Word has."""
    if data.count(_ENTRY) > MAX_PARTS:
        return frozenset()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            return frozenset(opened.namelist())
    except _UNREADABLE:
        return frozenset()


def _opened(data: bytes, *, bounds: Bounds, only: tuple[str, ...] = ("",)) -> tuple[Part, ...]:
    if data.count(_ENTRY) > MAX_PARTS:
        raise _too_large(bounds)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            return _parts(opened, bounds=bounds, only=only)
    except _UNREADABLE as error:
        raise _no_word_file(data) from error


def _no_word_file(data: bytes) -> TemplateFault:
    if data.startswith(_OLD_WORD) and _ENCRYPTED in data:
        remedy = "mở tệp bằng Word, bỏ mật khẩu (File > Info > Protect Document > Encrypt with Password), rồi lưu lại."
        return TemplateFault("Tệp Word đặt mật khẩu nên không đọc được.", remedy=remedy)
    return TemplateFault("Tệp không phải là tệp Word (.docx) hoặc đã hỏng.", remedy=_REMEDY)


def _too_large(bounds: Bounds) -> TemplateFault:
    count = f"{bounds.parts:,}".replace(",", ".")
    return TemplateFault(
        f"Tệp quá lớn: nhiều hơn {count} phần hoặc {bounds.size // 1024 // 1024} MB khi giải nén.",
        remedy=bounds.remedy,
    )


def _parts(opened: zipfile.ZipFile, *, bounds: Bounds, only: tuple[str, ...]) -> tuple[Part, ...]:
    entries = [entry for entry in opened.infolist() if not entry.is_dir() and entry.filename.lower().endswith(only)]
    if len(entries) > bounds.parts or sum(entry.file_size for entry in entries) > bounds.size:
        raise _too_large(bounds)
    if len({entry.filename.lower() for entry in entries}) != len(entries):
        raise TemplateFault("Tệp Word có hai phần trùng tên.", remedy=_REMEDY)
    return tuple(Part(*one) for one in mainpart.usual([(entry.filename, unpacked(opened, entry)) for entry in entries]))


def unpacked(opened: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Return a part's bytes, no more than it says it has, or raise ``BadZipFile``: what it says was counted before."""
    if entry.compress_type not in _PACKED:
        raise zipfile.BadZipFile(entry.filename)
    with opened.open(entry) as part:
        return part.read(entry.file_size + 1)


def _refuse_foreign(parts: tuple[Part, ...]) -> None:
    names = {part.name for part in parts}
    if not {_CONTENT_TYPES, MAIN} <= names:
        raise TemplateFault("Tệp không phải là tệp Word (.docx): thiếu phần nội dung chính.", remedy=_REMEDY)
    for part in parts:
        lower = part.name.lower()
        if _ODD_NAME.search(part.name):
            raise TemplateFault("Tệp Word có phần mang tên lạ.", place=repr(part.name)[1:-1], remedy=_REMEDY)
        if lower.endswith(_RUN_NAMES) or "vba" in lower:
            raise _running(part)
        if lower.endswith(".rels"):
            _refuse_fetched(part, source=_source_of(part, parts))
        elif part.name == _CONTENT_TYPES:
            _refuse_types(part)


def _running(part: Part) -> TemplateFault:
    return TemplateFault(
        "Tệp có macro hoặc đối tượng nhúng chạy được.",
        place=part.name,
        remedy="lưu lại dạng “Word Document (.docx)” không có macro.",
    )


def _refuse_types(types: Part) -> None:
    """Refuse what calls itself a program, or a Word template: documents made of one do not open in Word."""
    for one in root_of(types):
        kind = one.get("ContentType", "").lower()
        if any(word in kind for word in _RUN_TYPES):
            raise TemplateFault("Tệp là mẫu có macro (.docm).", remedy=_REMEDY)
        if kind.endswith("wordprocessingml.template.main+xml"):
            raise TemplateFault("Tệp là mẫu của Word (.dotx), không phải văn bản (.docx).", remedy=_REMEDY)


def _source_of(relations: Part, parts: tuple[Part, ...]) -> Part | None:
    """Return the part whose relations these are: ``word/document.xml`` for ``word/_rels/document.xml.rels``."""
    name = relations.name.replace("_rels/", "", 1).removesuffix(".rels")
    return next((part for part in parts if part.name == name), None)


def _refuse_fetched(part: Part, *, source: Part | None) -> None:
    """Refuse what Word or LibreOffice would fetch from elsewhere; a plain hyperlink only waits for a click."""
    clicked = set()
    for relation in root_of(part):
        kind, target = relation.get("Type", ""), relation.get("Target", "")
        if kind.endswith(_RUN):
            raise _running(part)
        if kind.endswith(_NESTED):
            raise TemplateFault(
                f"Tệp có tài liệu khác nhúng bên trong: {target}.",
                place=part.name,
                remedy="chép nội dung đó thẳng vào mẫu, hoặc dán dưới dạng hình ảnh.",
            )
        if relation.get("TargetMode") == "External":
            if not kind.endswith("/hyperlink"):
                raise _outside(part, target)
            clicked.add(relation.get("Id"))
    if clicked and (source is None or clicked & _fetched_links(source)):
        raise _outside(source or part, "một liên kết web")


def _fetched_links(part: Part) -> set[str]:
    """Return the relations that a part's elements may name other than as links to be clicked, in whatever namespace."""
    return {
        str(value)
        for element in root_of(part).iter("*")
        if wordxml.local_name(element) not in _CLICKED
        for name, value in element.attrib.items()
        if not str(name).startswith(_WORDS_OWN)
    }


def _outside(part: Part, target: str) -> TemplateFault:
    return TemplateFault(
        f"Tệp lấy nội dung từ bên ngoài: {target}.",
        place=part.name,
        remedy="nhúng nội dung vào tệp hoặc bỏ liên kết đó (Developer > Document Template, Edit Links).",
    )


def root_of(part: Part) -> wordxml.Element:
    """Return a part's root element, or raise ``TemplateFault`` where its XML is broken."""
    try:
        return wordxml.parse(part.data)
    except wordxml.NotWellFormed as error:
        raise TemplateFault("Tệp Word có phần XML hỏng hoặc không an toàn.", place=part.name, remedy=_REMEDY) from error


def write(parts: tuple[Part, ...]) -> bytes:
    """Return a zip of the parts in the given order; nothing of the day or the machine is in it."""
    return archive.assembled(archive.packed(part.name, part.data) for part in parts)
