"""Files on this machine that commands read and write: whole or not at all, with the reason where it cannot be done."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from workflows.steps.pdf_files import FileRefused

_REMEDY = "kiểm tra đường dẫn, quyền và dung lượng đĩa."


def read_whole(path: Path) -> bytes:
    """Return a file's bytes; raises ``FileRefused``."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise _refused(path, "không đọc được tệp", error) from error


def write_whole(path: Path, data: bytes) -> None:
    """Write a file beside its place and put it there in one step; raises ``FileRefused`` and leaves what was there."""
    try:
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    except OSError as error:
        raise _refused(path, "không ghi được tệp", error) from error
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        beside.chmod(0o644)
        beside.replace(path)
    except BaseException as error:
        with suppress(FileNotFoundError):
            beside.unlink()
        if isinstance(error, OSError):
            raise _refused(path, "không ghi được tệp", error) from error
        raise


def _refused(path: Path, what: str, error: OSError) -> FileRefused:
    return FileRefused(f"“{path.name}”: {what} ({error.strerror}).", place=str(path), remedy=_REMEDY)
