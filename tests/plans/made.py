"""Small made-up plans: the fewest words that make a plan, changed by the test that needs it otherwise."""

from datetime import date
from pathlib import Path
from typing import Any

from models.campaign import Filling, Membership
from models.organisation import Directory, Unit, UnitChange, UnitId, UnitKind
from models.plan import Plan
from workflows.steps.files.plan_files import read_directory, read_plan

PLANS = Path(__file__).resolve().parents[2] / "plans"

BODY = """
# I. NỘI DUNG
## 1. Chỉ tiêu
- Giải quyết 95% hồ sơ đúng hạn.
## 2. Việc phải làm
- Các sở gửi báo cáo tổng kết trước ngày 15/12/2026.
# II. KINH PHÍ
Theo quy định./.
"""


def unit(unit_id: str, kind: UnitKind = UnitKind.DEPARTMENT, **changed: Any) -> Unit:
    """Return a unit of the made-up province ``mau``."""
    known: dict[str, Any] = {
        "id": f"mau.{unit_id}",
        "name": f"Sở {unit_id}",
        "kind": kind,
        "letterhead": (f"SỞ {unit_id.upper()}",),
        "abbreviation": "S",
        "place": "Mẫu",
        "signing": ("GIÁM ĐỐC",),
    }
    return Unit.model_validate(known | changed)


DIRECTORY = Directory(
    (unit("ubnd", UnitKind.PROVINCE, name="UBND tỉnh Mẫu"), unit("s1"), unit("s2", name="Sở Hai"), unit("s3"))
)


def obligation(**changed: Any) -> dict[str, Any]:
    """Return an obligation as a plan file holds it: a report of all departments, due before 15/12/2026."""
    known: dict[str, Any] = {
        "id": "O1",
        "title": "Báo cáo tổng kết",
        "text": "gửi báo cáo tổng kết",
        "owed_by": [{"text": "các sở", "kinds": ["so"]}],
        "receivers": [{"text": "UBND tỉnh", "units": ["mau.ubnd"]}],
        "due": {"kind": "before_day", "day": "2026-12-15"},
        "product": "Báo cáo tổng kết",
        "cites": [{"part": "I.2", "item": 1, "line": 7}],
    }
    return known | changed


def target(**changed: Any) -> dict[str, Any]:
    """Return a target as a plan file holds it: 95 % of files on time."""
    known: dict[str, Any] = {
        "id": "T1",
        "text": "95% hồ sơ đúng hạn",
        "measures": [{"kind": "amount", "value": 95, "unit": "%"}],
        "cites": [{"part": "I.1", "item": 1, "line": 5}],
    }
    return known | changed


def plan_data(**changed: Any) -> dict[str, Any]:
    """Return a whole small plan as a file holds it, without anything that a check would raise."""
    known: dict[str, Any] = {
        "id": "mau",
        "name": "Thi đua mẫu",
        "issuer": "mau.ubnd",
        "lead": "mau.s1",
        "document": {
            "type_code": "KH",
            "type_name": "KẾ HOẠCH",
            "symbol": "KH-UBND",
            "number": 5,
            "date": "2026-01-05",
            "subject": "Phát động phong trào thi đua mẫu",
        },
        "movement": {"kind": "phong trào", "launched_by": "UBND tỉnh", "start": "2026-01", "end": "2026-12-31"},
        "opening": "Căn cứ Luật Thi đua, khen thưởng.\nUBND tỉnh phát động phong trào:",
        "body": BODY,
        "recipients": ["Các sở, ban, ngành"],
        "archive_line": "Lưu: VT.",
        "signature": {"authority": ["CHỦ TỊCH"], "name": "Người ký mẫu"},
        "targets": [target()],
        "obligations": [obligation()],
    }
    return known | changed


def made(**changed: Any) -> Plan:
    """Return a small plan with some of its sections changed."""
    return Plan.model_validate(plan_data(**changed))


def owing(due: dict[str, Any], **changed: Any) -> Plan:
    """Return a small plan whose one obligation falls due as given."""
    return made(obligations=[obligation(due=due, **changed)])


def real_directory(name: str) -> Directory:
    """Return the directory of a province from its file."""
    file = PLANS / "directories" / f"{name}.yaml"
    return Directory(read_directory(file.read_bytes(), file_name=file.name))


def real_plan(name: str) -> Plan:
    """Return a plan from its file."""
    file = PLANS / f"{name}.yaml"
    return read_plan(file.read_bytes(), file_name=file.name)


def answer(path: str, value: Any, on: date = date(2026, 11, 22)) -> Filling:
    """Return a person's answer to a gap."""
    return Filling(path=path, value=value, by="clerk", on=on)


def member(unit_id: str, group: str, start: date, end: date | None = None) -> Membership:
    """Return that a unit belongs to a group."""
    return Membership(group=group, unit=UnitId(unit_id), start=start, end=end, by="clerk")


def merged(day: date) -> UnitChange:
    """Return a change that a unit survived."""
    return UnitChange(on=day, text="sáp nhập", source="Nghị quyết mẫu")
