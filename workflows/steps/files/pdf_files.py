"""Word files of a folder into PDF files of another, whole or not at all, outside any campaign."""

import os
import stat
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from models.errors import Conflict, ThiduaError
from models.ports import PdfConverter
from models.system_errors import reason_of
from models.text import nfc

AT_ONCE = 100
"""Files whose bytes are held at the same time, at most."""
_HELD = 256 * 1024 * 1024
"""Bytes held at the same time, beyond the first file's."""
_LARGEST = 64 * 1024 * 1024
"""Bytes of one Word file: more than it may have unpacked."""
_WORD = ".docx"


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
    for lot in _lots(pairs):
        yield from _lot(converter, lot, overwrite=overwrite, progress=progress)


def _pairs(sources: Sequence[Path], *, out: Path) -> list[PdfFile]:
    """Return each file once with where its PDF goes; names are compared as Windows does."""
    taken: dict[str, Path] = {}
    pairs = []
    for source in dict.fromkeys(sources):
        target = out / f"{source.stem}.pdf"
        other = taken.setdefault(nfc(target.name).casefold(), source)
        if other is source:
            pairs.append(PdfFile(source, target))
        elif os.path.realpath(other) != os.path.realpath(source):
            raise SameName(
                f"“{other}” và “{source}” cùng thành “{target.name}”.",
                remedy="đổi tên một tệp, hoặc chuyển hai tệp vào hai thư mục khác nhau.",
            )
    return pairs


def _lots(pairs: Sequence[PdfFile]) -> Iterator[list[PdfFile]]:
    """Yield the files in lots that memory holds."""
    lot: list[PdfFile] = []
    held = 0
    for pair in pairs:
        size = _size(pair.source)
        if lot and (len(lot) == AT_ONCE or held + size > _HELD):
            yield lot
            lot, held = [], 0
        lot.append(pair)
        held += size
    yield lot


def _size(source: Path) -> int:
    """Return a file's size; nothing where it cannot be told, of which more is said when it is read."""
    try:
        return source.stat().st_size
    except OSError:
        return 0


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
        if not source.is_dir() and not stat.S_ISREG(source.stat().st_mode):
            raise _unfit(source, "không phải là tệp thường (thiết bị hoặc ống dẫn)")
        with source.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        raise _refused(source, "không đọc được tệp", error) from error
    if len(data) > _LARGEST:
        raise _unfit(source, f"lớn hơn {_LARGEST // 1024 // 1024} MB")
    return data


def _unfit(source: Path, why: str) -> FileRefused:
    return FileRefused(
        f"“{source.name}” {why}.", place=str(source), remedy="kiểm tra lại tên tệp; tệp nhiều hình thì nén hình lại."
    )


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
    return FileRefused(
        f"“{path.name}”: {what} ({reason_of(error)}).",
        place=str(path),
        remedy="kiểm tra đường dẫn, quyền và dung lượng đĩa.",
    )
