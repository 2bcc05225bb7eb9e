"""A live campaign knows no day that has not come; its clerk keeps what was typed."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from models.campaign import Clock
from models.operations import OperationKind
from tests.web.browsing import Browsing
from tests.web.conftest import TODAY
from web.forms import BadForm, read_day
from workflows.services import Services
from workflows.steps.campaigns.shipped import shipped_text, start_campaign

LIVE = "/phong-trao/mau-2026"
AHEAD = f"{TODAY + timedelta(days=1):%d/%m/%Y}"


@pytest.fixture(scope="module")
def live(services: Services, people: None) -> str:
    """Return the address of a live campaign."""
    start_campaign(
        services,
        plan_text=shipped_text("mau.yaml"),
        file_name="mau.yaml",
        clock=Clock.LIVE,
        sample=True,
        actor="so-tu-phap",
        as_of=TODAY,
    )
    return LIVE


def test_a_live_plan_is_not_issued_on_a_day_to_come(
    live: str, services: Services, browsing: Callable[[str | None], Browsing]
) -> None:
    """A number given with a day to come would shut the series to every document before that day."""
    refused = browsing("so-tu-phap").send(f"{live}/buoc/issue_plan", {"ngay_van_ban": AHEAD})
    assert refused.status == 422
    assert "chưa đến" in refused.words
    assert "ô Ngày ban hành" in refused.words
    with services.registry.begin() as tx:
        asked = [each for each in tx.operations.list(limit=50) if each.campaign_id == "mau-2026"]
    assert OperationKind.ISSUE_PLAN not in {each.kind for each in asked}


def test_a_live_sweep_ends_today(live: str, browsing: Callable[[str | None], Browsing]) -> None:
    """Nobody is overdue on a day that has not come."""
    refused = browsing("so-tu-phap").send(f"{live}/buoc/sweep_deadlines", {"tu": "01/01/2026", "den": AHEAD})
    assert (refused.status, "ô Đến ngày" in refused.words) == (422, True)


def test_nothing_was_sent_tomorrow(live: str, browsing: Callable[[str | None], Browsing]) -> None:
    """A report cannot have been sent on a day that has not come."""
    fields = {"viec": "O1", "ngay_gui": AHEAD}
    refused = browsing("so-tu-phap").send(f"{live}/don-vi/mau.snv/da-gui", fields)
    assert (refused.status, "ô Ngày gửi" in refused.words) == (422, True)


@pytest.mark.parametrize("typed", ["31/12/0001", "01/01/9999", "25/06/0024", "1900-01-01"])
def test_a_year_that_nobody_means_is_asked_again(typed: str) -> None:
    """A year far from every campaign is a slip of the fingers."""
    with pytest.raises(BadForm, match="năm không hợp lý"):
        read_day(typed, label="Ngày")


@pytest.mark.parametrize(
    "typed", ["29/02/2023", "31/04/2024", "2024-13-01", "25/6/24", "25/6/2024 ", "ngày 5", "25/6/2024\n"]
)
def test_what_is_no_day_is_told(typed: str) -> None:
    """Only a day of the calendar, written whole, is a day."""
    with pytest.raises(BadForm, match="không phải là một ngày"):
        read_day(typed, label="Ngày")
