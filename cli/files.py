"""Files that a person names on the command line: read or written whole, and told plainly where that fails."""

import codecs
import errno
import os
from pathlib import Path

from models.errors import ThiduaError


class FileUnusable(ThiduaError):
    """A file named on the command line cannot be read or written."""

    code = "file-unusable"


_TOO_LARGE = 64 * 1024**2
"""Bytes; no plan, list or template comes near."""


def file_bytes(path: Path) -> bytes:
    """Return what the file holds; raises ``FileUnusable``."""
    if path.is_dir():
        raise _unusable(path, "là một thư mục, không phải tệp", "nêu đường dẫn của chính tệp cần dùng.")
    if not path.exists():
        raise _unusable(path, "không có", "kiểm tra lại đường dẫn và tên tệp.")
    try:
        with path.open("rb") as file:
            held = file.read(_TOO_LARGE + 1)
    except OSError as error:
        raise _unusable(path, f"không đọc được ({_reason(error)})", _RIGHTS) from error
    if len(held) > _TOO_LARGE:
        raise _unusable(path, "lớn hơn 64 MiB", "kiểm tra lại tên tệp; tệp cần dùng không lớn đến thế.")
    return held


def file_text(path: Path) -> str:
    """Return the file's text: UTF-8, or UTF-16 with its mark as Excel saves "Unicode Text"; raises ``FileUnusable``."""
    held = file_bytes(path)
    if not held.strip():
        raise _unusable(path, "trống", "ghi nội dung vào tệp rồi lưu lại.")
    try:
        return held.decode("utf-16" if held.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig")
    except UnicodeDecodeError:
        raise _unusable(
            path, "không phải tệp chữ Unicode (UTF-8)", "mở tệp bằng trình soạn thảo và lưu lại với bảng mã UTF-8."
        ) from None


def write_file(path: Path, data: bytes) -> None:
    """Write the file whole, or leave what was there; raises ``FileUnusable``."""
    if path.is_dir():
        raise _unusable(path, "là một thư mục, không phải tệp", "nêu cả tên tệp cần ghi.")
    fresh = path.with_name(f"{path.name}.tam")
    try:
        fresh.write_bytes(data)
        fresh.replace(path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise _unusable(path, f"không ghi được ({_reason(error)})", _PLACE) from error


_RIGHTS = "kiểm tra quyền đọc tệp của tài khoản đang dùng."
_PLACE = "kiểm tra thư mục có sẵn, còn chỗ và tài khoản đang dùng được ghi vào đó."


_REASONS = {
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.ENOENT: "không có thư mục ấy",
    errno.ENOTDIR: "không có thư mục ấy",
    errno.ENOSPC: "ổ đĩa đã đầy",
    errno.EDQUOT: "hết phần đĩa được cấp",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.EIO: "ổ đĩa báo lỗi",
    errno.ENAMETOOLONG: "tên quá dài",
}


def _reason(error: OSError) -> str:
    return _REASONS.get(error.errno or 0) or os.strerror(error.errno or 0)


def _unusable(path: Path, why: str, remedy: str) -> FileUnusable:
    return FileUnusable(f"Tệp {path} {why}.", remedy=remedy)
