"""The sweep: who was overdue on which day, whenever it runs and in however many pieces."""

from datetime import date

import pytest

from models.campaign import Clock
from models.documents import DocumentKind
from models.events import Event
from models.operations import OperationKind, OperationState
from models.organisation import UnitId
from tests.workflows.conftest import (
    CLERK,
    DONG_NAI,
    PLAN_DAY,
    Do,
    all_drafts,
    doing,
    issued_plan,
    plan_text,
    prepared,
    report,
)
from workflows.services import Services
from workflows.steps.campaigns.campaigns import assign_group, fill_gap
from workflows.steps.campaigns.plan_renewal import renew_plan
from workflows.steps.confirming import confirm_draft
from workflows.steps.reporting.live import request_live_sweeps
from workflows.steps.reporting.reminders import ReminderOutdated
from workflows.steps.reporting.reports import record_progress

HANDED_IN = {
    "dong-nai.snv": date(2024, 10, 31),
    "dong-nai.cam-my": date(2024, 10, 30),
    "dong-nai.bien-hoa": date(2024, 11, 1),
    "dong-nai.stc": date(2024, 11, 8),
}
"""Two on time, one on the turning day itself, one a week late."""

Finding = tuple[str, date, str]


def findings(services: Services) -> set[Finding]:
    with services.registry.begin() as tx:
        events: tuple[Event, ...] = tx.events.list(DONG_NAI, kinds=("deadline.overdue",), limit=5000)
    return {(event.subject, event.as_of, event.data["obligation"]) for event in events}


def letters(services: Services) -> list[tuple[str, tuple[str, ...]]]:
    return [(draft.key, tuple(draft.context["units"])) for draft in all_drafts(services, DocumentKind.REMINDER_LETTER)]


def sweep(do: Do, start: date, end: date) -> None:
    ended = do(OperationKind.SWEEP_DEADLINES, end, **{"from": start.isoformat(), "to": end.isoformat()})
    assert ended.state is OperationState.SUCCEEDED


def hand_in(services: Services, do: Do, *, until: date, after: date = date.min) -> None:
    for unit, day in HANDED_IN.items():
        if after < day <= until:
            report(unit, day, services)
            do(OperationKind.ISSUE_CONFIRMED, day)


def at_once(services: Services) -> tuple[set[Finding], list[tuple[str, tuple[str, ...]]]]:
    do = issued_plan(services)
    hand_in(services, do, until=date(2024, 11, 15))
    sweep(do, date(2024, 10, 1), date(2024, 11, 15))
    return findings(services), letters(services)


def test_one_sweep_afterwards_finds_exactly_the_late_and_the_missing(services: Services) -> None:
    """Once over all days, with everything recorded: 31 of 33 units, one letter, those on time not in it."""
    found, drafted = at_once(services)
    assert len(found) == 31
    assert {day for _, day, _ in found} == {date(2024, 11, 1)}
    assert {"dong-nai.bien-hoa", "dong-nai.stc"} <= {unit for unit, _, _ in found}
    ((key, named),) = drafted
    assert key.endswith("reminder_letter:O4:2024-11-01:1")
    assert len(named) == 31
    assert "Sở Nội vụ" not in named
    assert "UBND thành phố Biên Hòa" in named


def test_a_sweep_in_pieces_as_the_days_pass_finds_the_same(services: Services) -> None:
    """Day by day, each hand-in recorded only when it comes: the same findings and the same letter."""
    do = issued_plan(services)
    for start, end in ((1, 20), (20, 31)):
        hand_in(services, do, after=date(2024, 10, start), until=date(2024, 10, end))
        sweep(do, date(2024, 10, start), date(2024, 10, end))
    sweep(do, date(2024, 11, 1), date(2024, 11, 1))
    hand_in(services, do, after=date(2024, 10, 31), until=date(2024, 11, 5))
    sweep(do, date(2024, 11, 1), date(2024, 11, 5))
    hand_in(services, do, after=date(2024, 11, 5), until=date(2024, 11, 15))
    sweep(do, date(2024, 11, 5), date(2024, 11, 15))
    found = findings(services)
    ((key, named),) = letters(services)
    assert len(found) == len(named) == 31
    assert {day for _, day, _ in found} == {date(2024, 11, 1)}
    assert key.endswith("O4:2024-11-01:1")
    assert {"UBND thành phố Biên Hòa", "Sở Tài chính"} <= set(named)
    assert not {"Sở Nội vụ", "UBND huyện Cẩm Mỹ"} & set(named)


def test_weekly_reports_turn_on_each_week_and_bring_notices_only(services: Services) -> None:
    """With its weekday filled a weekly duty is found missing week by week; notices go out, no letter."""
    do = issued_plan(services)
    unit = UnitId("dong-nai.xuan-loc")
    assign_group(services, campaign_id=DONG_NAI, unit=unit, group="III.1.a", start=date(2024, 9, 30), actor=CLERK)
    fill_gap(
        services,
        campaign_id=DONG_NAI,
        path="obligations.O1.weekday",
        value="friday",
        actor=CLERK,
        as_of=date(2024, 9, 30),
    )
    record_progress(
        services,
        campaign_id=DONG_NAI,
        obligation_id="O1",
        unit=unit,
        due=date(2024, 10, 11),
        handed_in=date(2024, 10, 10),
        note="qua thư điện tử",
        actor=CLERK,
    )
    sweep(do, date(2024, 10, 1), date(2024, 10, 25))
    assert {day for who, day, what in findings(services) if (who, what) == (unit, "O1")} == {
        date(2024, 10, 5),
        date(2024, 10, 19),
    }
    assert not letters(services)
    with services.registry.begin() as tx:
        notices = tx.outbox.for_unit(unit)
    assert [notice.as_of for notice in notices if notice.key.startswith("overdue")] == [
        date(2024, 10, 19),
        date(2024, 10, 5),
    ]


def test_a_replay_campaign_is_never_swept_by_the_schedule(services: Services) -> None:
    """A replay campaign is never touched by the schedule, whatever the date."""
    issued_plan(services)
    assert request_live_sweeps(services, today=date(2024, 11, 1)) == ()


def test_a_live_campaign_misses_no_day_while_the_machine_was_off(services: Services) -> None:
    """After a week away the next sweep covers the whole week, then nothing is asked for until the plan moves."""
    do = issued_plan(services, clock=Clock.LIVE)
    sweep(do, PLAN_DAY, date(2024, 10, 28))
    (asked,) = request_live_sweeps(services, today=date(2024, 11, 4))
    assert asked.params == {"from": "2024-10-28", "to": "2024-11-04"}
    do(OperationKind.SWEEP_DEADLINES, date(2024, 11, 4), **asked.params)
    assert len(findings(services)) == 33
    assert request_live_sweeps(services, today=date(2024, 11, 4)) == ()
    fill_gap(services, campaign_id=DONG_NAI, path="obligations.O2.day", value=5, actor=CLERK, as_of=date(2024, 11, 4))
    (again,) = request_live_sweeps(services, today=date(2024, 11, 4))
    assert again.params["from"] == PLAN_DAY.isoformat()


def test_a_letter_never_scolds_who_handed_in_on_time_after_all(services: Services) -> None:
    """A report of 30/10 recorded after the sweep stops the letter's confirmation; sweeping again mends the draft."""
    do = issued_plan(services)
    sweep(do, date(2024, 11, 1), date(2024, 11, 1))
    report("dong-nai.snv", date(2024, 10, 30), services)
    do(OperationKind.ISSUE_CONFIRMED, date(2024, 10, 30))
    (draft,) = all_drafts(services, DocumentKind.REMINDER_LETTER)
    with pytest.raises(ReminderOutdated, match="Sở Nội vụ"):
        confirm_draft(services, key=draft.key, dated=date(2024, 11, 1), actor=CLERK)
    sweep(do, date(2024, 11, 1), date(2024, 11, 1))
    ((_, named),) = letters(services)
    assert "Sở Nội vụ" not in named
    assert len(named) == 32
    confirm_draft(services, key=draft.key, dated=date(2024, 11, 1), actor=CLERK)


def test_the_plans_words_keep_no_letter_back(services: Services) -> None:
    """A duty that cites a law as people type it is set right in the letter, where nobody could mend it."""
    prepared(services)
    named = "title: Báo cáo tổng kết thực hiện số hóa dữ liệu hộ tịch"
    renew_plan(
        services,
        campaign_id=DONG_NAI,
        plan_text=plan_text("dong_nai_2024.yaml").replace(named, "title: Báo cáo theo Khoản 2 điều 5 Luật Hộ tịch"),
        file_name="dong_nai_2024.yaml",
        actor=CLERK,
        as_of=PLAN_DAY,
    )
    do = doing(services)
    do(OperationKind.ISSUE_PLAN, PLAN_DAY)
    sweep(do, date(2024, 11, 1), date(2024, 11, 1))
    (draft,) = all_drafts(services, DocumentKind.REMINDER_LETTER)
    assert draft.title == "đôn đốc gửi báo cáo theo khoản 2 Điều 5 Luật Hộ tịch"
    confirm_draft(services, key=draft.key, dated=date(2024, 11, 1), actor=CLERK)
