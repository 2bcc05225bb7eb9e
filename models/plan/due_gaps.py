"""What is still missing before an obligation has its dates, and an answer put in its place."""

from typing import Any

from models.base import Value
from models.organisation import UnitId
from models.plan.answers import BadFilling, parse_answer
from models.plan.due import (
    Anchor,
    DayWithoutYear,
    Due,
    Monthly,
    NoneStated,
    OnDay,
    OnEvent,
    Quarterly,
    Relative,
    Unknown,
    Weekly,
    Yearly,
)
from models.plan.gaps import AnswerKind, GapReason, NeededFor
from models.plan.obligations import Obligation, UnitDay

_OF_UNIT = "due."


class MissingDue(Value):
    """The one thing missing in a due: its field, the question, and what the answer looks like."""

    field: str
    question: str
    answer: AnswerKind
    needed_for: NeededFor
    reason: GapReason = GapReason.NOT_STATED
    candidates: tuple[str, ...] = ()


def due_gap(obligation: Obligation) -> MissingDue | None:
    """Return what the obligation's due lacks, or None where its dates can be told.

    Only recurrences hold deadlines up; a single duty without a date is told as one, and may stay so.
    """
    due, title = obligation.due, obligation.title
    match due:
        case Weekly(weekday=None):
            return _recurring("weekday", f"“{title}”: nộp vào ngày thứ mấy hàng tuần?", AnswerKind.WEEKDAY)
        case Monthly(day=None):
            return _recurring("day", f"“{title}”: nộp vào ngày nào hàng tháng?", AnswerKind.DAY_OF_MONTH)
        case Quarterly(day=None):
            return _recurring("day", f"“{title}”: nộp vào ngày nào của tháng cuối quý?", AnswerKind.DAY_OF_MONTH)
        case Yearly(days=()):
            return _recurring("days", f"“{title}”: hạn hằng năm là ngày, tháng nào?", AnswerKind.DAY_OF_YEAR)
        case DayWithoutYear(year=None):
            question = f"“{title}”: hạn {due.day}/{due.month} là của năm nào?"
            return _single("year", question, AnswerKind.NUMBER)
        case Relative(anchor=Anchor.EVENT, anchor_day=None):
            return _single("anchor_day", f"“{title}”: {due.event} là ngày nào?", AnswerKind.DATE)
        case OnEvent():
            return _single("due", f"“{title}”: hạn là ngày nào ({due.event})?", AnswerKind.DATE)
        case Unknown():
            missing = _single("due", f"“{title}”: hạn ghi trong văn bản gốc là ngày nào?", AnswerKind.DATE)
            days = tuple(day.isoformat() for day in due.candidates)
            return missing.model_copy(update={"reason": due.reason, "candidates": days})
        case NoneStated():
            return _single("due", f"“{title}”: văn bản không nêu hạn; đặt hạn ngày nào (nếu có)?", AnswerKind.DATE)
    return None


def with_due_answer(obligation: Obligation, *, field: str, value: Any) -> Obligation:
    """Return the obligation with a person's answer in its due.

    ``due`` takes a date (the last day on time) where the source gives none, or lets a notice move it;
    ``due.<unit>`` the same for one unit; the other fields complete what the source began. Raises ``BadFilling``
    where the due has no such gap.
    """
    path = f"obligations.{obligation.id}.{field}"
    if field.startswith(_OF_UNIT):
        return _with_unit_day(obligation, unit=field.removeprefix(_OF_UNIT), value=value, path=path)
    if field == "due":
        return obligation.model_copy(update={"due": _dated(obligation, value=value, path=path)})
    answer = _FIELDS.get((obligation.due.kind, field))
    if answer is None:
        raise BadFilling(
            f"Nghĩa vụ “{obligation.title}” không để trống mục này.",
            place=path,
            remedy="chọn một chỗ trống trong danh sách của kế hoạch.",
        )
    given = parse_answer(answer, value, path=path)
    given = (given,) if field == "days" else given
    present = getattr(obligation.due, field)
    if present not in (None, (), given):
        raise BadFilling(
            f"Kế hoạch đã ghi rõ giá trị này là “{present}”.",
            place=path,
            remedy="chỉ điền vào những chỗ văn bản gốc để trống.",
        )
    return obligation.model_copy(update={"due": obligation.due.model_copy(update={field: given})})


_FIELDS: dict[tuple[str, str], AnswerKind] = {
    ("weekly", "weekday"): AnswerKind.WEEKDAY,
    ("monthly", "day"): AnswerKind.DAY_OF_MONTH,
    ("quarterly", "day"): AnswerKind.DAY_OF_MONTH,
    ("yearly", "days"): AnswerKind.DAY_OF_YEAR,
    ("day_without_year", "year"): AnswerKind.NUMBER,
    ("relative", "anchor_day"): AnswerKind.DATE,
}


def _dated(obligation: Obligation, *, value: Any, path: str) -> Due:
    due = obligation.due
    day = parse_answer(AnswerKind.DATE, value, path=path)
    same = isinstance(due, OnDay) and due.day == day
    if not (same or due.may_move or due.tentative or isinstance(due, NoneStated | OnEvent | Unknown)):
        raise BadFilling(
            "Kế hoạch đã ghi rõ thời hạn hoặc không đặt thời hạn cho việc này.",
            place=path,
            remedy="chỉ điền vào những chỗ văn bản gốc để trống, hoặc thời hạn mà văn bản cho phép thay đổi.",
        )
    return OnDay(day=day, wording=due.wording, may_move=due.may_move)


def _with_unit_day(obligation: Obligation, *, unit: str, value: Any, path: str) -> Obligation:
    given = UnitDay(
        unit=UnitId(parse_answer(AnswerKind.UNIT, unit, path=path)), day=parse_answer(AnswerKind.DATE, value, path=path)
    )
    if given in obligation.unit_days:
        return obligation
    if not takes_unit_days(obligation.due):
        raise BadFilling(
            "Thời hạn của việc này không tính riêng cho từng đơn vị.",
            place=path,
            remedy="chỉ đặt ngày riêng cho việc mà kế hoạch không nêu ngày, ví dụ “khi hoàn thành”.",
        )
    others = tuple(one for one in obligation.unit_days if one.unit != given.unit)
    return obligation.model_copy(update={"unit_days": (*others, given)})


def takes_unit_days(due: Due) -> bool:
    """Tell whether each unit may have a day of its own for the duty: the source names none for all."""
    return isinstance(due, NoneStated | OnEvent | Unknown)


def unit_path(obligation_id: str, unit: UnitId) -> str:
    """Return the path under which a unit's own day is kept."""
    return f"obligations.{obligation_id}.{_OF_UNIT}{unit}"


def unit_in(path: str) -> tuple[str, UnitId] | None:
    """Return obligation and unit of a path like ``obligations.O3.due.dong-nai.stp``, None for any other."""
    head, _, rest = path.partition(".")
    obligation, _, field = rest.partition(".")
    if head != "obligations" or not field.startswith(_OF_UNIT):
        return None
    return obligation, UnitId(field.removeprefix(_OF_UNIT))


def _recurring(field: str, question: str, answer: AnswerKind) -> MissingDue:
    return MissingDue(field=field, question=question, answer=answer, needed_for=NeededFor.DEADLINES)


def _single(field: str, question: str, answer: AnswerKind) -> MissingDue:
    return MissingDue(field=field, question=question, answer=answer, needed_for=NeededFor.NOTHING)
