"""Acts that need work done, the event log, and notices."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from models.base import Value
from models.documents import CampaignId
from models.events import Event, NewEvent
from models.operations import Operation, OperationKind, OperationRequest
from models.organisation import UnitId


class Operations(Protocol):
    """Acts that need work done."""

    def request(self, request: OperationRequest) -> Operation:
        """Return the open operation of that kind, subject and day, or a new one in state ``waiting``."""

    def get(self, operation_id: str) -> Operation:
        """Return it, or raise ``NotFound``."""

    def waiting(self, *, limit: int = 20) -> tuple[Operation, ...]:
        """Return operations that need a run, oldest first."""

    def dispatched(self, operation_id: str, *, attempt: int, run_id: str) -> None:
        """Note the run of an attempt; nothing happens where the attempt is no longer the current one."""

    def start(self, operation_id: str, *, attempt: int) -> Operation:
        """Take the attempt up (state ``running``); ``StaleAttempt`` where another is current or it is over."""

    def progress(self, operation_id: str, *, attempt: int, done: int, total: int, message: str) -> None:
        """Keep progress and touch the heartbeat; ``StaleAttempt`` as above."""

    def touch(self, operation_id: str, *, attempt: int) -> None:
        """Touch the heartbeat alone; ``StaleAttempt`` as above."""

    def succeed(self, operation_id: str, *, attempt: int, message: str) -> None:
        """End the operation well."""

    def fail(self, operation_id: str, *, attempt: int, message: str, code: str, final: bool) -> Operation:
        """End the attempt badly: the next one waits, or a person is told (``final``, or attempts used up)."""

    def silent(self, *, seconds: int) -> tuple[Operation, ...]:
        """Return dispatched or running operations whose heartbeat is older than that."""

    def retry(self, operation_id: str, *, actor: str) -> Operation:
        """Set a failed operation waiting again, by a person's wish, with fresh attempts."""

    def list(
        self, *, campaign_id: CampaignId | None = None, kind: OperationKind | None = None, limit: int = 20
    ) -> tuple[Operation, ...]:
        """Return operations, newest first."""


class Events(Protocol):
    """The append-only log."""

    def append(self, event: NewEvent) -> bool:
        """Write an event; False where its unique key is there already."""

    def after(self, event_id: int, *, limit: int = 500) -> tuple[Event, ...]:
        """Return the events that follow one, oldest first."""

    def list(
        self,
        campaign_id: CampaignId | None,
        *,
        kinds: Sequence[str] | None = None,
        subject: str | None = None,
        concerning: UnitId | None = None,
        limit: int | None = 200,
    ) -> tuple[Event, ...]:
        """Return a campaign's events, newest first; with None those that belong to no campaign.

        ``concerning`` a unit are those that are about it, say so in their data, or are about something of its own.
        """

    def last_day(self, campaign_id: CampaignId, *, but: Sequence[str]) -> date | None:
        """Return the latest business date of a campaign's events of all kinds ``but`` these; None without any."""


class Notice(Value):
    """One notice in the outbox: to a unit, once per key."""

    key: str
    campaign_id: CampaignId
    unit: UnitId
    subject: str
    text: str
    as_of: date
    delivered_at: datetime | None = None


class Outbox(Protocol):
    """Notices to units, each once."""

    def post(self, notice: Notice) -> bool:
        """Keep a notice; False where its key is there already."""

    def for_unit(self, unit: UnitId, *, limit: int = 50) -> tuple[Notice, ...]:
        """Return a unit's notices, newest first."""
