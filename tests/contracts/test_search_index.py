"""The contract of a search index, kept by the Tantivy one."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from models.accounts import Scope
from models.documents import CampaignId, DocumentKind
from models.organisation import UnitId
from models.ports import HitFilter, SearchEntry, SearchIndex
from storage.search import IndexBusy, open_index

PLAN_TITLE = "Phát động phong trào thi đua cao điểm “Đẩy nhanh tiến độ hoàn thành Kế hoạch số hóa dữ liệu hộ tịch”"


def entry(document: int, title: str, text: str, *, unit: str = "dong-nai.stp", kind: str = "sub_plan") -> SearchEntry:
    return SearchEntry(
        document=document,
        campaign_id=CampaignId("dong-nai-2024"),
        kind=DocumentKind(kind),
        code=f"{document:02d}/KH-STP",
        title=title,
        text=text,
        issuer=UnitId(unit),
        units=(UnitId(unit),),
        issued_on=date(2024, 6, 25),
    )


ENTRIES = (
    entry(1, PLAN_TITLE, "Sở Tư pháp thực hiện số hóa sổ hộ tịch.", unit="dong-nai.ubnd", kind="campaign_plan"),
    entry(2, "Kế hoạch triển khai của Sở Tư pháp", "Nhập dữ liệu hộ tịch, số hóa, đối chiếu."),
    entry(3, "Kế hoạch triển khai của UBND huyện Cẩm Mỹ", "Trồng hoa hai bên đường.", unit="dong-nai.cam-my"),
    entry(4, "Ke hoach khong dau", "So hoa du lieu ho tich.", unit="dong-nai.cam-my"),
)
EVERYTHING = Scope()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "search"


@pytest.fixture
def index(folder: Path) -> SearchIndex:
    index = open_index(folder)
    index.add(ENTRIES, up_to=40)
    return index


def found(index: SearchIndex, query: str, scope: Scope = EVERYTHING) -> list[int]:
    return [hit.document for hit in index.search(query, scope=scope)]


def test_words_without_diacritics_find_words_with_them(index: SearchIndex) -> None:
    """``so hoa du lieu ho tich`` finds the documents on số hóa dữ liệu hộ tịch."""
    assert set(found(index, "so hoa du lieu ho tich")) == {1, 2, 4}


def test_words_with_diacritics_rank_the_exact_spelling_first(index: SearchIndex) -> None:
    """A query with diacritics finds both spellings, the exact one first."""
    ranked = found(index, "số hóa dữ liệu")
    assert set(ranked) == {1, 2, 4}
    assert ranked[-1] == 4
    assert ranked[0] == 1


def test_the_plan_stands_before_what_repeats_its_words(index: SearchIndex) -> None:
    """Of the documents with all the words, a campaign's plan comes first."""
    index.add((entry(7, PLAN_TITLE, "số hóa dữ liệu hộ tịch " * 20),), up_to=42)
    assert found(index, "so hoa du lieu ho tich")[0] == 1


def test_every_word_is_required(index: SearchIndex) -> None:
    """A document that lacks one of the words is not found."""
    assert found(index, "hoa đường") == [3]
    assert found(index, "số hóa Cẩm Mỹ") == []


def test_a_phrase_between_quotation_marks_stands_in_that_order(index: SearchIndex) -> None:
    """Quoted words must stand side by side, and with their accents when typed with accents."""
    assert set(found(index, '"so hoa"')) == {1, 2, 4}
    assert set(found(index, "“số hóa”")) == {1, 2}
    assert found(index, '"hoa tich"') == []


def test_one_typing_error_in_a_long_word_is_forgiven(index: SearchIndex) -> None:
    """Where no document has all words as typed, a word of four letters and more may be one letter off."""
    assert set(found(index, "trein khai")) == {2, 3}
    assert found(index, "xyz") == []


def test_a_unit_finds_its_own_documents_and_the_plan(index: SearchIndex) -> None:
    """A limited scope sees its units' documents and campaign plans, nothing of others."""
    scope = Scope(units=(UnitId("dong-nai.cam-my"),))
    assert set(found(index, "so hoa", scope)) == {1, 4}
    assert set(found(index, "ke hoach", Scope(units=()))) == {1}


CROWD = 700
"""More documents than any page asks for."""


@pytest.mark.parametrize(
    "asked",
    [
        {"issued_from": date(2023, 1, 1), "issued_to": date(2023, 12, 31)},
        {"issued_to": date(2023, 12, 31)},
        {"kind": DocumentKind.UNIT_FINAL_REPORT},
        {"unit": UnitId("dong-nai.snv")},
        {"unit": UnitId("dong-nai.long-khanh")},
        {"campaign_id": CampaignId("mau-2023")},
    ],
    ids=["year", "until a day", "kind", "issuer", "subject", "campaign"],
)
def test_what_a_filter_asks_for_is_found_among_any_number_of_others(
    index: SearchIndex, asked: dict[str, object]
) -> None:
    """One weak match that the filter wants is not crowded out by hundreds of better ones that it does not."""
    crowd = [entry(100 + place, "Số hóa sổ hộ tịch", "số hóa " * 3) for place in range(CROWD)]
    rare = entry(99, "Báo cáo", "Một lần nhắc đến số hóa. " + "Việc khác. " * 200, unit="dong-nai.snv")
    changes = {
        "kind": DocumentKind.UNIT_FINAL_REPORT,
        "campaign_id": CampaignId("mau-2023"),
        "units": (UnitId("dong-nai.snv"), UnitId("dong-nai.long-khanh")),
        "issued_on": date(2023, 12, 31),
    }
    index.add((*crowd, rare.model_copy(update=changes)), up_to=41)
    where = HitFilter.model_validate(asked)
    assert [hit.document for hit in index.search("số hóa", scope=EVERYTHING, where=where, limit=5)] == [99]


def test_a_filter_leaves_out_the_days_before_and_after(index: SearchIndex) -> None:
    """The first and the last day of a range both count; a reader's rights hold beside any filter."""
    day = date(2024, 6, 25)
    for first, last, expected in (
        (day, day, {1, 2, 4}),
        (date(2024, 6, 26), None, set()),
        (None, date(2024, 6, 24), set()),
    ):
        where = HitFilter(issued_from=first, issued_to=last)
        assert {hit.document for hit in index.search("so hoa", scope=EVERYTHING, where=where)} == expected
    others = HitFilter(unit=UnitId("dong-nai.stp"))
    assert index.search("so hoa", scope=Scope(units=(UnitId("dong-nai.cam-my"),)), where=others) == ()


def test_the_excerpt_shows_where_the_words_stand(index: SearchIndex) -> None:
    """A hit carries plain text around the words, with its diacritics."""
    (hit,) = [hit for hit in index.search("doi chieu", scope=EVERYTHING) if hit.document == 2]
    assert "đối chiếu" in hit.excerpt


def test_signs_of_a_query_language_are_only_signs(index: SearchIndex) -> None:
    """Brackets, colons and stars in a query neither fail nor mean anything."""
    assert set(found(index, "số: (hóa) AND* [hộ")) == set(found(index, "số hóa and hộ"))
    assert found(index, "") == []
    assert found(index, "***") == []


def test_an_entry_of_the_same_document_is_replaced(index: SearchIndex) -> None:
    """Taking an entry in twice leaves one, with the newer words; the position never goes back."""
    index.add((entry(3, "Kế hoạch mới", "Trồng cây."),), up_to=30)
    assert found(index, "trồng") == [3]
    assert found(index, "hai ben duong") == []
    assert index.position() == 40


def test_clearing_forgets_everything(index: SearchIndex) -> None:
    """After clearing there is nothing to find and the log is to be read from its beginning."""
    index.clear()
    assert found(index, "so hoa") == []
    assert index.position() == 0


def test_events_without_documents_are_taken_in_once(folder: Path) -> None:
    """A fresh index that has read the log remembers how far, although there was nothing to find in it."""
    index = open_index(folder)
    index.add((), up_to=7)
    assert index.position() == 7
    assert open_index(folder).position() == 7


def test_another_process_reads_what_one_wrote(index: SearchIndex, folder: Path) -> None:
    """An index opened before a write sees it at its next search."""
    reader = open_index(folder)
    assert found(reader, "lưu niệm") == []
    index.add((entry(9, "Vật lưu niệm", ""),), up_to=41)
    assert found(reader, "lưu niệm") == [9]
    assert reader.position() == 41


WRITE_AND_HOLD = """
import sys, time
from pathlib import Path
from storage.search import open_index
with open_index(Path(sys.argv[1]))._only_writer():
    print("holding", flush=True)
    time.sleep(60)
"""


def test_only_one_process_writes_at_a_time(index: SearchIndex, folder: Path) -> None:
    """While another process writes, adding is refused as busy and searching goes on; killed, it frees the index."""
    with subprocess.Popen([sys.executable, "-c", WRITE_AND_HOLD, str(folder)], stdout=subprocess.PIPE) as writer:
        try:
            assert writer.stdout is not None
            assert writer.stdout.readline() == b"holding\n"
            with pytest.raises(IndexBusy):
                index.add((), up_to=50)
            assert found(index, "so hoa")
        finally:
            writer.kill()
    index.add((), up_to=50)
    assert index.position() == 50
