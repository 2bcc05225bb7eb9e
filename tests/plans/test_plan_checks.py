"""The checks: exactly the known points of the two real plans, and each alone on small made-up plans."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from models.organisation import Confidence, Directory, UnitId, UnitKind
from models.plan import Plan, with_fillings
from models.plan_checks import CHECKS, PlanWarning, check_plan
from tests.plans.made import (
    BODY,
    DIRECTORY,
    answer,
    made,
    merged,
    obligation,
    owing,
    plan_data,
    real_directory,
    real_plan,
    target,
    unit,
)

DONG_NAI: dict[str, list[str]] = {
    "identity-unread": ["số không đọc được", "210, 240", "2024-06-25, 2024-06-15"],
    "signature-missing": ["bị mất", "Q. CHỦ TỊCH", "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"],
    "name-variants": ["Đẩy nhanh", "Đẩy mạnh", "bản quét chưa rõ"],
    "target-after-end": ["T1", "30/12/2024", "31/10/2024", "chỉ có T2"],
    "report-on-last-day": ["O4", "31/10/2024"],
    "timetable-open": ["nơi nhận: O2", "nêu ngày: O1", "O3", "O5", "O6", "O8a", "O8b"],
    "group-duties-differ": ["III.1.a: O1", "III.1.b: O2", "không có nghĩa vụ định kỳ: nhóm III.1.c"],
    "quota-vague": ["Bằng khen của Chủ tịch UBND tỉnh", "Bằng khen của Bộ trưởng Bộ Tư pháp", "một số"],
    "citation-incomplete": ["87/2020/NĐ-CP", "1050/HTQTCT-QLHC", "1292/HTQTCT-QLHC"],
    "legal-basis": ["không viện dẫn Luật Thi đua, khen thưởng"],
    "higher-award": ["khen thưởng cao hơn", "01/7/2025"],
    "recipients-omit": ["Công an tỉnh; Ban Thi đua - Khen thưởng"],
    "units-changed": ["11 đơn vị", "01/7/2025", "30/4/2026", "THÀNH PHỐ ĐỒNG NAI"],
    "repeated-text": ["O3", "III.2 và V.4"],
}

TUYEN_QUANG: dict[str, list[str]] = {
    "starts-before-plan": ["B3 từ 01/12/2022", "16/12/2022"],
    "timetable-open": ["năm 2025 thuộc cả Giai đoạn 1 và Giai đoạn 2", "nơi nhận: O4", "O6", "chỉ nêu năm", "O3"],
    "name-variants": ["liệu về dân", "liệu dân", "đến năm 2030", "đến 2030"],
    "source-corrected": ["dòng 9", "QĐ-TTgngày", "giai đoạn2022", "VNeiD", "Đề ⟦án⟧ 06", "⟦của⟧", "⟦triển⟧"],
    "cross-reference": ["mục 2.2", "phần I không có", "tiểu mục 2.1"],
    "legal-basis": ["phần IV", "dấu chấm phẩy"],
    "budget-missing": ["không có phần kinh phí"],
    "several-leads": ["Công an tỉnh", "Sở Nội vụ", "thẩm định"],
    "recipients-omit": ["Công an tỉnh; UBND các huyện, thành phố"],
    "target-range": ["A12", "20-30 %", "A10 100 %", "A11 50 %", "11 + 14 = 25", "khớp"],
    "indicator-twice": ["A8 (cấp tỉnh) và B7 (cấp huyện)", "A9 (cấp tỉnh) và B8 (cấp huyện)"],
    "target-without-figure": ["A2, A3, A4, B1, B2, B4, C1, D0, D1, D2, D3"],
    "units-changed": ["7 đơn vị", "Hà Giang", "nghĩa vụ đến hạn sau ngày đó: O3"],
}


@pytest.mark.parametrize(
    ("name", "province", "expected"),
    [("dong_nai_2024", "dong_nai", DONG_NAI), ("tuyen_quang_2022", "tuyen_quang", TUYEN_QUANG)],
)
def test_a_real_plan_raises_exactly_its_known_points(name: str, province: str, expected: dict[str, list[str]]) -> None:
    """14 points on the Đồng Nai plan, 13 on the Tuyên Quang plan, each with its facts, place and remedy."""
    found = {one.code: one for one in check_plan(real_plan(name), directory=real_directory(province))}
    assert set(found) == set(expected)
    for code, facts in expected.items():
        assert [fact for fact in facts if fact not in found[code].message] == [], code
        assert found[code].places
        assert found[code].remedy


def test_the_source_lines_are_told() -> None:
    """Where the plan knows the scan's line, the warning names the first one."""
    found = {one.code: one.line for one in check_plan(real_plan("dong_nai_2024"), directory=real_directory("dong_nai"))}
    assert found["identity-unread"] == 6
    assert found["report-on-last-day"] == 172
    assert found["citation-incomplete"] == 27
    assert found["name-variants"] == 12


def test_answers_silence_what_they_settle() -> None:
    """Once number, date, block and the uncertain reading are settled, their warnings are gone."""
    plan = with_fillings(
        real_plan("dong_nai_2024"),
        [
            answer("document.number", 210),
            answer("document.date", "2024-06-25"),
            answer("signature.authority", "Q. CHỦ TỊCH"),
            answer("readings.1", "Đẩy nhanh"),
        ],
    )
    codes = {one.code for one in check_plan(plan, directory=real_directory("dong_nai"))}
    assert set(DONG_NAI) - codes == {"identity-unread", "signature-missing", "name-variants"}


def test_a_rule_is_named_with_how_well_it_is_known() -> None:
    """A warning that rests on a rule names it; a secondary source is marked as such."""
    found = {one.code: one for one in check_plan(real_plan("dong_nai_2024"), directory=real_directory("dong_nai"))}
    assert (found["higher-award"].confidence, found["units-changed"].confidence) == (
        Confidence.FOUND,
        Confidence.SECONDARY,
    )
    assert "152/2025" in found["higher-award"].source


GAP = {"reason": "illegible", "question": "?"}
TWICE = BODY.replace(
    "# II.", "## 3. Các huyện\n- Gửi báo cáo tổng kết thực hiện phong trào về Sở Hai đúng hạn.\n# II."
).replace("- Các sở gửi", "- Gửi báo cáo tổng kết thực hiện phong trào về Sở Hai đúng hạn. Các sở gửi")
REFERS = BODY.replace("## 2.", "### a) Cấp tỉnh\n- Đạt tiết {}, mục 1, phần {} Kế hoạch này.\n## 2.")
CITES_TWICE = [{"part": "I.2", "item": 1}, {"part": "I.3", "item": 1}]
WEEKLY = {"kind": "weekly", "weekday": "friday", "wording": "hàng tuần"}
GROUPS = [{"id": "A", "text": "a"}, {"id": "B", "text": "b"}]
AWARD = {"id": "A1", "form": "Bằng khen", "authority": "Chủ tịch", "cites": [{"part": "I"}]}
RANGE = {"kind": "range", "low": 20, "high": 30, "unit": "%"}
SUBJECT = "Phát động phong trào thi đua đẩy nhanh tiến độ số hóa dữ liệu hộ tịch năm 2026"


def of_document(**changed: Any) -> Plan:
    """Return a small plan with another document section."""
    return made(document=plan_data()["document"] | changed)


def signed(**changed: Any) -> Plan:
    """Return a small plan with another signature."""
    return made(signature=plan_data()["signature"] | changed)


def in_group(group: str, due: dict[str, Any], obligation_id: str) -> dict[str, Any]:
    """Return an obligation of a group."""
    return obligation(id=obligation_id, due=due, owed_by=[{"text": "nhóm", "group": group, "kinds": ["so"]}])


def leading(*units: str) -> Plan:
    """Return a small plan that gives the lead to some units."""
    return made(organisations=[{"name": one, "role": "chủ trì", "unit": one, "leads": True} for one in units])


CASES: dict[str, tuple[Callable[[], Plan], Callable[[], Plan]]] = {
    "identity-unread": (lambda: of_document(number=GAP), made),
    "letter-launched": (lambda: of_document(type_name="", type_code=""), made),
    "signature-missing": (lambda: signed(authority=GAP), made),
    "name-variants": (
        lambda: made(
            document=plan_data()["document"] | {"subject": SUBJECT},
            opening=f"Thực hiện Quyết định về {SUBJECT.replace('nhanh', 'mạnh')}.",
        ),
        lambda: made(
            document=plan_data()["document"] | {"subject": SUBJECT}, opening=f"Thực hiện Quyết định về {SUBJECT}."
        ),
    ),
    "source-corrected": (lambda: made(body=BODY.replace("đúng hạn", "giai đoạn2022 qua VNeID, VNelD")), made),
    "cross-reference": (lambda: made(body=REFERS.format("b", "I")), lambda: made(body=REFERS.format("a", "I"))),
    "repeated-text": (
        lambda: made(body=TWICE, obligations=[obligation(cites=CITES_TWICE)]),
        lambda: made(body=TWICE),
    ),
    "starts-before-plan": (
        lambda: made(targets=[target(effective_from="2025-12-01")]),
        lambda: made(targets=[target(effective_from="2026-01")]),
    ),
    "target-after-end": (
        lambda: made(targets=[target(measures=[{"kind": "by_date", "operator": "by", "day": "2027-01-31"}])]),
        lambda: made(targets=[target(measures=[{"kind": "by_date", "operator": "before", "day": "2027-01-01"}])]),
    ),
    "report-on-last-day": (
        lambda: owing({"kind": "before_day", "day": "2027-01-01"}),
        lambda: owing({"kind": "on_day", "day": "2027-01-15"}),
    ),
    "timetable-open": (lambda: owing({"kind": "none_stated"}), lambda: owing({"kind": "none_stated"}, product=None)),
    "group-duties-differ": (
        lambda: made(groups=GROUPS, obligations=[in_group("A", WEEKLY, "O1")]),
        lambda: made(groups=GROUPS),
    ),
    "quota-vague": (
        lambda: made(awards=[AWARD | {"quotas": [{"kind": "vague", "wording": "một số"}]}]),
        lambda: made(awards=[AWARD | {"quotas": [{"kind": "none_stated"}]}]),
    ),
    "target-range": (
        lambda: made(targets=[target(measures=[RANGE | {"operator": "at_least"}])]),
        lambda: made(targets=[target(measures=[RANGE])]),
    ),
    "indicator-twice": (
        lambda: made(targets=[target(tier="tỉnh", indicator="x"), target(id="T2", tier="xã", indicator="x")]),
        lambda: made(targets=[target(tier="tỉnh", indicator="x"), target(id="T2", tier="xã", indicator="y")]),
    ),
    "target-without-figure": (lambda: made(targets=[target(measures=[])]), made),
    "citation-incomplete": (
        lambda: made(citations=[{"type": "Nghị định", "number": "1/2026/NĐ-CP"}]),
        lambda: made(citations=[{"type": "Luật", "name": "Luật Cư trú"}]),
    ),
    "legal-basis": (
        lambda: made(awards=[AWARD], opening="Căn cứ Quyết định số 1/QĐ-TTg;\nUBND tỉnh phát động:"),
        lambda: made(awards=[AWARD]),
    ),
    "basis-in-body": (
        lambda: made(body="Căn cứ Luật Cư trú;\n" + BODY),
        lambda: made(body="Căn cứ tình hình thực tế, UBND tỉnh giao:\n" + BODY + "Căn cứ kết quả, xét khen thưởng."),
    ),
    "higher-award": (
        lambda: made(body=BODY + "Kết quả là cơ sở để đề nghị các hình thức khen thưởng cao hơn."),
        lambda: made(body=BODY + "Kết quả là cơ sở để xếp loại."),
    ),
    "budget-missing": (lambda: made(body=BODY.replace("KINH PHÍ", "KẾT LUẬN")), made),
    "several-leads": (lambda: leading("mau.s1", "mau.s2"), lambda: leading("mau.s1")),
    "recipients-omit": (
        lambda: made(recipients=["UBND các xã"]),
        lambda: made(recipients=["Các sở, ban, ngành"]),
    ),
}


def raised(plan: Plan, directory: Directory = DIRECTORY) -> dict[str, PlanWarning]:
    """Return the warnings on a plan by code."""
    return {one.code: one for one in check_plan(plan, directory=directory)}


def test_the_small_plan_itself_raises_nothing() -> None:
    """The ground of the cases below is quiet."""
    assert raised(made()) == {}


@pytest.mark.parametrize("code", CASES)
def test_each_check_works_on_any_plan(code: str) -> None:
    """On a third plan each check fires where its point is there, and keeps quiet where it is not."""
    fires, quiet = CASES[code]
    assert code in raised(fires())
    assert code not in raised(quiet())


def test_units_that_end_or_change_later_are_told() -> None:
    """A unit's end, its heir's letterhead, a merger, and what falls due afterwards."""
    ends = unit("s1", valid_to=date(2026, 6, 30), successors=["mau.s9"])
    heir = unit("s9", valid_from=date(2026, 7, 1), letterhead=("SỞ CHÍN",))
    grown = unit("s2", changes=(merged(date(2026, 5, 1)),))
    before = unit("s3", changes=(merged(date(2025, 5, 1)),))
    province = unit("ubnd", UnitKind.PROVINCE)
    warning = raised(made(), Directory((province, ends, heir, grown, before)))["units-changed"]
    for fact in ("từ ngày 01/7/2026 Sở s1", "SỞ CHÍN", "Sở s2: sáp nhập (01/5/2026)", "O1 (Báo cáo tổng kết)"):
        assert fact in warning.message
    assert "Sở s3" not in warning.message
    assert "units-changed" not in raised(made(), Directory((province, before)))


def test_a_named_sector_must_be_among_the_recipients() -> None:
    """A unit of a sector with a task of its own is not covered by "các sở"; its own name covers it."""
    police = unit("cat", UnitKind.SECTOR, name="Công an tỉnh")
    directory = Directory((*DIRECTORY, police))
    owed = [{"text": "Công an tỉnh", "units": [UnitId("mau.cat")]}]
    silent = made(obligations=[obligation(owed_by=owed)], recipients=["Các sở", "Công an tỉnh"])
    assert "recipients-omit" in raised(made(obligations=[obligation(owed_by=owed)]), directory)
    assert "recipients-omit" not in raised(silent, directory)


def test_a_plan_after_the_decree_conflicts_at_once() -> None:
    """Before 01/7/2025 the point is about reuse; a later plan is wrong from its issue."""
    body = BODY + "Kết quả là cơ sở để đề nghị các hình thức khen thưởng cao hơn."
    old = made(body=body, document=plan_data()["document"] | {"date": "2024-06-25"})
    assert "nếu dùng lại" in raised(old)["higher-award"].message
    assert "từ khi ban hành" in raised(made(body=body))["higher-award"].message


def test_every_check_has_its_case() -> None:
    """No check goes without a plan on which it fires and one on which it does not."""
    assert set(CASES) | {"units-changed"} == set(CHECKS)
