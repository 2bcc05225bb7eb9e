"""LibreOffice itself: archive copies of every kind of document, one family of letters, each text in its own file."""

import io
import os
import signal
from contextlib import suppress
from pathlib import Path

import pytest
from pypdf import PdfReader

from doc_templates import catalogue
from doc_templates.binding import PrinterProfile, bind_pdfs, print_run
from doc_templates.pdf import LibreOffice, archival_faults, font_families, page_count
from doc_templates.rendering import CompiledTemplate
from models.documents import DocumentKind
from models.ports import Converted
from tests.doc_templates.make_docx import docx, docx_of

pytestmark = pytest.mark.slow

_SHATTERED = docx_of("<w:p><w:r><w:t>Chữ")


@pytest.fixture(scope="module")
def converter() -> LibreOffice:
    """Give one converter, whose profiles grow warm."""
    return LibreOffice()


@pytest.fixture(scope="module")
def made(converter: LibreOffice) -> dict[DocumentKind, Converted]:
    """Convert the sample of every kind."""
    kinds = list(DocumentKind)
    documents = [CompiledTemplate.from_bytes(catalogue.built_in(kind)).render(catalogue.sample(kind)) for kind in kinds]
    return {kinds[one.place]: one for one in converter.convert_each(documents)}


@pytest.mark.parametrize("kind", list(DocumentKind))
def test_every_kind_becomes_an_archive_copy(kind: DocumentKind, made: dict[DocumentKind, Converted]) -> None:
    """Each PDF is PDF/A-2b by all that can be seen in it, in one family, with its pages counted."""
    one = made[kind]
    assert one.fault is None
    assert archival_faults(one.pdf) == ()
    assert font_families(one.pdf) == {"LiberationSerif"}
    assert one.page_count == page_count(one.pdf) > 0


def test_each_text_comes_back_in_its_own_file(converter: LibreOffice) -> None:
    """Sixty documents over several runs keep their order, every Vietnamese letter, and none of another's text."""
    texts = [f"Văn bản số {place}: Nguyễn Thị Ngọc Ánh, Phường Quyết Thắng, kỷ luật, ưu tiên" for place in range(60)]
    pdfs = converter.convert([docx(text) for text in texts])
    assert [" ".join(PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split()) for pdf in pdfs] == texts


def test_a_broken_part_costs_only_its_file(converter: LibreOffice) -> None:
    """A Word file whose text is broken XML is given up, told apart from its neighbours in the same run."""
    results = sorted(converter.convert_each([docx("một"), _SHATTERED, docx("ba")]), key=lambda one: one.place)
    assert [one.fault is None for one in results] == [True, False, True]


def test_a_killed_libreoffice_loses_nothing(converter: LibreOffice) -> None:
    """All processes of LibreOffice killed in the middle: every document is converted all the same."""
    killed: list[int] = []

    def kill(done: int, of: int) -> None:
        if done == 5:
            killed.extend(_kill_offices())

    made = list(converter.convert_each([docx(f"Văn bản {place}") for place in range(40)], progress=kill))
    assert killed
    assert [one.fault for one in made] == [None] * 40


def _kill_offices() -> list[int]:
    """Kill the processes of LibreOffice that we have started; return which."""
    ours = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            command = (process / "cmdline").read_bytes()
            if b"soffice.bin" in command and b"thidua-pdf-" in command and _session_is_ours(process):
                os.kill(int(process.name), signal.SIGKILL)
                ours.append(int(process.name))
    return ours


def _session_is_ours(process: Path) -> bool:
    """Tell whether the leader of a process's session is our own child."""
    session = (process / "stat").read_text().rpartition(")")[2].split()[3]
    leader = Path("/proc", session, "stat").read_text().rpartition(")")[2].split()
    return int(leader[1]) == os.getpid()


def test_archive_copies_can_be_bound_and_printed(made: dict[DocumentKind, Converted]) -> None:
    """Bound files and print runs keep the pages and fonts of their archive copies; a bound file has a bookmark each."""
    parts = [(str(kind), one.pdf) for kind, one in made.items()]
    bound = bind_pdfs(parts, title="Hồ sơ")
    assert len(PdfReader(io.BytesIO(bound.data)).outline) == len(parts)
    pages = sum(one.page_count for one in made.values())
    paper = PrinterProfile(name="A3", width_mm=420, height_mm=297)
    for whole in (bound, print_run([pdf for _, pdf in parts]), print_run([pdf for _, pdf in parts], profile=paper)):
        assert page_count(whole.data) == pages
        assert whole.obstacles == archival_faults(whole.data) == ()
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in PdfReader(io.BytesIO(bound.data)).pages[0].extract_text()


def test_font_stands_in_for_times_new_roman(converter: LibreOffice) -> None:
    """This machine's stand-in for Times New Roman is as wide and has every Vietnamese letter."""
    assert converter.check().endswith("Liberation Serif")
