"""Many documents of one template, in their order as they are made, on all cores."""

import os
import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from multiprocessing import current_process, get_context
from typing import Any, Protocol

from pydantic import BaseModel

from models.errors import ThiduaError

_ALONE = 256
"""So many documents are made before other processes are worth their start."""
_CHUNK = 64
_AHEAD = 2
"""Chunks that may wait for each other process: what is not yet asked for is not made."""
Context = Mapping[str, object] | BaseModel
_Packed = tuple[bytes | None, type[ThiduaError] | None, tuple[Any, ...], dict[str, Any]]


class Renderer(Protocol):
    """What fills one context: a compiled template."""

    def render(self, context: Context, *, draft: bool = False) -> bytes:
        """Return the document."""
        ...


@dataclass(frozen=True, slots=True)
class Rendered:
    """One of many: the document, or the error that its context gave; the others are not touched by it."""

    place: int
    """From 1, the place of its context."""
    document: bytes | None
    error: ThiduaError | None = None

    def unwrap(self) -> bytes:
        """Return the document, or raise its error."""
        if self.document is None:
            raise self.error or RuntimeError(f"document {self.place}")
        return self.document


class Many:
    """Fills contexts here and in other processes that got the template once."""

    def __init__(self, here: Renderer, *, made: Callable[[], Renderer], draft: bool, processes: int | None) -> None:
        """``made`` makes the same template in another process; it must be picklable, or all is done here."""
        self._here, self._draft, self._made = here, draft, made
        wanted = (os.cpu_count() or 1) if processes is None else processes
        self._others = 0 if current_process().daemon else wanted - 1

    def rendered(self, contexts: Iterable[Context]) -> Iterator[Rendered]:
        """Yield each context's document in its order."""
        source = enumerate(contexts, start=1)
        for place, context in islice(source, _ALONE):
            yield _result(place, _filled(self._here, context, draft=self._draft))
        chunk = list(islice(source, _CHUNK))
        if not chunk:
            return
        if self._others < 1 or not _is_picklable(self._made):
            yield from self._alone(iter([*chunk, *()]), source)
            return
        with ProcessPoolExecutor(
            self._others, mp_context=get_context("spawn"), initializer=_receive, initargs=(self._made, self._draft)
        ) as pool:
            yield from self._shared(pool, chunk, source)

    def _alone(self, *sources: Iterator[tuple[int, Context]]) -> Iterator[Rendered]:
        for source in sources:
            for place, context in source:
                yield _result(place, _filled(self._here, context, draft=self._draft))

    def _shared(
        self, pool: ProcessPoolExecutor, chunk: list[tuple[int, Context]], source: Iterator[tuple[int, Context]]
    ) -> Iterator[Rendered]:
        """Give chunks away as long as others have room for them, fill one here when they have not."""
        waiting: deque[tuple[list[tuple[int, Context]], Future[list[_Packed]] | list[_Packed]]] = deque()
        while chunk or waiting:
            given = sum(isinstance(work, Future) and not work.done() for _, work in waiting)
            if chunk and given < _AHEAD * self._others:
                waiting.append((chunk, _submitted(pool, chunk)))
                chunk = list(islice(source, _CHUNK))
            elif chunk and len(waiting) < 2 * _AHEAD * self._others and not _is_done(waiting[0][1]):
                waiting.append((chunk, [_filled(self._here, context, draft=self._draft) for _, context in chunk]))
                chunk = list(islice(source, _CHUNK))
            else:
                yield from self._taken(*waiting.popleft())

    def _taken(
        self, chunk: list[tuple[int, Context]], work: Future[list[_Packed]] | list[_Packed]
    ) -> Iterator[Rendered]:
        """Yield a chunk's results; one that another process could not take or finish is filled here."""
        try:
            packed = work.result() if isinstance(work, Future) else work
        except Exception:
            packed = [_filled(self._here, context, draft=self._draft) for _, context in chunk]
        for (place, _), one in zip(chunk, packed, strict=True):
            yield _result(place, one)


def _submitted(pool: ProcessPoolExecutor, chunk: list[tuple[int, Context]]) -> Future[list[_Packed]]:
    """Give a chunk away; once the other processes are dead, what comes back is that error."""
    try:
        return pool.submit(_fill_chunk, [context for _, context in chunk])
    except BrokenProcessPool as error:
        lost: Future[list[_Packed]] = Future()
        lost.set_exception(error)
        return lost


def _is_done(work: Future[list[_Packed]] | list[_Packed]) -> bool:
    return not isinstance(work, Future) or work.done()


def _is_picklable(made: Callable[[], Renderer]) -> bool:
    try:
        pickle.dumps(made)
    except (pickle.PicklingError, AttributeError, TypeError):
        return False
    return True


def _filled(template: Renderer, context: Context, *, draft: bool) -> _Packed:
    """Return a document, or its error in pieces: errors with arguments of their own cannot be pickled whole."""
    try:
        return template.render(context, draft=draft), None, (), {}
    except ThiduaError as error:
        return None, type(error), error.args, dict(vars(error))


def _result(place: int, packed: _Packed) -> Rendered:
    document, kind, args, attributes = packed
    if kind is None:
        return Rendered(place, document)
    error = kind.__new__(kind)
    error.args = args
    vars(error).update(attributes)
    return Rendered(place, None, error)


class _Receiver:
    """What another process holds: the template it was given once."""

    template: Renderer
    draft: bool


def _receive(made: Callable[[], Renderer], draft: bool) -> None:  # noqa: FBT001 - an initializer takes positions
    _Receiver.template, _Receiver.draft = made(), draft


def _fill_chunk(contexts: list[Context]) -> list[_Packed]:
    return [_filled(_Receiver.template, context, draft=_Receiver.draft) for context in contexts]
