"""Word files of a folder into PDF files of another, whole or not at all, outside any campaign."""

import errno
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from models.errors import Conflict, ThiduaError
from models.ports import PdfConverter
from models.text import nfc

AT_ONCE = 100
"""Files whose bytes are held at the same time."""
_WORD = ".docx"
_WHY = {
    errno.ENOENT: "không có ở đường dẫn này",
    errno.EACCES: "tài khoản này không có quyền",
    errno.EISDIR: "đó là thư mục",
    errno.ENOTDIR: "đường dẫn đi qua một tệp",
    errno.EEXIST: "đã có tệp cùng tên",
    errno.ENOSPC: "đĩa đầy",
    errno.EROFS: "ổ đĩa chỉ đọc",
    errno.EFBIG: "vượt cỡ tệp mà tài khoản này được ghi",
    errno.EDQUOT: "hết dung lượng dành cho tài khoản này",
    errno.ENAMETOOLONG: "tên quá dài",
    errno.ELOOP: "đường dẫn vòng quanh",
}


class FileRefused(ThiduaError):
    """A file that cannot be read, written, or converted at all."""

    code = "file-refused"


class SameName(Conflict):
    """Two files would become one PDF."""

    code = "same-name"


class PdfFile(NamedTuple):
    """What became of one file."""

    source: Path
    target: Path
    page_count: int = 0
    kept: bool = False
    """The PDF was there, newer than its source, and was left as it was."""
    fault: ThiduaError | None = None


def convert_files(
    converter: PdfConverter,
    sources: Sequence[Path],
    *,
    out: Path,
    overwrite: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[PdfFile]:
    """Yield each file as it is done: ``out`` holds a PDF of its name, complete, or nothing new.

    A PDF that is already there and newer than its source is kept; an older one is replaced only with ``overwrite``.
    Raises ``SameName`` before anything is converted, ``NoConverter`` where no converter is fit for use.
    """
    pairs = _pairs(sources, out=out)
    converter.check()
    _make_folder(out)
    for start in range(0, len(pairs), AT_ONCE):
        yield from _lot(converter, pairs[start : start + AT_ONCE], overwrite=overwrite, progress=progress)


def _pairs(sources: Sequence[Path], *, out: Path) -> list[PdfFile]:
    """Return each file once with where its PDF goes; names are compared as Windows does."""
    taken: dict[str, Path] = {}
    pairs = []
    for source in dict.fromkeys(sources):
        target = out / f"{source.stem}.pdf"
        other = taken.setdefault(nfc(target.name).casefold(), source)
        if other is source:
            pairs.append(PdfFile(source, target))
        elif other.resolve() != source.resolve():
            raise SameName(
                f"“{other}” và “{source}” cùng thành “{target.name}”.",
                remedy="đổi tên một tệp, hoặc chuyển hai tệp vào hai thư mục khác nhau.",
            )
    return pairs


def _lot(
    converter: PdfConverter,
    pairs: Sequence[PdfFile],
    *,
    overwrite: bool,
    progress: Callable[[int, int], None] | None,
) -> Iterator[PdfFile]:
    """Yield what needs no conversion at once, then the others as they are converted."""
    todo: list[PdfFile] = []
    documents: list[bytes] = []
    for pair in pairs:
        try:
            if _is_kept(pair, overwrite=overwrite):
                yield pair._replace(kept=True)
                continue
            documents.append(_read(pair.source))
            todo.append(pair)
        except FileRefused as fault:
            yield pair._replace(fault=fault)
    for made in converter.convert_each(documents, progress=progress):
        pair = todo[made.place]
        try:
            if made.fault is None:
                _write(pair.target, made.pdf)
            yield pair._replace(page_count=made.page_count, fault=made.fault)
        except FileRefused as fault:
            yield pair._replace(fault=fault)


def _is_kept(pair: PdfFile, *, overwrite: bool) -> bool:
    """Tell whether the PDF that is there serves; raise ``FileRefused`` where it is older than its source."""
    try:
        if overwrite or not pair.target.exists():
            return False
        outdated = pair.source.stat().st_mtime > pair.target.stat().st_mtime
    except OSError as error:
        raise _refused(pair.source, "không đọc được tệp", error) from error
    if outdated:
        raise FileRefused(
            f"“{pair.target}” đã có và cũ hơn tệp Word.",
            place=str(pair.source),
            remedy="thêm --overwrite để thay, hoặc chọn thư mục khác.",
        )
    return True


def _read(source: Path) -> bytes:
    if source.suffix.lower() != _WORD:
        raise FileRefused(
            f"“{source.name}” không phải là tệp {_WORD}.",
            place=str(source),
            remedy="mở tệp bằng Word hoặc LibreOffice rồi lưu lại dạng “Word Document (.docx)”.",
        )
    try:
        return source.read_bytes()
    except OSError as error:
        raise _refused(source, "không đọc được tệp", error) from error


def _make_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _refused(out, "không tạo được thư mục", error) from error


def _write(target: Path, pdf: bytes) -> None:
    """Write a PDF beside its place and put it there in one step."""
    try:
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(pdf)
            beside = Path(name)
            beside.chmod(0o666 & ~_umask())
            beside.replace(target)
        except BaseException:
            with suppress(FileNotFoundError):
                Path(name).unlink()
            raise
    except OSError as error:
        raise _refused(target, "không ghi được tệp", error) from error


def _umask() -> int:
    """Return which rights a new file of this account goes without."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _refused(path: Path, what: str, error: OSError) -> FileRefused:
    why = _WHY.get(error.errno or 0, error.strerror)
    return FileRefused(
        f"“{path.name}”: {what} ({why}).",
        place=str(path),
        remedy="kiểm tra đường dẫn, quyền và dung lượng đĩa.",
    )
