"""The append-only log.

Whoever follows the log remembers the last id and asks for what comes after it, so ids must become visible in
their order: an event with a lower id that is committed later would be missed for good. A sequence alone does not
give that (it is drawn at the insert, seen at the commit). Here an appended event waits in memory and is written
as the last thing before the commit, under one advisory lock that only the commit gives back: ids are drawn and
become visible in the same order. Because nothing is waited for after that lock, it can take part in no deadlock.
What ``append`` has to answer at once, whether the unique key is new, is settled by a row in ``event_keys``.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, insert, or_, select
from sqlalchemy.dialects.postgresql import insert as upsert

from models.documents import CampaignId
from models.events import Event, NewEvent
from models.organisation import UnitId
from storage.registry.session import Session
from storage.registry.tables import event_keys, events

LOG_LOCK = 7_405_221
"""The advisory lock of those who are about to commit events."""

_FIELDS = [events.c[name] for name in Event.model_fields]


class EventRepository:
    """``models.ports.Events`` over PostgreSQL; what is appended can be read once the transaction is committed."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._waiting: list[dict[str, Any]] = []

    def append(self, event: NewEvent) -> bool:
        """Take an event in for the commit; False where its unique key is there already."""
        if event.unique_key is not None and not self._session.run(
            upsert(event_keys).values(key=event.unique_key).on_conflict_do_nothing()
        ):
            return False
        self._waiting.append(event.model_dump(mode="json") | {"as_of": event.as_of})
        return True

    def write_out(self) -> None:
        """Write the waiting events; the transaction must commit right after."""
        if not self._waiting:
            return
        self._session.value(select(func.pg_advisory_xact_lock(LOG_LOCK)))
        self._session.run(insert(events), self._waiting)
        self._waiting.clear()

    def after(self, event_id: int, *, limit: int = 500) -> tuple[Event, ...]:
        """Return the events that follow one, oldest first."""
        return self._read(select(*_FIELDS).where(events.c.id > event_id).order_by(events.c.id).limit(limit))

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
        statement = select(*_FIELDS).where(events.c.campaign_id == campaign_id).order_by(events.c.id.desc())
        if kinds is not None:
            statement = statement.where(events.c.kind.in_(kinds))
        if subject is not None:
            statement = statement.where(events.c.subject == subject)
        if concerning is not None:
            statement = statement.where(_concerns(concerning))
        return self._read(statement.limit(limit))

    def last_day(self, campaign_id: CampaignId, *, but: Sequence[str]) -> date | None:
        """Return the latest business date of a campaign's events of all kinds ``but`` these; None without any."""
        told = (events.c.campaign_id == campaign_id) & events.c.kind.not_in(but)
        found: date | None = self._session.value(select(func.max(events.c.as_of)).where(told))
        return found

    def _read(self, statement: Any) -> tuple[Event, ...]:
        return tuple(Event.model_validate(dict(row)) for row in self._session.rows(statement))


def _concerns(unit: UnitId) -> ColumnElement[bool]:
    """Return the condition that an event is about a unit, or about something whose key or path names it."""
    subject = events.c.subject
    in_key, at_path_end = subject.contains(f":{unit}:", autoescape=True), subject.endswith(f".{unit}", autoescape=True)
    return or_(subject == unit, events.c.data["unit"].astext == unit, in_key, at_path_end)
