"""A campaign's plan: its words whole, what it obliges and promises, and what it leaves open."""

from models.plan.answers import BadFilling, parse_answer
from models.plan.filling import open_gaps, with_fillings
from models.plan.gaps import AnswerKind, Choice, Gap, GapReason, NeededFor, OpenGap, stated
from models.plan.obligations import Obligation, Reminder
from models.plan.plan import Group, Plan
from models.plan.readings import PlanReading, printed, readings

__all__ = [
    "AnswerKind",
    "BadFilling",
    "Choice",
    "Gap",
    "GapReason",
    "Group",
    "NeededFor",
    "Obligation",
    "OpenGap",
    "Plan",
    "PlanReading",
    "Reminder",
    "open_gaps",
    "parse_answer",
    "printed",
    "readings",
    "stated",
    "with_fillings",
]
