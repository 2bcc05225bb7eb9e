"""The index behind ``models.ports.SearchIndex``: a folder that many processes read and one at a time writes."""

import fcntl
import logging
import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

import tantivy

from models.accounts import Scope
from models.errors import Unavailable
from models.ports import ANY, Hit, HitFilter, SearchEntry
from storage.search.engine import WRITER_HEAP_BYTES, is_of_engine, make_schema, open_folder, to_document
from storage.search.excerpts import excerpt
from storage.search.queries import Typed, make_query
from storage.search.soundness import META, fault_of

_log = logging.getLogger(__name__)
_Result = TypeVar("_Result")
_LOOKED_OVER_EVERY = 24 * 3600
"""Seconds."""


class IndexBusy(Unavailable):
    """Another process is writing the index; what it writes can be read as soon as it is done."""

    code = "index-busy"


class IndexBroken(Unavailable):
    """The index cannot be read or written though its files are whole: disk, rights, or a fault of the engine."""

    code = "index-broken"


class TantivyIndex:
    """A search index on the local disk.

    ``position`` lies beside the index and is written after it: a process killed in between takes the
    same entries in again, and an entry of the same document is replaced, never doubled. A process looks over the
    checksums of all files before it first answers from them, and once a day: bits that turn on a disk raise no error.
    """

    def __init__(self, folder: Path, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._files = folder / "index"
        self._position = folder / "position"
        self._lock = folder / "lock"
        folder.mkdir(parents=True, exist_ok=True)
        self._schema = make_schema()
        self._opened: tantivy.Index | None = None
        self._clock = clock
        self._looked_over: float | None = None

    def add(self, entries: Iterable[SearchEntry], *, up_to: int) -> None:
        """Take entries in and remember the event they reach up to; ``IndexBusy`` while another process writes."""
        kept = tuple(entries)
        with self._only_writer():
            if kept or not (self._files / META).exists():  # a position without files would count for nothing
                self._mended(lambda: self._write(kept), self._reopen, self._begin_anew_if_broken)
            self._remember(max(up_to, self._reached()))

    def position(self) -> int:
        """Return the last event taken in; 0 for an empty or thrown-away index."""
        self._look_over()
        return self._reached()

    def _reached(self) -> int:
        if not (self._files / META).exists():
            return 0
        try:
            return int(self._position.read_text())
        except (FileNotFoundError, ValueError):
            return 0

    def search(self, query: str, *, scope: Scope, where: HitFilter = ANY, limit: int = 20) -> tuple[Hit, ...]:
        """Return the best hits: all words, with or without diacritics; with one typing error where none has all."""
        self._look_over()
        typed = Typed(query)
        for guess in (False, True):
            wanted = make_query(self._schema, typed, scope=scope, where=where, guess=guess)
            if wanted is None:
                break
            search = partial(self._search, wanted, limit=limit, highlights=typed.highlights)
            if found := self._mended(search, self._reopen, self._locked_begin_anew_if_broken):
                return found
        return ()

    def clear(self) -> None:
        """Forget everything; the next reading of the log starts at its beginning."""
        with self._only_writer():
            self._throw_away()

    def _write(self, entries: tuple[SearchEntry, ...]) -> None:
        index = self._index()
        writer = index.writer(WRITER_HEAP_BYTES, 1)
        for entry in entries:
            writer.delete_documents_by_term("document", str(entry.document))
            writer.add_document(to_document(entry))
        writer.commit()
        writer.wait_merging_threads()

    def _search(self, query: tantivy.Query, *, limit: int, highlights: list[str]) -> tuple[Hit, ...]:
        index = self._index()
        index.reload()
        searcher = index.searcher()
        best = searcher.search(query, max(1, min(limit, searcher.num_docs)))
        return tuple(_hit(searcher.doc(address), score, highlights) for score, address in best.hits)

    def _index(self) -> tantivy.Index:
        """Return the opened index; where there is none, an empty one is made, which no position belongs to."""
        there = (self._files / META).exists()
        if not there:
            self._position.unlink(missing_ok=True)
        if self._opened is None or not there:
            self._opened = open_folder(self._files)
        return self._opened

    def _mended(self, action: Callable[[], _Result], *mends: Callable[[], bool]) -> _Result:
        """Do it; where the engine fails, try one mend after the other, and do it again after each that helped."""
        try:
            return action()
        except BaseException as error:
            if not is_of_engine(error):
                raise
            _log.warning("Chỉ mục tìm kiếm không trả lời: %s", error)
            if not mends or not mends[0]():
                raise IndexBroken(
                    "Chỉ mục tìm kiếm không đọc, ghi được, dù các tệp của nó không hỏng.",
                    place=str(self._files),
                    remedy="kiểm tra dung lượng đĩa và quyền ghi thư mục; lý do ghi trong nhật ký.",
                ) from error
        return self._mended(action, *mends[1:])

    def _reopen(self) -> bool:
        """Forget the opened files: another process may have merged or begun them anew."""
        self._opened = None
        return True

    def _look_over(self) -> None:
        """Begin anew where bits have turned since the last look; while another process writes, look the next time."""
        now = self._clock()
        if self._looked_over is not None and now - self._looked_over < _LOOKED_OVER_EVERY:
            return
        if (self._files / META).exists():
            try:
                self._locked_begin_anew_if_broken()
            except IndexBusy:
                return
        self._looked_over = now

    def _locked_begin_anew_if_broken(self) -> bool:
        with self._only_writer():
            return self._begin_anew_if_broken()

    def _begin_anew_if_broken(self) -> bool:
        """Throw the files away where they are broken; the log fills the index again from its beginning."""
        try:
            fault = fault_of(self._files)
        except OSError as error:
            _log.warning("Chỉ mục tìm kiếm không đọc được: %s", error)
            return False
        if fault is None:
            return False
        _log.warning("Bỏ chỉ mục tìm kiếm ở %s và lập lại từ sổ đăng ký: %s.", self._files, fault)
        self._throw_away()
        return True

    def _throw_away(self) -> None:
        self._position.unlink(missing_ok=True)
        self._opened = None
        if self._files.is_dir():
            shutil.rmtree(self._files)
        else:
            self._files.unlink(missing_ok=True)

    def _remember(self, event_id: int) -> None:
        fresh = self._position.with_suffix(".new")
        fresh.write_text(str(event_id))
        fresh.replace(self._position)

    @contextmanager
    def _only_writer(self) -> Iterator[None]:
        handle = os.open(self._lock, os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise IndexBusy(
                "Chỉ mục tìm kiếm đang được một tiến trình khác cập nhật.", remedy="thử lại sau giây lát."
            ) from None
        else:
            yield
        finally:
            os.close(handle)


def open_index(folder: Path) -> TantivyIndex:
    """Return the index kept in ``folder``, which is made when missing."""
    return TantivyIndex(folder)


def _hit(found: tantivy.Document, score: float, wanted: list[str]) -> Hit:
    shown = bytes(found.get_first("shown") or b"").decode()
    return Hit(document=int(str(found.get_first("document"))), score=score, excerpt=excerpt(shown, wanted))
