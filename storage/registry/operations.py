"""Acts that need work done: asked for once, taken up by one attempt at a time, given up after three.

Attempts only ever count upwards, also after a person's retry: the orchestrator's idempotency key is made of
operation and attempt, and a key that was used once would bring the old run back. ``first_attempt`` says where
the present round of attempts began.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Update, and_, func, literal, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from models.documents import CampaignId
from models.errors import Conflict, NotFound
from models.operations import (
    MAX_ATTEMPTS,
    OPEN_STATES,
    Operation,
    OperationKind,
    OperationRequest,
    OperationState,
    StaleAttempt,
)
from storage.registry.session import Session
from storage.registry.tables import NOW, operations

_FIELDS = [operations.c[name] for name in Operation.model_fields]
_OPEN = operations.c.state.in_(OPEN_STATES)


class UnknownOperation(NotFound):
    """No operation has that id."""

    code = "unknown-operation"


class NotRetriable(Conflict):
    """Only a failed operation can be set waiting again, and only while no other one of its kind is open."""

    code = "not-retriable"


class OperationRepository:
    """``models.ports.Operations`` over PostgreSQL; every time in it is the database's clock."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def request(self, request: OperationRequest) -> Operation:
        """Return the open operation of that kind, subject and day, or a new one in state ``waiting``."""
        fresh = {"state": OperationState.WAITING, "attempt": 1, "first_attempt": 1, "done": 0, "total": 0}
        values = request.model_dump() | {"params": request.model_dump(mode="json")["params"], "message": ""} | fresh
        same = and_(
            operations.c.kind == request.kind,
            operations.c.subject == request.subject,
            operations.c.as_of == request.as_of,
        )
        adding = (
            upsert(operations)
            .values(values)
            .on_conflict_do_nothing(
                index_elements=["kind", "subject", "as_of"],
                index_where=text("state IN ('waiting', 'dispatched', 'running')"),
            )
            .returning(*_FIELDS)
        )
        # The lock waits for whoever is just ending it: nobody joins an operation that has looked its last for work.
        joining = select(*_FIELDS).where(same, _OPEN).with_for_update()
        while True:
            row = self._session.row(adding) or self._session.row(joining)
            if row is not None:  # else the one in the way ended between the two statements
                return _operation(row)

    def get(self, operation_id: str) -> Operation:
        """Return it, or raise ``UnknownOperation``."""
        row = self._session.row(select(*_FIELDS).where(operations.c.id == operation_id))
        if row is None:
            raise UnknownOperation(
                f"Không có công việc “{operation_id}”.", remedy="xem lại danh sách công việc để lấy đúng mã."
            )
        return _operation(row)

    def waiting(self, *, limit: int = 20) -> tuple[Operation, ...]:
        """Return operations that need a run, oldest first."""
        statement = select(*_FIELDS).where(operations.c.state == OperationState.WAITING)
        return self._read(statement.order_by(operations.c.place).limit(limit))

    def dispatched(self, operation_id: str, *, attempt: int, run_id: str) -> None:
        """Note the run of an attempt; the run may have begun before this is noted, and stays ``running`` then."""
        current = _current(operation_id, attempt)
        noted = update(operations).where(current).values(run_id=run_id)
        self._session.run(noted)
        waiting = operations.c.state == OperationState.WAITING
        moved = update(operations).where(current, waiting)
        self._session.run(moved.values(state=OperationState.DISPATCHED, heartbeat_at=NOW))

    def start(self, operation_id: str, *, attempt: int) -> Operation:
        """Take the attempt up (state ``running``); ``StaleAttempt`` where another is current or it is over."""
        taken = _at_attempt(operation_id, attempt).values(
            state=OperationState.RUNNING,
            started_at=func.coalesce(operations.c.started_at, NOW),
            heartbeat_at=NOW,
        )
        return self._change(taken, operation_id=operation_id, attempt=attempt)

    def progress(self, operation_id: str, *, attempt: int, done: int, total: int, message: str) -> None:
        """Keep progress and touch the heartbeat; ``StaleAttempt`` as above."""
        told = _at_attempt(operation_id, attempt).values(done=done, total=total, message=message, heartbeat_at=NOW)
        self._change(told, operation_id=operation_id, attempt=attempt)

    def touch(self, operation_id: str, *, attempt: int) -> None:
        """Touch the heartbeat alone; ``StaleAttempt`` as above."""
        touched = _at_attempt(operation_id, attempt).values(heartbeat_at=NOW)
        self._change(touched, operation_id=operation_id, attempt=attempt)

    def succeed(self, operation_id: str, *, attempt: int, message: str) -> None:
        """End the operation well; ``StaleAttempt`` as above."""
        self._end(operation_id, attempt, {"state": OperationState.SUCCEEDED, "message": message, "error_code": None})

    def fail(self, operation_id: str, *, attempt: int, message: str, code: str, final: bool) -> Operation:
        """End the attempt badly: the next one waits, or a person is told (``final``, or attempts used up)."""
        told = {"message": message, "error_code": code}
        held = self._session.row(select(operations).where(_current(operation_id, attempt)).with_for_update())
        if held is None:
            raise self._stale(operation_id, attempt)
        if final or attempt - held["first_attempt"] + 1 >= MAX_ATTEMPTS:
            return self._end(operation_id, attempt, told | {"state": OperationState.FAILED})
        again = _at_attempt(operation_id, attempt).values(told).values(_next_attempt())
        return self._change(again, operation_id=operation_id, attempt=attempt)

    def silent(self, *, seconds: int) -> tuple[Operation, ...]:
        """Return dispatched or running operations whose heartbeat is older than that, oldest first."""
        alive = operations.c.state.in_([OperationState.DISPATCHED, OperationState.RUNNING])
        late = operations.c.heartbeat_at < NOW - literal(timedelta(seconds=seconds))
        return self._read(select(*_FIELDS).where(alive, late).order_by(operations.c.place))

    def retry(self, operation_id: str, *, actor: str) -> Operation:
        """Set a failed operation waiting again, by a person's wish, with fresh attempts; ``NotRetriable`` otherwise."""
        failed = self.get(operation_id)
        open_one = (
            select(operations.c.id)
            .where(operations.c.kind == failed.kind, operations.c.subject == failed.subject)
            .where(operations.c.as_of == failed.as_of, _OPEN)
        )
        row = None
        if self._session.row(open_one) is None:
            again = update(operations).where(
                operations.c.id == operation_id, operations.c.state == OperationState.FAILED
            )
            fresh = {"first_attempt": operations.c.attempt + 1, "requested_by": actor, "error_code": None}
            row = self._session.row(again.values(_next_attempt() | fresh | {"message": ""}).returning(*_FIELDS))
        if row is None:
            raise NotRetriable(
                "Chỉ chạy lại được một công việc đã dừng vì lỗi, khi không có công việc cùng loại đang chạy.",
                remedy="xem lại danh sách công việc: việc này đang ở bước nào.",
            )
        return _operation(row)

    def list(
        self, *, campaign_id: CampaignId | None = None, kind: OperationKind | None = None, limit: int = 20
    ) -> tuple[Operation, ...]:
        """Return operations, newest first."""
        statement = select(*_FIELDS).order_by(operations.c.place.desc()).limit(limit)
        for column, wanted in ((operations.c.campaign_id, campaign_id), (operations.c.kind, kind)):
            if wanted is not None:
                statement = statement.where(column == wanted)
        return self._read(statement)

    def _end(self, operation_id: str, attempt: int, values: Mapping[str, Any]) -> Operation:
        ending = _at_attempt(operation_id, attempt).values(dict(values)).values(finished_at=NOW, heartbeat_at=NOW)
        return self._change(ending, operation_id=operation_id, attempt=attempt)

    def _change(self, change: Update, *, operation_id: str, attempt: int) -> Operation:
        row = self._session.row(change.returning(*_FIELDS))
        if row is None:
            raise self._stale(operation_id, attempt)
        return _operation(row)

    def _stale(self, operation_id: str, attempt: int) -> StaleAttempt:
        now = self.get(operation_id)
        return StaleAttempt(
            f"Lần chạy {attempt} của công việc không còn hiệu lực (đang ở lần {now.attempt}, {now.state}).",
            remedy="không cần làm gì: lần chạy mới đã thay lần chạy này, hoặc công việc đã xong.",
        )

    def _read(self, statement: Any) -> tuple[Operation, ...]:
        return tuple(_operation(row) for row in self._session.rows(statement))


def _current(operation_id: str, attempt: int) -> ColumnElement[bool]:
    return and_(operations.c.id == operation_id, operations.c.attempt == attempt, _OPEN)


def _at_attempt(operation_id: str, attempt: int) -> Update:
    return update(operations).where(_current(operation_id, attempt))


def _next_attempt() -> dict[str, Any]:
    return {
        "state": OperationState.WAITING,
        "attempt": operations.c.attempt + 1,
        "run_id": None,
        "started_at": None,
        "finished_at": None,
        "heartbeat_at": NOW,
    }


def _operation(row: RowMapping) -> Operation:
    return Operation.model_validate(dict(row))
