"""What verifications of the archive have seen so far, a row for each stretch; rows are only ever added."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as upsert

from models.awards.archive_faults import ArchiveReading
from storage.registry.award_tables import archive_readings
from storage.registry.session import Session

_FIELDS = [archive_readings.c[name] for name in ArchiveReading.model_fields]


class ReadingRepository:
    """``models.ports.Readings`` over PostgreSQL."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, reading: ArchiveReading) -> bool:
        """Keep a stretch; False where the operation has one that ends there already."""
        values = reading.model_dump(exclude={"faults"}) | {"faults": reading.model_dump(mode="json")["faults"]}
        return bool(self._session.run(upsert(archive_readings).values(values).on_conflict_do_nothing()))

    def of(self, operation_id: str) -> tuple[ArchiveReading, ...]:
        """Return an operation's stretches in the order in which they were read."""
        wanted = select(*_FIELDS).where(archive_readings.c.operation == operation_id).order_by(archive_readings.c.id)
        return tuple(ArchiveReading.model_validate(dict(row)) for row in self._session.rows(wanted))
