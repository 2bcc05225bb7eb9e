"""Who owes what by when, and how it stands on a day."""

from datetime import date

import pytest

from models.campaign import Submission
from models.dates import Period
from models.deadlines import Deadline, DeadlineStatus, assess, expand, horizon, turning_days
from models.documents import CampaignId
from models.organisation import Directory, UnitId, UnitKind
from models.plan import Plan
from models.plan.obligations import Reminder
from tests.plans.made import DIRECTORY, answer, made, member, obligation, owing, unit

FAR = date(2031, 12, 31)


def deadline(**changed: object) -> Deadline:
    """Return a deadline of 31/10/2024."""
    known: dict[str, object] = {
        "obligation_id": "O4",
        "title": "Báo cáo",
        "unit": "mau.s1",
        "due": date(2024, 10, 31),
        "period": "-",
    }
    return Deadline.model_validate(known | changed)


def handed(day: date, *, due: date | None = date(2024, 10, 31), unit_id: str = "mau.s1") -> Submission:
    """Return a hand-in for that deadline."""
    return Submission(
        campaign_id=CampaignId("mau"), obligation_id="O4", unit=UnitId(unit_id), due=due, handed_in=day, by="clerk"
    )


def expanded(plan: Plan, directory: Directory = DIRECTORY, **given: object) -> tuple[Deadline, ...]:
    """Return the plan's deadlines, without groups unless given."""
    options: dict[str, object] = {"memberships": (), "until": FAR}
    return expand(plan, directory=directory, **(options | given))  # type: ignore[arg-type]  # keywords of the tests


@pytest.mark.parametrize(
    ("handed_in", "as_of", "status"),
    [
        (None, date(2024, 10, 31), DeadlineStatus.NOT_DUE),
        (None, date(2024, 11, 1), DeadlineStatus.MISSING),
        (date(2024, 10, 31), date(2024, 11, 1), DeadlineStatus.MET),
        (date(2024, 11, 1), date(2024, 11, 1), DeadlineStatus.LATE),
        (date(2024, 11, 5), date(2024, 11, 1), DeadlineStatus.MISSING),
        (date(2024, 10, 20), date(2024, 10, 10), DeadlineStatus.NOT_DUE),
    ],
)
def test_status_is_as_things_stood_on_the_day(handed_in: date | None, as_of: date, status: DeadlineStatus) -> None:
    """The last day itself is on time, the next is late; what comes after as_of does not exist yet."""
    submissions = [handed(handed_in)] if handed_in else []
    (found,) = assess([deadline()], submissions=submissions, as_of=as_of)
    assert found.status is status
    assert (found.handed_in is not None) is (handed_in is not None and handed_in <= as_of)


def test_without_a_date_a_hand_in_meets_it_and_else_it_is_a_gap() -> None:
    """An obligation without any date is a gap until something is handed in."""
    undated = deadline(due=None)
    (open_one,) = assess([undated], submissions=[], as_of=FAR)
    (met,) = assess([undated], submissions=[handed(date(2024, 9, 1), due=None)], as_of=FAR)
    assert (open_one.status, met.status) == (DeadlineStatus.GAP, DeadlineStatus.MET)


def test_the_first_hand_in_counts() -> None:
    """A second hand-in after the deadline does not make the first one late."""
    both = [handed(date(2024, 11, 4)), handed(date(2024, 10, 30))]
    (found,) = assess([deadline()], submissions=both, as_of=FAR)
    assert (found.status, found.handed_in) == (DeadlineStatus.MET, date(2024, 10, 30))


def test_a_date_set_later_keeps_the_hand_in() -> None:
    """What was handed in while the date was unknown counts once a person sets the date."""
    (found,) = assess([deadline()], submissions=[handed(date(2024, 10, 1), due=None)], as_of=FAR)
    assert found.status is DeadlineStatus.MET


def test_a_recurring_hand_in_counts_for_its_own_week_only() -> None:
    """One weekly report does not meet the next week's deadline."""
    weeks = [deadline(), deadline(due=date(2024, 11, 7))]
    found = assess(weeks, submissions=[handed(date(2024, 10, 31))], as_of=FAR)
    assert [one.status for one in found] == [DeadlineStatus.MET, DeadlineStatus.MISSING]


def test_kinds_mean_every_unit_of_the_province_in_force() -> None:
    """Each department of the plan's province owes the report; another province's does not."""
    other = unit("x").model_copy(update={"id": UnitId("khac.s1")})
    found = expanded(made(), Directory((*DIRECTORY, other, unit("s4", valid_to=date(2025, 1, 1)))))
    assert [one.unit for one in found] == ["mau.s2", "mau.s1", "mau.s3"]
    assert {(one.due, one.receiver) for one in found} == {(date(2026, 12, 14), "mau.ubnd")}


def test_exceptions_and_named_units() -> None:
    """A named unit is meant once, an exception not at all."""
    owed = [{"text": "các sở", "kinds": ["so"], "units": ["mau.s1"], "except_units": ["mau.s2"]}]
    found = expanded(made(obligations=[obligation(owed_by=owed)]))
    assert [one.unit for one in found] == ["mau.s1", "mau.s3"]


def test_a_phrase_alone_names_nobody() -> None:
    """Bodies that no directory holds get no deadline."""
    assert expanded(made(obligations=[obligation(owed_by=[{"text": "báo, đài"}])])) == ()


def test_duties_follow_the_group_by_date() -> None:
    """A unit owes the weekly report of its group only while it belongs to it."""
    plan = made(
        groups=[{"id": "G", "text": "nhóm"}],
        obligations=[
            obligation(
                owed_by=[{"text": "nhóm", "group": "G", "kinds": ["so"]}], due={"kind": "weekly", "weekday": "friday"}
            )
        ],
    )
    joined = [
        member("mau.s1", "G", date(2026, 2, 2), date(2026, 2, 15)),
        member("mau.s2", "khác", date(2026, 1, 1)),
    ]
    found = expanded(plan, memberships=joined)
    assert [(one.unit, one.due) for one in found] == [("mau.s1", date(2026, 2, 6)), ("mau.s1", date(2026, 2, 13))]


def test_a_recurrence_without_its_day_waits_for_a_person() -> None:
    """One undated deadline per unit until the weekday is filled; then dates from the start, whenever it was filled."""
    plan = owing({"kind": "weekly"}, owed_by=[{"text": "Sở", "units": ["mau.s1"]}])
    (waiting,) = expanded(plan)
    filled = expanded(plan, fillings=[answer("obligations.O1.weekday", "Thứ Sáu", on=date(2026, 11, 22))])
    assert waiting.due is None
    assert (filled[0].due, len(filled)) == (date(2026, 1, 9), 51)


ENDED = unit("s1", valid_to=date(2026, 6, 30))
ENDED_KNOWN = ENDED.model_copy(update={"successors": (UnitId("mau.s9"),)})
HEIR = unit("s9", name="Sở Chín", valid_from=date(2026, 7, 1))
ONLY_S1 = [{"text": "Sở", "units": ["mau.s1"]}]


def test_a_unit_that_ends_is_exempt_with_the_reason() -> None:
    """A unit that ended before the deadline is exempt; its successors are named, or said to be unknown."""
    plan = made(obligations=[obligation(owed_by=ONLY_S1)])
    (alone,) = expanded(plan, Directory((ENDED,)))
    (with_heir,) = expanded(plan, Directory((ENDED_KNOWN, HEIR)))
    assert alone.exempt_reason is not None
    assert "30/6/2026" in alone.exempt_reason
    assert "chưa ghi đơn vị kế tiếp" in alone.exempt_reason
    assert with_heir.exempt_reason is not None
    assert "Sở Chín" in with_heir.exempt_reason
    (assessed,) = assess([alone], submissions=[], as_of=FAR)
    assert (assessed.status, assessed.reason) == (DeadlineStatus.EXEMPT, alone.exempt_reason)


def test_a_duty_passes_on_where_it_says_so() -> None:
    """With passes_to_successors the heir owes it, with a note; without a known heir the unit is exempt."""
    plan = made(obligations=[obligation(owed_by=ONLY_S1, passes_to_successors=True)])
    (heir,) = expanded(plan, Directory((ENDED_KNOWN, HEIR)))
    (nobody,) = expanded(plan, Directory((ENDED,)))
    assert (heir.unit, heir.exempt_reason) == ("mau.s9", None)
    assert "thay cho Sở s1" in heir.note
    assert nobody.exempt_reason is not None


def test_an_undated_duty_of_an_ended_unit_is_exempt_afterwards() -> None:
    """A gap stays a gap while the unit exists; afterwards nobody owes it."""
    (open_one,) = expanded(owing({"kind": "none_stated"}, owed_by=ONLY_S1), Directory((ENDED,)))
    before, after = (assess([open_one], submissions=[], as_of=day)[0] for day in (date(2026, 6, 30), date(2026, 7, 1)))
    assert (before.status, after.status) == (DeadlineStatus.GAP, DeadlineStatus.EXEMPT)


def test_receivers_may_depend_on_the_sender() -> None:
    """A receiver of one kind of senders is not told to another; several bodies and a way through are kept."""
    receivers = [
        {"text": "Sở Hai", "units": ["mau.s2"], "from_kinds": ["ubnd_huyen"]},
        {"text": "UBND tỉnh và Sở Ba (qua Sở Hai)", "units": ["mau.ubnd", "mau.s3"], "via": "mau.s2"},
    ]
    (found,) = expanded(made(obligations=[obligation(owed_by=ONLY_S1, receivers=receivers)]))
    assert (found.receiver, found.also_to, found.via) == ("mau.ubnd", ("mau.s3",), "mau.s2")


def test_turning_days_are_the_days_after_the_last_on_time() -> None:
    """In a window only days on which something becomes overdue count; exempt and undated deadlines never do."""
    known = [
        deadline(),
        deadline(unit="mau.s2"),
        deadline(due=date(2024, 9, 30)),
        deadline(due=None),
        deadline(due=date(2024, 11, 5), exempt_reason="đã kết thúc"),
    ]
    window = Period(start=date(2024, 10, 1), end=date(2024, 11, 15))
    assert turning_days(known, window=window) == (date(2024, 10, 1), date(2024, 11, 1))


def test_the_horizon_holds_everything_the_plan_asks() -> None:
    """Up to the horizon no deadline of the plan is cut off, settlement after the end included."""
    plan = owing({"kind": "monthly", "day": 20, "periods_after": 1}, reminder="notice")
    found = expanded(plan, until=horizon(plan))
    assert found == expanded(plan)
    assert max(one.due for one in found if one.due) == date(2027, 1, 20)
    assert {one.reminder for one in found} == {Reminder.NOTICE}


def test_district_units_are_a_kind_of_their_own() -> None:
    """UBND cấp huyện selects district units alone."""
    district = unit("h1", UnitKind.DISTRICT)
    plan = made(obligations=[obligation(owed_by=[{"text": "UBND cấp huyện", "kinds": ["ubnd_huyen"]}])])
    assert [one.unit for one in expanded(plan, Directory((*DIRECTORY, district)))] == ["mau.h1"]


def test_a_units_own_day_is_its_deadline_and_nobody_elses() -> None:
    """One unit has its day, counted from which it is late; the others stay without, or have the day of all."""
    plan = owing({"kind": "on_event", "event": "khi hoàn thành", "wording": "khi hoàn thành"})
    single = answer("obligations.O1.due.mau.s2", "15/10/2026")
    found = expanded(plan, fillings=[single])
    assert {one.unit: one.due for one in found} == {"mau.s1": None, "mau.s2": date(2026, 10, 15), "mau.s3": None}
    status = {one.unit: one.status for one in assess(found, submissions=(), as_of=date(2026, 10, 16))}
    assert (status[UnitId("mau.s1")], status[UnitId("mau.s2")]) == (DeadlineStatus.GAP, DeadlineStatus.MISSING)
    general = answer("obligations.O1.due", "31/12/2026")
    both = {one.unit: one.due for one in expanded(plan, fillings=[single, general])}
    assert both[UnitId("mau.s2")] == date(2026, 10, 15)
    assert both[UnitId("mau.s1")] == date(2026, 12, 31)
    assert all(one.due != date(2026, 10, 15) for one in expanded(plan, fillings=[single], until=date(2026, 10, 14)))


def test_a_member_of_a_group_owes_by_its_own_day_while_it_belongs() -> None:
    """Whoever joins the group of those who have finished owes by the day set for it, if it belongs on that day."""
    groups = [{"id": "II.2", "text": "Đã hoàn thành"}]
    due = {"kind": "on_event", "event": "khi hoàn thành"}
    plan = made(
        groups=groups, obligations=[obligation(due=due, owed_by=[{"text": "đơn vị đã hoàn thành", "group": "II.2"}])]
    )
    joined = [member("mau.s1", "II.2", date(2026, 9, 1))]
    for day, expected in (("15/10/2026", date(2026, 10, 15)), ("01/8/2026", None)):
        found = expanded(plan, memberships=joined, fillings=[answer("obligations.O1.due.mau.s1", day)])
        assert [one.due for one in found] == ([expected] if expected else [])
