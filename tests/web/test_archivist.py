"""The archivist's part of the archive: a reading against the hashes is started, followed and read; nothing else is."""

from collections.abc import Callable

import pytest

from models.operations import Operation
from tests.web.browsing import Browsing
from tests.web.conftest import CAMPAIGN
from workflows.services import Services

Browsers = Callable[[str | None], Browsing]
ASK = "/luu-tru/doi-chieu"
STARTS = "Đối chiếu ngay"


@pytest.fixture
def asked(campaign: str, browsing: Browsers, work: Callable[[], list[Operation]]) -> str:
    """Return the address of a reading that the archivist has asked for; it is done once the test is over."""
    work()
    page = browsing("luu-tru").send(ASK, {"phong_trao": CAMPAIGN}, form_on="/luu-tru")
    assert "Đang chờ thực hiện" in page.words
    return page.address


def test_the_archivist_starts_a_reading_and_reads_its_result(
    asked: str, browsing: Browsers, work: Callable[[], list[Operation]]
) -> None:
    """From the archive's page to the result without a door that is closed on the way, by htmx and without."""
    keeper = browsing("luu-tru")
    shown = keeper.open("/luu-tru")
    assert asked in shown.html
    waiting = keeper.open(asked)
    assert f'hx-get="{asked}/tien-do"' in waiting.html
    assert "/cong-viec" not in waiting.html
    assert keeper.open(f"{asked}/tien-do").status == 200
    work()
    ended = keeper.open(f"{asked}/tien-do")
    assert ended.header("HX-Refresh") == "true"
    result = keeper.open(asked).words
    assert "luu-tru yêu cầu lúc" in result
    assert "Kho nguyên vẹn" in result
    assert STARTS in keeper.open("/luu-tru").words


def test_a_failed_reading_is_taken_up_again(asked: str, browsing: Browsers, services: Services) -> None:
    """The result's page tells why a reading ended, and its button lets it go on."""
    operation = asked.rsplit("/", 1)[1]
    with services.registry.begin() as tx:
        tx.operations.fail(operation, attempt=1, message="Kho không trả lời.", code="unavailable", final=True)
    keeper = browsing("luu-tru")
    assert "Kho không trả lời." in keeper.open(asked).words
    assert f'action="{asked}/chay-lai"' in keeper.open(asked).html
    assert f'action="{asked}/chay-lai"' not in browsing("hoi-dong").open(asked).html
    again = keeper.send(f"{asked}/chay-lai", form_on=asked)
    assert (again.address, "Đang chờ thực hiện" in again.words) == (asked, True)


def test_nobody_else_gained_a_right(asked: str, browsing: Browsers) -> None:
    """The Board looks and starts nothing, a unit's clerk does neither, the archivist opens no other work."""
    board, clerk, keeper = browsing("hoi-dong"), browsing("bien-hoa"), browsing("luu-tru")
    assert (board.open(asked).status, board.open(f"{asked}/tien-do").status) == (200, 200)
    assert STARTS not in board.open("/luu-tru").words
    for refused in (
        board.send(ASK),
        board.send(f"{asked}/chay-lai"),
        clerk.send(ASK),
        clerk.open(asked),
        clerk.open(f"{asked}/tien-do"),
        clerk.send(f"{asked}/chay-lai"),
        keeper.open("/cong-viec"),
        keeper.open(asked.replace("/luu-tru/doi-chieu", "/cong-viec")),
        keeper.send(asked.replace("/luu-tru/doi-chieu", "/cong-viec") + "/chay-lai"),
    ):
        assert refused.status == 403, refused.address


def test_the_archivist_opens_only_readings_there(campaign: str, browsing: Browsers, services: Services) -> None:
    """Other work does not open by way of the archive, and is not set going again there."""
    started = browsing("so-tu-phap").send("/mau-van-ban", form_on="/mau-van-ban")
    operation = started.address.rsplit("/", 1)[1]
    keeper = browsing("luu-tru")
    assert keeper.open(f"{ASK}/{operation}").status == 404
    assert keeper.open(f"{ASK}/{operation}/tien-do").status == 404
    with services.registry.begin() as tx:
        tx.operations.fail(operation, attempt=1, message="hỏng", code="x", final=True)
    assert keeper.send(f"{ASK}/{operation}/chay-lai").status == 403
