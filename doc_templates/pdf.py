"""Word documents into PDF through LibreOffice: the one module that knows soffice.

Each process has a profile of its own, a batch has a time limit that kills the whole process group,
and what a batch leaves undone is tried again in halves, so that one bad file never loses the others.
"""

import io
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from doc_templates import package
from doc_templates.faults import TemplateFault
from doc_templates.fonts import check_fonts
from models.errors import ThiduaError, Unavailable

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
 <item oor:path="/org.openoffice.Office.Common/Security/Scripting">
  <prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
 </item>
 <item oor:path="/org.openoffice.Office.Common/Security/Scripting">
  <prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
 </item>
</oor:items>
"""
"""A document that slipped through the package's own checks still fetches nothing and runs nothing."""
_START_SECONDS = 60.0
_SECONDS_PER_FILE = 10.0
_BATCH = 100
"""Files per process at most: long-lived processes grow slow and hang."""
_INSTALL = (
    "cài gói libreoffice-writer-nogui và fonts-liberation2, hoặc đặt THIDUA_SOFFICE trỏ tới chương trình soffice."
)


class ConversionFailed(ThiduaError):
    """LibreOffice could not turn one document into a PDF."""

    code = "pdf-conversion-failed"
    http_status = 500


class PdfUnreadable(ThiduaError):
    """Bytes that are no PDF."""

    code = "pdf-unreadable"
    http_status = 422


class LibreOffice:
    """A ``models.ports.PdfConverter`` over ``workers`` processes of LibreOffice."""

    def __init__(
        self,
        *,
        soffice: str = "soffice",
        workers: int = 2,
        start_seconds: float = _START_SECONDS,
        seconds_per_file: float = _SECONDS_PER_FILE,
    ) -> None:
        self._soffice = soffice
        self._workers = max(1, workers)
        self._start_seconds = start_seconds
        self._seconds_per_file = seconds_per_file

    def convert(self, documents: Sequence[bytes]) -> tuple[bytes, ...]:
        """Return a PDF per document in the same order.

        Raises ``Unavailable`` where LibreOffice is missing, ``ConversionFailed`` naming the places (from 1) of
        documents that cannot be converted; ``convert_each`` gives the others.
        """
        made = self.convert_each(documents)
        failed = [place for place, pdf in enumerate(made, start=1) if pdf is None]
        if failed:
            raise ConversionFailed(
                f"Không chuyển được sang PDF tài liệu thứ {', '.join(map(str, failed))} trong {len(made)} tài liệu.",
                remedy="mở tài liệu bằng Word để kiểm tra; các tài liệu khác vẫn chuyển được.",
            )
        return tuple(pdf for pdf in made if pdf is not None)

    def convert_each(self, documents: Sequence[bytes]) -> tuple[bytes | None, ...]:
        """Return a PDF per document in the same order, ``None`` for one that cannot be converted."""
        program = self.program()
        if not documents:
            return ()
        with tempfile.TemporaryDirectory(prefix="thidua-pdf-") as folder:
            sources = _written(documents, Path(folder))
            sound = [source for source in sources if _is_word_file(source)]
            with ThreadPoolExecutor(self._workers) as pool:
                list(pool.map(lambda batch: self._settle(program, batch), _batches(sound, self._workers)))
            return tuple(_made(source) for source in sources)

    def check(self) -> str:
        """Return the program and the font that PDFs will be made with, or raise ``Unavailable`` (``FontsUnfit``)."""
        return f"{self.program()}, {check_fonts()}"

    def program(self) -> str:
        """Return the path of soffice, or raise ``Unavailable`` with what to install."""
        found = shutil.which(self._soffice)
        if found is None:
            raise Unavailable(
                "Chưa tạo được tệp PDF vì máy chủ không có LibreOffice; tệp Word vẫn dùng được.",
                place=self._soffice,
                remedy=_INSTALL,
            )
        return found

    def _settle(self, program: str, sources: Sequence[Path]) -> None:
        """Convert a batch; what it left undone is tried again in halves, at last alone."""
        self.run_batch(program, sources)
        missing = [source for source in sources if not _made(source)]
        if missing and len(sources) > 1:
            middle = (len(missing) + 1) // 2
            for half in (missing[:middle], missing[middle:]):
                if half:
                    self._settle(program, half)

    def run_batch(self, program: str, sources: Sequence[Path]) -> None:
        """Run one process over some files; what it leaves undone is seen by the missing PDFs."""
        with tempfile.TemporaryDirectory(prefix="thidua-soffice-") as profile:
            settings = Path(profile) / "user" / "registrymodifications.xcu"
            settings.parent.mkdir()
            settings.write_text(_SETTINGS)
            command = [
                program,
                f"-env:UserInstallation={Path(profile).as_uri()}",
                "--headless",
                "--norestore",
                "--nolockcheck",
                "--convert-to",
                "pdf:writer_pdf_Export",
                "--outdir",
                str(sources[0].parent),
                *map(str, sources),
            ]
            _run(command, seconds=self._start_seconds + self._seconds_per_file * len(sources))


def _written(documents: Sequence[bytes], folder: Path) -> list[Path]:
    paths = [folder / f"{place:06d}.docx" for place in range(len(documents))]
    for path, data in zip(paths, documents, strict=True):
        path.write_bytes(data)
    return paths


def _is_word_file(source: Path) -> bool:
    """Tell whether a file is a sound package: LibreOffice would print anything else as plain text."""
    try:
        package.read(source.read_bytes())
    except TemplateFault:
        return False
    return True


def _batches(sources: Sequence[Path], workers: int) -> list[Sequence[Path]]:
    """Return batches of like size, as many as workers or more, none longer than ``_BATCH``."""
    if not sources:
        return []
    count = max(min(workers, len(sources)), -(-len(sources) // _BATCH))
    return [sources[start::count] for start in range(count)]


def _made(source: Path) -> bytes | None:
    pdf = source.with_suffix(".pdf")
    return pdf.read_bytes() if pdf.exists() and pdf.stat().st_size else None


def _run(command: Sequence[str], *, seconds: float) -> None:
    """Run a command in a process group of its own and kill the whole group when its time is over."""
    process = subprocess.Popen(  # noqa: S603 - the program is the office's own setting, the files are ours
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        _kill_group(process)
    except BaseException:
        _kill_group(process)
        raise


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    finally:
        process.wait()


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has, or raise ``PdfUnreadable``."""
    try:
        return len(PdfReader(io.BytesIO(pdf)).pages)
    except (PyPdfError, ValueError, KeyError) as error:
        raise PdfUnreadable("Tệp không phải là PDF đọc được.", remedy="tạo lại bản PDF từ tệp Word.") from error


def font_families(pdf: bytes) -> frozenset[str]:
    """Return the font families that a PDF uses: ``LiberationSerif``, without weight and subset mark."""
    try:
        reader = PdfReader(io.BytesIO(pdf))
        fonts = (font for page in reader.pages for font in page.get("/Resources", {}).get("/Font", {}).values())
        names = {str(font.get_object().get("/BaseFont", "")) for font in fonts}
    except (PyPdfError, ValueError, KeyError) as error:
        raise PdfUnreadable("Tệp không phải là PDF đọc được.", remedy="tạo lại bản PDF từ tệp Word.") from error
    return frozenset(name.lstrip("/").rpartition("+")[2].partition("-")[0] for name in names)
