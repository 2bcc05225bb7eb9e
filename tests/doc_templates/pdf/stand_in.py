"""Programs that stand where soffice would and go wrong on purpose: real processes, scripted by the document's bytes."""

import io
import os
import time
from pathlib import Path

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from doc_templates.pdf import LibreOffice, Limits
from doc_templates.pdf.archival import MARK
from models.ports import Converted
from tests.doc_templates.make_docx import docx

CRASHES, HANGS, SKIPPED, HALF = "lenh-hong", "lenh-treo", "lenh-bo", "lenh-nua"
"""Words in a document on which the stand-in dies, sleeps, writes nothing, or writes half a PDF and dies."""
_SCRIPT = """#!/bin/sh
echo run >> {folder}/runs
env > {folder}/env
for argument in "$@"; do
  case "$argument" in
    -env:UserInstallation=*) echo "${{argument#-env:UserInstallation=}}" >> {folder}/profiles;;
    *.docx)
      name=$(grep -ao 'so-[0-9]*' "$argument" || echo trang)
      pdf="${{argument%.docx}}.pdf"
      case "$(grep -aoE 'lenh-[a-z]+' "$argument")" in
        lenh-hong) exit 9;;
        lenh-treo) sleep 300 & echo $! >> {folder}/sleepers; wait;;
        lenh-bo) ;;
        lenh-nua) head -c 200 {folder}/trang.pdf > "$pdf"; exit 9;;
        *) cp "{folder}/$name.pdf" "$pdf";;
      esac;;
  esac
done
{last}
"""
QUICK = Limits(start_seconds=0.5, seconds_per_file=0.5)


class StandIn:
    """A folder with the program, the PDFs it hands out, and its notes."""

    def __init__(self, folder: Path, *, last: str = "", script: str = _SCRIPT) -> None:
        self.folder = folder
        (folder / "trang.pdf").write_bytes(blank(50))
        self.program = folder / "soffice"
        self.program.write_text(script.format(folder=folder, last=last))
        self.program.chmod(0o755)

    def document(self, number: int, *, word: str = "") -> bytes:
        """Return a Word file that becomes a page so many points wide, or goes wrong by the word."""
        (self.folder / f"so-{number}.pdf").write_bytes(blank(number))
        return docx(f"Văn bản {number}") + f" so-{number} {word}".encode()

    def converter(self, *, workers: int = 2, limits: Limits = QUICK) -> LibreOffice:
        """Return a converter over this program that asks for no font."""
        return LibreOffice(soffice=str(self.program), workers=workers, limits=limits, fonts=lambda: "phông thử")

    def notes(self, name: str) -> list[str]:
        """Return the lines that the program noted: ``runs``, ``profiles``, ``sleepers``."""
        file = self.folder / name
        return file.read_text().split() if file.exists() else []


def blank(width: int) -> bytes:
    """Return a PDF of one page so many points wide, marked as an archive copy."""
    writer = PdfWriter()
    writer.add_blank_page(width=width, height=100)
    stream = DecodedStreamObject()
    stream.set_data(MARK)
    writer.root_object[NameObject("/Metadata")] = writer._add_object(stream)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def widths(made: list[Converted]) -> dict[int, int | None]:
    """Return the width of each document's page by its place, None for one without a PDF."""
    return {one.place: _width(one.pdf) if one.pdf else None for one in made}


def _width(pdf: bytes) -> int:
    return int(PdfReader(io.BytesIO(pdf)).pages[0].mediabox.width)


def is_running(pid: str) -> bool:
    """Tell whether a process runs; one that is dead and not yet collected does not."""
    try:
        os.kill(int(pid), 0)
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


def gone(pids: list[str]) -> bool:
    """Wait a moment and tell whether all these processes are gone."""
    give_up = time.monotonic() + 10
    while any(map(is_running, pids)) and time.monotonic() < give_up:
        time.sleep(0.05)
    return bool(pids) and not any(map(is_running, pids))
