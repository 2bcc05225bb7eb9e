"""Uncertain readings of the source: listed until a person decides, printed by the decision or the likeliest."""

import re
from collections.abc import Callable
from itertools import count

from models.base import Value
from models.plan.plan import Plan
from models.plan.wording import parts_of

_READING = re.compile(r"⟦([^⟦⟧]*)⟧")
_CONTEXT = 48


class PlanReading(Value):
    """One uncertain reading in the plan's text."""

    path: str
    """``readings.<n>``, counted from 1 through subject, opening, body and recipients."""
    place: str
    """Where: ``trích yếu``, ``phần mở đầu``, a part such as ``III.1.a``, ``nơi nhận``."""
    before: str
    after: str
    candidates: tuple[str, ...]
    """The likeliest first; an empty one means that nothing stands there."""
    confirmed: str | None = None
    """What a person decided; None until then."""


def readings(plan: Plan) -> tuple[PlanReading, ...]:
    """Return every uncertain reading of the plan's text in order, decided ones included."""
    chosen = {reading.number: reading.value for reading in plan.confirmed}
    found: list[PlanReading] = []
    for place, text in _texts(plan):
        for match in _READING.finditer(text):
            number = len(found) + 1
            found.append(
                PlanReading(
                    path=f"readings.{number}",
                    place=place,
                    before=_likeliest(text[: match.start()])[-_CONTEXT:],
                    after=_likeliest(text[match.end() :])[:_CONTEXT],
                    candidates=_candidates(match[1]),
                    confirmed=chosen.get(number),
                )
            )
    return tuple(found)


def printed(plan: Plan) -> Plan:
    """Return the plan with every reading printed without brackets: as decided, else by its likeliest candidate."""
    return _settled(plan, undecided=_first_candidate)


def decided(plan: Plan) -> Plan:
    """Return the plan with people's decisions in its text; what nobody decided keeps its brackets."""
    return _settled(plan, undecided=lambda match: match[0])


def _settled(plan: Plan, *, undecided: Callable[[re.Match[str]], str]) -> Plan:
    chosen = {reading.number: reading.value for reading in plan.confirmed}
    numbers = count(1)

    def choose(match: re.Match[str]) -> str:
        number = next(numbers)
        return chosen[number] if number in chosen else undecided(match)

    def settle(text: str) -> str:
        return _tidy(_READING.sub(choose, text)) if "⟦" in text else text

    return _with_texts(plan, settle)


def _with_texts(plan: Plan, change: Callable[[str], str]) -> Plan:
    document = plan.document.model_copy(update={"subject": change(plan.document.subject)})
    opening = tuple(change(text) for text in plan.opening)
    body = tuple(block.model_copy(update={"text": change(block.text)}) for block in plan.body)
    recipients = tuple(change(text) for text in plan.recipients)
    return plan.model_copy(
        update={"document": document, "opening": opening, "body": body, "recipients": recipients, "confirmed": ()}
    )


def _texts(plan: Plan) -> list[tuple[str, str]]:
    texts = [("trích yếu", plan.document.subject)]
    texts += [("phần mở đầu", text) for text in plan.opening]
    texts += [
        (part.address or "đầu phần nội dung", block.text) for part in parts_of(plan.body) for block in part.blocks
    ]
    return texts + [("nơi nhận", text) for text in plan.recipients]


def _candidates(inside: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in inside.split("|"))


def _first_candidate(match: re.Match[str]) -> str:
    return _candidates(match[1])[0]


def _likeliest(text: str) -> str:
    return _READING.sub(_first_candidate, text)


def _tidy(text: str) -> str:
    return re.sub(r" {2,}", " ", text).strip()
