"""More hostile Word files: packages whose names, types, relations and zip records say something else than they are."""

import io
import struct
import zipfile
from collections.abc import Iterator

from doc_templates.catalogue import built_in
from doc_templates.word import package
from doc_templates.word.package import Part
from models.documents import DocumentKind
from tests.doc_templates.make_docx import docx

_BODY = "word/document.xml"
_TYPES = "[Content_Types].xml"
_ROOT = "_rels/.rels"
_LINKS = "word/_rels/document.xml.rels"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"
_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_STAND_IN = Part("word/khac.xml", b"<x/>")


def packages() -> Iterator[tuple[str, bytes]]:
    """Yield each file by what it is; every one is refused or damaged, none of them is a template."""
    yield from _names()
    yield from _types()
    yield from _relations()
    yield from _floods()
    yield from _zips()


def sound_zips() -> Iterator[tuple[str, bytes]]:
    """Yield our template as other programs write a zip, which is no fault."""
    for big in (False, True):
        yield f"sizes behind the parts{', wide' if big else ''}", _streamed(wide=big)


def _own() -> dict[str, bytes]:
    return {part.name: part.data for part in package.read(built_in(DocumentKind.SUB_PLAN))}


def _packed(parts: dict[str, bytes]) -> bytes:
    return package.write(tuple(Part(name, data) for name, data in parts.items()))


def _changed(name: str, old: bytes, new: bytes, *more: Part) -> bytes:
    parts = _own()
    assert old in parts[name]
    return _packed(parts | {name: parts[name].replace(old, new, 1)} | {part.name: part.data for part in more})


def _names() -> Iterator[tuple[str, bytes]]:
    names = (
        *("../ra-ngoai.xml", "word/../../ra.xml", "/etc/passwd", "C:\\a.xml", "C:/a.xml", "word\\document.xml"),
        *("word/./a.xml", "word//a.xml", "word/a.xml.", "word./a.xml", "word/\u202elmx.xml", "word/a\u200b.xml"),
        *("word/a\tb.xml", "word/Document.xml", "WORD/styles.xml", "word/VbaProject.xml", "word/a.BIN"),
    )
    for name in names:
        yield f"a part called {name!r}", _packed(_own() | {name: b"<x/>"})


def _types() -> Iterator[tuple[str, bytes]]:
    types = _own()[_TYPES].decode()
    macro = "application/vnd.ms-word.document.macroEnabled.main+xml"
    yield (
        "macro type in UTF-16",
        _packed(_own() | {_TYPES: types.replace(_MAIN.decode(), macro).replace("UTF-8", "UTF-16").encode("utf-16")}),
    )
    for name, kind in (
        ("macro type, escaped", macro.replace("E", "&#69;")),
        ("template with macros", "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"),
        ("template of Word", _MAIN.decode().replace("document.main", "template.main")),
        ("spreadsheet type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
        ("no type", ""),
    ):
        yield name, _packed(_own() | {_TYPES: types.replace(_MAIN.decode(), kind).encode()})
    yield "body without a type", _changed(_TYPES, b'"/word/document.xml"', b'"/word/khac.xml"')
    yield "header of another type", _changed(_TYPES, b"header+xml", b"styles+xml")


def _relations() -> Iterator[tuple[str, bytes]]:
    for name, kind, target in (
        ("macros under another name", f"{_MICROSOFT}/vbaProject", "khac.xml"),
        ("keys that run macros", f"{_MICROSOFT}/keyMapCustomizations", "khac.xml"),
        ("a control", f"{_R}/control", "khac.xml"),
        ("the body as its own header", f"{_R}/header", "document.xml"),
        ("a picture at an address, said to be inside", f"{_R}/image", "http://ngoai.vn/a.png"),
        ("a part that is not there", f"{_R}/image", "media/khong-co.png"),
        ("a way out of the package", f"{_R}/image", "../../../etc/passwd"),
    ):
        yield name, _related(f'Id="rX" Type="{kind}" Target="{target}"')
    yield "an id twice", _related(f'Id="rId1" Type="{_R}/image" Target="khac.xml"')
    yield "outside in small letters", _related(f'Id="rX" Type="{_R}/image" Target="http://a.vn/" TargetMode="external"')
    yield "another body", _changed(_ROOT, b"word/document.xml", b"word/khac.xml", Part(_STAND_IN.name, _own()[_BODY]))
    yield "no body named", _changed(_ROOT, b"/officeDocument", b"/khac")
    for tag in (b'<w:p><w:subDoc r:id="rId77"/></w:p>', b'<w:p><w:r><w:object r:id="rId77"/></w:r></w:p>'):
        more = tag.replace(b" r:id", b' xmlns:r="' + _R.encode() + b'" r:id')
        yield f"names what is not there: {tag[5:15].decode()}", _changed(_BODY, b"<w:body>", b"<w:body>" + more)


def _related(attributes: str) -> bytes:
    return _changed(_LINKS, b"</Relationships>", f"<Relationship {attributes}/></Relationships>".encode(), _STAND_IN)


def _floods() -> Iterator[tuple[str, bytes]]:
    for name in (_BODY, "word/styles.xml", _LINKS, _TYPES):
        deep = b'<w:a xmlns:w="urn:w">' + b"<w:b>" * 100_000 + b"</w:b>" * 100_000 + b"</w:a>"
        yield f"100,000 levels in {name}", _packed(_own() | {name: deep})
    yield "12 MB in an attribute", _changed(_BODY, b"<w:body>", b'<w:body x="' + b"a" * 12_000_000 + b'">')
    yield "12 MB in a text", _changed(_BODY, b"<w:body>", b"<w:body>" + b"a" * 12_000_000)
    outside = b'<!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>'
    for name in (_BODY, "word/styles.xml", "word/settings.xml", _LINKS, _TYPES, _ROOT, "docProps/core.xml"):
        yield f"outer entity in {name}", _packed(_own() | {name: outside + _own()[name].partition(b"?>")[2]})


def _zips() -> Iterator[tuple[str, bytes]]:
    yield "one stored part under 90 names", _overlapping(90)
    yield "a password", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    data = docx("{{ subject }}")
    first, directory = data.index(b"PK\1\2"), data.rindex(b"PK\5\6")
    yield "another name before the part", data.replace(b"word/document.xml", b"word/documenx.xml", 1)
    yield "a part of no size", data[: first + 20] + bytes(8) + data[first + 28 :]
    for name, method in (("deflate", zipfile.ZIP_DEFLATED), ("bzip2", zipfile.ZIP_BZIP2), ("lzma", zipfile.ZIP_LZMA)):
        yield f"a {name} bomb that says it is small", bomb(method)
    yield "packed by bzip2", bomb(zipfile.ZIP_BZIP2, size=1000)
    yield "more names than Word has parts", _overlapping(70_000)
    yield "a directory in front of the file", data[: directory + 16] + bytes(4) + data[directory + 20 :]


def bomb(method: int, *, size: int = 32 * 1024 * 1024) -> bytes:
    """Return a file with a part of so many noughts that says it has a thousand."""
    buffer = io.BytesIO(docx("{{ subject }}"))
    with zipfile.ZipFile(buffer, "a", method) as archive:
        archive.writestr("word/media/a.xml", bytes(size))
    data = buffer.getvalue()
    at = data.rindex(b"PK\1\2") + 24
    return data[:at] + struct.pack("<L", 1000) + data[at + 4 :]


def _overlapping(times: int) -> bytes:
    """Return a file whose directory names one packed part of a megabyte many times."""
    buffer = io.BytesIO(docx("{{ subject }}"))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/00.xml", bytes(1_000_000))
        count = min(len(archive.infolist()) + times, 65_535)
    data = buffer.getvalue()
    end = data.rindex(b"PK\5\6")
    size, start = struct.unpack("<LL", data[end + 12 : end + 20])
    directory = data[start : start + size]
    last = directory[directory.rindex(b"PK\1\2") :]
    directory += b"".join(last.replace(b"00.xml", b"%02d.xml" % (place % 100)) for place in range(1, times + 1))
    return data[:start] + directory + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(directory), start, 0)


class _Pipe(io.RawIOBase):
    """A file that cannot be gone back in, so that sizes come behind the parts."""

    def __init__(self) -> None:
        self.data = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        self.data += memoryview(data)  # type: ignore[arg-type]  # whatever zipfile writes is bytes
        return len(memoryview(data))  # type: ignore[arg-type]  # as above


def _streamed(*, wide: bool) -> bytes:
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in _own().items():
            with archive.open(zipfile.ZipInfo(name), "w", force_zip64=wide) as entry:
                entry.write(data)
    return bytes(pipe.data)
