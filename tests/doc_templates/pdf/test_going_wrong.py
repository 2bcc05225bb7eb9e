"""One bad file costs no other file anything, whatever it does to LibreOffice."""

import zipfile
from pathlib import Path

import pytest

from doc_templates.pdf import ConverterBroken
from doc_templates.pdf.office import Limits
from models.errors import ThiduaError
from models.ports import ConversionFailed, NoConverter
from tests.doc_templates.make_docx import docx
from tests.doc_templates.pdf.stand_in import CRASHES, HALF, HANGS, SKIPPED, StandIn, gone, widths

_LEAVES_A_CHILD = "sleep 300 & echo $! >> {folder}/sleepers"


@pytest.fixture
def office(tmp_path: Path) -> StandIn:
    """Give a program that goes wrong only where a document says so."""
    return StandIn(tmp_path)


def test_each_document_gets_its_own_pdf(office: StandIn) -> None:
    """Whatever order they are converted in, each result is told with its document's place and pages."""
    made = list(office.converter().convert_each([office.document(100 + place) for place in range(12)]))
    assert widths(made) == {place: 100 + place for place in range(12)}
    assert {one.page_count for one in made} == {1}


@pytest.mark.parametrize(
    ("word", "bad"),
    [(word, bad) for word in (CRASHES, SKIPPED, HALF) for bad in ((0,), (11,), (4, 5), (0, 6, 11))] + [(HANGS, (5,))],
)
def test_bad_files_cost_only_themselves(office: StandIn, word: str, bad: tuple[int, ...]) -> None:
    """Files that crash, hang, or come out empty or half are given up; every other file is converted."""
    documents = [office.document(100 + place, word=word if place in bad else "") for place in range(12)]
    made = list(office.converter().convert_each(documents))
    assert widths(made) == {place: None if place in bad else 100 + place for place in range(12)}
    assert {one.place for one in made if isinstance(one.fault, ConversionFailed)} == set(bad)


def test_a_crash_costs_two_starts(office: StandIn) -> None:
    """The suspect of a crash is tried once more alone and the others go on together: no halving, no one by one."""
    documents = [office.document(100 + place, word=CRASHES if place == 20 else "") for place in range(40)]
    list(office.converter(workers=1).convert_each(documents))
    assert len(office.notes("runs")) == 3


def test_a_file_that_went_wrong_once_gets_its_second_chance(tmp_path: Path) -> None:
    """A process that dies of its own age spoils no file: the one it died on is converted by the next."""
    office = StandIn(tmp_path)
    whole = office.program.read_text()
    once = f"#!/bin/sh\ntest -e {tmp_path}/ran || {{ touch {tmp_path}/ran; exit 9; }}\n"
    office.program.write_text(whole.replace("#!/bin/sh\n", once))
    assert widths(list(office.converter(workers=1).convert_each([office.document(100)]))) == {0: 100}


@pytest.mark.parametrize("script", ["exit 9", "exit 0", "sleep 300", "kill -SEGV $$"])
def test_a_broken_program_is_told_apart_from_bad_files(tmp_path: Path, script: str) -> None:
    """Where not even an empty page is converted, LibreOffice is blamed and no document is given up."""
    office = StandIn(tmp_path, script=f"#!/bin/sh\n{script}\n")
    with pytest.raises(ConverterBroken, match="một trang trống"):
        list(office.converter(limits=Limits(start_seconds=0.2, seconds_per_file=0.2)).convert_each([docx("x")] * 3))


def test_hanging_children_are_killed(office: StandIn) -> None:
    """What a hanging run has started ends with it."""
    made = list(office.converter().convert_each([office.document(100, word=HANGS), office.document(101)]))
    assert widths(made) == {0: None, 1: 101}
    assert "quá lâu" in str(next(one.fault for one in made if one.fault))
    assert gone(office.notes("sleepers"))


def test_a_long_document_is_given_longer(tmp_path: Path) -> None:
    """The time grows with the square of the text's size, as LibreOffice's does, up to half an hour."""
    limits = Limits()
    seconds = []
    for size in (1_000, 6_600_000, 60_000_000):
        with zipfile.ZipFile(tmp_path / "a.docx", "w", zipfile.ZIP_DEFLATED) as held:
            held.writestr("word/document.xml", b"x" * size)
            held.writestr("word/media/image1.png", b"x" * 9_000_000)
        seconds.append(round(limits.seconds_for(tmp_path / "a.docx")))
    assert seconds == [120, 1427, 1800]


def test_a_long_list_that_takes_too_long_is_told_what_to_do(office: StandIn) -> None:
    """Staff read that the list is long, and into what to divide it."""
    limits = Limits(start_seconds=0.2, seconds_per_file=0.2, seconds_per_square_megabyte=0.1)
    (made,) = office.converter(limits=limits).convert_each([docx("x" * 2_000_000) + HANGS.encode()])
    assert "danh sách rất dài" in str(made.fault)
    assert "không quá 2.000 dòng" in str(made.fault)


def test_children_left_behind_are_killed(tmp_path: Path) -> None:
    """A run that ends well and leaves a child in its group leaves it no longer."""
    office = StandIn(tmp_path, last=_LEAVES_A_CHILD.format(folder=tmp_path))
    assert widths(list(office.converter().convert_each([office.document(100)]))) == {0: 100}
    assert gone(office.notes("sleepers"))


def test_whoever_walks_away_leaves_no_process(office: StandIn) -> None:
    """A conversion that nobody waits for any more is ended with all it started."""
    results = office.converter(limits=Limits()).convert_each([office.document(100), office.document(101, word=HANGS)])
    assert next(results).place == 0
    while not office.notes("sleepers"):
        pass
    results.close()
    assert gone(office.notes("sleepers"))


def test_progress_is_told_and_may_end_the_work(office: StandIn) -> None:
    """Progress tells what is done of all; an error out of it ends the conversion and comes through."""
    told: list[tuple[int, int]] = []
    documents = [office.document(100 + place) for place in range(3)]
    list(office.converter().convert_each(documents, progress=lambda done, of: told.append((done, of))))
    assert told == [(1, 3), (2, 3), (3, 3)]

    class Ended(ThiduaError):
        code = "thidua"

    def end(done: int, of: int) -> None:
        raise Ended("dừng")

    with pytest.raises(Ended):
        list(office.converter().convert_each(documents, progress=end))


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "không phải là tệp Word"),
        (b"van ban thuong", "không phải là tệp Word"),
        (docx("x")[:-30], "không phải là tệp Word"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "Word cũ"),
    ],
)
def test_foreign_bytes_never_reach_the_program(office: StandIn, data: bytes, told: str) -> None:
    """Bytes that are no Word file are refused before: LibreOffice would print them as plain text."""
    made = list(office.converter().convert_each([data, office.document(101)]))
    assert widths(made) == {0: None, 1: 101}
    assert told in str(next(one.fault for one in made if one.fault))
    assert len(office.notes("runs")) == 1


def test_all_or_a_word_about_each_that_failed(office: StandIn) -> None:
    """Asked for all, the converter names the places and reasons of those it could not convert."""
    documents = [office.document(100), office.document(101, word=SKIPPED), b"x", office.document(103)]
    with pytest.raises(ConversionFailed, match=r"thứ 2 \(.*không đọc được.*\), 3 \(.*\) trong 4"):
        office.converter().convert(documents)


def test_without_libreoffice_it_is_told() -> None:
    """Without LibreOffice the error says so in Vietnamese, and names what to install, before any work."""
    from doc_templates.pdf import LibreOffice

    with pytest.raises(NoConverter, match=r"không có LibreOffice.*libreoffice-writer-nogui"):
        LibreOffice(soffice="khong-co-soffice").convert_each([docx("x")])
