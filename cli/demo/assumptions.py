"""What the demo assumes, read from one visible file."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from cli.demo.award_assumptions import Awards, FinalReportWords, YearEnd
from models.base import Value
from models.documents import CampaignId
from models.organisation import UnitId

ASSUMPTIONS = Path(__file__).with_name("assumptions.toml")


class PlanIssue(Value):
    """When the plan is issued and handed down."""

    issued_on: date
    distributed_on: date


class OpeningNumber(Value):
    """Where one agency's series starts."""

    agency: UnitId
    scheme: str
    year: int
    opening: int


class GroupStart(Value):
    """Units that belong to one of the plan's groups from a day on."""

    group: str
    start: date
    units: tuple[UnitId, ...]


class Figure(Value):
    """One row of a report's table."""

    name: str
    target: str
    result: str


class ReportText(Value):
    """The sample wording of a unit's final report; ``{unit}`` stands for its name."""

    results: tuple[str, ...]
    figures: tuple[Figure, ...]
    limits: tuple[str, ...]
    causes: tuple[str, ...]
    lessons: tuple[str, ...]
    proposals: tuple[str, ...]


class ReportTexts(Value):
    """One wording for district units, one for departments."""

    district: ReportText
    department: ReportText


class Reminder(Value):
    """The day of the reminder letter, and by when it asks the units to hand in."""

    dated: date
    new_deadline: date


class SweepWindow(Value):
    """The days that are looked through."""

    start: date
    end: date


class Assumptions(Value):
    """Everything that the demo takes for granted."""

    campaign: CampaignId
    plan: str
    clerk: str
    signer: str
    note: str
    plan_issue: PlanIssue
    fillings: dict[str, Any]
    series: tuple[OpeningNumber, ...]
    groups: tuple[GroupStart, ...]
    sub_plans: dict[UnitId, date]
    final_reports: dict[UnitId, date]
    reminder: Reminder
    sweep: SweepWindow
    report: ReportTexts
    final_report: FinalReportWords
    awards: Awards
    year_end: YearEnd
    retrievals: tuple[str, ...]
    """What somebody who looks for a document types."""


def load_assumptions(path: Path = ASSUMPTIONS) -> Assumptions:
    """Return the assumptions of a TOML file; raises pydantic's error for a file that does not fit."""
    return Assumptions.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
