"""A campaign and what people have added to its plan: answers to gaps, confirmed readings, groups."""

from datetime import date
from enum import StrEnum
from typing import Any

from models.base import Value
from models.documents import CampaignId
from models.organisation import UnitId


class Clock(StrEnum):
    """What moves a campaign's time."""

    LIVE = "live"
    """Today's date in Viet Nam; the scheduled sweep looks after it."""
    REPLAY = "replay"
    """Only dates given by a person; the scheduled sweep never touches it."""


class CampaignState(StrEnum):
    """How far a campaign has come."""

    PREPARING = "preparing"
    LAUNCHED = "launched"
    CLOSED = "closed"


class Filling(Value):
    """A person's answer to a gap of the plan: what, who, when, and on what ground."""

    path: str
    """Where in the plan: ``document.date``, ``obligations.O1.weekday``, or ``readings.<n>``."""
    value: Any
    by: str
    on: date
    note: str = ""


class Membership(Value):
    """A unit belongs to one of the plan's groups from a day on, until ``end`` (included) or further notice."""

    group: str
    unit: UnitId
    start: date
    end: date | None = None
    by: str


class Campaign(Value):
    """A campaign as the registry keeps it; the plan itself is kept as its file's text."""

    id: CampaignId
    name: str
    clock: Clock
    state: CampaignState
    lead: UnitId
    """The unit that leads, receives the reports and reminds (cơ quan chủ trì)."""
    issuer: UnitId
    sample: bool = False
    """A campaign for show: each page of its documents bears BẢN MẪU behind the text."""
    created_by: str
    template_versions: dict[str, str] = {}
    """The template version per kind that the campaign started with."""
    regulation: str | None = None
    """The rule set that a person set for the campaign's awards; absent, each act goes by that of its day."""


class Submission(Value):
    """What a unit handed in for one deadline, and on which day."""

    campaign_id: CampaignId
    obligation_id: str
    unit: UnitId
    due: date | None
    handed_in: date
    document: int | None = None
    """The register entry, where the hand-in is a document of this service."""
    note: str = ""
    by: str
