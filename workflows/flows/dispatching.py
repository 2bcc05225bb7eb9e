"""What the dispatcher does at each look: ask for runs, give up silent attempts, tidy the register."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import httpx
from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.deployments import arun_deployment
from prefect.exceptions import ObjectNotFound, PrefectException
from prefect.states import Crashed

from models.errors import ThiduaError
from models.operations import SILENT_AFTER_SECONDS, Operation, OperationState, StaleAttempt
from workflows.flows.deployments import deployment_name
from workflows.services import Services
from workflows.steps.documents.tidying import tidy_register, tidy_store

_log = logging.getLogger(__name__)
WAIT_BEFORE_ATTEMPT = {2: timedelta(seconds=5)}
WAIT_LONGER = timedelta(seconds=60)
"""A store that is down is mostly down for longer than a moment. A person's own retry waits for nothing."""
PREFECT_AWAY = (httpx.HTTPError, PrefectException, OSError, RuntimeError)
"""How the client tells that the server does not answer, or does not know the deployment yet."""
SILENT = "silent"


class Dispatcher:
    """Between our registry and the Prefect server; it keeps nothing between two looks."""

    def __init__(self, services: Services, *, silent_after: int = SILENT_AFTER_SECONDS) -> None:
        self._services = services
        self._silent_after = silent_after

    async def start_waiting(self) -> None:
        """Ask for a run of each waiting operation whose time has come."""
        for operation in await asyncio.to_thread(self._waiting):
            if _time_has_come(operation, datetime.now(tz=UTC)):
                await self._start(operation)

    async def _start(self, operation: Operation) -> None:
        run = await arun_deployment(
            deployment_name(operation.kind),
            parameters={"operation_id": operation.id, "attempt": operation.attempt},
            idempotency_key=f"{operation.id}:{operation.attempt}",
            timeout=0,
            as_subflow=False,
        )
        await asyncio.to_thread(self._note_run, operation, str(run.id))
        _log.info("%s %s attempt %s: run %s", operation.kind, operation.id, operation.attempt, run.id)

    async def give_up_silent(self) -> None:
        """End the attempts that have been silent for too long, so that the next one waits.

        A run that the server still keeps in its queue is not silent: no worker is free, or none is up.
        """
        for operation in await asyncio.to_thread(self._silent):
            async with get_client() as client:
                run = await _run_of(client, operation)
                if run is not None and _still_queued(run):
                    await asyncio.to_thread(self._keep_waiting, operation)
                    continue
                await asyncio.to_thread(self._give_up, operation)
                if run is not None and not (run.state and run.state.is_final()):
                    await client.set_flow_run_state(run.id, Crashed(message="no heartbeat"), force=True)

    async def tidy(self) -> None:
        """Finish register entries that were left between number and bytes."""
        await asyncio.to_thread(tidy_register, self._services)

    async def tidy_store(self) -> None:
        """Remove bytes that nobody names."""
        await asyncio.to_thread(tidy_store, self._services)

    def _waiting(self) -> tuple[Operation, ...]:
        with self._services.registry.begin() as tx:
            return tx.operations.waiting()

    def _silent(self) -> tuple[Operation, ...]:
        with self._services.registry.begin() as tx:
            return tx.operations.silent(seconds=self._silent_after)

    def _note_run(self, operation: Operation, run_id: str) -> None:
        with self._services.registry.begin() as tx:
            tx.operations.dispatched(operation.id, attempt=operation.attempt, run_id=run_id)

    def _keep_waiting(self, operation: Operation) -> None:
        self._unless_stale(
            lambda: self._progress(operation, "Đang chờ máy xử lý: chưa có tiến trình nào nhận việc."),
        )

    def _progress(self, operation: Operation, message: str) -> None:
        with self._services.registry.begin() as tx:
            tx.operations.progress(
                operation.id, attempt=operation.attempt, done=operation.done, total=operation.total, message=message
            )

    def _give_up(self, operation: Operation) -> None:
        self._unless_stale(lambda: self._fail(operation))

    def _fail(self, operation: Operation) -> None:
        message = f"Lần chạy {operation.attempt} im lặng quá {self._silent_after} giây: bộ thực hiện đã dừng."
        with self._services.registry.begin() as tx:
            after = tx.operations.fail(
                operation.id, attempt=operation.attempt, message=message, code=SILENT, final=False
            )
        _log.warning("%s %s attempt %s silent: %s", operation.kind, operation.id, operation.attempt, after.state)

    @staticmethod
    def _unless_stale(act: Callable[[], None]) -> None:
        try:
            act()
        except StaleAttempt as moved_on:
            _log.info("%s", moved_on)


async def _run_of(client: PrefectClient, operation: Operation) -> FlowRun | None:
    if operation.run_id is None:
        return None
    try:
        return await client.read_flow_run(UUID(operation.run_id))
    except ObjectNotFound:
        return None


def _still_queued(run: FlowRun) -> bool:
    return run.state is not None and run.state.type is StateType.SCHEDULED


def _time_has_come(operation: Operation, now: datetime) -> bool:
    if operation.state is not OperationState.WAITING or operation.error_code is None:
        return True
    return now - operation.heartbeat_at >= WAIT_BEFORE_ATTEMPT.get(operation.attempt, WAIT_LONGER)


async def repeat(seconds: float, look: Callable[[], Awaitable[None]], *, away_seconds: float = 2.0) -> None:
    """Look again and again; a part of the service that is away is told once and waited for."""
    told = ""
    while True:
        try:
            await look()
            told = ""
            await asyncio.sleep(seconds)
        except (ThiduaError, *PREFECT_AWAY) as error:
            if (now_told := f"{type(error).__name__}: {error}") != told:
                _log.warning("waiting: %s", now_told)
            told = now_told
            await asyncio.sleep(away_seconds)
