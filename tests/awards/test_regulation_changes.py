"""What differs between two rule sets, in words."""

from datetime import date

from models.awards.regulation_changes import regulation_changes
from workflows.steps.files.law_files import shipped_law

DAY = date(2024, 12, 20)
OLD, OF_DAY, NEXT = "nd-91-2017", "nd-98-2023", "nd-152-2025"


def changes(before: str | None, after: str | None) -> dict[str, tuple[str, str]]:
    law = shipped_law()
    found = regulation_changes(law.under(before), law.under(after), day=DAY)
    return {one.what: (one.before, one.after) for one in found}


def test_the_same_rules_differ_in_nothing() -> None:
    """Pinning the decree that is in force on the day anyway changes nothing on that day."""
    assert changes(None, OF_DAY) == changes(OLD, OLD) == {}


def test_money_is_told_in_times_and_in_dong() -> None:
    """Both with the base salary of the day: the decree of 2017 gives two thirds of the later one's certificate."""
    found = changes(None, OLD)
    assert found["Mức thưởng Bằng khen, cá nhân"] == (
        "1,5 lần lương cơ sở, 3.510.000 đồng",
        "1 lần lương cơ sở, 2.340.000 đồng",
    )
    assert found["Mức thưởng Bằng khen, hộ gia đình"][1] == "không có trong dữ liệu pháp luật"
    assert "Mức thưởng Giấy khen, cá nhân" not in found


def test_papers_tell_whether_a_lack_refuses() -> None:
    """A paper that one decree asks for as found and the other only as inferred is another thing for a unit."""
    found = changes(OF_DAY, NEXT)
    before, after = found["Hồ sơ Bằng khen: Biên bản họp Hội đồng Thi đua - Khen thưởng"]
    assert before.endswith("thiếu thì chưa nộp được")
    assert after.endswith("thiếu thì chỉ nhắc")
    assert found["Mẫu báo cáo thành tích"][0] == "không ghi số mẫu"
    assert not [what for what in found if what.startswith("Mức thưởng")]
