"""The law data: what ships is whole, and a file with faults tells them all with their lines."""

from datetime import date, timedelta
from pathlib import Path
from shutil import copytree

import pytest

from models.awards.nominations import AwardForm
from models.awards.regulations import NoRule, PartKind
from models.organisation import Confidence
from workflows.steps.files.law_files import LAW, LawFileFaults, read_law, shipped_law


@pytest.mark.parametrize(
    ("day", "regulation"),
    [
        (date(2023, 12, 31), "nd-91-2017"),
        (date(2024, 1, 1), "nd-98-2023"),
        (date(2025, 6, 30), "nd-98-2023"),
        (date(2025, 7, 1), "nd-152-2025"),
    ],
)
def test_each_day_has_its_decree(day: date, regulation: str) -> None:
    """The three decrees follow one another on the days on which they took effect."""
    law = shipped_law()
    assert law.regulation_on(day).id == regulation
    assert law.regulation(regulation) is law.regulation_on(day)


def test_every_day_from_2019_on_has_one_salary_and_one_decree() -> None:
    """No day has two rule sets or base salaries, and none has none."""
    law = shipped_law()
    day = date(2019, 7, 1)
    while day <= date(2027, 1, 1):
        assert sum(one.in_force_on(day) for one in law.regulations) == 1
        assert sum(one.in_force_on(day) for one in law.base_salaries) == 1
        day += timedelta(days=1)


def test_the_bases_of_the_campaign_of_2024() -> None:
    """A decision of 2024 cites the law of 2022 and the decree of 2023, each found in an official text."""
    bases = shipped_law().bases_on(date(2024, 12, 20), province="dong-nai")
    assert [basis.id for basis in bases] == ["tccqdp-2015", "tccqdp-2019", "tdkt-2022", "nd-98-2023"]
    assert {basis.confidence for basis in bases} == {Confidence.FOUND}
    assert all(basis.text.startswith("Căn cứ ") and basis.text[-1] not in ";." for basis in bases)


def test_only_the_themed_award_under_the_decree_of_2023_may_refuse() -> None:
    """The parts of a dossier are found for that one case; everywhere else they are inferred and only warn."""
    for regulation in shipped_law().regulations:
        for rule in regulation.dossiers:
            grades = {part.confidence for part in rule.parts}
            found = regulation.id == "nd-98-2023" and rule.form is AwardForm.BANG_KHEN_TINH
            assert (grades == {Confidence.FOUND}) is found
            assert [part.part for part in rule.parts] == [PartKind.PROPOSAL, PartKind.MINUTES, PartKind.REPORT]


def test_a_form_number_goes_with_its_decree_or_is_left_empty() -> None:
    """The number of the report's form differs by decree; where it was not found the line is empty."""
    law = shipped_law()
    assert law.regulation("nd-91-2017").report_form_line == "Mẫu số 07 (Nghị định số 91/2017/NĐ-CP)"
    assert law.regulation("nd-98-2023").report_form_line == ""
    assert law.regulation("nd-152-2025").report_form_line == "Mẫu số 08 (Nghị định số 152/2025/NĐ-CP)"


def test_an_unknown_decree_is_told() -> None:
    """A campaign that names a rule set which is not in the data gets an error with a remedy."""
    with pytest.raises(NoRule, match="nd-1-1999"):
        shipped_law().regulation("nd-1-1999")


def changed(folder: Path, *, file: str, old: str, new: str) -> Path:
    """Return a copy of the law files with one text changed."""
    copy = Path(copytree(LAW, folder / "law"))
    text = (copy / file).read_text(encoding="utf-8")
    assert old in text
    (copy / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return copy


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("base_salaries.yaml", "valid_from: 2023-07-01", "valid_from: 2023-07-02", "bắt đầu từ ngày 01/7/2023"),
        ("base_salaries.yaml", "  valid_to: 2023-06-30\n", "", "ghi valid_to cho mục trước"),
        ("base_salaries.yaml", "amount: 1490000", "amount: một triệu", "phải là số nguyên"),
        ("base_salaries.yaml", "confidence: F2", "confidence: X", "các giá trị được dùng"),
        ("bases.yaml", "- id: tdkt-2022", "- id: tdkt-2003", "đã có ở dòng"),
        ("bases.yaml", "valid_to: 2025-02-28", "valid_to: 2015-02-28", "hết hiệu lực trước ngày có hiệu lực"),
        ("bases.yaml", "confidence: F\n", "confidance: F\n", "có phải “confidence”"),
        ("regulations.yaml", "kind: person, times: 1.0", "kind: collective, times: 1.0", "đã có ở dòng"),
        ("regulations.yaml", "valid_from: 2024-01-01", "valid_from: 2024-01-05", "không nối tiếp"),
        ("regulations.yaml", 'source: "NĐ 152/2025/NĐ-CP, Điều 59"', 'source: ""', "để trống"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, file: str, old: str, new: str, told: str) -> None:
    """A figure without source, a gap in time, a doubled entry or a slip of form is refused with line and remedy."""
    with pytest.raises(LawFileFaults) as caught:
        read_law(changed(tmp_path, file=file, old=old, new=new))
    assert told in str(caught.value)
    assert caught.value.file_name == file
    assert all(fault.line > 1 for fault in caught.value.faults)


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    """Two faults in one file make one error with two lines."""
    folder = changed(tmp_path, file="base_salaries.yaml", old="amount: 1490000", new="amount: x")
    file = folder / "base_salaries.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("valid_from: 2026-07-01", "valid_from: 2026-07-32"))
    with pytest.raises(LawFileFaults) as caught:
        read_law(folder)
    assert len(caught.value.faults) == 2
