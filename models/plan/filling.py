"""The gaps of a plan and people's answers to them."""

from collections.abc import Callable, Iterable
from typing import Any

from models.campaign import Filling
from models.organisation import UnitId
from models.plan.answers import BadFilling, parse_answer
from models.plan.days import WEEKDAY_NAMES
from models.plan.due_gaps import due_gap, unit_in, with_due_answer
from models.plan.gaps import AnswerKind, Choice, Gap, GapReason, NeededFor, OpenGap
from models.plan.obligations import Obligation, Receiver
from models.plan.plan import ConfirmedReading, Plan, Question
from models.plan.readings import readings
from models.text import nfc

_IDENTITY: tuple[tuple[str, str, AnswerKind, NeededFor], ...] = (
    ("document", "number", AnswerKind.NUMBER, NeededFor.NOTHING),
    ("document", "date", AnswerKind.DATE, NeededFor.ISSUE),
    ("signature", "authority", AnswerKind.LINES, NeededFor.ISSUE),
    ("signature", "name", AnswerKind.TEXT, NeededFor.ISSUE),
)
WEEKDAY_CHOICES = tuple(Choice(value=day.value, label=name) for day, name in WEEKDAY_NAMES.items())


def open_gaps(plan: Plan) -> tuple[OpenGap, ...]:
    """Return every gap that nobody has filled, in the order of the plan.

    The number stops nothing: a plan whose number is not entered takes the next one of its series.
    """
    found = [
        _open(gap, path=f"{part}.{field}", answer=answer, needed_for=needed)
        for part, field, answer, needed in _IDENTITY
        if isinstance(gap := getattr(getattr(plan, part), field), Gap)
    ]
    for obligation in plan.obligations:
        found += _obligation_gaps(obligation)
    found += [_question(question) for question in plan.questions if question.given is None]
    return tuple(found)


def with_fillings(plan: Plan, fillings: Iterable[Filling]) -> Plan:
    """Return the plan with the answers in it; a later answer to the same path takes the earlier one's place.

    Raises ``BadFilling`` for a path that is no gap of the plan or a value that does not fit.
    Answers already in the plan may be given again; one that was taken back counts for nothing.
    """
    for filling in sorted({filling.path: filling for filling in fillings}.values(), key=_units_first):
        if takes_back(filling):
            continue
        plan = _with_answer(plan, path=filling.path, value=filling.value)
    return plan


def takes_back(filling: Filling) -> bool:
    """Tell whether an answer takes an earlier one back: it is empty, and about no reading, which may be no word."""
    return filling.value == "" and not filling.path.startswith("readings.")


def _units_first(filling: Filling) -> bool:
    """Sort what is set for single units before what is set for all, which closes the gap."""
    return unit_in(filling.path) is None


def _open(gap: Gap, *, path: str, answer: AnswerKind, needed_for: NeededFor) -> OpenGap:
    return OpenGap(
        path=path,
        question=gap.question,
        answer=answer,
        needed_for=needed_for,
        reason=gap.reason,
        candidates=tuple(parse_answer(answer, candidate, path=path) for candidate in gap.candidates),
        choices=WEEKDAY_CHOICES if answer is AnswerKind.WEEKDAY else (),
        line=gap.line,
    )


def _obligation_gaps(obligation: Obligation) -> list[OpenGap]:
    path = f"obligations.{obligation.id}"
    gaps = []
    if (missing := due_gap(obligation)) is not None:
        gap = Gap(
            reason=missing.reason,
            question=missing.question,
            candidates=missing.candidates,
            line=obligation.cites[0].line,
        )
        gaps.append(_open(gap, path=f"{path}.{missing.field}", answer=missing.answer, needed_for=missing.needed_for))
    if isinstance(obligation.receivers, Gap):
        gaps.append(
            _open(obligation.receivers, path=f"{path}.receivers", answer=AnswerKind.UNIT, needed_for=NeededFor.NOTHING)
        )
    return gaps


def _question(question: Question) -> OpenGap:
    gap = Gap(reason=GapReason.NOT_STATED, question=question.question, candidates=question.candidates)
    return _open(gap, path=f"questions.{question.id}", answer=question.answer, needed_for=question.needed_for)


def _with_answer(plan: Plan, *, path: str, value: Any) -> Plan:
    head, _, rest = path.partition(".")
    change = _CHANGES.get(head)
    if change is None or not rest:
        raise no_such_gap(path)
    return change(plan, rest, value)


def no_such_gap(path: str) -> BadFilling:
    """Return the error for a path that is no gap of the plan."""
    return BadFilling(
        f"Kế hoạch không có chỗ trống “{path}”.", place=path, remedy="chọn một chỗ trống trong danh sách của kế hoạch."
    )


def no_such_answer(path: str) -> BadFilling:
    """Return the error for an answer that is to be taken back and was never given."""
    return BadFilling(
        f"“{path}” chưa có câu trả lời nào để bỏ.", place=path, remedy="nhập câu trả lời, hoặc để nguyên chỗ trống."
    )


def _identity(part: str) -> Callable[[Plan, str, Any], Plan]:
    def change(plan: Plan, field: str, value: Any) -> Plan:
        answer = next((kind for name, key, kind, _ in _IDENTITY if (name, key) == (part, field)), None)
        if answer is None:
            raise no_such_gap(f"{part}.{field}")
        given = parse_answer(answer, value, path=f"{part}.{field}")
        holder = getattr(plan, part)
        present = getattr(holder, field)
        if not isinstance(present, Gap) and present != given:
            raise BadFilling(
                f"Kế hoạch đã ghi rõ giá trị này là “{present}”.",
                place=f"{part}.{field}",
                remedy="chỉ điền vào những chỗ văn bản gốc để trống; muốn sửa thì sửa tệp kế hoạch.",
            )
        return plan.model_copy(update={part: holder.model_copy(update={field: given})})

    return change


def _obligation(plan: Plan, rest: str, value: Any) -> Plan:
    obligation_id, _, field = rest.partition(".")
    obligation = plan.obligation(obligation_id)
    if obligation is None:
        raise no_such_gap(f"obligations.{rest}")
    if field == "receivers":
        changed = _with_receiver(obligation, value)
    else:
        changed = with_due_answer(obligation, field=field, value=value)
    kept = tuple(changed if known.id == obligation_id else known for known in plan.obligations)
    return plan.model_copy(update={"obligations": kept})


def _with_receiver(obligation: Obligation, value: Any) -> Obligation:
    path = f"obligations.{obligation.id}.receivers"
    unit = UnitId(parse_answer(AnswerKind.UNIT, value, path=path))
    given = (Receiver(text="", units=(unit,)),)
    if not isinstance(obligation.receivers, Gap) and obligation.receivers != given:
        raise BadFilling(
            "Kế hoạch đã ghi rõ nơi nhận.", place=path, remedy="chỉ điền vào những chỗ văn bản gốc để trống."
        )
    return obligation.model_copy(update={"receivers": given})


def _asked(plan: Plan, question_id: str, value: Any) -> Plan:
    question = next((known for known in plan.questions if known.id == question_id), None)
    if question is None:
        raise no_such_gap(f"questions.{question_id}")
    given = parse_answer(question.answer, value, path=f"questions.{question_id}")
    kept = tuple(
        known.model_copy(update={"given": given}) if known.id == question_id else known for known in plan.questions
    )
    return plan.model_copy(update={"questions": kept})


def _reading(plan: Plan, number: str, value: Any) -> Plan:
    path = f"readings.{number}"
    if path not in {reading.path for reading in readings(plan)}:
        raise no_such_gap(path)
    if not isinstance(value, str) or "⟦" in value or "⟧" in value:
        raise BadFilling("Cách đọc phải là chữ, không có dấu ⟦ ⟧.", place=path, remedy="nhập đúng chữ cần in.")
    others = tuple(known for known in plan.confirmed if known.number != int(number))
    return plan.model_copy(update={"confirmed": (*others, ConfirmedReading(number=int(number), value=nfc(value)))})


_CHANGES: dict[str, Callable[[Plan, str, Any], Plan]] = {
    "document": _identity("document"),
    "signature": _identity("signature"),
    "obligations": _obligation,
    "questions": _asked,
    "readings": _reading,
}
