"""The demo is played on a stack of its own, twice, and its account is held against its assumptions."""

import json
import os
import re
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from cli.demo.assumptions import load_assumptions
from doc_templates.pdf import page_count
from doc_templates.word.extract import text_of

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

Summary = dict[str, Any]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a home of the demo's own."""
    return tmp_path_factory.mktemp("demo-home")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder for what the demo writes."""
    return tmp_path_factory.mktemp("demo-out")


def play(home: Path, out: Path) -> Summary:
    """Run ``thidua demo`` as a person does and return its summary."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("THIDUA_")}
    done = subprocess.run(
        [sys.executable, "-m", "cli", "demo", "--out", str(out)],
        env={**kept, "THIDUA_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads((out / "summary.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def first(home: Path, out: Path) -> Summary:
    """Give the summary of the first play."""
    return play(home, out)


@pytest.fixture(scope="module")
def second(first: Summary, home: Path, out: Path) -> Summary:
    """Give the summary of a second play on the same home."""
    return play(home, out)


def documents(summary: Summary, kind: str) -> list[dict[str, Any]]:
    """Return the documents of a kind."""
    return [document for document in summary["documents"] if document["kind"] == kind]


def test_the_plan_has_the_number_and_date_of_the_assumptions(first: Summary) -> None:
    """One plan, given the opening number of its series."""
    (plan,) = documents(first, "campaign_plan")
    assert (plan["number"], plan["symbol"], plan["issued_on"]) == (210, "KH-UBND", "2024-06-25")


def test_thirteen_sub_plans_and_the_reports_of_the_assumptions(first: Summary) -> None:
    """Every unit that owes a sub-plan has one, and each report is there on its day."""
    given = load_assumptions()
    assert len(documents(first, "sub_plan")) == 13
    issued = sorted(document["issued_on"] for document in documents(first, "unit_final_report"))
    assert issued == sorted(day.isoformat() for day in given.final_reports.values())


def test_the_letter_names_exactly_the_units_behind(first: Summary, out: Path) -> None:
    """One letter of 01/11 by Sở Tư pháp names who had not handed in on that day, and nobody else."""
    (letter,) = documents(first, "reminder_letter")
    assert (letter["issuer"], letter["issued_on"]) == ("Sở Tư pháp", "2024-11-01")
    text = text_of((out / letter["docx"]).read_bytes())
    final = [d for d in first["deadlines"] if d["due"] == "2024-10-31" and d["obligation"].startswith("O4")]
    behind = {d["unit"] for d in final if d["status"] in ("late", "missing")}
    assert len(final) == 33
    assert len(behind) == 5
    listed = set(re.findall(r"^- (.+?)[;.]$", text, flags=re.MULTILINE))
    assert {name for name in listed if name in {d["unit"] for d in final}} == behind


def test_statuses_are_those_of_the_assumptions(first: Summary) -> None:
    """What came after the last day is late, what never came is missing, nothing else is either."""
    given = load_assumptions()
    late = [d for d in first["deadlines"] if d["status"] == "late"]
    assert sorted(d["handed_in"] for d in late) == sorted(
        day.isoformat() for day in given.final_reports.values() if day.isoformat() > "2024-10-31"
    )
    missing = [d["unit"] for d in first["deadlines"] if d["status"] == "missing"]
    assert sorted(missing) == ["Ban Quản lý các khu công nghiệp", "UBND huyện Tân Phú"]


def test_every_series_is_consecutive_from_its_opening(first: Summary) -> None:
    """No number is skipped and none is given twice."""
    series: dict[tuple[str, str], list[int]] = defaultdict(list)
    for document in first["documents"]:
        if document["number"] is not None:
            series[document["issuer"], document["symbol"]].append(document["number"])
    opening = {("UBND tỉnh Đồng Nai", "KH-UBND"): 210}
    for key, numbers in series.items():
        start = opening.get(key, 1)
        assert sorted(numbers) == list(range(start, start + len(numbers))), key


def test_every_document_is_there_twice_and_marked_as_a_sample(first: Summary, out: Path) -> None:
    """Each document lies there as .docx and .pdf, and only the plan is signed with a name of its source."""
    for document in first["documents"]:
        data = (out / document["docx"]).read_bytes()
        assert (out / document["pdf"]).read_bytes().startswith(b"%PDF")
        if document["kind"] in ("sub_plan", "unit_final_report", "reminder_letter"):
            assert "Người ký mẫu" in text_of(data)
    (plan,) = documents(first, "campaign_plan")
    assert "Võ Tấn Đức" in text_of((out / plan["docx"]).read_bytes())


def test_three_retrievals_find_what_they_ask_for(first: Summary) -> None:
    """By number exactly one, by unit its own first, by words without diacritics the plan first."""
    by_number, by_unit, by_words = first["retrievals"]
    assert [found["number"] for found in by_number["found"]] == [210]
    units = [found["unit"] for found in by_unit["found"]]
    own = units.count("UBND huyện Xuân Lộc")
    assert units[:own] == ["UBND huyện Xuân Lộc"] * own
    assert {"sub_plan", "unit_final_report", "award_proposal"} <= {found["kind"] for found in by_unit["found"][:own]}
    assert {"campaign_plan", "sub_plan", "unit_final_report"} <= {found["kind"] for found in by_words["found"]}
    assert by_words["found"][0]["kind"] == "campaign_plan"


def test_every_file_has_a_name_of_its_own(first: Summary) -> None:
    """No document lies over another."""
    names = [document["docx"] for document in first["documents"]]
    assert len(names) == len(set(names))


def test_twenty_are_proposed_and_one_decision_rewards_those_whose_dossier_is_whole(first: Summary) -> None:
    """Twenty reports, five units with minutes and proposal, one decision, a certificate for each of its seventeen."""
    counted = Counter(document["kind"] for document in first["documents"])
    assert counted["achievement_report"] == 20
    assert (counted["council_minutes"], counted["award_proposal"]) == (5, 5)
    assert (counted["final_report"], counted["award_decision"], counted["certificate"]) == (1, 1, 17)


def test_the_decision_sums_up_right(first: Summary, out: Path) -> None:
    """Seven collectives and ten persons at the base salary of 2.340.000 đồng: 84.240.000 đồng, also in words."""
    (decision,) = documents(first, "award_decision")
    text = text_of((out / decision["docx"]).read_bytes())
    assert "07 tập thể và 10 cá nhân" in text
    assert "84.240.000 đồng" in text
    assert "Tám mươi tư triệu hai trăm bốn mươi nghìn đồng" in text
    for proposal in documents(first, "award_proposal"):
        assert f"Tờ trình số {proposal['number']:02d}/{proposal['symbol']}" in text


def test_the_certificates_lie_there_as_one_file_to_print(first: Summary, out: Path) -> None:
    """Seventeen lying pages in one PDF."""
    (file,) = (out / "12. Bằng khen").glob("In tất cả*.pdf")
    assert page_count(file.read_bytes()) == len(documents(first, "certificate"))


def test_one_dossier_stays_incomplete_and_says_why(first: Summary, out: Path) -> None:
    """Five dossiers are whole; the sixth names the minutes and the proposal that it lacks."""
    lacking = {dossier["unit"]: dossier["missing"] for dossier in first["dossiers"] if dossier["missing"]}
    assert list(lacking) == ["UBND huyện Cẩm Mỹ"]
    assert len(lacking["UBND huyện Cẩm Mỹ"]) == 2
    whole = [dossier for dossier in first["dossiers"] if not dossier["missing"]]
    assert {dossier["status"] for dossier in whole} == {"closed"}
    assert len(whole) == 5
    for dossier in first["dossiers"]:
        assert (out / dossier["zip"]).exists()
        assert (out / dossier["pdf"]).read_bytes().startswith(b"%PDF")


def test_a_late_part_makes_only_its_own_dossier_anew(first: Summary) -> None:
    """The dossier that got a report later has a second cover and index, the others keep their one."""
    covers = Counter(document["unit"] for document in documents(first, "dossier_index"))
    assert covers == {dossier["unit"]: 2 if "Nhơn Trạch" in dossier["unit"] else 1 for dossier in first["dossiers"]}


def test_the_archive_is_read_back_whole(first: Summary) -> None:
    """Every archived object is what its hash says, and locked."""
    archive = first["archive"]
    assert archive["objects"] == archive["verified"] > len(first["documents"])
    assert archive["locked_until"]


def test_few_runs_do_it(first: Summary) -> None:
    """At most 25 runs on the Prefect server, each operation at its first attempt."""
    assert 0 < first["timings"]["runs"] <= 25


def test_a_second_play_ends_the_same(first: Summary, second: Summary) -> None:
    """No document, number, finding, dossier or archived object is added."""
    for part in ("campaign", "documents", "deadlines", "retrievals", "dossiers", "archive"):
        assert second[part] == first[part]
