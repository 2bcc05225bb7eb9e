"""The day of a duty "on completion" is set for one unit after the other, by the office, with its ground."""

from datetime import date

import pytest

from models.errors import NotFound
from models.operations import OperationKind
from models.organisation import UnitId
from models.plan import BadFilling
from tests.workflows.conftest import CLERK, DONG_NAI, PLAN_DAY, issued_plan
from workflows.services import Services
from workflows.steps.campaigns.campaigns import PlanAlreadyIssued, assign_group, fill_gap
from workflows.steps.campaigns.deadlines import assess_campaign
from workflows.steps.campaigns.unit_days import ChangedMeanwhile, UnitDayChange, change_unit_days
from workflows.steps.pages.units import unit_page

CAM_MY, LONG_KHANH = UnitId("dong-nai.cam-my"), UnitId("dong-nai.long-khanh")
FINISHED = "III.2"


def set_day(services: Services, unit: UnitId, day: str, *, duty: str = "O3") -> None:
    fill_gap(
        services,
        campaign_id=DONG_NAI,
        path=f"obligations.{duty}.due.{unit}",
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


def change(services: Services, *changes: UnitDayChange) -> int:
    return change_unit_days(
        services,
        campaign_id=DONG_NAI,
        obligation_id="O3",
        changes=changes,
        actor=CLERK,
        as_of=PLAN_DAY,
        note="biên bản hoàn thành số hóa",
    )


def joined(services: Services, *units: UnitId) -> None:
    issued_plan(services)
    for unit in units:
        assign_group(services, campaign_id=DONG_NAI, unit=unit, group=FINISHED, start=PLAN_DAY, actor=CLERK)


def test_many_days_are_set_at_once_and_taken_back(services: Services) -> None:
    """One act sets, the same act again changes nothing, and without its own day a unit has the common one's lack."""
    joined(services, CAM_MY, LONG_KHANH)
    day = date(2024, 10, 15)
    both = [UnitDayChange(unit=unit, before=None, after=day) for unit in (CAM_MY, LONG_KHANH)]
    assert (change(services, *both), change(services, *both)) == (2, 0)
    assert change(services, UnitDayChange(unit=CAM_MY, before=day, after=None)) == 1
    assert owed(services, as_of=PLAN_DAY) == {CAM_MY: (None, "gap"), LONG_KHANH: (day, "not_due")}
    with services.registry.begin() as tx:
        told = tx.events.list(DONG_NAI, kinds=("gap.filled",), limit=3)
    assert (told[0].subject, told[0].data["value"]) == (f"obligations.O3.due.{CAM_MY}", "")


def test_all_days_or_none(services: Services) -> None:
    """Where one day cannot be kept, or somebody else has moved it since, none of the others is kept either."""
    joined(services, CAM_MY)
    good = UnitDayChange(unit=CAM_MY, before=None, after=date(2024, 10, 15))
    with pytest.raises(BadFilling):
        change(services, good, UnitDayChange(unit=LONG_KHANH, before=None, after=date(2024, 10, 15)))
    with pytest.raises(ChangedMeanwhile, match="vừa được người khác đổi"):
        change(services, UnitDayChange(unit=CAM_MY, before=date(2024, 9, 1), after=date(2024, 10, 15)))
    assert owed(services, as_of=PLAN_DAY) == {CAM_MY: (None, "gap")}


def test_nothing_is_taken_back_that_was_not_set(services: Services) -> None:
    """An empty answer for a unit without a day of its own is told, and nothing is logged."""
    joined(services, CAM_MY)
    with pytest.raises(BadFilling, match="chưa có câu trả lời nào để bỏ"):
        set_day(services, CAM_MY, "")


def test_a_sub_plan_keeps_its_draft_when_its_day_is_set(services: Services) -> None:
    """The draft was made while no day was known; with one it is still the way to meet the duty."""
    do = issued_plan(services)
    do(OperationKind.DISTRIBUTE_SUB_PLANS, date(2024, 6, 26))
    set_day(services, CAM_MY, "15/7/2024", duty="O5")
    page = unit_page(services, campaign_id=DONG_NAI, unit=CAM_MY, today=PLAN_DAY, day=date(2024, 7, 10))
    (task,) = (one for one in page.now if one.deadline.obligation_id == "O5")
    assert task.deadline.due == date(2024, 7, 15)
    assert task.draft is not None


def test_a_day_for_all_is_taken_back(services: Services) -> None:
    """An empty answer opens the gap again; what is printed on the plan's paper cannot be taken back."""
    issued_plan(services)
    for unit in (CAM_MY, LONG_KHANH):
        assign_group(services, campaign_id=DONG_NAI, unit=unit, group=FINISHED, start=PLAN_DAY, actor=CLERK)
    set_day(services, LONG_KHANH, "20/9/2024")

    def answer(value: str, *, path: str = "obligations.O3.due") -> None:
        fill_gap(services, campaign_id=DONG_NAI, path=path, value=value, actor=CLERK, as_of=PLAN_DAY)

    with pytest.raises(BadFilling, match="chưa có câu trả lời nào để bỏ"):
        answer("")
    answer("31/10/2024")
    assert owed(services, as_of=PLAN_DAY)[CAM_MY] == (date(2024, 10, 31), "not_due")
    for _ in range(2):
        answer("")
    assert owed(services, as_of=PLAN_DAY) == {CAM_MY: (None, "gap"), LONG_KHANH: (date(2024, 9, 20), "not_due")}
    with pytest.raises(PlanAlreadyIssued):
        answer("", path="document.date")
