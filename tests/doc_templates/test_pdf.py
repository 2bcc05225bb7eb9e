"""LibreOffice behind one door: limits, order, and clear words where it is missing."""

import os
import stat
import time
from pathlib import Path

import pytest

from doc_templates.fonts import FontsUnfit, check_fonts
from doc_templates.pdf import ConversionFailed, LibreOffice, PdfUnreadable, page_count
from models.errors import Unavailable
from tests.doc_templates.make_docx import docx

_HANGS = """#!/bin/sh
sleep 300 &
echo $! > {pids}
wait
"""
_CRASHES_ON_BAD = """#!/bin/sh
previous=
for argument in "$@"; do
  test "$previous" = --outdir && out=$argument
  case "$argument" in
    *.docx) grep -q hong "$argument" && exit 9; cp "$argument" "${argument%.docx}.pdf";;
  esac
  previous=$argument
done
"""


def program(folder: Path, script: str) -> str:
    """Return a stand-in for soffice that behaves as this script."""
    path = folder / "soffice"
    path.write_text(script)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_missing_libreoffice_is_told() -> None:
    """Without LibreOffice the error says so in Vietnamese and names what to install."""
    with pytest.raises(Unavailable, match=r"không có LibreOffice.*libreoffice-writer-nogui"):
        LibreOffice(soffice="khong-co-soffice").convert([docx("x")])


def test_hanging_process_group_is_killed(tmp_path: Path) -> None:
    """A conversion over its time is killed with its children, and the document is told as failed."""
    pids = tmp_path / "pids"
    converter = LibreOffice(
        soffice=program(tmp_path, _HANGS.format(pids=pids)), workers=1, start_seconds=0.5, seconds_per_file=0
    )
    began = time.monotonic()
    with pytest.raises(ConversionFailed, match="tài liệu thứ 1 trong 1"):
        converter.convert([docx("x")])
    assert time.monotonic() - began < 5
    assert not _runs(int(pids.read_text()))


def _runs(pid: int) -> bool:
    """Tell whether a process runs; one that is dead and not yet collected does not."""
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


def test_crash_on_one_file_spares_the_others(tmp_path: Path) -> None:
    """A file that brings the process down is given up alone; all others of its batch are converted, in order."""
    good = [docx(f"tốt {place}") for place in range(12)]
    bad = b"".join((docx("x"), b"hong"))
    made = LibreOffice(soffice=program(tmp_path, _CRASHES_ON_BAD), workers=2).convert_each([*good[:5], bad, *good[5:]])
    assert made == (*good[:5], None, *good[5:])


def test_foreign_bytes_are_no_document(tmp_path: Path) -> None:
    """Bytes that are no Word file never reach LibreOffice, which would print them as plain text."""
    converter = LibreOffice(soffice=program(tmp_path, _CRASHES_ON_BAD))
    assert converter.convert_each([b"van ban thuong", docx("x")]) == (None, docx("x"))


def test_nothing_gives_nothing(tmp_path: Path) -> None:
    """No documents give no PDFs."""
    assert LibreOffice(soffice=program(tmp_path, _CRASHES_ON_BAD)).convert([]) == ()


@pytest.mark.parametrize("data", [b"", b"khong phai pdf", b"%PDF-1.7\nhong"])
def test_unreadable_pdf_is_told(data: bytes) -> None:
    """Bytes that are no PDF are told as such."""
    with pytest.raises(PdfUnreadable):
        page_count(data)


def test_machine_without_the_font_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine whose fonts cannot stand in for Times New Roman is told so, with what to install."""
    config = tmp_path / "fonts.conf"
    config.write_text(f"<fontconfig><dir>{tmp_path}</dir><cachedir>{tmp_path}</cachedir></fontconfig>")
    monkeypatch.setenv("FONTCONFIG_FILE", str(config))
    with pytest.raises(FontsUnfit, match="cài gói font"):
        check_fonts()
