"""What single values may be: how long, how large, in which letters; and how data may be packed."""

import math
from collections.abc import Iterator

from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, NameObject, StreamObject, TextStringObject

from doc_templates.pdf.archival.file import ArchiveFile, dictionary, listed, number
from doc_templates.pdf.archival.rules import Breach

_STRING, _NAME = 32_767, 127
_INTEGER, _REAL = 2**31, 3.403e38
_SMALLEST, _LARGEST = 3, 14_400
_BOXES = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox")
_FILTERS = frozenset(
    {"/ASCIIHexDecode", "/ASCII85Decode", "/FlateDecode", "/RunLengthDecode", "/CCITTFaxDecode", "/JBIG2Decode"}
    | {"/DCTDecode", "/JPXDecode"}
)
_ELSEWHERE = ("/F", "/FFilter", "/FDecodeParms")


def judge_limits(file: ArchiveFile) -> Iterator[Breach]:
    """Yield values that are too long or too large, names in no known letters, data packed or kept as is forbidden."""
    for place, held in file.dictionaries:
        yield from _values(held, place)
        yield from _letters(held, place)
        if isinstance(held, StreamObject):
            yield from _packing(held, place)
    for count, page in enumerate(file.reader.pages, start=1):
        yield from _sizes(page, f"trang {count}")


def _values(held: DictionaryObject, place: str) -> Iterator[Breach]:
    """Yield breaches by the names, strings and numbers of one dictionary, and of the arrays in it."""
    for key in held:
        yield from _value(NameObject(key), place)
        value = held.raw_get(key)
        flat = value if isinstance(value, ArrayObject) else (value,)
        for one in flat:
            yield from _value(one, place)


def _value(value: object, place: str) -> Iterator[Breach]:
    if isinstance(value, NameObject):
        if len(value.encode("utf-8", "surrogatepass")) - 1 > _NAME:
            yield Breach("long-names", place)
    elif isinstance(value, TextStringObject | ByteStringObject):
        if len(value.original_bytes) > _STRING:
            yield Breach("long-strings", place)
    elif isinstance(value, int | float) and not _in_range(value):
        yield Breach("numbers", place)


def _in_range(value: float) -> bool:
    if isinstance(value, int):
        return -_INTEGER <= value < _INTEGER
    return math.isfinite(value) and abs(value) <= _REAL


def _letters(held: DictionaryObject, place: str) -> Iterator[Breach]:
    """Yield a breach where the name of a font, a colour or a structure element is no UTF-8."""
    names = [held.get("/BaseFont"), held.get("/FontName")]
    names += [held.get("/S")] if held.get("/Type") == "/StructElem" else []
    if held.get("/Type") == "/StructTreeRoot":
        roles = dictionary(held.get("/RoleMap"))
        names += [*roles, *roles.values()]
    colours = listed(held.get("/ColorSpace"))
    if colours and colours[0] == "/Separation":
        names += [colours[1]]
    if any(isinstance(name, str) and not _is_utf8(name) for name in names):
        yield Breach("utf8-names", place)


def _is_utf8(name: str) -> bool:
    """Tell whether a name's bytes were UTF-8; pypdf reads those that are not as one letter a byte."""
    if name.isascii():
        return True
    try:
        name.encode("latin-1").decode("utf-8")
    except UnicodeEncodeError:
        return True
    except UnicodeDecodeError:
        return False
    return True


def _packing(held: StreamObject, place: str) -> Iterator[Breach]:
    filters = listed(held.get("/Filter")) or [held.get("/Filter")]
    if any(one is not None and one not in _FILTERS for one in filters):
        yield Breach("filters", place)
    if any(key in held for key in _ELSEWHERE):
        yield Breach("external-stream", place)


def _sizes(page: DictionaryObject, place: str) -> Iterator[Breach]:
    for key in _BOXES:
        corners = [number(one) for one in listed(page.get(key))]
        if not corners and key != "/MediaBox":
            continue
        if len(corners) != 4 or None in corners:
            yield Breach("page-size", place)
            continue
        left, bottom, right, top = (one or 0 for one in corners)
        if not all(_SMALLEST <= abs(side) <= _LARGEST for side in (right - left, top - bottom)):
            yield Breach("page-size", place)
