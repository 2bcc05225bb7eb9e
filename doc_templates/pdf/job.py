"""The conversion of one lot of documents: written out, converted batch by batch, each result told as it comes."""

import errno
import os
import queue
import shutil
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from doc_templates.pdf.archival import MARK
from doc_templates.pdf.emptiness import page
from doc_templates.pdf.folders import LEAST_FREE, Workshop
from doc_templates.pdf.links import with_links
from doc_templates.pdf.office import End, Limits, Run, is_made, pdf_of
from doc_templates.pdf.reading import PdfUnreadable, page_count
from doc_templates.pdf.schedule import Batch, Schedule
from doc_templates.word import package
from models.errors import ThiduaError
from models.ports import ConversionFailed, Converted, NoConverter

_OLD_FORMAT = bytes.fromhex("d0cf11e0a1b11ae1")
_LOOK = "mở tài liệu bằng Word để kiểm tra, lưu lại dạng “Word Document (.docx)” rồi thử lại."
_WHY = {
    End.WELL: "LibreOffice không đọc được tài liệu.",
    End.CRASHED: "Tài liệu làm LibreOffice dừng đột ngột.",
    End.TOO_LONG: "Chuyển tài liệu sang PDF quá lâu nên đã dừng.",
    End.STOPPED: "Việc chuyển sang PDF đã dừng giữa chừng.",
}
_LONG_TIMES = 2
"""A document that was given so many times the common time is told to be long."""


class ConverterBroken(NoConverter):
    """LibreOffice is there and does not even convert an empty page."""

    code = "converter-broken"


class Job:
    """One lot under way; ``work`` is run by each of its threads, ``results`` holds what they made."""

    def __init__(
        self,
        *,
        program: str,
        folder: Path,
        documents: Sequence[bytes],
        workers: int,
        limits: Limits,
        slots: threading.BoundedSemaphore,
        workshop: Workshop,
    ) -> None:
        self.results: queue.SimpleQueue[Converted | BaseException] = queue.SimpleQueue()
        self._program = program
        self._folder = folder
        self._limits = limits
        self._slots = slots
        self._workshop = workshop
        self._stopped = threading.Event()
        self._schedule = Schedule(self._written(documents), workers=workers)

    def work(self) -> None:
        """Convert batches until none is left; what goes wrong with us is told as a result."""
        try:
            while (batch := self._schedule.take()) is not None:
                self._convert(batch)
        except BaseException as error:
            self.results.put(error)

    def stop(self) -> None:
        """End every run of this lot."""
        self._stopped.set()
        self._schedule.stop()

    def _written(self, documents: Sequence[bytes]) -> list[int]:
        """Write the sound documents out, largest first among them, and tell the others at once."""
        sound = []
        for place, data in enumerate(documents):
            try:
                self._source(place).write_bytes(_ready(data))
                sound.append(place)
            except ThiduaError as fault:
                self.results.put(Converted(place=place, fault=fault))
        return sorted(sound, key=lambda place: len(documents[place]), reverse=True)

    def _source(self, place: int) -> Path:
        return self._folder / f"{place:06d}.docx"

    def _convert(self, batch: Batch) -> None:
        places = {self._source(place): place for place in batch}
        end = self._run(list(places), made=lambda source: self._tell(places[source]))
        if end is End.STOPPED:
            return
        undone = tuple(place for source, place in places.items() if source.exists())
        after = self._schedule.after(undone, end=end, barren=len(undone) == len(batch))
        if after.in_doubt:
            self._prove()
        for place in after.given_up:
            self.results.put(Converted(place=place, fault=self._given_up(self._source(place), end)))

    def _given_up(self, source: Path, end: End) -> ConversionFailed:
        """Return why a document has no PDF, and what to do about it."""
        seconds = self._limits.seconds_for(source)
        if end is End.TOO_LONG and seconds >= _LONG_TIMES * self._limits.seconds_per_file:
            return ConversionFailed(
                f"Tài liệu có danh sách rất dài, chuyển sang PDF quá {seconds / 60:.0f} phút nên đã dừng.",
                remedy="chia danh sách thành nhiều văn bản hoặc phụ lục, mỗi danh sách không quá 2.000 dòng.",
            )
        return ConversionFailed(_WHY[end], remedy=_LOOK)

    def _run(self, sources: Sequence[Path], *, made: Callable[[Path], None]) -> End:
        while not self._slots.acquire(timeout=0.2):
            if self._stopped.is_set():
                return End.STOPPED
        profile = self._workshop.take_profile()
        end = End.CRASHED
        try:
            run = Run(
                program=self._program,
                sources=sources,
                profile=profile,
                limits=self._limits,
                stopped=self._stopped.is_set,
            )
            end = run.convert(made)
        finally:
            self._workshop.give_back(profile, sound=end is End.WELL)
            self._slots.release()
        return end

    def _tell(self, place: int) -> None:
        source = self._source(place)
        pdf = pdf_of(source).read_bytes()
        source.unlink()
        pdf_of(source).unlink()
        self._schedule.made()
        self.results.put(_converted(place, pdf))

    def _prove(self) -> None:
        """Convert a page of our own, or raise ``ConverterBroken``: then no document is to blame."""
        probe = self._folder / "probe" / f"{threading.get_ident()}.docx"
        probe.parent.mkdir(exist_ok=True)
        probe.write_bytes(page())
        end = self._run([probe], made=lambda _: None)
        if not is_made(probe) and end is not End.STOPPED:
            if shutil.disk_usage(self._folder).free < LEAST_FREE:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self._folder))
            raise ConverterBroken(
                "LibreOffice trên máy chủ không chuyển được cả một trang trống sang PDF; tệp Word vẫn dùng được.",
                place=self._program,
                remedy="chạy thử `soffice --headless --convert-to pdf` với một tệp Word; cài lại LibreOffice nếu cần.",
            )
        self._schedule.proved()


def _ready(data: bytes) -> bytes:
    """Return a document as LibreOffice gets it; raise why it gets none, for it prints any other file as plain text."""
    if data.startswith(_OLD_FORMAT):
        raise ConversionFailed("Tệp là dạng Word cũ (.doc) hoặc có mật khẩu mở.", remedy=_LOOK)
    return with_links(data, package.read(data, bounds=package.RESULT))


def _converted(place: int, pdf: bytes) -> Converted:
    """Return a PDF with its pages, once it is readable and marked as an archive copy."""
    if MARK not in pdf:
        fault = ConversionFailed("LibreOffice không tạo được bản PDF/A-2b.", remedy="dùng LibreOffice 7.0 trở lên.")
        return Converted(place=place, fault=fault)
    try:
        return Converted(place=place, pdf=pdf, page_count=page_count(pdf))
    except PdfUnreadable as fault:
        return Converted(place=place, fault=fault)
