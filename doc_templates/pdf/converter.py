"""Word documents into PDF/A-2b by as many processes of LibreOffice as there are cores."""

import os
import queue
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from doc_templates.pdf.folders import Workshop, unusable
from doc_templates.pdf.job import Job
from doc_templates.pdf.office import Limits
from doc_templates.typesetting.fonts import check_fonts
from models.ports import Converted, NoConverter, PdfConverter

_BEAT_SECONDS = 5.0
_INSTALL = (
    "cài gói libreoffice-writer-nogui và fonts-liberation2, hoặc đặt THIDUA_SOFFICE trỏ tới chương trình soffice."
)


class LibreOffice(PdfConverter):
    """A converter of at most ``workers`` processes at a time, whoever asks; absent: as many as this process's cores."""

    def __init__(
        self,
        *,
        soffice: str = "soffice",
        workers: int | None = None,
        limits: Limits | None = None,
        fonts: Callable[[], str] = check_fonts,
    ) -> None:
        self._soffice = soffice
        self._workers = workers or len(os.sched_getaffinity(0))
        self._slots = threading.BoundedSemaphore(self._workers)
        self._limits = limits or Limits()
        self._fonts = fonts
        self._fit: str | None = None
        self._workshop = Workshop()

    def check(self) -> str:
        """Return the program and the font that PDFs will be made with, or raise ``NoConverter`` (``FontsUnfit``)."""
        program = self.program()
        if self._fit is None:
            self._fit = self._fonts()
        return f"{program}, {self._fit}"

    def program(self) -> str:
        """Return the path of soffice, or raise ``NoConverter`` with what to install."""
        found = shutil.which(self._soffice)
        if found is None:
            raise NoConverter(
                "Chưa tạo được tệp PDF vì máy chủ không có LibreOffice; tệp Word vẫn dùng được.",
                place=self._soffice,
                remedy=_INSTALL,
            )
        return found

    def convert_each(
        self, documents: Sequence[bytes], *, progress: Callable[[int, int], None] | None = None
    ) -> Iterator[Converted]:
        """Yield what became of each document as soon as it is known, in no order; see the port."""
        self.check()
        return self._each(documents, progress or (lambda *_: None))

    def _each(self, documents: Sequence[bytes], progress: Callable[[int, int], None]) -> Iterator[Converted]:
        if not documents:
            return
        try:
            yield from self._in_folder(documents, progress)
        except OSError as error:
            raise unusable(error) from error

    def _in_folder(self, documents: Sequence[bytes], progress: Callable[[int, int], None]) -> Iterator[Converted]:
        with self._workshop.job() as folder:
            job = self._job(folder, documents)
            threads = [
                threading.Thread(target=job.work, name=f"pdf-{number}", daemon=True)
                for number in range(min(self._workers, len(documents)))
            ]
            for thread in threads:
                thread.start()
            try:
                yield from _told(job, len(documents), progress)
            except BaseException:
                job.stop()
                raise
            finally:
                for thread in threads:
                    thread.join()

    def _job(self, folder: Path, documents: Sequence[bytes]) -> Job:
        return Job(
            program=self.program(),
            folder=folder,
            documents=documents,
            workers=self._workers,
            limits=self._limits,
            slots=self._slots,
            workshop=self._workshop,
        )


def _told(job: Job, total: int, progress: Callable[[int, int], None]) -> Iterator[Converted]:
    """Yield a job's results; ``progress`` is told of each, and of the waiting between."""
    done = 0
    while done < total:
        try:
            told = job.results.get(timeout=_BEAT_SECONDS)
        except queue.Empty:
            progress(done, total)
            continue
        if isinstance(told, BaseException):
            raise told
        done += 1
        yield told
        progress(done, total)
