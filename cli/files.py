"""Files that a person names on the command line: read or written whole, and told plainly where that fails."""

import codecs
import os
import tempfile
from pathlib import Path

from models.errors import ThiduaError
from models.system_errors import reason_of


class FileUnusable(ThiduaError):
    """A file named on the command line cannot be read or written."""

    code = "file-unusable"


_TOO_LARGE = 64 * 1024**2
"""Bytes; no plan, list or template comes near."""
_READABLE = 0o644


def file_bytes(path: Path) -> bytes:
    """Return what the file holds; raises ``FileUnusable``."""
    try:
        with path.open("rb") as file:
            held = file.read(_TOO_LARGE + 1)
    except OSError as error:
        raise _unusable(
            path, f"không đọc được: {reason_of(error)}", "kiểm tra đường dẫn, tên tệp và quyền đọc."
        ) from error
    if len(held) > _TOO_LARGE:
        raise _unusable(path, "lớn hơn 64 MiB", "kiểm tra lại tên tệp; tệp cần dùng không lớn đến thế.")
    return held


def file_text(path: Path) -> str:
    """Return the text of a UTF-8 file, with or without a mark in front; raises ``FileUnusable``."""
    return _decoded(path, file_bytes(path), "utf-8-sig")


def list_text(path: Path) -> str:
    """Return the text of a list: UTF-8, or UTF-16 with its mark as spreadsheets save it; raises ``FileUnusable``."""
    held = file_bytes(path)
    marked = held.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return _decoded(path, held, "utf-16" if marked else "utf-8-sig")


def _decoded(path: Path, held: bytes, encoding: str) -> str:
    try:
        text = held.decode(encoding)
    except UnicodeDecodeError:
        raise _unusable(path, "không phải tệp chữ Unicode", "lưu lại tệp với bảng mã UTF-8.") from None
    if not text.strip():
        raise _unusable(path, "trống", "ghi nội dung vào tệp rồi lưu lại.")
    return text


def write_file(path: Path, data: bytes) -> None:
    """Write the file whole, or leave what was there; raises ``FileUnusable``."""
    beside = None
    try:
        handle, name = tempfile.mkstemp(prefix=".", suffix=".tam", dir=path.parent)
        beside = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        beside.chmod(_READABLE)
        beside.replace(path)
    except BaseException as error:
        if beside is not None:
            beside.unlink(missing_ok=True)
        if not isinstance(error, OSError):
            raise
        remedy = "nêu cả tên tệp, trong một thư mục có sẵn, còn chỗ và được phép ghi."
        raise _unusable(path, f"không ghi được: {reason_of(error)}", remedy) from error


def _unusable(path: Path, why: str, remedy: str) -> FileUnusable:
    return FileUnusable(f"Tệp {path} {why}.", remedy=remedy)
