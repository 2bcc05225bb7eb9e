"""The worker process: ``python -m workflows.flows.worker``. It can be killed at any moment."""

import asyncio
import logging
import os
import signal
import threading
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from workflows.flows.connection import POOL, log_to_stderr, use_prefect
from workflows.settings import load_settings

_log = logging.getLogger(__name__)
_FAILURES_SHOWN_EVERY = 10
SECONDS_TO_FINISH = 20.0
"""How long a step may take to reach its next stopping place when the process is asked to end."""


def main() -> None:
    """Register pool and deployments, then run what the server hands out until SIGTERM or SIGINT.

    The event loop lives in a thread of its own: Prefect's engine puts a handler of its own on SIGTERM for as long
    as a flow runs, but only in the main thread, and ours would be lost whenever two flows overlap.
    """
    log_to_stderr()
    use_prefect(load_settings())
    ended = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: ended.set())
    working = threading.Thread(target=lambda: asyncio.run(_work(ended)), name="worker", daemon=True)
    working.start()
    while working.is_alive():
        working.join(0.5)
    # A step's thread that did not stop in time would keep the interpreter; its next attempt goes on elsewhere.
    os._exit(0 if ended.is_set() else 1)


async def _work(ended: threading.Event) -> None:
    from workflows.flows.carrying import stopping

    working = asyncio.create_task(_serve())
    while not (ended.is_set() or working.done()):
        await asyncio.sleep(0.2)
    if working.done():
        working.result()
    stopping.set()
    await _let_steps_finish()
    working.cancel()
    await asyncio.wait([working], timeout=5)


async def _let_steps_finish() -> None:
    from workflows.flows.carrying import steps_under_way

    waited = 0.0
    while steps_under_way() and waited < SECONDS_TO_FINISH:
        await asyncio.sleep(0.2)
        waited += 0.2


async def _serve() -> None:
    """Run the worker, begun anew whenever the server was away."""
    from prefect.exceptions import PrefectException

    from workflows.flows.in_process import InProcessWorker

    while True:
        flows = await _registered()
        try:
            await InProcessWorker(pool=POOL, flows=flows).start(printer=_log.info)
        except (PrefectException, OSError, RuntimeError, BaseExceptionGroup) as error:
            _log.warning("worker begun anew: %s", error)
        await asyncio.sleep(1)


async def _registered() -> Mapping[UUID, Any]:
    from prefect.client.orchestration import get_client

    from workflows.flows.deployments import register
    from workflows.flows.in_process import POOL_TYPE, InProcessWorker

    tries = 0
    while True:
        try:
            async with get_client() as client:
                return await register(
                    client, pool_type=POOL_TYPE, job_template=InProcessWorker.get_default_base_job_template()
                )
        except Exception as error:  # whatever keeps the server from answering, the next try tells whether it passed
            if tries % _FAILURES_SHOWN_EVERY == 0:
                _log.warning("Prefect server does not take the deployments yet: %s: %s", type(error).__name__, error)
            tries += 1
            await asyncio.sleep(1)


if __name__ == "__main__":
    main()
