"""What the demo assumes about the campaign's end: who is proposed, and which date each paper bears."""

from datetime import date, time

from models.awards.nominations import AwardForm, CollectiveWords, PersonWords
from models.awards.nominees import NomineeId
from models.base import Value
from models.organisation import UnitId


class FinalReportWords(Value):
    """The province's final report: its days, and what a person writes into it."""

    drafted_on: date
    issued_on: date
    limits: tuple[str, ...]
    causes: tuple[str, ...]
    lessons: tuple[str, ...]
    directions: tuple[str, ...]


class PersonEntry(Value):
    """One person who is proposed."""

    honorific: str
    name: str
    position: str


class UnitNominees(Value):
    """Whom one unit proposes; persons and collectives belong to ``organisation``."""

    unit: UnitId
    collectives: tuple[str, ...]
    persons: tuple[PersonEntry, ...]
    organisation: str


class Council(Value):
    """The same session for every unit: when, where, who."""

    held_on: date
    start: time
    end: time
    place: str
    chair: str
    chair_role: str
    secretary: str
    members: int


class Awards(Value):
    """The proposals, the decision, and their days."""

    form: AwardForm
    council: Council
    proposals_on: date
    submitted_on: date
    late_part_on: date
    decided_on: date
    achievement: str
    without_minutes: UnitId
    """Whose council does not meet: its dossier stays incomplete."""
    late_report: NomineeId
    """Whose report comes after the first assembly."""
    collective_words: CollectiveWords
    person_words: PersonWords
    nominees: tuple[UnitNominees, ...]


class YearEnd(Value):
    """When the books are closed and everything goes to the archive."""

    day: date
