"""The day of a duty "on completion" is set for one unit after the other, by the office, with its ground."""

from datetime import date

import pytest

from models.errors import NotFound
from models.organisation import UnitId
from models.plan import BadFilling
from tests.workflows.conftest import CLERK, DONG_NAI, PLAN_DAY, issued_plan
from workflows.services import Services
from workflows.steps.campaigns.campaigns import assign_group, fill_gap
from workflows.steps.campaigns.deadlines import assess_campaign

CAM_MY, LONG_KHANH = UnitId("dong-nai.cam-my"), UnitId("dong-nai.long-khanh")
FINISHED = "III.2"


def set_day(services: Services, unit: UnitId, day: str) -> None:
    fill_gap(
        services,
        campaign_id=DONG_NAI,
        path=f"obligations.O3.due.{unit}",
        value=day,
        actor=CLERK,
        as_of=PLAN_DAY,
        note="biên bản hoàn thành số hóa",
    )


def owed(services: Services, *, as_of: date) -> dict[UnitId, tuple[date | None, str]]:
    """Return day and status of the acceptance report, by unit."""
    found = assess_campaign(services, campaign_id=DONG_NAI, as_of=as_of)
    return {one.unit: (one.due, one.status.value) for one in found if one.obligation_id == "O3"}


def test_each_unit_that_finishes_gets_its_own_day(services: Services) -> None:
    """After the plan is issued, units join those who have finished and each owes by its own day; it can be moved."""
    issued_plan(services)
    for unit in (CAM_MY, LONG_KHANH):
        assign_group(services, campaign_id=DONG_NAI, unit=unit, group=FINISHED, start=PLAN_DAY, actor=CLERK)
    assert owed(services, as_of=PLAN_DAY) == {CAM_MY: (None, "gap"), LONG_KHANH: (None, "gap")}
    set_day(services, CAM_MY, "15/10/2024")
    expected = {CAM_MY: (date(2024, 10, 15), "missing"), LONG_KHANH: (None, "gap")}
    assert owed(services, as_of=date(2024, 10, 16)) == expected
    set_day(services, CAM_MY, "31/10/2024")
    set_day(services, LONG_KHANH, "20/9/2024")
    expected = {CAM_MY: (date(2024, 10, 31), "not_due"), LONG_KHANH: (date(2024, 9, 20), "missing")}
    assert owed(services, as_of=date(2024, 10, 16)) == expected


def test_a_unit_that_does_not_owe_it_is_told(services: Services) -> None:
    """A department, a district outside the group or a slip of the pen sets nothing."""
    issued_plan(services)
    for unit in (UnitId("dong-nai.snv"), CAM_MY):
        with pytest.raises(BadFilling, match="không thuộc các đơn vị phải thực hiện"):
            set_day(services, unit, "15/10/2024")
    with pytest.raises(NotFound):
        set_day(services, UnitId("dong-nai.cam-mi"), "15/10/2024")
    assert owed(services, as_of=PLAN_DAY) == {}
