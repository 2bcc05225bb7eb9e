"""The two real plans: their words whole, and what they oblige."""

import re
from datetime import date
from itertools import groupby
from pathlib import Path

import pytest

from models.body import Block, BlockStyle
from models.campaign import Membership
from models.dates import Period
from models.deadlines import expand, horizon, turning_days
from models.documents import DocumentKind
from models.organisation import UnitKind
from models.plan import Plan, open_gaps, printed, readings, stated, with_fillings
from models.plan.gaps import NeededFor
from models.text import nfc
from tests.plans.made import answer, member, real_directory, real_plan
from workflows.steps.files.plan_files import read_plan

DATA = Path(__file__).parent / "data"
REAL = [("dong_nai_2024", "dong_nai"), ("tuyen_quang_2022", "tuyen_quang")]
MARKS = {BlockStyle.ITEM: "- ", BlockStyle.SUB_ITEM: "+ "}
ISSUED = answer("document.date", "2024-06-25")


def restored(name: str) -> list[str]:
    """Return the restored text's lines as they read, without brackets and marks of layout."""
    text = re.sub(r"⟦([^⟧;]*)(;[^⟧]*)?⟧", r"\1", (DATA / f"{name}.md").read_text(encoding="utf-8"))
    return [line for raw in text.splitlines() if (line := raw.strip().strip("*").strip())]


def line_of(block: Block) -> str:
    """Return a block as a line of the restored text."""
    return MARKS.get(block.style, "") + block.text


def sections(lines: list[str]) -> dict[str, list[str]]:
    """Return lines by the part that they stand in."""
    part = ""
    named = []
    for line in lines:
        if re.match(r"[IVX]+\. ", line):
            part = line
        named.append((part, line))
    return {part: [line for _, line in ones] for part, ones in groupby(named, key=lambda pair: pair[0])}


@pytest.mark.parametrize(("name", "_province"), REAL)
def test_the_wording_is_the_source_s_section_by_section(name: str, _province: str) -> None:
    """Printed, every part of the body reads as the restored text, and so do title, opening and recipients."""
    plan = printed(real_plan(name))
    lines = restored(name)
    first = next(n for n, line in enumerate(lines) if line.startswith("I. "))
    end = lines.index("Nơi nhận:")
    title = lines.index("KẾ HOẠCH")
    expected = sections(lines[first:end])
    found = sections([line_of(block) for block in plan.body])
    assert list(found) == list(expected)
    for part, text in expected.items():
        assert found[part] == text, part
    assert lines[title + 1] == plan.document.subject
    assert lines[title + 2 : first] == list(plan.opening)
    told = [f"- {one};" for one in plan.recipients] + [f"- {plan.archive_line}"]
    assert lines[end + 1 : end + 1 + len(told)] == told
    assert lines[-1] == plan.signature.name


@pytest.mark.parametrize(("name", "_province"), REAL)
def test_obligations_and_targets_quote_the_part_they_cite(name: str, _province: str) -> None:
    """The words of each obligation and target stand in one of the parts that it cites, letter by letter."""
    plan = real_plan(name)
    parts = {part.address: part.text.replace("\n", " ").lower() for part in plan.parts}
    for one in (*plan.obligations, *plan.targets):
        assert any(one.text.lower() in parts[cite.part] for cite in one.cites), one.id


@pytest.mark.parametrize(("name", "_province"), REAL)
def test_the_file_is_in_composed_form(name: str, _province: str) -> None:
    """Plan files are kept in NFC, and every unit that they name is in the directory."""
    file = DATA.parents[2] / "plans" / f"{name}.yaml"
    text = file.read_text(encoding="utf-8")
    assert nfc(text) == text
    read_plan(text, file_name=file.name, directory=real_directory(_province))


def dong_nai(**fillings: object) -> Plan:
    """Return the Đồng Nai plan issued on 25/6/2024, with more answers where given."""
    more = [answer(path.replace("__", "."), value) for path, value in fillings.items()]
    return with_fillings(real_plan("dong_nai_2024"), [ISSUED, *more])


def test_dong_nai_gaps() -> None:
    """Number, date and signature block are gaps, weekday, day and addressee of the periodic reports too."""
    found = {gap.path: gap.needed_for for gap in open_gaps(real_plan("dong_nai_2024"))}
    assert {path for path, needed in found.items() if needed is NeededFor.ISSUE} == {
        "document.date",
        "signature.authority",
    }
    assert {path for path, needed in found.items() if needed is NeededFor.DEADLINES} == {
        "obligations.O1.weekday",
        "obligations.O2.day",
    }
    assert {"document.number", "obligations.O2.receivers", "questions.Q1"} <= set(found)


def test_dong_nai_weekly_and_monthly_reports() -> None:
    """18 Fridays fall between 28/6 and 25/10/2024, and 5 months from June to October."""
    plan = dong_nai(obligations__O1__weekday="Thứ Sáu", obligations__O2__day="cuối tháng")
    memberships: list[Membership] = [
        member("dong-nai.cam-my", "III.1.a", date(2024, 6, 1)),
        member("dong-nai.long-thanh", "III.1.b", date(2024, 6, 1)),
    ]
    found = expand(plan, directory=real_directory("dong_nai"), memberships=memberships, until=date(2024, 12, 31))
    weekly = [one.due for one in found if one.obligation_id == "O1"]
    monthly = [(one.period, one.due) for one in found if one.obligation_id == "O2"]
    assert (len(weekly), weekly[0], weekly[-1]) == (18, date(2024, 6, 28), date(2024, 10, 25))
    assert [period for period, _ in monthly] == ["2024-06", "2024-07", "2024-08", "2024-09", "2024-10"]
    assert monthly[-1][1] == date(2024, 10, 31)


def test_dong_nai_final_reports_and_sub_plans() -> None:
    """22 departments and 11 district units owe the final report by 31/10/2024; 13 units owe a sub-plan, undated."""
    directory = real_directory("dong_nai")
    found = expand(dong_nai(), directory=directory, memberships=(), until=date(2024, 12, 31))
    reports = [one for one in found if one.fulfilled_by is DocumentKind.UNIT_FINAL_REPORT]
    kinds = [directory.unit(one.unit).kind for one in reports]
    assert (len(reports), kinds.count(UnitKind.DISTRICT)) == (33, 11)
    assert {(one.due, one.receiver, one.via) for one in reports} == {
        (date(2024, 10, 31), "dong-nai.ubnd", "dong-nai.stp")
    }
    sub_plans = [one for one in found if one.fulfilled_by is DocumentKind.SUB_PLAN]
    assert (len(sub_plans), {one.due for one in sub_plans}) == (13, {None})
    autumn = Period(start=date(2024, 10, 1), end=date(2024, 11, 15))
    assert turning_days(found, window=autumn) == (date(2024, 11, 1),)


def test_tuyen_quang_as_its_deadline_table_says() -> None:
    """Launch by 31/12/2022, summing up by the ends of 2025 and 2030, no periodic report with a day of its own."""
    plan = real_plan("tuyen_quang_2022")
    directory = real_directory("tuyen_quang")
    found = expand(plan, directory=directory, memberships=(), until=horizon(plan))
    dates = {one.obligation_id: one.due for one in found if one.due is not None}
    assert dates == {"O1": date(2022, 12, 31), "O3": date(2025, 12, 31), "O12": date(2030, 12, 31)}
    assert (stated(plan.document.number), plan.dated) == (230, date(2022, 12, 16))


def test_tuyen_quang_districts_are_exempt_from_the_summing_up_of_2025() -> None:
    """The district level ended before 31/12/2025: its 7 units are exempt, with the reason."""
    found = expand(
        real_plan("tuyen_quang_2022"),
        directory=real_directory("tuyen_quang"),
        memberships=(),
        until=date(2025, 12, 31),
    )
    exempt = [one for one in found if one.exempt_reason is not None]
    assert {one.obligation_id for one in exempt} == {"O3"}
    assert len(exempt) == 7
    assert all("30/6/2025" in (one.exempt_reason or "") for one in exempt)


def test_uncertain_readings_of_both_plans() -> None:
    """Each uncertain reading is listed with its place, the likeliest first."""
    found = {name: [(one.place, one.candidates) for one in readings(real_plan(name))] for name, _ in REAL}
    assert found == {
        "dong_nai_2024": [("phần mở đầu", ("Đẩy mạnh", "Đẩy nhanh")), ("III.1.a", (".",))],
        "tuyen_quang_2022": [
            ("phần mở đầu", ("của", "")),
            ("IV.3.1.b", ("án",)),
            ("IV.3.1.b", ("II", "I")),
            ("VI.3", ("triển",)),
        ],
    }


@pytest.mark.parametrize(("province", "departments", "districts"), [("dong_nai", 22, 11), ("tuyen_quang", 22, 7)])
def test_directories_hold_the_units_of_the_time(province: str, departments: int, districts: int) -> None:
    """22 departments and all district units, each with letterhead, block and place; districts end on 30/6/2025."""
    directory = real_directory(province)
    kinds = [unit.kind for unit in directory]
    wanted = (UnitKind.DEPARTMENT, UnitKind.BOARD, UnitKind.SECTOR, UnitKind.OFFICE)
    assert sum(kinds.count(kind) for kind in wanted) == departments
    ended = [unit for unit in directory if unit.kind is UnitKind.DISTRICT]
    assert len(ended) == districts
    assert {unit.valid_to for unit in ended} == {date(2025, 6, 30)}
    assert all(unit.letterhead and unit.signing and unit.place and unit.source for unit in directory)
    assert all("\n" not in line and line == line.upper() for unit in directory for line in unit.letterhead)
