"""A campaign's main act through forms alone: gaps, issue, sub-plan, report, finding it again."""

from collections.abc import Callable

from models.operations import Operation
from tests.web.browsing import Browsing

HOME = "/phong-trao/dong-nai-2024"


def test_main_act_without_javascript(
    campaign: str, browsing: Callable[[str | None], Browsing], work: Callable[[], list[Operation]]
) -> None:
    """Forms and redirects alone carry the plan from its gaps to a report handed in and found again."""
    office = browsing("so-tu-phap")
    for address in ("", "/bo-sung", "/nhom", "/thoi-han", "/du-thao", "/van-ban", "/don-vi", "/so-van-ban"):
        shown = office.open(HOME + address)
        assert shown.status == 200, (address, shown.words)
