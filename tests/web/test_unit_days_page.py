"""The page on which the office sets a day for each unit: which deadlines move is shown, then kept."""

from collections.abc import Callable

import pytest

from models.documents import CampaignId
from models.organisation import UnitId
from tests.web.browsing import Browsing
from tests.web.conftest import CAMPAIGN, TODAY
from workflows.services import Services
from workflows.steps.campaigns.campaigns import assign_group

Browsers = Callable[[str | None], Browsing]
ADDRESS = f"/phong-trao/{CAMPAIGN}/ngay-rieng"
CAM_MY, LONG_KHANH = "dong-nai.cam-my", "dong-nai.long-khanh"
DAY = "2024-10-16"
SHOWN = f"{ADDRESS}?viec=O3&ngay={DAY}"
FORM = {"viec": "O3", "ngay": DAY, "can_cu": "Biên bản hoàn thành số hóa"}


@pytest.fixture(autouse=True)
def finished(services: Services, campaign: str) -> None:
    """Put two units into the group of those who have finished, as the plan's acceptance report asks."""
    for unit in (CAM_MY, LONG_KHANH):
        assign_group(
            services,
            campaign_id=CampaignId(CAMPAIGN),
            unit=UnitId(unit),
            group="III.2",
            start=TODAY.replace(year=2024, month=7, day=1),
            actor="so-tu-phap",
        )


def test_days_are_looked_at_and_then_kept(browsing: Browsers) -> None:
    """The first look moves nothing; the second keeps all days at once, and history and the unit's page tell it."""
    office = browsing("so-tu-phap")
    assert "Báo cáo nghiệm thu dữ liệu số hóa" in office.open(ADDRESS).words
    days = {f"ngay:{CAM_MY}": "15/10/2024", f"ngay:{LONG_KHANH}": "31/10/2024"}
    looked = office.send(ADDRESS, {**FORM, **days, "lam": "xem"})
    assert "UBND huyện Cẩm Mỹ chưa có Chưa xác định hạn 15/10/2024 Quá hạn, chưa nộp" in looked.words
    assert "UBND thành phố Long Khánh chưa có Chưa xác định hạn 31/10/2024 Chưa đến hạn" in looked.words
    assert "1 đơn vị thành quá hạn ngay khi lưu" in looked.words
    assert 'value="15/10/2024"' not in office.open(SHOWN).html
    sure = {f"ngay:{CAM_MY}": "2024-10-15", f"ngay:{LONG_KHANH}": "2024-10-31", "lam": "luu"}
    done = office.send(ADDRESS, {**FORM, **sure})
    assert "Đã lưu ngày riêng của 2 đơn vị." in done.words
    assert 'value="15/10/2024"' in done.html
    history = office.open(f"/phong-trao/{CAMPAIGN}/nhat-ky").words
    told = "Đặt ngày riêng 15/10/2024 của UBND huyện Cẩm Mỹ: Báo cáo nghiệm thu dữ liệu số hóa. Căn cứ: Biên bản"
    assert told in history
    assert told in office.open(f"/phong-trao/{CAMPAIGN}/don-vi/{CAM_MY}").words
    back = {f"ngay:{CAM_MY}": "", f"truoc:{CAM_MY}": "2024-10-15", "lam": "luu"}
    assert "Đã lưu ngày riêng của 1 đơn vị." in office.send(ADDRESS, {**FORM, **back}).words
    assert 'value="15/10/2024"' not in office.open(SHOWN).html
    assert "Bỏ ngày riêng của UBND huyện Cẩm Mỹ" in office.open(f"/phong-trao/{CAMPAIGN}/nhat-ky").words


def test_a_day_outside_the_group_is_told(browsing: Browsers) -> None:
    """A unit that joined its group later owes nothing on an earlier day, and the look says so."""
    looked = browsing("so-tu-phap").send(ADDRESS, {**FORM, f"ngay:{CAM_MY}": "30/6/2024", "lam": "xem"})
    assert "không có thời hạn Đơn vị không thuộc nhóm của việc này vào ngày đã đặt." in looked.words


def test_what_cannot_be_is_told_in_the_form(browsing: Browsers) -> None:
    """No day of the calendar, nothing changed, no ground, another's change: all is shown again as it was typed."""
    office = browsing("so-tu-phap")
    wrong = office.send(ADDRESS, {**FORM, f"ngay:{CAM_MY}": "31/9/2024", f"ngay:{LONG_KHANH}": "hôm qua"})
    assert wrong.status == 422
    assert "2 ngày chưa đọc được" in wrong.words
    assert 'value="31/9/2024"' in wrong.html
    for fields, status, told in (
        ({}, 422, "Chưa có ngày nào đổi."),
        ({f"ngay:{CAM_MY}": "20/10/2024", "can_cu": ""}, 422, "Chưa nhập căn cứ."),
        ({f"ngay:{CAM_MY}": "20/10/2024", f"truoc:{CAM_MY}": "2024-09-01", "lam": "luu"}, 409, "vừa được người khác"),
    ):
        refused = office.send(ADDRESS, {**FORM, **fields})
        assert (refused.status, told in refused.words) == (status, True), refused.words


def test_only_duties_without_a_day_are_offered(browsing: Browsers) -> None:
    """The report whose day the plan names is not among them; asked for by its address, the first of them is shown."""
    shown = browsing("hoi-dong").open(f"{ADDRESS}?viec=O4")
    assert 'value="O4"' not in shown.html
    assert "Báo cáo nghiệm thu dữ liệu số hóa" in shown.words
    assert "Xem thay đổi" not in shown.words
    assert browsing("hoi-dong").send(ADDRESS, FORM).status == 403


def test_a_common_day_is_taken_back_on_the_page_of_gaps(browsing: Browsers) -> None:
    """The day for all that was typed for the wrong duty goes again; its question is open, the history tells both."""
    office, gaps, path = browsing("so-tu-phap"), f"/phong-trao/{CAMPAIGN}/bo-sung", "obligations.O3.due"
    office.send(gaps, {f"nhap:{path}": "31/10/2024"})
    assert "Ngày chung đã đặt: 31/10/2024" in office.open(SHOWN).words
    assert "Đã lưu 1 câu trả lời." in office.send(gaps, {f"nhap:{path}": "", f"bo:{path}": "co"}).words
    assert "Chưa đặt ngày chung." in office.open(SHOWN).words
    assert f'name="bo:{path}"' not in office.open(gaps).html
    assert "Bỏ câu trả lời: “Báo cáo nghiệm thu" in office.open(f"/phong-trao/{CAMPAIGN}/nhat-ky").words


def test_days_of_a_duty_that_is_gone_are_set_for_no_other(browsing: Browsers) -> None:
    """A form about a duty that the plan no longer has keeps nothing, whatever duty the page shows instead."""
    office, history = browsing("so-tu-phap"), f"/phong-trao/{CAMPAIGN}/nhat-ky"
    before = office.open(history).words.count("Đặt ngày riêng")
    answer = office.send(ADDRESS, {**FORM, "viec": "O99", f"ngay:{CAM_MY}": "2024-10-15", "lam": "luu"})
    assert "Kế hoạch không có việc “O99”" in answer.words
    assert office.open(history).words.count("Đặt ngày riêng") == before
