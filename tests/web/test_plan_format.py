"""The plan's format is seen before it is issued, each fault with its line, until a mended file is there."""

from collections.abc import Callable
from datetime import date

import pytest

from models.campaign import Clock
from models.documents import CampaignId
from models.operations import Operation
from tests.web.browsing import Browsing
from workflows.services import Services
from workflows.steps.campaigns.plan_entries import plan_entry
from workflows.steps.campaigns.shipped import shipped_text, start_campaign

Browser = Callable[[str | None], Browsing]
Work = Callable[[], list[Operation]]
HOME = "/phong-trao/dong-nai-2024"
ANSWERS = {
    "nhap:document.date": "25/6/2024",
    "chon:signature.authority": "Q. CHỦ TỊCH",
    "nhap:obligations.O1.weekday": "friday",
    "nhap:obligations.O2.day": "25",
}


@pytest.fixture
def faulty(services: Services, people: None) -> int:
    """Return the line of a faulty letter in the plan of a new campaign, whose list lacks a point."""
    lines = shipped_text("dong_nai_2024.yaml").split("\n")
    place = max(number for number, line in enumerate(lines) if line.startswith("  # V"))
    lines[place:place] = ["  a) Một việc;", "  b. Hai việc;", "  đ) Ba việc."]
    start_campaign(
        services,
        plan_text="\n".join(lines),
        file_name="dong_nai_2024.yaml",
        clock=Clock.REPLAY,
        sample=True,
        actor="so-tu-phap",
        as_of=date(2026, 11, 22),
    )
    return place + 3


def test_a_faulty_plan_is_told_and_mended(faulty: int, services: Services, browsing: Browser, work: Work) -> None:
    """A plan whose words break the decree gets no number until a mended file takes its place.

    The fault is told on the plan's own page with its line, on the list of steps, and where the plan is issued.
    """
    office = browsing("so-tu-phap")
    assert "Chưa kiểm tra được" in office.open(f"{HOME}/the-thuc").words
    office.send(f"{HOME}/buoc/publish_templates")
    work()
    told = f"Sửa tại: dòng {faulty} của tệp kế hoạch."
    for person in (office, browsing("hoi-dong")):
        shown = person.open(f"{HOME}/the-thuc")
        assert "“đ” đứng sau “b)”" in shown.words
        assert told in shown.words
    assert "Thay tệp kế hoạch" not in shown.words
    given = office.open(f"{HOME}/the-thuc/tep").html.splitlines()
    assert given[faulty - 1] == "  đ) Ba việc."
    assert "họ và tên" not in shown.words.lower()
    office.send(f"{HOME}/bo-sung", ANSWERS)
    assert "Thể thức của kế hoạch còn 1 lỗi; sửa xong mới ban hành được." in office.open(HOME).words

    refused = office.send(f"{HOME}/buoc/issue_plan", {"ngay_van_ban": "25/6/2024"})
    assert "có 1 lỗi thể thức nên chưa ban hành được" in refused.words
    assert told in refused.words
    assert work() == []

    mended = shipped_text("dong_nai_2024.yaml").encode()
    renewed = office.send(f"{HOME}/the-thuc/tep", files={"tep": ("da-sua.yaml", mended)})
    assert "Đã thay tệp kế hoạch bằng “da-sua.yaml”." in renewed.words
    assert "Kế hoạch đúng thể thức" in renewed.words
    assert "Thể thức của kế hoạch còn" not in office.open(HOME).words
    office.send(f"{HOME}/buoc/issue_plan", {"ngay_van_ban": "25/6/2024"})
    assert [one.state for one in work()] == ["succeeded"]
    with services.registry.begin() as tx:
        record = plan_entry(tx, CampaignId("dong-nai-2024"))
    assert record is not None
    issued = office.open(f"{HOME}/the-thuc")
    assert f"Kế hoạch đã lấy số: số {record.code}" in issued.words
    late = office.send(f"{HOME}/the-thuc/tep", files={"tep": ("moi.yaml", mended)}, form_on=HOME)
    assert "Kế hoạch đã ban hành" in late.words
