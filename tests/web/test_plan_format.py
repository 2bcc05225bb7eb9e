"""The plan's format is seen before it is issued: with its line in the plan file, and kept only with a reason."""

import re
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
REASON = "Giữ đúng cách đánh số của văn bản Bộ Tư pháp."


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


def test_a_faulty_plan_is_told_mended_or_kept(faulty: int, services: Services, browsing: Browser, work: Work) -> None:
    """A plan whose words break the decree gets no number until they are mended, or kept with a reason by the office.

    The fault is told on the plan's own page with its line, on the list of steps, and where the plan is issued; what was
    kept stands on the issued plan and in the history.
    """
    office = browsing("so-tu-phap")
    assert "Chưa kiểm tra được" in office.open(f"{HOME}/the-thuc").words
    office.send(f"{HOME}/buoc/publish_templates")
    work()
    shown = office.open(f"{HOME}/the-thuc")
    assert "“đ” đứng sau “b)”" in shown.words
    assert f"Sửa tại: dòng {faulty} của tệp kế hoạch." in shown.words
    assert "họ và tên" not in shown.words.lower()
    office.send(f"{HOME}/bo-sung", ANSWERS)
    assert "còn 1 lỗi phải sửa (hoặc giữ nguyên có lý do)" in office.open(HOME).words

    refused = office.send(f"{HOME}/buoc/issue_plan", {"ngay_van_ban": "25/6/2024"})
    assert "có 1 lỗi thể thức nên chưa được cấp số" in refused.words
    assert f"Sửa tại: dòng {faulty} của tệp kế hoạch." in refused.words
    assert work() == []

    (mark,) = re.findall(r'name="giu_nguyen" value="(\w+)"', shown.html)
    assert "Chưa ghi lý do" in office.send(f"{HOME}/the-thuc", {"giu_nguyen": mark}).words
    board = browsing("hoi-dong")
    assert "giu_nguyen" not in board.open(f"{HOME}/the-thuc").html
    for _ in range(2):
        kept = office.send(f"{HOME}/the-thuc", {"giu_nguyen": mark, "ly_do_giu_nguyen": REASON})
        assert "giữ nguyên 1 lỗi thể thức" in kept.words
    assert "Đã giữ nguyên có lý do (1)" in board.open(f"{HOME}/the-thuc").words
    assert f"Giữ nguyên 1 lỗi thể thức, lý do: {REASON} (so-tu-phap)" in office.open(HOME).words

    office.send(f"{HOME}/buoc/issue_plan", {"ngay_van_ban": "25/6/2024"})
    assert [one.state for one in work()] == ["succeeded"]
    with services.registry.begin() as tx:
        record = plan_entry(tx, CampaignId("dong-nai-2024"))
        told = [one for one in tx.events.list(CampaignId("dong-nai-2024")) if one.kind == "plan.wording_kept"]
    assert record is not None
    assert record.waiver is not None
    assert (record.waiver.reason, record.waiver.by, len(told)) == (REASON, "so-tu-phap", 1)
    assert f"Lý do: {REASON} (so-tu-phap)" in browsing("luu-tru").open(f"/van-ban/{record.id}").words
    assert REASON in office.open(f"{HOME}/nhat-ky").words
    assert "Lỗi thể thức thuộc lời văn được giữ nguyên" in office.open(f"{HOME}/the-thuc").words
    text = shipped_text("dong_nai_2024.yaml").encode()
    assert "Kế hoạch đã ban hành" in office.send(f"{HOME}/the-thuc/tep", files={"tep": ("moi.yaml", text)}).words
    late = office.send(f"{HOME}/the-thuc", {"ly_do_giu_nguyen": ""})
    assert "Kế hoạch đã ban hành" in late.words
