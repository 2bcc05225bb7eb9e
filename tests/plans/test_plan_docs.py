"""``docs/plan-files.md`` keeps step with the model: every field, kind and value has its place."""

import re
import typing
from collections.abc import Iterator
from enum import Enum
from typing import Any

import pytest
from pydantic import BaseModel

from models.body import Block, BlockStyle
from models.organisation import Unit
from models.plan import Plan
from models.plan.awards import Quota
from models.plan.days import PartialDate
from models.plan.due import Due, DueWording, Recurring
from models.plan.obligations import UnitDay
from models.plan.plan import ConfirmedReading
from models.plan.targets import Measure
from models.plan_checks import CHECKS
from tests.plans.made import PLANS

DOCS = (PLANS.parent / "docs" / "plan-files.md").read_text(encoding="utf-8")
NEVER_IN_FILES = {("Plan", "confirmed"), ("Question", "given"), ("Obligation", "unit_days")}
UNIONS = {"Due": Due, "Measure": Measure, "Quota": Quota}


def inside(annotation: Any) -> Iterator[type]:
    """Yield the classes that an annotation is made of."""
    if isinstance(annotation, type) and not typing.get_args(annotation):
        yield annotation
    for argument in typing.get_args(annotation):
        yield from inside(argument)


def reachable(start: type[BaseModel]) -> set[type]:
    """Return every class that a file of this model may hold."""
    found: set[type] = {start}
    waiting = [start]
    while waiting:
        for field in waiting.pop().model_fields.values():
            for one in inside(field.annotation):
                if one not in found:
                    found.add(one)
                    if issubclass(one, BaseModel):
                        waiting.append(one)
    return found


CLASSES = reachable(Plan) | reachable(Unit)
MEMBERS = {name: [one for one in inside(union) if issubclass(one, BaseModel)] for name, union in UNIONS.items()}
IN_UNIONS = {one for members in MEMBERS.values() for one in members}
PLAIN = sorted(
    (
        one
        for one in CLASSES
        if issubclass(one, BaseModel) and one not in {PartialDate, Block, ConfirmedReading, UnitDay, *IN_UNIONS}
    ),
    key=lambda one: one.__name__,
)


def table(name: str) -> list[list[str]]:
    """Return the cells of the table that follows a marker."""
    _, found, rest = DOCS.partition(f"<!-- {name} -->")
    assert found, f"docs/plan-files.md lacks the table {name}"
    lines = rest.strip().splitlines()
    rows = []
    for line in lines:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows[2:]


def names(cell: str) -> set[str]:
    """Return the words of a cell that are set as code."""
    return set(re.findall(r"`([^`]+)`", cell))


@pytest.mark.parametrize("model", PLAIN, ids=lambda one: one.__name__)
def test_every_field_is_explained(model: type[BaseModel]) -> None:
    """A model's table names exactly its fields."""
    fields = {name for name in model.model_fields if (model.__name__, name) not in NEVER_IN_FILES}
    told = set().union(*(names(row[0]) for row in table(model.__name__)))
    assert told == fields


@pytest.mark.parametrize("union", UNIONS)
def test_every_kind_is_explained(union: str) -> None:
    """A union's table has one row per kind, which names the fields of its own."""
    rows = {next(iter(names(row[0]))): names(row[2]) for row in table(union)}
    members = {one.model_fields["kind"].default: one for one in MEMBERS[union]}
    assert set(rows) == set(members)
    for kind, model in members.items():
        shared = set(Recurring.model_fields if issubclass(model, Recurring) else DueWording.model_fields)
        own = set(model.model_fields) - {"kind"} - (shared if union == "Due" else set())
        assert own <= rows[kind], kind


def test_what_recurrences_share_is_explained() -> None:
    """The fields of every recurrence, and of every due, have their place."""
    told = set().union(*(names(row[0]) for row in table("Recurring")))
    assert told == set(Recurring.model_fields) - set(DueWording.model_fields)
    assert all(f"`{name}`" in DOCS for name in DueWording.model_fields)


@pytest.mark.parametrize(
    "values",
    sorted((one for one in CLASSES if issubclass(one, Enum) and one is not BlockStyle), key=str),
    ids=lambda one: one.__name__,
)
def test_every_value_is_named(values: type[Enum]) -> None:
    """Each value that a file may use stands in the guide."""
    assert [value.value for value in values if f"`{value.value}`" not in DOCS] == []


def test_every_check_is_explained() -> None:
    """Each code of a warning has its row, and no other."""
    rows = re.findall(r"^\| `([a-z-]+)` \|", DOCS.partition("## Điểm cần lưu ý")[2], flags=re.MULTILINE)
    assert rows == list(CHECKS)


def test_links_lead_somewhere() -> None:
    """Each link inside the guide has its heading."""
    headings = {
        re.sub(r"[^\w\s-]", "", line.lower()).replace(" ", "-") for line in re.findall(r"^#+ (.+)$", DOCS, re.M)
    }
    assert set(re.findall(r"\(#([^)]+)\)", DOCS)) <= headings
