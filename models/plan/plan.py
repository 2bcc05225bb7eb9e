"""A campaign's plan, whole: its words and what they oblige, promise and leave open."""

from datetime import date
from typing import Any

from pydantic import Field, field_validator

from models.base import Value
from models.body import Block, parse_body
from models.plan.awards import Award
from models.plan.citing import Citation, Cite, Correction
from models.plan.days import PartialDate
from models.plan.gaps import AnswerKind, NeededFor, stated
from models.plan.identity import Amendment, Movement, Name, Parent, Phase, PlanDocument, PlanId, ShortForm, Signature
from models.plan.obligations import Obligation
from models.plan.targets import ScoringTable, Target
from models.plan.wording import Part, parts_of
from models.selection import UnitRef, province_of
from models.text import nfc


class Group(Value):
    """A group of units with tasks of its own; who belongs to it is said later, by date."""

    id: str
    """The part of the plan that defines it: ``III.1.a``."""
    text: str
    cites: tuple[Cite, ...] = ()


class Participant(Value):
    """Whom the movement is for."""

    text: str
    tier: str = ""
    individuals: bool = False
    """People; otherwise collectives."""
    cites: tuple[Cite, ...] = ()


class OrganisationRole(Value):
    """A body and its part in carrying the plan out."""

    name: str
    role: str
    unit: UnitRef | None = None
    leads: bool = False
    """The plan gives it the lead (chủ trì) of something."""
    cites: tuple[Cite, ...] = ()


class Budget(Value):
    """What the plan says about money."""

    text: str
    cites: tuple[Cite, ...] = ()


class Awaited(Value):
    """A document of others that the plan waits for."""

    text: str
    cites: tuple[Cite, ...] = ()


class Milestone(Value):
    """A date outside the plan's obligations that matters to it."""

    text: str
    date: PartialDate
    external: bool = True
    cites: tuple[Cite, ...] = ()


class Question(Value):
    """Something else that the plan leaves open and a person may settle."""

    id: str = Field(pattern=r"^[A-Za-z0-9_-]+$")
    question: str
    about: str = ""
    """The id of the obligation, award or target concerned."""
    answer: AnswerKind = AnswerKind.TEXT
    candidates: tuple[int | str | tuple[str, ...], ...] = ()
    needed_for: NeededFor = NeededFor.NOTHING
    given: Any = None
    """A person's answer; never written in a plan file."""


class ConfirmedReading(Value):
    """A person's decision on one uncertain reading, by its number in the plan's text."""

    number: int
    value: str


class Plan(Value):
    """A campaign's plan as its file holds it, together with what people have added (``with_fillings``)."""

    id: PlanId
    name: Name
    """The movement's name."""
    other_names: tuple[str, ...] = ()
    """Other wordings of the same movement's name."""
    issuer: UnitRef
    co_issuers: tuple[str, ...] = ()
    """Bodies that issue it jointly."""
    lead: UnitRef
    """The body that leads, receives reports and reminds."""
    document: PlanDocument
    movement: Movement
    parent: Parent | None = None
    phases: tuple[Phase, ...] = ()
    opening: tuple[str, ...]
    """The paragraphs before part I, the bases among them."""
    body: tuple[Block, ...]
    recipients: tuple[str, ...]
    """Nơi nhận, without the archive line."""
    archive_line: str
    signature: Signature
    co_signatures: tuple[Signature, ...] = Field(default=(), max_length=3)
    citations: tuple[Citation, ...] = ()
    short_forms: tuple[ShortForm, ...] = ()
    systems: tuple[str, ...] = ()
    participants: tuple[Participant, ...] = ()
    groups: tuple[Group, ...] = ()
    targets: tuple[Target, ...] = ()
    scoring: tuple[ScoringTable, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    awards: tuple[Award, ...] = ()
    awaiting: tuple[Awaited, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    organisations: tuple[OrganisationRole, ...] = ()
    budget: Budget | None = None
    questions: tuple[Question, ...] = ()
    corrections: tuple[Correction, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    confirmed: tuple[ConfirmedReading, ...] = ()
    """Readings that people have decided; never written in a plan file."""

    @field_validator("body", mode="before")
    @classmethod
    def _typed_body(cls, value: Any) -> Any:
        return parse_body(value) if isinstance(value, str) else value

    @field_validator("opening", mode="before")
    @classmethod
    def _typed_opening(cls, value: Any) -> Any:
        if isinstance(value, str):
            return tuple(line.strip() for line in nfc(value).splitlines() if line.strip())
        return value

    @property
    def province(self) -> str:
        """Return the province half of the issuer's id."""
        return province_of(self.issuer)

    @property
    def parts(self) -> tuple[Part, ...]:
        """Return the body by its parts."""
        return parts_of(self.body)

    @property
    def dated(self) -> date | None:
        """Return the document's date, or None while it is a gap."""
        return stated(self.document.date)

    @property
    def reference_day(self) -> date:
        """Return the day on which the plan's words are read: its date, else the movement's first day.

        A plan with neither is read on the first day of the earliest day that it names at all, its phases' start.
        """
        if self.dated is not None:
            return self.dated
        if self.movement.start is not None:
            return self.movement.start.first_day
        starts = [phase.start.first_day for phase in self.phases]
        return min(starts) if starts else date.min

    def obligation(self, obligation_id: str) -> Obligation | None:
        """Return the obligation with that id, if the plan has it."""
        return next((known for known in self.obligations if known.id == obligation_id), None)
