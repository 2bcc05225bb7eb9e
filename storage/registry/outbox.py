"""Notices to units, each once."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as upsert

from models.organisation import UnitId
from models.ports import Notice
from storage.registry.session import Session
from storage.registry.tables import outbox

_FIELDS = [outbox.c[name] for name in Notice.model_fields]


class OutboxRepository:
    """``models.ports.Outbox`` over PostgreSQL."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def post(self, notice: Notice) -> bool:
        """Keep a notice; False where its key is there already."""
        return bool(self._session.run(upsert(outbox).values(notice.model_dump()).on_conflict_do_nothing()))

    def for_unit(self, unit: UnitId, *, limit: int = 50) -> tuple[Notice, ...]:
        """Return a unit's notices, newest first."""
        statement = select(*_FIELDS).where(outbox.c.unit == unit).order_by(outbox.c.as_of.desc(), outbox.c.id.desc())
        return tuple(Notice.model_validate(dict(row)) for row in self._session.rows(statement.limit(limit)))
