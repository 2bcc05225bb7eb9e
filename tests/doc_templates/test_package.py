"""Opening a package takes no more memory than it says it needs, and each of its parts has one name."""

import io
import struct
import tracemalloc
import zipfile

import pytest

from doc_templates.faults import TemplateFault
from doc_templates.word import package
from doc_templates.word.package import Part
from tests.doc_templates.make_docx import docx

_SIZE = 32_000_000


def understated(packing: int) -> bytes:
    """Return a file with a part of 32 MB, packed small, that says it holds a hundred bytes."""
    buffer = io.BytesIO(docx("x"))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("word/media/a.png", bytes(_SIZE), compress_type=packing)
    return buffer.getvalue().replace(struct.pack("<L", _SIZE), struct.pack("<L", 100))


@pytest.mark.parametrize("packing", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_part_that_holds_more_than_it_says_is_not_unpacked(packing: int) -> None:
    """A small file that unpacks to a large one is refused before it fills the memory, whatever size it names."""
    data = understated(packing)
    tracemalloc.start()
    for read in (package.read, lambda data: package.contents(data, whole=True)):
        with pytest.raises(TemplateFault, match="không phải là tệp Word"):
            read(data)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < _SIZE / 10


def _renamed(data: bytes) -> list[Part]:
    """Return the parts of a file whose body is called otherwise than usual."""
    parts = package.contents(data, whole=True)
    return [
        Part(part.name.replace("document.", "document2."), part.data.replace(b"word/document.", b"word/document2."))
        for part in parts
    ]


def test_two_tables_of_the_body_are_not_taken_for_one() -> None:
    """A file whose other body would take a name that another part has is refused, not filled with half of it."""
    links = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    tables = [Part(f"word/_rels/{name}.xml.rels", links) for name in ("document", "document2")]
    with pytest.raises(TemplateFault, match="thiếu phần nội dung chính"):
        package.read(package.write((*_renamed(docx("x")), *tables)))
