"""The page on which the office sets the rule set of a campaign's awards: looked at first, then set."""

from collections.abc import Callable

from tests.web.browsing import Browsing, Page
from tests.web.conftest import CAMPAIGN

Browsers = Callable[[str | None], Browsing]
ADDRESS = f"/phong-trao/{CAMPAIGN}/quy-dinh"
DAY = "2024-12-20"
GROUND = "Điều khoản chuyển tiếp <mẫu>"
OLD = {"quy_dinh": "nd-91-2017", "can_cu": GROUND, "ngay": DAY}


def kept(office: Browsing, seen: str, **fields: str) -> Page:
    return office.send(ADDRESS, {**OLD, "lam": "luu", "truoc": seen, **fields})


def test_another_decree_is_looked_at_and_then_set(campaign: str, browsing: Browsers) -> None:
    """The page tells what differs and that no deadline moves, keeps nothing until confirmed, and history tells it."""
    office = browsing("so-tu-phap")
    shown = office.open(f"{ADDRESS}?ngay={DAY}")
    assert "Đang áp dụng Nghị định số 98/2023/NĐ-CP Theo ngày 20/12/2024" in shown.words
    looked = office.send(ADDRESS, {**OLD, "lam": "xem"})
    assert "Ấn định Nghị định số 91/2017/NĐ-CP , thay cho Nghị định số 98/2023/NĐ-CP" in looked.words
    assert "3.510.000 đồng 1 lần lương cơ sở, 2.340.000 đồng" in looked.words
    assert "Không thời hạn nào đổi." in looked.words
    assert "Nghị định số 91/2017/NĐ-CP không có hiệu lực vào ngày 20/12/2024" in looked.words
    assert "&lt;mẫu&gt;" in looked.html
    assert "Đã ấn định" not in office.open(f"{ADDRESS}?ngay={DAY}").words
    done = kept(office, "theo-ngay")
    assert "Phong trào áp dụng Nghị định số 91/2017/NĐ-CP." in done.words
    assert f"so-tu-phap đặt, ngày làm việc 20/12/2024. Căn cứ: {GROUND}." in done.words
    history = office.open(f"/phong-trao/{CAMPAIGN}/nhat-ky").words
    assert f"Ấn định quy định khen thưởng Nghị định số 91/2017/NĐ-CP. Căn cứ: {GROUND}" in history
    assert "Phong trào áp dụng Nghị định số 98/2023/NĐ-CP." in kept(office, "nd-91-2017", quy_dinh="theo-ngay").words


def test_what_cannot_be_is_told_in_the_form(campaign: str, browsing: Browsers) -> None:
    """No ground, nothing new, no such decree, another's change meanwhile: each keeps nothing and what was typed."""
    office = browsing("so-tu-phap")
    for fields, status, told in (
        ({"can_cu": ""}, 422, "Chưa nhập căn cứ."),
        ({"quy_dinh": "theo-ngay"}, 422, "đang áp dụng đúng lựa chọn này"),
        ({"quy_dinh": "nd-0"}, 404, "Không có quy định khen thưởng “nd-0”."),
        ({"lam": "luu", "truoc": "nd-152-2025"}, 409, "vừa được người khác đổi"),
    ):
        refused = office.send(ADDRESS, {**OLD, "lam": "xem", **fields})
        assert (refused.status, told in refused.words) == (status, True), refused.words
        assert "Thay đổi chờ xác nhận" not in refused.words
        if "can_cu" not in fields:
            assert "Điều khoản chuyển tiếp &lt;mẫu&gt;" in refused.html
    assert "Theo ngày" in office.open(f"{ADDRESS}?ngay={DAY}").words


def test_the_board_looks_and_sets_nothing(campaign: str, browsing: Browsers) -> None:
    """Who oversees sees the page without its form; nobody but the office sends it."""
    board = browsing("hoi-dong")
    shown = board.open(ADDRESS)
    assert "Đang áp dụng" in shown.words
    assert "Xem thay đổi" not in shown.words
    for name in ("hoi-dong", "luu-tru", "bien-hoa"):
        assert browsing(name).send(ADDRESS, OLD).status == 403
