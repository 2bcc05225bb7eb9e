"""The organisation directory."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as upsert

from models.organisation import Directory, Unit, UnitId
from models.text import sort_key
from storage.registry.bodies import value_in
from storage.registry.session import Session
from storage.registry.tables import units


class UnitRepository:
    """``models.ports.Units`` over PostgreSQL."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def keep(self, wanted: Iterable[Unit]) -> int:
        """Add or renew units; return how many are new or differ from what was kept."""
        rows: list[dict[str, Any]] = [
            {"id": unit.id, "sort_key": sort_key(unit.name), "body": unit.model_dump(mode="json")}
            for unit in sorted(wanted, key=lambda unit: unit.id)
        ]
        return sum(self._keep(row) for row in rows)

    def _keep(self, row: dict[str, Any]) -> int:
        offered = upsert(units).values(row)
        return self._session.run(
            offered.on_conflict_do_update(
                index_elements=[units.c.id],
                set_={"sort_key": offered.excluded.sort_key, "body": offered.excluded.body},
                where=units.c.body != offered.excluded.body,
            )
        )

    def directory(self) -> Directory:
        """Return all units, in Vietnamese order of their names."""
        rows = self._session.rows(select(units.c.body).order_by(units.c.sort_key, units.c.id))
        return Directory(value_in(row["body"], of=Unit) for row in rows)

    def hold(self, unit: UnitId) -> None:
        """Have every other act that holds the unit wait until this one is over."""
        self._session.row(select(units.c.id).where(units.c.id == unit).with_for_update(key_share=True))
