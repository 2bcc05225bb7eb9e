"""``thidua pdf``: Word files of a folder into PDF, whole or not at all, whatever lies in the folder."""

import os
import shutil
import stat
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from models.ports import NoConverter
from tests.doc_templates.make_docx import docx
from tests.doc_templates.pdf.stand_in import SKIPPED, StandIn
from workflows.bootstrap import build_converter
from workflows.settings import REPOSITORY, Settings
from workflows.steps.files.pdf_files import FileRefused, PdfFile, SameName, convert_files

PDFS = [f"Công văn {number}.pdf" for number in (1, 2, 3)]


@pytest.fixture
def office(tmp_path: Path) -> StandIn:
    """Give a program that stands where soffice would."""
    (tmp_path / "office").mkdir()
    return StandIn(tmp_path / "office")


@pytest.fixture
def folder(tmp_path: Path, office: StandIn) -> Path:
    """Give a folder with three letters."""
    made = tmp_path / "ban hành"
    made.mkdir()
    for number in (1, 2, 3):
        (made / f"Công văn {number}.docx").write_bytes(office.document(100 + number))
    return made


def converted(office: StandIn, folder: Path, out: Path, *, overwrite: bool = False) -> dict[str, PdfFile]:
    made = convert_files(office.converter(), sorted(folder.iterdir()), out=out, overwrite=overwrite)
    return {one.source.name: one for one in made}


def test_each_file_gets_a_pdf_of_its_name(office: StandIn, folder: Path, tmp_path: Path) -> None:
    """The folder is made, each PDF has its file's name and ordinary rights, and nothing else lies there."""
    out = tmp_path / "a" / "b"
    made = converted(office, folder, out)
    assert [one.fault for one in made.values()] == [None] * 3
    assert sorted(file.name for file in out.iterdir()) == PDFS
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE((out / "Công văn 1.pdf").stat().st_mode) == 0o666 & ~mask


def test_the_same_again_changes_nothing(office: StandIn, folder: Path, tmp_path: Path) -> None:
    """A PDF that is there and newer than its file is kept, without a process being started."""
    converted(office, folder, tmp_path / "pdf")
    before = {file: file.stat().st_mtime_ns for file in (tmp_path / "pdf").iterdir()}
    runs = len(office.notes("runs"))
    assert all(one.kept for one in converted(office, folder, tmp_path / "pdf").values())
    assert {file: file.stat().st_mtime_ns for file in (tmp_path / "pdf").iterdir()} == before
    assert len(office.notes("runs")) == runs


def test_an_outdated_pdf_is_replaced_only_when_asked(office: StandIn, folder: Path, tmp_path: Path) -> None:
    """A PDF older than its file may be somebody's signed copy: it is told, and replaced with ``overwrite`` alone."""
    out = tmp_path / "pdf"
    out.mkdir()
    old = out / "Công văn 2.pdf"
    old.write_bytes(b"da ky")
    os.utime(old, (1, 1))
    made = converted(office, folder, out)
    assert isinstance(made["Công văn 2.docx"].fault, FileRefused)
    assert "--overwrite" in str(made["Công văn 2.docx"].fault)
    assert old.read_bytes() == b"da ky"
    assert converted(office, folder, out, overwrite=True)["Công văn 2.docx"].fault is None
    assert old.read_bytes().startswith(b"%PDF")


def test_names_that_clash_stop_everything(office: StandIn, folder: Path, tmp_path: Path) -> None:
    """Two files that would be one PDF, also to Windows, are told before anything is converted; a file twice is once."""
    twin = tmp_path / "CÔNG VĂN 1.docx"
    shutil.copy(folder / "Công văn 1.docx", twin)
    with pytest.raises(SameName, match="cùng thành"):
        list(convert_files(office.converter(), [folder / "Công văn 1.docx", twin], out=tmp_path / "pdf"))
    assert not (tmp_path / "pdf").exists()
    same = [folder / "Công văn 1.docx", folder / ".." / folder.name / "Công văn 1.docx"]
    assert len(list(convert_files(office.converter(), same, out=tmp_path / "pdf"))) == 1


def test_names_that_only_look_alike_clash_too(office: StandIn, tmp_path: Path) -> None:
    """The same letters, composed in one name and in pieces in the other, would be two PDFs that nobody tells apart."""
    twice = [tmp_path / f"{unicodedata.normalize(form, 'Báo cáo')}.docx" for form in ("NFC", "NFD")]
    for file in twice:
        file.write_bytes(office.document(100))
    with pytest.raises(SameName):
        list(convert_files(office.converter(), twice, out=tmp_path / "pdf"))


def test_bad_files_are_told_and_leave_nothing(office: StandIn, folder: Path, tmp_path: Path) -> None:
    """Files of other kinds, broken, missing, or beyond LibreOffice are told each; all others are converted."""
    (folder / "cu.doc").write_bytes(b"x")
    (folder / "hong.docx").write_bytes(b"khong phai word")
    (folder / "lo.docx").write_bytes(office.document(200, word=SKIPPED))
    (folder / "thu muc.docx").mkdir()
    (folder / "mat.docx").symlink_to(tmp_path / "khong-co")
    made = converted(office, folder, tmp_path / "pdf")
    faults = {name: one.fault.code for name, one in made.items() if one.fault is not None}
    assert faults == {
        "cu.doc": "file-refused",
        "hong.docx": "template-fault",
        "lo.docx": "pdf-conversion-failed",
        "thu muc.docx": "file-refused",
        "mat.docx": "file-refused",
    }
    assert sorted(file.name for file in (tmp_path / "pdf").iterdir()) == [
        f"Công văn {number}.pdf" for number in (1, 2, 3)
    ]


def test_a_place_that_cannot_be_written_is_told(office: StandIn, folder: Path, tmp_path: Path) -> None:
    """A folder that cannot be made, or a PDF's name taken by a folder, is told in Vietnamese."""
    taken = tmp_path / "pdf"
    taken.write_bytes(b"x")
    with pytest.raises(FileRefused, match="không tạo được thư mục"):
        converted(office, folder, taken)
    (tmp_path / "ra" / "Công văn 1.pdf" / "con").mkdir(parents=True)
    made = converted(office, folder, tmp_path / "ra", overwrite=True)
    assert "đó là một thư mục" in str(made["Công văn 1.docx"].fault)
    assert sorted(file.name for file in (tmp_path / "ra").iterdir()) == [
        f"Công văn {number}.pdf" for number in (1, 2, 3)
    ]


def test_what_is_no_ordinary_file_stops_nobody(office: StandIn, folder: Path, tmp_path: Path) -> None:
    """A device without an end, a pipe that nobody writes to, a link to itself and a huge file are told at once."""
    (folder / "may.docx").symlink_to("/dev/zero")
    (folder / "vong.docx").symlink_to(folder / "vong.docx")
    os.mkfifo(folder / "ong.docx")
    with (folder / "lon.docx").open("wb") as large:
        large.truncate(5 * 1024**3)
    made = converted(office, folder, tmp_path / "pdf")
    told = {name: str(one.fault) for name, one in made.items() if one.fault is not None}
    assert "không phải là tệp thường" in told["may.docx"]
    assert "không phải là tệp thường" in told["ong.docx"]
    assert "vòng quanh" in told["vong.docx"]
    assert "lớn hơn 64 MB" in told["lon.docx"]
    assert sorted(file.name for file in (tmp_path / "pdf").iterdir()) == PDFS


def test_without_libreoffice_nothing_is_begun(folder: Path, tmp_path: Path) -> None:
    """Where soffice is missing no folder is made."""
    converter = build_converter(Settings(soffice="khong-co-soffice"))
    with pytest.raises(NoConverter):
        list(convert_files(converter, list(folder.iterdir()), out=tmp_path / "pdf"))
    assert not (tmp_path / "pdf").exists()


def thidua(*words: object, soffice: str = "soffice") -> subprocess.CompletedProcess[str]:
    command = (sys.executable, "-m", "cli", "pdf", *map(str, words))
    surroundings = os.environ | {"THIDUA_SOFFICE": soffice}
    return subprocess.run(command, capture_output=True, text=True, cwd=REPOSITORY, env=surroundings, check=False)


def test_the_command_without_libreoffice(folder: Path, tmp_path: Path) -> None:
    """The command ends with 3 and one sentence on stderr that says what to install."""
    ended = thidua(*folder.iterdir(), "--out", tmp_path / "pdf", soffice="khong-co-soffice")
    assert (ended.returncode, ended.stdout) == (3, "")
    assert ended.stderr.startswith("Lỗi: Chưa tạo được tệp PDF vì máy chủ không có LibreOffice")
    assert ended.stderr.count("\n") == 1


def test_what_word_notes_beside_open_files_is_named(tmp_path: Path) -> None:
    """Where nothing else was given, nothing is converted, and the command says so."""
    ended = thidua(tmp_path / "~$ trình.docx", "--out", tmp_path / "pdf")
    assert ended.returncode == 1
    assert "Bỏ qua" in ended.stderr
    assert ended.stderr.endswith("Không có tệp Word nào để chuyển.\n")


def test_an_odd_name_stays_on_its_line(tmp_path: Path) -> None:
    """A line break or a letter that is none is spelt out in what is said of a file."""
    odd = os.fsdecode(os.fsencode(tmp_path) + b"/d\xc3\xb2ng\nhai \xff.doc")
    ended = thidua(odd, "--out", tmp_path / "pdf")
    assert ended.returncode == 1
    assert "dòng\\nhai \\udcff.doc: " in ended.stderr.splitlines()[0]


@pytest.mark.slow
def test_the_command(tmp_path: Path) -> None:
    """PDFs on stdout, talk on stderr, 1 where a file did not go well; what Word notes beside open files is skipped."""
    good, bad = tmp_path / "Tờ trình.docx", tmp_path / "hong.docx"
    good.write_bytes(docx("Kính gửi"))
    bad.write_bytes(b"x")
    (tmp_path / "~$ trình.docx").write_bytes(b"x")
    ended = thidua(*tmp_path.glob("*.docx"), "--out", tmp_path / "pdf")
    assert (ended.returncode, ended.stdout) == (1, f"{tmp_path}/pdf/Tờ trình.pdf\n")
    assert "2/2" in ended.stderr
    assert "1 tệp chưa chuyển được." in ended.stderr
    assert thidua(good, "--out", tmp_path / "pdf").returncode == 0
