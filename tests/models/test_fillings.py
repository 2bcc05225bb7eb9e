"""Gaps, answers, and uncertain readings."""

from datetime import date
from typing import Any

import pytest

from models.organisation import UnitId
from models.plan import BadFilling, Gap, Plan, open_gaps, parse_answer, printed, readings, with_fillings
from models.plan.due import OnDay, Weekly, Yearly
from models.plan.gaps import AnswerKind, NeededFor
from tests.plans.made import answer, made, obligation, owing, plan_data

LOST = {"reason": "lost", "question": "Ai ký?"}


def with_gaps() -> Plan:
    """Return a plan whose number, date, block and name are gaps."""
    document = plan_data()["document"] | {
        "number": {"reason": "illegible", "question": "Số?", "candidates": [210]},
        "date": {"reason": "illegible", "question": "Ngày?", "candidates": ["2024-06-25"], "line": 6},
    }
    signature = {"authority": LOST | {"candidates": [["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]]}, "name": LOST}
    return made(document=document, signature=signature)


def test_gaps_tell_what_they_hold_up() -> None:
    """Date and signature stop the issue; the number does not, as a series can give it; candidates keep their type."""
    found = {gap.path: gap for gap in open_gaps(with_gaps())}
    assert {path: gap.needed_for for path, gap in found.items()} == {
        "document.number": NeededFor.NOTHING,
        "document.date": NeededFor.ISSUE,
        "signature.authority": NeededFor.ISSUE,
        "signature.name": NeededFor.ISSUE,
    }
    assert found["document.date"].candidates == (date(2024, 6, 25),)
    assert found["signature.authority"].candidates == (("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),)


def test_answers_close_gaps_and_may_be_given_again() -> None:
    """With all answers in, no gap is left, and the same answers once more change nothing."""
    given = [
        answer("document.number", "210"),
        answer("document.date", "25/6/2024"),
        answer("signature.authority", "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"),
        answer("signature.name", "Người ký mẫu"),
    ]
    filled = with_fillings(with_gaps(), given)
    assert open_gaps(filled) == ()
    assert (filled.document.number, filled.dated) == (210, date(2024, 6, 25))
    assert filled.signature.authority == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert with_fillings(filled, given) == filled


def test_a_later_answer_takes_the_place_of_an_earlier_one() -> None:
    """Of two answers to one path the last counts."""
    filled = with_fillings(with_gaps(), [answer("document.number", 1), answer("document.number", 2)])
    assert filled.document.number == 2


@pytest.mark.parametrize(
    ("due", "field", "value", "kept"),
    [
        ({"kind": "weekly"}, "weekday", "thứ sáu", Weekly),
        ({"kind": "yearly"}, "days", "10/12", Yearly),
        ({"kind": "none_stated"}, "due", "2026-10-31", OnDay),
        ({"kind": "on_event", "event": "khi tổng kết"}, "due", date(2026, 12, 20), OnDay),
        ({"kind": "unknown", "reason": "lost"}, "due", "20/12/2026", OnDay),
        ({"kind": "on_day", "day": "2026-10-31", "may_move": True}, "due", "2026-11-15", OnDay),
    ],
)
def test_a_missing_due_is_filled(due: dict[str, Any], field: str, value: Any, kept: type) -> None:
    """Each kind of missing or movable due takes its answer and is no gap afterwards."""
    filled = with_fillings(owing(due), [answer(f"obligations.O1.{field}", value)])
    assert isinstance(filled.obligations[0].due, kept)
    assert open_gaps(filled) == ()


def test_a_missing_receiver_is_filled() -> None:
    """The receiver that the source does not name is set by a person."""
    gap = {"reason": "inferred", "question": "Gửi đâu?", "candidates": ["mau.s2"]}
    plan = made(obligations=[obligation(receivers=gap)])
    assert isinstance(plan.obligations[0].receivers, Gap)
    filled = with_fillings(plan, [answer("obligations.O1.receivers", "mau.s2")])
    assert open_gaps(filled) == ()


def test_a_question_is_answered() -> None:
    """What else the plan leaves open can be settled."""
    plan = made(questions=[{"id": "Q1", "question": "Ai ký tờ trình?"}])
    filled = with_fillings(plan, [answer("questions.Q1", "Giám đốc Sở")])
    assert [gap.path for gap in open_gaps(plan)] == ["questions.Q1"]
    assert open_gaps(filled) == ()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("document.date", "30/02/2026"),
        ("document.title", "x"),
        ("document", "x"),
        ("nothing.here", "x"),
        ("obligations.O9.due", "2026-01-01"),
        ("obligations.O1.weekday", "friday"),
        ("obligations.O1.due", "2026-01-01"),
        ("obligations.O1.receivers", "mau.s3"),
        ("questions.Q9", "x"),
        ("readings.1", "x"),
        ("document.number", 7),
    ],
)
def test_an_answer_that_fits_no_gap_is_refused(path: str, value: Any) -> None:
    """Unknown paths, impossible values and what the plan states itself are refused with the place."""
    with pytest.raises(BadFilling) as refused:
        with_fillings(made(), [answer(path, value)])
    assert refused.value.place == path
    assert refused.value.remedy


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (AnswerKind.DATE, "05/01/2026", date(2026, 1, 5)),
        (AnswerKind.NUMBER, " 12 ", 12),
        (AnswerKind.WEEKDAY, "Chủ nhật", "sunday"),
        (AnswerKind.DAY_OF_MONTH, "cuối tháng", 31),
        (AnswerKind.DAY_OF_YEAR, "01/12", "12-01"),
        (AnswerKind.LINES, "TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        (AnswerKind.TEXT, "  hai   chữ ", "hai chữ"),
        (AnswerKind.UNIT, "dong-nai.stp", "dong-nai.stp"),
    ],
)
def test_answers_are_read_as_people_write_them(kind: AnswerKind, value: object, expected: object) -> None:
    """Vietnamese dates, weekdays and several lines are understood."""
    assert parse_answer(kind, value) == expected


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (AnswerKind.DATE, "mai"),
        (AnswerKind.NUMBER, 0),
        (AnswerKind.NUMBER, True),
        (AnswerKind.WEEKDAY, "thứ tám"),
        (AnswerKind.DAY_OF_MONTH, 32),
        (AnswerKind.DAY_OF_YEAR, "31/4"),
        (AnswerKind.LINES, " "),
        (AnswerKind.TEXT, ""),
        (AnswerKind.UNIT, "Sở Tư pháp"),
    ],
)
def test_answers_that_mean_nothing_are_refused(kind: AnswerKind, value: object) -> None:
    """A wrong answer is told with the form that is expected."""
    with pytest.raises(BadFilling):
        parse_answer(kind, value)


UNSURE = "# I. NỘI ⟦DUNG|DÙNG⟧\n- Việc ⟦triển⟧ khai ⟦của|⟧ đơn vị."


def test_readings_are_counted_through_the_text() -> None:
    """Readings carry their number, part and words around; an empty candidate means that nothing stands there."""
    found = readings(made(body=UNSURE, targets=[], obligations=[]))
    assert [(one.path, one.place, one.candidates) for one in found] == [
        ("readings.1", "I", ("DUNG", "DÙNG")),
        ("readings.2", "I", ("triển",)),
        ("readings.3", "I", ("của", "")),
    ]
    assert (found[1].before, found[1].after) == ("Việc ", " khai của đơn vị.")


def test_text_prints_without_brackets_and_as_decided() -> None:
    """Undecided readings print by their likeliest candidate, decided ones as decided; numbers never shift."""
    plan = made(body=UNSURE, targets=[], obligations=[])
    filled = with_fillings(plan, [answer("readings.3", ""), answer("readings.1", "DUNG")])
    assert [block.text for block in printed(plan).body] == ["I. NỘI DUNG", "Việc triển khai của đơn vị."]
    assert [block.text for block in printed(filled).body] == ["I. NỘI DUNG", "Việc triển khai đơn vị."]
    assert [one.confirmed for one in readings(filled)] == ["DUNG", None, ""]


def test_a_reading_is_text_without_brackets() -> None:
    """A decision on a reading cannot bring brackets back."""
    with pytest.raises(BadFilling):
        with_fillings(made(body=UNSURE), [answer("readings.1", "⟦x⟧")])


SINGLE = "obligations.O1.due.mau.s1"


@pytest.mark.parametrize(
    "due",
    [
        {"kind": "on_event", "event": "khi hoàn thành"},
        {"kind": "none_stated"},
        {"kind": "unknown", "reason": "lost"},
    ],
)
def test_a_unit_may_have_a_day_of_its_own(due: dict[str, Any]) -> None:
    """Where the source gives no day, each unit may be given its own, before or after one for all, and given again."""
    plan = owing(due)
    single, general = answer(SINGLE, "15/10/2024"), answer("obligations.O1.due", "31/12/2024")
    for given in ([single], [single, general], [general, single]):
        filled = with_fillings(plan, given)
        found = filled.obligation("O1")
        assert found is not None
        assert found.day_of(UnitId("mau.s1")) == date(2024, 10, 15)
        assert found.day_of(UnitId("mau.s2")) is None
        assert with_fillings(filled, given) == filled
    assert SINGLE not in {gap.path for gap in open_gaps(plan)}


@pytest.mark.parametrize(
    ("due", "path", "value"),
    [
        ({"kind": "on_day", "day": "2024-10-31"}, SINGLE, "15/10/2024"),
        ({"kind": "weekly"}, SINGLE, "15/10/2024"),
        ({"kind": "on_event", "event": "x"}, SINGLE, "hôm nào đó"),
        ({"kind": "on_event", "event": "x"}, "obligations.O1.due.S1", "15/10/2024"),
        ({"kind": "on_event", "event": "x"}, "obligations.O1.due.", "15/10/2024"),
    ],
)
def test_a_day_of_a_units_own_is_refused_where_it_has_no_place(due: dict[str, Any], path: str, value: str) -> None:
    """A stated day, a recurrence, no unit or no day at all: nothing is set for a single unit."""
    with pytest.raises(BadFilling):
        with_fillings(owing(due), [answer(path, value)])
