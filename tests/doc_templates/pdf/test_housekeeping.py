"""Processes, profiles and folders: as many as needed, nothing secret in them, nothing left of them."""

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

from doc_templates.pdf import Limits, job
from doc_templates.pdf.folders import WorkFolderUnusable, Workshop, sweep
from doc_templates.pdf.office import End, Run
from tests.doc_templates.make_docx import docx
from tests.doc_templates.pdf.stand_in import CRASHES, StandIn, gone

_LONE = "mkdir {folder}/busy || touch {folder}/met; sleep 0.2; rmdir {folder}/busy"
_KILLED = """
import sys
from doc_templates.pdf import LibreOffice
list(LibreOffice(soffice=sys.argv[1], workers=1, fonts=str).convert_each([open(sys.argv[2], "rb").read()]))
"""
_FULL = """
import resource, sys
from doc_templates.pdf import LibreOffice
from models.errors import ThiduaError
data = open(sys.argv[2], "rb").read()
resource.setrlimit(resource.RLIMIT_FSIZE, (len(data) // 2, len(data) // 2))
try:
    list(LibreOffice(soffice=sys.argv[1], workers=1, fonts=str).convert_each([data]))
except ThiduaError as error:
    print(error.code)
"""


@pytest.fixture(autouse=True)
def _own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the converters of these tests in a folder of the test's own."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def folders(place: Path) -> list[Path]:
    return sorted(place.glob("thidua-pdf-*"))


def test_runs_are_recycled(tmp_path: Path) -> None:
    """No process converts more than a hundred files; warm profiles go from one run to the next."""
    office = StandIn(tmp_path)
    list(office.converter(workers=1).convert_each([office.document(100)] * 220))
    assert len(office.notes("runs")) == 3
    assert len(set(office.notes("profiles"))) == 1


def test_a_crashed_profile_is_thrown_away(tmp_path: Path) -> None:
    """A run after a crash starts from a profile of its own."""
    office = StandIn(tmp_path)
    converter = office.converter(workers=1)
    list(converter.convert_each([office.document(100, word=CRASHES)]))
    list(converter.convert_each([office.document(101)]))
    used = office.notes("profiles")
    assert used[-1] not in used[:2]


def test_processes_are_counted_over_all_callers(tmp_path: Path) -> None:
    """Two callers of a converter of one process never have two running."""
    office = StandIn(tmp_path, last=_LONE.format(folder=tmp_path))
    converter = office.converter(workers=1)
    callers = [threading.Thread(target=converter.convert, args=([office.document(100)] * 3,)) for _ in range(3)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    assert len(office.notes("runs")) == 3
    assert not (tmp_path / "met").exists()


def test_nothing_secret_is_passed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """LibreOffice, which reads strangers' files, is not told the passwords in our environment."""
    monkeypatch.setenv("THIDUA_S3_SECRET_KEY", "bi-mat")
    monkeypatch.setenv("PREFECT_API_AUTH_STRING", "bi-mat")
    office = StandIn(tmp_path)
    list(office.converter().convert_each([office.document(100)]))
    told = (tmp_path / "env").read_text()
    assert "PATH=" in told
    assert "bi-mat" not in told


def test_nothing_is_left_in_the_temporary_folder(tmp_path: Path) -> None:
    """After a job its files are gone; with the converter goes its folder."""
    office = StandIn(tmp_path)
    converter = office.converter()
    list(converter.convert_each([office.document(100), office.document(101, word=CRASHES)]))
    (folder,) = folders(tmp_path)
    assert not list(folder.glob("job-*"))
    del converter
    assert folders(tmp_path) == []


def test_what_a_killed_process_left_is_cleared(tmp_path: Path) -> None:
    """SIGKILL to us ends LibreOffice at once; our folder is removed by the next start, a living one's is not."""
    office = StandIn(tmp_path)
    source = tmp_path / "treo.docx"
    source.write_bytes(docx("x") + b" lenh-treo")
    command = (sys.executable, "-c", _KILLED, str(office.program), str(source))
    ours = subprocess.Popen(command, env=os.environ | {"TMPDIR": str(tmp_path)})
    while not office.notes("sleepers"):
        assert ours.poll() is None
        time.sleep(0.05)
    (left,) = folders(tmp_path)
    _age(left)
    sweep()
    assert left.exists(), "its owner lives"
    ours.send_signal(signal.SIGKILL)
    ours.wait()
    assert gone(office.notes("sleepers"))
    _age(left)
    with Workshop().job() as job:
        assert job.exists()
        assert not left.exists()


def test_a_work_folder_that_cannot_be_made_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the temporary folder takes nothing, one sentence says so; no document is blamed."""
    office = StandIn(tmp_path)
    document = office.document(100)
    monkeypatch.setattr(tempfile, "tempdir", "/proc")
    with pytest.raises(WorkFolderUnusable, match=r"không ghi được vào thư mục tạm \(.*Cách xử lý: dọn đĩa"):
        list(office.converter().convert_each([document]))


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    """Where a document no longer fits onto the disk, the same is said, and nothing of the job is left."""
    office = StandIn(tmp_path)
    source = tmp_path / "dai.docx"
    source.write_bytes(docx(*(f"{number:x}" * 40 for number in range(9000))))
    command = (sys.executable, "-c", _FULL, str(office.program), str(source))
    ended = subprocess.run(command, env=os.environ | {"TMPDIR": str(tmp_path)}, capture_output=True, text=True)
    assert ended.stdout == "work-folder-unusable\n", ended.stderr
    assert folders(tmp_path) == []


def test_a_disk_without_room_for_a_page_is_to_blame(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where LibreOffice fails on an empty page and the disk is all but full, neither it nor a document is blamed."""
    monkeypatch.setattr(job, "LEAST_FREE", 2**62)
    office = StandIn(tmp_path, script="#!/bin/sh\nexit 1\n")
    with pytest.raises(WorkFolderUnusable, match="đĩa đầy"):
        list(office.converter().convert_each([docx("x")] * 2))


def test_a_run_cannot_fill_the_disk(tmp_path: Path) -> None:
    """A program that writes without end is ended at the limit of one file, and its document is given up."""
    office = StandIn(
        tmp_path, script='#!/bin/sh\nfor last; do :; done\nhead -c 9000000 /dev/zero > "${{last%.docx}}.pdf"'
    )
    run = Run(
        program=str(office.program),
        sources=[tmp_path / "a.docx"],
        profile=tmp_path,
        limits=Limits(start_seconds=5, seconds_per_file=5, file_bytes=1_000_000),
    )
    assert run.convert(lambda _: None) is End.CRASHED
    assert (tmp_path / "a.pdf").stat().st_size <= 1_000_000


def test_only_old_folders_of_ours_are_cleared(tmp_path: Path) -> None:
    """A folder that was just made, or that is a link to elsewhere, is left alone."""
    fresh, elsewhere, link = tmp_path / "thidua-pdf-moi", tmp_path / "noi-khac", tmp_path / "thidua-pdf-lien-ket"
    fresh.mkdir()
    elsewhere.mkdir()
    link.symlink_to(elsewhere)
    sweep()
    assert fresh.exists()
    assert elsewhere.exists()


def _age(folder: Path) -> None:
    long_ago = time.time() - 7200
    os.utime(folder, (long_ago, long_ago))
