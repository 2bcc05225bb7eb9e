"""One open transaction as the repositories see it: every statement goes through here, so every error is ours."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, CursorResult, Executable, RowMapping, func, select

from storage.registry.errors import translated


class Session:
    """Statements of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def run(self, statement: Executable, values: Sequence[Mapping[str, Any]] | None = None) -> int:
        """Run a statement and return how many rows it touched."""
        with translated():
            result: CursorResult[Any] = (
                self._connection.execute(statement) if values is None else self._connection.execute(statement, values)
            )
            return result.rowcount

    def rows(self, statement: Executable) -> Sequence[RowMapping]:
        """Return every row."""
        with translated():
            return self._connection.execute(statement).mappings().all()

    def row(self, statement: Executable) -> RowMapping | None:
        """Return the first row, if any."""
        with translated():
            return self._connection.execute(statement).mappings().first()

    def value(self, statement: Executable) -> Any:
        """Return the first column of the first row; None where there is none."""
        with translated():
            return self._connection.execute(statement).scalar()

    def now(self) -> datetime:
        """Return the database's clock at this very moment."""
        moment: datetime = self.value(select(func.clock_timestamp()))
        return moment
