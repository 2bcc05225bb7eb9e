"""What the plan is as a document, and what its movement is."""

from typing import Annotated

from pydantic import Field, StringConstraints

from models.base import Value
from models.plan.citing import Cite
from models.plan.days import Day, PartialDate
from models.plan.gaps import OrGap
from models.selection import UnitRef


class PlanDocument(Value):
    """The launching document: KẾ HOẠCH, PHÁT ĐỘNG, CHỈ THỊ, or a công văn (no type name)."""

    type_code: str
    """In the symbol: ``KH``; empty for a công văn."""
    type_name: str
    """As printed: ``KẾ HOẠCH``; empty for a công văn."""
    symbol: str
    """After the slash: ``KH-UBND``."""
    number: OrGap[Annotated[int, Field(ge=1)]]
    date: OrGap[Day]
    subject: str
    """Trích yếu, with uncertain readings between ⟦ and ⟧."""
    copy_form: str | None = None
    """``SAO Y`` where the source is a copy."""
    other_numbers: tuple[str, ...] = ()
    """Second numbers on the paper that are not the document's number."""
    lines: tuple[int, ...] = ()


class Signature(Value):
    """Who signs: the block's lines and the name."""

    authority: OrGap[tuple[str, ...]]
    name: OrGap[str]
    unit: UnitRef | None = None
    """On whose behalf, where several bodies sign together."""
    line: int | None = None


class Movement(Value):
    """The movement that the plan launches (phong trào, đợt thi đua)."""

    kind: str
    """As the plan calls it: ``phong trào thi đua cao điểm``."""
    launched_by: str
    start: PartialDate | None = None
    end: PartialDate | None = None
    wrap_up: PartialDate | None = None
    """When it is summed up (tổng kết)."""
    cites: tuple[Cite, ...] = ()


class Phase(Value):
    """One phase of the movement."""

    id: str
    name: str
    start: PartialDate
    end: PartialDate
    cites: tuple[Cite, ...] = ()


class Parent(Value):
    """The higher level's campaign that this one follows, as this plan cites it."""

    symbol: str
    name: str
    issuer: str
    known_as: tuple[str, ...] = ()
    """Other symbols or names under which the same campaign appears."""


class Amendment(Value):
    """A later document that amends or supplements the plan."""

    code: str
    date: Day
    text: str


class ShortForm(Value):
    """A short form that the plan introduces (``sau đây viết tắt là``)."""

    short: str
    full: str = ""
    lines: tuple[int, ...] = ()


PlanId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
"""A campaign's lasting id: ``dong-nai-2024``."""

Name = Annotated[str, StringConstraints(min_length=1)]
