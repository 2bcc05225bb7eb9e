"""A search index that is broken is begun anew, with the reason in the log; one that is whole is never thrown away."""

import json
import logging
import shutil
import struct
import zlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import tantivy

from models.accounts import Scope
from models.ports import HitFilter
from storage.search import IndexBroken, IndexBusy, TantivyIndex, open_index
from storage.search.engine import WRITER_HEAP_BYTES, open_folder
from tests.contracts.test_search_index import ENTRIES

EVERYTHING = Scope()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return where an index of two segments lies."""
    index = open_index(tmp_path)
    index.add(ENTRIES[:2], up_to=20)
    index.add(ENTRIES[2:], up_to=40)
    return tmp_path


def found(index: TantivyIndex, query: str = "so hoa") -> set[int]:
    return {hit.document for hit in index.search(query, scope=EVERYTHING)}


def put(path: Path, held: bytes) -> None:
    """Write a file, in place only where it keeps its length: cut short it would end whoever has it mapped."""
    if len(held) == path.stat().st_size:
        with path.open("r+b") as file:
            file.write(held)
        return
    beside = path.with_name(f"{path.name}.new")
    beside.write_bytes(held)
    beside.replace(path)


def every(pattern: str, change: Callable[[bytes], bytes | None]) -> Callable[[Path], None]:
    """Return what changes each file of a pattern, or takes it away."""

    def damage(files: Path) -> None:
        for path in list(files.glob(pattern)):
            changed = change(path.read_bytes())
            path.unlink() if changed is None else put(path, changed)

    return damage


def inner_bits(held: bytes) -> bytes:
    """Return the bytes with every second one before the footer turned round, the footer whole."""
    body = len(held) - 100
    return bytes(byte ^ 0x5A if place < body and place % 2 else byte for place, byte in enumerate(held))


def of_other_fields(files: Path) -> None:
    shutil.rmtree(files)
    files.mkdir()
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("words")
    tantivy.Index(builder.build(), path=str(files))


def of_another_format(files: Path) -> None:
    """Write footers as a later version would, their checksums right."""
    for path in files.glob("*.store"):
        held = path.read_bytes()
        length, magic = struct.unpack("<II", held[-8:])
        body = held[: -8 - length]
        footer = {"version": {"major": 9, "minor": 0, "patch": 0, "index_format_version": 99}, "crc": zlib.crc32(body)}
        written = json.dumps(footer).encode()
        put(path, body + written + struct.pack("<II", len(written), magic))


DAMAGES: dict[str, tuple[Callable[[Path], None], str]] = {
    "meta empty": (every("meta.json", lambda _: b""), "tệp meta.json hỏng"),
    "meta of something else": (every("meta.json", lambda _: b'{"segments": 3}'), "tệp meta.json hỏng"),
    "meta gone": (every("meta.json", lambda _: None), ""),
    "cut": (every("*.term", lambda held: held[: len(held) // 2]), ".term hỏng"),
    "empty": (every("*.store", lambda _: b""), ".store hỏng"),
    "bits turned": (every("*.store", inner_bits), ".store hỏng"),
    "gone": (every("*.pos", lambda _: None), "thiếu tệp"),
    "other fields": (of_other_fields, "các trường được lập theo phiên bản khác"),
    "another format": (of_another_format, "không mở được bằng phiên bản đang dùng"),
    "folder gone": (shutil.rmtree, ""),
}


@pytest.mark.parametrize(("damage", "reason"), DAMAGES.values(), ids=DAMAGES)
def test_a_broken_index_begins_anew_and_tells_why(
    folder: Path, damage: Callable[[Path], None], reason: str, caplog: pytest.LogCaptureFixture
) -> None:
    """A search over really damaged files answers, the log names the fault, and all is to be read again."""
    damage(folder / "index")
    fresh = open_index(folder)
    with caplog.at_level(logging.WARNING):
        assert fresh.search("so hoa ke hoach", scope=EVERYTHING) == ()
    assert reason in caplog.text
    assert fresh.position() == 0
    fresh.add(ENTRIES, up_to=40)
    assert (found(fresh), fresh.position()) == ({1, 2, 4}, 40)


def test_a_broken_index_is_begun_anew_by_writing_too(folder: Path) -> None:
    """What is taken in after the damage is there, and the position tells that it reaches no further than that."""
    every("*.term", lambda _: b"rubbish")(folder / "index")
    fresh = open_index(folder)
    fresh.add(ENTRIES[:1], up_to=41)
    assert (found(fresh), fresh.position()) == ({1}, 41)


@pytest.mark.parametrize("limit", [0, 1, 10**30])
def test_a_limit_beyond_reason_is_no_damage(folder: Path, limit: int) -> None:
    """However many hits are asked for, there come at most as many as there are, and at least one."""
    index = open_index(folder)
    hits = index.search("so hoa", scope=EVERYTHING, limit=limit)
    assert len(hits) == (3 if limit > 1 else 1)
    assert index.position() == 40


@pytest.mark.parametrize("day", [date.min, date(1500, 1, 1), date.max])
def test_a_day_that_no_index_knows_is_no_damage(folder: Path, day: date) -> None:
    """Days far outside any calendar of ours filter like any other day."""
    index = open_index(folder)
    later = index.search("so hoa", scope=EVERYTHING, where=HitFilter(issued_from=day))
    assert len(later) == (0 if day == date.max else 3)
    assert index.position() == 40


def test_a_query_that_the_engine_refuses_leaves_the_index_alone(folder: Path) -> None:
    """An error over whole files is told as such; nothing is thrown away and other queries go on."""
    index = open_index(folder)
    refused = tantivy.Query.phrase_query(index._schema, "document", ["a", "b"])
    with pytest.raises(IndexBroken, match="không hỏng"):
        index._mended(
            lambda: index._search(refused, limit=5, highlights=[]), index._reopen, index._locked_begin_anew_if_broken
        )
    assert (found(index), index.position()) == ({1, 2, 4}, 40)


def test_another_writer_of_the_engine_leaves_the_index_alone(folder: Path) -> None:
    """Where the engine's own lock is held elsewhere, adding fails, and what is there stays."""
    index = open_index(folder)
    held = open_folder(folder / "index").writer(WRITER_HEAP_BYTES, 1)
    with pytest.raises(IndexBroken):
        index.add(ENTRIES[:1], up_to=41)
    held.rollback()
    assert (found(index), index.position()) == ({1, 2, 4}, 40)


def test_a_file_in_the_folders_place_is_told(tmp_path: Path) -> None:
    """A plain file where the index should lie is begun anew as a folder."""
    (tmp_path / "index").write_text("x")
    index = open_index(tmp_path)
    index.add(ENTRIES, up_to=40)
    assert found(index) == {1, 2, 4}


def test_a_broken_index_waits_for_the_one_who_writes(folder: Path) -> None:
    """While another process writes, a search over damaged files is told to wait instead of throwing them away."""
    every("*.term", lambda _: b"rubbish")(folder / "index")
    with open_index(folder)._only_writer(), pytest.raises(IndexBusy):
        found(open_index(folder))
    assert list((folder / "index").glob("*.term"))


def one_bit(held: bytes) -> bytes:
    """Return the bytes with a single bit of the first one turned round."""
    return bytes((held[0] ^ 1,)) + held[1:]


@pytest.mark.parametrize("part", ["term", "idx", "pos", "store", "fast", "fieldnorm", "del"])
def test_a_single_turned_bit_is_noticed_before_the_first_answer(
    folder: Path, part: str, caplog: pytest.LogCaptureFixture
) -> None:
    """In whatever file it is, and though the engine would read on without a word, all is to be read again."""
    open_index(folder).add([ENTRIES[0]], up_to=41)
    every(f"*.{part}", one_bit)(folder / "index")
    with caplog.at_level(logging.WARNING):
        assert open_index(folder).position() == 0
    assert f".{part} hỏng" in caplog.text


def test_bits_that_turn_while_a_process_runs_are_noticed_within_a_day(folder: Path) -> None:
    """The files are looked over once a day, not at every answer."""
    now = 0.0
    index = TantivyIndex(folder, clock=lambda: now)
    assert index.position() == 40
    every("*.fieldnorm", one_bit)(folder / "index")
    now = 23 * 3600
    assert index.position() == 40
    now = 24 * 3600
    assert index.position() == 0
    index.add(ENTRIES, up_to=40)
    assert (found(index), index.position()) == ({1, 2, 4}, 40)


def test_files_are_not_looked_over_while_another_process_writes(folder: Path) -> None:
    """What is just being written is not judged; the next look comes with the next answer."""
    every("*.fieldnorm", one_bit)(folder / "index")
    index = open_index(folder)
    with open_index(folder)._only_writer():
        assert index.position() == 40
    assert index.position() == 0


def test_a_whole_or_an_empty_index_is_looked_over_in_silence(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Nothing is logged or thrown away where nothing is wrong or nothing is there yet."""
    with caplog.at_level(logging.WARNING):
        assert open_index(folder).position() == 40
        assert open_index(folder / "fresh").position() == 0
    assert caplog.text == ""
