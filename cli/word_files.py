"""Word files that a command writes: named as what they are, and never in the place of what somebody still needs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from cli.files import FileUnusable, file_bytes, write_file
from models.errors import ThiduaError

_WORD = ".docx"


class NotJudged(FileUnusable):
    """A file that a check was to read or write cannot be: its end is none that says something of the file."""

    exit_code = 2


@contextmanager
def unjudged(tell: Callable[[ThiduaError], None] | None = None) -> Iterator[None]:
    """Let nothing that cannot be read or written end with 1, which says that a file has faults; ``tell`` is told."""
    try:
        yield
    except ThiduaError as error:
        if tell is not None:
            tell(error)
        if isinstance(error, FileUnusable):
            raise NotJudged(error.message, place=error.place, remedy=error.remedy) from error
        raise


def word_file(path: Path, *, also: str = _WORD, apart_from: tuple[Path, ...] = ()) -> None:
    """Return where a Word file (or one of the kind ``also``) may be written; raises ``FileUnusable``.

    ``apart_from`` are the files that the command reads. What only writing shows (no such folder) is told then.
    """
    if path.suffix.lower() not in (_WORD, also) and not _is(path, Path.is_dir):
        kinds = _WORD if also == _WORD else f"{_WORD} hoặc {also}"
        raise FileUnusable(f"Tên tệp nhận kết quả {path} không kết thúc bằng {kinds}.", remedy=f"đặt tên tệp {kinds}.")
    refuse_same(path, apart_from=apart_from)


def refuse_same(path: Path, *, apart_from: tuple[Path, ...]) -> None:
    """Raise ``FileUnusable`` where a result would come to lie on what the command reads, by whatever name."""
    if any(_same(path, read) for read in apart_from):
        raise FileUnusable(f"Tệp nhận kết quả {path} chính là tệp đưa vào.", remedy="nêu một tên tệp khác.")


def write_new(path: Path, data: bytes) -> None:
    """Write the file where there is none, or the very same; raises ``FileUnusable`` rather than lose another."""
    if _is(path, Path.is_file) and file_bytes(path) != data:
        raise FileUnusable(
            f"Tệp {path} đã có và khác mẫu trong kho.", remedy="nêu một tên khác, hoặc xóa tệp ấy nếu không cần nữa."
        )
    write_file(path, data)


def _same(one: Path, other: Path) -> bool:
    """Tell whether both are there and are one file."""
    try:
        return one.samefile(other)
    except OSError:
        return False


def _is(path: Path, what: Callable[[Path], bool]) -> bool:
    try:
        return what(path)
    except OSError:
        return False
