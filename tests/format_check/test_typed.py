"""Texts as offices write them, in every place where people type: none is held up by a rule that is not broken."""

import re
from collections.abc import Sequence

import pytest

from doc_templates import catalogue
from doc_templates.contexts.lines import opened
from doc_templates.format_check import FORM_OF, Finding, check_format
from doc_templates.rendering import CompiledTemplate
from models.body import Block, BlockStyle, parse_body
from models.documents import DocumentKind as Kind
from models.entered import entered_body, entered_lines, set_right
from models.text import full_name, tidy
from tests.format_check.corpus import lines, texts

RIGHT = texts("running.txt")
FAULTY = texts("faulty.txt")
FIELDS = {name: lines(text) for name, text in texts("fields.txt").items()}
_LAST = Block(style=BlockStyle.PARAGRAPH, text="Trên đây là Kế hoạch của đơn vị")
_OWN_HEADING = re.compile(r"\s*(?:#+ ?)?(?:[IAl]\b|PHẦN|Phần|Kính gửi|Căn cứ)")
_BULLET = re.compile(r"^o (?=[A-ZĐ])", re.MULTILINE)
"""What Word writes for a hollow bullet: no word."""
_NUMBERLESS = (Kind.CERTIFICATE, Kind.OUTGOING_REGISTER)
_DOCUMENTS = tuple(kind for kind in Kind if kind not in _NUMBERLESS)
_SIGNED = tuple(kind for kind in _DOCUMENTS if kind not in (Kind.COUNCIL_MINUTES, Kind.DOSSIER_INDEX))
_OF_FIELD: dict[str, tuple[tuple[str, ...], tuple[Kind, ...]]] = {
    "subject": (("subject",), _DOCUMENTS),
    "place": (("place",), _DOCUMENTS),
    "archive_line": (("archive_line",), _DOCUMENTS),
    "symbol": (("symbol",), (Kind.CAMPAIGN_PLAN, Kind.SUB_PLAN)),
    "recipients": (("recipients",), _SIGNED),
    "addressees": (("addressees",), (Kind.UNIT_FINAL_REPORT, Kind.AWARD_PROPOSAL, Kind.REMINDER_LETTER)),
    "authority": (("authority",), _SIGNED),
    "signer_name": (("signer_name",), _DOCUMENTS),
    "letterhead": (("letterhead",), _DOCUMENTS),
    "opening": (("opening",), (Kind.CAMPAIGN_PLAN, Kind.SUB_PLAN)),
    "criteria_title": (("criteria_title",), (Kind.SUB_PLAN,)),
    "meeting": (("meeting_place",), (Kind.COUNCIL_MINUTES,)),
    "council": (("council_name", "chair_role"), (Kind.COUNCIL_MINUTES,)),
    "attending": (("attending", "absent"), (Kind.COUNCIL_MINUTES,)),
    "reasons": (("reason",), (Kind.COUNCIL_MINUTES, Kind.AWARD_PROPOSAL, Kind.AWARD_DECISION)),
    "nominee": (("nominee_name", "award_name"), (Kind.ACHIEVEMENT_REPORT,)),
    "final_sentence": (("final_sentence",), (Kind.UNIT_FINAL_REPORT, Kind.FINAL_REPORT)),
}
_LISTS = frozenset({"recipients", "addressees", "authority", "letterhead", "opening", "attending"})


def _faults(kind: Kind, **changes: object) -> tuple[Finding, ...]:
    context = catalogue.sample(kind).model_copy(update=changes)
    made = CompiledTemplate.from_bytes(catalogue.built_in(kind)).render(context)
    return check_format(made, as_of=context.issued_on, form=FORM_OF[kind]).faults


def _headed(text: str) -> str:
    return text if _OWN_HEADING.match(text) else f"I. NHIỆM VỤ\n{text}"


def _batches(size: int) -> list[tuple[str, ...]]:
    names = tuple(RIGHT)
    return [names[place : place + size] for place in range(0, len(names), size)]


def _typed(names: Sequence[str], fields: Sequence[str]) -> dict[str, tuple[str, ...]]:
    return {field: entered_lines(lines(RIGHT[name])) for field, name in zip(fields, names, strict=False)}


@pytest.mark.parametrize("name", RIGHT)
def test_a_plan_with_such_words_is_issued(name: str) -> None:
    """Typed into a unit's plan, the text breaks no sure rule."""
    body = entered_body(_headed(RIGHT[name]))
    assert [str(one) for one in _faults(Kind.SUB_PLAN, body=(*body, _LAST))] == []


@pytest.mark.parametrize("names", _batches(5), ids=lambda names: names[0])
def test_a_report_with_such_words_is_issued(names: tuple[str, ...]) -> None:
    """Typed into a unit's report, five parts of it, the texts break no sure rule."""
    typed = _typed(names, ("results", "limits", "causes", "lessons", "proposals"))
    assert [str(one) for one in _faults(Kind.UNIT_FINAL_REPORT, **typed)] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", RIGHT)
def test_a_plan_file_with_such_words_is_issued(name: str) -> None:
    """Written into a plan's file, or as the last words of a unit's plan, the text breaks no sure rule."""
    body = set_right(parse_body(_headed(RIGHT[name])))
    assert [str(one) for one in _faults(Kind.CAMPAIGN_PLAN, body=(*body, _LAST))] == []
    assert [str(one) for one in _faults(Kind.SUB_PLAN, body=body)] == []


@pytest.mark.slow
@pytest.mark.parametrize("names", _batches(3), ids=lambda names: names[0])
def test_other_papers_with_such_words_are_issued(names: tuple[str, ...]) -> None:
    """Typed into a final report, an achievement report or minutes, the texts break no sure rule."""
    said = (line for name in names for line in entered_lines(lines(RIGHT[name])))
    numbered = tuple(f"{number}. {line}" for number, line in enumerate(said, start=1))
    for kind, typed in (
        (Kind.FINAL_REPORT, _typed(names, ("results", "limits", "directions"))),
        (Kind.ACHIEVEMENT_REPORT, _typed(names, ("achievements", "characteristics", "functions"))),
        (Kind.COUNCIL_MINUTES, {"discussion": numbered}),
    ):
        assert [str(one) for one in _faults(kind, **typed)] == []


@pytest.mark.parametrize("name", FAULTY)
def test_what_is_surely_broken_holds_a_plan_up(name: str) -> None:
    """The rule that the text breaks, and no other, says so."""
    body = entered_body(FAULTY[name])
    assert {one.rule for one in _faults(Kind.SUB_PLAN, body=(*body, _LAST))} == {name.partition(" | ")[2]}


@pytest.mark.parametrize("name", RIGHT | FAULTY)
def test_typing_is_set_right_once_and_loses_no_word(name: str) -> None:
    """Every word stays, in its order, and what was set right is right: taken in again, it stays as it is."""
    text = (RIGHT | FAULTY)[name]
    typed = re.findall(r"\w+", _BULLET.sub("", text).casefold())
    once = entered_lines(lines(text))
    assert re.findall(r"\w+", " ".join(once).casefold()) == typed
    assert entered_lines(once) == once
    body = entered_body(text)
    assert re.findall(r"\w+", " ".join(one.text for one in body).casefold()) == typed
    assert set_right(body) == body


def _cases() -> list[tuple[str, str]]:
    return [(field, value) for field, values in FIELDS.items() for value in values]


@pytest.mark.slow
@pytest.mark.parametrize(("field", "value"), _cases())
def test_a_field_with_such_words_is_right(field: str, value: str) -> None:
    """Typed into the field in each paper that has it, the words break no sure rule."""
    told = tuple(tidy(one) for one in value.split("|") if one.strip())
    given: object = opened(told) if field == "opening" else told if field in _LISTS else told[0]
    given = full_name(value) if field == "signer_name" else given
    names, kinds = _OF_FIELD[field]
    for kind in kinds:
        assert [str(one) for one in _faults(kind, **dict.fromkeys(names, given))] == []
