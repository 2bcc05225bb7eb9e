"""What every flow does: the operation's step in a thread, while its heartbeat goes on."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import lru_cache
from threading import Event

from models.errors import Unavailable
from models.operations import Operation, OperationState, StaleAttempt
from workflows.bootstrap import build_services
from workflows.services import Services
from workflows.settings import load_settings
from workflows.steps.work import run_operation

_log = logging.getLogger(__name__)
HEARTBEAT_SECONDS = 10.0

stopping = Event()
"""Set when the process is asked to end: a step stops between two documents, and its next attempt goes on."""


_under_way: set[str] = set()


def steps_under_way() -> int:
    """Return how many steps are at work in this process."""
    return len(_under_way)


class OperationNotDone(Exception):
    """Tells Prefect, by a code alone, that the operation's attempt did not end well; the reason is in our registry."""


@lru_cache(maxsize=1)
def services_of_this_process() -> Services:
    """Return the process's services, made at the first run."""
    return build_services(load_settings())


async def carry_out(operation_id: str, attempt: int) -> None:
    """Do the attempt; raise ``OperationNotDone`` where it ended badly. A stale attempt ends without a trace."""
    services = services_of_this_process()
    _under_way.add(operation_id)
    try:
        async with _heartbeat(services, operation_id, attempt):
            ended = await asyncio.to_thread(
                run_operation, services, operation_id=operation_id, attempt=attempt, stopping=stopping.is_set
            )
    finally:
        _under_way.discard(operation_id)
    if ended is not None and ended.state is not OperationState.SUCCEEDED:
        raise OperationNotDone(_code(ended))


def _code(operation: Operation) -> str:
    return operation.error_code or operation.state.value


@asynccontextmanager
async def _heartbeat(services: Services, operation_id: str, attempt: int) -> AsyncIterator[None]:
    beating = asyncio.create_task(_beat(services, operation_id, attempt))
    try:
        yield
    finally:
        beating.cancel()
        await asyncio.gather(beating, return_exceptions=True)


async def _beat(services: Services, operation_id: str, attempt: int) -> None:
    while True:
        await asyncio.sleep(HEARTBEAT_SECONDS)
        try:
            await asyncio.to_thread(_touch, services, operation_id, attempt)
        except StaleAttempt:
            return
        except Unavailable as error:
            _log.warning("heartbeat of %s not kept: %s", operation_id, error)


def _touch(services: Services, operation_id: str, attempt: int) -> None:
    with services.registry.begin() as tx:
        tx.operations.touch(operation_id, attempt=attempt)
