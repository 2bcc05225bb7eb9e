"""The index behind ``models.ports.SearchIndex``: a folder that many processes read and one at a time writes."""

import fcntl
import logging
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

import tantivy

from models.accounts import Scope
from models.errors import Unavailable
from models.ports import ANY, Hit, HitFilter, SearchEntry
from storage.search.engine import WRITER_HEAP_BYTES, make_schema, means_damage, open_folder, to_document
from storage.search.excerpts import excerpt
from storage.search.queries import Typed, make_query

_log = logging.getLogger(__name__)
_Result = TypeVar("_Result")


class IndexBusy(Unavailable):
    """Another process is writing the index; what it writes can be read as soon as it is done."""

    code = "index-busy"


class IndexBroken(Unavailable):
    """The index's files cannot be used, not even after they were thrown away and begun anew."""

    code = "index-broken"


class TantivyIndex:
    """A search index on the local disk.

    ``position`` lies beside the index and is written after it: a process killed in between takes the
    same entries in again, and an entry of the same document is replaced, never doubled.
    """

    def __init__(self, folder: Path) -> None:
        self._files = folder / "index"
        self._position = folder / "position"
        self._lock = folder / "lock"
        folder.mkdir(parents=True, exist_ok=True)
        self._schema = make_schema()
        self._opened: tantivy.Index | None = None

    def add(self, entries: Iterable[SearchEntry], *, up_to: int) -> None:
        """Take entries in and remember the event they reach up to; ``IndexBusy`` while another process writes."""
        kept = tuple(entries)
        with self._only_writer():
            if kept:
                self._mended(lambda: self._write(kept), throw_away=self._throw_away)
            self._remember(max(up_to, self.position()))

    def position(self) -> int:
        """Return the last event taken in; 0 for an empty or thrown-away index."""
        try:
            return int(self._position.read_text())
        except (FileNotFoundError, ValueError):
            return 0

    def search(self, query: str, *, scope: Scope, where: HitFilter = ANY, limit: int = 20) -> tuple[Hit, ...]:
        """Return the best hits: all words, with or without diacritics; with one typing error where none has all."""
        typed = Typed(query)
        for guess in (False, True):
            wanted = make_query(self._schema, typed, scope=scope, where=where, guess=guess)
            if wanted is None:
                break
            search = partial(self._search, wanted, limit=limit, highlights=typed.highlights)
            if found := self._mended(search, throw_away=self.clear):
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
        return tuple(
            _hit(searcher.doc(address), score, highlights) for score, address in searcher.search(query, limit).hits
        )

    def _index(self) -> tantivy.Index:
        if self._opened is None or not self._files.exists():
            self._opened = open_folder(self._files)
        return self._opened

    def _mended(self, action: Callable[[], _Result], *, throw_away: Callable[[], None]) -> _Result:
        """Do it; where the files do not serve, open them anew, and at last begin an empty index (position 0)."""
        for mend in (self._close, throw_away):
            try:
                return action()
            except BaseException as error:
                if not means_damage(error):
                    raise
                _log.warning("search index: %s", error)
                mend()
        try:
            return action()
        except (ValueError, OSError) as error:
            raise IndexBroken(
                f"Chỉ mục tìm kiếm không đọc, ghi được: {error}.",
                place=str(self._files),
                remedy="kiểm tra dung lượng đĩa và quyền ghi thư mục, rồi xóa thư mục chỉ mục; hệ thống tự lập lại.",
            ) from error

    def _close(self) -> None:
        self._opened = None

    def _throw_away(self) -> None:
        self._position.unlink(missing_ok=True)
        self._opened = None
        if self._files.exists():
            shutil.rmtree(self._files)

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
