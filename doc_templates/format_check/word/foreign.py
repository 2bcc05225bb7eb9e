"""What a file is that is no Word file: told by how it begins, with the way to a Word file."""

from doc_templates.faults import TemplateFault
from doc_templates.word import package
from doc_templates.word.mainpart import MAIN

_SAVE_AS = "mở tệp bằng {}, lưu lại dạng “Word Document (.docx)” rồi làm lại."
_OPEN_AGAIN = _SAVE_AS.format("Word")
_BEGINNINGS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "Tệp là PDF, không phải tệp Word", "dùng tệp Word (.docx) mà PDF được tạo ra từ đó."),
    (b"{\\rtf", "Tệp là RTF, không phải tệp Word (.docx)", _OPEN_AGAIN),
    (b"\xd0\xcf\x11\xe0", "Tệp là tệp Word đời cũ (.doc) hoặc tệp Office cũ khác", _OPEN_AGAIN),
    (b"<html", "Tệp là trang web, không phải tệp Word", _OPEN_AGAIN),
    (b"<!doctype html", "Tệp là trang web, không phải tệp Word", _OPEN_AGAIN),
    (b"\x89PNG", "Tệp là hình ảnh, không phải tệp Word", "dùng tệp Word (.docx) gốc."),
    (b"\xff\xd8\xff", "Tệp là hình ảnh, không phải tệp Word", "dùng tệp Word (.docx) gốc."),
)
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PACKAGES = (
    ("content.xml", "Tệp là tệp LibreOffice (.odt), không phải tệp Word (.docx)", _SAVE_AS.format("LibreOffice")),
    ("xl/workbook.xml", "Tệp là bảng tính Excel, không phải tệp Word", "chọn đúng tệp Word (.docx)."),
    ("ppt/presentation.xml", "Tệp là bài trình chiếu PowerPoint, không phải tệp Word", "chọn đúng tệp Word (.docx)."),
)


def refuse_foreign(data: bytes) -> None:
    """Raise ``TemplateFault`` for a file that surely is something else; a package with a password is left to others."""
    if not data:
        raise TemplateFault(
            "Tệp rỗng (0 byte).", remedy="chép hoặc tải lại tệp; có thể lần lưu trước bị ngắt giữa chừng."
        )
    begin = data[:20].lstrip().lower()
    for mark, told, remedy in _BEGINNINGS:
        if begin.startswith(mark.lower()) and _ENCRYPTED not in data:
            raise TemplateFault(f"{told}.", remedy=remedy)
    names = _names(data)
    for name, told, remedy in _PACKAGES:
        if name in names:
            raise TemplateFault(f"{told}.", remedy=remedy)


def _names(data: bytes) -> frozenset[str]:
    """Return the names in a package that has no Word text; of one that has, nothing."""
    names = package.names_in(data)
    return frozenset() if MAIN in names else names
